"""What readers are told, in words: what a clinician approves, and how two versions of it differ. Pure."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from core.text import lines
from editorial.rich_text import replace_markers

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
TARGET = re.compile(r'(?:href|linktype|id)="([^"]*)"')
RAISED = {"<sup>": "^", "<sub>": "_"}
NO_WORDS = {"id", "level"}
SOURCES = {"source", "sources", "also_listed"}  # under these names a block keeps the keys of sources
CITED = re.compile(r"\[source (\d+(?:, \d+)*)\]")


class Passage(NamedTuple):
    """`place` says in which part it stands: “Section: body”."""

    place: str
    text: str


class Change(NamedTuple):
    """A passage as it was and as it is; empty where it was added or taken out."""

    place: str
    before: str
    after: str


Content = list[Passage]


def content_of(parts: Iterable[tuple[str, Any]]) -> Content:
    """The passages of fields by name, each a text, a rich text or a stream as it is stored.

    The look is left out: bold and italic words, the level of a heading, the ids of blocks. What a text points
    to is not: other sources or another link say something else.
    """
    return [passage for name, value in parts for passage in _passages(_label(name), value)]


def fingerprint(content: Content) -> str:
    """Equal for two contents that say the same."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def with_other_sources(content: Content, keys: Mapping[int, int]) -> Content:
    """The content with other sources where it names some: those that `keys` gives for them."""

    def changed(match: re.Match[str]) -> str:
        cited = [int(key) for key in match[1].split(", ")]
        return _cited([keys.get(key, key) for key in cited]) if set(cited) & keys.keys() else match[0]

    return [Passage(place, CITED.sub(changed, text)) for place, text in content]


def changes(before: Content, after: Content) -> Iterator[Change]:
    """What became of each passage, in reading order; those that only moved are taken out and added."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for _, start, stop, new_start, new_stop in (code for code in matcher.get_opcodes() if code[0] != "equal"):
        old, new = before[start:stop], after[new_start:new_stop]
        for position in range(max(len(old), len(new))):
            was = old[position] if position < len(old) else Passage("", "")
            now = new[position] if position < len(new) else Passage("", "")
            if was.place in ("", now.place) or now.place == "":
                yield Change(was.place or now.place, was.text, now.text)
            else:
                yield Change(was.place, was.text, "")
                yield Change(now.place, "", now.text)


def _label(*names: str) -> str:
    words = (name.replace("_", " ") for name in names if name)
    return ": ".join(words).capitalize()


def _passages(place: str, value: Any) -> Iterator[Passage]:
    match value:
        case bool() | None:
            return
        case str() | int() | float():
            if text := _text(str(value)):
                yield Passage(place, text)
        case dict() if "type" in value and "value" in value:
            kind = "" if value["type"] == "item" else value["type"]
            yield from _passages(_label(kind) or place, value["value"])
        case dict():
            for name in sorted(value.keys() - NO_WORDS):  # the editor stores them in an order of its own
                below = _cited(_keys(value[name])) if name in SOURCES else value[name]
                yield from _passages(_below(place, name), below)
        case _:
            for item in value:
                yield from _passages(place, item)


def _below(place: str, name: str) -> str:
    return _label(place.partition(":")[0], name)


def _text(html: str) -> str:
    html = LINK.sub(_with_target, replace_markers(html, _numbered))
    for tag, sign in RAISED.items():
        html = html.replace(tag, sign)
    return lines(html)


def _with_target(match: re.Match[str]) -> str:
    return f"{match[2]} ({' '.join(TARGET.findall(match[1]))})"


def _numbered(keys: list[int]) -> str:
    return f" {_cited(keys)}"


def _keys(value: Any) -> list[int]:
    """The sources that a block keeps: one, or a list in either of its stored forms."""
    items = value if isinstance(value, list) else [value]
    return [key for item in items if (key := item["value"] if isinstance(item, dict) else item)]


def _cited(keys: Sequence[int]) -> str:
    return f"[source {', '.join(map(str, dict.fromkeys(keys)))}]" if keys else ""
