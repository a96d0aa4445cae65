"""Citing a source from a sentence, in a real browser: the button, the draft, the page and the way back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.admin import HOLDS, add_article, write
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import WCAG

pytestmark = pytest.mark.browser

SENTENCE = "Most people felt better."
SECTION = 2  # the third rich text editor of the skeleton, after introduction and quick answer


def cite(page: Page, position: int) -> None:
    """Select the line and choose a source for it, counted from the top of the library."""
    page.keyboard.press("Shift+Home")
    page.get_by_role("button", name="Cite a source").locator("visible=true").click()
    expect(page.locator(".modal")).to_have_css("opacity", "1")  # focus returns only from an open dialog
    page.locator(".modal [data-chooser-modal-choice]").nth(position).click()
    expect(page.locator(".modal")).to_have_count(0)
    page.locator(".public-DraftEditor-content").nth(SECTION).press("End")


def test_from_the_button_to_the_list_and_back(editor: Page, browser: Browser) -> None:
    add_article(editor, "A sentence with its sources")
    write(editor, 0, "About light.")
    write(editor, 1, "Light helps.")
    editor.locator("input[name$='-value-heading']").nth(1).fill("What trials found")
    write(editor, SECTION, SENTENCE)

    # Two markers without anything between them; the words stay, and writing goes on behind them.
    cite(editor, 0)
    cite(editor, 1)
    chips = editor.locator(".public-DraftEditor-content").nth(SECTION).locator(".cite")
    expect(chips).to_have_count(2)
    names = [chip.get_attribute("title") for chip in chips.all()]
    assert all(names)
    assert len(set(names)) == 2
    editor.keyboard.type(" So they said.")
    editor.wait_for_function(HOLDS, arg="So they said.")

    # Backspace takes a marker away as a whole, and undoing brings it back.
    for _ in " So they said.":
        editor.keyboard.press("ArrowLeft")
    editor.keyboard.press("Backspace")
    expect(chips).to_have_count(1)
    editor.keyboard.press("Control+z")
    expect(chips).to_have_count(2)

    # The draft opens with the markers in place.
    editor.locator("input[name$='-question']").first.fill("Does light help?")
    write(editor, 3, "It does.")
    editor.locator("input[name$='-claim']").first.fill("Light helps.")
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.locator(".messages .success")).to_be_visible()  # the address changes before that
    expect(editor).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    editor.reload()
    expect(chips).to_have_count(2)
    assert [chip.get_attribute("title") for chip in chips.all()] == names
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator(".messages .success")).to_contain_text("published")

    # Readers follow the number to the list, and a letter back to the sentence.
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=editor.url.split("/admin")[0], color_scheme=scheme)
        reader = context.new_page()
        reader.goto("/articles/a-sentence-with-its-sources/")
        expect(reader.get_by_text(SENTENCE)).to_have_text(f"{SENTENCE}[1, 2] So they said.")
        reader.get_by_role("link", name="Source 2", exact=True).click()
        expect(reader).to_have_url(re.compile("#citation-2$"))
        expect(reader.locator("#citation-2")).to_be_in_viewport()
        reader.locator("#citation-2").get_by_role("link", name="back to the text").click()
        expect(reader).to_have_url(re.compile("#cited-2-1$"))
        expect(reader.get_by_text(SENTENCE)).to_be_in_viewport()
        results = Axe().run(reader, options=WCAG)
        assert results.violations_count == 0, results.generate_report()
        context.close()


def test_typed_citations_become_markers(editor: Page) -> None:
    """A key and a number as they are typed; what means nothing stays, and is told on saving."""
    add_article(editor, "Typed with its sources")
    write(editor, 0, "About light.")
    write(editor, 1, "Light helps.")
    editor.locator("input[name$='-value-heading']").nth(1).fill("What trials found")
    chips = editor.locator(".public-DraftEditor-content").nth(SECTION).locator(".cite")
    content = editor.locator(".public-DraftEditor-content").nth(SECTION)

    content.click()
    editor.keyboard.type("Most felt better [@rush2006; @Anand2023]")
    expect(chips).to_have_count(2)
    assert [chip.get_attribute("title") for chip in chips.all()] == ["Rush et al. 2006", "Anand et al. 2023"]
    editor.keyboard.type(", or not [@nobody1999].")
    expect(content).to_contain_text("[@nobody1999].")

    # Saved by itself, the page has a list: from now on its numbers can be typed.
    editor.wait_for_function(
        "() => document.querySelector('[name=listed_sources]').value.includes('Anand et al. 2023')"
    )
    editor.keyboard.type(" Others too [2] and so on.")
    expect(chips).to_have_count(3)
    assert chips.nth(2).get_attribute("title") == "Anand et al. 2023"
    expect(content).to_contain_text("and so on.")
    editor.wait_for_function(HOLDS, arg="and so on.")

    editor.locator("input[name$='-question']").first.fill("Does light help?")
    editor.locator(".public-DraftEditor-content").nth(3).click()
    editor.keyboard.type("It does [@rush2006], they say.")
    editor.wait_for_function(HOLDS, arg=", they say.")
    editor.locator("input[name$='-claim']").first.fill("Light helps.")
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.locator(".messages .warning")).to_contain_text("[@nobody1999]")
    expect(chips).to_have_count(3)
    expect(content).to_contain_text("or not [@nobody1999].")


def test_readers_copy_a_citation(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/articles/when-antidepressants-have-not-worked/")
    entry = page.locator("#citation-1")
    button = entry.get_by_role("button", name="Copy citation 1", exact=True)
    expect(button).to_be_visible()
    place = "entry => [entry.offsetTop, entry.offsetHeight, entry.offsetWidth]"
    before = entry.evaluate(place)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    expect(button).to_be_focused()
    assert entry.evaluate(place) == before
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == entry.locator(".source").inner_text()
    assert "doi:10." in copied
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(0)
    page.emulate_media(media="print")
    expect(button).to_be_hidden()


def test_without_a_script_the_list_is_whole(browser: Browser, running_site: RunningSite) -> None:
    context = browser.new_context(base_url=running_site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/articles/when-antidepressants-have-not-worked/")
    expect(page.locator("#citation-1 .source")).to_be_visible()
    expect(page.get_by_role("button", name="Copy citation")).to_have_count(0)
    context.close()
