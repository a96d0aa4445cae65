"""What an import did, in words. Pure."""

from collections.abc import Iterator
from itertools import chain

from importer.nodes import Picture, Table, runs_in
from importer.reading import Reading


def summary(reading: Reading) -> Iterator[str]:
    """What was found in the document, one line per part of the article."""
    below = sum(len(section.subsections) for section in reading.sections)
    answer = reading.quick_answer
    yield f"Title          {reading.title or 'none found'}"
    yield f"Keywords       {len(reading.keywords)} (internal, never printed)"
    yield f"Introduction   {_count(len(reading.introduction), 'paragraph')}"
    yield f"Quick answer   {f'“{answer.heading}”' if answer else 'none'}"
    yield f"Sections       {len(reading.sections)}, with {_count(below, 'subsection')}"
    for section in reading.sections:
        yield f"  - {section.heading}"
        yield from (f"      - {subsection.heading}" for subsection in section.subsections)
    yield f"Questions      {len(reading.faq)}"
    yield f"Takeaways      {len(reading.takeaways)}"
    yield f"Citations      {len(reading.citations)}"
    nodes = [node for _, body in reading.bodies() for node in body]
    for name, kind in (("Tables", Table), ("Pictures", Picture)):
        if count := sum(isinstance(node, kind) for node in nodes):
            yield f"{name:<15}{count}"


def not_imported(reading: Reading) -> Iterator[str]:
    """What stays outside the article although it was understood, and what was not understood."""
    yield from (f"line {one.line}, {one.use or 'not placed'}: {one.text}" for one in reading.not_placed)
    notes = reading.form.notes if reading.form else []
    yield from (f"form note: {note}" for note in notes)
    yield from (f"other article: {teaser}" for teaser in reading.other_articles)


def remarks(reading: Reading) -> Iterator[str]:
    """What the document holds beside its text, and what an article cannot keep as it was."""
    yield from (f"line {one.line}, {one.text}" for one in reading.remarks)
    for heading, body in reading.closed_bodies():
        last_text = max(
            (at for at, node in enumerate(body) if not isinstance(node, (Table, Picture))), default=-1
        )
        for node in body[: last_text + 1]:
            if isinstance(node, (Table, Picture)):
                yield f"line {node.line}, {_named(node)} stands behind the text of “{heading}”"
    for _, body in reading.bodies():
        for node in body:
            if isinstance(node, Table):
                yield from (
                    f"line {node.line}, a link in a table, kept as words: {run.text} ({run.href})"
                    for run in runs_in(node)
                    if run.href
                )


def _named(node: Table | Picture) -> str:
    kind = "a table" if isinstance(node, Table) else "a picture"
    name = node.caption or (node.alt if isinstance(node, Picture) else "")
    return f"{kind} (“{name}”)" if name else kind


def bulleted(heading: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    """The lines under a heading; nothing at all when there are none."""
    rows = [f"  - {line}" for line in lines]
    return chain(["", heading], rows) if rows else iter(())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
