from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.ui.components import Component

from forms_app import admin_urls
from forms_app.inbox import menu as inbox_menu
from forms_app.inbox.viewset import RequestViewSet
from forms_app.panels import ProblemsPanel, RequestsPanel
from forms_app.reports import menu
from forms_app.retention_panel import ForgottenPanel
from forms_app.routing_panel import RoutingPanel

hooks.register("insert_global_admin_css", inbox_menu.stylesheet)

hooks.register("register_reports_menu_item", menu.access_menu_item)
hooks.register("register_reports_menu_item", menu.first_contact_menu_item)


@hooks.register("register_admin_viewset")
def register_inbox() -> RequestViewSet:
    return RequestViewSet()


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="forms_app", codename__in=["export_appointmentrequest", "view_accesslog"]
    )


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels += [ProblemsPanel(), RoutingPanel(), RequestsPanel(), ForgottenPanel()]


@hooks.register("filter_form_submissions_for_user")
def hide_empty_submissions(user: object, form_pages: QuerySet) -> QuerySet:
    """Wagtail's own list of submissions would stay empty: requests are in the inbox."""
    return form_pages.none()
