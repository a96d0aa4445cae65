"""Markers in a text become pointers to the citations of its document; the words of the text stay."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from importer.nodes import Block, Node, Remark, Run, Runs, Table, cut, pieces, plain, text_of
from importer.reading import Reading, Takeaway
from importer.rules.markers import Marker, find


def cite(reading: Reading) -> None:
    """Say of each marker in the article which citations it means; list those that mean none."""
    is_exact = reading.order is not None
    known = _Known(_numbers(reading, are_notes=False), _numbers(reading, are_notes=True))
    for _, body in reading.bodies():
        body[:] = [_cited(reading, node, known, is_exact) for node in body]
    for takeaway in reading.takeaways:
        if not is_exact:
            _cite_claim(reading, takeaway, known)


def _numbers(reading: Reading, *, are_notes: bool) -> dict[int, int]:
    """The place of each citation, counted from 1, by the number the document gives it."""
    found: dict[int, int] = {}
    for place, citation in enumerate(reading.citations, start=1):
        if citation.is_note == are_notes:
            found.setdefault(citation.number or place, place)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """The places of the citations of a list and of the footnotes, by their numbers."""

    listed: Mapping[int, int]
    notes: Mapping[int, int]

    def places(self, marker: Marker) -> tuple[int, ...]:
        """What a marker means: a raised number rather a note; nothing where one of its numbers is unknown."""
        numbers = {**self.listed, **self.notes} if marker.is_raised else {**self.notes, **self.listed}
        places = tuple(numbers[number] for number in marker.numbers if number in numbers)
        return places if len(places) == len(marker.numbers) else ()


def _cited(reading: Reading, node: Node, known: _Known, is_exact: bool) -> Node:
    if isinstance(node, Table):  # its cells hold plain words
        return node
    if isinstance(node, Block):
        body = tuple(_cited(reading, one, known, is_exact) for one in node.body)
        return replace(node, body=body)
    markers = [(one, known.places(one)) for one in find(node.runs, is_exact=is_exact)]
    if reading.citations:
        reading.remarks += [
            Remark(f"a marker that no citation has: {node.text[one.start : one.stop]}", node.line)
            for one, places in markers
            if not places
        ]
    pointing = [(one, places) for one, places in markers if places]
    return replace(node, runs=tuple(_pointed(node.runs, pointing))) if pointing else node


def _pointed(runs: Runs, markers: Iterable[tuple[Marker, tuple[int, ...]]]) -> Iterator[Run]:
    """The runs with each marker in a run of its own."""
    text, start = text_of(runs), 0
    for marker, places in markers:
        yield from pieces(runs, start, marker.start)
        yield Run(text[marker.start : marker.stop], superscript=True, cites=places)
        start = marker.stop
    yield from pieces(runs, start, len(text))


def _cite_claim(reading: Reading, takeaway: Takeaway, known: _Known) -> None:
    """A claim is plain words: the markers at its end are its sources."""
    runs = takeaway.claim_runs
    for marker in reversed(find(runs)):
        behind = text_of(runs)[marker.stop :].strip()
        places = known.places(marker)
        if behind.strip(".") or not places:
            break
        takeaway.cites = (*places, *takeaway.cites)
        reading.marks.append(text_of(runs)[marker.start : marker.stop])
        runs = (*cut(runs, 0, marker.start), *plain(behind))
        takeaway.claim = text_of(runs)
