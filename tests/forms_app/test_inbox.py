import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html

from clinics.models import LocationPage, OrganisationSettings
from forms_app.choices import State, Status
from forms_app.inbox.filters import RequestFilterSet
from forms_app.models import AppointmentPage, AppointmentRequest, Notification
from forms_app.panels import OfficePanel, ProblemsPanel, RequestsPanel
from forms_app.references import EXAMPLE
from tests import factories
from tests.forms_app import make
from tests.forms_app.conftest import Submit

pytestmark = pytest.mark.embedded

INBOX = "/admin/requests/"
VIEWS = ["inspect", "print", "viewing", "send_again", "not_spam"]


@pytest.fixture
def staff(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def address(view: str, request: AppointmentRequest) -> str:
    return reverse(f"appointment_requests:{view}", args=[request.pk])


def text(response: HttpResponse) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def rows(response: HttpResponse) -> list[str]:
    table = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [row.get_text(" ", strip=True) for row in table]


def test_the_list_says_who_where_and_how_it_stands(staff: Client, submit: Submit) -> None:
    request = submit()
    response = staff.get(INBOX)
    (row,) = rows(response)
    for wanted in (request.reference, "Ana Reyes", "Riverside", "New", "Waiting to be sent"):
        assert wanted in row
    assert "no-store" in response["Cache-Control"]
    assert "Add" not in text(response)


def test_mail_that_failed_shows_in_red(staff: Client, submit: Submit) -> None:
    submit()
    Notification.objects.update(state=State.FAILED)
    html = BeautifulSoup(staff.get(INBOX).content, "html.parser")
    assert [tag.get_text() for tag in html.select("td .w-text-critical-200")] == ["Not delivered"]


def test_the_mails_link_leads_through_sign_in_to_the_request(
    client: Client, office: User, submit: Submit
) -> None:
    request = submit()
    sign_in = client.get(address("inspect", request))
    assert sign_in.status_code == 302
    response = client.post(sign_in["Location"], {"username": "office", "password": "a-long-password"})
    assert response["Location"] == address("inspect", request)
    assert client.get(response["Location"]).status_code == 200


def test_the_request_shows_every_answer_and_the_mails(
    staff: Client, page: AppointmentPage, location: LocationPage
) -> None:
    service = factories.make_service()
    staff.post("/request-appointment/", {**make.TYPED, "location": location.pk, "service": service.pk})
    request = AppointmentRequest.objects.get()
    shown = text(staff.get(address("inspect", request)))
    answers = [
        "Xiomara Quillfeather",
        "+1 503-555-0177",
        "xiomara.q@mailbox.example",
        "Around noon",
        "Quechua",
    ]
    answers += ["I have been a patient here before", "Tuesday, Saturday", "Evenings", "Zephyr Mutual Gold"]
    answers += ["Wobbling hammock", "TMS therapy", "Riverside", "office-riverside@clinic.example"]
    assert [answer for answer in answers if answer not in shown] == []


def test_a_request_is_found_by_its_reference_in_any_spelling_and_text(submit: Submit) -> None:
    submit(first_name="Other")
    request = submit()
    code = request.reference.removeprefix("APT-")
    spellings = [request.reference, request.reference.lower(), f"apt {code[:4]} {code[4:]}", f" {code} "]
    texts = ["{}", "{} ", "re: {} from mail", "RE:{}, thanks", "Fwd: request {} (Riverside)\n> Ana"]
    queries = [text.format(spelling) for text in texts for spelling in spellings]
    found = [list(AppointmentRequest.objects.matching(query)) for query in queries]
    assert found == [[request]] * len(queries)


@pytest.mark.parametrize("query", ["APT {}", "Reyes, Ana", "o’brien ana", "555.0142 x12", "0142"])
def test_a_search_in_the_inbox(staff: Client, submit: Submit, query: str) -> None:
    request = submit(last_name="O'Brien Reyes", phone="+1 503-555-0142 ext. 12")
    submit(first_name="Other", last_name="Person", phone="+1 503-555-0199")
    response = staff.post(INBOX, {"query": query.format(request.reference[4:].lower())})
    (row,) = rows(response)
    assert request.reference in row
    assert "1 request found" in text(response)


def test_a_name_that_could_be_a_reference_is_found_as_a_name(staff: Client, submit: Submit) -> None:
    request = submit(last_name=EXAMPLE.removeprefix("APT-"))
    (row,) = rows(staff.post(INBOX, {"query": EXAMPLE.removeprefix("APT-")}))
    assert request.reference in row


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("path", ["", "results/"])
def test_there_is_no_export_of_empty_rows(staff: Client, submit: Submit, kind: str, path: str) -> None:
    request = submit()
    response = staff.get(f"{INBOX}{path}?export={kind}")
    assert response["Content-Type"].startswith("text/html")
    assert "Content-Disposition" not in response
    assert request.reference in response.content.decode()


def test_a_search_by_name_leaves_no_trace_in_the_address(staff: Client, submit: Submit) -> None:
    request = submit()
    response = staff.post(INBOX, {"query": "reyes"})
    assert request.reference in rows(response)[0]
    links = [str(link["href"]) for link in BeautifulSoup(response.content, "html.parser").select("a[href]")]
    assert not [link for link in links if "reyes" in link.lower()]


def test_what_is_found_cannot_be_sorted_by_a_link_that_loses_the_search(
    staff: Client, submit: Submit
) -> None:
    submit()
    for response, is_sortable in ((staff.get(INBOX), True), (staff.post(INBOX, {"query": "reyes"}), False)):
        html = BeautifulSoup(response.content, "html.parser")
        assert bool(html.select("table.listing thead a")) == is_sortable
        assert "Received" in html.select("table.listing thead")[0].get_text()


@pytest.mark.parametrize("asked", ["status=new", "status=scheduled", "", "overdue=yes"])
def test_the_list_that_is_shown_is_marked_also_where_the_script_filters(
    staff: Client, submit: Submit, asked: str
) -> None:
    for path in (INBOX, f"{INBOX}results/"):
        html = BeautifulSoup(staff.get(f"{path}?{asked}").content, "html.parser")
        (marked,) = html.select('[aria-label="Lists of requests"] [aria-current="page"]')
        assert marked["href"] == f"{INBOX}?{asked}".rstrip("?")


def test_filters(staff: Client, office: User, page: AppointmentPage, location: LocationPage) -> None:
    mill = factories.make_location(title="Mill", slug="mill")
    names = ("Closed", "There", "Spam", "Late", "Mine", "Set")
    made = {
        name: make.request(page=page, location=mill if name == "There" else location, first_name=name)
        for name in names
    }

    def change(name: str, **fields: Any) -> None:
        AppointmentRequest.objects.filter(pk=made[name].pk).update(**fields)

    change("Closed", status=Status.CLOSED)
    change("Spam", is_spam=True)
    change("Late", due_at=timezone.now(), created=datetime(2026, 1, 5, 12, tzinfo=UTC))
    change("Set", status=Status.SCHEDULED)
    change("Mine", assigned_to=office, status=Status.WAITING)

    def found(query: str) -> set[str]:
        data, request = QueryDict(query), RequestFactory().get("/")
        request.user = office
        filters = RequestFilterSet(data, AppointmentRequest.objects.all(), request=request)
        return {one.first_name for one in (filters.qs if filters.is_valid() else ())}

    assert found("") == {"There", "Late", "Mine"}
    assert found("status=closed") == {"Closed"}
    assert found("status=scheduled") == {"Set"}
    assert found("status=scheduled&status=closed&status=new") == {"Set", "Closed", "There", "Late"}
    assert found("status=closed&status=waiting") == {"Closed", "Mine"}
    assert found("status=new&status=attempted") == {"There", "Late"}
    assert found(f"location={mill.pk}") == {"There"}
    assert found("is_spam=True") == {"Spam"}
    assert found("overdue=yes") == {"Late"}
    assert found("assigned_to=me") == found(f"assigned_to={office.pk}") == {"Mine"}
    assert found("assigned_to=nobody") == {"There", "Late"}
    assert found("created_from=2026-01-05&created_to=2026-01-05") == {"Late"}
    assert found("created_to=2026-01-04") == set()
    assert found("status=closed&assigned_to=me") == set()
    # What is no filter is none, and the list stands.
    listed = str(
        rows(staff.get(f"{INBOX}?status=lost&location=x&assigned_to=somebody&created_from=soon&p=99"))
    )
    assert [name for name in names if name in listed] == ["There", "Late", "Mine"]


def test_send_again(staff: Client, submit: Submit) -> None:
    request = submit()
    Notification.objects.update(state=State.FAILED)
    response = staff.post(address("send_again", request), follow=True)
    assert "being written to again" in text(response)
    assert [mail.state for mail in request.notifications.all()] == [State.FAILED, State.DUE]


def test_send_again_says_when_there_is_nobody(staff: Client, submit: Submit) -> None:
    request = submit()
    LocationPage.objects.update(office_emails="")
    OrganisationSettings.objects.update(fallback_office_emails="")
    Notification.objects.all().delete()
    assert "nobody to write to" in text(staff.post(address("send_again", request), follow=True))


def test_not_spam(staff: Client, submit: Submit) -> None:
    request = submit()
    Notification.objects.all().delete()
    AppointmentRequest.objects.update(is_spam=True)
    assert "This is not spam" in text(staff.get(address("inspect", request)))
    staff.post(address("not_spam", request))
    request.refresh_from_db()
    assert not request.is_spam
    assert request.notifications.count() == 1


@pytest.mark.parametrize("view", ["send_again", "not_spam", "viewing"])
def test_steps_are_taken_by_button_only(staff: Client, submit: Submit, view: str) -> None:
    assert staff.get(address(view, submit())).status_code == 405


@pytest.mark.parametrize("view", ["index", "index_results", "assign", "close", "reopen", *VIEWS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_marketing_staff_cannot_open_any_of_it(
    client: Client, marketing: User, submit: Submit, view: str, method: str
) -> None:
    request = submit()
    client.force_login(marketing)
    url = address(view, request) if view in VIEWS else reverse(f"appointment_requests:{view}")
    response = getattr(client, method)(url)
    assert response.status_code in (302, 403)
    assert not [answer for answer in ("Ana", "Reyes", "555-0142") if answer in response.content.decode()]
    assert request.notifications.count() == 1


def test_the_menu_shows_requests_to_the_office_only(client: Client, marketing: User, office: User) -> None:
    client.force_login(marketing)
    assert INBOX not in client.get("/admin/").content.decode()
    client.force_login(office)
    assert INBOX in client.get("/admin/").content.decode()


def test_office_staff_edit_no_pages(staff: Client, page: AppointmentPage) -> None:
    response = staff.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code in (302, 403)


def test_not_even_an_administrator_adds_or_deletes(client: Client, admin: User, submit: Submit) -> None:
    request = submit()
    client.force_login(admin)
    assert client.get(INBOX).status_code == 200
    shown = client.get(address("inspect", request))
    assert shown.status_code == 200
    assert "Delete" not in text(shown)
    for path in ("new/", "add/", f"delete/{request.pk}/", f"{request.pk}/delete/", f"copy/{request.pk}/"):
        assert client.get(INBOX + path).status_code == 404


def test_the_dashboard_warns_the_office_of_mail_that_reached_nobody(
    client: Client, office: User, marketing: User, submit: Submit
) -> None:
    submit()
    client.force_login(office)
    assert "may not hear of" not in text(client.get("/admin/"))
    Notification.objects.update(state=State.FAILED)
    LocationPage.objects.update(office_emails="")
    OrganisationSettings.objects.update(fallback_office_emails="")
    shown = text(client.get("/admin/"))
    assert "1 open request did not reach the office" in shown
    assert "Riverside lists no office address" in shown
    client.force_login(marketing)
    assert "may not hear of" not in text(client.get("/admin/"))


def test_wagtails_own_list_of_submissions_stays_out_of_the_way(
    client: Client, admin: User, page: AppointmentPage
) -> None:
    client.force_login(admin)
    assert reverse("wagtailforms:index") not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("name", ["admin", "marketing"])
def test_a_question_that_an_editor_adds_is_asked_and_its_answer_kept(
    client: Client, admin: User, marketing: User, page: AppointmentPage, location: LocationPage, name: str
) -> None:
    client.force_login({"admin": admin, "marketing": marketing}[name])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor = client.get(edit).content.decode()
    question = {"label": "Who sent you?", "field_type": "dropdown", "choices": "A friend\nMy doctor"}
    questions = nested_form_data({"form_fields": inline_formset([question | {"ORDER": "1"}])})
    form = querydict_from_html(editor, form_id="page-edit-form").dict() | questions
    saved = client.post(edit, form | {"action-publish": "Publish"}, follow=True)
    assert "has been published" in text(saved)
    client.logout()

    asked = BeautifulSoup(client.get("/request-appointment/").content, "html.parser")
    assert [option.get_text() for option in asked.select("#id_extra_who_sent_you option")] == [
        "Choose an answer",
        "A friend",
        "My doctor",
    ]
    typed = {**make.TYPED, "location": location.pk, "extra_who_sent_you": "My doctor"}
    assert client.post("/request-appointment/", typed).status_code == 303
    request = AppointmentRequest.objects.get()
    assert request.extra == [["Who sent you?", "My doctor"]]
    client.force_login(admin)
    assert "Who sent you? My doctor" in text(client.get(address("inspect", request)))


def test_editors_are_not_offered_hidden_questions(client: Client, admin: User, page: AppointmentPage) -> None:
    client.force_login(admin)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    kinds = re.findall(r'<option value="(\w+)"', editor.partition("form_fields-EMPTY_FORM_TEMPLATE")[2])
    assert "radio" in kinds
    assert "hidden" not in kinds


@pytest.mark.parametrize(
    ("due_in", "status", "words"),
    [
        (timedelta(hours=5, minutes=1), Status.NEW, "due in 5 hours"),
        (-timedelta(hours=3, minutes=1), Status.NEW, "overdue by 3 hours"),
        (-timedelta(hours=3, minutes=1), Status.ATTEMPTED, ""),
    ],
)
def test_the_time_that_is_left_in_words(
    staff: Client, submit: Submit, due_in: timedelta, status: Status, words: str
) -> None:
    request = submit()
    AppointmentRequest.objects.update(due_at=timezone.now() + due_in, status=status)
    for url in (INBOX, address("inspect", request)):
        html = BeautifulSoup(staff.get(url).content, "html.parser")
        shown = html.get_text(" ", strip=True).replace("\xa0", " ")
        red = [tag.get_text().replace("\xa0", " ") for tag in html.select(".w-text-critical-200")]
        assert words in shown
        assert red == ([words] if "overdue" in words else [])
        assert ("overdue" in shown) == ("overdue" in words)


def test_the_times_of_a_request_are_those_of_its_location(staff: Client, page: AppointmentPage) -> None:
    location = factories.make_location(title="Mill", slug="mill", time_zone="America/New_York")
    request = make.request(page=page, location=location)
    at_noon = datetime(2026, 11, 23, 20, 5, tzinfo=UTC)
    AppointmentRequest.objects.update(created=at_noon, due_at=at_noon + timedelta(days=1))
    shown = text(staff.get(address("inspect", request)))
    assert "Received Monday, November 23, 2026, 3:05 PM EST" in shown
    assert "due Tuesday, November 24, 2026, 3:05 PM EST" in shown
    Notification.objects.update(next_attempt_at=at_noon)
    assert "Nov. 23, 2026, 3:05 PM EST" in text(staff.get(address("inspect", request)))


def test_a_request_names_the_page_it_was_asked_on(
    staff: Client, page: AppointmentPage, location: LocationPage
) -> None:
    article = factories.make_article()
    staff.post("/request-appointment/", {**make.TYPED, "location": location.pk, "source": article.pk})
    shown = text(staff.get(address("inspect", AppointmentRequest.objects.get())))
    assert "Asked on Sleep and mood" in shown


def test_a_patient_can_be_called_and_written_to_at_a_touch(staff: Client, submit: Submit) -> None:
    request = submit(phone="+1 503-555-0142 ext. 12", email="o'ana+x@mail.example")
    html = BeautifulSoup(staff.get(address("inspect", request)).content, "html.parser")
    assert [(link["href"], link.get_text()) for link in html.select("dd a")] == [
        ("tel:+15035550142", "+1 503-555-0142 ext. 12"),
        (
            f"mailto:o%27ana%2Bx@mail.example?subject=Your%20request%20{request.reference}",
            "o'ana+x@mail.example",
        ),
    ]


def test_the_dashboard_counts_what_waits_for_an_answer(
    client: Client, office: User, marketing: User, submit: Submit
) -> None:
    late, spam = submit(), submit(first_name="Bea")
    submit(first_name="Cem")
    AppointmentRequest.objects.filter(pk__in=[late.pk, spam.pk]).update(due_at=timezone.now())
    AppointmentRequest.objects.filter(pk=spam.pk).update(is_spam=True)
    client.force_login(office)
    html = BeautifulSoup(client.get("/admin/").content, "html.parser")
    (link,) = html.select(f'a[href="{INBOX}?status=new"]')
    assert link.get_text() == "2 new requests"
    assert "1 overdue" in html.get_text()
    assert len(rows(client.get(str(link["href"])))) == 2
    client.force_login(marketing)
    assert "2 new requests" not in text(client.get("/admin/"))


@pytest.mark.parametrize("panel", [ProblemsPanel(), RequestsPanel()])
def test_panels_ask_for_permission_themselves(
    rf: RequestFactory, office: User, marketing: User, submit: Submit, panel: OfficePanel
) -> None:
    submit()
    Notification.objects.update(state=State.FAILED)
    request = rf.get("/admin/")
    shown = []
    for user in (office, marketing):
        request.user = user
        shown.append(bool(panel.render_html({"request": request}).strip()))
    assert shown == [True, False]
    assert panel.render_html() == ""


def test_mail_that_could_not_be_sent_for_long_is_told_in_words(staff: Client, submit: Submit) -> None:
    submit()
    assert "could not be sent" not in text(staff.get("/admin/"))
    ago, soon = timezone.now() - timedelta(days=2), timezone.now() + timedelta(minutes=2)
    Notification.objects.update(created=ago, next_attempt_at=soon, attempts=700)
    for url in ("/admin/", INBOX):
        assert "1 mail about requests could not be sent" in text(staff.get(url))
