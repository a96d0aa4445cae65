"""Figures need a source."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article, Passage, StudyResult
from editorial.checks.citations.citing import points_somewhere
from editorial.checks.figures.finding import find_figure
from editorial.checks.words import quote, sentences
from editorial.findings import Finding, Severity
from editorial.lexicon import Lexicon

CODE = "claim-without-source"

# “At week 4”, “weeks 7 through 9”, “step 2”: names, and no figures.
NUMBERED = re.compile(
    r"\b(?:week|day|month|year|step|phase|stage|session|visit|type|grade)s?\s\d+(?:\s?(?:to|through|and|[-–])\s?\d+)?\b",
    re.IGNORECASE,
)
# “In a trial”, “in the DiRECT trial”, “our own success rate”; “in the trial” goes on from another sentence.
STUDY = re.compile(
    r"\b[Ii]n\s(?:an?|one|another|our|the\s[A-Z][\w-]+)(?:\s[\w,.'’-]+){0,3}?\s(?:trial|study|survey|registry)\b"
    r"|\b[Oo]ur\s(?:own\s)?(?:success|cure|response|complication)\srate\b"
)
SHARE = re.compile(
    r"\d\s?%|\b\d+\s(?:in|of|out\sof)\s\d+\b|\bper\scent\b|\bpercent\b|\bby\s(?:\w+\s){0,3}(?:half|a\s(?:third|quarter|fifth))\b"
)
HELP = ("crisis_line", "emergency_care")


def without_source(article: Article) -> Iterator[Finding]:
    """A takeaway or study result that gives a figure and names no source; elsewhere the figure of a study.

    “TMS helps. 58% of people felt better after six weeks.”, with no source chosen.
    """
    for claim in article.claims:
        figure = _figure(article.lexicon, claim.text)
        if figure and not claim.sources and not points_somewhere(claim.text):
            kind = "study result" if isinstance(claim, StudyResult) else "takeaway"
            yield Finding(
                CODE,
                Severity.WARNING,
                f"This {kind} gives a figure and no source. Choose the source it comes from.",
                claim.path,
                (quote(claim.text, *figure),),
            )
    yield from _of_studies(article)


def _of_studies(article: Article) -> Iterator[Finding]:
    """Sections that tell the figure of a study, with nothing that points to a source.

    “In a trial of 210 patients, 45% improved.”, and no marker or author in the whole section.
    """
    for passage in (Passage(one.path, f"{one.heading}\n{one.text}") for one in article.sections):
        if points_somewhere(passage.text):
            continue
        told = [
            (sentence.start, sentence.start + len(sentence.text))
            for sentence in sentences(passage.text)
            if _tells_of_study(article.lexicon, sentence.text)
        ]
        if told:
            yield Finding(
                CODE,
                Severity.WARNING,
                "This tells the figure of a study and no source. Put the marker of its source behind it.",
                passage.path,
                tuple(quote(passage.text, *place) for place in told),
            )


def _tells_of_study(lexicon: Lexicon, text: str) -> bool:
    is_named = any(True for kind in ("agency", "law") for _ in lexicon.find(kind, text))
    return bool(STUDY.search(text) and SHARE.search(text)) and not is_named and not text.endswith("?")


def _figure(lexicon: Lexicon, text: str) -> tuple[int, int] | None:
    """Where the first figure stands that is a claim; “180/120 and chest pain: 911” tells when to call."""
    for sentence in sentences(text):
        is_call = any(True for kind in HELP for _ in lexicon.find(kind, sentence.text))
        text = NUMBERED.sub(lambda match: " " * len(match[0]), sentence.text)
        if not is_call and (figure := find_figure(text)):
            return sentence.start + figure.start(), sentence.start + figure.end()
    return None
