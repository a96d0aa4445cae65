"""Whoever sees, searches or changes requests is in the access log, and no patient is."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from forms_app.access import kind_of_search
from forms_app.choices import Action
from forms_app.models import AccessLog, AppointmentRequest
from forms_app.references import EXAMPLE
from forms_app.services import record_access
from tests.forms_app.conftest import Submit

INBOX = "/admin/requests/"
REPORT = "/admin/reports/request-access/"


@pytest.fixture
def staff(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def permission(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label="forms_app", codename=codename)


def entries() -> list[tuple[str, str, str, int, str]]:
    """The log, the oldest entry first, without times."""
    columns = ["user_name", "action", "reference", "count", "detail"]
    return list(AccessLog.objects.order_by("pk").values_list(*columns))


def address(view: str, request: AppointmentRequest) -> str:
    return reverse(f"appointment_requests:{view}", args=[request.pk])


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (EXAMPLE, "by reference"),
        (f"Re: {EXAMPLE.lower()}", "by reference"),
        ("ana@mail.example", "by email address"),
        ("(503) 555-0142", "by phone number"),
        ("0142", "by phone number"),
        ("Reyes", "by name"),
        ("Henry 8", "by name"),
    ],
)
def test_the_kind_of_a_search(query: str, kind: str) -> None:
    assert kind_of_search(query) == kind


def test_lists_searches_views_and_changes_are_noted(staff: Client, submit: Submit) -> None:
    request = submit()
    submit(first_name="Bea", last_name="Other", phone="+1 503-555-0199")
    staff.get(INBOX)
    staff.get(f"{INBOX}results/")
    staff.post(INBOX, {"query": "reyes"})
    staff.post(INBOX, {"query": "nobody@mail.example"})
    staff.get(address("inspect", request))
    staff.post(address("inspect", request), {"action": "take", "bare-version": 1})
    staff.post(address("inspect", request), {"action": "close", "close-version": 2, "close-reason": "wrong"})
    staff.post(address("send_again", request))
    assert entries() == [
        ("office", "list", "", 2, ""),
        ("office", "list", "", 2, ""),
        ("office", "search", "", 1, "by name"),
        ("office", "search", "", 0, "by email address"),
        ("office", "view", request.reference, 1, ""),
        ("office", "status", request.reference, 1, ""),
        ("office", "view", request.reference, 1, ""),
        ("office", "status", request.reference, 1, ""),
    ]
    assert set(AccessLog.objects.values_list("user__username", flat=True)) == {"office"}


@pytest.mark.parametrize(("version", "reason", "code"), [(1, "", 422), (7, "duplicate", 409)])
def test_a_form_that_comes_back_has_shown_the_request(
    staff: Client, submit: Submit, version: int, reason: str, code: int
) -> None:
    request = submit()
    typed = {"action": "close", "close-version": version, "close-reason": reason}
    assert staff.post(address("inspect", request), typed).status_code == code
    assert entries() == [("office", "view", request.reference, 1, "")]


def test_each_request_of_several_is_noted(staff: Client, submit: Submit) -> None:
    made = [submit(), submit(first_name="Bea")]
    chosen = [f"{request.pk}:1" for request in made]
    staff.post(reverse("appointment_requests:close"), {"requests": chosen, "reason": "duplicate"})
    staff.post(reverse("appointment_requests:close"), {"requests": chosen, "reason": "duplicate"})
    assert entries() == [("office", "status", request.reference, 1, "") for request in made]


def test_whoever_is_not_let_in_has_seen_nothing(client: Client, marketing: User, submit: Submit) -> None:
    request = submit()
    client.get(address("inspect", request))
    client.force_login(marketing)
    client.get(INBOX)
    client.get(address("inspect", request))
    client.post(address("send_again", request))
    client.get(f"{INBOX}999999/")
    assert entries() == []


def test_a_name_outlives_its_user(office: User, submit: Submit) -> None:
    record_access(user=office, action=Action.VIEW, request=submit())
    office.delete()
    entry = AccessLog.objects.get()
    assert (entry.user, entry.user_name) == (None, "office")


# The report


@pytest.fixture
def auditor(client: Client, marketing: User) -> Client:
    """Somebody who may read the log and not a single request."""
    marketing.user_permissions.add(permission("view_accesslog"))
    client.force_login(marketing)
    return client


def rows(response: HttpResponse) -> list[str]:
    table = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [" ".join(row.get_text(" ", strip=True).split()) for row in table]


@pytest.fixture
def logged(office: User, admin: User, submit: Submit) -> list[AppointmentRequest]:
    first, second = submit(), submit(first_name="Bea")
    record_access(user=office, action=Action.VIEW, request=first)
    record_access(user=admin, action=Action.VIEW, request=second)
    record_access(user=admin, action=Action.EXPORT, count=2, detail="CSV")
    return [first, second]


def test_the_report_tells_who_did_what(auditor: Client, logged: list[AppointmentRequest]) -> None:
    newest, _, oldest = rows(auditor.get(REPORT))
    assert newest.endswith("admin Exported 2 CSV")
    assert oldest.endswith(f"office Opened {logged[0].reference} 1")


def test_the_report_is_filtered_by_person_action_date_and_request(
    auditor: Client, office: User, logged: list[AppointmentRequest]
) -> None:
    def found(query: str) -> int:
        return len(rows(auditor.get(f"{REPORT}?{query}")))

    assert found(f"user={office.pk}") == 1
    assert found("action=view") == 2
    assert found("at_from=2020-01-01") == 3
    assert found("at_to=2020-01-01") == 0
    spelling = logged[1].reference.lower().replace("-", " ")
    (row,) = rows(auditor.post(REPORT, {"reference": spelling}))
    assert logged[1].reference in row
    response = auditor.post(REPORT, {"reference": "Reyes"})
    assert rows(response) == []
    links = [str(link["href"]) for link in BeautifulSoup(response.content, "html.parser").select("a[href]")]
    assert not [link for link in links if "Reyes" in link]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_report_can_be_downloaded(auditor: Client, logged: list[AppointmentRequest], kind: str) -> None:
    response = auditor.get(f"{REPORT}?export={kind}&action=view")
    body = b"".join(response)
    assert "no-store" in response["Cache-Control"]
    if kind == "csv":
        text = body.decode()
        assert text.splitlines()[0] == "When,Person,What,Request,How many,How"
        assert text.count("Opened") == 2
        assert not [word for word in ("Ana", "Bea", "Reyes", "555") if word in text]


@pytest.mark.parametrize("path", [REPORT, f"{REPORT}results/", f"{REPORT}?export=csv"])
def test_the_report_needs_a_permission_of_its_own(staff: Client, path: str) -> None:
    assert staff.get(path).status_code == 302
    assert staff.post(path).status_code == 302
    assert REPORT not in staff.get("/admin/").content.decode()


def test_administrators_can_give_the_permissions_to_a_group(client: Client, admin: User) -> None:
    client.force_login(admin)
    assert REPORT in client.get("/admin/").content.decode()
    form = client.get(reverse("wagtailusers_groups:add")).content.decode()
    for codename in ("export_appointmentrequest", "view_accesslog", "change_retentionsettings"):
        assert f'value="{permission(codename).pk}"' in form, codename
