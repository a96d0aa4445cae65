"""The gravest risk of a treatment belongs where patients read first."""

from collections.abc import Iterator
from typing import NamedTuple

from editorial.checks.article import Article
from editorial.checks.terms.named import is_denied
from editorial.checks.terms.statements import Statement, names, statements
from editorial.checks.words import quote
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon, Term

CODE = "gravest-risk-missing"
GRAVE = 2
CONDITIONS = ("condition", "mental_health_condition")
TREATMENTS = ("treatment", "drug")
EMERGENCY = "callout: emergency"
# How many characters before a risk still belong to it: “a history of heart attack or stroke”.
HAD = 40
LOWERED = 70
# The longest line that below a heading about risks names one without saying more.
ITEM_WORDS = 10
POINTERS = ("It ", "This ", "These ", "They ", "That ", "Those ", "Another ", "Other ", "One ", "Rarely", "In rare")


class Told(NamedTuple):
    """A risk of the treatment, as the body tells of it."""

    term: Term
    statement: Statement
    start: int
    stop: int
    is_stressed: bool


def gravest_missing(article: Article) -> Iterator[Finding]:
    """The gravest risk of the treatment that the body tells of, where no summary names it.

    A section says “The FDA warns of slowed breathing”; quick answer and takeaways speak of nausea alone.
    """
    if not article.quick_answer and not article.takeaways:
        return
    told = list(_told(article))
    if not told:
        return
    gravity = max(one.term.gravity for one in told)
    gravest = [one for one in told if one.term.gravity == gravity]
    named = {name for one in article.summaries() for name in names(article.lexicon, "risk", one.text)}
    missing = [one for one in gravest if not named & {one.term.name, *one.term.fits}]
    stressed = [one for one in missing if one.is_stressed]
    if missing and (stressed or len(missing) == len(gravest)):
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
        )


def _told(article: Article) -> Iterator[Told]:
    lexicon = article.lexicon
    about_risks = set(_about_risks(article))
    topic = names(lexicon, "risk", article.title)
    before = Statement("", "", "")
    for statement in statements(one for one in article.body() if one.kind != EMERGENCY):
        for found in lexicon.find("risk", statement.text):
            if (
                found.term.gravity >= GRAVE
                and found.term.name not in topic
                and not statement.is_question
                and _is_of_treatment(lexicon, statement, found, before, statement.path in about_risks)
            ):
                stressed = any(True for _ in lexicon.find("gravest_told", statement.text))
                yield Told(found.term, statement, found.start, found.stop, stressed)
        before = statement


def _about_risks(article: Article) -> Iterator[str]:
    """The paths of the sections whose heading, or one above it, speaks of risks."""
    above: list[tuple[int, bool]] = []
    for section in article.sections:
        above = [one for one in above if one[0] < section.level]
        texts = (section.heading, *section.subheadings)
        speaks = any(names(article.lexicon, "risk_heading", text) for text in texts)
        above.append((section.level, speaks))
        if any(speaks for _, speaks in above):
            yield section.path


def _is_of_treatment(
    lexicon: Lexicon, statement: Statement, risk: Found, before: Statement, is_about_risks: bool
) -> bool:
    text = statement.text
    if names(lexicon, "risk_elsewhere", text) or is_denied(text, risk.start):
        return False
    if _ends_within(lexicon, "had_before", text, risk, HAD) or _ends_within(
        lexicon, "risk_lowered", text, risk, LOWERED
    ):
        return False
    is_item = is_about_risks and len(text.split()) <= ITEM_WORDS
    if not is_item and not names(lexicon, "risk_told", text):
        return False
    treatments = [one.start for kind in TREATMENTS for one in lexicon.find(kind, text)]
    conditions = [
        one.start
        for kind in CONDITIONS
        for one in lexicon.find(kind, text)
        if one.stop <= risk.start or one.start >= risk.stop
    ]
    subject = min((start for start in (*treatments, *conditions) if start < risk.start), default=None)
    if subject is not None:
        return subject in treatments or min(treatments, default=risk.start) < risk.start
    if treatments or is_about_risks:
        return True
    return text.startswith(POINTERS) and any(
        names(lexicon, kind, before.text) for kind in TREATMENTS if before.paragraph == statement.paragraph
    )


def _ends_within(lexicon: Lexicon, kind: str, text: str, risk: Found, reach: int) -> bool:
    """Whether words of this kind stand shortly before the risk, in its clause."""
    return any(
        risk.start - reach <= one.stop <= risk.start + 1 and not set(text[one.stop : risk.start]) & set(";:.()")
        for one in lexicon.find(kind, text)
        if one.start < risk.start
    )
