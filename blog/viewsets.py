from wagtail.snippets.views.snippets import SnippetViewSet

from blog.models import Topic


class TopicViewSet(SnippetViewSet):
    """What articles can be about."""

    model = Topic
    icon = "tag"
    menu_label = "Topics"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "description"]
