import csv
import io
import re
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest
from bs4 import BeautifulSoup
from cryptography.fernet import Fernet
from django.contrib.auth.models import Group, Permission, User
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from clinics.models import LocationPage
from core.spreadsheets import csv_pieces, xlsx_pieces
from forms_app.choices import Action, Status
from forms_app.encryption import UNREADABLE
from forms_app.models import AccessLog, AppointmentPage, AppointmentRequest
from tests import factories
from tests.forms_app import make
from tests.forms_app.conftest import Submit

INBOX = "/admin/requests/"
EXPORT = f"{INBOX}export/"
NASTY = ["=1+1", "+1 503-555-0142", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]  # noqa: RUF001


@pytest.fixture
def exporter(client: Client, office: User) -> Client:
    """Somebody of the office whose group was given the permission."""
    permission = Permission.objects.get(codename="export_appointmentrequest")
    Group.objects.get(name="Office").permissions.add(permission)
    client.force_login(office)
    return client


def read(response: HttpResponse) -> list[dict[str, str]]:
    """The rows of a file, by their headings."""
    body = b"".join(response)
    if "csv" in response["Content-Type"]:
        table = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        table = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    headings, *rows = table
    return [dict(zip(headings, row, strict=False)) for row in rows]


# Formats


@pytest.mark.parametrize("value", NASTY)
def test_no_cell_is_a_formula(value: str) -> None:
    assert next(iter(csv.reader(io.StringIO(_csv([[value]]), newline="")))) == [f"'{value}"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_pieces([[value]])))).active
    cell = sheet["A1"]
    assert cell.data_type in {"s", "inlineStr"}
    assert str(cell.value).lstrip("\r\n\t") == value.lstrip("\r\n\t")


def _csv(rows: list[list[str]]) -> str:
    return b"".join(csv_pieces(rows)).decode("utf-8-sig")


def test_any_text_comes_back_from_a_workbook() -> None:
    rows: list[list[object]] = [
        ["Zoë <b>&amp;", " two\nlines ", "日本 😀", "a\x00b\x1bc\ufffe", ""],
        ["", None, 7, "", "x"],
    ]
    data = b"".join(xlsx_pieces(rows))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    first, second = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert first == ["Zoë <b>&amp;", " two\nlines ", "日本 😀", "abc", ""]
    assert second == ["", "", "7", "", "x"]


def test_files_are_written_piece_by_piece() -> None:
    taken: list[int] = []
    rows = ([str(number) * 4000] for number in range(200) if taken.append(number) is None)  # type: ignore[func-returns-value]
    pieces = xlsx_pieces(rows)
    next(pieces)
    assert len(taken) < 200
    assert sum(map(len, pieces))


# The export


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_answer_is_in_the_file(
    exporter: Client, page: AppointmentPage, location: LocationPage, kind: str
) -> None:
    service = factories.make_service()
    exporter.post("/request-appointment/", {**make.TYPED, "location": location.pk, "service": service.pk})
    request = AppointmentRequest.objects.get()
    created = datetime(2026, 11, 23, 20, 5, tzinfo=UTC)
    AppointmentRequest.objects.update(created=created, extra=[["Who sent you?", "=cmd()"], ["And?", "No"]])
    response = exporter.post(EXPORT, {"format": kind})
    assert "no-store" in response["Cache-Control"]
    assert re.fullmatch(
        rf'attachment; filename="requests-\d{{4}}-\d\d-\d\d\.{kind}"', response["Content-Disposition"]
    )
    (row,) = read(response)
    assert row["Reference"] == request.reference
    assert row["Received"] == "2026-11-23 12:05"
    assert (row["First name"], row["Last name"]) == ("Xiomara", "Quillfeather")
    assert row["Phone"] == ("'+1 503-555-0177" if kind == "csv" else "+1 503-555-0177")
    assert (row["Status"], row["Location"], row["Service"]) == ("New", "Riverside", "TMS therapy")
    assert (row["Days"], row["Best time to call"]) == ("Tuesday, Saturday", "Around noon")
    assert row["Message"] == "Wobbling hammock nightmares since August."
    assert row["Other answers"] == "Who sent you?: =cmd()\nAnd?: No"


