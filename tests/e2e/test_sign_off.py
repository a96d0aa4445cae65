"""Medical review in a real browser: a link to the draft, a comment, the approval, and what readers see."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.admin import sign_in
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import find_nothing

pytestmark = pytest.mark.browser

SLUG = "ketamine-infusions-first-month"
REVIEWER = "Maren Okafor"


@pytest.fixture(scope="module")
def editor(browser: Browser, running_site: RunningSite) -> Iterator[Page]:
    context = browser.new_context(base_url=running_site.url, viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, "admin")
    yield page
    context.close()


def key_of(editor: Page, slug: str) -> int:
    return int(editor.request.get(f"/admin/api/main/pages/?slug={slug}").json()["items"][0]["id"])


def make_link(editor: Page, slug: str) -> str:
    """The address of a new link to the draft of this article."""
    key = key_of(editor, slug)
    editor.goto(f"/admin/pages/{key}/edit/#tab-medical_review")
    editor.get_by_role("link", name="Make a link to the draft").click()
    editor.get_by_label("Provider").select_option(label=f"{REVIEWER}, MD")
    editor.get_by_role("button", name="Make the link").click()
    return editor.get_by_label(re.compile("^Link for ")).first.input_value()


@pytest.fixture(scope="module")
def link(editor: Page) -> str:
    return make_link(editor, SLUG)


def test_axe_finds_nothing_on_a_draft(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", name="Your answer")).to_be_visible()
    find_nothing(page)
    page.get_by_role("button", name="Approve this draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Please check your answer")
    find_nothing(page)


def test_axe_finds_nothing_on_a_reviewed_article(page: Page) -> None:
    page.goto("/articles/preparing-for-your-first-psychiatric-appointment/")
    for heading in ("Medical review", "Corrections"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    find_nothing(page)


def test_signing_off_through_the_link(browser: Browser, editor: Page, running_site: RunningSite) -> None:
    """A draft waits in the workflow; its clinician comments, approves, and it is published with the name."""
    slug = "esketamine-nasal-spray-spravato"
    editor.goto(f"/admin/reviews/{key_of(editor, slug)}/send/")
    editor.get_by_role("button", name="Send for review").click()
    expect(editor.get_by_text("The article was sent for review.")).to_be_visible()
    address = make_link(editor, slug)

    clinician = browser.new_context(java_script_enabled=False)
    page = clinician.new_page()
    page.goto(address)
    page.get_by_label("About").select_option(index=1)
    page.get_by_label("Comment").fill("Please name the device.")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("heading", name="Your comments")).to_be_visible()
    expect(page.get_by_text("Please name the device.")).to_be_visible()
    page.get_by_label("Statement").fill("I have read every word of it.")
    page.get_by_label("Type your name").fill(REVIEWER)
    page.get_by_label("I have read this draft").check()
    page.get_by_role("button", name="Approve this draft").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert clinician.cookies() == []

    response = page.goto(address)
    assert response
    assert response.status == 404
    page.goto(f"{running_site.url}/articles/{slug}/")
    expect(page.locator(".byline")).to_contain_text(f"Medically reviewed by {REVIEWER}, MD on")
    expect(page.locator(".byline")).not_to_contain_text("edited since")
    expect(page.locator("#review")).to_contain_text("I have read every word of it.")
    clinician.close()

    editor.goto(f"/admin/reviews/{key_of(editor, slug)}/")
    expect(editor.get_by_text("Please name the device.")).to_be_visible()
    expect(editor.get_by_text("approved through a link")).to_be_visible()
