"""An article as Markdown: its twin for readers and programs that want words only."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone
from wagtail.rich_text import RichText, expand_db_html

from blog.models import ArticlePage
from core.blocks.text import KINDS
from core.markdown import escape, link, markdown
from editorial import ama
from editorial.blocks import numbers_of, with_numbers
from editorial.citations import Entry, Numbering, label
from editorial.models import Source

Value = Any

# How headings of these levels begin.
MARKS = {"h2": "##", "h3": "###"}


def article_markdown(page: ArticlePage) -> str:
    """The whole article in reading order, with its address, author and sources."""
    published = page.last_published_at
    updated = f", updated {timezone.localdate(published):%Y-%m-%d}" if published else ""
    parts = [f"# {escape(page.title)}", f"By {escape(page.seo_author)}{updated}. <{page.full_url}>"]
    parts.append(_review(page))
    if page.quick_answer:
        parts += _quick_answer(page.quick_answer.value, page.numbering)
    parts.append(_rich(RichText(page.introduction), page.numbering))
    for child in page.rest:
        parts += WRITERS[child.block_type](child.value, page.numbering)
    parts += _corrections(page)
    return "\n\n".join(part for part in parts if part) + "\n"


def _review(page: ArticlePage) -> str:
    """Who reviewed it and when, and what has become of that since."""
    standing = page.review
    if standing is None:
        return ""
    review = standing.review
    scope = "" if review.scope == review.Scope.ALL else f" ({review.get_scope_display()})"
    since = ", edited since" if standing.is_edited else ""
    due = f"Next review {'was ' if standing.is_due else ''}due {review.valid_until:%Y-%m-%d}."
    by, on = escape(review.reviewer), f"{review.approved_on:%Y-%m-%d}"
    return f"Medically reviewed by {by} on {on}{scope}{since}. {due}"


def _corrections(page: ArticlePage) -> Iterator[str]:
    if page.shown_corrections:
        yield "## Corrections"
        yield "\n".join(
            f"- {each.corrected_on:%Y-%m-%d}: {escape(' '.join(each.text.split()))}"
            for each in page.shown_corrections
        )


def _rich(value: RichText | None, numbering: Numbering) -> str:
    """Rich text with the addresses of pages and the numbers of markers; empty where a draft holds none."""
    return markdown(expand_db_html(with_numbers(value.source, numbering))) if value else ""


def _marker(sources: Iterable[Source | None], numbering: Numbering) -> str:
    text = label(numbers_of(numbering, [source.pk for source in sources if source]))
    return f" {text}" if text else ""


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _quick_answer(value: Value, numbering: Numbering) -> Iterator[str]:
    yield f"## {escape(value['heading'])}"
    yield _rich(value["text"], numbering)


def _section(value: Value, numbering: Numbering) -> Iterator[str]:
    if marks := MARKS.get(value["level"]):
        yield f"{marks} {escape(value['heading'])}"
    yield _rich(value["body"], numbering)


def _faq(value: Value, numbering: Numbering) -> Iterator[str]:
    yield f"## {escape(value['heading'])}"
    for item in value["items"]:
        yield f"### {escape(item['question'])}"
        yield _rich(item["answer"], numbering)


def _takeaways(value: Value, numbering: Numbering) -> Iterator[str]:
    yield f"## {escape(value['heading'])}"
    yield "\n".join(_takeaway(item, numbering) for item in value["items"])


def _takeaway(item: Value, numbering: Numbering) -> str:
    detail = f"{_rich(item['detail'], numbering)}{_marker(item['sources'], numbering)}"
    return f"- **{escape(item['claim'])}** {detail}".rstrip()


def _study_result(value: Value, numbering: Numbering) -> Iterator[str]:
    sources = _marker([value["source"]], numbering)
    yield f"**{value['n']} of {value['of']} people** {escape(value['outcome'])}{sources}"
    yield _rich(value["detail"], numbering)


def _callout(value: Value, numbering: Numbering) -> Iterator[str]:
    heading = f"**{dict(KINDS)[value['kind']]}: {escape(value['heading'])}**"
    yield _quoted(f"{heading}\n\n{_rich(value['body'], numbering)}")


def _off_label_note(value: Value, numbering: Numbering) -> Iterator[str]:
    treatment, condition = escape(value["treatment"]), escape(value["condition"])
    note = f"**Off-label use:** {treatment} is not FDA-approved for {condition}."
    yield _quoted(f"{note}\n\n{_rich(value['detail'], numbering)}")


def _image(value: Value, numbering: Numbering) -> Iterator[str]:
    image = value["image"]
    if image and image.contextual_alt_text:
        yield f"!{link(escape(image.contextual_alt_text), image.file.url)}"
    yield escape(value["caption"] or "")


def _table(value: Value, numbering: Numbering) -> Iterator[str]:
    table = value["table"]
    yield f"**{escape(value.caption)}**"
    rows = [[_cell(column["heading"]) for column in table.columns], ["---"] * len(table.columns)]
    rows += [[_cell(cell.value) for cell in row] for row in table.rows]
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(text: str | None) -> str:
    return " ".join(escape(text or "").replace("|", "\\|").split())


def _quote(value: Value, numbering: Numbering) -> Iterator[str]:
    by = f"\n\n— {escape(value['attribution'])}" if value["attribution"] else ""
    yield _quoted("  \n".join(escape(value["text"]).splitlines()) + by)


def _citations(value: Value, numbering: Numbering) -> Iterator[str]:
    yield f"## {escape(value['heading'])}"
    yield "\n".join(_citation(entry) for entry in numbering.entries)


def _citation(entry: Entry) -> str:
    parts = ("".join(map(_part, ama.reference(entry.source))), *_archived(entry.source))
    return f"{entry.number}. {' '.join(parts)}"


def _part(part: ama.Part) -> str:
    text = escape(part.text)
    if part.is_italic:
        text = f"*{text}*"
    return link(text, part.href) if part.href else text


def _archived(source: Source) -> Iterator[str]:
    if source.archived_url:
        if source.is_dead:
            yield "The original is no longer reachable."
        yield link("Archived copy", source.archived_url)


def _appointment(value: Value, numbering: Numbering) -> Iterator[str]:
    yield f"**{escape(value['heading'])}** {escape(value['text'] or '')}".rstrip()


WRITERS: dict[str, Callable[[Value, Numbering], Iterator[str]]] = {
    "quick_answer": _quick_answer,
    "section": _section,
    "faq": _faq,
    "takeaways": _takeaways,
    "study_result": _study_result,
    "callout": _callout,
    "off_label_note": _off_label_note,
    "image": _image,
    "table": _table,
    "quote": _quote,
    "citations": _citations,
    "appointment": _appointment,
}
