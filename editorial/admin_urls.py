"""Addresses below the admin."""

from django.urls import path

from editorial.link_watch.report import CheckLinkView, LinkReportView
from editorial.medical_review import views

urlpatterns = [
    path("reports/link-watch/", LinkReportView.as_view(), name="link_watch"),
    path("reports/link-watch/results/", LinkReportView.as_view(results_only=True), name="link_watch_results"),
    path("reports/link-watch/<int:pk>/check/", CheckLinkView.as_view(), name="link_watch_check"),
    path("reviews/<int:page>/", views.ReviewView.as_view(), name="editorial_review"),
    path("reviews/<int:page>/send/", views.SendView.as_view(), name="editorial_send"),
    path("reviews/<int:page>/record/", views.RecordReviewView.as_view(), name="editorial_record"),
    path("reviews/<int:page>/link/", views.MakeLinkView.as_view(), name="editorial_link"),
    path(
        "reviews/<int:page>/links/<int:pk>/revoke/", views.RevokeLinkView.as_view(), name="editorial_revoke"
    ),
    path("reviews/<int:page>/minor-edit/", views.MinorEditView.as_view(), name="editorial_minor_edit"),
    path("reviews/<int:page>/correction/", views.PublishCorrectionView.as_view(), name="editorial_correct"),
    path(
        "reviews/<int:page>/withdraw/<int:pk>/",
        views.WithdrawReviewView.as_view(),
        name="editorial_withdraw_review",
    ),
    path(
        "reviews/<int:page>/corrections/<int:pk>/withdraw/",
        views.WithdrawCorrectionView.as_view(),
        name="editorial_withdraw_correction",
    ),
    path(
        "reviews/<int:page>/comments/<int:pk>/resolve/",
        views.ResolveCommentView.as_view(),
        name="editorial_resolve",
    ),
]
