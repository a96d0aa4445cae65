"""Doubt that the body has and a summary has lost."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from editorial.checks.article import Article
from editorial.checks.terms.statements import (
    Figure,
    Statement,
    figures,
    names,
    shared_figures,
    statements,
    topics,
)
from editorial.checks.words import shortened
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon

CODE = "uncertainty-lost"

# Where one part of a sentence may say another thing than the next.
SPLIT = re.compile(
    r"[;:—–()]|,\s|\s(?=(?:while|whereas|although|though|but|however|yet|because|so)\s)|\s(?=and\s(?:did|was|were|is|are|do|does|has|have)\s)"
)
# What says that nothing differed, in one outcome; the others say that too little is known.
NO_DIFFERENCE = {"did not differ", "not significant", "did not improve"}
# What says of the evidence itself that it decides nothing.
OF_EVIDENCE = {"did not differ", "not significant", "more data are needed", "inconclusive"}
# What says how a study was made or that a treatment does nothing, and is no doubt of its own.
OF_NOTHING = {"small study", "did not improve"}
# “Scratching helped, and for testing the evidence is mixed.”: two things are told.
OF_ITS_OWN = re.compile(r";\s|,\s(?:and|but|while|whereas)\s(?=for\s|in\s|with\s|among\s)")
# A sentence of more figures tells of several outcomes.
FEW = 2
PLAINLY_NOT = {"not", "no", "never", "cannot", "doesn't", "don't", "isn't", "aren't"}
# “..., less than the mask”: the clause before it says of what.
LESS_THAN = re.compile(
    r"\W*(?:much\s|far\s)?(?:less|more|fewer|better|longer|shorter)\sthan\b", re.IGNORECASE
)
DURATION = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-](day|week|month|year)s?\b"
)


class Doubt(NamedTuple):
    """What the body is not sure of: the words it is about, without those of the title."""

    statement: Statement
    clause: str
    about: frozenset[str]
    is_no_difference: bool


def lost(article: Article) -> Iterator[Finding]:
    """A summary that states as a result what the body says did not differ, or is not known well enough.

    The body says “Remission did not differ between the groups”, a takeaway “Remission was higher”.
    """
    found = [*_contradicted(article)] or [*_told_by_figure(article)]
    yield from found or _unmentioned(article)


def _told_by_figure(article: Article) -> Iterator[Finding]:
    """“It was more frequent, a ratio of 1.16”, where the body says that 1.16 was not significant."""
    lexicon = article.lexicon
    unsure = [
        (one, figures(one.text))
        for one in statements(article.body())
        if names(lexicon, "uncertainty", one.text) - OF_NOTHING
    ]
    for passage in article.summaries():
        if not unsure or names(lexicon, "uncertainty", passage.text):
            continue
        for statement in statements([passage]):
            told = figures(statement.text)
            if not told or statement.is_question or not names(lexicon, "result_word", statement.text):
                continue
            for doubt, known in unsure:
                if (
                    known
                    and len(known) <= FEW
                    and shared_figures(told, known)
                    and not _figures_of(article, told, doubt)
                ):
                    yield Finding(
                        CODE,
                        Severity.WARNING,
                        "The body is not certain of what this figure tells. Say so here as well.",
                        passage.path,
                        (shortened(statement.text), shortened(doubt.text)),
                    )
                    return


def _figures_of(article: Article, told: frozenset[Figure], doubt: Statement) -> bool:
    """Whether another sentence of the body has the figures as well, and no doubt about them."""
    return any(
        one.text != doubt.text and shared_figures(told, figures(one.text))
        for one in statements(article.body())
    )


def _contradicted(article: Article) -> Iterator[Finding]:
    title = topics(article.title)
    body = list(statements(article.body()))
    doubts = [doubt for one in body for doubt in _doubts(article.lexicon, one, title)]
    if not doubts:
        return
    certain = [
        clause
        for one in body
        for clause in SPLIT.split(one.text)
        if clause and not names(article.lexicon, "uncertainty", one.text) and _states(article.lexicon, clause)
    ]
    for passage in article.summaries():
        for statement in statements([passage]):
            if found := _lost(article.lexicon, statement, passage.text, doubts, certain):
                clause, doubt = found
                yield Finding(
                    CODE,
                    Severity.WARNING,
                    "The body is less certain of this than the summary. Say here as well that it did not"
                    " differ, or that it is not known yet.",
                    passage.path,
                    (shortened(clause.strip()), shortened(doubt.clause.strip())),
                )


def _unmentioned(article: Article) -> Iterator[Finding]:
    """What the body is not sure of, where every summary is sure of all it says."""
    lexicon = article.lexicon
    short = [one.text for one in article.summaries()]
    if not any(text.strip() for text in short) or any(
        names(lexicon, "uncertainty", text) - OF_NOTHING for text in short
    ):
        return
    for one in statements(article.body()):
        if not one.is_question and _is_unsure(lexicon, one.text):
            path = article.quick_answer.path if article.quick_answer else one.path
            yield Finding(
                CODE,
                Severity.WARNING,
                "The body says what is not certain, and no summary does."
                " Say it in the quick answer or a takeaway.",
                path,
                (shortened(one.text),),
            )
            return


def _is_unsure(lexicon: Lexicon, text: str) -> bool:
    told = names(lexicon, "uncertainty", text)
    if names(lexicon, "unknown_detail", text) and not told & NO_DIFFERENCE:
        return False
    return bool(told & OF_EVIDENCE) or ("unclear" in told and bool(names(lexicon, "result_word", text)))


def _doubts(lexicon: Lexicon, statement: Statement, title: frozenset[str]) -> Iterator[Doubt]:
    if statement.is_question:
        return
    for found in lexicon.find("uncertainty", statement.text):
        clause = _clause(statement.text, found)
        rest = clause.replace(statement.text[found.start : found.stop], " ")
        is_no_difference = found.term.name in NO_DIFFERENCE
        about = topics(rest) - title
        if is_no_difference:
            about -= _result_stems(lexicon, rest)
        if about:
            yield Doubt(statement, clause, about, is_no_difference)


def _clause(text: str, found: Found) -> str:
    """The part of the sentence around a place; with the part before it where it says not what of."""
    cuts = [0, *(match.end() for match in SPLIT.finditer(text) if _is_outside(match, found)), len(text)]
    start = max(cut for cut in cuts if cut <= found.start)
    stop = min((cut for cut in cuts if cut >= found.stop), default=len(text))
    while start and not topics(text[start : found.start] + " " + text[found.stop : stop]):
        start = max(cut for cut in cuts if cut < start)
    return text[start:stop]


def _is_outside(match: re.Match[str], found: Found) -> bool:
    return match.end() <= found.start or match.start() >= found.stop


def _states(lexicon: Lexicon, clause: str) -> bool:
    return bool(names(lexicon, "result_word", clause) or figures(clause))


def _result_stems(lexicon: Lexicon, text: str) -> frozenset[str]:
    return frozenset().union(
        *(topics(text[one.start : one.stop]) for one in lexicon.find("result_word", text))
    )


def _lost(
    lexicon: Lexicon, statement: Statement, passage: str, doubts: list[Doubt], certain: list[str]
) -> tuple[str, Doubt] | None:
    """The part of a sentence that states what a doubt is about, and the doubt."""
    if statement.is_question:
        return None
    for clause in filter(None, SPLIT.split(statement.text)):
        if LESS_THAN.match(clause) or not names(lexicon, "result_word", clause):
            continue
        for doubt in doubts:
            unsure = clause if doubt.is_no_difference else statement.text
            if _is_hedged(lexicon, unsure, doubt) or names(lexicon, "uncertainty", unsure):
                continue
            if (
                _is_about(clause, doubt)
                and not _is_kept(lexicon, passage, doubt)
                and not _other_times(clause, doubt.clause)
                and not _is_held(clause, doubt, certain)
            ):
                return clause, doubt
    return None


def _is_hedged(lexicon: Lexicon, text: str, doubt: Doubt) -> bool:
    """“The risk is not raised” is as sure as that it is, of what nobody knows."""
    return any(
        doubt.is_no_difference or text[one.start : one.stop].casefold() not in PLAINLY_NOT
        for one in lexicon.find("tentative", text)
    )


def _is_about(clause: str, doubt: Doubt) -> bool:
    shared = topics(clause) & doubt.about
    if doubt.is_no_difference:
        return bool(shared) and 2 * len(shared) >= len(doubt.about)
    return len(shared) >= 2 and 2 * len(shared) >= len(doubt.about)


def _is_kept(lexicon: Lexicon, passage: str, doubt: Doubt) -> bool:
    """Whether another part of the summary has the doubt."""
    return any(
        names(lexicon, "uncertainty", part) and topics(part) & doubt.about
        for line in re.split(r"(?<=[.!?])\s|\n", passage)
        for part in OF_ITS_OWN.split(line)
    )


def _other_times(one: str, other: str) -> bool:
    times = set(DURATION.findall(one.lower())), set(DURATION.findall(other.lower()))
    return bool(times[0] and times[1] and not times[0] & times[1])


def _is_held(clause: str, doubt: Doubt, certain: list[str]) -> bool:
    """Whether the body states it for certain as well, in words that are nearer to the summary's."""
    shared = topics(clause) & doubt.about
    nearness = _nearness(clause, doubt.clause)
    return any(shared <= topics(one) and _nearness(clause, one) >= nearness for one in certain)


def _nearness(one: str, other: str) -> int:
    return len(topics(one) & topics(other)) + 2 * len(shared_figures(figures(one), figures(other)))
