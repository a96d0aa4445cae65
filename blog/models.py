from collections import Counter
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index
from wagtailseo.models import SeoType, TwitterCard

from blog import schema
from blog.blocks import ArticleBody, skeleton
from blog.checkable import checkable
from blog.forms import ArticlePageForm
from clinics.models import ClinicPage, IntroducedPage
from clinics.schema import organisation_id
from core import rich_text
from core.models import BasePage
from core.schema import Node, faq_page, ref
from core.stream import children, stored, texts
from core.text import plain, word_count
from editorial.blocks import mentions_in, numbering
from editorial.checks.article import Article
from editorial.citations import Numbering
from editorial.medical_review.panels import ReviewPanel
from editorial.medical_review.reviewed import ReviewedMixin
from editorial.models import CheckedPage

ARTICLES_PER_PAGE = 12
WORDS_PER_MINUTE = 220
RELATED = 3


class Topic(models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.TextField(blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ContentsEntry(NamedTuple):
    anchor: str
    heading: str


class ArticleIndexPage(IntroducedPage):
    """All articles, newest first, optionally of one topic."""

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types = ["blog.ArticlePage"]
    max_count_per_parent = 1

    @property
    def articles(self) -> "QuerySet[ArticlePage]":
        return ArticlePage.cards().child_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        topics = Topic.objects.filter(articles__in=ArticlePage.objects.child_of(self).live()).distinct()
        topic = topics.filter(slug=request.GET.get("topic", "").replace("\0", "")).first()
        articles = self.articles.filter(topics=topic) if topic else self.articles
        page_of_articles = Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("p"))
        return super().get_context(request, *args, **kwargs) | {
            "topics": topics,
            "topic": topic,
            "articles": page_of_articles,
        }


class ArticlePage(CheckedPage, ReviewedMixin, ClinicPage):
    """A structured, cited article, which is checked and which providers review."""

    base_form_class = ArticlePageForm
    introduction = RichTextField(features=rich_text.PROSE)
    illustration = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author = models.ForeignKey(
        "clinics.ProviderPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        help_text="Leave empty for the clinic's editorial team.",
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="articles")
    search_keywords = models.TextField(
        blank=True, help_text="What people type to find this. For the team; never printed."
    )
    body = StreamField(ArticleBody(), default=skeleton)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("topics"), FieldPanel("illustration")],
            heading="About the article",
        ),
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("search_keywords")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Content"),
            ObjectList(promote_panels, heading="Promote"),
            ObjectList([ReviewPanel()], heading="Medical review"),
            ObjectList(BasePage.settings_panels, heading="Settings"),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("search_keywords"),
    ]
    reviewed_fields = ("title", "introduction", "body")
    draft_template = "blog/includes/article.html"
    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types: list[str] = []
    seo_content_type = SeoType.ARTICLE
    seo_twitter_card = TwitterCard.LARGE
    seo_description_sources = ["search_description", "summary"]

    @classmethod
    def cards(cls) -> "QuerySet[ArticlePage]":
        """The articles that everybody may see, newest first, with what a card shows of each."""
        return (
            cls.objects.live()
            .public()
            .select_related("illustration")
            .prefetch_related("topics")
            .order_by("-first_published_at", "-pk")
        )

    def checkable(self) -> Article:
        return checkable(self)

    @property
    def source_keys(self) -> set[int]:
        return {mention.key for _, part in self.parts for mention in mentions_in(part)}

    @property
    def seo_author(self) -> str:
        return self.author.full_name if self.author else self.organisation.name

    @cached_property
    def blocks(self) -> list[StreamValue.StreamChild]:
        """The body. Sources that no block lists stand at its end; a list without sources stands nowhere."""
        if not self.numbering.entries:
            return [child for child in self.body if child.block_type != "citations"]
        blocks = list(self.body)
        if not children(self.body, "citations"):
            block = self.body.stream_block.child_blocks["citations"]
            blocks.append(StreamValue.StreamChild(block, block.get_default(), id="citations"))
        return blocks

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """What can point to sources, in reading order, each part with the name of its field."""
        others = [child for child in self.body if child.block_type != "quick_answer"]
        answer = children(self.body, "quick_answer")
        return [("body", answer), ("introduction", self.introduction), ("body", others)]

    @cached_property
    def numbering(self) -> Numbering:
        return numbering(*(part for _, part in self.parts))

    @cached_property
    def quick_answer(self) -> StreamValue.StreamChild | None:
        return next(iter(children(self.body, "quick_answer")), None)

    @property
    def rest(self) -> list[StreamValue.StreamChild]:
        """The body without the quick answer, which is shown before the introduction."""
        return [child for child in self.blocks if child.block_type != "quick_answer"]

    @property
    def summary(self) -> str:
        """The quick answer, else the introduction, in plain words: what a teaser shows."""
        answer = next(iter(stored(self.body, "quick_answer")), {}).get("text", "")
        return plain(answer) or plain(self.introduction)

    @property
    def contents(self) -> list[ContentsEntry]:
        headed = children(self.blocks, "section", "faq", "takeaways", "citations")
        return [
            ContentsEntry(child.value.anchor, child.value["heading"])
            for child in headed
            if child.value.get("level", "h2") == "h2" and child.value["heading"]
        ]

    @cached_property
    def words(self) -> int:
        return sum(word_count(plain(text)) for text in (self.introduction, *texts(self.body)))

    @property
    def reading_minutes(self) -> int:
        return max(1, round(self.words / WORDS_PER_MINUTE))

    @property
    def questions(self) -> list[tuple[str, str]]:
        """The FAQ as (question, answer) pairs in plain words."""
        return [
            (item["question"], plain(item["answer"].source))
            for faq in children(self.body, "faq")
            for item in faq.value["items"]
        ]

    @property
    def related(self) -> "QuerySet[ArticlePage]":
        """Up to three other live articles, those that share most topics first, then the newest."""
        topics = list(self.topics.all())
        return (
            ArticlePage.cards()
            .sibling_of(self, inclusive=False)
            .annotate(shared=Count("topics", filter=models.Q(topics__in=topics)))
            .order_by("-shared", "-first_published_at", "-pk")[:RELATED]
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The usual context, with the numbers of the sources and a count of the places that point to each."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"numbering": self.numbering, "cited_places": Counter()}

    def structured_data(self) -> list[Node]:
        url = self.full_url or ""
        publisher = ref(organisation_id(self.root_url))
        author = self.author.person if self.author else publisher
        nodes = [
            schema.medical_web_page(
                url=url,
                title=self.title,
                description=self.seo_description,
                modified=self.last_published_at,
                publisher=publisher,
                review=self.review.review if self.review and self.review.is_whole else None,
            ),
            schema.article(
                url=url,
                title=self.title,
                description=self.seo_description,
                image=self.seo_image_url,
                published=self.first_published_at,
                modified=self.last_published_at,
                author=author,
                publisher=publisher,
                citations=[entry.source.schema_node for entry in self.numbering.entries],
                words=self.words,
                corrections=[correction.schema_node for correction in self.shown_corrections],
            ),
        ]
        if self.questions:
            nodes.append(faq_page(url, self.questions))
        return [*super().structured_data(), *nodes]
