"""First half of reading: says of every node which part of the article it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from types import MappingProxyType

from importer import exact
from importer.nodes import (
    EXHIBITS,
    Aside,
    Block,
    Contents,
    Divider,
    Document,
    Heading,
    ListItem,
    Node,
    Paragraph,
    is_exact,
)
from importer.outline import (
    announcing_all,
    as_heading,
    find_form_fields,
    find_headings,
    find_levels,
    find_subtitle,
    find_title,
    is_no_text,
    last_list_of_takeaways,
    may_list_takeaways,
    with_contents_aside,
    with_headings_apart,
    with_lines_apart,
    with_tables_apart,
)
from importer.parts import Correction, Part, Piece
from importer.rules import blocks, citations, faq, forms, headings, keywords, labels, prose, takeaways
from importer.rules.headings import Opens
from importer.rules.words import bare, ends_like_a_sentence

NO_CORRECTIONS: Mapping[int, Correction] = MappingProxyType({})


HEADING_PARTS: dict[Opens, Part] = {
    Opens.KEYWORDS: Part.STRUCTURE,
    Opens.INTRODUCTION: Part.STRUCTURE,
    Opens.QUICK_ANSWER: Part.QUICK_ANSWER_HEADING,
    Opens.FAQ: Part.FAQ_HEADING,
    Opens.TAKEAWAYS: Part.TAKEAWAYS_HEADING,
    Opens.CITATIONS: Part.CITATIONS_HEADING,
    Opens.OTHER_ARTICLES: Part.OTHER_ARTICLES_HEADING,
    Opens.FORM: Part.FORM_HEADING,
}

OPENED_BY = {part: opens for opens, part in HEADING_PARTS.items() if part is not Part.STRUCTURE}

PARTS_OF_LABELS = (Part.SECTION_HEADING, *OPENED_BY)

TAKEAWAYS = (Part.TAKEAWAY, Part.TAKEAWAY_DETAIL)

# How far to look ahead for what a heading promises.
NEAR = 12
FEWEST_REFERENCES = 2
FEWEST_QUESTIONS = 2
# How many nodes from the end a mail may say goodbye.
LAST_OF_MAIL = 4


def label(document: Document, corrections: Mapping[int, Correction] = NO_CORRECTIONS) -> list[Piece]:
    """The part of every node, in the order of the document.

    `corrections` say of the pieces at these places what they are. A heading takes what stands below it along;
    any other piece moves alone. Labels in the document count like corrections, below those of a person.
    """
    if is_exact(document.nodes):
        return _exact_pieces(blocks.with_blocks(document.nodes), corrections)
    nodes, said = _with_labels(blocks.with_blocks(_apart(document.nodes)))
    corrections = {**said, **corrections}
    places = [place for place, node in enumerate(nodes) if not isinstance(node, Aside)]
    text = [nodes[place] for place in places]
    fixed = {index: corrections[place].part for index, place in enumerate(places) if place in corrections}
    parts = _Labeller(text, fixed).parts()
    contents = [node for node in nodes if isinstance(node, Contents)]
    levels = iter(find_levels(_sections(text, parts), contents))
    found = iter(parts)
    pieces = []
    for place, node in enumerate(nodes):
        correction = corrections.get(place)
        if isinstance(node, Aside):
            pieces.append(Piece(node, correction.part if correction else _part_of_aside(node)))
            continue
        piece = _piece(node, next(found), levels)
        has_level = correction and correction.level
        pieces.append(replace(piece, level=correction.level) if correction and has_level else piece)
    return pieces


def _apart(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, with what shares one and should not set apart."""
    return with_headings_apart(with_contents_aside(with_tables_apart(with_lines_apart(nodes))))


def _exact_pieces(nodes: Sequence[Node], corrections: Mapping[int, Correction]) -> list[Piece]:
    fixed = {place: correction.part for place, correction in corrections.items()}
    pieces = exact.label(nodes, fixed)
    levels = {place: correction.level for place, correction in corrections.items() if correction.level}
    return [
        replace(piece, level=levels[place]) if place in levels else piece
        for place, piece in enumerate(pieces)
    ]


