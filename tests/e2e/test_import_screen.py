"""A Word document becomes a published article in the admin, with one wrong guess put right."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.admin import sign_in
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import find_nothing

pytestmark = pytest.mark.browser

TITLE = "Ankle Sprains on the Trail"
UNUSUAL = "Before you lace up"
ANSWER = "Stop, wrap the ankle, keep it high, and have it looked at when you cannot take four steps."
# Style and text of each paragraph. The heading of the quick answer is worded as no rule expects.
DOCUMENT = [
    ("Title", TITLE),
    ("Normal", "Most sprains heal within six weeks, and the first two days matter most."),
    ("Heading 1", UNUSUAL),
    ("Normal", ANSWER),
    ("Heading 1", "What happens in the joint"),
    ("Normal", "The ligament on the outer side is stretched, and sometimes it tears."),
    ("Heading 1", "Common Questions"),
    ("Heading 2", "Can I walk on a sprained ankle?"),
    ("Normal", "If four steps are possible without much pain, short walks are fine."),
    ("Heading 2", "When does a sprained ankle need an X-ray?"),
    ("Normal", "When the bone itself hurts to the touch."),
    ("Heading 1", "Key Takeaways"),
    ("List Bullet", "Four steps. If they are too many, call us."),
    ("List Bullet", "Two days of rest. Then move gently."),
    ("Heading 1", "References"),
    ("List Number", "Sprains and strains – MedlinePlus https://medlineplus.gov/sprainsandstrains.html"),
]
QUESTIONS = ["Can I walk on a sprained ankle?", "When does a sprained ankle need an X-ray?"]


@pytest.fixture
def document(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A file of its own for each test: what is said of one holds when it comes again."""
    made = docx.Document()
    made.core_properties.comments = request.node.name
    for style, text in DOCUMENT:
        made.add_paragraph(text, style=style)
    path = tmp_path_factory.mktemp("documents") / "ankles.docx"
    made.save(str(path))
    return path


@pytest.fixture
def screen(browser: Browser, running_site: RunningSite) -> Iterator[Page]:
    """Where a document is handed in."""
    context = browser.new_context(base_url=running_site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, "marketing")
    page.goto("/admin/import/")
    yield page
    context.close()


def hand_in(page: Page, document: Path) -> None:
    page.get_by_label("Choose a file").set_input_files(document)
    page.get_by_role("button", name="Read the document").click()
    expect(page.get_by_role("heading", name="Article", exact=True)).to_be_visible()


def menu(page: Page, text: str) -> Locator:
    """The menu of the piece with this text."""
    return page.locator(".import-piece").filter(has_text=text).get_by_role("combobox")


def quick_answer(page: Page) -> Locator:
    return page.locator(".import-block").filter(has_text="Quick answer")


def question_blocks(page: Page) -> Locator:
    return page.locator(".import-block").filter(has_text="FAQ").get_by_role("heading", level=4)


