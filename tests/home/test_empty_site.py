"""A site that nobody has written a page for yet."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from home.models import HomePage

pytestmark = pytest.mark.usefixtures("untouched")


@pytest.mark.parametrize(
    "path", ["/", "/sitemap.xml", "/robots.txt", "/llms.txt", "/search/?q=sleep", "/readyz"]
)
def test_it_answers(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_what_is_not_there_is_a_404(client: Client) -> None:
    assert client.get("/articles/").status_code == 404


def test_its_first_page_is_a_home_page_of_ours() -> None:
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    assert Page.find_problems() == ([], [], [], [], [])
