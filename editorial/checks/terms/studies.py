"""Which study a text speaks of, by what it says of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from editorial.checks.article import Article, Passage, Reference
from editorial.checks.citations.citing import markers
from editorial.checks.citations.mentions import Mention, is_by, mentions
from editorial.checks.terms.statements import YEAR, Figure, Statement, figures, shared_figures, statements
from editorial.lexicon import Found, Lexicon

# A design that several studies share, that the text denies, or that somebody still has to use.
MANY = re.compile(r"\s(?:studies|trials|analyses|reviews|data|designs|results|evidence)\b")
PLURALS = ("trials", "studies", "cohorts", "analyses", "reviews")
DENIED = re.compile(r"\b(?:not|no|never|unlike|without|than|nor|neither|n't)\s(?:\S+\s){0,3}$", re.IGNORECASE)
TO_COME = re.compile(
    r"\s(?:\S+\s){0,3}(?:needed|planned|under\sway|underway|ongoing|(?:would|will|could|might)(?!\snot\b))\b"
)
ONE_STUDY = re.compile(
    r"\b(?:study|trial|analysis|review|report|survey|comparison|protocol)\b", re.IGNORECASE
)
ANOTHER = re.compile(
    r"\b(?:a|an|one|another|second|third|separate|different|earlier|later|newer|larger|smaller)"
    r"\s(?:[\w.-]+\s){0,4}$",
    re.IGNORECASE,
)
# How many took part: “a cohort of 215 veterans”, “a trial in 1,961 adults”.
SIZE = re.compile(
    r"\s(?:of|with|in|among|that\sfollowed|involving|including|covering)\s(?:about\s|over\s|nearly\s)?"
    r"(?P<size>\d[\d,]*\d)\b(?!\s?%)"
)
# “452 people with tears”, whatever the study is called.
COUNT_OF = re.compile(r"(?<![\d,.])(?P<size>\d[\d,]*\d)\s(?:[\w-]+\s){0,2}$")
ROUND = re.compile(r"[1-9]0+")
# “A trial of 210 adults”, “in SUSTAIN 6, a study in 3,297 people”.
ONE_OF_SIZE = re.compile(
    rf"\b(?:a|an|one|our|this|that)\s(?:[\w-]+\s){{0,3}}(?:trial|study|survey|registry){SIZE.pattern}"
)
# “A study found”, “the TRAVERSE trial”: one, whatever it is called; “the study of sleep” is a field.
SINGLE = re.compile(
    r"\b(?:an?|one|another|this|that|the|our|a\ssingle)\s(?:[\w’'-]+\s){0,4}(?:study|trial|survey|registry)\b(?!\sof\s[a-z])",
    re.IGNORECASE,
)
# “In TRAVERSE, ...”
BY_NAME = re.compile(r"\b[Ii]n\s[A-Z][A-Z\d-]{3,}(?:\s\d)?,")
# What every mention of authors has some of.
NAMED = re.compile(r"\bal\b|\b(?:19|20)\d\d|\bco(?:lleagues|-?authors|-?workers|llaborators)\b")
# The longest sentence, in words, that announces a study.
ANNOUNCED = 12
GOES_ON = re.compile(r"(?:It|This|That|The|They|These|Those|In\sthat|In\sthis|In\sthe)\b")


@dataclass
class Study:
    """What sentences that follow one another say of one study.

    `designs` are names of terms; `is_counted` if they say how many took part in this one, `is_single` if they
    speak of one study and say not which.
    """

    path: str
    sentences: list[str] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    designs: dict[str, str] = field(default_factory=dict)
    figures: set[Figure] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)
    sizes: set[str] = field(default_factory=set)
    is_counted: bool = False
    is_single: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the text says which study it is, rather than that there is one."""
        return bool(
            self.authors or self.designs or self.years or self.sizes or self.is_counted or self.is_single
        )

    def is_same(self, other: "Study") -> bool:
        """By author, else by its size, by year and a figure, or by two figures."""
        if self.years and other.years and not self.years & other.years:
            return False
        if self.authors and other.authors:
            return bool(self.authors & other.authors)
        if self.sizes & other.sizes:
            return True
        shared = shared_figures(frozenset(self.figures), frozenset(other.figures))
        return len(shared) >= (1 if self.years & other.years else 2)


