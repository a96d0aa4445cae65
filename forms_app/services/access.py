"""Who saw what, or took it out."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from forms_app.models.access import AccessLog
from forms_app.models.requests import AppointmentRequest

NOBODY = "Bedside itself"


def record_access(
    *,
    user: AbstractBaseUser | AnonymousUser | None,
    action: object,
    request: AppointmentRequest | None = None,
    count: int = 1,
    detail: str = "",
) -> None:
    """Note that somebody saw or changed a request, or so many of them: one of `Action`.

    `detail` must name no patient.
    """
    person = user if isinstance(user, AbstractBaseUser) else None
    AccessLog.objects.create(
        user=person,
        user_name=person.get_username() if person else NOBODY,
        action=action,
        request=request,
        reference=request.reference if request else "",
        count=count,
        detail=detail[:255],
    )
