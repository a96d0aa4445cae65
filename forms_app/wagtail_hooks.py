from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from forms_app import admin_urls
from forms_app.panels import ProblemsPanel, RequestsPanel
from forms_app.reports import menu
from forms_app.retention_panel import ForgottenPanel
from forms_app.routing_panel import RoutingPanel
from forms_app.viewsets import RequestViewSet

hooks.register("register_reports_menu_item", menu.access_menu_item)
hooks.register("register_reports_menu_item", menu.first_contact_menu_item)


@hooks.register("register_admin_viewset")
def register_inbox() -> RequestViewSet:
    return RequestViewSet()


@hooks.register("register_log_actions")
def register_what_patients_do(actions: LogActionRegistry) -> None:
    actions.register_action(
        "forms_app.best_time", "Best time changed", "The patient asks for another time to call"
    )
    actions.register_action("forms_app.withdraw", "Withdrawn", "The patient has withdrawn the request")


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
