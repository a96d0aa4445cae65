from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from editorial.duplicates import possible_duplicates
from editorial.evidence.gate import PublishingRefused
from editorial.evidence.middleware import tell
from editorial.forms import MergeForm
from editorial.models import CheckedPage, Source
from editorial.page_forms import pointing_nowhere
from editorial.rich_text import KEY
from editorial.services import merge_sources
from editorial.usage import Use, mentions_of, pages_citing

LIST = "wagtailsnippets_editorial_source:list"
EDIT = "wagtailsnippets_editorial_source:edit"
MERGE = "wagtailsnippets_editorial_source:merge"
DUPLICATES = "wagtailsnippets_editorial_source:duplicates"
MAY_MERGE = ["editorial.change_source", "editorial.delete_source"]
MAY_SEE = ["add", "change", "delete", "view"]
MOST_KEYS = 50
MOST_MERGED = 10


class SourcesView(WagtailAdminTemplateMixin, TemplateResponseMixin, View):
    """What the screens share that make one source of several: who may see them, and where they are."""

    header_icon = "openquote"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perms(MAY_MERGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        library = {"url": reverse(LIST), "label": "Sources"}
        return [*super().get_breadcrumbs_items(), library, {"url": "", "label": self.get_page_title()}]


class MergeView(SourcesView):
    """The chosen sources side by side, and the one that is made of them."""

    page_title = "Merge sources"
    template_name = "editorial/admin/merge.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        keys = [int(key) for key in request.GET.getlist("id") if KEY.fullmatch(key)][:MOST_MERGED]
        self.sources = list(Source.objects.filter(pk__in=keys).order_by("pk"))
        self.merged = Source.objects.merged(keys)

    def get(self, request: HttpRequest) -> HttpResponse:
        if len(self.sources) > 1:
            return self._show(MergeForm(sources=self.sources))
        if self.is_done:
            return self._done()
        messages.warning(request, "Choose two sources or more to merge them.")
        return redirect(LIST)

    def post(self, request: HttpRequest) -> HttpResponse:
        if len(self.sources) < 2:
            if self.is_done:
                return self._done()
            raise Http404
        form = MergeForm(request.POST, sources=self.sources)
        if not form.is_valid():
            return self._show(form)
        keep, others = form.merged()
        try:
            pages = merge_sources(keep=keep, others=others, user=request.user)
        except ValidationError as error:
            messages.error(request, f"Nothing was merged. {' '.join(error.messages)}")
            return redirect(request.get_full_path())
        rewritten = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
        messages.success(request, f"“{keep.title}” now stands for {len(others) + 1} sources, on {rewritten}.")
        return redirect(EDIT, keep.pk)

    @property
    def is_done(self) -> bool:
        """Whether all of them were made one already."""
        kept = {source.pk for source in self.sources} | set(self.merged.values())
        return bool(self.merged) and len(kept) == 1

    def _done(self) -> HttpResponse:
        """Where the same was asked for before."""
        kept = Source.objects.get(pk=next(iter(self.merged.values())))
        messages.success(self.request, f"This is done already: “{kept.title}” stands for what was merged.")
        return redirect(EDIT, kept.pk)

    def _show(self, form: MergeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, index_url=reverse(LIST)))


class DuplicatesView(SourcesView):
    """Sources that may be one and the same."""

    page_title = "Possible duplicates"
    template_name = "editorial/admin/duplicates.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        groups = [
            {"sources": group, "merge_url": merge_url(group)}
            for group in possible_duplicates(Source.objects.order_by("pk"))
        ]
        return self.render_to_response(self.get_context_data(groups=groups))


def merge_url(sources: Sequence[Source]) -> str:
    return f"{reverse(MERGE)}?{urlencode([('id', source.pk) for source in sources])}"


def merge_bulk(action: Any, request: HttpRequest) -> HttpResponse:
    """From the chosen rows of the listing to where they are compared."""
    return redirect(f"{reverse(MERGE)}?{urlencode([('id', key) for key in request.GET.getlist('id')])}")


def keep_sources_in_use(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """Refuse to delete sources that pages cite, and show where the first of them is cited."""
    keys = [instance.pk for instance in instances if isinstance(instance, Source)]
    used = list(Source.objects.filter(pk__in=keys).in_use())
    if not used:
        return None
    uses = pages_citing()
    names = ", ".join(f"“{source.title}”{_where(uses.get(source.pk, []))}" for source in used)
    messages.error(request, f"Still in use, so nothing was deleted: {names}.")
    return redirect(Source.snippet_viewset.get_url_name("usage"), used[0].pk)


def _where(uses: Sequence[Use]) -> str:
    """' (published on “Sleep”; in the draft of “Mood”)', or '' for what is no page."""
    published = [f"“{use.page.title}”" for use in uses if use.is_published]
    drafts = [
        f"“{use.page.title}”"
        for use in uses
        if use.is_in_draft and (use.page.has_unpublished_changes or not use.page.live)
    ]
    scheduled = [f"“{use.page.title}”" for use in uses if use.is_scheduled]
    told = [("published on", published), ("in the draft of", drafts), ("scheduled on", scheduled)]
    places = "; ".join(f"{where} {', '.join(titles)}" for where, titles in told if titles)
    return f" ({places})" if places else ""


def sources_by_key(request: HttpRequest) -> JsonResponse:
    """The sources with these citation keys, for the editor that has seen them typed."""
    if not ModelPermissionPolicy(Source).user_has_any_permission(request.user, MAY_SEE):
        return JsonResponse({}, status=403)
    sources = Source.objects.filter(key__in=request.GET.getlist("key")[:MOST_KEYS])
    return JsonResponse({source.key: {"id": source.pk, "name": source.short_name} for source in sources})


def tell_what_means_nothing(request: HttpRequest, page: Page) -> None:
    """Say which citations mean nothing. Saving by itself says nothing; the text stays as it is."""
    if not request.accepts("text/html"):
        return
    if places := getattr(page, "pointing_nowhere", ()):
        messages.warning(request, pointing_nowhere(places))
    left = ", ".join(dict.fromkeys(getattr(page, "left_as_typed", ())))
    if left:
        messages.warning(
            request,
            f"Typed citations that stay as they are: {left}. A key must be in the library and a number in "
            "the list of this page; a heading or claim holds none.",
        )


def tell_of_sources_that_do_not_hold(request: HttpRequest, page: Page) -> None:
    """Say to whoever opens a page in the editor which of its sources are retracted or superseded."""
    if request.method != "GET":
        return
    cited = {mention.key for _, mention in mentions_of(page)}
    for source in Source.objects.filter(pk__in=cited).exclude(status=Source.Status.IN_USE):
        messages.warning(request, f"This page cites a source that does not hold: {source.warning}")


def keep_blocked_pages_off(
    request: HttpRequest, action_type: str, pages: Iterable[Model], action: BulkAction
) -> HttpResponse | None:
    """Publish several pages at once or none of them, and name each that keeps the others back."""
    if action_type != "publish":
        return None
    drafts = [page.specific.get_latest_revision_as_object() for page in pages if isinstance(page, Page)]
    blocked = [(page, page.blocking) for page in drafts if isinstance(page, CheckedPage) and page.blocking]
    for page, findings in blocked:
        tell(request, PublishingRefused(page, findings))
    if not blocked:
        return None
    if len(drafts) > len(blocked):
        messages.warning(request, "Nothing was published, so the other pages were not either.")
    return redirect(action.next_url)
