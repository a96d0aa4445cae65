from django import template
from django.db.models import QuerySet

from blog.models import ArticlePage
from clinics.models import ProviderPage

register = template.Library()


@register.simple_tag
def articles_by(author: ProviderPage) -> "QuerySet[ArticlePage]":
    """What a provider has written, newest first."""
    return ArticlePage.cards().filter(author=author)
