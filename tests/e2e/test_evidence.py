"""Findings beside the editor, in a real browser: they come and go while somebody writes."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.admin import add_article, write
from tests.e2e.test_accessibility import WCAG

pytestmark = pytest.mark.browser

GAP = "Light helps by week six ."
CODE = "stripped-marker"
AT_ONCE = """
addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("#id_search_description");
  field.value = "";
  field.dispatchEvent(new Event("input", {bubbles: true}));
})
"""
REASON = "The journal prints it this way."


def fill(page: Page) -> None:
    """What it takes to publish."""
    write(page, 0, GAP)
    write(page, 1, "Light helps.")
    page.locator("input[name$='-value-heading']").nth(1).fill("What trials found")
    write(page, 2, "Most people felt better.")
    page.locator("input[name$='-question']").first.fill("Does light help?")
    write(page, 3, "It does.")
    page.locator("input[name$='-claim']").first.fill("Light helps.")


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def test_a_finding_comes_and_goes_while_somebody_writes(editor: Page) -> None:
    add_article(editor, "Light in the morning")
    toggle = editor.get_by_role("button", name="Toggle evidence")
    toggle.click()
    panel = editor.locator("[data-evidence]")
    finding = panel.locator(".evidence__finding", has_text=CODE)
    expect(finding).to_have_count(0)
    write(editor, 0, GAP)
    expect(finding).to_have_count(1)
    expect(finding.locator("blockquote")).to_have_text(GAP)
    expect(panel.get_by_role("status")).to_contain_text("Warnings:")
    count = int(toggle.inner_text())
    # A link leads to the words, which are mended there.
    editor.locator("#id_title").focus()
    finding.get_by_role("link", name=re.compile("^Show")).click()
    introduction = editor.locator(".public-DraftEditor-content").first
    expect(introduction).to_be_focused()
    expect(introduction).to_be_in_viewport()
    editor.keyboard.press("Control+End")
    editor.keyboard.press("Backspace")
    editor.keyboard.press("Backspace")
    editor.keyboard.type(".")
    expect(finding).to_have_count(0)
    expect(toggle).to_have_text(str(count - 1))


def test_accept_with_a_reason_and_publish_when_mended(editor: Page) -> None:
    add_article(editor, "Light in the evening")
    fill(editor)
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.locator(".messages .success")).to_be_visible()
    panel = editor.locator("[data-evidence]")
    if not panel.is_visible():
        editor.get_by_role("button", name="Toggle evidence").click()
    # By keyboard alone; a reason that says too little is refused, and what was typed stays.
    finding = panel.locator(".evidence__group .evidence__finding", has_text=CODE)
    finding.locator("summary").focus()
    editor.keyboard.press("Enter")
    editor.keyboard.press("Tab")
    editor.keyboard.type("So.")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(finding.get_by_role("alert")).to_have_text("Say why in a few more words.")
    reason = finding.get_by_role("textbox")
    expect(reason).to_be_focused()
    expect(reason).to_have_value("So.")
    reason.fill(REASON)
    finding.get_by_role("button", name="Accept").click()
    expect(finding).to_have_count(0)
    accepted = panel.locator(".evidence__accepted")
    accepted.locator("summary").click()
    expect(accepted.locator(".evidence__reason")).to_contain_text(REASON)
    expect(accepted.locator(".evidence__reason")).to_contain_text("marketing")
    accepted.get_by_role("button", name=re.compile("^Withdraw")).click()
    expect(finding).to_have_count(1)

    # Without its quick answer the page stays off the site, and what was typed stays in the form.
    body = editor.locator('[data-contentpath="body"]')
    body.get_by_role("button", name="Delete").first.click()
    expect(panel.locator(".evidence__group--blocks")).to_contain_text("no quick answer")
    publish(editor)
    refused = editor.locator(".messages .error")
    expect(refused).to_contain_text("was not published: one finding blocks it.")
    expect(refused.get_by_role("link", name="The article has no quick answer")).to_be_visible()
    expect(panel).to_be_visible()
    expect(editor.locator(".public-DraftEditor-content").first).to_contain_text(GAP)
    texts = editor.locator(".public-DraftEditor-content")
    before = texts.count()
    body.get_by_role("button", name="Insert a block").first.click()
    editor.get_by_role("option", name="Quick answer").click()
    expect(texts).to_have_count(before + 1)
    write(editor, 1, "Light helps some people.")
    expect(panel.locator(".evidence__group--blocks")).to_have_count(0)
    publish(editor)
    expect(editor.locator(".messages .success")).to_contain_text("published")


def test_what_is_typed_before_the_editor_is_ready_is_checked(editor: Page) -> None:
    listing = editor.request.get("/admin/api/main/pages/?slug=when-antidepressants-have-not-worked").json()
    editor.add_init_script(AT_ONCE)
    editor.goto(f"/admin/pages/{listing['items'][0]['id']}/edit/")
    editor.get_by_role("button", name="Toggle evidence").click()
    finding = editor.locator("[data-evidence] .evidence__finding", has_text="description-missing")
    expect(finding).to_have_count(1)


def test_what_is_wrong_with_the_connection_is_said(editor: Page) -> None:
    add_article(editor, "Light at night")
    editor.get_by_role("button", name="Toggle evidence").click()
    panel = editor.locator("[data-evidence]")
    editor.route("**/evidence/", lambda route: route.abort())
    write(editor, 0, GAP)
    expect(panel.locator("[data-evidence-trouble]")).to_contain_text("No connection")
    editor.unroute("**/evidence/")
    expect(panel.locator(".evidence__finding", has_text=CODE)).to_have_count(1)
    expect(panel.locator("[data-evidence-trouble]")).to_be_hidden()


def test_the_panel_can_be_used_by_everybody(editor: Page) -> None:
    editor.emulate_media(reduced_motion="reduce")
    add_article(editor, "Light by day")
    editor.get_by_role("button", name="Toggle evidence").click()
    write(editor, 0, GAP)
    panel = editor.locator("[data-evidence]")
    finding = panel.locator(".evidence__group .evidence__finding", has_text=CODE)
    expect(finding.locator("summary")).to_have_count(1)  # once autosave has made a draft of it
    finding.locator("summary").click()
    finding.get_by_role("textbox").fill("So.")
    finding.get_by_role("button", name="Accept").click()
    expect(finding.get_by_role("alert")).to_be_visible()
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        editor.locator("html").evaluate("(html, name) => html.classList.add(`w-theme-${name}`)", scheme)
        results = Axe().run(editor, context="[data-side-panel='evidence']", options=WCAG)
        assert results.violations_count == 0, f"{scheme}: {results.generate_report()}"
