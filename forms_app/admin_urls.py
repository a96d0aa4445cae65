"""Addresses below the admin, beside the inbox's own."""

from django.urls import path

from forms_app import merging_views
from forms_app.exporting import ExportView
from forms_app.inbox.viewset import RequestViewSet
from forms_app.reports.access import AccessReportView
from forms_app.reports.first_contact import FirstContactView

inbox = RequestViewSet()

urlpatterns = [
    path(
        "requests/export/",
        inbox.construct_view(ExportView, **inbox.get_index_view_kwargs()),
        name="appointment_requests_export",
    ),
    path(
        "requests/<int:keep>/merge/<int:other>/",
        merging_views.MergeView.as_view(),
        name="appointment_request_merge",
    ),
    path(
        "requests/<int:pk>/separate/",
        merging_views.SeparateView.as_view(),
        name="appointment_request_separate",
    ),
    path("reports/request-access/", AccessReportView.as_view(), name="request_access"),
    path(
        "reports/request-access/results/",
        AccessReportView.as_view(results_only=True),
        name="request_access_results",
    ),
    path("reports/first-contact/", FirstContactView.as_view(), name="first_contact"),
]
