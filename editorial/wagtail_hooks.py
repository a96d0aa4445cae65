from wagtail import hooks
from wagtail.snippets.models import register_snippet

from editorial import draftail, evidence, history, reports
from editorial.views import keep_blocked_pages_off, keep_sources_in_use
from editorial.viewsets import SourceViewSet

register_snippet(SourceViewSet)
hooks.register("before_delete_snippet", keep_sources_in_use)
hooks.register("register_rich_text_features", draftail.register)
hooks.register("before_bulk_action", keep_blocked_pages_off)
hooks.register("register_log_actions", history.register)
hooks.register("register_reports_menu_item", reports.menu_item)
hooks.register("insert_global_admin_css", evidence.stylesheet)