def test_the_file_holds_what_the_list_shows(
    exporter: Client, page: AppointmentPage, location: LocationPage, office: User
) -> None:
    mill = factories.make_location(title="Mill", slug="mill")
    closed = make.request(page=page, location=location, first_name="Cleo")
    there = make.request(page=page, location=mill, first_name="Thea", last_name="Okafor")
    spam = make.request(page=page, location=location, first_name="Spam")
    AppointmentRequest.objects.filter(pk=closed.pk).update(status=Status.CLOSED, assigned_to=office)
    AppointmentRequest.objects.filter(pk=spam.pk).update(is_spam=True)

    def exported(address: str, query: str = "") -> list[str]:
        response = exporter.post(EXPORT + address, {"format": "csv", "query": query})
        return [row["First name"] for row in read(response)]

    assert exported("") == ["Thea"]
    both = "?status=new&status=closed"
    assert exported(both) == ["Thea", "Cleo"]
    assert exported(f"{both}&ordering=created") == ["Cleo", "Thea"]
    assert exported("?status=closed") == ["Cleo"]
    assert exported(f"?location={mill.pk}") == ["Thea"]
    assert exported("?is_spam=True") == ["Spam"]
    assert exported("?status=closed&assigned_to=me") == ["Cleo"]
    assert exported("?overdue=yes&assigned_to=nobody&created_from=2026-01-01&created_to=2026-01-31") == []
    assert exported("?created_to=2026-01-31") == []
    assert exported("", "okafor") == ["Thea"]
    details = AccessLog.objects.filter(action=Action.EXPORT).order_by("pk").values_list("count", "detail")
    assert list(details)[3:] == [
        (1, "CSV; Status: Closed"),
        (1, "CSV; Location: Mill"),
        (1, "CSV; Show: Set aside as spam"),
        (1, "CSV; Status: Closed; Assigned to: office"),
        (0, "CSV; Due: Overdue; Assigned to: Nobody; Received: from 2026-01-01 to 2026-01-31"),
        (0, "CSV; Received: to 2026-01-31"),
        (1, "CSV; searched by name"),
    ]
    assert "okafor" not in str(list(AccessLog.objects.values_list())).lower()
    assert there.reference not in str(list(AccessLog.objects.filter(action=Action.EXPORT).values_list()))


def test_the_inbox_offers_what_it_shows_to_those_who_may(exporter: Client, submit: Submit) -> None:
    submit()
    for address in (f"{INBOX}?status=new", f"{INBOX}results/?status=new"):
        form = BeautifulSoup(exporter.get(address).content, "html.parser").select_one(
            f'form[action="{EXPORT}?status=new"]'
        )
        assert form
        assert "Export these requests, with every answer" in form.get_text()
    form = BeautifulSoup(exporter.post(INBOX, {"query": "reyes"}).content, "html.parser").select_one(
        f'form[action="{EXPORT}"] [name=query]'
    )
    assert form
    assert form["value"] == "reyes"
    Group.objects.get(name="Office").permissions.get(codename="export_appointmentrequest").delete()
    assert EXPORT not in exporter.get(INBOX).content.decode()


@pytest.mark.parametrize("user", ["office", "marketing"])
def test_the_office_may_not_export_unless_it_is_allowed_to(
    client: Client, office: User, marketing: User, submit: Submit, user: str
) -> None:
    submit()
    client.force_login({"office": office, "marketing": marketing}[user])
    response = client.post(EXPORT, {"format": "csv"})
    assert response.status_code == 302
    assert not AccessLog.objects.filter(action=Action.EXPORT).exists()


def test_the_permission_to_export_alone_opens_nothing(
    client: Client, marketing: User, submit: Submit
) -> None:
    submit()
    marketing.user_permissions.add(Permission.objects.get(codename="export_appointmentrequest"))
    client.force_login(marketing)
    assert client.post(EXPORT, {"format": "csv"}).status_code == 302


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("", {}),
        ("", {"format": "pdf"}),
        ("?status=nonsense", {"format": "csv"}),
        ("?location=x", {"format": "csv"}),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_is(
    exporter: Client, submit: Submit, address: str, form: dict[str, str]
) -> None:
    submit()
    response = exporter.post(EXPORT + address, form, follow=True)
    assert "Nothing was exported" in response.content.decode()
    assert not AccessLog.objects.filter(action=Action.EXPORT).exists()


def test_an_export_is_never_an_address_to_follow(exporter: Client, submit: Submit) -> None:
    submit()
    assert exporter.get(f"{EXPORT}?format=csv").status_code == 405


def test_a_row_that_no_key_can_read_does_not_keep_the_others_back(
    exporter: Client, submit: Submit, settings: Settings
) -> None:
    key = settings.FIELD_ENCRYPTION_KEYS
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    lost = submit()
    settings.FIELD_ENCRYPTION_KEYS = key
    submit(first_name="Bea")
    first, second = read(exporter.post(EXPORT, {"format": "csv"}))
    assert first["First name"] == "Bea"
    assert (second["Reference"], second["Voicemail is fine"]) == (lost.reference, "No")
    assert {second["First name"], second["Days"], second["Other answers"]} == {UNREADABLE}
