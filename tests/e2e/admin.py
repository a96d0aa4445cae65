"""What the tests do again and again in the admin."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.site import PASSWORD

# Whether a field of the form holds the text; the editor hands it over a moment after the last key.
HOLDS = "text => [...document.forms].some(form => [...new FormData(form).values()].join().includes(text))"
# Wagtail takes what is typed in the first two seconds for what stood there, and does not save it by itself.
WATCH = "addEventListener('w-unsaved:watch-edits', event => event.target.dataset.watched = '')"
WATCHED = "form[data-watched]"


def sign_in(page: Page, name: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/admin/(?!login)"))


def add_article(page: Page, title: str) -> None:
    """Begin an article that is saved by itself from the title on. The page needs WATCH as its init script."""
    listing = page.request.get("/admin/api/main/pages/?slug=articles").json()
    page.goto(f"/admin/pages/add/blog/articlepage/{listing['items'][0]['id']}/")
    expect(page.locator(WATCHED)).to_be_attached()
    page.locator("#id_title").press_sequentially(title)


def write(page: Page, position: int, text: str) -> None:
    """Type into a rich text editor of the page, counted from the top, until its form field holds the text."""
    page.locator(".public-DraftEditor-content").nth(position).click()
    page.keyboard.type(text)
    page.wait_for_function(HOLDS, arg=text)
