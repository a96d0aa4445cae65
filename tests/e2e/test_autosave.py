"""What is typed while a draft saves itself, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.e2e.admin import add_article, write

pytestmark = pytest.mark.browser

SECTION = 2  # the third rich text editor of the skeleton, after introduction and quick answer

QUIET = 2000  # milliseconds after which nothing is left to be saved


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was saved within 20 seconds")


def test_what_is_typed_while_a_draft_is_saved_is_saved_as_well(editor: Page) -> None:
    add_article(editor, "Light at noon")
    write(editor, 0, "About light.")
    editor.wait_for_url("**/edit/")
    editor.wait_for_timeout(QUIET)
    held: list[Route] = []
    saved: list[str] = []

    def hold(route: Route) -> None:
        if route.request.method != "POST" or route.request.headers.get("accept") != "application/json":
            route.continue_()
        elif held:
            saved.append(route.request.post_data or "")
            route.continue_()
        else:
            held.append(route)

    editor.route("**/edit/", hold)
    write(editor, SECTION, "Before.")
    wait_until(editor, lambda: bool(held))
    write(editor, SECTION, "Meanwhile.")
    held[0].continue_()
    wait_until(editor, lambda: bool(saved))
    assert "Meanwhile." in saved[0]
    editor.wait_for_timeout(QUIET)
    assert len(saved) == 1
