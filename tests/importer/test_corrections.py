"""What a person says of a piece overrules what it was taken for, and nothing is lost by it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importer import mapper
from importer.labeller import label
from importer.nodes import Aside, Divider, Document, Picture, Table, plain
from importer.parsers import markdown, text
from importer.parts import Correction, Part
from importer.reading import Reading, texts
from tests.importer.test_nothing_is_lost import documents, outcome, source

ARTICLE = """\
Knee Pain After a Fall

Most knees heal by themselves.

Quick Answer

Rest it for two days.

When to call

Call us when you cannot bend it.

From the waiting room

Is it broken?

Probably not.

How long does it take?

About two weeks.

Three things to keep

- Rest. It helps.
- Ice. It helps as well.

Keep moving.
"""


def corrected(corrections: dict[str, Correction]) -> Reading:
    """The reading of ARTICLE with corrections by the text of the piece."""
    document = text.parse(ARTICLE.encode())
    places = {piece.node.text: place for place, piece in enumerate(label(document))}
    return mapper.read(document, {places[one]: correction for one, correction in corrections.items()})


def test_a_heading_takes_what_stands_below_it_along() -> None:
    assert corrected({}).faq == []
    reading = corrected({"From the waiting room": Correction(Part.FAQ_HEADING)})
    assert [one.question for one in reading.faq] == ["Is it broken?", "How long does it take?"]
    assert reading.faq_heading == "From the waiting room"


def test_takeaways_that_were_a_section() -> None:
    reading = corrected({"Three things to keep": Correction(Part.TAKEAWAYS_HEADING)})
    assert [one.claim for one in reading.takeaways] == ["Rest.", "Ice."]
    assert [section.heading for section in reading.sections][-1] != "Three things to keep"


def test_another_title() -> None:
    reading = corrected({"When to call": Correction(Part.TITLE)})
    assert reading.title == "When to call"
    assert "Knee Pain After a Fall" in [one.text for one in reading.not_placed]


def test_no_title() -> None:
    reading = corrected({"Knee Pain After a Fall": Correction(Part.INTRODUCTION)})
    assert reading.title == ""
    assert reading.to_json()["introduction"] == ["Knee Pain After a Fall", "Most knees heal by themselves."]


def test_other_pieces_move_alone() -> None:
    reading = corrected({"Call us when you cannot bend it.": Correction(Part.QUICK_ANSWER)})
    assert reading.quick_answer
    assert texts(reading.quick_answer.body) == [
        "Rest it for two days.",
        "Call us when you cannot bend it.",
    ]
    assert reading.sections[0].heading == "When to call"


@pytest.mark.parametrize(("level", "sections", "below"), [(None, 1, 0), (2, 1, 0), (3, 0, 1), (4, 0, 0)])
def test_the_level_of_a_heading_can_be_said(level: int | None, sections: int, below: int) -> None:
    before = corrected({})
    reading = corrected({"Keep moving.": Correction(Part.SECTION_HEADING, level)})
    assert len(reading.sections) - len(before.sections) == sections
    count = sum(len(section.subsections) for section in reading.sections)
    assert count - sum(len(section.subsections) for section in before.sections) == below
    assert not source(text.parse(ARTICLE.encode()).nodes) - outcome(reading)


corrections = st.dictionaries(
    st.integers(0, 40), st.builds(Correction, st.sampled_from(Part), st.sampled_from([None, 2, 3, 4]))
)


@settings(max_examples=60, deadline=None)
@given(documents.filter(str.strip), corrections)
def test_nothing_is_lost_whatever_is_corrected(written: str, said: dict[int, Correction]) -> None:
    document = text.parse(written.encode())
    pieces = label(document, said)
    for place, correction in said.items():
        if place < len(pieces) and not isinstance(pieces[place].node, Divider):
            assert pieces[place].part is correction.part
    assert not source(document.nodes) - outcome(mapper.read(document, said))


@pytest.mark.parametrize("part", Part)
def test_tables_and_pictures_stand_where_they_can_or_are_listed(part: Part) -> None:
    rows = ((plain("Dose"), plain("5 mg")),)
    table, picture = Table(plain("Dose\t5 mg"), 2, rows=rows), Picture(plain("A knee"), 3, name="knee.png")
    document = Document((*markdown.parse(b"# Knees").nodes, table, picture, Aside(plain("Menu"), 9)))
    reading = mapper.read(document, {place: Correction(part) for place in (1, 2, 3)})
    told = [*reading.placed(), *reading.marks, *(one.text for one in reading.not_placed)]
    for wanted in ("Dose\t5 mg", "A knee", "Menu"):
        assert "".join(told).replace(" ", "").count(wanted.replace(" ", "")) == 1
