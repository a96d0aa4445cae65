from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from forms_app.inbox import menu
from forms_app.inbox.viewset import RequestViewSet
from forms_app.panels import ProblemsPanel, RequestsPanel

hooks.register("insert_global_admin_css", menu.stylesheet)


@hooks.register("register_admin_viewset")
def register_inbox() -> RequestViewSet:
    return RequestViewSet()


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels += [ProblemsPanel(), RequestsPanel()]


@hooks.register("filter_form_submissions_for_user")
def hide_empty_submissions(user: object, form_pages: QuerySet) -> QuerySet:
    """Wagtail's own list of submissions would stay empty: requests are in the inbox."""
    return form_pages.none()
