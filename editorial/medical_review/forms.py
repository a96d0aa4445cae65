"""What editors and clinicians are asked around a review."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from core.free_text import FreeTextField
from editorial.checks.words import folded
from editorial.medical_review.sign_off import ApprovalForm, SignOffForm, providers

TITLES = {"dr", "doctor", "prof", "professor", "mr", "mrs", "ms", "mx"}
NO_ADDRESS = (
    "This provider has no address for medical review. "
    "Ask somebody who may record reviews to enter it on the provider's page, or to make the link."
)


def _provider(key: int) -> Model:
    return apps.get_model("clinics.ProviderPage").objects.get(pk=key)


def _not_in_the_future(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError("This day lies in the future.")
    return day


class ConfirmForm(forms.Form):
    """Nothing is asked; the button says yes."""


class ReasonForm(forms.Form):
    reason = FreeTextField()


class RecordReviewForm(SignOffForm):
    """Records a review that somebody gave on paper, or in person."""

    field_order = ["provider", "approved_on"]
    approved_on = forms.DateField(label="Reviewed on", initial=timezone.localdate, widget=AdminDateInput)

    def clean_provider(self) -> Model:
        return _provider(self.cleaned_data["provider"])

    def clean_approved_on(self) -> date:
        return _not_in_the_future(self.cleaned_data["approved_on"])


class LinkForm(forms.Form):
    provider = forms.TypedChoiceField(
        choices=providers,
        coerce=int,
        help_text="Whoever approves through the link, approves as this provider.",
    )
    email = forms.EmailField(
        label="Email address",
        required=False,
        help_text="The link is mailed there. Leave it empty to copy the link yourself.",
    )

    def clean_provider(self) -> Model:
        return _provider(self.cleaned_data["provider"])


class MailedLinkForm(LinkForm):
    """For those who may not record reviews: the link goes to the address that the provider has given."""

    email = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if provider := cleaned.get("provider"):
            if not provider.review_email:
                self.add_error("provider", NO_ADDRESS)
            cleaned["email"] = provider.review_email
        return cleaned


class CorrectionForm(forms.Form):
    text = FreeTextField(
        rows=5,
        longest=5000,
        help_text="What the article said, and what is right. Readers see it; it cannot be edited afterwards.",
    )
    corrected_on = forms.DateField(label="Date", initial=timezone.localdate, widget=AdminDateInput)

    def clean_corrected_on(self) -> date:
        return _not_in_the_future(self.cleaned_data["corrected_on"])


class CommentForm(forms.Form):
    """What a clinician says of a part of the draft."""

    prefix = "comment"
    path = forms.ChoiceField(label="About", required=False)
    quote = FreeTextField(label="The words in question", required=False, widget=forms.TextInput)
    text = FreeTextField(label="Comment", rows=4, longest=5000)

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["path"].choices = [("", "The article as a whole"), *places]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        names = dict(self.fields["path"].choices)
        path = cleaned.get("path", "")
        return cleaned | {"place": names.get(path, "") if path else ""}


class RequestChangesForm(forms.Form):
    prefix = "changes"
    text = FreeTextField(label="What has to change", rows=4, longest=5000)


class ApproveForm(ApprovalForm):
    """A clinician approves: by name, and saying so."""

    prefix = "approve"
    signed_name = forms.CharField(label="Type your name", max_length=320)
    agreed = forms.BooleanField(label="I have read this draft, and I approve it as it is shown on this page.")

    def __init__(self, *args: Any, provider: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provider = provider
        self.fields["valid_until"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        self.fields["signed_name"].widget.attrs["autocomplete"] = "name"

    def clean_signed_name(self) -> str:
        """The name that the link was made for; credentials and capitals may be left out."""
        typed: str = self.cleaned_data["signed_name"]
        if not is_name_of(typed, self.provider.title, self.provider.full_name):
            raise forms.ValidationError(f"Type the name that this link was made for: {self.provider.title}.")
        return typed


def is_name_of(typed: str, name: str, full_name: str) -> bool:
    """Whether this is the name, with or without a title and the credentials of the full one, and no more."""
    return _words(name) <= _words(typed) <= _words(full_name) | TITLES


def _words(name: str) -> set[str]:
    """Without accents and full stops: “M.D.” is “MD”."""
    return set(re.findall(r"\w+", folded(name).replace(".", "")))
