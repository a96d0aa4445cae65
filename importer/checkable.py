"""A document as the checks see it, before anything of it is stored. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeGuard

from editorial.checks.article import (
    Article,
    OffLabelNote,
    Passage,
    Question,
    Reference,
    StudyResult,
    Takeaway,
    rows_in_words,
)
from editorial.checks.article import Picture as CheckedPicture
from editorial.checks.article import Section as CheckedSection
from editorial.lexicon import Lexicon, shipped
from importer.nodes import EXHIBITS, Block, Heading, Node, Picture, Run, Table, text_of
from importer.reading import Citation, Reading, Section, texts
from importer.rules.blocks import BUTTON
from importer.rules.labels import is_byline

AUTHOR = re.compile(r"(?:(?:written|authored|posted) )*by\b|(?:author|writer)s?\s*:", re.IGNORECASE)


def checkable(reading: Reading, lexicon: Lexicon | None = None) -> Article:
    """What the document says. A path names the place in `Reading.to_json()`.

    The checks go by the words of `lexicon`, or by those that come with Bedside.
    """
    answer = reading.quick_answer
    exhibits = list(_exhibits(reading))
    return Article(
        title=reading.title,
        author=next((one.text for one in reading.not_placed if _names_author(one.text)), ""),
        keywords=tuple(reading.keywords),
        introduction=Passage("introduction", _words(reading.introduction)),
        quick_answer=Passage("quick_answer", _words(answer.body)) if answer else None,
        sections=tuple(_sections(reading)),
        faq=tuple(
            Question(f"faq/{position}", one.question, _words(one.answer))
            for position, one in enumerate(reading.faq)
        ),
        takeaways=tuple(
            Takeaway(f"takeaways/{position}", one.claim, _words(one.detail), one.cites)
            for position, one in enumerate(reading.takeaways)
        ),
        study_results=tuple(
            _study_result(path, node) for path, node in exhibits if _is_block(node, "study_result")
        ),
        off_label_notes=tuple(
            _off_label_note(path, node) for path, node in exhibits if _is_block(node, "off_label_note")
        ),
        others=tuple(_others(exhibits)),
        pictures=tuple(
            CheckedPicture(path, node.alt, node.is_decorative)
            for path, node in exhibits
            if isinstance(node, Picture)
        ),
        outside=tuple(_outside(reading)),
        sources=tuple(
            _reference(f"citations/{position}", one) for position, one in enumerate(reading.citations)
        ),
        lexicon=lexicon or shipped(),
    )


def _names_author(text: str) -> bool:
    return is_byline(text) and AUTHOR.match(text) is not None


def _outside(reading: Reading) -> Iterator[Passage]:
    """What stays out of the article. The site has a form and calls to book of its own, other than these."""
    notes = reading.form.notes if reading.form else []
    yield from (Passage(f"form/notes/{position}", note, "form") for position, note in enumerate(notes))
    for position, one in enumerate(reading.not_placed):
        yield Passage(f"not_placed/{position}", one.text, one.use)


def _exhibits(reading: Reading) -> Iterator[tuple[str, Node]]:
    """What interrupts the text, each with the place of the part it stands in."""
    for path, nodes in _parts(reading):
        yield from ((path, node) for node in nodes if isinstance(node, EXHIBITS))


def _parts(reading: Reading) -> Iterator[tuple[str, list[Node]]]:
    """The parts of the article that are made of nodes, each with its place."""
    yield "introduction", reading.introduction
    if reading.quick_answer:
        yield "quick_answer", reading.quick_answer.body
    for position, section in enumerate(reading.sections):
        yield f"sections/{position}", section.body
        for place, below in enumerate(section.subsections):
            yield f"sections/{position}/subsections/{place}", below.body
    yield from ((f"faq/{position}", one.answer) for position, one in enumerate(reading.faq))
    yield from ((f"takeaways/{position}", one.detail) for position, one in enumerate(reading.takeaways))


def _is_block(node: Node, kind: str) -> TypeGuard[Block]:
    return isinstance(node, Block) and node.kind == kind


def _study_result(path: str, node: Block) -> StudyResult:
    values = dict(node.values)
    n, of = (_number(values[name]) for name in ("n", "of"))
    return StudyResult(path, n, of, values["outcome"], _words(node.body), node.cites[:1])


def _off_label_note(path: str, node: Block) -> OffLabelNote:
    values = dict(node.values)
    return OffLabelNote(path, values["treatment"], values.get("condition", ""), _words(node.body))


def _others(exhibits: Iterable[tuple[str, Node]]) -> Iterator[Passage]:
    """The words of all other blocks, as a page has them."""
    for path, node in exhibits:
        match node:
            case Block(kind="study_result" | "off_label_note"):
                continue
            case Block(kind="callout"):
                values = dict(node.values)
                yield Passage(
                    path, _lines(values["heading"], _words(node.body)), f"callout: {values['kind']}"
                )
            case Block(kind="appointment"):
                values = {"button_label": BUTTON} | dict(node.values)
                words = _lines(values["heading"], _words(node.body), values["button_label"])
                yield Passage(path, words, node.kind)
            case Block():
                yield Passage(path, _lines(_words(node.body), *dict(node.values).values()), node.kind)
            case Table():
                rows = [[" ".join(text_of(cell).split()) for cell in row] for row in node.rows]
                header = rows.pop(0) if node.has_header and rows else []
                yield Passage(path, rows_in_words(header, rows), "table")
            case Picture():
                yield Passage(path, node.caption, "image")


def _reference(path: str, citation: Citation) -> Reference:
    details = citation.details
    return Reference(
        path,
        citation.title or citation.url or "",
        details.get("authors", ""),
        _number(details.get("year", "")),
        details.get("container", ""),
        citation.publisher or details.get("publisher", ""),
        details.get("doi", ""),
        details.get("pmid", ""),
        citation.url or details.get("url", ""),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _words(nodes: Iterable[Node]) -> str:
    """The text without what interrupts it, its markers as the checks know them: "[3]"."""
    return "\n".join(texts(_with_markers(node) for node in nodes if not isinstance(node, EXHIBITS)))


def _with_markers(node: Node) -> Node:
    if not any(run.cites for run in node.runs):
        return node
    runs = (Run(f" [{', '.join(map(str, run.cites))}]") if run.cites else run for run in node.runs)
    return replace(node, runs=tuple(runs))


def _sections(reading: Reading) -> Iterator[CheckedSection]:
    """The sections at the levels that the document marks, the highest of which is the second."""
    every = list(_below(reading.sections, "sections"))
    deeper = min((one.marked for _, one in every if one.marked), default=2) - 2
    level = 2
    for path, one in every:
        subheadings = tuple(node.text for node in one.body if isinstance(node, Heading))
        level = one.marked - deeper if one.marked else one.level or level
        yield CheckedSection(path, level, one.heading, _words(one.body), subheadings)


def _below(sections: Iterable[Section], path: str) -> Iterator[tuple[str, Section]]:
    for position, one in enumerate(sections):
        yield f"{path}/{position}", one
        yield from _below(one.subsections, f"{path}/{position}/subsections")
