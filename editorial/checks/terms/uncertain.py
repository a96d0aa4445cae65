"""Doubt that the body has and a summary has lost."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from editorial.checks.article import Article, Passage
from editorial.checks.citations.citing import markers
from editorial.checks.terms.statements import (
    Figure,
    Statement,
    figures,
    in_short,
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
    r"[;:—–()]|,\s|\s(?=(?:while|whereas|although|though|but|however|because|so)\s)|\s(?=and\s(?:did|was|were|is|are|do|does|has|have)\s)"
)
# What says that nothing differed, in one outcome; the others say that too little is known.
NO_DIFFERENCE = {"did not differ", "not significant", "did not improve", "were similar"}
# What says of the evidence itself that it decides nothing.
OF_EVIDENCE = {"did not differ", "not significant", "more data are needed", "inconclusive"}
# “Deaths did not differ between hormones and placebo.”: of what stands before it.
BETWEEN = re.compile(r"\b(?:between|among|across)\b.*$")
# What says that something cannot be told, which is a doubt where it matters.
UNKNOWN = {"unclear", "cannot be predicted", "not shown"}
# What says how a study was made or that a treatment does nothing, and is no doubt of its own.
OF_NOTHING = {"small study", "did not improve"}
# What is a doubt of one thing only.
WEAK = {*OF_NOTHING, "perhaps", "were similar"}
# “Scratching helped, and for testing the evidence is mixed.”: two things are told.
OF_ITS_OWN = re.compile(r";\s|,\s(?:and|but|while|whereas)\s(?=for\s|in\s|with\s|among\s)")
# “When two options work equally well, you choose.”
SUPPOSED = re.compile(r"^(?:if|when|whenever|unless)\s[^,]*,", re.IGNORECASE)
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


# “The rate of death, stroke or cardiac arrest was 8%. The difference was not significant.”
LISTED = re.compile(
    r"(?<![\w-])[\w-]++(?:,\s[\w-]++(?:\s[\w-]++){0,3}){1,8},?\s(?:or|and)\s[\w-]++(?:\s[\w-]++){0,2}?"
    r"(?=\s(?:was|were|did|is|are)\b|[.,;]|$)"
)
ITEM = re.compile(r",?\s(?:or|and)\s|,\s")


class Doubt(NamedTuple):
    """What the body is not sure of: the words it is about, without those of the title.

    `listed` holds the words of which each is an outcome of its own: “death, stroke or cardiac arrest”.
    """

    statement: Statement
    clause: str
    about: frozenset[str]
    is_no_difference: bool
    listed: frozenset[str] = frozenset()


class Certain(NamedTuple):
    """A clause of the body that tells a result, its sentence, and the sources of its paragraph."""

    text: str
    clause: str
    numbers: frozenset[int]


class Told(NamedTuple):
    """A sentence, its text with what it goes on from, and what it is about besides the title."""

    statement: Statement
    text: str
    about: frozenset[str]


def lost(article: Article) -> Iterator[Finding]:
    """A summary that states as a result what the body says did not differ, or is not known well enough.

    The body says “Remission did not differ between the groups”, a takeaway “Remission was higher”.
    """
    found = [*_contradicted(article)] or [*_told_by_figure(article)] or [*_praised(article)]
    yield from found or _unmentioned(article)


def _praised(article: Article) -> Iterator[Finding]:
    """“The evidence is strong”, where the body calls it low or says that more is needed."""
    lexicon = article.lexicon
    body = list(statements(article.body()))
    doubts = [one for one in body if names(lexicon, "uncertainty", one.text) & (OF_EVIDENCE - NO_DIFFERENCE)]
    if not doubts or any(names(lexicon, "strong_evidence", one.text) for one in body):
        return
    for one in statements(article.summaries()):
        if (
            names(lexicon, "strong_evidence", one.text)
            and not names(lexicon, "uncertainty", one.text)
            and not one.is_question
        ):
            yield Finding(
                CODE,
                Severity.WARNING,
                "The summary calls the evidence strong, and the body does not."
                " Say here as well what is not known.",
                one.path,
                (shortened(one.text), shortened(doubts[0].text)),
            )
            return


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
    doubts = list(_doubts(article.lexicon, body, title))
    if not doubts:
        return
    certain = [
        Certain(one.text, clause, frozenset(markers(one.paragraph)))
        for one in body
        for clause in SPLIT.split(one.text)
        if clause and not names(article.lexicon, "uncertainty", one.text) and _states(article.lexicon, clause)
    ]
    sources = {one.path: set(one.sources) for one in article.claims}
    for passage in article.summaries():
        cited = markers(passage.text) | sources.get(passage.path, set())
        mine = [one for one in certain if not cited or not one.numbers or one.numbers & cited]
        for statement in statements([passage]):
            if found := _lost(article.lexicon, statement, passage.text, doubts, mine):
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
    """What the body is not sure of, where quick answer and takeaways are sure of all they say.

    An answer of the FAQ, or a “perhaps”, will do if it is of the same.
    """
    lexicon = article.lexicon
    people = " ".join(form for term in lexicon.of("people") for form in (term.name, *term.forms))
    title = topics(article.title) | topics(people)
    short = [*_followed(statements(in_short(article)), title)]
    told = (
        frozenset[str]().union(*(names(lexicon, "uncertainty", one.statement.text) for one in short)) - WEAK
    )
    if not short or told - NO_DIFFERENCE:
        return
    answers = (Passage(one.path, f"{one.question}\n{one.answer}") for one in article.faq)
    kept = frozenset[str]().union(
        *(
            one.about
            for one in (*short, *_followed(statements(answers), title))
            if not one.statement.is_question
            and names(lexicon, "uncertainty", one.statement.text) - OF_NOTHING
        )
    )
    unsure = [
        one
        for one in _followed(statements(article.body()), title)
        if not one.statement.is_question and _is_unsure(lexicon, one, told)
    ]
    if unsure and not any(one.about & kept for one in unsure):
        first = unsure[0].statement
        yield Finding(
            CODE,
            Severity.WARNING,
            "The body says what is not certain, and no summary does."
            " Say it in the quick answer or a takeaway.",
            article.quick_answer.path if article.quick_answer else first.path,
            (shortened(first.text),),
        )


def _followed(told: Iterable[Statement], title: frozenset[str]) -> Iterator[Told]:
    """Statements with what they are about; one that says not what of goes on from the one before it."""
    before: Statement | None = None
    for one in told:
        text, about = one.text, topics(one.text) - title
        if before and before.path == one.path and len(about) < FEW:
            text, about = f"{before.text} {text}", about | (topics(before.text) - title)
        yield Told(one, text, about)
        before = one


def _is_unsure(lexicon: Lexicon, one: Told, short: frozenset[str]) -> bool:
    """Whether a sentence doubts what matters, in a way that the summaries, with their doubts, have not."""
    told = {found.term.name for found in _uncertainties(lexicon, one.statement.text)}
    if names(lexicon, "unknown_detail", one.statement.text) and not told & NO_DIFFERENCE:
        return False
    matters = bool(names(lexicon, "result_word", one.text) or names(lexicon, "open_question", one.text))
    return bool(told & (OF_EVIDENCE - NO_DIFFERENCE if short else OF_EVIDENCE)) or (
        bool(told & UNKNOWN) and matters
    )


def _uncertainties(lexicon: Lexicon, text: str) -> Iterator[Found]:
    """The doubts of a sentence that are not only supposed."""
    supposed = SUPPOSED.match(text)
    start = supposed.end() if supposed else 0
    return (found for found in lexicon.find("uncertainty", text) if found.start >= start)


def _doubts(lexicon: Lexicon, told: Iterable[Statement], title: frozenset[str]) -> Iterator[Doubt]:
    before: Statement | None = None
    for statement in told:
        if not statement.is_question:
            for found in _uncertainties(lexicon, statement.text):
                yield from _doubt(lexicon, statement, found, before, title)
        before = statement


def _doubt(
    lexicon: Lexicon, statement: Statement, found: Found, before: Statement | None, title: frozenset[str]
) -> Iterator[Doubt]:
    is_no_difference = found.term.name in NO_DIFFERENCE
    of_results = _result_stems(lexicon, statement.text) if is_no_difference else frozenset()
    clause = _clause(statement.text, found, title | of_results)
    rest = clause.replace(statement.text[found.start : found.stop], " ")
    about = topics(rest) - title - of_results
    if is_no_difference:
        about = (topics(BETWEEN.sub("", rest)) - title - of_results) or about
    if not about and is_no_difference and before and before.paragraph == statement.paragraph:
        clause = before.text
        about = topics(clause) - title - _result_stems(lexicon, clause)
    if about:
        listed = _listed(clause) & about if is_no_difference else frozenset()
        yield Doubt(statement, clause, about, is_no_difference, listed)


def _listed(text: str) -> frozenset[str]:
    """The last words of the items of a list: “death, disabling stroke or cardiac arrest”."""
    return frozenset(
        stem
        for match in LISTED.finditer(text)
        for item in ITEM.split(match[0])
        if item.split()
        for stem in topics(item.split()[-1])
    )


def _clause(text: str, found: Found, empty: frozenset[str]) -> str:
    """The part of the sentence around a place; with the part before it where it says not what of.

    `empty` holds the words that say not what of either.
    """
    cuts = [0, *(match.end() for match in SPLIT.finditer(text) if _is_outside(match, found)), len(text)]
    start = max(cut for cut in cuts if cut <= found.start)
    stop = min((cut for cut in cuts if cut >= found.stop), default=len(text))
    while start and topics(f"{text[start : found.start]} {text[found.stop : stop]}") <= empty:
        start = max(cut for cut in cuts if cut < start)
    return text[start:stop]


def _is_outside(match: re.Match[str], found: Found) -> bool:
    return match.end() <= found.start or match.start() >= found.stop


def _states(lexicon: Lexicon, clause: str) -> bool:
    """Whether a clause tells a result; how many took part is none."""
    return bool(names(lexicon, "result_word", clause) or any(one.is_share for one in figures(clause)))


def _result_stems(lexicon: Lexicon, text: str) -> frozenset[str]:
    return frozenset().union(
        *(topics(text[one.start : one.stop]) for one in lexicon.find("result_word", text))
    )


def _lost(
    lexicon: Lexicon, statement: Statement, passage: str, doubts: list[Doubt], certain: list[Certain]
) -> tuple[str, Doubt] | None:
    """The part of a sentence that states what a doubt is about, and the doubt."""
    if statement.is_question:
        return None
    for clause in filter(None, SPLIT.split(statement.text)):
        is_result = bool(names(lexicon, "result_word", clause))
        if LESS_THAN.match(clause) or not (is_result or names(lexicon, "assertion", clause)):
            continue
        for doubt in doubts:
            if doubt.is_no_difference and not is_result:
                continue
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
        return bool(shared & doubt.listed) or (bool(shared) and 2 * len(shared) >= len(doubt.about))
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


def _is_held(clause: str, doubt: Doubt, certain: list[Certain]) -> bool:
    """Whether the body states it for certain as well, in words that are nearer to the summary's."""
    shared = topics(clause) & doubt.about
    nearness = _nearness(clause, doubt.clause)
    return any(
        one.text != doubt.clause
        and shared <= topics(one.clause)
        and _nearness(clause, one.clause) >= nearness
        for one in certain
    )


def _nearness(one: str, other: str) -> int:
    return len(topics(one) & topics(other)) + 2 * len(shared_figures(figures(one), figures(other)))
