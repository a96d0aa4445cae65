"""axe, narrow screens and no JavaScript on every kind of page and state."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.site import RunningSite
from tests.e2e.test_request import article_address
from tests.e2e.test_status import PHONE, STATUS, find_request, send_request

pytestmark = pytest.mark.browser

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
STATES = [
    "home",
    "index",
    "article",
    "location",
    "provider",
    "service",
    "standard",
    "search",
    "form",
    "errors",
    "confirmation",
    "missing",
    "missing in Spanish",
    "form in Spanish",
    "status",
    "request found",
    "withdrawing",
]

# What tells that the page is in its state.
SIGNS = {
    "home": "How it works",
    "index": "min read",
    "article": "Quick answer",
    "location": "Hours",
    "provider": "Languages",
    "service": "Request an appointment",
    "standard": "Privacy",
    "search": "ketamine",
    "form": "How to reach you",
    "errors": "Please check",
    "confirmation": "APT-",
    "missing": "404",
    "missing in Spanish": "No encontramos esa página",
    "form in Spanish": "Cómo comunicarnos con usted",
    "status": "Show my request",
    "request found": "Save the best time to call",
    "withdrawing": "Yes, withdraw it",
}


def open_state(page: Page, site: RunningSite, state: str) -> None:
    """Bring the page into the state a visitor would see."""
    addresses = {
        "home": "/",
        "index": "/articles/",
        "article": article_address(site),
        "search": "/search/?q=ketamine",
        "missing": "/no-such-page/",
        "missing in Spanish": "/request-appointment/es/no-such-page/",
        "form in Spanish": "/request-appointment/es/",
        "status": STATUS,
    }
    if state in addresses:
        page.goto(addresses[state])
    elif state in ("location", "provider", "service"):
        page.goto(f"/{state}s/")
        page.goto(page.locator(f"main a[href*='/{state}s/']").first.get_attribute("href") or "")
    elif state == "standard":
        page.goto("/")
        page.goto(page.locator("footer a[href*='privacy']").first.get_attribute("href") or "")
    elif state in ("request found", "withdrawing"):
        find_request(page, send_request(page), PHONE)
        if state == "withdrawing":
            page.get_by_role("button", name="Withdraw this request").click()
    else:
        page.goto("/request-appointment/")
        if state == "confirmation":
            page.locator("[name=first_name]").fill("Ada")
            page.locator("[name=last_name]").fill("Byron")
            page.locator("[name=phone]").fill("(503) 555-0112")
            select = page.locator("select[name=location]")
            if select.count():
                select.select_option(index=1)
            else:
                page.locator("input[name=location]").first.check()
        if state in ("errors", "confirmation"):
            page.locator("form:has([name=first_name]) [type=submit]").click()
    expect(page.locator("main").get_by_text(SIGNS[state]).first).to_be_visible()


@pytest.fixture
def visitor(browser: Browser, running_site: RunningSite) -> Iterator[Page]:
    context = browser.new_context(base_url=running_site.url)
    yield context.new_page()
    context.close()


# Once every colour is what it changes to; what turns for ever is not waited for.
SETTLED = """
() => Promise.allSettled(
  document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
    .map((one) => one.finished)
)
"""


def looks(page: Page) -> Iterator[str]:
    """Bring an open page into both looks: light and wide, dark and as narrow as a page zoomed in."""
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(SETTLED)
        yield f"{width} {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width} {scheme}"


def find_nothing(page: Page, context: str | None = None) -> None:
    """axe finds nothing on an open page in either look, and nothing scrolls sideways."""
    for look in looks(page):
        results = Axe().run(page, context=context, options=WCAG)
        assert results.violations_count == 0, f"{look}: {results.generate_report()}"


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_look(visitor: Page, running_site: RunningSite, state: str) -> None:
    open_state(visitor, running_site, state)
    find_nothing(visitor)


@pytest.mark.parametrize("state", ["home", "article", "form"])
def test_nothing_is_asked_of_other_servers(browser: Browser, running_site: RunningSite, state: str) -> None:
    context = browser.new_context(base_url=running_site.url)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_state(page, running_site, state)
    scripts = page.locator("script:not([type='application/ld+json'])").evaluate_all(
        "scripts => scripts.map(script => new URL(script.src).pathname.split('/').pop().split('.')[0])"
    )
    context.close()
    assert [url for url in asked if not url.startswith((running_site.url, "data:"))] == []
    assert scripts == {"home": [], "article": ["copy_citation", "pace"], "form": ["pace"]}[state]
