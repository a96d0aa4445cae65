"""Every visible character of a document is placed, listed as not placed, or a mark of its structure."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from importer import mapper
from importer.nodes import Node
from importer.parsers import text
from importer.reading import Reading
from tests.importer.test_documents import DOCUMENTS, SAMPLE

WORDS = [
    "ketamine",
    "It",
    "helps",
    "TMS",
    "U.S.",
    "26%",
    "(2024)",
    "a",
    "of",
    "Risks",
    "mg/kg",
    "≥50",
    "don’t",
    "é",
]
ADDRESSES = ["https://example.org/a_(b)?c=1&d", "www.example.org/x.", "doi:10.1000/xyz-1", "PMID: 1234567"]
KNOWN = [
    "Keywords: a, b; c", "Keywords", "Title: The One", "TL;DR: short", "Quick Answer", "SUMMARY:",
    "Introduction", "FAQ", "Q: Why?", "A: Because.", "Is it safe?", "Key Takeaways", "References",
    "1. Sources", "Other Articles", "Appointment Request Form", "Note: call us.", "By Ann Lee, MD",
    "March 4, 2024", "and then it stops ...", "=====", "-----", "* * *", "## Marked", "#", "•", "-",
    "[12] x", "1.", "ALL CAPS HERE", "Colon here:", "**Focus keyword:** sleep", "_Long-tail keywords_ - a, b",
    "Meta description: x", "Slug", "H2: Marked", "Bottom line", "The bottom line: rest.", "Name *",
    "Email: ____", "Submit", "Book now! Call (503) 555-0100.",
    "a\tb", "Food \t Iron", "| Food | Iron |", "> 50 mg", "> said", "© 2026 The Clinic",
    "Accessed March 3, 2026.", "Retrieved May 3, 2024, from www.a.example/x",
    "[a link](https://a.example/_x_)", "See **[a link](https://a.example/y)** (here).", "[3](below)",
    "- [A study](https://a.example/z) – NIMH. Accessed 3 March 2026.",
    "[Image: x]", "a) one", "**1. Is it safe?**",
]  # fmt: skip
MARKERS = [
    "",
    "- ",
    "• ",
    "* ",
    "1. ",
    "2) ",
    "[1] ",
    "(3) ",
    "  - ",
    "    ",
    "\to\t",
    "– ",
    "Q: ",
    "A1. ",
    "> ",
    ">",
]
BREAKS = ["\n", "\n\n", "\r\n", "\r", "\n\n\n", "\v", "\u2028"]

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=18).map(" ".join)
endings = st.sampled_from(["", ".", "?", ":", " – NIMH", " | CMS.gov", "...", ". Then more.", ", and,"])
lines = st.one_of(
    st.sampled_from(KNOWN),
    st.builds("{}{}{}".format, st.sampled_from(MARKERS), sentences, endings),
    st.builds("{}{} {}".format, st.sampled_from(MARKERS), sentences, st.sampled_from(ADDRESSES)),
    st.sampled_from(ADDRESSES),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), max_size=30),
)
documents = st.lists(st.tuples(lines, st.sampled_from(BREAKS)), min_size=1, max_size=40).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)

# What a reading may treat as a mark: punctuation, numbers, and the wordings that say what a piece is.
MARK = re.compile(
    r"[\W\d_]*|o\W*|h\d\W*|[a-h]\)\W*|.*keywords?\W*|bottom line\W*"
    r"|title\W*|tl;dr|introduction|[qa][\W\d]*|doi\W*|pmid\W*|faq|.*takeaways|references"
    r"|1\. sources|.*other articles|appointment request form|quick answer|summary\W*",
    re.IGNORECASE | re.DOTALL,
)


def visible(*pieces: str) -> Counter[str]:
    return Counter(character for piece in pieces for character in piece if not character.isspace())


def outcome(reading: Reading) -> Counter[str]:
    return visible(*reading.placed(), *reading.marks, *(one.text for one in reading.not_placed))


def source(nodes: tuple[Node, ...]) -> Counter[str]:
    hrefs = (run.href for node in nodes for run in node.runs if run.href not in run.text)
    return visible(*(node.text for node in nodes), *(node.mark for node in nodes), *hrefs)


@settings(max_examples=150, deadline=None)
@given(documents.filter(str.strip))
@example("Keywords\n\nKeywords\n\nx")
@example("FAQ\n1. Q: Why?\nA: x\nA: Because.\n")
def test_nothing_is_lost(document: str) -> None:
    parsed = text.parse(document.encode())
    assert source(parsed.nodes) == visible(document)
    reading = mapper.read(parsed)
    added = visible("https://doi.org/", "https://pubmed.ncbi.nlm.nih.gov/", "https://")
    assert not visible(document) - outcome(reading)
    assert set(outcome(reading) - visible(document)) <= set(added)
    for mark in reading.marks:
        assert MARK.fullmatch(mark), mark


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, *filter(Path.exists, [SAMPLE])], ids=lambda document: document.stem
)
def test_nothing_is_lost_in_real_documents(document: Path) -> None:
    parsed = text.parse(document.read_bytes())
    assert source(parsed.nodes) == visible(document.read_text("utf-8"))
    assert not source(parsed.nodes) - outcome(mapper.read(parsed))
