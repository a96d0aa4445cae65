"""Addresses outside the admin, for clinicians without an account."""

from django.urls import path

from core.views import read_only
from editorial.medical_review.draft_link_views import DraftLinkView, draft_link_done

urlpatterns = [
    path("thanks/", read_only(draft_link_done), name="draft_link_done"),
    path("<str:token>/", DraftLinkView.as_view(), name="draft_link"),
]
