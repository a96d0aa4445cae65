from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from editorial import admin_urls, draftail
from editorial.views import keep_sources_in_use
from editorial.viewsets import SourceViewSet

register_snippet(SourceViewSet)
hooks.register("before_delete_snippet", keep_sources_in_use)
hooks.register("register_rich_text_features", draftail.register)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return admin_urls.urlpatterns


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("editorial.review", "Review", "Recorded a medical review")
    actions.register_action("editorial.review.withdraw", "Withdraw review", "Withdrew a medical review")
    actions.register_action("editorial.minor_edit", "Minor edit", "Called the edits since the review minor")
    actions.register_action("editorial.correction", "Correction", "Published a correction")
    actions.register_action("editorial.correction.withdraw", "Withdraw correction", "Withdrew a correction")


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="editorial", codename="add_review")
