"""The tree of a web page, as browsers build it, and what can be said of it before it is read."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from importer.errors import UnreadableDocument

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "label", "legend", "li", "main", "menu",
    "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Rule:
    """An element that opens stays open up to one that ends it, or one that keeps what is inside apart."""

    opens: frozenset[str]
    ends: frozenset[str]
    keeps: frozenset[str] | None  # None: every element


# As the standard of HTML has it.
RULES = (
    Rule(
        frozenset({"p"}),
        frozenset({
            "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
            "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", *HEADINGS, "header", "hgroup",
            "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table",
            "ul",
        }),
        frozenset({"button", "caption", "marquee", "object", "svg", "table", "td", "template", "th"}),
    ),
    Rule(frozenset({"li"}), frozenset({"li"}), BLOCKS - {"address", "div", "p"}),
    Rule(frozenset({"dd", "dt"}), frozenset({"dd", "dt"}), BLOCKS - {"address", "div", "p"}),
    Rule(frozenset(HEADINGS), frozenset(HEADINGS), None),
)  # fmt: skip
FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip

SAID = {"class": " ", "href": "", "style": " "}  # with what a line end counts for

# Behind these browsers read on, and libxml2 does not.
ENDS_OF_PAGE = re.compile(r"</(?:html|body)\b[^<>]*>", re.I)

MOST_TAGS = 400_000
MOST_ELEMENTS = 100_000
MOST_TEXT = 2_000_000  # characters


def read_tree(page: str) -> tuple[Element, int]:
    """The root of a page, and how many elements it has."""
    if page.count("<") > MOST_TAGS:
        raise _too_large()
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(ENDS_OF_PAGE.sub("", page).encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableDocument("cannot be read as a web page.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableDocument("nests its elements too deeply to be a page for readers.")
    if root is None:
        raise UnreadableDocument("holds no text that a reader would see.")
    count = sum(1 for _ in root.iter())
    if count > MOST_ELEMENTS:
        raise _too_large()
    if sum(map(_length, root.iter())) > MOST_TEXT:
        raise UnreadableDocument(f"has more than {MOST_TEXT:,} characters of text, the limit. Split it.")
    close_elements(root)
    return root, count


def _length(element: Element) -> int:
    """How much text there is in an element and behind it, but for that of its children."""
    inside = 0 if element.tag in ("script", "style") else len(element.text or "")
    return inside + len(element.tail or "")


def _too_large() -> UnreadableDocument:
    return UnreadableDocument(f"is made of more than {MOST_ELEMENTS:,} elements, the limit. Split it.")


def close_elements(root: Element) -> None:
    """Let the elements that were left open end where browsers end them.

    libxml2 does not end them before elements that came with HTML 5, nor while another is open inside.
    """
    ended: dict[Element, Element] = {}  # by what
    opened: list[list[Element | None]] = [[None] * len(RULES)]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            opened.pop()
            continue
        left_open = list(opened[-1])
        for place, rule in enumerate(RULES):
            one = left_open[place]
            if one is not None and element.tag in rule.ends and one not in ended:
                ended[one] = element
            if element.tag in rule.opens:
                left_open[place] = element
            elif rule.keeps is None or element.tag in rule.keeps:
                left_open[place] = None
        opened.append(left_open)
    for one, first in ended.items():
        _move_behind(one, first)


def _move_behind(element: Element, first: Element) -> None:
    """Move `first`, and what follows it inside of the element, behind the element."""
    moved = [first, *first.itersiblings()]
    above = first.getparent()
    while above is not element and above is not None:
        following = list(above.itersiblings())
        if above.tag in FORMATTING:  # which goes on
            again = above.makeelement(above.tag, _said(above))
            again.extend(moved)
            moved = [again]
        _hand_tail(above, moved[-1])
        moved += following
        above = above.getparent()
    _hand_tail(element, moved[-1])
    for one in reversed(moved):
        element.addnext(one)


def _said(element: Element) -> dict[str, str]:
    """The attributes that say how a text looks and where it leads, but for those lxml does not let us set."""
    said = {key: element.get(key, "").replace("\n", between) for key, between in SAID.items()}
    return {key: value for key, value in said.items() if value and value.isprintable()}


def _hand_tail(one: Element, other: Element) -> None:
    other.tail = (other.tail or "") + (one.tail or "")
    one.tail = None


def find_main(root: Element) -> Element | None:
    """The element that holds the text of the page, if it says which."""
    for path in ("main", "article"):
        found = list(root.iter(path))
        if len(found) == 1 and content_of(found[0]):
            return found[0]
    return None


def layout_tables(root: Element) -> frozenset[Element]:
    """Tables that only lay out a page: they hold headings or other tables."""
    layout: set[Element] = set()
    open_tables: list[Element] = []
    tags = ("table", "details", *HEADINGS)
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=tags):
        if event == "start" and open_tables:
            layout.add(open_tables[-1])
        if element.tag == "table":
            if event == "start":
                open_tables.append(element)
                if element.get("role") in ("presentation", "none"):
                    layout.add(element)
            else:
                open_tables.pop()
    return frozenset(layout)


def comments(root: Element) -> frozenset[Element]:
    """The comments of a Google Doc, which stand behind its text."""
    anchors = (anchor for anchor in root.iter("a") if re.fullmatch(r"cmnt\d+", anchor.get("id", "")))
    found = (next(anchor.iterancestors("div"), None) for anchor in anchors)
    return frozenset(element for element in found if element is not None)


def around(root: Element, *tags: str) -> frozenset[Element]:
    """Every element that holds one of these."""
    around: set[Element] = set()
    for inner in root.iter(*tags):
        for element in inner.iterancestors():
            if element in around:
                break
            around.add(element)
    return frozenset(around)


def content_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
