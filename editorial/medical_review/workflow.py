"""The workflow that marketing sends articles to: whoever is in the group Clinicians signs them off."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from editorial.models import ClinicalSignOffTask

WORKFLOW = "Clinical review"
TASK = "Clinical sign-off"
GROUP = "Clinicians"


@transaction.atomic
def set_up(*, page: Page) -> Workflow:
    """Give the page and all below it the workflow, made if there is none of its name."""
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    if is_new:
        task = ClinicalSignOffTask.objects.create(name=TASK)
        task.groups.add(Group.objects.get(name=GROUP))
        WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})
    return workflow
