"""What the office fills in. Each form carries the version of the request that it was made from."""

import re
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from forms_app.characters import tidy
from forms_app.choices import CloseReason, Status
from forms_app.models.contact_log import name_of
from forms_app.models.ready_notes import ReadyNotes
from forms_app.models.requests import AppointmentRequest

LONGEST_NOTE = 4000
OTHERWISE: set[object] = {CloseReason.WITHDRAWN, CloseReason.MERGED}  # not the office's to choose
REASONS = [("", "Choose a reason"), *(one for one in CloseReason.choices if one[0] not in OTHERWISE)]
STILL_OPEN = Status.choices[:-1]
NOBODY = "nobody"
# Keys and versions as long as a database can hold.
CHOSEN = re.compile(r"(?P<pk>[0-9]{1,18}):(?P<version>[0-9]{1,9})")


def staff(*, also: int | None = None) -> QuerySet[User]:
    """Who may look after a request, and whoever does so already."""
    able = Q(groups__permissions__codename="change_appointmentrequest") | Q(is_superuser=True)
    people = Q(able, is_active=True) | Q(pk=also)
    return get_user_model().objects.filter(people).distinct().order_by("username")


class StaffField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), required=False, **kwargs)

    def label_from_instance(self, user: User) -> str:
        return name_of(user)


class RequestForm(forms.Form):
    """A step on one request."""

    name = ""
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: AppointmentRequest, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": request.version}, prefix=self.name, **kwargs)
        self.request = request
        self.set_up()

    def set_up(self) -> None:
        """Fill in what depends on the request."""

    @property
    def read_version(self) -> int:
        """Of which version the request was when this form was made."""
        return self.cleaned_data["version"]

    def renew(self) -> None:
        """Let what was typed be sent again, now that it is known what has changed since."""
        self.data: Any = self.data.copy()
        self.data[self.add_prefix("version")] = str(self.request.version)


class NoteField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_NOTE, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value))


class StepForm(RequestForm):
    """What goes with a step, or a note alone."""

    name = "step"
    ready = forms.ChoiceField(label="Ready-made note", required=False)
    note = NoteField(label="Note", help_text="Only the office sees it.")

    def set_up(self) -> None:
        lines = ReadyNotes.load().lines
        self.fields["ready"].choices = [("", "None"), *((line, line) for line in lines)]

    @property
    def text(self) -> str:
        return "\n".join(filter(None, [self.cleaned_data["ready"], self.cleaned_data["note"]]))


class NoteForm(StepForm):
    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.text:
            self.add_error("note", "Write a note, or choose one that is ready-made.")
        return self.cleaned_data


class CloseForm(RequestForm):
    name = "close"
    reason = forms.ChoiceField(label="Why", choices=REASONS)
    note = NoteField(label="Note")

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("reason") == CloseReason.OTHER and not self.cleaned_data.get("note"):
            self.add_error("note", "Say in a few words why.")
        return self.cleaned_data


class AssignForm(RequestForm):
    name = "assign"
    assigned_to = StaffField(label="Assigned to", empty_label="Nobody yet")

    def set_up(self) -> None:
        self.fields["assigned_to"].queryset = staff(also=self.request.assigned_to_id)
        self.initial["assigned_to"] = self.request.assigned_to_id


class StatusForm(RequestForm):
    name = "status"
    status = forms.ChoiceField(label="Status", choices=STILL_OPEN)

    def set_up(self) -> None:
        self.initial["status"] = self.request.status


class BareForm(RequestForm):
    """A step that needs nothing but its button."""

    name = "bare"


class MergeForm(forms.Form):
    """Of which versions the two requests were when the button was shown."""

    keep_version = forms.IntegerField()
    other_version = forms.IntegerField()


class SeparateForm(forms.Form):
    version = forms.IntegerField()


class ChosenField(forms.Field):
    """Requests with the version of each that was shown, as `key:version`, by key."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": "Choose the requests first.",
        "invalid": "Nothing was changed. Please choose requests from the list.",
    }

    def to_python(self, value: list[str] | None) -> dict[int, int]:
        pairs = [CHOSEN.fullmatch(one) for one in value or []]
        if None in pairs:
            raise forms.ValidationError(self.error_messages["invalid"])
        return {int(pair["pk"]): int(pair["version"]) for pair in pairs if pair}


class BulkForm(forms.Form):
    """What is done with several requests at once."""

    use_required_attribute = False  # each button asks for its own part, and all parts are one form
    requests = ChosenField()


class BulkAssignForm(BulkForm):
    assigned_to = forms.TypedChoiceField(
        label="Assigned to",
        empty_value=None,
        error_messages={"required": "Choose who looks after them."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = {str(user.pk): user for user in staff()}
        named = [(pk, name_of(user)) for pk, user in people.items()]
        self.fields["assigned_to"].choices = [("", "Choose who"), (NOBODY, "Nobody"), *named]
        self.fields["assigned_to"].coerce = people.get


class BulkCloseForm(BulkForm):
    reason = forms.ChoiceField(
        label="Reason",
        choices=REASONS[:-1],  # the last one needs a note
        error_messages={"required": "Choose why they are closed."},
    )
