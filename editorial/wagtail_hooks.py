from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from editorial import admin_urls, draftail, history, views
from editorial.evidence import panel, reports
from editorial.link_watch.report import link_report_menu_item
from editorial.term_viewsets import TermViewSet
from editorial.viewsets import MergeBulkAction, SourceViewSet

register_snippet(SourceViewSet)
register_snippet(TermViewSet)
hooks.register("before_delete_snippet", views.keep_sources_in_use)
hooks.register("register_rich_text_features", draftail.register)
hooks.register("after_create_page", views.tell_what_means_nothing)
hooks.register("after_edit_page", views.tell_what_means_nothing)
hooks.register("before_edit_page", views.tell_of_sources_that_do_not_hold)
hooks.register("register_bulk_action", MergeBulkAction)
hooks.register("before_bulk_action", views.keep_blocked_pages_off)
hooks.register("register_log_actions", history.register)
hooks.register("register_reports_menu_item", reports.menu_item)
hooks.register("insert_global_admin_css", panel.stylesheet)
hooks.register("register_reports_menu_item", link_report_menu_item)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="editorial", codename="add_review")
