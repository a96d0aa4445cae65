from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from core import schedules

hooks.register("register_log_actions", schedules.register_log_actions)
hooks.register("before_edit_page", schedules.tell_whoever_edits)


@hooks.register("insert_editor_js")
def autosave_guard() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/autosave_guard.js"))
