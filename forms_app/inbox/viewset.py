from typing import Any

from django.contrib.auth.models import User
from django.urls import URLPattern, path, reverse
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from forms_app.inbox import bulk, detail, exporting, listing, merging
from forms_app.inbox.buttons import PAGE
from forms_app.inbox.menu import InboxMenuItem
from forms_app.models.requests import AppointmentRequest


class ReadAndChange(ModelPermissionPolicy):
    """Not even an administrator can add or delete a request by hand."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in {"view", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class RequestURLFinder(ModelAdminURLFinder):
    """Where Wagtail's reports lead to: the page of a request, for those who may see it."""

    def construct_edit_url(self, instance: AppointmentRequest) -> str:
        return reverse(PAGE, args=[instance.pk])

    def get_edit_url(self, instance: AppointmentRequest) -> str | None:
        policy = ReadAndChange(AppointmentRequest)
        may_see = self.user is None or policy.user_has_permission(self.user, "view")
        return self.construct_edit_url(instance) if may_see else None


class RequestViewSet(ModelViewSet):
    model = AppointmentRequest
    name = "appointment_requests"
    url_prefix = "requests"
    menu_label = "Requests"
    menu_name = "requests"
    menu_order = 150
    menu_item_class = InboxMenuItem
    add_to_admin_menu = True
    add_to_reference_index = False
    icon = "mail"
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = listing.InboxView
    inspect_view_class = detail.RequestView
    list_display = listing.COLUMNS
    form_fields = ["status"]  # Wagtail wants to know some; nothing here uses its form

    @property
    def url_finder_class(self) -> type[RequestURLFinder]:
        return RequestURLFinder

    @property
    def permission_policy(self) -> ReadAndChange:
        return ReadAndChange(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = ["add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name"]
        return super().get_common_view_kwargs(**kwargs) | dict.fromkeys(absent)

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("assign/", view(bulk.BulkAssignView), name="assign"),
            path("close/", view(bulk.BulkCloseView), name="close"),
            path("reopen/", view(bulk.BulkReopenView), name="reopen"),
            path("export/", view(exporting.ExportView, **self.get_index_view_kwargs()), name="export"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/print/", view(detail.PrintView), name="print"),
            path("<int:pk>/viewing/", view(detail.ViewingView), name="viewing"),
            path("<int:pk>/send-again/", view(detail.SendAgainView), name="send_again"),
            path("<int:pk>/not-spam/", view(detail.NotSpamView), name="not_spam"),
            path("<int:pk>/merge/<int:other>/", view(merging.MergeView), name="merge"),
            path("<int:pk>/separate/", view(merging.SeparateView), name="separate"),
        ]
