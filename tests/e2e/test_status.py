"""A patient's request after it was sent, in a browser without JavaScript, in English and in Spanish."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.site import RunningSite

pytestmark = pytest.mark.browser

FORM = "/request-appointment/"
STATUS = f"{FORM}status/"
PHONE = "(503) 555-0133"


def send_request(page: Page, form: str = FORM) -> str:
    """Fill in what is needed and send it; the reference."""
    page.goto(form)
    page.locator("[name=first_name]").fill("Grace")
    page.locator("[name=last_name]").fill("Hopper")
    page.locator("[name=phone]").fill(PHONE)
    page.locator("select[name=location]").select_option(index=1)
    page.locator("form:has([name=first_name]) [type=submit]").click()
    return page.locator(".reference").inner_text()


def find_request(page: Page, reference: str, phone: str, status: str = STATUS) -> None:
    page.goto(status)
    page.locator("[name=reference]").fill(reference)
    page.locator("[name=phone]").fill(phone)
    page.locator("form:has([name=reference]) [type=submit]").click()


@pytest.fixture
def patient(browser: Browser, running_site: RunningSite) -> Iterator[Page]:
    context = browser.new_context(base_url=running_site.url, java_script_enabled=False)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def test_a_patient_finds_changes_and_withdraws_a_request(patient: Page, running_site: RunningSite) -> None:
    reference = send_request(patient)
    patient.get_by_role("link", name="see where your request stands").click()
    expect(patient).to_have_url(re.compile(f"{STATUS}$"))

    find_request(patient, reference, "(503) 555-0134")
    expect(patient.get_by_role("alert")).to_contain_text("We found no request")
    expect(patient).to_have_title(re.compile("^Error:"))

    find_request(patient, f" {reference.lower().replace('-', ' ')} ", "503.555.0133")
    expect(patient.get_by_role("heading", level=1)).to_have_text("We have received your request")
    expect(patient.get_by_text("will call you by")).to_be_visible()
    patient.get_by_label("Best time to call").select_option("Afternoon")
    patient.get_by_role("button", name="Save the best time to call").click()
    expect(patient.get_by_role("status")).to_have_text("Saved. The office knows.")
    expect(patient.get_by_label("Best time to call")).to_have_value("afternoon")

    patient.get_by_role("button", name="Withdraw this request").click()
    patient.get_by_role("button", name="Yes, withdraw it").click()
    expect(patient.get_by_role("heading", level=1)).to_have_text("Your request is withdrawn")
    assert reference not in patient.url
    told = running_site.wait_for_mail(f"Changed by the patient: {reference}")
    assert told
    assert "Hopper" not in "".join(mail.as_string() for mail in told)


def test_a_patient_asks_in_spanish(patient: Page) -> None:
    patient.goto(FORM)
    patient.locator("main").get_by_role("link", name="Español").click()
    expect(patient.locator("html")).to_have_attribute("lang", "es-US")
    patient.get_by_role("button", name="Enviar solicitud").click()
    expect(patient.get_by_role("alert")).to_contain_text("Escriba su nombre")
    reference = send_request(patient, f"{FORM}es/")
    expect(patient.get_by_role("heading", level=1)).to_have_text("Hemos recibido su solicitud")
    patient.get_by_role("link", name="ver cómo va su solicitud").click()
    find_request(patient, reference, PHONE, f"{FORM}es/status/")
    expect(patient.get_by_text("A más tardar el")).to_be_visible()
