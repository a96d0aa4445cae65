"""An article page as the checks see it."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

from core.stream import children, walk
from core.text import lines, plain
from editorial.blocks import mentions_in, numbering, numbers_of, with_numbers
from editorial.checks.article import (
    Article,
    OffLabelNote,
    Passage,
    Picture,
    Question,
    Reference,
    Review,
    Section,
    StudyResult,
    Takeaway,
    rows_in_words,
)
from editorial.citations import Numbering
from editorial.lexicons import lexicon_in_force

if TYPE_CHECKING:
    from blog.models import ArticlePage

SUBHEADING = re.compile(r"<h4[^>]*>(.*?)</h4>", re.DOTALL)
LEVELS = {"h2": 2, "h3": 3}
OWN_PARTS = {"quick_answer", "section", "study_result", "faq", "takeaways", "off_label_note", "citations"}

Child = Any


def checkable(page: "ArticlePage") -> Article:
    """What the page says, draft or not. A path leads from the field through the block's id to the place.

    Nothing that the page remembers of itself is used: it may have been changed since.
    """
    body = page.body
    numbers = numbering(*(part for _, part in page.parts))
    answer, *more_answers = children(body, "quick_answer") or [None]
    return Article(
        title=page.title,
        author=page.author.full_name if page.author else "",
        seo_title=page.seo_title,
        description=page.search_description,
        keywords=tuple(word.strip() for word in re.split(r"[,;\n]", page.search_keywords) if word.strip()),
        introduction=Passage("introduction", _words(RichText(page.introduction), numbers)),
        quick_answer=Passage(_path(answer), _words(answer.value["text"], numbers)) if answer else None,
        sections=tuple(_sections(children(body, "section"), numbers)),
        study_results=tuple(_study_result(child, numbers) for child in children(body, "study_result")),
        faq=tuple(
            Question(_path(child, "items", position), item["question"] or "", _words(item["answer"], numbers))
            for child in children(body, "faq")
            for position, item in enumerate(child.value["items"])
        ),
        takeaways=tuple(
            Takeaway(
                _path(child, "items", position),
                item["claim"] or "",
                _words(item["detail"], numbers),
                _numbers(item["sources"], numbers),
            )
            for child in children(body, "takeaways")
            for position, item in enumerate(child.value["items"])
        ),
        off_label_notes=tuple(
            OffLabelNote(
                _path(child),
                child.value["treatment"] or "",
                child.value["condition"] or "",
                _words(child.value["detail"], numbers),
            )
            for child in children(body, "off_label_note")
        ),
        pictures=tuple(_picture(child) for child in children(body, "image") if child.value["image"]),
        others=tuple(
            _other(child, numbers)
            for child in body
            if child.block_type not in OWN_PARTS or child in more_answers
        ),
        sources=_references(page, numbers),
        can_be_reviewed=True,
        review=_review(page),
        today=timezone.localdate(),
        lexicon=lexicon_in_force(),
    )


def _review(page: "ArticlePage") -> Review | None:
    standing = page.draft_review
    if standing is None:
        return None
    review = standing.review
    return Review(review.reviewer, review.approved_on, review.valid_until, standing.is_edited)


def _path(child: Child, *below: str | int) -> str:
    return "/".join(map(str, ("body", child.id or child.block_type, *below)))


def _words(value: RichText | None, numbers: Numbering) -> str:
    """The words, with each marker as the number that a writer would have typed: '[3]'."""
    return lines(with_numbers(value.source, numbers)) if value else ""


def _numbers(sources: Any, numbers: Numbering) -> tuple[int, ...]:
    return tuple(numbers_of(numbers, [source.pk for source in sources if source]))


def _sections(found: Iterable[Child], numbers: Numbering) -> Iterator[Section]:
    level = 2
    for child in found:
        value = child.value
        level = LEVELS.get(value["level"], level)
        subheadings = SUBHEADING.findall(value["body"].source) if value["body"] else []
        words = _words(value["body"], numbers)
        yield Section(_path(child), level, value["heading"] or "", words, tuple(map(plain, subheadings)))


def _study_result(child: Child, numbers: Numbering) -> StudyResult:
    value = child.value
    return StudyResult(
        _path(child),
        value["n"],
        value["of"],
        value["outcome"] or "",
        _words(value["detail"], numbers),
        _numbers([value["source"]], numbers),
    )


def _other(child: Child, numbers: Numbering) -> Passage:
    """Every word of a block of any other kind."""
    found: list[str] = []
    for step in walk([child]):
        if isinstance(step.value, TypedTable):
            header = [column["heading"] or "" for column in step.value.columns]
            rows = ([str(cell.value or "") for cell in row] for row in step.value.rows)
            found.append(rows_in_words(header, rows))
        elif isinstance(step.block, RichTextBlock):
            found.append(_words(step.value, numbers))
        elif isinstance(step.block, CharBlock | TextBlock):
            found.append(step.value or "")
    kind = f"callout: {child.value['kind']}" if child.block_type == "callout" else child.block_type
    return Passage(_path(child), "\n".join(text for text in found if text), kind)


def _picture(child: Child) -> Picture:
    image = child.value["image"]
    return Picture(_path(child), image.contextual_alt_text or "", bool(image.decorative))


def _references(page: "ArticlePage", numbers: Numbering) -> tuple[Reference, ...]:
    """The list as it is printed, each source with the first place that names it."""
    places: dict[int, str] = {}
    for field, part in page.parts:
        for mention in mentions_in(part):
            places.setdefault(numbers.key(mention.key), "/".join((field, *mention.path)))
    return tuple(
        Reference(
            places[entry.source.pk],
            entry.source.title,
            entry.source.authors,
            entry.source.year,
            entry.source.container,
            entry.source.publisher,
            entry.source.doi,
            entry.source.pmid,
            entry.source.url,
            entry.source.design,
            entry.source.n,
            entry.source.status,
        )
        for entry in numbers.entries
    )
