"""Every visible character of a document is placed, listed as not placed, or a mark of its structure."""

import contextlib
import re
import string
from collections import Counter
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from importer import mapper
from importer.errors import UnreadableDocument
from importer.nodes import EXACT_LINE, Node
from importer.parsers import html, markdown, parse, text
from importer.reading import Reading
from tests.importer.test_documents import DOCUMENTS, PAGES, SAMPLE

pytestmark = pytest.mark.embedded

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
    "[Image: x]", "a) one", "**1. Is it safe?**", "[Callout: caution] Ask [first](https://a.example/q)",
    "[End of callout]", "[Quote] said", "Attribution: a [nurse](https://a.example/r)", "[End of quote]",
    "[Section] References", "[FAQ] Sleep", "[Study result: 2 of 3] slept", "Sources: [1, 2]",
    "[End of study result]", "[Bedside article: x]", "[Text] [FAQ] x", "[Question] why", "[Section] y",
    "Year: 2024", "[Takeaways] y", "[Table] z",
    "[Quote] said [x](https://a.example/s)\n\nAttribution: b\n\n[End of quote]",
    "[Callout] a\n\n- b\n\n1. c\n\n[Text] [Quote] d\n\n[end of callout]",
    "[Study result: 2 of 3] e\n\nSource: [1]\n\nf\n\n[End of study result]",
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
    r"|[\W_]*\[(callout|quote|section|faq|study result|bedside article|text|question|takeaways)\b.*"
    r"|[\W_]*\[end of .*\].*|attribution:\s*|sources: .*|year:"
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


@settings(max_examples=50, deadline=None)
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


@settings(max_examples=50, deadline=None)
@given(documents.filter(str.strip))
def test_nothing_is_lost_in_an_edited_export(document: str) -> None:
    document = f"{EXACT_LINE}\n\n# Title\n\n{document}"
    parsed = text.parse(document.encode())
    added = visible("https://doi.org/", "https://pubmed.ncbi.nlm.nih.gov/", "https://")
    found = outcome(mapper.read(parsed))
    assert not visible(document) - found
    assert set(found - visible(document)) <= set(added)


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, *filter(Path.exists, [SAMPLE])], ids=lambda document: document.stem
)
def test_nothing_is_lost_in_real_documents(document: Path) -> None:
    parsed = text.parse(document.read_bytes())
    assert source(parsed.nodes) == visible(document.read_text("utf-8"))
    assert not source(parsed.nodes) - outcome(mapper.read(parsed))


# Pages and Markdown: the same lines, in elements and in marks that nest.
pieces = st.lists(lines.map(lambda line: " ".join(line.split())).filter(bool), min_size=1, max_size=4)
SEEN = [
    "<p>{}</p>",
    "<h1>{}</h1>",
    "<h2>{}</h2>",
    "<h5>{}</h5>",
    "<ul><li>{}</li></ul>",
    "<li>{}",
    "<div>{}",
    "{}",
    "<ol start=3><li>{}<ul><li>{}</ul>{}</ol>",
    "<table><tr><th>{}<th>{}<tr><td>{}</table>",
    "<b>{}",
    "</b>{}",
    "<table><caption>{}</caption><tr><td rowspan=2>{}<td>{}<tr><td colspan=3>{}</table>",
    "<blockquote>{}",
    "<details><summary>{}</summary>{}</details>",
    "<p>{}<br><br>{}",
    "<dl><dt>{}<dd>{}</dl>",
    "<nav>{}</nav>",
    "<main>{}</main>",
    "<footer><p>{}</footer>",
    "<aside>{}</aside>",
    "<p><b>{}</b> <i>{}</i>",
    "<hr>{}",
    "<figure><figcaption>{}</figcaption></figure>",
    "<p><a href='https://example.org/x'>{}</a>{}",
    "<sup>{}</sup>",
    "<ol><li><a href='https://example.org/y'>{}</a></ol>",
    "<pre>{}\n{}</pre>",
    "<p hidden>{}</p>",
    "<td>{}",
    "<p style='display:none'>{}</p>",
    "<p><a href='#ftnt_ref1'>[1]</a>{}",
    "<button>{}</button>",
    "<table>{}</table>",
    "<table><tr><td><h2>{}</h2></table>",
    "<p class=title>{}",
    "<label>{}</label>",
    "<section>{}",
    "</div></li>{}",
]


