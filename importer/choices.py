"""What a person can say that a piece of a document is. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from importer.mapper import WITH_EXHIBITS
from importer.nodes import EXHIBITS, Node
from importer.parts import Correction, Part, Piece

LEFT_OUT = "Not in the article"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the menu. Pieces of one family have one colour."""

    key: str
    label: str
    family: str
    part: Part
    level: int | None = None

    @property
    def correction(self) -> Correction:
        return Correction(self.part, self.level)


GROUPS: dict[str, tuple[Choice, ...]] = {
    "Top of the article": (
        Choice("title", "Title", "title", Part.TITLE),
        Choice("introduction", "Introduction", "introduction", Part.INTRODUCTION),
        Choice("quick-answer-heading", "Quick answer heading", "quick-answer",
               Part.QUICK_ANSWER_HEADING),
        Choice("quick-answer", "Quick answer", "quick-answer", Part.QUICK_ANSWER),
    ),
    "Sections": (
        Choice("section-heading", "Heading", "section", Part.SECTION_HEADING, 2),
        Choice("subheading", "Subheading", "section", Part.SECTION_HEADING, 3),
        Choice("small-heading", "Heading within the text", "section", Part.SECTION_HEADING, 4),
        Choice("body", "Text", "section", Part.BODY),
        Choice("block", "Block of its own", "section", Part.BLOCK),
    ),
    "FAQ": (
        Choice("faq-heading", "FAQ heading", "faq", Part.FAQ_HEADING),
        Choice("question", "Question", "faq", Part.QUESTION),
        Choice("answer", "Answer", "faq", Part.ANSWER),
    ),
    "Takeaways": (
        Choice("takeaways-heading", "Takeaways heading", "takeaways", Part.TAKEAWAYS_HEADING),
        Choice("takeaway", "Takeaway", "takeaways", Part.TAKEAWAY),
        Choice("takeaway-detail", "Detail of a takeaway", "takeaways", Part.TAKEAWAY_DETAIL),
        Choice("takeaway-sources", "Sources of a takeaway", "takeaways", Part.TAKEAWAY_SOURCES),
    ),
    "Citations": (
        Choice("citations-heading", "Citations heading", "citations", Part.CITATIONS_HEADING),
        Choice("citation", "Citation", "citations", Part.CITATION),
    ),
    "For the team and for search engines": (
        Choice("keywords", "Search keywords", "detail", Part.KEYWORDS),
        Choice("detail", "Description or other detail", "detail", Part.DETAIL),
    ),
    LEFT_OUT: (
        Choice("form-heading", "Form heading", "outside", Part.FORM_HEADING),
        Choice("note", "Form field or note", "outside", Part.NOTE),
        Choice("other-articles-heading", "Other articles heading", "outside", Part.OTHER_ARTICLES_HEADING),
        Choice("other-article", "Teaser of another article", "outside", Part.OTHER_ARTICLE),
        Choice("contents", "Table of contents", "outside", Part.CONTENTS),
        Choice("structure", "Label only", "outside", Part.STRUCTURE),
        Choice("not-placed", "Left out", "not-placed", Part.NOT_PLACED),
    ),
}  # fmt: skip
CHOICES = {choice.key: choice for group in GROUPS.values() for choice in group}


def choice_of(piece: Piece) -> Choice:
    """The line of the menu that says what a piece is taken for."""
    levels = [choice for choice in CHOICES.values() if choice.part is piece.part]
    return next((choice for choice in levels if choice.level == piece.level), levels[0])


def choices_for(node: Node) -> list[tuple[str, list[Choice]]]:
    """The menu of a piece; what interrupts a text can be fewer things than one."""
    if not isinstance(node, EXHIBITS):
        return [(name, list(group)) for name, group in GROUPS.items()]
    return [(name, found) for name, group in GROUPS.items() if (found := list(_for_exhibits(group)))]


def _for_exhibits(group: Iterable[Choice]) -> Iterable[Choice]:
    return (choice for choice in group if choice.part in {*WITH_EXHIBITS, Part.NOT_PLACED})
