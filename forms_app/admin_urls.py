"""Addresses of reports, below the admin."""

from django.urls import path

from forms_app.reports.access import AccessReportView
from forms_app.reports.first_contact import FirstContactView

urlpatterns = [
    path("reports/request-access/", AccessReportView.as_view(), name="request_access"),
    path(
        "reports/request-access/results/",
        AccessReportView.as_view(results_only=True),
        name="request_access_results",
    ),
    path("reports/first-contact/", FirstContactView.as_view(), name="first_contact"),
]
