"""One request and its forms, and several requests at once, as the office uses them without JavaScript."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from forms_app import services
from forms_app.choices import CloseReason, Status
from forms_app.inbox.forms import ChosenField
from forms_app.inbox.menu import label
from forms_app.models import AppointmentRequest, ContactLog, ReadyNotes
from forms_app.models.requests import MOST_COUNTED, Counts
from forms_app.steps import VOICEMAIL
from tests.conftest import make_user
from tests.forms_app.conftest import Submit
from tests.forms_app.test_inbox import INBOX, address, text


@pytest.fixture
def staff(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def page(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def press(client: Client, shown: HttpResponse, action: str, **typed: object) -> HttpResponse:
    """Press a button of the page, with what stands in its form and what is typed into it."""
    (button,) = page(shown).select(f'button[name="action"][value="{action}"]')
    form = button.find_parent("form")
    assert form
    data: dict[str, object] = {str(field["name"]): field["value"] for field in form.select("input[name]")}
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]") or field.select("option")[0]
        data[str(field["name"])] = chosen["value"]
    return client.post(shown.wsgi_request.path, data | {"action": action} | typed)


def undo(client: Client, shown: HttpResponse) -> HttpResponse:
    (form,) = page(shown).select(".inbox__undo")
    fields: dict[str, list[str]] = {}
    for field in form.select("input"):
        fields.setdefault(str(field["name"]), []).append(str(field["value"]))
    return client.post(str(form["action"]), fields, follow=True)


def test_a_day_of_a_request(staff: Client, office: User, submit: Submit) -> None:
    request = submit()
    url = address("inspect", request)
    shown = staff.get(url)
    assert press(staff, shown, "take")["Location"] == url
    shown = staff.get(url)
    ready = "Will call us back."
    press(staff, shown, "voicemail", **{"step-ready": ready, "step-note": "At\x07 noon."})
    shown = staff.get(url)
    assert "office looks after it" in text(shown)
    (entry, first) = page(shown).select(".request__entry")
    assert entry.get_text(" ", strip=True).startswith(
        "Voicemail , New → Attempted Will call us back. At noon. office,"
    )
    assert "Assigned to office" in first.get_text()
    press(staff, shown, "close", **{"close-reason": "unreachable"})
    shown = staff.get(url)
    assert f"Request {request} is closed." in text(shown)
    assert "Closed: Could not be reached" in text(shown)
    assert not page(shown).select('button[value="scheduled"]')
    assert "Reopen as Attempted" in text(shown)
    reopened = undo(staff, shown)
    assert reopened.redirect_chain[-1][0] == url
    assert "1 request open again." in text(reopened)
    request.refresh_from_db()
    assert (request.status, request.assigned_to) == (Status.ATTEMPTED, office)
    assert request.opened_at
    assert request.first_contact_at
    press(staff, reopened, "status", **{"status-status": "waiting"})
    press(staff, staff.get(url), "close", **{"close-reason": "not_needed"})
    assert "open again: Waiting" in text(staff.get(press(staff, staff.get(url), "reopen")["Location"]))


def test_a_form_that_comes_too_late_changes_nothing_and_keeps_what_was_typed(
    staff: Client, submit: Submit
) -> None:
    request = submit()
    shown = staff.get(address("inspect", request))
    services.take_step(request=request, step=VOICEMAIL, by=make_user("maria", "Office"), note="At noon.")
    late = press(staff, shown, "scheduled", **{"step-note": "Tuesday at ten."})
    assert late.status_code == 409
    assert AppointmentRequest.objects.get().status == Status.ATTEMPTED
    assert "somebody else has changed this request meanwhile" in text(late)
    (warning,) = page(late).select("[role=alert]")
    assert "Voicemail , New → Attempted At noon. maria" in warning.get_text(" ", strip=True)
    (note,) = page(late).select("textarea#id_step-note")
    assert note.get_text(strip=True) == "Tuesday at ten."
    assert press(staff, late, "scheduled", **{"step-note": "Tuesday at ten."}).status_code == 302
    assert [entry.note for entry in ContactLog.objects.all()] == ["Tuesday at ten.", "At noon."]


def test_what_is_missing_and_late_is_still_late_when_it_is_mended(staff: Client, submit: Submit) -> None:
    request = submit()
    shown = staff.get(address("inspect", request))
    services.add_note(request=request, note="Meanwhile.", by=make_user("maria", "Office"))
    asked = press(staff, shown, "close")
    assert asked.status_code == 422
    late = press(staff, asked, "close", **{"close-reason": "duplicate"})
    assert late.status_code == 409
    assert press(staff, late, "close", **{"close-reason": "duplicate"}).status_code == 302


@pytest.mark.parametrize(
    ("action", "typed", "words"),
    [
        ("note", {}, "Write a note, or choose one that is ready-made."),
        ("close", {}, "This field is required."),
        ("close", {"close-reason": "other"}, "Say in a few words why."),
        ("close", {"close-reason": "withdrawn"}, "Select a valid choice."),
        ("assign", {"assign-assigned_to": "999"}, "Select a valid choice."),
        ("assign", {"assign-assigned_to": "x"}, "Select a valid choice."),
        ("status", {"status-status": "closed"}, "Select a valid choice."),
        ("voicemail", {"step-note": "x" * 5000}, "at most 4000 characters"),
        ("voicemail", {"step-ready": "Made up."}, "Select a valid choice."),
        ("voicemail", {"step-version": "x"}, "Nothing was saved."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(
    staff: Client, submit: Submit, action: str, typed: dict[str, str], words: str
) -> None:
    request = submit()
    prefix = {"note": "step", "voicemail": "step"}.get(action, action)
    sent = {f"{prefix}-version": "1", "action": action} | typed
    answer = staff.post(address("inspect", request), sent)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not ContactLog.objects.exists()


def test_whoever_looks_after_it_is_offered_even_when_away(
    staff: Client, office: User, submit: Submit
) -> None:
    away = make_user("maria", "Office")
    request = services.assign(request=submit(), to=away, by=office)
    User.objects.filter(pk=away.pk).update(is_active=False)
    (chosen,) = page(staff.get(address("inspect", request))).select("#id_assign-assigned_to [selected]")
    assert chosen.get_text() == "maria"


def test_other_people_who_look_at_it_are_named(staff: Client, submit: Submit) -> None:
    request = submit()
    services.note_viewing(request=request, user=make_user("maria", "Office"))
    shown = page(staff.get(address("inspect", request)))
    assert "maria is also viewing this request." in shown.select("[data-request-others]")[0].get_text()
    told = staff.post(address("viewing", request))
    assert told.json() == {"others": ["maria"], "version": 1}
    assert "no-store" in told["Cache-Control"]


def test_what_somebody_may_only_look_at(client: Client, submit: Submit) -> None:
    request = submit()
    viewer = User.objects.create_user("viewer", password="a-long-password")
    codenames = ["access_admin", "view_appointmentrequest"]
    viewer.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(viewer)
    shown = client.get(address("inspect", request))
    assert "Ana Reyes" in text(shown)
    assert not page(shown).select("main form button")
    assert not page(client.get(INBOX)).select("#bulk, [data-inbox-select]")
    sent = {"action": "take", "bare-version": "1"}
    assert client.post(address("inspect", request), sent).status_code in (302, 403)
    assert client.post(reverse("appointment_requests:close"), {"requests": request.pk}).status_code in (
        302,
        403,
    )
    request.refresh_from_db()
    assert (request.opened_at, request.version) == (None, 1)


def test_on_paper(staff: Client, submit: Submit) -> None:
    request = services.add_note(
        request=submit(message="Wobbling hammock."), note="Hello.", by=User.objects.get(username="office")
    )
    printed = staff.get(address("print", request))
    shown = text(printed)
    assert not [word for word in ("Ana Reyes", "Wobbling", "+1 503-555-0142", "Hello.") if word not in shown]
    assert not page(printed).select("form, aside, script:not([src])")
    assert "no-store" in printed["Cache-Control"]


def test_several_at_once(staff: Client, submit: Submit) -> None:
    made = [submit(first_name=name) for name in ("Ana", "Bea", "Cem")]
    shown = page(staff.get(f"{INBOX}?status=new"))
    boxes = [str(box["value"]) for box in shown.select('input[name="requests"]')]
    assert sorted(boxes) == sorted(f"{request.pk}:1" for request in made)
    (form,) = shown.select("#bulk")
    assert not form.select("[required]"), "What one button needs must not keep the other from being pressed."
    chosen = {"requests": boxes[:2], "next": form.select_one('[name="next"]')["value"]}  # type: ignore[index]
    close = str(form.select("button")[1]["formaction"])
    assert "Choose why they are closed." in text(staff.post(close, chosen | {"reason": ""}, follow=True))
    assert "Choose the requests first." in text(staff.post(close, {"reason": "duplicate"}, follow=True))
    closed = staff.post(close, chosen | {"reason": "duplicate"}, follow=True)
    assert closed.redirect_chain == [(f"{INBOX}?status=new", 302)]
    assert "2 requests closed." in text(closed)
    again = staff.post(close, {"requests": boxes, "reason": "duplicate"}, follow=True)
    assert "1 request closed. 2 requests had been closed before." in text(again)
    assert "2 requests open again." in text(undo(staff, closed))
    assert AppointmentRequest.objects.open().count() == 2
    assign = str(form.select("button")[0]["formaction"])
    office = User.objects.get(username="office")
    assert "Choose who looks after them." in text(staff.post(assign, {"requests": boxes}, follow=True))
    given = {"requests": [*boxes[:2], f"{boxes[2].partition(':')[0]}:2"], "assigned_to": office.pk}
    shown_late = text(staff.post(assign, given, follow=True))
    assert "office looks after 1 request now. Changed by somebody else meanwhile" in shown_late
    late = [str(request) for request in made if f"{request.pk}:1" in boxes[:2]]
    assert f"and left as they are: {', '.join(late)}." in shown_late
    current = [f"{one.pk}:{one.version}" for one in AppointmentRequest.objects.all()]
    nobody = staff.post(assign, {"requests": current, "assigned_to": "nobody"}, follow=True)
    assert "Nobody looks after 1 request now. 2 requests needed no change." in text(nobody)


HUGE = "9" * 26


def told(response: HttpResponse) -> str:
    *_, message = get_messages(response.wsgi_request)
    return str(message).strip()


@pytest.mark.parametrize(
    "chosen", ["", "x", "9", HUGE, f"{HUGE}:1", f"1:{HUGE}", "1:1:1", "-1:1", "²:1", "1:1\n"]
)
def test_what_is_no_request_of_the_list_is_refused_in_words(chosen: str) -> None:
    with pytest.raises(ValidationError, match="choose requests from the list"):
        ChosenField().clean(["1:1", chosen])
    assert ChosenField().clean(["1:1", "7:12"]) == {1: 1, 7: 12}


@pytest.mark.parametrize("name", ["assign", "close", "reopen"])
def test_huge_and_unknown_numbers_change_nothing(staff: Client, name: str) -> None:
    url = reverse(f"appointment_requests:{name}")
    sent = {"requests": HUGE, "reason": "duplicate", "assigned_to": "nobody", "next": "https://evil.example/"}
    refused = staff.post(url, sent)
    assert (refused.status_code, refused["Location"]) == (302, INBOX)
    assert told(refused) == "Nothing was changed. Please choose requests from the list."
    unknown = staff.post(url, sent | {"requests": f"{'9' * 18}:1"})
    assert told(unknown).endswith("1 request could not be found any more.")
    for url in (f"{INBOX}{HUGE}/", f"{INBOX}1/merge/{HUGE}/", f"{INBOX}{HUGE}/separate/"):
        assert staff.post(url).status_code == 404


def test_wagtails_site_history_leads_to_a_request(
    client: Client, admin: User, marketing: User, submit: Submit
) -> None:
    request = services.take_step(request=submit(), step=VOICEMAIL, by=admin)
    client.force_login(admin)
    history = client.get(reverse("wagtailadmin_reports:site_history"))
    assert page(history).select(f'a[href="{address("inspect", request)}"]')
    assert AdminURLFinder(marketing).get_edit_url(request) is None


def test_ready_made_notes_are_the_offices_own(staff: Client, submit: Submit) -> None:
    url = reverse("wagtailsettings:edit", args=["forms_app", "readynotes"])
    edited = staff.post(
        staff.get(url, follow=True).redirect_chain[-1][0], {"notes": "Ask for Bea.\n\n  \nNo.\n"}
    )
    assert edited.status_code == 302
    assert ReadyNotes.load().lines == ["Ask for Bea.", "No."]
    options = page(staff.get(address("inspect", submit()))).select("#id_step-ready option")
    assert [option.get_text() for option in options] == ["None", "Ask for Bea.", "No."]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0), "Requests"),
        ((12, 0), "Requests (12)"),
        ((12, 3), "Requests (12, 3 overdue)"),
        ((MOST_COUNTED, 3), "Requests (999+, 3 overdue)"),
    ],
)
def test_the_menu_says_how_many_wait(counts: tuple[int, int], words: str) -> None:
    assert label(Counts(*counts)) == words


def test_only_what_waits_is_counted(submit: Submit, office: User) -> None:
    late, _, closed, spam = (submit(first_name=name) for name in ("Ana", "Bea", "Cem", "Dee"))
    AppointmentRequest.objects.filter(pk__in=[late.pk, spam.pk]).update(due_at=timezone.now())
    AppointmentRequest.objects.filter(pk=spam.pk).update(is_spam=True)
    services.close(request=closed, reason=CloseReason.DUPLICATE, by=office)
    now = timezone.now() + timedelta(seconds=1)
    assert AppointmentRequest.objects.counts(now) == (2, 1)
    assert AppointmentRequest.objects.none().counts(now) == (0, 0)


def test_the_menu_counts_for_the_office_alone(
    client: Client, office: User, marketing: User, submit: Submit
) -> None:
    submit()
    client.force_login(office)
    assert "Requests (1)" in client.get("/admin/").content.decode()
    client.force_login(marketing)
    assert "Requests (1)" not in client.get("/admin/").content.decode()
