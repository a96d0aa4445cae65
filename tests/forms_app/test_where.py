"""The way from any page to the request form."""

from bs4 import BeautifulSoup
from django.test import Client

from forms_app.models import AppointmentPage
from home.models import HomePage, StandardPage


def ways(client: Client) -> set[str]:
    html = BeautifulSoup(client.get("/").content, "html.parser")
    return {str(a["href"]) for a in html.select("a.button") if "Request an appointment" in a.get_text()}


def test_every_button_leads_to_the_form_whatever_its_slug(client: Client, page: AppointmentPage) -> None:
    assert ways(client) == {"/request-appointment/"}
    page.slug = "book"
    page.save()
    assert ways(client) == {"/book/"}
    page.unpublish()
    assert ways(client) == set()


def test_another_page_of_that_slug_is_not_taken_for_it(client: Client, home: HomePage) -> None:
    home.add_child(instance=StandardPage(title="Old", slug="request-appointment", introduction="<p>Old.</p>"))
    assert ways(client) == set()
