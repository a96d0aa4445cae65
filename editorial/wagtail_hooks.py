from wagtail import hooks
from wagtail.snippets.models import register_snippet

from editorial import draftail, logs
from editorial.views import keep_sources_in_use, tell_what_stays_typed
from editorial.viewsets import SourceViewSet

register_snippet(SourceViewSet)
hooks.register("before_delete_snippet", keep_sources_in_use)
hooks.register("register_rich_text_features", draftail.register)
hooks.register("after_create_page", tell_what_stays_typed)
hooks.register("after_edit_page", tell_what_stays_typed)
hooks.register("register_log_actions", logs.register)
