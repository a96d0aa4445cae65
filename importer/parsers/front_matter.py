"""The lines about a document above its text, which many programs keep in Markdown files.

They are read line by line and not as YAML: writers break its rules, and what cannot be read is kept as text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from importer.nodes import Aside, Heading, Node, Paragraph, Remark, plain

FENCES = {"---": ("---", "..."), "+++": ("+++",)}
PROPERTY = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,40}?)\s*(?P<sign>:(?=\s|$)|=(?=\s))\s*(?P<value>.*)")
BLOCK = re.compile(r"[|>][+-]?\d?")
QUOTED = re.compile(r"\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^']|'')*)'")
HEADING = re.compile(r"#{1,6}\s")
FEWEST_UNFENCED = 2
MOST_LINES = 200

# How the rules that read an article know these names.
LABELS = {
    "title": "Title",
    "keywords": "Keywords",
    "seo keywords": "Keywords",
    "focus keyword": "Focus keyword",
    "tags": "Tags",
    "description": "Meta description",
    "meta description": "Meta description",
    "seo description": "SEO description",
    "meta title": "Meta title",
    "seo title": "SEO title",
    "author": "Author",
    "authors": "Authors",
    "reviewer": "Reviewer",
    "date": "Date",
    "slug": "Slug",
}


@dataclass(slots=True)
class Property:
    name: str
    values: list[str]
    line: int

    @property
    def text(self) -> str:
        label = LABELS.get(self.name.lower().replace("_", " ").replace("-", " "), self.name)
        return f"{label}: {', '.join(self.values)}"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    properties: Sequence[Property]
    unread: Sequence[tuple[int, str]]  # lines that are no property, with their numbers
    end: int  # how many lines of the document they take

    @property
    def title(self) -> Property | None:
        named = (one for one in self.properties if one.name.lower() == "title" and any(one.values))
        return next(named, None)

    def nodes(self, has_title: bool) -> Iterator[Node]:
        """The properties beside the text; the title is one only where the text has none of its own."""
        for one in self.properties:
            if one is self.title and not has_title:
                yield Heading(plain(" ".join(one.values)), one.line, f"{one.name}:", level=1)
            else:
                yield Aside(plain(one.text), one.line)
        yield from (Paragraph(plain(text), line) for line, text in self.unread)

    def remarks(self) -> Iterator[Remark]:
        for line, text in self.unread:
            yield Remark(
                f"above the text and not in the form “name: value”, kept as text: {text[:200]}", line
            )


def read(lines: Sequence[str]) -> FrontMatter | None:
    """The front matter a document begins with, fenced or with a fence missing; None when it has none."""
    start = next((number for number, line in enumerate(lines[:20]) if line.strip()), 0)
    closing = FENCES.get(lines[start].strip() if lines else "")
    first = start + 1 if closing else start
    last = min(len(lines), first + MOST_LINES)
    ends = closing or ("---", "+++")
    end = next((number for number in range(first, last) if lines[number].rstrip() in ends), None)
    block = _block_end(lines, first)
    if closing is None:
        block = end if end is not None else first
        if block - first < FEWEST_UNFENCED or _count(lines, first, block) < block - first:
            return None
    if end is None or (closing and _count(lines, first, end) == 0):
        if not _count(lines, first, block):
            return None
        end = block
    has_fence = end < len(lines) and lines[end].rstrip() in ends
    properties, unread = _read(lines, first, end)
    return FrontMatter(properties, unread, end + has_fence)


def _block_end(lines: Sequence[str], first: int) -> int:
    """Where a block of lines ends that has no fence: at an empty line or a heading."""
    end = first
    while end < min(len(lines), first + MOST_LINES) and lines[end].strip() and not HEADING.match(lines[end]):
        end += 1
    return end


def _count(lines: Sequence[str], first: int, end: int) -> int:
    return sum(bool(PROPERTY.match(line)) for line in lines[first:end])


def _read(lines: Sequence[str], first: int, end: int) -> tuple[list[Property], list[tuple[int, str]]]:
    properties: list[Property] = []
    unread: list[tuple[int, str]] = []
    for number, line in enumerate(lines[first:end], first + 1):
        text = " ".join(line.split())
        if not text or text.startswith("#"):
            if text:
                unread.append((number, text))
            continue
        is_below = line[0] in " \t-" and properties
        match = PROPERTY.match(line)
        if is_below and (text.startswith("- ") or not match or line[0].isspace()):
            is_item = text.startswith("- ")
            _add(properties[-1], unquoted(text[2:] if is_item else text), is_item)
        elif match:
            properties.append(Property(match["name"], values(match["value"]), number))
        else:
            unread.append((number, text))
    return properties, unread


def _add(one: Property, text: str, is_item: bool) -> None:
    """A line below a property: an item of its list, or the text going on."""
    if is_item or not one.values:
        one.values.append(text)
    else:
        one.values[-1] = f"{one.values[-1]} {text}"


def values(text: str) -> list[str]:
    """The values of a property: one, or those of a list in brackets."""
    text = text.strip()
    if BLOCK.fullmatch(text):
        return []
    if text.startswith("[") and text.endswith("]"):
        parts = [unquoted(part.strip()) for part in text[1:-1].split(",")]
        return [part for part in parts if part]
    text = unquoted(text)
    return [text] if text else []


def unquoted(text: str) -> str:
    """A value without its quotes; broken ones stay."""
    text = " ".join(text.split())
    match = QUOTED.fullmatch(text)
    if not match:
        return text
    if match["double"] is not None:
        return re.sub(r"\\([\"\\])", r"\1", match["double"])
    return match["single"].replace("''", "'")
