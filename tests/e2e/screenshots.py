"""`make screenshots`: the README's pictures, from a running demo (SITE_URL, else http://127.0.0.1:8000)."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

from tests.e2e.admin import sign_in
from tests.e2e.conftest import CHROMIUM, QUIET

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"
ARTICLE = "ketamine-infusions-first-month"
PATIENTS = [("Ana", "Reyes"), ("Ben", "Okafor"), ("Chloe", "Marsh")]
SECONDS_TO_FILL_IN = 4
CLAIM = " In a small trial, 79% of people had a response."


def article(page: Page) -> None:
    page.goto(f"/articles/{ARTICLE}/")


def home(page: Page) -> None:
    page.goto("/")


def form(page: Page) -> None:
    page.goto("/request-appointment/")
    page.evaluate("window.scrollTo(0, 560)")


def evidence(page: Page) -> None:
    """A figure that the article does not hold is typed into its quick answer; nothing is saved."""
    sign_in(page, "marketing")
    found = page.request.get(f"/admin/api/main/pages/?slug={ARTICLE}").json()
    page.goto(f"/admin/pages/{found['items'][0]['id']}/edit/")
    page.get_by_role("button", name="Toggle evidence").click()
    answer = page.locator(".public-DraftEditor-content").nth(1)
    answer.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(CLAIM)
    page.locator("[data-evidence]").get_by_text("79%").first.wait_for()
    answer.evaluate("answer => answer.scrollIntoView({block: 'center'})")


def inbox(page: Page) -> None:
    for number, (first, last) in enumerate(PATIENTS):
        form(page)
        page.get_by_label("First name").fill(first)
        page.get_by_label("Last name").fill(last)
        page.get_by_label("Phone number").fill(f"(503) 555-010{number}")
        page.get_by_label("Location").select_option(index=number + 1)
        page.wait_for_timeout(SECONDS_TO_FILL_IN * 1000)
        page.get_by_role("button", name="Send request").click()
        page.get_by_text("Your reference is").wait_for()
    sign_in(page, "office")
    page.goto("/admin/requests/")


@dataclass(frozen=True)
class Picture:
    open: Callable[[Page], None]
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"


PICTURES = [
    Picture(home),
    Picture(article, height=980),
    Picture(form, 390, 844, "dark"),
    Picture(evidence),
    Picture(inbox, height=560),
]


def main() -> None:
    address = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for picture in PICTURES:
            size = {"width": picture.width, "height": picture.height}
            context = browser.new_context(base_url=address, viewport=size, color_scheme=picture.scheme)  # type: ignore[arg-type]
            page = context.new_page()
            picture.open(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{picture.open.__name__}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
