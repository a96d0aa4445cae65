"""Addresses below the admin. Those of the editor stand before Wagtail's own, which have the same names."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from editorial.evidence import editing
from editorial.evidence.reports import ContentHealthView

NEW = "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/"
EDIT = "pages/<int:page_id>/edit/"
REVERT = "pages/<int:page_id>/revisions/<int:revision_id>/revert/"

urlpatterns = decorate_urlpatterns(
    [
        path(NEW, editing.CheckedCreateView.as_view()),
        path(EDIT, editing.CheckedEditView.as_view()),
        path(REVERT, editing.CheckedRevertView.as_view()),
        path(f"{NEW}evidence/", editing.EvidenceOfNewPageView.as_view(), name="evidence_of_new_page"),
        path(f"{EDIT}evidence/", editing.EvidenceView.as_view(), name="evidence"),
        path(f"{REVERT}evidence/", editing.EvidenceView.as_view()),
        path("reports/content-health/", ContentHealthView.as_view(), name="content_health"),
        path(
            "reports/content-health/results/",
            ContentHealthView.as_view(results_only=True),
            name="content_health_results",
        ),
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
