"""A document survives the way through JSON."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importer import codec, parsers
from importer.nodes import (
    Aside,
    Divider,
    Document,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Remark,
    Run,
    Table,
    plain,
)

DOCUMENTS = sorted(
    path for path in (Path(__file__).parent / "documents").iterdir() if path.suffix in parsers.FORMATS
)

TEXT = st.text(max_size=12)
LINE = st.integers(min_value=0, max_value=99)
RUNS = st.lists(
    st.builds(
        Run,
        TEXT,
        bold=st.booleans(),
        italic=st.booleans(),
        href=TEXT,
        superscript=st.booleans(),
        subscript=st.booleans(),
    ),
    max_size=3,
).map(tuple)
ROWS = st.lists(st.lists(RUNS, max_size=3).map(tuple), max_size=3).map(tuple)
NODE = {"runs": RUNS, "line": LINE, "mark": TEXT}
NUMBER = st.none() | st.integers()
NODES = st.one_of(
    st.builds(Paragraph, **NODE),
    st.builds(Heading, **NODE, level=NUMBER),
    st.builds(ListItem, **NODE, depth=LINE, number=NUMBER),
    st.builds(Divider, **NODE),
    st.builds(Aside, **NODE),
    st.builds(Table, **NODE, rows=ROWS, has_header=st.booleans(), caption=TEXT),
    st.builds(Picture, **NODE, name=TEXT, caption=TEXT, is_decorative=st.booleans()),
)
FILES = st.dictionaries(TEXT, st.binary(max_size=5), max_size=2)
DOCUMENT = st.builds(
    Document,
    nodes=st.lists(NODES, max_size=6).map(tuple),
    files=FILES,
    remarks=st.lists(st.builds(Remark, TEXT, LINE), max_size=3).map(tuple),
)


def through_json(document: Document) -> Document:
    return codec.from_json(json.loads(json.dumps(codec.to_json(document))), document.files)


@given(DOCUMENT)
def test_every_document_comes_back_as_it_was(document: Document) -> None:
    assert through_json(document) == document


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_real_document_comes_back_as_it_was(path: Path) -> None:
    document = parsers.read_file(path)
    assert through_json(document) == document


def test_every_kind_of_node_that_parsers_make_is_known() -> None:
    kinds = {kind.__name__ for kind in Node.__subclasses__()} - {"Block"}
    assert {kind.__name__ for kind in codec.KINDS.values()} == kinds


def test_what_says_nothing_is_left_out() -> None:
    document = Document(
        (Paragraph(plain("Plain."), 1), ListItem((Run("Bold", bold=True),), 2, "1.", number=1))
    )
    assert codec.to_json(document) == {
        "nodes": [["p", 1, ["Plain."]], ["l", 2, [["Bold", 1]], {"mark": "1.", "number": 1}]],
        "remarks": [],
    }
