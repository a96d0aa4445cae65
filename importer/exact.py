"""Reading an exported article: its headings and labels say what everything is; no wording is guessed at."""

from collections.abc import Mapping, Sequence

from importer.nodes import EXACT, EXHIBITS, Aside, Divider, Heading, ListItem, Node, Paragraph
from importer.parts import Part, Piece
from importer.rules import blocks, keywords, labels

# The headings that need no label. They are those of new blocks.
STANDARD = {
    "Quick answer": Part.QUICK_ANSWER_HEADING,
    "Frequently asked questions": Part.FAQ_HEADING,
    "Key takeaways": Part.TAKEAWAYS_HEADING,
    "Citations": Part.CITATIONS_HEADING,
}
LABELLED = {
    "quick answer": Part.QUICK_ANSWER_HEADING,
    "faq": Part.FAQ_HEADING,
    "takeaways": Part.TAKEAWAYS_HEADING,
    "citations": Part.CITATIONS_HEADING,
    "section": Part.SECTION_HEADING,
    "question": Part.QUESTION,
    "sources": Part.STRUCTURE,  # a list that only says what the numbers stand for
}
# What stands below each, until the next one.
PLACES = {
    Part.TITLE: Part.INTRODUCTION,
    Part.QUICK_ANSWER_HEADING: Part.QUICK_ANSWER,
    Part.SECTION_HEADING: Part.BODY,
    Part.FAQ_HEADING: Part.ANSWER,
    Part.QUESTION: Part.ANSWER,
    Part.TAKEAWAYS_HEADING: Part.TAKEAWAY_DETAIL,
    Part.CITATIONS_HEADING: Part.CITATION,
    Part.BLOCK: Part.BODY,
}
KEYWORDS = "Keywords:"


def label(nodes: Sequence[Node], fixed: Mapping[int, Part]) -> list[Piece]:
    """The part of every node of an exported article; `fixed` says of some what they are."""
    reader = _Reader()
    return [reader.piece(node, fixed.get(index)) for index, node in enumerate(nodes)]


class _Reader:
    """Walks through the document once; `place` is the part of plain text where it is."""

    def __init__(self) -> None:
        self.place = Part.NOT_PLACED
        self.has_title = False

    def piece(self, node: Node, fixed: Part | None) -> Piece:
        found = blocks.label_of(node.text) if self.may_have_label(node) else None
        part, level = self.part(node, found)
        if found and (found.name in LABELLED or found.name == blocks.TEXT.lower()):
            node = blocks.without_label(node, found)
        if fixed is not None:
            part, level = fixed, 2 if fixed is Part.SECTION_HEADING else None
        self.has_title = self.has_title or part is Part.TITLE
        is_sources = found is not None and found.name == "sources"
        self.place = Part.CITATION if is_sources else PLACES.get(part, self.place)
        return Piece(node, part, level, is_exact=True)

    def may_have_label(self, node: Node) -> bool:
        is_title = isinstance(node, Heading) and node.level == 1 and not self.has_title
        return isinstance(node, (Paragraph, Heading)) and not is_title

    def part(self, node: Node, found: blocks.Label | None) -> tuple[Part, int | None]:
        """The part of a node and the level of a section's heading, 0 where the section has none."""
        level = node.level or 2 if isinstance(node, Heading) else 0
        if isinstance(node, EXHIBITS):
            return Part.BODY if self.place is Part.BODY else Part.BLOCK, None
        if isinstance(node, Divider):
            return Part.STRUCTURE, None
        if isinstance(node, Aside):
            return self.part_above_title(node), None
        if level == 1 and not self.has_title:
            return Part.TITLE, None
        if found and found.name in LABELLED and level < 4:
            part = LABELLED[found.name]
            return part, min(max(level, 2), 3) if level else 0
        if 0 < level < 4:
            return self.part_of_heading(node, level)
        return self.part_of_text(node, found), None

    def part_of_heading(self, node: Node, level: int) -> tuple[Part, int | None]:
        if level == 3 and self.place is Part.ANSWER:
            return Part.QUESTION, None
        standard = STANDARD.get(node.text) if level < 3 else None
        return (standard, None) if standard else (Part.SECTION_HEADING, max(level, 2))

    def part_of_text(self, node: Node, found: blocks.Label | None) -> Part:
        if not self.has_title and self.place is Part.NOT_PLACED:
            return self.part_above_title(node)
        if self.place is Part.TAKEAWAY_DETAIL:
            if isinstance(node, ListItem):
                return Part.TAKEAWAY
            return Part.TAKEAWAY_SOURCES if blocks.cites(node.text) else Part.TAKEAWAY_DETAIL
        return self.place

    def part_above_title(self, node: Node) -> Part:
        if isinstance(node, ListItem):
            return Part.KEYWORDS
        if EXACT.fullmatch(node.text) or node.text == KEYWORDS:
            return Part.STRUCTURE
        if keywords.keyword_label(node.text):
            return Part.KEYWORDS
        return Part.DETAIL if labels.detail(node.text) else Part.NOT_PLACED
