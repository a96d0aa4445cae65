"""A document as the checks see it, before anything of it is stored. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from editorial.checks.article import Article, Passage, Question, Reference, Takeaway
from editorial.checks.article import Section as CheckedSection
from editorial.lexicon import Lexicon, shipped
from importer.nodes import Heading, Node, Run
from importer.reading import Reading, Section, texts
from importer.rules.labels import is_byline

AUTHOR = re.compile(r"(?:(?:written|authored|posted) )*by\b|(?:author|writer)s?\s*:", re.IGNORECASE)


def checkable(reading: Reading, lexicon: Lexicon | None = None) -> Article:
    """What the document says. A path names the place in `Reading.to_json()`.

    The checks go by the words of `lexicon`, or by those that come with Bedside.
    """
    answer = reading.quick_answer
    return Article(
        title=reading.title,
        author=next((one.text for one in reading.not_placed if _names_author(one.text)), ""),
        keywords=tuple(reading.keywords),
        introduction=Passage("introduction", _words(reading.introduction)),
        quick_answer=Passage("quick_answer", _words(answer.body)) if answer else None,
        sections=tuple(_sections(reading.sections, "sections")),
        faq=tuple(
            Question(f"faq/{position}", one.question, _words(one.answer))
            for position, one in enumerate(reading.faq)
        ),
        takeaways=tuple(
            Takeaway(f"takeaways/{position}", one.claim, _words(one.detail), one.cites)
            for position, one in enumerate(reading.takeaways)
        ),
        outside=tuple(_outside(reading)),
        sources=tuple(
            Reference(
                f"citations/{position}",
                one.title or one.url or "",
                publisher=one.publisher or "",
                url=one.url or "",
            )
            for position, one in enumerate(reading.citations)
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


def _words(nodes: Iterable[Node]) -> str:
    """The text, with its markers as the checks know them: "[3]"."""
    return "\n".join(texts(map(_with_markers, nodes)))


def _with_markers(node: Node) -> Node:
    if not any(run.cites for run in node.runs):
        return node
    runs = (Run(f" [{', '.join(map(str, run.cites))}]") if run.cites else run for run in node.runs)
    return replace(node, runs=tuple(runs))


def _sections(sections: Iterable[Section], path: str) -> Iterator[CheckedSection]:
    for position, one in enumerate(sections):
        subheadings = tuple(node.text for node in one.body if isinstance(node, Heading))
        here = f"{path}/{position}"
        yield CheckedSection(here, one.level, one.heading, _words(one.body), subheadings)
        yield from _sections(one.subsections, f"{here}/subsections")
