"""Lists: the number or bullet that Word prints before a paragraph and keeps out of its text."""

import re
from dataclasses import dataclass, field

from importer.parsers.word import symbols
from importer.parsers.word.names import Element, child, name, switch, value, whole
from importer.parsers.word.styles import indent_of

DEEPEST = 8
# Beyond it Word itself does not count; letters would grow without end.
HIGHEST = 3_999
ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph. Paragraphs with the same `list_key` are in one list."""

    mark: str
    number: int | None
    list_key: int
    ilvl: int
    indent: int


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "bullet"
    text: str = "•"
    start: int = 1
    restarts_after: int | None = None
    indent: int | None = None
    font: str | None = None
    is_legal: bool = False
    style: str = ""

    @property
    def counts(self) -> bool:
        return self.form not in ("bullet", "none")


@dataclass(slots=True)
class _List:
    """An abstract numbering: its levels, and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """A w:num: an abstract numbering, some levels of which it may define anew or start anew."""

    abstract: int
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    def __init__(self, root: Element | None) -> None:
        children = list(root) if root is not None else []
        abstracts = [one for one in children if one.tag == name("w:abstractNum")]
        uses = [one for one in children if one.tag == name("w:num")]
        self._uses = {whole(value(one, name("w:numId"))): _use(one) for one in uses}
        self._lists = {whole(value(one, name("w:abstractNumId"))): _List(_levels(one)) for one in abstracts}
        self._follow_links(abstracts)

    def _follow_links(self, abstracts: list[Element]) -> None:
        """A list style keeps its levels in another abstract numbering."""
        keys = {
            value(child(one, "w:styleLink")): whole(value(one, name("w:abstractNumId"))) for one in abstracts
        }
        for one in abstracts:
            linked = keys.get(value(child(one, "w:numStyleLink")))
            own = whole(value(one, name("w:abstractNumId")))
            if linked is not None and not self._lists[own].levels:
                self._lists[own] = self._lists[linked]

    def level_of_style(self, num_id: int, style: str) -> int | None:
        """The level that a list reserves for a paragraph style."""
        use = self._uses.get(num_id)
        found = self._lists.get(use.abstract) if use else None
        levels = found.levels if found else {}
        return next((depth for depth, level in levels.items() if style and level.style == style), None)

    def advance(self, num_id: int, ilvl: int) -> Label | None:
        """Count one paragraph; None where Word prints nothing before it."""
        ilvl = min(max(ilvl, 0), DEEPEST)
        use = self._uses.get(num_id)
        if use is None or use.abstract not in self._lists:
            return Label("•", None, -num_id, ilvl, 720 * (ilvl + 1))
        numbers = self._lists[use.abstract]
        levels = numbers.levels | use.levels
        level = levels.get(ilvl, _Level())
        if ilvl in use.starts:
            numbers.counts[ilvl] = use.starts.pop(ilvl) - 1
        numbers.counts[ilvl] = numbers.counts.get(ilvl, level.start - 1) + 1
        for deeper in [depth for depth in numbers.counts if depth > ilvl]:
            after = levels.get(deeper, _Level()).restarts_after
            if after is None or ilvl < after:
                del numbers.counts[deeper]
        mark = _mark(level, levels, numbers.counts)
        if not mark:
            return None
        indent = level.indent if level.indent is not None else 720 * (ilvl + 1)
        number = numbers.counts[ilvl] if level.counts else None
        return Label(mark, number, use.abstract, ilvl, indent)


def _use(element: Element) -> _Use:
    use = _Use(whole(value(child(element, "w:abstractNumId")), -1), {}, {})
    for override in element.iterchildren(name("w:lvlOverride")):
        ilvl = whole(value(override, name("w:ilvl")))
        if (level := child(override, "w:lvl")) is not None:
            use.levels[ilvl] = _level(level)
        if (start := child(override, "w:startOverride")) is not None:
            use.starts[ilvl] = whole(value(start), 1)
    return use


def _levels(abstract: Element) -> dict[int, _Level]:
    return {whole(value(one, name("w:ilvl"))): _level(one) for one in abstract.iterchildren(name("w:lvl"))}


def _level(element: Element) -> _Level:
    restart, fonts = child(element, "w:lvlRestart"), child(element, "w:rPr", "w:rFonts")
    start = child(element, "w:start")
    is_picture = child(element, "w:lvlPicBulletId") is not None
    return _Level(
        form=value(child(element, "w:numFmt")) or "decimal",
        text="•" if is_picture else value(child(element, "w:lvlText")),
        start=1 if start is None else whole(value(start), 1),
        restarts_after=None if restart is None else whole(value(restart)),
        indent=indent_of(child(element, "w:pPr")),
        font=value(fonts, name("w:ascii")) or value(fonts, name("w:hAnsi")) or None,
        is_legal=bool(switch(child(element, "w:isLgl"))),
        style=value(child(element, "w:pStyle")),
    )


def _mark(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    """The mark without white space at its ends; spaces inside do not break, as a mark is one word."""
    if level.form == "bullet":
        return _bullet(level)

    def count(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        other = levels.get(depth, _Level("decimal"))
        form = "decimal" if level.is_legal else other.form
        return written(counts.get(depth, other.start), form)

    return "\u00a0".join(PLACE.sub(count, level.text[:100]).split())


def _bullet(level: _Level) -> str:
    text = symbols.read(level.text.strip()[:10], level.font)
    if text == "o":
        return "◦"
    return "•" if not text or symbols.PRIVATE.search(text) else "\u00a0".join(text.split())


def written(number: int, form: str) -> str:
    """A number in one of Word's forms; those that no Western document uses in plain digits."""
    if form == "none":
        return ""
    if not 0 < number <= HIGHEST:
        return str(number)
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            return _roman(number).upper() if form == "upperRoman" else _roman(number)
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            ending = {1: "st", 2: "nd", 3: "rd"}.get(
                number % 10 if number % 100 not in (11, 12, 13) else 0, "th"
            )
            return f"{number}{ending}"
    return str(number)


def _roman(number: int) -> str:
    roman = ""
    for size, letters in ROMAN:
        roman += letters * (number // size)
        number %= size
    return roman
