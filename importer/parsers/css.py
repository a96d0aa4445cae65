"""What style sheets say about text: bold, italic, raised, hidden. Only rules for a single class are read.

Google Docs says bold and italic in no other way.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SELECTOR = re.compile(r"[a-z0-9]*\.([\w-]+)", re.I)
COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/")
HEAVY = {"bold", "bolder", "600", "700", "800", "900"}
SLANTED = {"italic", "oblique"}


@dataclass(frozen=True, slots=True)
class Look:
    """None where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    raised: bool | None = None
    hidden: bool = False
    lowered: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look where it says something, else the other."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.italic if self.italic is None else self.italic,
            other.raised if self.raised is None else self.raised,
            self.hidden or other.hidden,
            other.lowered if self.lowered is None else self.lowered,
        )


PLAIN = Look()


def read_declarations(text: str) -> Look:
    """The look that declarations give, such as "font-weight:700;color:red"."""
    said: dict[str, str] = {}
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        said[name.strip().lower()] = value.replace("!important", "").strip().lower()
    font = re.split("[\"']", said.get("font", ""))[0].split()  # what stands before the names of its family
    weight, style, align = (said.get(name) for name in ("font-weight", "font-style", "vertical-align"))
    return Look(
        bold=weight in HEAVY if weight else not HEAVY.isdisjoint(font) if font else None,
        italic=style in SLANTED if style else not SLANTED.isdisjoint(font) if font else None,
        raised=True if align == "super" else None,
        lowered=True if align == "sub" else None,
        hidden=said.get("display") == "none"
        or said.get("visibility") in ("hidden", "collapse")
        or said.get("mso-hide") == "all",
    )


def read_sheet(text: str) -> dict[str, Look]:
    """The look of each class. What a sheet says for some screens only is left out."""
    looks: dict[str, Look] = {}
    for prelude, body in _rules(COMMENT.sub("", text)):
        look = read_declarations(body)
        for selector in prelude.split(","):
            if match := SELECTOR.fullmatch(selector.strip()):
                looks[match[1]] = look.over(looks.get(match[1], Look()))
    return looks


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """The rules that stand in no other, each as what precedes its braces and what they hold."""
    depth = position = 0
    prelude = ""
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            if not depth:
                prelude, position = text[position : brace.start()], brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                body = text[position : brace.start()]
                if "{" not in body:
                    yield prelude.rpartition(";")[2], body
                position = brace.end()


def look_of(classes: str, style: str, sheet: Mapping[str, Look]) -> Look:
    """The look of an element with these classes and this style of its own."""
    look = read_declarations(style) if style else Look()
    for name in reversed(classes.split()):
        if name in sheet:
            look = look.over(sheet[name])
    return look
