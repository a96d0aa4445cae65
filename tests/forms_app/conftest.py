from collections.abc import Callable

import pytest

from clinics.models import LocationPage
from forms_app.models import AppointmentPage, AppointmentRequest
from home.models import HomePage
from tests import factories
from tests.forms_app import make


@pytest.fixture
def location(home: HomePage) -> LocationPage:
    return factories.make_location()


@pytest.fixture
def page(home: HomePage, location: LocationPage) -> AppointmentPage:
    """The site's appointment page, with one location to ask for."""
    page = AppointmentPage(title="Request an appointment", slug="request-appointment")
    return home.add_child(instance=page)


Submit = Callable[..., AppointmentRequest]


@pytest.fixture
def submit(page: AppointmentPage, location: LocationPage) -> Submit:
    """Store a request through the service, with any answer replaced."""

    def submit(**answers: str) -> AppointmentRequest:
        return make.request(page=page, location=location, **answers)

    return submit
