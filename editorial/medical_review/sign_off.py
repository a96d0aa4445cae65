"""The forms of a sign-off. What is asked is the same in a workflow, in the admin and through a link."""

from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from core.free_text import FreeTextField
from editorial.medical_review.reminders import MOST_YEARS, months_after, problem_with_days
from editorial.models.reviews import Review
from editorial.models.settings import EditorialSettings

SIGNED_BY = "No account belongs to a provider: the history keeps that yours has recorded it."
CHANGED = (
    "The draft was saved again after you opened this window. Close it, read the changes and sign off then."
)


def providers() -> list[tuple[Any, str]]:
    """Everybody who can approve: the live pages of providers."""
    pages = apps.get_model("clinics.ProviderPage").objects.live().order_by("title")
    return [("", "---------"), *((page.pk, page.full_name) for page in pages)]


def default_statement() -> str:
    return EditorialSettings.of_default_site().statement


def default_end() -> date:
    return months_after(timezone.localdate(), EditorialSettings.of_default_site().review_months)


class ApprovalForm(forms.Form):
    """What is approved, in which words, and until when that holds."""

    scope = forms.ChoiceField(label="What was reviewed", choices=Review.Scope.choices)
    statement = FreeTextField(
        label="Statement", help_text="Readers see it below the article.", initial=default_statement
    )
    valid_until = forms.DateField(
        label="Next review due",
        initial=default_end,
        help_text=f"At most {MOST_YEARS} years from today.",
    )

    def clean_valid_until(self) -> date:
        end: date = self.cleaned_data["valid_until"]
        today = timezone.localdate()
        if end <= today:
            raise forms.ValidationError("Choose a day in the future.")
        if problem := problem_with_days(today, end, today):
            raise forms.ValidationError(problem)
        return end


class SignOffForm(ApprovalForm):
    """Approves for a named provider. What it yields can be sent as JSON and given to it again."""

    field_order = ["provider"]
    provider = forms.TypedChoiceField(
        label="Reviewed by",
        choices=providers,
        coerce=int,
        help_text=f"The provider who has read the article. {SIGNED_BY}",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].widget = AdminDateInput()


class WorkflowSignOffForm(SignOffForm):
    """Knows which draft stood there when it was opened, and refuses another one."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=100)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        page, _, _ = cleaned.get("seen", "").partition(":")
        draft = Page.objects.filter(pk=page).first() if page.isdecimal() and len(page) < 10 else None
        if draft is None or getattr(draft.specific, "draft_mark", "") != cleaned["seen"]:
            raise forms.ValidationError(CHANGED)
        return cleaned


class ChangesForm(forms.Form):
    """Says what has to change before the article can be approved."""

    comment = FreeTextField(label="What has to change", rows=4, longest=5000)
