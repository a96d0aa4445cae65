from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from editorial import draftail, history, logs, reports, views
from editorial.link_watch.report import CheckLinkView, LinkReportMenuItem, LinkReportView
from editorial.viewsets import MergeBulkAction, SourceViewSet

register_snippet(SourceViewSet)
hooks.register("before_delete_snippet", views.keep_sources_in_use)
hooks.register("register_rich_text_features", draftail.register)
hooks.register("after_create_page", views.tell_what_stays_typed)
hooks.register("after_edit_page", views.tell_what_stays_typed)
hooks.register("register_log_actions", logs.register)
hooks.register("before_edit_page", views.tell_of_sources_that_do_not_hold)
hooks.register("register_bulk_action", MergeBulkAction)
hooks.register("before_bulk_action", views.keep_blocked_pages_off)
hooks.register("register_log_actions", history.register)
hooks.register("register_reports_menu_item", reports.menu_item)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("reports/link-watch/", LinkReportView.as_view(), name="link_watch"),
        path(
            "reports/link-watch/results/",
            LinkReportView.as_view(results_only=True),
            name="link_watch_results",
        ),
        path("reports/link-watch/<int:pk>/check/", CheckLinkView.as_view(), name="link_watch_check"),
    ]


@hooks.register("register_reports_menu_item")
def register_link_report() -> LinkReportMenuItem:
    return LinkReportMenuItem(
        "Link watch", reverse("link_watch"), name="link-watch", icon_name="link", order=1300
    )