def test_a_word_document_becomes_an_article(
    screen: Page, document: Path, browser: Browser, running_site: RunningSite
) -> None:
    screen.goto("/admin/pages/")
    listing = screen.request.get("/admin/api/main/pages/?slug=articles").json()
    screen.goto(f"/admin/pages/{listing['items'][0]['id']}/")
    screen.get_by_role("button", name="Actions").first.click()
    screen.get_by_role("link", name="Import a document").last.click()
    hand_in(screen, document)

    # The wrong guess: the quick answer is a section. The menu puts it right, and the article is rebuilt.
    expect(menu(screen, UNUSUAL)).to_have_value("section-heading")
    expect(menu(screen, ANSWER)).to_have_value("body")
    expect(quick_answer(screen)).to_have_count(0)
    menu(screen, UNUSUAL).select_option("Quick answer heading")
    expect(quick_answer(screen)).to_contain_text(ANSWER)
    expect(menu(screen, ANSWER)).to_have_value("quick-answer")
    expect(screen.locator("[data-import-status]")).to_contain_text("2 questions")

    screen.get_by_role("button", name="Create draft").click()
    expect(screen.locator(".messages .success")).to_contain_text("Draft created from “ankles.docx”")
    screen.get_by_role("button", name="More actions").click()
    screen.get_by_role("button", name="Publish").click()
    expect(screen.locator(".messages .success")).to_contain_text("published")

    patient = browser.new_context(base_url=running_site.url, java_script_enabled=False)
    reader = patient.new_page()
    reader.goto("/articles/ankle-sprains-on-the-trail/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    words = " ".join(reader.locator("main").inner_text().split())
    for folded in reader.locator("main details").all():
        words += " " + " ".join((folded.text_content() or "").split())
    for _, text in DOCUMENT[:-1]:
        assert text in words, text
    address = "https://medlineplus.gov/sprainsandstrains.html"
    expect(reader.get_by_role("link", name=address)).to_have_attribute("href", address)
    expect(reader.locator("main details summary").filter(has_text="sprained ankle")).to_have_text(QUESTIONS)
    patient.close()

    # The same document again: it offers to update what is there.
    screen.goto("/admin/import/")
    hand_in(screen, document)
    expect(quick_answer(screen)).to_contain_text(ANSWER)
    screen.get_by_role("button", name=f"Update “{TITLE}”").click()
    expect(screen.locator(".messages .success")).to_contain_text("Draft updated")


def test_it_works_without_javascript(
    browser: Browser, running_site: RunningSite, document: Path, screen: Page
) -> None:
    context = browser.new_context(
        base_url=running_site.url, java_script_enabled=False, storage_state=screen.context.storage_state()
    )
    page = context.new_page()
    page.goto("/admin/import/")
    page.get_by_role("button", name="Read the document").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a file, or paste the text.")
    text = "Shin splints\n\nThey hurt, and rest helps.\n\nShort version\n\nRun less for a while.\n"
    page.get_by_label("Or paste the text").fill(text)
    page.get_by_role("button", name="Read the document").click()
    menu(page, "Short version").select_option("Quick answer heading")
    page.get_by_role("button", name="Rebuild the article").click()
    expect(menu(page, "Run less for a while.")).to_have_value("quick-answer")
    page.get_by_role("button", name="Discard the document").click()
    expect(page.get_by_text("was discarded")).to_be_visible()
    context.close()


DROP = """
([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const area = document.querySelector(".import-drop");
  area.dispatchEvent(new DragEvent("dragover", {dataTransfer: data, bubbles: true, cancelable: true}));
  area.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}
"""
COPY = """
([text, html]) => navigator.clipboard.write([new ClipboardItem({
  "text/plain": new Blob([text], {type: "text/plain"}),
  "text/html": new Blob([html], {type: "text/html"}),
})])
"""
WATCH = """
() => {
  const bar = document.querySelector("progress");
  const shares = new Set();
  new MutationObserver((records) => {
    for (const record of records) shares.add(Number(record.oldValue));
    sessionStorage.setItem("shares", JSON.stringify([...shares]));
  }).observe(bar, {attributeFilter: ["value"], attributeOldValue: true});
}
"""


def paste(page: Page, text: str, html: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(COPY, [text, html])
    page.get_by_label("Or paste the text").press("Control+v")
    expect(page.get_by_text("Pasted with its headings, lists and links.")).to_be_visible()


def test_a_file_can_be_dropped(screen: Page) -> None:
    screen.evaluate(DROP, ["hips.txt", "Hips\n\nThey turn, and mostly they do not hurt.\n"])
    screen.get_by_role("button", name="Read the document").click()
    expect(menu(screen, "Hips")).to_have_value("title")


def test_rich_text_can_be_pasted(screen: Page) -> None:
    html = "<h1>Heels</h1><p>They hurt in the morning.</p><h2>Why</h2><ul><li>Short calves</li></ul>"
    paste(screen, "Heels\nThey hurt in the morning.\nWhy\nShort calves", html)
    screen.get_by_role("button", name="Read the document").click()
    expect(menu(screen, "Why")).to_have_value("section-heading")
    expect(screen.locator(".import-block li")).to_have_text("Short calves")


def test_text_changed_after_pasting_is_read_as_it_stands(screen: Page) -> None:
    paste(screen, "Heels\n\nThey hurt.", "<h1>Heels</h1><p>They hurt.</p>")
    screen.get_by_label("Or paste the text").press_sequentially(" In the morning.")
    expect(screen.get_by_text("You have changed the text")).to_be_visible()
    screen.get_by_role("button", name="Read the document").click()
    expect(screen.locator(".import-pieces")).to_contain_text("They hurt. In the morning.")


def test_what_cannot_be_read_is_said_on_the_spot(screen: Page, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no Word file at all")
    screen.get_by_label("Choose a file").set_input_files(broken)
    screen.get_by_role("button", name="Read the document").click()
    expect(screen.get_by_role("alert")).to_contain_text("broken.docx")
    expect(screen.get_by_role("button", name="Read the document")).to_be_enabled()


def test_a_long_document_shows_how_far_it_is(screen: Page, tmp_path: Path) -> None:
    made = docx.Document()
    for number in range(1500):
        made.add_paragraph(f"Paragraph {number} says something of its own, and then it ends.")
    buffer = BytesIO()
    made.save(buffer)
    screen.evaluate(WATCH)
    screen.get_by_label("Choose a file").set_input_files(
        {"name": "long.docx", "mimeType": "application/octet-stream", "buffer": buffer.getvalue()}
    )
    screen.get_by_role("button", name="Read the document").click()
    expect(screen.get_by_role("progressbar")).to_be_visible()
    expect(screen.get_by_role("heading", name="Article", exact=True)).to_be_visible(timeout=60_000)
    shares = screen.evaluate("JSON.parse(sessionStorage.getItem('shares'))")
    assert sum(share > 0.5 for share in shares) >= 3
    expect(screen.get_by_role("navigation", name="Pages of the document")).to_be_visible()


def test_axe_and_narrow_screens(screen: Page, document: Path) -> None:
    for step in ("start", "review", "originals"):
        if step == "review":
            hand_in(screen, document)
            for folded in screen.locator(".import-review details summary").all():
                folded.click()
        if step == "originals":
            screen.locator(
                ".import-actions button.button-secondary:not(.no), .import-actions button"
            ).first.click()
            screen.get_by_role("link", name=re.compile("What the import did")).first.click()
        expect(screen.locator(f".import-{step}")).to_be_visible()
        find_nothing(screen, ".nice-padding")


def test_the_keyboard_is_enough(screen: Page, document: Path) -> None:
    hand_in(screen, document)
    expect(question_blocks(screen)).to_have_text(QUESTIONS)
    menu(screen, UNUSUAL).focus()
    screen.keyboard.type("Quick answer h")
    screen.keyboard.press("Tab")
    expect(quick_answer(screen)).to_contain_text(ANSWER)
    expect(menu(screen, ANSWER)).to_be_focused()


def test_create_waits_for_a_correction_under_way(screen: Page, document: Path) -> None:
    hand_in(screen, document)
    menu(screen, UNUSUAL).select_option("Quick answer heading")
    screen.locator(".import-actions button").first.dblclick()
    expect(screen.locator(".messages .success")).to_contain_text("from “ankles.docx”")
    expect(screen.get_by_label("Heading").first).to_have_value(UNUSUAL)


def test_going_through_a_menu_with_arrows_sends_the_last_choice(screen: Page, document: Path) -> None:
    hand_in(screen, document)
    sent: list[str] = []
    screen.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    menu(screen, UNUSUAL).focus()
    for _ in range(4):
        screen.keyboard.press("ArrowDown")
    expect(screen.locator("[data-import-status]")).to_contain_text("Rebuilt")
    assert len(sent) == 1
    expect(menu(screen, UNUSUAL)).to_have_value("block")
    expect(menu(screen, UNUSUAL)).to_be_focused()
