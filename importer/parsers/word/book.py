"""What all stories of a Word file share: its definitions, and what is gathered while reading."""

import posixpath
from collections import Counter
from dataclasses import dataclass, field

from importer.nodes import Remark
from importer.parsers import links, pictures
from importer.parsers.word.names import Element
from importer.parsers.word.numbering import Numbering
from importer.parsers.word.package import Package, Relation
from importer.parsers.word.styles import Styles

LONGEST_QUOTE = 2_000


@dataclass(slots=True)
class Note:
    """A footnote or endnote, where the text first refers to it."""

    part: str
    key: str
    line: int
    number: int | None
    mark: str


@dataclass(slots=True)
class Book:
    package: Package
    styles: Styles
    numbering: Numbering
    is_exact: bool = False  # an exported article, in which nothing is a mark that the writer typed
    line: int = 0  # of the last paragraph that says something
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: dict[Remark, None] = field(default_factory=dict)
    numbers_typed: set[int] = field(default_factory=lambda: {0})
    changes: Counter[str] = field(default_factory=Counter)
    first_change: int = 0
    contents: list[str] = field(default_factory=list)  # the lines of tables of contents
    contents_line: int = 0
    comments: dict[str, int] = field(default_factory=dict)  # the line of each
    _names: dict[str, str] = field(default_factory=dict)  # of the pictures, by their part
    _notes: dict[tuple[str, str], Note] = field(default_factory=dict)
    _count_of_notes: int = 0

    @property
    def notes(self) -> list[Note]:
        return list(self._notes.values())

    def relations(self, part: str) -> dict[str, Relation]:
        return self.package.relations(part)

    def related(self, kind: str) -> list[str]:
        """The parts of a kind that belong to the text, each once."""
        relations = self.relations(self.package.main).values()
        return list(
            dict.fromkeys(one.target for one in relations if one.kind == kind and not one.is_external)
        )

    def remark(self, text: str, line: int) -> None:
        text = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
        self.remarks[Remark(text, line)] = None

    def change(self, kind: str, line: int) -> None:
        self.changes[kind] += 1
        self.first_change = self.first_change or line

    def note(self, kind: str, key: str, line: int, mark: str = "") -> Note | None:
        """Note what the text refers to; footnotes and endnotes are counted together."""
        if (kind, key) not in self._notes:
            part = next(iter(self.related(kind)), "")
            if not part:
                return None
            self._count_of_notes += not mark
            number = None if mark else self._count_of_notes
            self._notes[kind, key] = Note(part, key, line, number, mark or str(number))
        return self._notes[kind, key]

    def address(self, target: str, line: int) -> str:
        """Where a link leads, if that is outside the file."""
        if links.is_inside(target):
            return ""
        address = links.address(target)
        if not address:
            self.remark(f"a link that leads nowhere on the web, kept as words: {target.strip()}", line)
        return address

    def picture(self, relation: Relation | None, alt: str, line: int) -> str:
        """The name of a picture among the files; none, and a remark, where it cannot be one."""
        if relation is None or not relation.target:
            return self._no_picture("which the file does not hold", alt, line)
        if relation.is_external:
            return self._no_picture(
                "which is only linked and was not fetched", f"{alt} {relation.target}", line
            )
        if relation.target in self._names:
            return self._names[relation.target]
        file = posixpath.basename(relation.target)
        data = self.package.bytes_of(relation.target)
        if data is None:
            return self._no_picture("which the file does not hold", f"{alt} {file}", line)
        try:
            pictures.check(data, len(self.files))
        except pictures.NotHere as reason:
            return self._no_picture(str(reason), f"{alt} {file}", line)
        name = file if file not in self.files else relation.target
        self._names[relation.target] = name
        self.files[name] = data
        return name

    def _no_picture(self, reason: str, described: str, line: int) -> str:
        described = " ".join(described.split())
        self.remark(f"a picture, {reason}: {described}".rstrip(": "), line)
        return ""


def words_of(root: Element, paragraph: str, texts: frozenset[str], unseen: frozenset[str]) -> str:
    """The words below an element, as a remark quotes them."""
    words: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in unseen:
            continue
        if element.tag == paragraph:
            words.append(" ")
        if element.tag in texts:
            words.append(element.text or "")
        waiting += reversed(element)
    return " ".join("".join(words).split())
