from wagtail import hooks
from wagtail.snippets.models import register_snippet

from editorial import draftail, logs, views
from editorial.viewsets import MergeBulkAction, SourceViewSet

register_snippet(SourceViewSet)
hooks.register("before_delete_snippet", views.keep_sources_in_use)
hooks.register("register_rich_text_features", draftail.register)
hooks.register("after_create_page", views.tell_what_stays_typed)
hooks.register("after_edit_page", views.tell_what_stays_typed)
hooks.register("register_log_actions", logs.register)
hooks.register("before_edit_page", views.tell_of_sources_that_do_not_hold)
hooks.register("register_bulk_action", MergeBulkAction)
