"""Where a request stands, for the patient who knows its reference and phone number.

Nobody stays signed in: each button posts a signed note of which request was found, good for some minutes.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.core import signing
from django.utils import dateformat, timezone
from django.utils.crypto import constant_time_compare
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from forms_app import references
from forms_app.answers import phone_hash
from forms_app.characters import one_line, tidy
from forms_app.choices import BestTime, CloseReason, Status
from forms_app.forms import Problem, text_field
from forms_app.models.requests import AppointmentRequest

MINUTES = 15  # for which what was found can be changed
MOST_LOOK_UPS = 10  # of one reference within RATE_LIMIT_SECONDS
NOT_FOUND = _("We found no request with this reference and phone number. Please check both, or call us")
ANEW = _("Some time has passed. Please enter your reference and phone number again")
NOBODY, NO_HASH = "APT-", "0" * 64  # of no request; looking them up takes as long
SALT = "forms_app.status"


class StatusForm(forms.Form):
    """A form of the status page; `error_list` is its error summary."""

    def __init__(self, data: MultiValueDict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        if data is not None:
            self.data = MultiValueDict({name: [one_line(tidy(data.get(name, "")))] for name in self.fields})

    @property
    def error_list(self) -> list[Problem]:
        general = [Problem("", message) for message in self.non_field_errors()]
        return general + [Problem(bound.id_for_label, message) for bound in self for message in bound.errors]


class FindForm(StatusForm):
    reference = text_field(
        _("Your reference"),
        60,
        missing=_("Enter your reference"),
        help_text=_("It begins with APT. You saw it when you sent the request, and it stands in our mail."),
    )
    phone = text_field(
        _("Phone number"),
        60,
        autocomplete="tel",
        missing=_("Enter the phone number you gave us"),
        help_text=_("The one you gave us in the request."),
    )


class BestTimeForm(StatusForm):
    best_time = forms.ChoiceField(
        label=_("Best time to call"),
        required=False,
        choices=[("", _("No preference")), *BestTime.choices],
        error_messages={"invalid_choice": _("Choose one of the times listed")},
    )


class Standing(NamedTuple):
    """Where a request stands, in the patient's words."""

    heading: str | Promise
    text: str | Promise


def find(*, reference: str, phone: str) -> AppointmentRequest | None:
    """The request with this reference, in any spelling, if this is its phone number.

    What is wrong cannot be told from the answer, nor from the time it takes.
    """
    known = AppointmentRequest.objects.filter(is_spam=False)
    wanted = known.filter(reference=references.normalise(reference) or NOBODY)
    pk, expected = wanted.values_list("pk", "phone_hash").first() or (0, NO_HASH)
    if not constant_time_compare(phone_hash(phone), expected):
        return None
    return known.filter(pk=pk).first()


def note(reference: str) -> str:
    """What the buttons of the page post, so that the patient need not say it all again."""
    return signing.dumps(reference, salt=SALT)


def noted(written: str) -> AppointmentRequest | None:
    """The request a note is of, unless it is too old, not ours, or gone."""
    try:
        reference = signing.loads(written, salt=SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return None
    return AppointmentRequest.objects.filter(reference=reference, is_spam=False).first()


def standing(*, status: str, close_reason: str, due: str) -> Standing:
    """Pure. `due` is the time by which we will call, in words; empty once that has passed."""
    match status, close_reason:
        case Status.NEW, _reason if due:
            text = gettext("We have your request and will call you by {}.").format(due)
            return Standing(gettext("We have received your request"), text)
        case Status.NEW, _reason:
            text = gettext(
                "We have your request, and we are later than we said. We are sorry. Please call us."
            )
            return Standing(gettext("We have received your request"), text)
        case Status.ATTEMPTED, _reason:
            text = gettext(
                "We called and did not reach you. We will try again, or call us whenever it suits you."
            )
            return Standing(gettext("We tried to reach you"), text)
        case Status.WAITING, _reason:
            text = gettext(
                "We are working on your request and will be in touch. If you owe us an answer, call us."
            )
            return Standing(gettext("We are working on it"), text)
        case Status.SCHEDULED, _reason:
            text = gettext(
                "We have found a time with you. To change or cancel your appointment, please call us."
            )
            return Standing(gettext("Your appointment is arranged"), text)
        case _status, CloseReason.WITHDRAWN:
            text = gettext("You need do nothing more. If you change your mind, send us a new request.")
            return Standing(gettext("Your request is withdrawn"), text)
    text = gettext("If you still need an appointment, send us a new request or call us.")
    return Standing(gettext("Your request is closed"), text)


def standing_of(request: AppointmentRequest) -> Standing:
    """Where the request stands; one that was merged into another stands where that does."""
    request = request.kept
    due = "" if request.due_at <= timezone.now() else in_words(request.due_at.astimezone(request.time_zone))
    return standing(status=request.status, close_reason=request.close_reason, due=due)


def in_words(moment: datetime) -> str:
    """A day and time as it is said in the patient's language."""
    return dateformat.format(moment, pgettext("how a day and time is written", r"l, F j, g:i A"))
