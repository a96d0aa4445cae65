"""Figures need a source."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

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
    r"\b[Ii]n\s(?:an?|one|another|our|the\s[A-Z][\w-]+)(?:\s[\w,.'’-]+){0,3}?\s(?:[Tt]rial|[Ss]tudy|[Ss]urvey|[Rr]egistry)\b"
    r"|\b[Oo]ur\s(?:own\s)?(?:success|cure|response|complication)\srate\b"
)
SHARE = re.compile(
    r"\d\s?%|\b\d+\s(?:in|of|out\sof)\s\d+\b|\bper\scent\b|\bpercent\b|\bby\s(?:\w+\s){0,3}(?:half|a\s(?:third|quarter|fifth))\b"
)
COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine)"
TOLD_SHARE = re.compile(
    rf"\b\d+(?:\.\d+)?\s?(?:%|percent\b)|\b{COUNT}\s(?:in|out\sof)\s(?:every\s)?"
    r"(?:\d{1,3}(?:,\d{3})*|ten|five|four|three)\b(?!\s?(?:%|mg|minutes|hours|days|weeks|months|years|steps|parts))",
    re.IGNORECASE,
)
PERCENT = re.compile(r"(?P<value>\d+(?P<decimals>\.\d+)?)(?:%|percent)")
HALF = Decimal("0.5")
# “$200”: what the clinic says of itself, as the own affairs of the lexicon.
MONEY = "$"
HELP = ("crisis_line", "emergency_care")
# The own affair that is what the clinic does.
WE = "we"


def without_source(article: Article) -> Iterator[Finding]:
    """A takeaway or study result that gives a figure and names no source; elsewhere the figure of a study.

    “TMS helps. 58% of people felt better after six weeks.”, with no source chosen.
    """
    own = _own(article)
    for claim in article.claims:
        figure = _figure(article.lexicon, claim.text, own)
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
    yield from _of_answers(article)


def _of_studies(article: Article) -> Iterator[Finding]:
    """Sections that tell the figure of a study, with nothing that points to a source.

    “In a trial of 210 patients, 45% improved.”, and no marker or author in the whole section. Another part
    may say where the figure comes from.
    """
    sourced = _sourced(article)
    for section in article.sections:
        if not points_somewhere(section.text):
            passage = Passage(section.path, f"{section.heading}\n{section.text}")
            yield from _unsourced(passage, partial(_tells_of_study, article.lexicon), sourced)
            continue
        for paragraph in section.text.split("\n"):
            if not points_somewhere(paragraph):
                tells = partial(_tells_of_study, article.lexicon)
                yield from _unsourced(Passage(section.path, paragraph), tells, sourced)


def _of_answers(article: Article) -> Iterator[Finding]:
    """Answers that tell of how many people something is true, which nothing else in the article says."""
    sourced = _sourced(article)
    for question in article.faq:
        elsewhere = {
            share
            for passage in article.passages()
            if passage.path != question.path
            for share in _shares(passage.text)
        }
        if not points_somewhere(question.answer):
            passage = Passage(question.path, question.answer)
            yield from _unsourced(passage, partial(_tells_of_people, article.lexicon), sourced | elsewhere)


def _unsourced(passage: Passage, tells: Callable[[str], bool], sourced: set[str]) -> Iterator[Finding]:
    told = [
        (sentence.start, sentence.start + len(sentence.text))
        for sentence in sentences(passage.text)
        if tells(sentence.text) and _has_new(sentence.text, sourced)
    ]
    if told:
        yield Finding(
            CODE,
            Severity.WARNING,
            "This tells the figure of a study and no source. Put the marker of its source behind it.",
            passage.path,
            tuple(quote(passage.text, *place) for place in told),
        )


def _has_new(text: str, sourced: set[str]) -> bool:
    shares = _shares(text)
    return not shares or not all(share in sourced or _is_rounded(share, sourced) for share in shares)


def _is_rounded(share: str, sourced: set[str]) -> bool:
    """Whether a share is one of the others, rounded: 18% and 17.9%."""
    if not (match := PERCENT.fullmatch(share)) or match["decimals"]:
        return False
    return any(
        abs(Decimal(match["value"]) - Decimal(other["value"])) <= HALF
        for one in sourced
        if (other := PERCENT.fullmatch(one))
    )


def _sourced(article: Article) -> set[str]:
    """The shares that stand in a paragraph with a source, or in a claim that has one."""
    texts = [one.text for one in article.claims if one.sources or points_somewhere(one.text)]
    texts += [
        paragraph
        for passage in article.passages()
        for paragraph in passage.text.split("\n")
        if points_somewhere(paragraph)
    ]
    return {share for text in texts for share in _shares(text)}


def _shares(text: str) -> set[str]:
    return {re.sub(r"\s|\.0(?=%)", "", match[0].lower()) for match in TOLD_SHARE.finditer(text)}


def _tells_of_study(lexicon: Lexicon, text: str) -> bool:
    is_named = any(True for kind in ("agency", "law") for _ in lexicon.find(kind, text))
    return bool(STUDY.search(text) and SHARE.search(text)) and not is_named and not text.endswith("?")


def _tells_of_people(lexicon: Lexicon, text: str) -> bool:
    """“About 60% of patients respond.”, and nothing of money, agencies or whom to call."""
    is_own = MONEY in text or any(True for _ in lexicon.find("own_affair", text))
    if text.endswith("?") or is_own or not _shares(text):
        return False
    others = any(True for kind in ("agency", "law", *HELP) for _ in lexicon.find(kind, text))
    return not others and bool(STUDY.search(text) or any(True for _ in lexicon.find("people", text)))


def _figure(lexicon: Lexicon, text: str, own: set[str]) -> tuple[int, int] | None:
    """Where the first figure stands that is a claim.

    “180/120 and chest pain: 911” tells when to call, “Wait for at least 12 weeks” what to do, and “5% of our
    patients” what the clinic has seen itself.
    """
    is_advice = False
    for place, sentence in enumerate(sentences(text)):
        is_call = any(True for kind in HELP for _ in lexicon.find(kind, sentence.text))
        is_advice = _begins_with_advice(lexicon, sentence.text) or (place == 1 and is_advice)
        text = NUMBERED.sub(lambda match: " " * len(match[0]), sentence.text)
        shares = _shares(sentence.text)
        is_own = bool(shares) and (shares <= own or _is_own(lexicon, sentence.text))
        if not is_call and not is_own and not (is_advice and not shares) and (figure := find_figure(text)):
            return sentence.start + figure.start(), sentence.start + figure.end()
    return None


def _begins_with_advice(lexicon: Lexicon, text: str) -> bool:
    return any(one.start == 0 for one in lexicon.find("instruction", text))


def _own(article: Article) -> set[str]:
    """The shares that the body tells of the clinic's own patients."""
    return {
        share
        for passage in article.body()
        for sentence in sentences(passage.text)
        if _is_own(article.lexicon, sentence.text)
        for share in _shares(sentence.text)
    }


def _is_own(lexicon: Lexicon, text: str) -> bool:
    return not STUDY.search(text) and any(one.term.name == WE for one in lexicon.find("own_affair", text))
