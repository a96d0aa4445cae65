"""A day at the office's desk, in a real browser: from the mail to the closed request and back."""

import csv
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.admin import sign_in
from tests.e2e.site import PASSWORD, RunningSite
from tests.e2e.test_accessibility import WCAG, find_nothing
from tests.e2e.test_request import ANSWERS, form_on, link_in, location_of
from tests.e2e.test_request import Browser as Visitor

pytestmark = pytest.mark.browser

PATIENT = {"first_name": "Zoë", "last_name": "O'Brien-Núñez", "phone": "(503) 555-0163", "message": "Inbox."}


@pytest.fixture(scope="module")
def link(running_site: RunningSite) -> str:
    """What the office's mail about a request leads to."""
    action, hidden, form = form_on(f"{running_site.url}/request-appointment/")
    typed = ANSWERS | hidden | {"location": location_of(form)[0]} | PATIENT
    status, headers, _ = Visitor().open(action, typed)
    assert status == 303
    (reference,) = re.findall(r"APT-\w{8}", headers["Location"])
    mails = [mail for mail in running_site.wait_for_mail(reference, 15) if "/admin/" in mail.as_string()]
    return link_in(mails[0])


@pytest.fixture
def desk(browser: Browser, running_site: RunningSite) -> Iterator[Page]:
    context = browser.new_context(base_url=running_site.url)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def told(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(words)


def step(page: Page, name: str) -> None:
    """Press a button by keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_a_day_at_the_desk(desk: Page, link: str, browser: Browser, running_site: RunningSite) -> None:
    desk.goto(link)
    desk.get_by_label("Username").fill("office")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Sign in").click()
    expect(desk).to_have_url(link)
    expect(desk.get_by_role("heading", name="Zoë O'Brien-Núñez")).to_be_visible()
    expect(desk.get_by_role("link", name=re.compile("^Call"))).to_have_attribute("href", "tel:+15035550163")
    expect(desk.locator("#wagtail-sidebar")).to_contain_text(re.compile(r"Requests \(\d+"))

    step(desk, "Take it")
    told(desk, "You look after it now.")
    desk.get_by_label("Ready-made note").select_option("Will call us back.")
    step(desk, "Left a voicemail")
    told(desk, "in the contact log")
    desk.get_by_label("Note", exact=True).first.fill("Prefers mornings.")
    step(desk, "Save the note only")
    log = desk.locator(".request__log")
    expect(log).to_contain_text("Prefers mornings.")
    expect(log).to_contain_text("New → Attempted")

    # Somebody else changes it meanwhile.
    other = browser.new_context(base_url=running_site.url)
    colleague = other.new_page()
    sign_in(colleague, "admin")
    colleague.goto(link)
    expect(colleague.get_by_text("is also viewing this request")).to_be_visible()
    step(colleague, "No answer")
    told(colleague, "in the contact log")
    other.close()
    desk.get_by_label("Note", exact=True).first.fill("Tuesday at ten.")
    step(desk, "Reached, scheduled")
    expect(desk.get_by_role("alert")).to_contain_text("somebody else has changed this request meanwhile")
    expect(desk.get_by_label("Note", exact=True).first).to_have_value("Tuesday at ten.")
    step(desk, "Reached, scheduled")
    expect(desk.locator(".request__standing")).to_have_text("Scheduled")

    desk.get_by_label("Why").select_option("An appointment is made")
    step(desk, "Close the request")
    told(desk, "is closed.")
    step(desk, "Undo")
    told(desk, "1 request open again.")
    expect(desk.locator(".request__standing")).to_have_text("Scheduled")

    # Found in another spelling, closed with others, and opened again.
    desk.goto("/admin/requests/")
    desk.get_by_label("Find a request").fill("obrien zoe 0163")
    desk.keyboard.press("Enter")
    row = desk.locator(".inbox tbody tr")
    expect(row).to_have_count(1)
    row.get_by_role("checkbox").focus()
    desk.keyboard.press("Space")
    expect(desk.get_by_role("heading", name="With those selected (1)")).to_be_visible()
    desk.get_by_label("Reason").select_option("Asked twice")
    step(desk, "Close")
    told(desk, "1 request closed.")
    step(desk, "Undo")
    told(desk, "1 request open again.")


def test_what_was_found_is_exported_by_those_who_may(desk: Page, link: str) -> None:
    sign_in(desk, "office")
    desk.goto("/admin/requests/")
    expect(desk.get_by_role("button", name="CSV")).to_have_count(0)
    desk.context.clear_cookies()
    sign_in(desk, "admin")
    desk.goto("/admin/requests/")
    desk.get_by_label("Find a request").fill("obrien zoe 0163")
    desk.keyboard.press("Enter")
    with desk.expect_download() as download:
        step(desk, "CSV")
    rows = list(csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines()))
    assert [row["Last name"] for row in rows] == ["O'Brien-Núñez"]
    desk.goto("/admin/reports/request-access/")
    exported = desk.get_by_role("row").filter(has_text="Exported").first
    expect(exported).to_contain_text("searched by phone number")


def test_the_inbox_can_be_used_by_everybody(desk: Page, link: str) -> None:
    sign_in(desk, "office")
    for address in ("/admin/requests/", link):
        desk.goto(address)
        find_nothing(desk, "main")
        assert desk.locator("main").evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    desk.set_viewport_size({"width": 320, "height": 640})
    reference = desk.locator(".w-slim-header a").get_by_text(re.compile("APT-"))
    expect(reference).to_be_in_viewport(ratio=1)


def test_a_request_on_paper(desk: Page, link: str) -> None:
    sign_in(desk, "office")
    desk.add_init_script("window.print = () => { window.printed = true; }")
    desk.goto(link)
    desk.get_by_role("link", name="Print").click()
    desk.wait_for_function("window.printed")
    expect(desk.get_by_role("heading", name="Zoë O'Brien-Núñez")).to_be_visible()
    desk.emulate_media(media="print")
    expect(desk.get_by_role("link", name="Back to the request")).to_be_hidden()
    results = Axe().run(desk, options=WCAG)
    assert results.violations_count == 0, results.generate_report()
