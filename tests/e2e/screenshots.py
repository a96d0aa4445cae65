"""`make screenshots`: the README's pictures, from a running site (SITE_URL, else http://127.0.0.1:8000)."""

import os
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from tests.e2e.conftest import CHROMIUM, QUIET

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"
ARTICLE = "/articles/ketamine-infusions-first-month/"
# Name, address, width, height, how far down, color scheme.
PICTURES: list[tuple[str, str, int, int, int, Literal["light", "dark"]]] = [
    ("home", "/", 1280, 860, 0, "light"),
    ("article", ARTICLE, 1280, 980, 0, "light"),
    ("form", "/request-appointment/", 390, 844, 560, "dark"),
]


def main() -> None:
    address = os.environ.get("SITE_URL", "http://127.0.0.1:8000")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, path, width, height, down, scheme in PICTURES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.goto(address + path)
            page.evaluate(f"window.scrollTo(0, {down})")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
