"""How well documents are read, element by element, against what a careful editor would have made of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from importer import mapper
from importer.nodes import Document
from importer.parsers import parse
from importer.reading import Reading
from tests.importer.test_nothing_is_lost import outcome, visible

Element = tuple[str, ...]  # its kind, then what makes it this one


@dataclass(frozen=True, slots=True)
class Score:
    """Elements that were found, that should have been, and those that are in both."""

    found: int
    wanted: int
    right: int

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.wanted + other.wanted, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


def score(reading: Mapping[str, Any], wanted: Mapping[str, Any]) -> Score:
    """Compare two readings in the shape of `Reading.to_json()`; an element said twice counts twice."""
    found, expected = Counter(elements(reading)), Counter(elements(wanted))
    return Score(found.total(), expected.total(), (found & expected).total())


def elements(reading: Mapping[str, Any]) -> Iterator[Element]:
    """The parts of an article that an editor would have to correct one by one.

    Text under the wrong heading is wrong, and so is a detail of the wrong claim.
    """
    if reading["title"]:
        yield "title", reading["title"]
    yield from (("keyword", one) for one in reading["keywords"])
    yield from (("introduction", one) for one in reading["introduction"])
    yield from (("quick answer", one) for one in (reading["quick_answer"] or {}).get("paragraphs", ()))
    for section in reading["sections"]:
        for part in (section, *section["subsections"]):
            yield "heading", str(part["level"]), part["heading"]
            yield from (("paragraph", part["heading"], one) for one in part["paragraphs"])
    for one in reading["faq"]:
        yield "question", one["question"]
        yield "answer", one["question"], one["answer"]
    for one in reading["takeaways"]:
        yield "claim", one["claim"]
        if one["detail"]:
            yield "detail", one["claim"], one["detail"]
    for one in reading["citations"]:
        yield "citation", one["title"]
        if one["publisher"]:
            yield "publisher", one["url"] or one["title"], one["publisher"]
        if one["url"]:
            yield "address", one["url"]


def accounted_for(document: Document, reading: Reading) -> tuple[int, int]:
    """How many characters of a document are in its reading or listed as not placed, and of how many."""
    written = visible(*(piece for node in document.nodes for piece in (node.text, node.mark)))
    return (written & outcome(reading)).total(), written.total()


def print_table(
    write: Callable[[str], None], documents: Sequence[Path], wanted: Callable[[Path], Mapping[str, Any]]
) -> None:
    """A line for each document, and one for all."""
    write(f"\n{'document':<34}{'precision':>10}{'recall':>10}{'F1':>10}{'text kept':>11}")
    total, kept, written = Score(0, 0, 0), 0, 0
    for path in documents:
        document = parse(path.name, path.read_bytes())
        reading = mapper.read(document)
        one, (told, of) = score(reading.to_json(), wanted(path)), accounted_for(document, reading)
        write(line(path.name, one, told / of))
        total, kept, written = total + one, kept + told, written + of
    write(line(f"all {len(documents)}, {total.wanted} elements", total, kept / written))


def line(name: str, one: Score, kept: float) -> str:
    shares = "".join(f"{share:>10.3f}" for share in (one.precision, one.recall, one.f1))
    return f"{name:<34}{shares}{kept:>11.2%}"
