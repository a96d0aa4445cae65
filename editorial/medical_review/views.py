"""What editors do about a review, each on a page of its own in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from editorial.lexicons import lexicon_in_force
from editorial.medical_review import draft_links, services
from editorial.medical_review.forms import (
    ConfirmForm,
    CorrectionForm,
    LinkForm,
    MailedLinkForm,
    ReasonForm,
    RecordReviewForm,
)
from editorial.medical_review.overview import may_record, overview
from editorial.medical_review.reviewed import ReviewedMixin
from editorial.models import Correction, DraftLink, Review, ReviewComment

ALIAS = "“{alias}” is an alias. It has the text of this page, and its review is recorded here."
MEANING = (
    "Words that carry the meaning have changed, a word became another word, or the change is too large to be "
    "spelling. Send the article for review again."
)


class ReviewView(WagtailAdminTemplateMixin, TemplateResponseMixin, View):
    """What the screens about one page's review share. `draft` is its newest version."""

    header_icon = "clipboard-list"
    page_title = "Medical review"
    template_name = "editorial/admin/review.html"
    page: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = page = get_object_or_404(Page, pk=kwargs["page"]).specific
        if not isinstance(page, ReviewedMixin):
            raise Http404
        self.draft: Any = self.page.get_latest_revision_as_object()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.page.alias_of_id and ReviewView.is_allowed(self):
            messages.info(request, ALIAS.format(alias=self.page.title))
            return redirect("editorial_review", self.page.original.pk)
        if not self.is_allowed():
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def is_allowed(self) -> bool:
        """Whoever may not edit the page has no business here; a view adds to this, and takes nothing away."""
        return bool(self.page.permissions_for_user(self.request.user).can_edit())

    def get_page_subtitle(self) -> str:
        return str(self.draft.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        here = {"url": "", "label": self.page_title}
        return [*super().get_breadcrumbs_items(), {"url": edit, "label": self.get_page_subtitle()}, here]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**overview(self.draft, request.user)))


class ActionView(ReviewView):
    """One thing that is done: a form, and what becomes of its answers."""

    template_name = "editorial/admin/action.html"
    form_class: type[Form] = ConfirmForm
    explanation = ""
    button = "Save"
    done = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form_class())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                self.act(form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, self.done)
                return redirect("editorial_review", self.page.pk)
        return self.show(form, 422)

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form, page=self.page, explanation=self.explanation, button=self.button
        )
        return self.render_to_response(context, status=status)

    def act(self, given: dict[str, Any]) -> None:
        raise NotImplementedError


class PublisherView(ActionView):
    """An action for those who may publish the page."""

    def is_allowed(self) -> bool:
        return super().is_allowed() and self.page.permissions_for_user(self.request.user).can_publish()


class RecorderView(ActionView):
    """An action for those who may record reviews."""

    def is_allowed(self) -> bool:
        return super().is_allowed() and may_record(self.request.user)


class SendView(ActionView):
    page_title = "Send for review"
    explanation = "The newest draft goes to the first step of its workflow. Those who sign off are told."
    button = "Send for review"
    done = "The article was sent for review."

    def is_allowed(self) -> bool:
        allowed = self.page.permissions_for_user(self.request.user)
        return super().is_allowed() and allowed.can_submit_for_moderation()

    def act(self, given: dict[str, Any]) -> None:
        self.page.revision_to_review()
        self.page.get_workflow().start(self.draft, self.request.user)


class RecordReviewView(RecorderView):
    page_title = "Record a review"
    explanation = "Records that a provider has approved the newest draft. It cannot be edited afterwards."
    button = "Record the review"
    done = "The review was recorded."
    form_class = RecordReviewForm

    def act(self, given: dict[str, Any]) -> None:
        services.record_review(revision=self.page.revision_to_review(), user=self.request.user, **given)


class MakeLinkView(ActionView):
    page_title = "Make a link to the draft"
    explanation = (
        "With the link a clinician who has no account can read this draft, comment on it and approve it. "
        "It is for one draft: after an edit, make another. Whoever has the link can approve in the name of "
        "the provider: only those who may record reviews can copy it; else it is mailed to the provider."
    )
    button = "Make the link"
    done = "The link was made."

    @property
    def form_class(self) -> type[Form]:  # type: ignore[override]
        return LinkForm if may_record(self.request.user) else MailedLinkForm

    def act(self, given: dict[str, Any]) -> None:
        draft_links.make_link(page=self.page, user=self.request.user, **given)


class RevokeLinkView(ActionView):
    page_title = "Revoke a link"
    explanation = "Whoever has the link cannot open the draft with it any more."
    button = "Revoke the link"
    done = "The link was revoked."

    def act(self, given: dict[str, Any]) -> None:
        draft_links.revoke(link=get_object_or_404(DraftLink, pk=self.kwargs["pk"], page=self.page.pk))


class MinorEditView(PublisherView):
    page_title = "Spelling or layout only"
    explanation = (
        "Says that the edits since the review change no more than spelling or layout, and why. "
        "The review then holds for them too."
    )
    button = "Keep the review"
    done = "The review holds for this version."
    form_class = ReasonForm

    def act(self, given: dict[str, Any]) -> None:
        standing = self.draft.draft_review
        if standing is None:
            raise Http404
        try:
            services.accept_minor_edit(
                review=standing.review,
                revision=self.page.revision_to_review(),
                reason=given["reason"],
                user=self.request.user,
                lexicon=lexicon_in_force(),
            )
        except services.NotMinor as error:
            raise ValidationError(MEANING) from error


class PublishCorrectionView(PublisherView):
    page_title = "Publish a correction"
    explanation = "Tells readers what the article said wrongly. It appears at once and stays."
    button = "Publish the correction"
    done = "The correction was published."
    form_class = CorrectionForm

    def act(self, given: dict[str, Any]) -> None:
        services.publish_correction(page=self.page, user=self.request.user, **given)


class WithdrawReviewView(RecorderView):
    page_title = "Withdraw a review"
    explanation = "Readers are no longer told of this review. It stays in the history, with the reason."
    button = "Withdraw the review"
    done = "The review was withdrawn."
    form_class = ReasonForm

    def act(self, given: dict[str, Any]) -> None:
        review = get_object_or_404(Review, pk=self.kwargs["pk"], page=self.page.pk)
        services.withdraw(record=review, page=self.page, user=self.request.user, **given)


class WithdrawCorrectionView(PublisherView):
    page_title = "Withdraw a correction"
    explanation = "Readers no longer see this correction. It stays in the history, with the reason."
    button = "Withdraw the correction"
    done = "The correction was withdrawn."
    form_class = ReasonForm

    def act(self, given: dict[str, Any]) -> None:
        correction = get_object_or_404(Correction, pk=self.kwargs["pk"], page=self.page.pk)
        services.withdraw(record=correction, page=self.page, user=self.request.user, **given)


class ResolveCommentView(ActionView):
    page_title = "Resolve a comment"
    explanation = "Moves the comment to those that are settled."
    button = "Resolve the comment"
    done = "The comment was resolved."

    def act(self, given: dict[str, Any]) -> None:
        comment = ReviewComment.objects.filter(pk=self.kwargs["pk"], page=self.page.pk, resolved_at=None)
        comment.update(resolved_at=timezone.now(), resolved_by=self.request.user)
