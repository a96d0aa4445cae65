"""“Time to first contact”: how long patients wait until somebody gets in touch. It names no patient."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from clinics.models import LocationPage
from forms_app.models.requests import AppointmentRequest
from forms_app.recipients import calendar_of
from forms_app.weekly import HEIGHT, Received, Week, by_week, charts, monday_of, weeks_between

WEEKS = [12, 26, 52]


class FirstContactView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Medians by location and week, as charts and as tables that say the same."""

    template_name = "forms_app/admin/first_contact.html"
    page_title = "Time to first contact"
    header_icon = "time"
    permission_policy = ModelPermissionPolicy(AppointmentRequest)
    permission_required = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("weeks", "")
        weeks = int(asked) if asked in map(str, WEEKS) else WEEKS[0]
        places = received_by_week(weeks)
        own = {"weeks": weeks, "choices": WEEKS, "charts": charts(places), "height": HEIGHT}
        return super().get_context_data(**kwargs) | own


def received_by_week(weeks: int) -> dict[str, list[Week]]:
    """What came in during so many weeks, this one included. No column of a patient's is read."""
    usual = calendar_of(None)
    calendars = {page.title: page.calendar for page in LocationPage.objects.all()}
    this_week = max(monday_of(timezone.now(), one.zone) for one in [usual, *calendars.values()])
    mondays = weeks_between(this_week - timedelta(weeks=weeks - 1), this_week)
    a_day_early = datetime.combine(mondays[0], time(), tzinfo=usual.zone) - timedelta(days=1)
    wanted = AppointmentRequest.objects.standing_alone().filter(is_spam=False, created__gte=a_day_early)
    columns = wanted.order_by().values_list("location_name", "created", "first_contact_at")
    return by_week((Received(*row) for row in columns.iterator()), mondays, calendars, usual)
