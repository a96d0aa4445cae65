from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem


class PermittedMenuItem(MenuItem):
    """Shown to those who have a permission."""

    def __init__(self, *args: object, permission: str, **kwargs: object) -> None:
        self.permission = permission
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(self.permission))


def access_menu_item() -> MenuItem:
    return PermittedMenuItem(
        "Access to requests",
        reverse("request_access"),
        permission="forms_app.view_accesslog",
        name="request-access",
        icon_name="view",
        order=1400,
    )


def first_contact_menu_item() -> MenuItem:
    return PermittedMenuItem(
        "Time to first contact",
        reverse("first_contact"),
        permission="forms_app.view_appointmentrequest",
        name="first-contact",
        icon_name="time",
        order=1410,
    )