def _with_labels(nodes: Sequence[Node]) -> tuple[list[Node], dict[int, Correction]]:
    """The nodes without the labels before headings, "[Section] References", and what these say."""
    found: list[Node] = []
    said: dict[int, Correction] = {}
    for place, node in enumerate(nodes):
        label = blocks.label_of(node.text) if isinstance(node, (Paragraph, Heading)) else None
        part = exact.LABELLED.get(label.name) if label and not label.more else None
        if label and part in PARTS_OF_LABELS and len(node.text) > label.length:
            said[place] = Correction(part)
            node = blocks.without_label(node, label)
        found.append(node)
    return found, said


def _piece(node: Node, part: Part, levels: Iterator[int]) -> Piece:
    if part is Part.SECTION_HEADING:
        return Piece(as_heading(node), part, next(levels))
    is_heading = part in HEADING_PARTS.values() and not isinstance(node, Divider)
    return Piece(as_heading(node) if is_heading else node, part)


def _part_of_aside(node: Aside) -> Part:
    """What stands beside the text may tell keywords and a description, and is no part of the article."""
    if isinstance(node, Contents):
        return Part.CONTENTS
    if keywords.keyword_label(node.text):
        return Part.KEYWORDS
    return Part.DETAIL if labels.detail(node.text) else Part.NOT_PLACED


def _sections(nodes: Sequence[Node], parts: Sequence[Part]) -> list[tuple[Node, list[Node]]]:
    """The headings of the sections, each with what stands below it."""
    sections: list[tuple[Node, list[Node]]] = []
    for node, part in zip(nodes, parts, strict=True):
        if part is Part.SECTION_HEADING:
            sections.append((node, []))
        elif part is Part.BODY and sections:
            sections[-1][1].append(node)
    return sections


