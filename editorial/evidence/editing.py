"""Wagtail's page editor with the Evidence panel, and the address that panel asks while somebody writes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.preview import PreviewOnCreate, PreviewOnEdit
from wagtail.admin.views.pages.revisions import RevisionsRevertView

from editorial.evidence.gate import CheckedPageForm
from editorial.evidence.panel import Evidence, EvidencePanel
from editorial.models import AcceptedFinding, CheckedPage
from editorial.services import accept_finding, withdraw_acceptance

UNREADABLE = "cannot be read as it is typed, so the findings are of how it stood before"


KEPT = "The page was not published; your changes are kept."


class WithEvidence:
    """Adds the panel behind the status of a page that is checked, and says what a refusal means."""

    def form_invalid(self, form: CheckedPageForm) -> HttpResponse:
        """Wagtail's own would say that nothing could be saved."""
        if (
            not getattr(form, "is_refused", False)
            or self.expects_json_response  # type: ignore[attr-defined]
            or getattr(self, "locked_for_user", False)
        ):
            return super().form_invalid(form)  # type: ignore[misc]
        messages.validation_error(self.request, KEPT, form)  # type: ignore[attr-defined]
        self.errors_debug = repr(form.errors)
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())  # type: ignore[attr-defined]

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]
        is_whole_editor = not (self.expects_json_response or getattr(self, "hydrate_create_view", False))  # type: ignore[attr-defined]
        page = self.page  # type: ignore[attr-defined]
        if isinstance(page, CheckedPage) and is_whole_editor:
            panels.insert(1, EvidencePanel(page, self.request))  # type: ignore[attr-defined]
        return panels


class CheckedCreateView(WithEvidence, CreateView):
    pass


class CheckedEditView(WithEvidence, EditView):
    pass


class CheckedRevertView(WithEvidence, RevisionsRevertView):
    pass


class EvidenceView(PreviewOnEdit):
    """The findings of what stands in the editor's form, which is not stored.

    Reads the form as the preview does and answers with the inside of the panel. With `evidence-accept` or
    `evidence-withdraw`, the fingerprint of a finding, that is done first.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.object
        if not isinstance(page, CheckedPage):
            raise Http404
        data = request.POST.copy()
        data["slug"] = ""  # one that is taken is of no importance here
        try:
            problem = self.read(self.get_form(data))
        except (MultiValueDictKeyError, ValueError):
            return HttpResponseBadRequest("This is not what the editor's form sends.")
        page.title = data.get("title", "")
        try:
            self.answer(page)
        except ValidationError as error:
            problem = " ".join(error.messages)
        evidence = Evidence(page, problem, data.get("evidence-accept", ""))
        return render(request, "editorial/admin/evidence.html", {"evidence": evidence})

    def read(self, form: CheckedPageForm) -> str:
        """Take what is typed into the page, and say which fields could not be read."""
        if self.validate_form(form):
            form.save(commit=False)
            return ""
        wrong = [form.fields[name].label or name for name in form.errors if name in form.fields]
        return f"{', '.join(map(str, wrong))}: {UNREADABLE}." if wrong else ""

    def answer(self, page: CheckedPage) -> None:
        """Do what was asked of one finding."""
        user = self.request.user
        if fingerprint := self.request.POST.get("evidence-accept"):
            found = [finding for finding in page.findings if finding.fingerprint == fingerprint]
            if not found:
                raise ValidationError("The words have changed since; the list shows how they stand now.")
            reason = self.request.POST.get("evidence-reason", "")
            accept_finding(page=page, finding=found[0], reason=reason, user=user)
        if fingerprint := self.request.POST.get("evidence-withdraw"):
            accepted = AcceptedFinding.objects.standing().filter(page_id=page.pk)
            withdraw_acceptance(acceptance=get_object_or_404(accepted, fingerprint=fingerprint), user=user)


class EvidenceOfNewPageView(EvidenceView, PreviewOnCreate):
    """The same for a page that is not stored yet."""
