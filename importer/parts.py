"""What a piece of a document can be in an article."""

from dataclasses import dataclass
from enum import Enum, auto

from importer.nodes import Node


class Part(Enum):
    STRUCTURE = auto()  # says how the document is built, and nothing else
    KEYWORDS = auto()
    DETAIL = auto()  # a note for search engines
    TITLE = auto()
    INTRODUCTION = auto()
    QUICK_ANSWER_HEADING = auto()
    QUICK_ANSWER = auto()
    SECTION_HEADING = auto()
    BODY = auto()
    FAQ_HEADING = auto()
    QUESTION = auto()
    ANSWER = auto()
    TAKEAWAYS_HEADING = auto()
    TAKEAWAY = auto()
    TAKEAWAY_DETAIL = auto()
    TAKEAWAY_SOURCES = auto()  # the numbers of its citations
    CITATIONS_HEADING = auto()
    CITATION = auto()
    BLOCK = auto()  # a table, a picture or a labelled block that belongs to no section
    OTHER_ARTICLES_HEADING = auto()
    OTHER_ARTICLE = auto()
    FORM_HEADING = auto()
    NOTE = auto()
    CONTENTS = auto()
    NOT_PLACED = auto()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says a piece is. Of a section heading they may say the level: 2, 3 or 4."""

    part: Part
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """`is_exact` where all of the text counts as it stands, and no wording in it is a sign."""

    node: Node
    part: Part
    level: int | None = None  # of a section heading: 2, 3 or 4, or 0 for a section without one
    is_exact: bool = False
