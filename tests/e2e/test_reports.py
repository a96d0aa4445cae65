"""The reports on wide and narrow screens: no column is out of reach."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

REPORTS = {"content-health": "Edited", "link-watch": "Check"}
# How far the page, and the table in its box, are wider than they may be.
TOO_WIDE = """
box => [document.documentElement, box].map(one => one.scrollWidth - one.clientWidth)
"""


@pytest.mark.parametrize("report", REPORTS)
def test_no_column_is_cut_off(report: str, editor: Page) -> None:
    for width, is_whole in ((1280, True), (768, False), (360, False)):
        editor.set_viewport_size({"width": width, "height": 900})
        editor.goto(f"/admin/reports/{report}/")
        box = editor.get_by_role("region", name="Table")
        expect(box.locator("tbody tr").first).to_be_visible()
        page, table = box.evaluate(TOO_WIDE)
        assert page == 0, width
        assert table == 0 or not is_whole, f"{table} pixels at {width}"
        last = box.get_by_role("columnheader", name=REPORTS[report]).last
        box.evaluate("box => box.scrollLeft = box.scrollWidth")
        place = last.bounding_box()
        assert place
        assert place["x"] + place["width"] <= width + 1, width
