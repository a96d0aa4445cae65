"""The main job in a real browser: write, publish, read, request, answer."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.admin import sign_in, write
from tests.e2e.site import RunningSite
from tests.e2e.test_request import link_in

pytestmark = [pytest.mark.browser, pytest.mark.servers]

TITLE = "Morning light and low mood"
ANSWER = "Half an hour of bright light after waking can lift mood within two weeks."


def test_from_a_draft_to_a_request_in_the_inbox(browser: Browser, running_site: RunningSite) -> None:
    marketing = browser.new_context(base_url=running_site.url, viewport={"width": 1280, "height": 1000})
    editor = marketing.new_page()
    editor.set_default_timeout(20_000)
    sign_in(editor, "marketing")

    # The skeleton is in place.
    listing = editor.request.get("/admin/api/main/pages/?slug=articles").json()
    editor.goto(f"/admin/pages/add/blog/articlepage/{listing['items'][0]['id']}/")
    editor.locator("#id_title").press_sequentially(TITLE)
    for name in ("Quick answer", "Section", "FAQ", "Takeaways", "Citations"):
        expect(editor.locator("[data-streamfield-child]").filter(has_text=name).first).to_be_attached()

    # A draft needs nothing but its title.
    save = editor.get_by_role("button", name="Save draft")
    save.click()
    expect(editor).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))

    # Filled in, it is published.
    write(editor, 0, "Light sets the body clock.")
    write(editor, 1, ANSWER)
    headings = editor.locator("input[name$='-value-heading']")
    headings.nth(1).fill("How bright is bright enough?")
    write(editor, 2, "Ten thousand lux at arm's length is the usual dose.")
    editor.locator("input[name$='-question']").first.fill("Can bright light replace medicine?")
    write(editor, 3, "Sometimes, for mild winter depression. Ask before you change anything.")
    editor.locator("input[name$='-claim']").first.fill("Light works best in the morning.")
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator(".messages .success")).to_contain_text("published")
    marketing.close()

    # A patient reads it, without JavaScript, and requests an appointment at its end.
    patient = browser.new_context(base_url=running_site.url, java_script_enabled=False)
    reader = patient.new_page()
    reader.goto("/articles/")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_text(ANSWER)).to_be_visible()
    reader.get_by_label("First name").fill("Rosalind")
    reader.get_by_label("Last name").fill("Quackenbush")
    reader.get_by_label(re.compile("^Phone")).fill("(503) 555-0188")
    choose_location(reader)
    reader.get_by_role("button", name=re.compile("request", re.IGNORECASE)).last.click()
    expect(reader.get_by_text(re.compile("APT-"))).to_be_visible()
    reference = re.findall(r"APT-[A-Z0-9]+", reader.content())[0]
    assert patient.cookies() == []
    patient.close()

    # The office follows the link in its mail.
    mails = running_site.wait_for_mail(reference)
    assert mails
    office = browser.new_context(base_url=running_site.url)
    desk = office.new_page()
    sign_in(desk, "office")
    desk.goto(link_in(mails[0]))
    expect(desk.get_by_text("Quackenbush").first).to_be_visible()
    expect(desk.get_by_text(reference).first).to_be_visible()
    office.close()


def choose_location(page: Page) -> None:
    select = page.locator("select[name=location]")
    if select.count():
        select.select_option(index=1)
    else:
        page.locator("input[name=location]").first.check()