class _Labeller:
    """Walks through the document once. `place` is the rule for where it is; a rule may move on to another."""

    def __init__(self, nodes: Sequence[Node], fixed: Mapping[int, Part]) -> None:
        self.nodes = nodes
        self.fixed = fixed
        self.announcing = announcing_all(nodes)
        self.title = _title(nodes, fixed)
        self.subtitle = find_subtitle(nodes, self.title)
        self.fields = find_form_fields(nodes) - fixed.keys()
        self.headings = find_headings(nodes, self.title, self.fields) - fixed.keys() | {
            index for index, part in fixed.items() if part is Part.SECTION_HEADING
        }
        self.last_heading = max(self.headings, default=-1)
        self.listed_takeaways = last_list_of_takeaways(nodes)
        self.announced = {headings.opens(node.text) for node in nodes}
        self.place: Callable[[int], Part] = self.front
        self.seen: set[Part] = set()
        self.opened = -1  # the heading of the place we are in
        self.last = Part.STRUCTURE
        self.asked = -1  # the last question
        self.alternating = False  # whether the takeaways are paragraphs, of which every other is a detail
        self.listed = False  # whether a list item has been read below that heading

    def parts(self) -> list[Part]:
        return [self._label(index) for index in range(len(self.nodes))]

    def _label(self, index: int) -> Part:
        node = self.nodes[index]
        if isinstance(node, Divider):
            return Part.STRUCTURE
        self.last = self._fixed(index) if index in self.fixed else self._part(index)
        if self.last is Part.QUESTION:
            self.asked = index
        if index != self.subtitle:  # it stands in the introduction, but is none
            self.seen.add(self.last)
        self.listed = self.listed or isinstance(node, ListItem)
        return self.last

    def _part(self, index: int) -> Part:
        node = self.nodes[index]
        text = node.text
        if isinstance(node, EXHIBITS):
            part = self._part_of_exhibit()
            return Part.BLOCK if part is Part.NOT_PLACED and isinstance(node, Block) else part
        if index == self.title:
            self.place = self.introduction
            return Part.TITLE
        if index in self.fields:
            self.place = self.form
            return Part.NOTE
        if keywords.keyword_label(text):
            return Part.KEYWORDS
        if labels.detail(text) or self._is_below_detail(index):
            return Part.DETAIL
        if is_no_text(self.nodes[index]):
            return Part.NOT_PLACED
        if labels.is_sign_off(text) and index + LAST_OF_MAIL >= len(self.nodes):
            self.place = self.outside
        if is_footnote(node):
            return self._move(self.citations, index)
        opens = self._opens(index)
        if opens is None and index in self.headings and labels.is_furniture(text):
            self.place = self.outside
        return self._open(opens, index) if opens else self.place(index)

    def _part_of_exhibit(self) -> Part:
        """A table or picture belongs to the text around it; among references and forms it has no place.

        So does a labelled block, which is a part of its own there.
        """
        if self.place in (self.front, self.introduction, self.keywords):
            self.place = self.introduction
            return Part.INTRODUCTION
        if self.place == self.quick_answer:
            return Part.QUICK_ANSWER
        if self.place == self.faq and Part.QUESTION in self.seen:
            return Part.ANSWER
        if self.place == self.takeaways and Part.TAKEAWAY in self.seen:
            return Part.TAKEAWAY_DETAIL
        return Part.BODY if self.place == self.section else Part.NOT_PLACED

    def _fixed(self, index: int) -> Part:
        """What a person said. A heading begins its place, whatever its wording."""
        part = self.fixed[index]
        if part in OPENED_BY:
            self._begin(OPENED_BY[part], index)
        elif part is Part.SECTION_HEADING:
            self.place = self.section
        elif part is Part.TITLE:
            self.place = self.introduction
        return part

    # The places in an article, each with the rule that labels what stands in it.

    def front(self, index: int) -> Part:
        """Above the title; a document without one begins with its introduction."""
        text = self.nodes[index].text
        if keywords.is_keyword_line(text):
            return Part.KEYWORDS
        if self.title is not None or labels.is_byline(text):
            return Part.NOT_PLACED
        return self._move(self.introduction, index)

    def keywords(self, index: int) -> Part:
        """Below a heading of their own: a list, a single line, or a phrase on each line."""
        node = self.nodes[index]
        is_next = keywords.is_phrase(node.text) and keywords.is_phrase(self.nodes[index - 1].text)
        if isinstance(node, ListItem) or index == self.opened + 1 or is_next:
            return Part.KEYWORDS
        return self._move(self.introduction if Part.TITLE in self.seen else self.front, index)

    def introduction(self, index: int) -> Part:
        text = self.nodes[index].text
        if self._is_asked(index):
            return self._begin_faq(index)
        if index in self.headings:
            return self._move(self.section, index)
        if Part.INTRODUCTION not in self.seen and (labels.is_byline(text) or self._lists_bylines(index)):
            return Part.NOT_PLACED
        if Part.INTRODUCTION not in self.seen and keywords.is_keyword_line(text):
            return Part.KEYWORDS
        if Part.QUICK_ANSWER not in self.seen and labels.label(labels.QUICK_ANSWER, text):
            return Part.QUICK_ANSWER
        return Part.INTRODUCTION

    def quick_answer(self, index: int) -> Part:
        """All below its heading; but when the introduction is still to come, one paragraph or list."""
        node = self.nodes[index]
        if index in self.headings or self._is_asked(index):
            return self._move(self.section, index)
        if Part.QUICK_ANSWER in self.seen and isinstance(node, Paragraph):
            if not self.seen & {Part.INTRODUCTION, Part.SECTION_HEADING}:
                return self._move(self.introduction, index)
            if forms.is_call_to_action(node.text):
                return Part.NOT_PLACED
        return Part.QUICK_ANSWER

    def section(self, index: int) -> Part:
        if self._is_asked(index):
            return self._begin_faq(index)
        return Part.SECTION_HEADING if index in self.headings else Part.BODY

    def faq(self, index: int) -> Part:
        node = self.nodes[index]
        starts_question = faq.question_end(node.text) and (
            faq.is_question_alone(node.text)
            or isinstance(node, ListItem)
            or "\n" in node.text
            or faq.is_bold_question(node.runs)
            or labels.label(labels.QUESTION, node.text)
        )
        if starts_question:
            return Part.QUESTION
        if self.last is Part.ANSWER and isinstance(node, Paragraph):
            if is_about_article(node.text) or isinstance(self.nodes[index - 1], Divider):
                self.place = self.behind_faq
                return Part.NOT_PLACED
            if Part.QUICK_ANSWER not in self.seen and labels.label(labels.QUICK_ANSWER, node.text):
                return Part.QUICK_ANSWER
            if self._is_weighted_like_question(index):
                return Part.QUESTION
        if index in self.headings:
            return Part.QUESTION if self._lies_deeper(index) else self._move(self.section, index)
        return Part.ANSWER if Part.QUESTION in self.seen else Part.NOT_PLACED

    def behind_faq(self, index: int) -> Part:
        """Below the last answer, until another question or heading comes."""
        part = self._move(self.faq, index)
        if part is not Part.ANSWER:
            return part
        self.place = self.behind_faq
        return Part.NOT_PLACED

    def takeaways(self, index: int) -> Part:
        """A list of claims with details below or beside them; or paragraphs, each a claim and its detail."""
        node = self.nodes[index]
        if self.last in TAKEAWAYS and not self._is_item(index + 1) and forms.is_call_to_action(node.text):
            self.place = self.behind_takeaways
            return Part.NOT_PLACED
        if self._is_item(index):
            return (
                Part.TAKEAWAY_DETAIL
                if isinstance(node, ListItem) and node.depth and self.listed and Part.TAKEAWAY in self.seen
                else Part.TAKEAWAY
            )
        if self._is_behind_bold_claims(index):
            return self._move(self.behind_takeaways, index)
        list_follows = self._is_item(index + 1) and not is_footnote(self.nodes[index + 1])
        is_first = index == self.opened + 1
        if is_first:
            self.alternating = self._alternates(index)
        in_pairs = not self.listed and (
            self.alternating or headings.looks_like_heading(self.nodes[self.opened + 1].text)
        )
        if index in self.headings and (not isinstance(node, Paragraph) or not (in_pairs or is_first)):
            return self._move(self.section, index)
        if self.listed:
            is_detail = self.last is Part.TAKEAWAY and (list_follows or Part.TAKEAWAY_DETAIL in self.seen)
            return Part.TAKEAWAY_DETAIL if is_detail else self._move(self.behind_takeaways, index)
        if list_follows:
            return Part.NOT_PLACED
        is_detail = in_pairs and self.last is Part.TAKEAWAY and ends_like_a_sentence(node.text)
        return Part.TAKEAWAY_DETAIL if is_detail else Part.TAKEAWAY

    def behind_takeaways(self, index: int) -> Part:
        """Takeaways that open an article are followed by its introduction; behind others nothing belongs."""
        if index in self.headings:
            return self._move(self.section, index)
        if self.seen & {Part.SECTION_HEADING, Part.INTRODUCTION}:
            return Part.NOT_PLACED
        return self._move(self.introduction, index)

    def citations(self, index: int) -> Part:
        node = self.nodes[index]
        if is_footnote(node) and not _is_reference(node):
            return Part.NOT_PLACED
        if self._is_item(index) or citations.is_address(node.text):
            return Part.CITATION
        if index in self.headings and (not isinstance(node, Paragraph) or self._prose_follows(index)):
            return self._move(self.section, index)
        if labels.is_form_note(node.text):
            return Part.NOTE
        if labels.is_teaser(node.text):
            return Part.OTHER_ARTICLE
        if is_about_article(node.text) and not citations.find_address(node.text):
            return Part.NOT_PLACED
        return Part.CITATION if _is_reference(node) and not self.listed else Part.NOT_PLACED

    def outside(self, index: int) -> Part:
        """Below the last line of a mail, or a heading of the page around an article."""
        if index in self.headings and not labels.is_furniture(self.nodes[index].text):
            return self._move(self.section, index)
        return Part.NOT_PLACED

    def other_articles(self, index: int) -> Part:
        return Part.NOTE if labels.is_form_note(self.nodes[index].text) else Part.OTHER_ARTICLE

    def form(self, index: int) -> Part:
        if index in self.headings and Part.NOTE in self.seen and self._prose_follows(index):
            return self._move(self.section, index)
        return Part.NOTE

    # Moving from place to place.

    def _move(self, place: Callable[[int], Part], index: int) -> Part:
        self.place = place
        return place(index)

    def _open(self, opens: Opens, index: int) -> Part:
        """Begin the part that a heading opens; a second heading of the same kind continues it."""
        self._begin(opens, index)
        part = HEADING_PARTS[opens]
        return Part.STRUCTURE if part in self.seen else part

    def _begin(self, opens: Opens, index: int) -> None:
        self.opened = index
        self.listed = False
        self.place = {
            Opens.KEYWORDS: self.keywords,
            Opens.INTRODUCTION: self.introduction,
            Opens.QUICK_ANSWER: self.quick_answer,
            Opens.FAQ: self.faq,
            Opens.TAKEAWAYS: self.takeaways,
            Opens.CITATIONS: self.citations,
            Opens.OTHER_ARTICLES: self.other_articles,
            Opens.FORM: self.form,
        }[opens]

    def _begin_faq(self, index: int) -> Part:
        self.opened = index
        return self._move(self.faq, index)

    def _opens(self, index: int) -> Opens | None:
        """The part that this node opens by its wording, where that makes sense."""
        node = self.nodes[index]
        if index in self.headings and index + 1 in self.fields:
            return Opens.FORM
        opens = headings.opens(node.text)
        if index + 1 == len(self.nodes):
            return None
        if opens is None:
            if self._asks_and_answers(index):
                return Opens.FAQ
            return Opens.CITATIONS if self._lists_references(index) else None
        if opens is Opens.BOTTOM_LINE:
            return self._bottom_line(index)
        if isinstance(node, ListItem) and index not in self.headings:
            return None
        below = self.nodes[index + 1]
        in_front = Part.SECTION_HEADING not in self.seen
        makes_sense = {
            Opens.KEYWORDS: isinstance(below, ListItem) or keywords.may_stand_below(node.text, below.text),
            Opens.INTRODUCTION: in_front and Part.INTRODUCTION not in self.seen,
            Opens.QUICK_ANSWER: in_front and Part.QUICK_ANSWER not in self.seen,
            Opens.FAQ: self._near(index, lambda one: bool(faq.question_end(one.text))),
            Opens.TAKEAWAYS: may_list_takeaways(self.nodes, index, self.listed_takeaways),
            Opens.CITATIONS: isinstance(below, ListItem) or _is_reference(below),
            Opens.OTHER_ARTICLES: not in_front,
            Opens.FORM: bare(node.text).endswith("form")
            or labels.is_form_note(below.text)
            or index + 1 in self.fields,
        }
        if opens is Opens.QUICK_ANSWER and not in_front and self._is_item(index + 1):
            return None if Opens.TAKEAWAYS in self.announced else Opens.TAKEAWAYS
        return opens if makes_sense[opens] else None

    def _lists_bylines(self, index: int) -> bool:
        """Whether a list is about the article: who wrote it, when, and how long it takes to read."""
        if not isinstance(self.nodes[index], ListItem):
            return False
        items = takewhile(lambda one: isinstance(one, ListItem), self.nodes[index : index + NEAR])
        texts = [item.text for item in items]
        return any(map(labels.is_byline, texts)) and not any(map(prose.is_sentence, texts))

    def _asks_and_answers(self, index: int) -> bool:
        """Whether a heading that speaks of questions has only such below it, as headings, with answers."""
        if index not in self.headings or not headings.speaks_of_questions(self.nodes[index].text):
            return False
        below = range(index + 1, min(index + NEAR, len(self.nodes)))
        deeper = list(
            takewhile(
                lambda one: one not in self.headings or _lies_below(self.nodes[one], self.nodes[index]), below
            )
        )
        asked = [one for one in deeper if one in self.headings]
        return (
            len(asked) >= FEWEST_QUESTIONS
            and asked[0] == index + 1
            and all(headings.is_question(self.nodes[one].text) for one in asked)
            and not any(one + 1 in asked for one in asked)
        )

    def _lists_references(self, index: int) -> bool:
        """Whether the last heading, of any wording, has a list of sources below it.

        That is how these look in an article that does not announce any: every item has an address, or every
        line is one.
        """
        announced = self.announced & {Opens.CITATIONS, Opens.OTHER_ARTICLES}
        if announced or index != self.last_heading:
            return False
        below = range(index + 1, len(self.nodes))
        items = list(takewhile(self._is_item, below))
        if items:
            return len(items) >= FEWEST_REFERENCES and all(
                citations.has_address(self.nodes[item].runs) for item in items
            )
        lines = takewhile(lambda one: citations.is_bare_address(self.nodes[one].text), below)
        return len(list(lines)) >= FEWEST_REFERENCES

    def _bottom_line(self, index: int) -> Opens | None:
        """Takeaways where it is a list, else the quick answer; a section where the document has its own."""
        opens = Opens.TAKEAWAYS if self._is_item(index + 1) else Opens.QUICK_ANSWER
        is_taken = opens in self.announced or HEADING_PARTS[opens] in self.seen
        is_answered = opens is Opens.QUICK_ANSWER and Part.QUICK_ANSWER in self.seen
        return None if is_taken or is_answered else opens

    # Looking around.

    def _near(self, index: int, is_wanted: Callable[[Node], bool]) -> bool:
        """Whether such a node follows soon, before another part begins."""
        for following in range(index + 1, min(index + NEAR, len(self.nodes))):
            if is_wanted(self.nodes[following]):
                return True
            if headings.opens(self.nodes[following].text):
                return False
        return False

    def _is_item(self, index: int) -> bool:
        """Whether there is a list item, other than a numbered heading."""
        in_range = index < len(self.nodes)
        return in_range and isinstance(self.nodes[index], ListItem) and index not in self.headings

    def _is_below_detail(self, index: int) -> bool:
        """Whether the label of a detail stands alone above this node, or above the list it is in."""
        node, above = self.nodes[index], self.announcing[index]
        return (
            self.last is Part.DETAIL
            and above is not None
            and labels.is_detail_alone(above.text)
            and headings.opens(node.text) is None
        )

    def _is_asked(self, index: int) -> bool:
        """Whether a labelled question stands here, "Q: Is it safe?", outside any list of questions."""
        text = self.nodes[index].text
        if not labels.label(labels.QUESTION, text):
            return False
        below = self.nodes[index + 1].text if index + 1 < len(self.nodes) else ""
        end = faq.question_end(text)
        return headings.is_question(text[:end]) or bool(labels.label(labels.ANSWER, below))

    def _alternates(self, index: int) -> bool:
        """Whether from here on a claim and its detail are paragraphs in turn."""
        below = takewhile(
            lambda one: (
                isinstance(one[1], Paragraph)
                and one[0] not in self.headings
                and not headings.opens(one[1].text)
                and not is_about_article(one[1].text)
            ),
            enumerate(self.nodes[index:], index),
        )
        rows = [node for _, node in below]
        return takeaways.alternate([node.text for node in rows], [node.line for node in rows])

    def _is_behind_bold_claims(self, index: int) -> bool:
        """Whether a plain paragraph follows takeaways that are paragraphs, each with a bold claim."""
        first, above, node = (self.nodes[one] for one in (self.opened + 1, index - 1, index))
        return (
            self.last in TAKEAWAYS
            and not self.listed
            and all(takeaways.bold_length(one.runs) for one in (first, above))
            and not takeaways.bold_length(node.runs)
            and not headings.is_weighted(node.runs)
        )

    def _is_weighted_like_question(self, index: int) -> bool:
        """Whether a bold line with text below stands among bold questions: "Tell me when to worry."."""
        question, below = self.nodes[self.asked], self.nodes[index + 1 : index + 2]
        return (
            index not in self.headings
            and all(headings.is_weighted(node.runs) for node in (question, self.nodes[index]))
            and any(
                isinstance(node, (Paragraph, ListItem)) and not headings.is_weighted(node.runs)
                for node in below
            )
        )

    def _lies_deeper(self, index: int) -> bool:
        """Whether a marked heading lies below the one that opened the place."""
        return _lies_below(self.nodes[index], self.nodes[self.opened])

    def _prose_follows(self, index: int) -> bool:
        below = self.nodes[index + 1] if index + 1 < len(self.nodes) else None
        return isinstance(below, Paragraph) and not _is_reference(below)


def _title(nodes: Sequence[Node], fixed: Mapping[int, Part]) -> int | None:
    """The place of the title: the one a person named, else the one found, unless they said it is none."""
    named = [index for index, part in fixed.items() if part is Part.TITLE]
    found = find_title(nodes)
    return min(named) if named else None if found in fixed else found


def _lies_below(node: Node, above: Node) -> bool:
    """Whether both are headings with a level, and the first is deeper."""
    return (
        isinstance(node, Heading)
        and isinstance(above, Heading)
        and node.level is not None
        and above.level is not None
        and node.level > above.level
    )


def is_about_article(text: str) -> bool:
    """Whether a line below an article is an invitation, a disclaimer, or says whose it is."""
    return (
        forms.is_call_to_action(text)
        or forms.is_button(text)
        or labels.is_byline(text)
        or labels.is_contact(text)
        or prose.is_disclaimer(text)
    )


def is_footnote(node: Node) -> bool:
    """Whether a list item is a note, which the document keeps at its end."""
    return isinstance(node, ListItem) and node.mark.startswith("[^")


def _is_reference(node: Node) -> bool:
    return citations.looks_like_reference(node.text) or citations.is_linked(node.runs)
