"""Markdown out of the rich text Bedside stores. Pure."""

import re
from html.parser import HTMLParser

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
BLANK_LINES = re.compile(r"\n{3,}")
NUMBERS = r"(?P<numbers>\[\d+(?:, \d+)*\](?![(\[:]))"  # nothing can make a link of these
SPECIAL = re.compile(rf"{NUMBERS}|[\\`*_\[\]<>]|&(?=#?\w+;)")
SPECIAL_AT_START = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|[=-]+$|~{3,})|(\d{1,9})(?=[.)](?:\s|$))")


def escape(text: str) -> str:
    """The text with every character that Markdown gives a meaning within a line taken at its word."""
    return SPECIAL.sub(lambda match: match[0] if match["numbers"] else f"\\{match[0]}", text)


def link(text: str, address: str) -> str:
    """A link around text that is Markdown already."""
    return f"[{text}](<{address}>)" if re.search(r"[\s()]", address) else f"[{text}]({address})"


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.opened: list[int] = []
        self.lists: list[int | None] = []
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in MARKS:
            self.opened.append(len(self.out))
        elif tag == "a":
            self.href = dict(attrs).get("href") or ""
            self.opened.append(len(self.out))
        elif tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
            self.out.append("\n")
        elif tag == "li":
            self.out.append(self._bullet())
        elif tag == "h4":
            self.out.append("\n\n#### ")
        elif tag == "br":
            self.out.append("  \n")

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS or tag == "a":
            self._close(tag)
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.out.append("\n" if self.lists else "\n\n")
        elif tag in {"p", "h4"}:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        text = escape(re.sub(r"\s+", " ", data))
        if self._at_start:
            text = SPECIAL_AT_START.sub(_take_at_its_word, text.lstrip(), count=1)
        self.out.append(text)

    @property
    def _at_start(self) -> bool:
        """Whether nothing stands on the line yet: there a number or a sign would begin a list."""
        before = "".join(self.out[-2:])
        return not before or bool(re.search(r"(\n|\n *- |\n *\d+\. |#### )$", before))

    def _close(self, tag: str) -> None:
        """Wrap what was written since the tag opened; spaces stay outside, where Markdown needs them."""
        if not self.opened:
            return
        start = self.opened.pop()
        inner = "".join(self.out[start:])
        del self.out[start:]
        words = inner.strip(" ")
        if not words:
            self.out.append(inner)
            return
        before, after = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
        if tag in MARKS:
            self.out.append(f"{before}{MARKS[tag]}{words}{MARKS[tag]}{after}")
        else:
            self.out.append(f"{before}{link(words, self.href) if self.href else words}{after}")

    def _bullet(self) -> str:
        indent = "   " * (len(self.lists) - 1)
        if not self.lists or self.lists[-1] is None:
            return f"\n{indent}- "
        self.lists[-1] += 1
        return f"\n{indent}{self.lists[-1]}. "


def _take_at_its_word(match: re.Match[str]) -> str:
    return f"{match[2]}\\" if match[2] else f"\\{match[0]}"


def markdown(html: str) -> str:
    """The fragment as Markdown, without blank lines at its ends."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return BLANK_LINES.sub("\n\n", "".join(writer.out)).strip()
