from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from editorial.models import Term
from editorial.services import load_shipped_terms


class TermFilterSet(WagtailFilterSet):
    class Meta:
        model = Term
        fields = ["kind", "gravity", "is_active"]


# What editors come for; the other kinds follow by name.
FIRST = ["drug", "risk", "effect", "promise", "scale", "condition", "mental_health_condition"]


class TermIndexView(IndexView):
    def order_queryset(self, queryset: QuerySet[Term]) -> QuerySet[Term]:
        if self.request.GET.get("ordering"):
            return super().order_queryset(queryset)
        ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(FIRST)]
        return queryset.order_by(Case(*ranks, default=Value(len(ranks))), "kind", "name")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if self.add_url:
            url = reverse(self.model.snippet_viewset.get_url_name("bring_back"))
            buttons.append(Button("Bring back what came with Bedside", url, icon_name="rotate", priority=90))
        return buttons


class BringBackView(WagtailAdminTemplateMixin, TemplateView):
    """Asks, then loads what comes with Bedside; what was written or changed here stays."""

    template_name = "editorial/admin/bring_back_terms.html"
    page_title = "Bring back what came with Bedside"
    header_icon = "rotate"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("editorial.add_term"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"list_url": self.list_url}

    def post(self, request: HttpRequest) -> HttpResponse:
        count = load_shipped_terms()
        messages.success(request, f"{count} brought back. What was written or changed here is as it was.")
        return HttpResponseRedirect(self.list_url)

    @property
    def list_url(self) -> str:
        return reverse(Term.snippet_viewset.get_url_name("list"))


class TermViewSet(SnippetViewSet):
    """What the checks look for by name."""

    model = Term
    icon = "glasses"
    menu_label = "Lexicon"
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["name", "kind", "gravity", "is_active", "updated_at"]
    list_per_page = 50
    filterset_class = TermFilterSet
    search_fields = ["name", "forms"]
    index_view_class = TermIndexView
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("bring-back/", BringBackView.as_view(), name="bring_back")]