def fill(pattern: str, texts: list[str]) -> tuple[str, list[str]]:
    used = [texts[position % len(texts)] for position in range(pattern.count("{}"))]
    return pattern.format(*map(escape, used)), used


pages = st.lists(st.builds(fill, st.sampled_from(SEEN), pieces), min_size=1, max_size=15)


def told(reading: Reading) -> Counter[str]:
    return outcome(reading) + visible(*(remark.text for remark in reading.remarks))


@settings(max_examples=50, deadline=None)
@given(pages)
def test_nothing_on_a_page_is_lost(blocks: list[tuple[str, list[str]]]) -> None:
    page = "\n".join(block for block, _ in blocks)
    written = visible(*(text for _, texts in blocks for text in texts))
    if any("hidden" in block or "none" in block for block, _ in blocks):
        page = f"{page}<p>end"
    try:
        reading = mapper.read(html.parse(page.encode()))
    except UnreadableDocument:
        assert not written
        return
    lost = written - told(reading)
    assert not {character for character in lost if character.isalnum()}


MARKED = [
    "{}",
    "# {}",
    "### {}",
    "- {}",
    "1. {}",
    "  - {}",
    "> {}",
    "**{}**",
    "*{}*",
    "[{}](https://example.org/a)",
    "| {} | {} |\n|---|---|\n| {} | {} |",
    "[^1]: {}",
    "{}[^1]",
    "{}\n===",
    "{}\n---",
    "<details><summary>{}</summary>",
    "</details>\n\n{}",
    "    {}",
    "```\n{}\n```",
    "{}\\\n{}",
    "***\n{}",
    "[7]: {}",
    "<div>{}",
    "- {}\n\n  {}",
]
PUNCTUATION = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.builds(lambda pattern, texts: (pattern, texts), st.sampled_from(MARKED), pieces), min_size=1),
    st.sampled_from(["", "---\n{}: {}\n---\n", "---\ntitle: {}\n{}\n", "title: {}\nslug: {}\n---\n"]),
)
def test_nothing_in_markdown_is_lost(blocks: list[tuple[str, list[str]]], front: str) -> None:
    texts = [text for _, texts in blocks for text in texts]
    source = front.format(texts[0], texts[-1]) + "\n"
    written = visible(texts[0], texts[-1]) if front else Counter[str]()
    for pattern, own in blocks:
        used = [own[position % len(own)] for position in range(pattern.count("{}"))]
        is_code = pattern.startswith(("    ", "```"))
        source += pattern.format(*(one if is_code else one.translate(PUNCTUATION) for one in used)) + "\n\n"
        written += visible(*used)
    reading = mapper.read(markdown.parse(source.encode()))
    listed_once = visible(*(one.text for one in reading.not_placed if one.use == "link of a line"))
    lost = written - told(reading) - listed_once
    assert not {character for character in lost if character.isalnum()}


@pytest.mark.parametrize("suffix", [".html", ".md"])
@settings(max_examples=40, deadline=None)
@given(documents.filter(str.strip), st.binary(max_size=40), st.integers(0, 1000))
def test_any_file_is_read_or_refused(suffix: str, document: str, noise: bytes, place: int) -> None:
    data = document.encode()
    with contextlib.suppress(UnreadableDocument):
        mapper.read(parse(f"a{suffix}", data[:place] + noise + data[place:]))


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.stem)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_mutilated_documents(document: Path, data: st.DataObject) -> None:
    written = document.read_bytes()
    start = data.draw(st.integers(0, len(written)))
    stop = data.draw(st.integers(start, len(written)))
    with contextlib.suppress(UnreadableDocument):
        mapper.read(parse(document.name, written[:start] + written[stop:]))
