import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import ProtectedError
from django.utils.text import capfirst
from wagtail.search import index

from core.schema import Node, node
from core.text import as_sentence
from editorial import ama, keys
from editorial.citations import people, short_name
from editorial.identity import (
    has_control_character,
    has_invisible_character,
    normalise_doi,
    normalise_pmid,
    normalise_url,
    problem_with_address,
    unwrap,
)
from editorial.link_watch.judging import Result
from editorial.models.links import LinkState
from editorial.models.merged import MergedSource
from editorial.usage import cited_before_publication, references_to_sources

# Each alone identifies a source; '' says nothing.
KEYS = ["doi", "pmid", "url_key"]
ONE_LINE = [
    "title",
    "authors",
    "container",
    "locator",
    "publisher",
    "doi",
    "pmid",
    "url",
    "archived_url",
    "key",
    "status_note",
]


class SourceQuerySet(models.QuerySet):
    def in_use(self) -> "SourceQuerySet":
        """Those that a page points to: published, scheduled or in a draft."""
        stored = {int(key) for key in references_to_sources().values_list("to_object_id", flat=True)}
        used = stored | cited_before_publication()
        return self.filter(pk__in=used | set(self.merged(used).values()))

    def merged(self, keys: Collection[int]) -> dict[int, int]:
        """Of these keys those whose source was merged into another one, with the key of that one."""
        return dict(MergedSource.objects.filter(pk__in=keys).values_list("former", "kept_id"))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuses with ProtectedError when one of them is in use."""
        if used := set(self.in_use()):
            raise ProtectedError("Sources in use cannot be deleted.", used)
        return super().delete()

    def same_as(self, source: "Source") -> "SourceQuerySet":
        """The sources that share a DOI, a PMID or an address with this normalised one."""
        same = models.Q()
        for key in KEYS:
            if value := getattr(source, key):
                same |= models.Q(**{key: value})
        return self.filter(same) if same else self.none()


class SourceManager(models.Manager.from_queryset(SourceQuerySet)):  # type: ignore[misc]
    """Sources with what is known of their addresses: whoever shows a link must know whether it is dead."""

    def get_queryset(self) -> SourceQuerySet:
        return super().get_queryset().select_related("link_state")


class Source(index.Indexed, models.Model):
    """Something an article rests on. Two spellings of one DOI or one address are one source."""

    class Type(models.TextChoices):
        JOURNAL_ARTICLE = "journal_article", "Journal article"
        GUIDELINE = "guideline", "Guideline"
        LABEL = "label", "Drug label"
        GOVERNMENT = "government", "Government or agency page"
        NEWS = "news", "News"
        BOOK = "book", "Book"
        WEB_PAGE = "web_page", "Web page"

    class Design(models.TextChoices):
        RANDOMIZED_TRIAL = "randomized_trial", "Randomized trial"
        NONRANDOMIZED_TRIAL = "nonrandomized_trial", "Nonrandomized trial"
        META_ANALYSIS = "meta_analysis", "Meta-analysis"
        SYSTEMATIC_REVIEW = "systematic_review", "Systematic review"
        REVIEW = "review", "Narrative review"
        COHORT = "cohort", "Cohort study"
        CASE_CONTROL = "case_control", "Case-control study"
        CROSS_SECTIONAL = "cross_sectional", "Cross-sectional study"
        CASE_SERIES = "case_series", "Case series"
        CASE_REPORT = "case_report", "Case report"
        QUALITATIVE = "qualitative", "Qualitative study"
        PRECLINICAL = "preclinical", "Laboratory or animal study"
        NOT_A_STUDY = "not_a_study", "Not a study"

    class Status(models.TextChoices):
        IN_USE = "", "In use"
        RETRACTED = "retracted", "Retracted"
        SUPERSEDED = "superseded", "Superseded"

    type = models.CharField(max_length=20, choices=Type.choices, default=Type.WEB_PAGE)
    title = models.CharField(max_length=500)
    authors = models.CharField(max_length=500, blank=True, help_text="Surname AB; Surname CD; ...")
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    container = models.CharField("journal or book", max_length=255, blank=True)
    locator = models.CharField("volume and pages", max_length=80, blank=True, help_text="163(11):1905-1917")
    publisher = models.CharField(max_length=255, blank=True)
    doi = models.CharField("DOI", max_length=255, blank=True)
    pmid = models.CharField("PMID", max_length=80, blank=True)
    url = models.URLField("address", max_length=1000, blank=True)
    archived_url = models.URLField("archived address", max_length=1000, blank=True)
    accessed = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True, help_text="For the team; never printed.")
    key = models.CharField(
        "citation key",
        max_length=keys.LONGEST,
        unique=True,
        blank=True,
        validators=[
            RegexValidator(
                rf"^@?{keys.SHAPE}\Z",
                "A key begins with a letter and holds nothing but letters, digits, - and _.",
                flags=re.IGNORECASE,
            )
        ],
        error_messages={"unique": "Another source has this key."},
        help_text="Type [@rush2006] in a text to cite it. Leave empty to have one made.",
    )
    study_design = models.CharField(max_length=20, choices=Design.choices, blank=True)
    n = models.PositiveIntegerField(
        "participants", null=True, blank=True, help_text="How many people were studied."
    )
    status = models.CharField(max_length=10, choices=Status.choices, blank=True, default=Status.IN_USE)
    status_note = models.CharField(
        "why",
        max_length=255,
        blank=True,
        help_text="What editors of the pages that cite it should know: “Retracted in May 2024: data errors.”",
    )
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="supersedes"
    )
    url_key = models.CharField(max_length=1000, blank=True, editable=False)

    objects = SourceManager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("authors"),
        index.SearchField("container"),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
        index.SearchField("doi"),
        index.SearchField("pmid"),
        index.SearchField("key"),
        index.AutocompleteField("key"),
        index.FilterField("type"),
        index.FilterField("year"),
        index.FilterField("status"),
    ]

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=[key], condition=~models.Q(**{key: ""}), name=f"one_source_per_{key}"
            )
            for key in KEYS
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.normalise()
        self.give_key()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuses with ProtectedError while the source is in use."""
        if Source.objects.filter(pk=self.pk).in_use():
            raise ProtectedError("A source in use cannot be deleted.", {self})
        return super().delete(*args, **kwargs)

    def normalise(self) -> None:
        """Write what identifies the source in its one spelling; what cannot be read stays for `clean`."""
        self.url = unwrap(self.url)
        self.doi = normalise_doi(self.doi or self.url) or self.doi
        self.pmid = normalise_pmid(self.pmid or self.url) or self.pmid
        self.url_key = normalise_url(self.url)
        self.key = self.key.strip().removeprefix("@").lower()

    def give_key(self) -> None:
        """Make a key for a source that has none."""
        if not self.key:
            others = Source.objects.exclude(pk=self.pk)
            suggestion = keys.suggested(self.authors, self.year, self.title)
            self.key = keys.free(suggestion, lambda key: others.filter(key=key).exists())

    def refuse_characters(self) -> None:
        """Raise ValidationError for what no database should be asked for, and for what nobody sees."""
        unseen = [name for name in ONE_LINE if has_invisible_character(getattr(self, name))]
        wrong = [name for name in ONE_LINE if has_control_character(getattr(self, name))]
        wrong += ["notes"] if "\0" in self.notes else []
        if unseen or wrong:
            raise ValidationError(
                dict.fromkeys(unseen, "This holds a character that cannot be seen: type it anew.")
                | dict.fromkeys(wrong, "This holds a character that cannot be printed, such as %00.")
            )

    def clean(self) -> None:
        self.refuse_characters()
        if self.doi and not normalise_doi(self.doi):
            raise ValidationError({"doi": "A DOI begins with 10. and holds a slash: 10.1056/NEJMoa1406281."})
        if self.pmid and not normalise_pmid(self.pmid):
            raise ValidationError({"pmid": "A PMID is a number of up to nine digits."})
        if self.superseded_by and self.superseded_by == self:
            raise ValidationError({"superseded_by": "A source cannot supersede itself."})
        self.normalise()
        problems = {name: problem_with_address(getattr(self, name)) for name in ("url", "archived_url")}
        if any(problems.values()):
            raise ValidationError({name: problem for name, problem in problems.items() if problem})
        self.give_key()
        if twin := Source.objects.same_as(self).exclude(pk=self.pk).first():
            raise ValidationError(f"This source is in the library already: “{twin.title}”.")

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """`clean` has named the twin; Django would add the name of the constraint."""

    @property
    def short_name(self) -> str:
        return short_name(self.authors, self.year, self.title)

    @property
    def design(self) -> str:
        """The study design in words: "randomized trial"; '' where nobody has said."""
        return self.get_study_design_display().lower()

    @property
    def citation(self) -> str:
        """The reference in plain words, in the style of the AMA."""
        return ama.text(self)

    @property
    def warning(self) -> str:
        """What editors of a page that cites it should know; '' while nothing is wrong with it."""
        if self.status == self.Status.IN_USE:
            return ""
        instead = f" Cite “{self.superseded_by.title}” instead." if self.superseded_by else ""
        note = f" {as_sentence(capfirst(self.status_note))}" if self.status_note else ""
        return f"“{self.title}” is {self.get_status_display().lower()}.{note}{instead}"

    @property
    def link(self) -> str:
        """Where a reader finds it; '' where it is no longer found."""
        return "" if self.is_dead else self.address

    @property
    def address(self) -> str:
        """Its address, else what its DOI or PMID resolves to."""
        if self.url:
            return self.url
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""

    @property
    def watched(self) -> LinkState | None:
        """What is known of the address it has now."""
        state = getattr(self, "link_state", None)
        return state if state and state.address == self.address else None

    @property
    def is_dead(self) -> bool:
        """Whether its address has failed again and again."""
        return self.watched is not None and self.watched.result == Result.DEAD

    @property
    def last_checked(self) -> datetime | None:
        return self.watched.last_checked if self.watched else None

    @property
    def last_result(self) -> str:
        return self.watched.summary if self.watched else "Not checked yet"

    @property
    def schema_node(self) -> Node:
        scholarly = self.type == self.Type.JOURNAL_ARTICLE
        return node(
            "ScholarlyArticle" if scholarly else "CreativeWork",
            name=self.title,
            author=[node("Person", name=name) for name in people(self.authors)],
            datePublished=str(self.year) if self.year else None,
            isPartOf=node("Periodical", name=self.container) if scholarly and self.container else None,
            publisher=node("Organization", name=self.publisher) if self.publisher else None,
            url=self.link or self.archived_url,
            sameAs=f"https://doi.org/{self.doi}" if self.doi else None,
        )
