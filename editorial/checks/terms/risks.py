"""The gravest risk of a treatment belongs where patients read first."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from editorial.checks.article import Article, Passage
from editorial.checks.terms.statements import (
    HAD,
    Statement,
    ends_within,
    is_denied,
    is_in_fits,
    names,
    statements,
    topics,
)
from editorial.checks.words import quote
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon, Term

CODE = "gravest-risk-missing"
GRAVE, GRAVEST = 2, 3
CONDITIONS = ("condition", "mental_health_condition")
TREATMENTS = ("treatment", "drug")
DEATH = "death"
# The term for what an illness does that nobody treats.
UNTREATED = "untreated"
# The term for warnings: of whatever they warn, they speak of a treatment.
WARNING = "warning"
EMERGENCY = "callout: emergency"
# How many characters before a risk may lower it: “lowers the risk of heart attack or stroke”.
LOWERED = 70
# The longest line that below a heading about risks names one without saying more.
ITEM_WORDS = 5
# The kinds of words that tell of risks, and how many other words may stand with them and name nothing else.
ABOUT_RISKS = ("risk", "effect", "risk_told", "risk_possible", "risk_heading", "gravest_told")
FEW = 1
# How many sentences before it may name the treatment that a sentence without a subject speaks of.
NEAR = 4
# “Codeine must never be used.”, “No codeine.”
FORBIDS = re.compile(
    r"\b(?:not|never|n['’]t)\s(?:be\s)?(?:use|take|give|have|used|taken|given)\b|^No\s\w+\W*$|\bavoid\b",
    re.IGNORECASE,
)
# An item that begins with a risk may say more of it.
LONGEST_ITEM = 20
# “Deaths did not differ.”
SAME = {"did not differ", "not significant", "were similar"}
TREATED_BEFORE = re.compile(r"\s(?:for|against|to\streat)\s$")
POINTERS = ("It ", "This ", "These ", "They ", "That ", "Those ", "Another ", "Other ", "One ")


class Told(NamedTuple):
    """A risk of the treatment, as the body tells of it."""

    term: Term
    statement: Statement
    start: int
    stop: int
    is_stressed: bool


class Subject(Enum):
    """What the sentences of a section speak of, as far as they have come."""

    OPEN = auto()
    TREATMENT = auto()
    CONDITION = auto()


class Around(NamedTuple):
    """What stands around a sentence.

    `is_near` says whether its heading, the title or one of the few sentences before it names a treatment.
    """

    subject: Subject
    is_about_risks: bool
    is_near: bool
    is_in_title: bool


def gravest_missing(article: Article) -> Iterator[Finding]:
    """The gravest risk of the treatment that the body tells of, where no summary names it.

    A section says “The FDA warns of slowed breathing”; quick answer and takeaways speak of nausea alone.
    """
    if not article.quick_answer and not article.takeaways:
        return
    told = [one for one in _told(article) if not _is_aside(article, one) and not _is_forbidden(article, one)]
    if not told:
        return
    gravity = max(one.term.gravity for one in told)
    gravest = [one for one in told if one.term.gravity == gravity or one.is_stressed]
    named = set(_named(article))
    texts = list(_short(article))
    short = [topics(text) for text in texts]
    missing = [
        one
        for one in gravest
        if not named & {one.term.name, *one.term.fits}
        and not any(topics(one.statement.text[one.start : one.stop]) <= words for words in short)
        and not (one.term.name == DEATH and is_in_fits(one.term, texts))
    ]
    known = {one.statement for one in gravest if one not in missing and one.term.gravity == gravity}
    stressed = [one for one in missing if one.is_stressed and one.statement not in known]
    stressed += [one for one in missing if _is_deadly(one, told)]
    is_told = any(names(article.lexicon, "gravest_told", text) for text in texts)
    if missing and (stressed or (len(missing) == len(gravest) and not is_told)):
        counts = [other.term.name for other in missing]
        worst = max(stressed or missing, key=lambda one: counts.count(one.term.name))
        text = worst.statement.text
        yield Finding(
            CODE,
            Severity.WARNING,
            f"The body tells of a grave risk, “{text[worst.start : worst.stop]}”, and no summary names it."
            " Name it in the quick answer or a takeaway.",
            worst.statement.path,
            (quote(text, worst.start, worst.stop),),
            text[worst.start : worst.stop],
        )


def _is_aside(article: Article, risk: Told) -> bool:
    """A risk of a drug that one sentence of the body names, and neither the title nor a summary."""
    lexicon = article.lexicon
    drugs = names(lexicon, "drug", risk.statement.text[: risk.start])
    if not drugs or risk.is_stressed:
        return False
    elsewhere = [article.title, *(one.text for one in statements(article.summaries()))]
    elsewhere += [one.text for one in statements(article.body()) if one.text != risk.statement.text]
    return not any(drugs & names(lexicon, "drug", text) for text in elsewhere)


def _is_forbidden(article: Article, risk: Told) -> bool:
    """A risk of drugs that a summary says not to take: “Codeine must never be used.”"""
    lexicon = article.lexicon
    drugs = names(lexicon, "drug", risk.statement.text)
    return bool(drugs) and any(
        drugs & names(lexicon, "drug", text) and FORBIDS.search(text) for text in _short(article)
    )


def _is_deadly(risk: Told, every: list[Told]) -> bool:
    """“Breathing can slow down, and people have died”: to name the deaths alone does not say of what."""
    names = {one.term.name for one in every if one.statement == risk.statement}
    return names == {risk.term.name, DEATH}


def _named(article: Article) -> Iterator[str]:
    """The risks that a summary names, other than where it only says whom to call.

    “Fever can be a sign of sepsis, which can be fatal: call 911.” names one all the same.
    """
    for text in _short(article):
        yield from names(article.lexicon, "risk", text)


def _short(article: Article) -> Iterator[str]:
    for statement in statements(article.summaries()):
        is_call = bool(names(article.lexicon, "risk_elsewhere", statement.text))
        if not is_call or names(article.lexicon, "what_it_is", statement.text):
            yield statement.text


def _told(article: Article) -> Iterator[Told]:
    lexicon = article.lexicon
    about_risks = set(_about_risks(article))
    topic = names(lexicon, "risk", article.title)
    illnesses = {name for kind in CONDITIONS for name in names(lexicon, kind, article.title)}
    is_in_title = bool(_starts(lexicon, TREATMENTS, article.title))
    headed = {one.path for one in article.headings() if _starts(lexicon, TREATMENTS, one.text)}
    for passage in (*article.body(), *_headings(article, about_risks)):
        if passage.kind == EMERGENCY or not any(True for _ in lexicon.find("risk", passage.text)):
            continue
        is_headed = is_in_title or passage.path in headed
        near = 0
        subject = Subject.OPEN
        for statement in statements([passage]):
            near = NEAR if _starts(lexicon, TREATMENTS, statement.text) else near - 1
            is_near = is_headed or near > 0
            around = Around(subject, passage.path in about_risks, is_near, is_in_title)
            for found in lexicon.find("risk", statement.text):
                if (
                    found.term.gravity >= GRAVE
                    and found.term.name not in topic
                    and not statement.is_question
                    and not _is_of_illness(lexicon, statement.text, found, illnesses)
                    and _is_of_treatment(lexicon, statement.text, found, around)
                ):
                    stressed = any(True for _ in lexicon.find("gravest_told", statement.text))
                    yield Told(found.term, statement, found.start, found.stop, stressed)
            if subject is Subject.OPEN or not statement.text.startswith(POINTERS):
                subject = _subject(lexicon, statement.text)


def _subject(lexicon: Lexicon, text: str) -> Subject:
    """What a sentence names first."""
    treatments, conditions = (_starts(lexicon, kinds, text) for kinds in (TREATMENTS, CONDITIONS))
    if UNTREATED in names(lexicon, "risk_elsewhere", text):
        return Subject.CONDITION
    if treatments and (not conditions or min(treatments) < min(conditions)):
        return Subject.TREATMENT
    return Subject.CONDITION if conditions else Subject.OPEN


def _about_risks(article: Article) -> Iterator[str]:
    """The paths of the sections whose heading, or one above it, speaks of risks."""
    above: list[tuple[int, bool]] = []
    for section in article.sections:
        above = [one for one in above if one[0] < section.level]
        texts = (section.heading, *section.subheadings)
        above.append((section.level, any(_speaks_of_risks(article.lexicon, text) for text in texts)))
        if any(speaks for _, speaks in above):
            yield section.path


def _speaks_of_risks(lexicon: Lexicon, heading: str) -> bool:
    """“Side effects”, “Risks of surgery”, not “Complications of diabetes”, “Risk factors”."""
    if not names(lexicon, "risk_heading", heading) or names(lexicon, "no_risk_heading", heading):
        return False
    if _starts(lexicon, TREATMENTS, heading):
        return True
    conditions = any(True for kind in CONDITIONS for _ in lexicon.find(kind, heading))
    return not conditions and len(_others(lexicon, heading)) <= FEW


def _headings(article: Article, about_risks: set[str]) -> Iterator[Passage]:
    yield from (one for one in article.headings() if one.path in about_risks)


def _is_of_treatment(lexicon: Lexicon, text: str, risk: Found, around: Around) -> bool:
    """Whether a sentence tells of the risk as one that the treatment brings."""
    if (
        names(lexicon, "risk_elsewhere", text)
        or names(lexicon, "uncertainty", text) & SAME
        or _is_treated(lexicon, text, risk)
        or is_denied(text, risk.start)
        or ends_within(lexicon, "had_before", text, risk, HAD)
        or ends_within(lexicon, "risk_lowered", text, risk, LOWERED)
    ):
        return False
    is_told = bool(names(lexicon, "risk_told", text))
    length = len(text.split())
    is_first = risk.start == 0 and length <= LONGEST_ITEM
    is_item = around.is_about_risks and (length <= ITEM_WORDS or is_first)
    is_possible = is_item or bool(names(lexicon, "risk_possible", text))
    if not is_told and not (is_possible and risk.term.gravity >= GRAVEST):
        return False
    treatments = _starts(lexicon, TREATMENTS, text)
    warned = min(
        (one.start for one in lexicon.find("risk_told", text) if one.term.name == WARNING), default=None
    )
    conditions = [start for start in _starts(lexicon, CONDITIONS, text) if warned is None or start < warned]
    if any(start < risk.start for start in (*treatments, *conditions)):
        return any(start < risk.start for start in treatments)
    is_pointer = text.startswith(POINTERS)
    if around.subject is Subject.CONDITION and is_pointer and not is_told:
        return False
    if around.is_about_risks or (treatments and (is_told or around.is_in_title)):
        return True
    if around.subject is Subject.CONDITION and is_pointer:
        return False
    if is_told:
        return around.is_near and (around.is_in_title or _is_without_subject(lexicon, text, risk))
    return around.is_in_title or (is_pointer and around.subject is Subject.TREATMENT)


def _is_without_subject(lexicon: Lexicon, text: str, risk: Found) -> bool:
    """“In rare cases it has been fatal.”: nothing but the risk is named that the sentence could be about."""
    is_stressed = bool(names(lexicon, "gravest_told", text))
    if not is_stressed and _starts(lexicon, CONDITIONS, text):
        return False
    return len(_others(lexicon, text[: risk.start])) <= FEW


def _others(lexicon: Lexicon, text: str) -> frozenset[str]:
    """What a text is about besides risks and the words that tell of them."""
    spans = [one for kind in ABOUT_RISKS for one in lexicon.find(kind, text)]
    for one in spans:
        text = text[: one.start] + " " * (one.stop - one.start) + text[one.stop :]
    return topics(text)


def _is_of_illness(lexicon: Lexicon, text: str, risk: Found, illnesses: set[str]) -> bool:
    """“Severe asthma can be fatal.”, in an article about asthma."""
    before = text[: risk.start]
    return any(illnesses & names(lexicon, kind, before) for kind in CONDITIONS) and not _starts(
        lexicon, TREATMENTS, before
    )


def _is_treated(lexicon: Lexicon, text: str, risk: Found) -> bool:
    """“Cancer surgery”, “zoledronic acid for cancer”: what is treated is no risk of it."""
    before = TREATED_BEFORE.search(text[: risk.start])
    starts = {risk.stop + 1} if text[risk.stop : risk.stop + 1] == " " else set()
    stops = {before.start()} if before else set()
    return any(
        one.start in starts or one.stop in stops for kind in TREATMENTS for one in lexicon.find(kind, text)
    )


def _starts(lexicon: Lexicon, kinds: tuple[str, ...], text: str) -> list[int]:
    """Where terms of these kinds begin that are no risk or effect here."""
    risks = [one for kind in ("risk", "effect") for one in lexicon.find(kind, text)]
    return [
        one.start
        for kind in kinds
        for one in lexicon.find(kind, text)
        if not any(one.start < risk.stop and risk.start < one.stop for risk in risks)
    ]
