"""A draft for a clinician without an account. No cookie is set and no cache keeps anything.

A link that does not open says nothing of what is wrong with it.
"""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.generic import View

from core.rate_limit import in_minutes, is_over_limit
from core.same_origin import same_origin_required
from editorial.findings import Severity
from editorial.medical_review import draft_links
from editorial.medical_review.forms import ApproveForm, CommentForm, RequestChangesForm
from editorial.models import DraftLink

CHANGED = (
    "This draft has been edited since the link was made, so it cannot be approved here. "
    "Please ask the editors for a new link."
)
REFUSED = "Your approval was not recorded, because the article cannot be published yet."


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "editorial/draft_link_gone.html", status=HTTPStatus.NOT_FOUND))


@method_decorator(same_origin_required, name="dispatch")
class DraftLinkView(View):
    """The draft of a link with its findings, and three answers: comment, approve, ask for changes."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = DraftLink.objects.find(kwargs["token"], timezone.now())
        if link is None:
            return _gone(request)
        self.link = link
        return _private(super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if is_over_limit(request, "draft link"):
            wait = in_minutes(settings.RATE_LIMIT_SECONDS)
            problem = f"Too much has come from your connection. Please wait {wait} and send again."
            return self.show(problem=problem, status=HTTPStatus.TOO_MANY_REQUESTS)
        answers = {"comment": self.comment, "approve": self.approve, "changes": self.ask_for_changes}
        answer = answers.get(request.POST.get("answer", ""), self.show)
        try:
            return answer()
        except draft_links.LinkSpent:
            return _gone(request)
        except draft_links.DraftChanged:
            return self.show(problem=CHANGED, status=HTTPStatus.CONFLICT)
        except ValidationError as error:
            return self.show(problem=f"{REFUSED} {' '.join(error.messages)}", status=HTTPStatus.CONFLICT)

    def comment(self) -> HttpResponse:
        form = CommentForm(self.request.POST, places=self.draft.places)
        if not form.is_valid():
            return self.show(form)
        draft_links.leave_comment(link=self.link, **form.cleaned_data)
        return _see_other(f"{self.request.path}#comments")

    def approve(self) -> HttpResponse:
        form = ApproveForm(self.request.POST, provider=self.link.provider)
        if not form.is_valid():
            return self.show(form)
        given = form.cleaned_data
        draft_links.approve(
            link=self.link,
            scope=given["scope"],
            statement=given["statement"],
            valid_until=given["valid_until"],
        )
        return _see_other(reverse("draft_link_done"))

    def ask_for_changes(self) -> HttpResponse:
        form = RequestChangesForm(self.request.POST)
        if not form.is_valid():
            return self.show(form)
        draft_links.ask_for_changes(link=self.link, **form.cleaned_data)
        return _see_other(reverse("draft_link_done"))

    @property
    def draft(self) -> Any:
        return self.link.revision.as_object()

    def show(self, invalid: Form | None = None, *, problem: str = "", status: int = 0) -> HttpResponse:
        """The draft with its forms; the one that was not valid keeps what was typed."""
        draft = self.draft
        latest = self.link.page.specific.get_latest_revision_as_object()
        forms = {
            "comment_form": CommentForm(places=draft.places),
            "approve_form": ApproveForm(provider=self.link.provider),
            "changes_form": RequestChangesForm(),
        }
        if invalid:
            forms[f"{invalid.prefix}_form"] = invalid
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        findings = getattr(draft, "open_findings", ())
        context = draft.get_context(self.request) | forms
        context |= {
            "page": draft,
            "link": self.link,
            "is_changed": latest.fingerprint != self.link.fingerprint,
            "changed": CHANGED,
            "comments": self.link.comments.all(),
            "findings": [finding for finding in findings if finding.severity != Severity.NOTE],
            "notes": [finding for finding in findings if finding.severity == Severity.NOTE],
            "problem": problem,
            "invalid": invalid,
        }
        return render(self.request, "editorial/draft_link.html", context, status=status or HTTPStatus.OK)


def draft_link_done(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "editorial/draft_link_done.html"))


def _see_other(address: str) -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.SEE_OTHER)
    response["Location"] = address
    return response
