from wagtail import hooks
from wagtail.snippets.models import register_snippet

from editorial import draftail
from editorial.term_viewsets import TermViewSet
from editorial.views import keep_sources_in_use
from editorial.viewsets import SourceViewSet

register_snippet(SourceViewSet)
register_snippet(TermViewSet)
hooks.register("before_delete_snippet", keep_sources_in_use)
hooks.register("register_rich_text_features", draftail.register)