def designs(lexicon: Lexicon, text: str) -> Iterator[Found]:
    """The designs that a text gives to one study."""
    for found in lexicon.find("design", text):
        is_many = (
            text[found.start : found.stop]
            .lower()
            .endswith(("trials", "studies", "cohorts", "analyses", "reviews"))
        )
        if not is_many and not any(
            (
                MANY.match(text, found.stop),
                DENIED.search(text[: found.start]),
                TO_COME.match(text, found.stop),
            )
        ):
            yield found


def studies(lexicon: Lexicon, passages: Iterable[Passage]) -> list[Study]:
    """The studies that the passages speak of, each as often as they do."""
    found: list[Study] = []
    paragraph = ""
    for statement in statements(passages):
        if statement.is_question:
            continue
        if statement.paragraph != paragraph or not found or found[-1].path != statement.path:
            found.append(Study(statement.path))
            paragraph = statement.paragraph
        named = mentions(statement.text) if NAMED.search(statement.text) else ()
        told = list(designs(lexicon, statement.text))
        if len({mention.name for mention in named}) > 1:
            found += [Study(statement.path, [statement.text]), Study(statement.path)]
            continue
        if found[-1].sentences and _begins(lexicon, statement, named, told, found[-1]):
            found.append(Study(statement.path))
        _add(lexicon, found[-1], statement, named, told)
    return [one for one in found if one.sentences]


def _begins(
    lexicon: Lexicon, statement: Statement, named: Sequence[Mention], told: list[Found], before: Study
) -> bool:
    """Whether a sentence speaks of another study than the one before it."""
    if named:
        return not {mention.name for mention in named} <= before.authors and not _is_announced(before)
    counted = set(sizes(lexicon, statement.text))
    if counted and before.sizes and not counted & before.sizes and ONE_STUDY.search(statement.text):
        return True
    years = set(YEAR.findall(statement.text))
    if (years and ONE_STUDY.search(statement.text)) or (told and years):
        return not years <= before.years
    return any(ANOTHER.search(statement.text[: one.start]) for one in told) and not GOES_ON.match(
        statement.text
    )


def _is_announced(study: Study) -> bool:
    """“One randomized trial is worth knowing.”: who made it comes next."""
    return (
        study.is_single
        and len(study.sentences) == 1
        and len(study.sentences[0].split()) <= ANNOUNCED
        and not (study.authors or study.figures or study.numbers or study.sizes)
    )


def _add(
    lexicon: Lexicon, study: Study, statement: Statement, named: Sequence[Mention], told: list[Found]
) -> None:
    text = statement.text
    study.sentences.append(text)
    study.authors |= {mention.name for mention in named}
    study.mentions.extend(named)
    study.figures |= figures(text)
    study.is_counted |= ONE_OF_SIZE.search(text) is not None
    study.is_single |= bool(SINGLE.search(text) or BY_NAME.search(text))
    study.numbers |= markers(text)
    study.years |= {str(mention.year) for mention in named if mention.year}
    if not named and (told or ONE_STUDY.search(text)):
        study.years |= set(YEAR.findall(text))
    study.sizes |= set(sizes(lexicon, text))
    for one in told:
        study.designs.setdefault(one.term.name, text)
        if size := SIZE.match(text, one.stop):
            study.sizes.add(size["size"])


def sizes(lexicon: Lexicon, text: str) -> Iterator[str]:
    """How many people a sentence counts, but for round numbers, which a share may be of."""
    for people in lexicon.find("people", text):
        match = COUNT_OF.search(text[: people.start])
        if match and not ROUND.fullmatch(match["size"].replace(",", "")):
            yield match["size"]


def source_of(article: Article, study: Study) -> Reference | None:
    """The one source of the list that a study is cited from, by its author or its marker."""
    of_claim = next((one.sources for one in article.claims if one.path == study.path), ())
    numbers = study.numbers or set(of_claim)
    if len(numbers) == 1 and (number := min(numbers)) <= len(article.sources) and number > 0:
        return article.sources[number - 1]
    named = [one for one in article.sources if any(is_by(mention, one) for mention in study.mentions)]
    return named[0] if len(named) == 1 else None
