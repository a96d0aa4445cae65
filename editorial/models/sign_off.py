from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from editorial.medical_review.services import record_review
from editorial.medical_review.sign_off import CHANGED, ChangesForm, SignOffForm, WorkflowSignOffForm


class ClinicalSignOffTask(AbstractGroupApprovalTask):
    """A step of a workflow in which a provider is named who approves the article.

    Approving records the review of the newest draft, which is what the end of a workflow publishes. Should
    that be refused, there is no review either.
    """

    class Meta:
        verbose_name = "Clinical sign-off"
        verbose_name_plural = "Clinical sign-offs"

    @classmethod
    def get_description(cls) -> str:
        return "Members of the chosen groups approve an article for a named provider"

    def get_actions(self, obj: Page, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        if not super().get_actions(obj, user):
            return []
        return [("reject", "Request changes", True), ("approve", "Sign off", True)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return WorkflowSignOffForm if action == "approve" else ChangesForm

    def get_template_for_action(self, action: str) -> str:
        return "editorial/admin/sign_off.html" if action == "approve" else ""

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **answers: Any) -> None:
        """The answers come back through the browser, so they are checked once more.

        What the editor saves together with the sign-off is what whoever signs has before them; what anybody
        else has saved since is not.
        """
        form = (SignOffForm if action_name == "approve" else ChangesForm)(answers)
        if not form.is_valid():
            raise PermissionDenied("The sign-off is not complete.")
        given = form.cleaned_data
        if action_name == "reject":
            task_state.reject(user=user, comment=given["comment"])
        elif action_name == "approve":
            page = task_state.revision.content_object
            if page.draft_mark != answers.get("seen") and page.get_latest_revision().user_id != user.pk:
                raise PermissionDenied(CHANGED)
            provider = apps.get_model("clinics.ProviderPage").objects.get(pk=given.pop("provider"))
            record_review(
                revision=page.get_latest_revision(),
                provider=provider,
                approved_on=timezone.localdate(),
                user=user,
                **given,
            )
            task_state.approve(user=user, comment=f"Signed off for {provider.full_name}")
