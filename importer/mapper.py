"""Second half of reading: labelled nodes become a `Reading`.

Nothing is lost on the way: what a rule cuts off a text is kept in `marks`, what fits nowhere in `not_placed`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from importer.citing import cite
from importer.labeller import NO_CORRECTIONS, label
from importer.nodes import (
    EXHIBITS,
    Block,
    Document,
    Heading,
    ListItem,
    Node,
    Remark,
    Run,
    Runs,
    runs_in,
    text_of,
)
from importer.parts import Correction, Part, Piece
from importer.reading import Citation, Form, NotPlaced, Question, QuickAnswer, Reading, Section, Takeaway
from importer.rules import blocks, citations, faq, keywords, labels, sources, takeaways

# The parts that can hold a table or a picture.
WITH_EXHIBITS = {
    Part.INTRODUCTION,
    Part.QUICK_ANSWER,
    Part.BODY,
    Part.ANSWER,
    Part.TAKEAWAY_DETAIL,
    Part.BLOCK,
}
# The parts that are one block of the article, by the block's name.
WHOLE_PARTS = {
    Part.QUICK_ANSWER_HEADING: "quick_answer",
    Part.FAQ_HEADING: "faq",
    Part.TAKEAWAYS_HEADING: "takeaways",
    Part.CITATIONS_HEADING: "citations",
}


def read(document: Document, corrections: Mapping[int, Correction] = NO_CORRECTIONS) -> Reading:
    """Understand a document, whatever format it came in; `corrections` as in `label`."""
    return understand(document, label(document, corrections))


def understand(document: Document, pieces: Iterable[Piece]) -> Reading:
    """The reading of a document of which it is known what each node is."""
    reading = build(pieces)
    reading.files = document.files
    reading.remarks = sorted([*document.remarks, *reading.remarks], key=lambda remark: remark.line)
    return reading


def build(pieces: Iterable[Piece]) -> Reading:
    """The reading that follows from what each node was taken for."""
    pieces = list(pieces)
    references = [piece.node for piece in pieces if piece.part is Part.CITATION]
    claims = [piece.node for piece in pieces if piece.part is Part.TAKEAWAY]
    builder = (_ExactBuilder if any(piece.is_exact for piece in pieces) else _Builder)(references, claims)
    for piece in pieces:
        builder.add(piece)
    builder.close_reference()
    cite(builder.reading)
    return builder.reading


def _marked(node: Node) -> int | None:
    return node.level if isinstance(node, Heading) else None


def _holds_address(reference: Node) -> bool:
    """Whether a reference in a paragraph holds its address beside its title."""
    address = citations.find_address(reference.text)
    is_beside = address is not None and not citations.is_address(reference.text)
    return is_beside and not isinstance(reference, ListItem)


class _Builder:
    def __init__(self, references: Sequence[Node], claims: Sequence[Node]) -> None:
        self.reading = Reading()
        self.claims_are_dashed = all(takeaways.is_dashed(claim.runs) for claim in claims)
        self.addresses_inline = any(map(_holds_address, references))
        self.are_apart = any(below.line - above.line > 1 for above, below in pairwise(references))
        self.body = self.reading.introduction  # until a section opens
        self.reference: Runs = ()  # the lines of the citation that is open
        self.reference_line = 0
        self.reference_number: int | None = None
        self.reference_is_note = False
        self.detail = ""  # the label of the last detail
        self.is_asked_by_letter = False  # "Q. Is it safe?"

    def add(self, piece: Piece) -> None:
        node, reading = piece.node, self.reading
        if piece.part is not Part.CITATION:
            self.close_reference()
        if isinstance(node, EXHIBITS) and piece.part not in WITH_EXHIBITS:
            self.leave_out(node)
            self.mark(node.mark)
            return
        if isinstance(node, Block):
            self.report_links(node, {run.href for run in runs_in(node)})
        match piece.part:
            case Part.STRUCTURE:
                self.mark(self.plain(node))
            case Part.KEYWORDS:
                self.add_keywords(self.plain(node))
            case Part.DETAIL:
                self.add_detail(node)
            case Part.TITLE if not reading.title:
                reading.title = self.plain(self.without_label(node, labels.TITLE))
            case Part.INTRODUCTION:
                reading.introduction.append(self.without_label(node, labels.INTRODUCTION))
            case Part.QUICK_ANSWER_HEADING if reading.quick_answer is None:
                reading.quick_answer = QuickAnswer(self.heading(node))
            case Part.QUICK_ANSWER:
                self.add_quick_answer(node)
            case Part.SECTION_HEADING:
                self.add_section(node, 2 if piece.level is None else piece.level)
            case Part.BODY:
                self.body.append(node)
            case Part.FAQ_HEADING if not reading.faq_heading:
                reading.faq_heading = self.heading(node)
            case Part.QUESTION:
                self.add_question(node)
            case Part.ANSWER if reading.faq:
                self.add_answer(node)
            case Part.TAKEAWAYS_HEADING if not reading.takeaways_heading:
                reading.takeaways_heading = self.heading(node)
            case Part.TAKEAWAY:
                self.add_takeaway(node)
            case Part.TAKEAWAY_DETAIL if reading.takeaways:
                reading.takeaways[-1].detail.append(node)
            case Part.TAKEAWAY_SOURCES if reading.takeaways:
                reading.takeaways[-1].cites = blocks.cites(node.text)
                self.mark(node.text)
            case Part.BLOCK:
                self.open_section(Section(0, ""))
                self.body.append(node)
            case Part.CITATIONS_HEADING if not reading.citations_heading:
                reading.citations_heading = self.heading(node)
            case Part.CITATION:
                self.add_citation(node)
            case Part.OTHER_ARTICLES_HEADING if not reading.other_articles_heading:
                reading.other_articles_heading = self.heading(node)
            case Part.OTHER_ARTICLE:
                reading.other_articles.append(self.plain(node))
            case Part.FORM_HEADING if not self.form.heading:
                self.form.heading = self.heading(node)
            case Part.NOTE:
                self.form.notes.append(self.plain(node))
            case Part.CONTENTS:
                reading.not_placed.append(NotPlaced(self.plain(node), node.line, "a table of contents"))
            case _:  # a second title, an answer above all questions, and what nobody could place
                self.leave_out(node)
        self.mark(node.mark)

    def leave_out(self, node: Node) -> None:
        self.reading.not_placed.append(NotPlaced(self.plain(node), node.line))

    def mark(self, *marks: str) -> None:
        self.reading.marks += filter(str.strip, marks)

    def plain(self, node: Node) -> str:
        """The text of a node where it cannot hold links; their addresses are reported."""
        self.report_links(node)
        return node.text

    def report_links(self, node: Node, kept: Set[str] = frozenset()) -> None:
        runs = (*node.runs, *runs_in(node))
        addresses = dict.fromkeys(run.href for run in runs if run.href not in node.text)
        self.reading.not_placed += (
            NotPlaced(one, node.line, "link of a line") for one in addresses if one not in kept
        )

    def heading(self, node: Node) -> str:
        """A heading without the colon that only said it is one."""
        stripped = self.plain(node).rstrip(" :")
        self.mark(node.text[len(stripped) :])
        return stripped

    def without_label(self, node: Node, pattern: re.Pattern[str]) -> Node:
        label_text = labels.label(pattern, node.text)
        self.mark(label_text)
        return node.cut(len(label_text))

    def add_keywords(self, text: str) -> None:
        label_text = keywords.keyword_label(text)
        phrases, separators = keywords.split_keywords(text[len(label_text) :])
        self.reading.keywords += phrases
        self.mark(label_text, *separators)

    def add_detail(self, node: Node) -> None:
        """The description is for search engines; the text of the article has no place for any detail."""
        label_text = labels.detail(node.text)
        self.detail = label_text or self.detail
        value = node.text[len(label_text) :]
        use = ""
        if value and labels.is_description(self.detail) and not self.reading.search_description:
            self.reading.search_description = value
            use = "taken as the description for search engines"
        self.reading.not_placed.append(NotPlaced(self.plain(node), node.line, use))

    def add_quick_answer(self, node: Node) -> None:
        """Where a label stands for the heading, it becomes the heading."""
        if self.reading.quick_answer is None:
            heading = labels.label(labels.QUICK_ANSWER, node.text)
            self.reading.quick_answer = QuickAnswer(heading.rstrip(" :;–—-"))
            self.mark(heading[len(self.reading.quick_answer.heading) :])
            node = node.cut(len(heading))
        self.reading.quick_answer.body.append(node)

    def add_section(self, node: Node, level: int) -> None:
        if not self.reading.sections:
            level = 2
        if level == 4:
            self.body.append(node)
            return
        self.open_section(Section(level, self.heading(node), marked=_marked(node)))

    def open_section(self, section: Section) -> None:
        is_below = section.level > 2 and bool(self.reading.sections)
        siblings = self.reading.sections[-1].subsections if is_below else self.reading.sections
        siblings.append(section)
        self.body = section.body

    def add_question(self, node: Node) -> None:
        start = faq.question_start(node.text)
        end = faq.question_end(node.text) or len(node.text)
        answer = node.cut(end)
        self.mark(node.text[:start])
        self.is_asked_by_letter = node.text[:start].strip().lower() == "q."
        self.reading.faq.append(Question(self.plain(node.cut(start, end))))
        if answer.text:
            self.add_answer(answer)

    def add_answer(self, node: Node) -> None:
        pattern = labels.ANSWER_TO_LETTER if self.is_asked_by_letter else labels.ANSWER
        self.reading.faq[-1].answer.append(self.without_label(node, pattern))

    def add_takeaway(self, node: Node) -> None:
        claim, detail = takeaways.claim_end(node.runs, is_dashed=self.claims_are_dashed)
        self.mark(node.text[claim:detail])
        claimed = node.cut(0, claim)
        self.reading.takeaways.append(Takeaway(self.plain(claimed), claim_runs=claimed.runs))
        if (rest := node.cut(detail)).text:
            self.reading.takeaways[-1].detail.append(rest)

    def add_citation(self, node: Node) -> None:
        """An address on a line of its own belongs to the reference above it, if that has none yet.

        Where a bare one stands among references that each hold theirs, it is a reference itself.
        """
        continues = (
            self.reference
            and not isinstance(node, ListItem)
            and citations.is_address(node.text)
            and citations.find_address(text_of(self.reference)) is None
            and not citations.links(self.reference)
            and not (citations.is_bare_address(node.text) and self.stands_alone(node))
        )
        if continues:
            self.reference = (*self.reference, Run("\n"), *node.runs)
        else:
            self.close_reference()
            self.reference, self.reference_line = node.runs, node.line
            self.reference_number = node.number if isinstance(node, ListItem) else None
            self.reference_is_note = node.mark.startswith("[^")

    def stands_alone(self, node: Node) -> bool:
        """Whether an address is an entry as its neighbours are, each with its address on one line."""
        is_joined = self.are_apart and node.line == self.reference_line + 1
        return self.addresses_inline and not is_joined

    def close_reference(self) -> None:
        if not self.reference:
            return
        named = sources.read(text_of(self.reference))
        if named and named.fields:
            self.reference = ()
            self.add_named(named)
            return
        found = citations.read_linked(self.reference)
        others = {link.url: None for link in citations.links(self.reference) if link.url != found.url}
        self.reference = ()
        number, is_note = self.reference_number, self.reference_is_note
        self.reading.citations.append(
            Citation(found.title, found.publisher, found.url, found.accessed, number=number, is_note=is_note)
        )
        self.mark(*found.marks)
        if found.accessed_text:
            use = "the day a source was read"
            self.reading.not_placed.append(NotPlaced(found.accessed_text, self.reference_line, use))
        if found.rest:
            self.reading.not_placed.append(NotPlaced(found.rest, self.reference_line, "behind a reference"))
        for url in others:
            self.reading.remarks.append(Remark(f"another address of a reference: {url}", self.reference_line))

    def add_named(self, reference: sources.Reference) -> None:
        """A reference that says what each of its lines is."""
        fields = dict(reference.fields)
        publisher, url = fields.pop("publisher", None), fields.pop("url", None)
        accessed, listed = fields.pop("accessed", ""), fields.pop("listed", "")
        self.mark(*reference.marks, accessed, listed)
        self.reading.citations.append(
            Citation(
                reference.title,
                publisher,
                url,
                sources.day(accessed),
                fields,
                number=self.reference_number,
                listed=tuple(map(int, re.findall(r"\d{1,4}", listed))),
            )
        )

    @property
    def form(self) -> Form:
        self.reading.form = self.reading.form or Form()
        return self.reading.form


class _ExactBuilder(_Builder):
    """Reads an exported article: every text counts as it stands, and its parts keep their order."""

    def __init__(self, references: Sequence[Node], claims: Sequence[Node]) -> None:
        super().__init__(references, claims)
        self.order: list[Section | str] = []
        self.reading.order = self.order

    def add(self, piece: Piece) -> None:
        if piece.part is Part.KEYWORDS and isinstance(piece.node, ListItem):
            self.reading.keywords.append(self.plain(piece.node))
            self.mark(piece.node.mark)
        else:
            super().add(piece)
        whole = WHOLE_PARTS.get(piece.part)
        if whole and whole not in self.order:
            self.order.append(whole)

    def heading(self, node: Node) -> str:
        return self.plain(node)

    def without_label(self, node: Node, pattern: re.Pattern[str]) -> Node:
        return node

    def add_section(self, node: Node, level: int) -> None:
        if level == 4:
            self.body.append(node)
        else:
            self.open_section(Section(level, self.heading(node), marked=_marked(node)))

    def open_section(self, section: Section) -> None:
        above = self.reading.sections[-1] if self.reading.sections else None
        is_below = section.level > 2 and above is not None and above.level == 2
        siblings = above.subsections if above and is_below else self.reading.sections
        siblings.append(section)
        self.order.append(section)
        self.body = section.body

    def add_question(self, node: Node) -> None:
        self.reading.faq.append(Question(self.plain(node)))

    def add_takeaway(self, node: Node) -> None:
        self.reading.takeaways.append(Takeaway(self.plain(node)))

    def close_reference(self) -> None:
        text = text_of(self.reference)
        if self.reference and "\n" not in text:
            self.reference = ()
            self.reading.citations.append(Citation(text, None, None))
        super().close_reference()
