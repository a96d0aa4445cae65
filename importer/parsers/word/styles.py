"""Styles: what a paragraph or run looks like through its style and those the style is based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from importer.parsers.word.names import Element, child, name, switch, value, whole

# Word itself keeps the English names in every language; other programs translate them.
HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis"
    r"|заголовок|标题|標題|見出し|제목)\s*([1-9])?",
    re.I,
)
SUBTITLE = re.compile(r"subtitle|untertitel|sous-titre|subtítulo|sottotitolo|ondertitel|underrubrik", re.I)
TITLE = re.compile(r"title|titel|titre|título|titulo|titolo|tytuł|otsikko|название|标题|標題|表題|제목", re.I)
CONTENTS = re.compile(r"toc (?:\d|heading)|contents heading|contents \d", re.I)
LIST = re.compile(r"list (bullet|number)(?: ([2-9]))?", re.I)
GOES_ON = re.compile(r"list (?:paragraph|continue(?: \d)?)", re.I)
MOST_BASES = 30
TITLE_LEVEL = 0
BODY_LEVEL = 10


@dataclass(frozen=True, slots=True)
class Look:
    """None where it is not said."""

    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    lowered: bool | None = None


PLAIN = Look()
# Of styles that a file may use without defining them.
KNOWN_LOOKS = {
    "strong": Look(bold=True),
    "emphasis": Look(italic=True),
    "footnotereference": Look(raised=True),
    "endnotereference": Look(raised=True),
}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    key: str = ""
    look: Look = PLAIN
    level: int | None = None  # of a heading, counted from 1; 0 for the title, 10 for what is none
    num_id: int | None = None
    ilvl: int | None = None
    indent: int | None = None
    is_contents: bool = False  # of a table of contents
    goes_on: bool = False  # continues the list item above
    list_kind: str = ""  # "bullet" or "number", by its name alone
    list_depth: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    key: str
    name: str
    element: Element | None

    def find(self, *path: str) -> Element | None:
        return child(self.element, *path)


class Styles:
    def __init__(self, root: Element | None) -> None:
        self._by_key: dict[str, _Style] = {}
        self._default = ""
        for element in root.iterchildren(name("w:style")) if root is not None else ():
            key = value(element, name("w:styleId"))
            self._by_key[key] = _Style(key, value(child(element, "w:name")) or key, element)
            is_default = value(element, name("w:default")) in ("1", "true", "on")
            if is_default and value(element, name("w:type")) == "paragraph":
                self._default = key
        self.paragraph = cache(self._paragraph)
        self.character = cache(self._character)

    def run(self, style: ParagraphStyle, properties: Element | None) -> Look:
        """The look of a run. Toggles of paragraph and character style cancel each other out, as in Word."""
        if properties is None:
            return style.look
        direct = look_of(properties)
        key = value(child(properties, "w:rStyle"))
        named = self.character(key) if key else PLAIN
        return _over(direct, _both(style.look, named))

    def has_header_look(self, key: str) -> bool:
        """Whether a table style makes the first row look like a header."""
        return any(
            value(part, name("w:type")) == "firstRow"
            for style in self._chain(key)
            if style.element is not None
            for part in style.element.iterchildren(name("w:tblStylePr"))
        )

    def _chain(self, key: str) -> Iterator[_Style]:
        """A style and those it is based on; one that is not defined has its key for a name."""
        seen: set[str] = set()
        while key and key not in seen and len(seen) < MOST_BASES:
            seen.add(key)
            style = self._by_key.get(key) or _Style(key, key, None)
            yield style
            key = value(style.find("w:basedOn"))

    def _character(self, key: str) -> Look:
        look = PLAIN
        for style in self._chain(key):
            known = KNOWN_LOOKS.get(style.name.lower(), PLAIN) if style.element is None else PLAIN
            own = look_of(style.find("w:rPr")) if known == PLAIN else known
            look = _over(look, own)
        return look

    def _paragraph(self, key: str) -> ParagraphStyle:
        chain = list(self._chain(key or self._default))
        look, num_id, ilvl, indent = PLAIN, None, None, None
        for style in chain:
            look = _over(look, look_of(style.find("w:rPr")))
            number = style.find("w:pPr", "w:numPr", "w:numId")
            depth = style.find("w:pPr", "w:numPr", "w:ilvl")
            num_id = whole(value(number)) if num_id is None and number is not None else num_id
            ilvl = whole(value(depth)) if ilvl is None and depth is not None else ilvl
            indent = indent_of(style.find("w:pPr")) if indent is None else indent
        by_name = next((match for style in chain if (match := LIST.fullmatch(style.name))), None)
        return ParagraphStyle(
            key=key or self._default,
            look=look,
            level=_heading_level(chain),
            num_id=num_id,
            ilvl=ilvl,
            indent=indent,
            is_contents=any(CONTENTS.fullmatch(style.name) for style in chain),
            goes_on=any(GOES_ON.fullmatch(style.name) for style in chain),
            list_kind=by_name[1].lower() if by_name else "",
            list_depth=int(by_name[2]) - 1 if by_name and by_name[2] else 0,
        )


def _heading_level(chain: list[_Style]) -> int | None:
    levels = (_level(style, style is chain[0]) for style in chain)
    return next((level for level in levels if level is not None), None)


def look_of(properties: Element | None) -> Look:
    """What the properties of a run or of a style say themselves."""
    bold = italic = raised = lowered = hidden = font = None
    for one in properties if properties is not None else ():
        match LOCAL.get(one.tag):
            case "b":
                bold = switch(one)
            case "i":
                italic = switch(one)
            case "vanish":
                hidden = switch(one)
            case "vertAlign":
                raised, lowered = value(one) == "superscript", value(one) == "subscript"
            case "rFonts":
                font = value(one, name("w:ascii")) or value(one, name("w:hAnsi")) or None
    return Look(bold, italic, raised, hidden, font, lowered)


LOCAL = {name(f"w:{local}"): local for local in ("b", "i", "vanish", "vertAlign", "rFonts")}


def indent_of(properties: Element | None) -> int | None:
    element = child(properties, "w:ind")
    if element is None:
        return None
    left = element.get(name("w:left")) or element.get(name("w:start"))
    return None if left is None else whole(left)


def level_of(outline: Element | None) -> int | None:
    """The heading level that an outline level stands for."""
    return None if outline is None else min(max(whole(value(outline), BODY_LEVEL), 0) + 1, BODY_LEVEL)


def _level(style: _Style, is_own: bool) -> int | None:
    """The level that a style gives. One called just "Heading" gives it to its own paragraphs only."""
    if TITLE.fullmatch(style.name):
        return TITLE_LEVEL
    if SUBTITLE.fullmatch(style.name):
        return BODY_LEVEL
    outline = level_of(style.find("w:pPr", "w:outlineLvl"))
    if outline is not None:
        return outline
    match = HEADING.fullmatch(style.name)
    if match is None or not (match[1] or is_own):
        return None
    return int(match[1] or 1)


def _over(upper: Look, lower: Look) -> Look:
    """What the upper one says, and where it says nothing the lower."""
    if upper == PLAIN:
        return lower
    return Look(
        lower.bold if upper.bold is None else upper.bold,
        lower.italic if upper.italic is None else upper.italic,
        lower.raised if upper.raised is None else upper.raised,
        lower.hidden if upper.hidden is None else upper.hidden,
        lower.font if upper.font is None else upper.font,
        lower.lowered if upper.lowered is None else upper.lowered,
    )


def _both(one: Look, other: Look) -> Look:
    if other == PLAIN:
        return one
    return Look(
        bool(one.bold) != bool(other.bold),
        bool(one.italic) != bool(other.italic),
        one.raised if other.raised is None else other.raised,
        bool(one.hidden) != bool(other.hidden),
        other.font or one.font,
        one.lowered if other.lowered is None else other.lowered,
    )
