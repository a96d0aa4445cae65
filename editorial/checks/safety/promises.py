"""Words that promise what no treatment and no form can keep."""

import re
from collections.abc import Iterator
from itertools import pairwise

from editorial.checks.article import Article, Passage
from editorial.checks.words import Sentence, quote, sentences
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon

PROMISE = "absolute-promise"
BOOKING = "request-called-booking"

CURE = "a cure"  # the promise that some treatments keep

NEGATION = (
    r"\b(?:not|no|none|never|nobody|nothing|neither|nor|cannot|without|\w+n't|(?:do|does|did|is|are|ca)nt)\b"
    r"(?!\s(?:only|just|merely)\b)"
)
# A negation in the same clause before the promise; one before a comma counts only if it is “no”, as in
# “no quick, permanent cure”.
BEFORE = re.compile(rf"(?:{NEGATION}[^,;:–—]*|\bno\s\w[\w-]*,\s[\w-]+\s)$", re.IGNORECASE)
# “A cure does not exist”, “guarantees are impossible”, “no side effects were seen”.
BEHIND = re.compile(
    r"^\s?(?:(?!(?:and|or|but|so|you|we|it)\b)\w+\s){0,6}?"
    r"(?:(?:is|are|was|were|does|do|has|have|can|will)(?:\snot\b|n't\b|\snever\b)|cannot\b"
    r"|(?:is|are)\s(?:impossible|unlikely|rare|unrealistic|a\sred\sflag|a\swarning\ssign|a\smyth|too\sgood)"
    r"|(?:was|were)\s(?:\w+\s)?(?:seen|found|reported|noted|observed|recorded)\b)",
    re.IGNORECASE,
)
TURN = re.compile(r"\b(?:but|however|yet|although|though)\b|[;:–—]", re.IGNORECASE)
# “Some people have no side effects.”
QUANTITY = re.compile(r"\b(?:most|many|some|few|half|others)\s(?:of\s)?(?:\w+\s){1,4}$", re.IGNORECASE)
# “If you have no side effects, we raise the dose.”, not “If you want guaranteed results, call us.”
CONDITION = re.compile(
    r"\b(?:if|when|once|until|unless|whether)\b"
    r"(?!\s(?:you|you're|your\s\w+)\s?(?:want|wish|need|deserve|looking|are\slooking|would\slike)\b)[^,]*$",
    re.IGNORECASE,
)
# “May pose no risk”, “patients had no side effects”.
WEAK = re.compile(
    r"\b(?:(?:may|might|could|usually|often|generally|sometimes|typically|rarely)\s(?:\w+\s){0,3}"
    r"|(?:had|reported|experienced|found|saw|showed)\s(?:\w+\s)?)$",
    re.IGNORECASE,
)
# What is aimed at, or meant by a word: “to find ways to treat and, ultimately, cure it”, “defined as a cure”.
AIM = re.compile(
    r"\b(?:(?:ways?|techniques?|methods?|efforts?|goals?|aims?|aimed|hope[sd]?|hoping|trying|tries|attempt\w*|working"
    r"|works|researchers|scientists|search\w*|find|finding|develop|developing|quest)\b[^.;:]*"
    r"|(?:defined|called|considered|regarded|known|counts?|counted|means?)\s(?:as\s|by\s)?)$",
    re.IGNORECASE,
)
# “Hard to cure”, “to cure the infection, take all pills”; “proven to cure it” says that it does.
INFINITIVE = re.compile(r"(?P<before>\w*)\s?\bto\s(?:\w+,?\s){0,6}$", re.IGNORECASE)
EASE = re.compile(
    r"(?:hard|harder|easy|easier|difficult|impossible|possible|enough|need|needed|take|takes)$", re.I
)
PROVEN = re.compile(r"(?:proven|shown|known|guaranteed|certain|sure|going|able|designed|bound|said)$", re.I)
# “A cure is the goal.”, “the cure for it is rest”: no promise, unless it is here.
CURE_IS = re.compile(
    r"^(?:\s(?:for|of|that|to)\s[^,.;:]*?)?\s(?:is|was|would|remains|means|requires|depends|may|might)\b"
    r"(?!\s(?:(?:now|finally|already)\s)?(?:here|available|possible|within|real|close)\b)",
    re.IGNORECASE,
)
ONLY_CURE = re.compile(r"the only cure", re.IGNORECASE)
SETTLED = "your appointment is confirmed"  # the booking that something is settled
# “Your training week is then confirmed”, “the slot will be held”.
YOURS = re.compile(r"\b(?:your|the|this|that)\s(?:[\w-]+\s){0,3}[\w-]+$", re.IGNORECASE)
IS = re.compile(
    r"\s(?:is|['’]s|will\sbe|gets|has\sbeen|becomes)\s(?:(?:then|now|instantly|automatically|immediately|at\sonce)\s)?",
    re.IGNORECASE,
)
SHARE = re.compile(r"\d\s?%|\b\d+ (?:in|of|out of) \d+")
WITHOUT = re.compile(r"\bwithout\s(?:\w+\s)?$", re.IGNORECASE)
CALL = re.compile(r"(?:please\s|just\s|simply\s)?(?:call|phone|ring)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|‘[^’]*’")
NOTHING = Sentence("", 0)


def absolute(article: Article) -> Iterator[Finding]:
    """A promise that no treatment can keep; a denied, doubted, quoted or asked one is none.

    “Ketamine cures depression.”, “Treatment is 100% safe.”, “Results are guaranteed.”
    """
    lexicon = article.lexicon
    headings = {section.path: section.heading for section in article.sections}
    headings |= {one.path: one.question for one in article.faq}
    for passage in (*article.headings(), *article.passages(), *article.in_search()):
        heading = headings.get(passage.path, "")
        if passage.text != heading and any(lexicon.find("doubt", heading)):
            continue
        for found, start, stop in _promises(lexicon, passage):
            yield Finding(
                PROMISE,
                Severity.BLOCKS,
                f"“{passage.text[start:stop]}” promises what no treatment can keep."
                f" {found.term.advice}".strip(),
                passage.path,
                (quote(passage.text, start, stop),),
                passage.text[start:stop],
            )


def _promises(lexicon: Lexicon, passage: Passage) -> Iterator[tuple[Found, int, int]]:
    if not any(lexicon.find("promise", passage.text)):
        return
    told = sentences(passage.text)
    for place, sentence in enumerate(told):
        promises = list(lexicon.find("promise", sentence.text))
        if not promises or sentence.text.endswith("?"):
            continue
        after = told[place + 1].text if place + 1 < len(told) else ""
        if _is_doubted(lexicon, after[:60]):
            continue
        for found in promises:
            if _is_meant(lexicon, sentence.text, found):
                yield found, sentence.start + found.start, sentence.start + found.stop


def _is_doubted(lexicon: Lexicon, after: str) -> bool:
    """“Some say that it is a cure. That is a myth.”"""
    return re.match(r"(?:that|this|it|these|those|but)\b", after, re.IGNORECASE) is not None and any(
        lexicon.find("doubt", after)
    )


def _is_meant(lexicon: Lexicon, text: str, promise: Found) -> bool:
    before, behind = text[: promise.start].replace("’", "'"), text[promise.stop :].replace("’", "'")
    clause = TURN.split(before)[-1]
    if promise.term.name == CURE:
        is_told = _cures(lexicon, text, before, behind, promise)
    else:
        is_told = not WEAK.search(clause)
    return is_told and not (
        BEFORE.search(clause)
        or QUANTITY.search(clause)
        or CONDITION.search(clause)
        or BEHIND.match(behind)
        or any(lexicon.find("doubt", before))
        or any(_takes_back(one, promise) for one in lexicon.find("no_promise", text))
        or any(one.start() <= promise.start and promise.stop <= one.end() for one in QUOTED.finditer(text))
    )


def _takes_back(one: Found, promise: Found) -> bool:
    """“No risk of pregnancy” takes back “no risk”; “no risk of side effects” is the longer one."""
    is_within = promise.start <= one.start and one.stop <= promise.stop
    return one.start < promise.stop and promise.start < one.stop and not is_within


def _cures(lexicon: Lexicon, text: str, before: str, behind: str, promise: Found) -> bool:
    """Whether a text says of a treatment that it cures: no aim, no wish, nothing that medicine does cure.

    “Antibiotics usually cure it.” Of a mental health condition even that promises too much.
    """
    words = text[promise.start : promise.stop]
    if AIM.search(before) or CURE_IS.match(behind):
        return False
    is_of_mind = any(lexicon.find("mental_health_condition", text))
    upto = before + ("to " if words.lower().startswith("to ") else "")
    if infinitive := INFINITIVE.search(upto):
        if EASE.search(infinitive["before"]):
            return False
        return is_of_mind or PROVEN.search(infinitive["before"]) is not None
    if is_of_mind:
        return True
    hedges = (one for one in lexicon.find("hedge", text) if not WITHOUT.search(text[: one.start]))
    return not (ONLY_CURE.fullmatch(words) or SHARE.search(text) or any(hedges))


def booking(article: Article) -> Iterator[Finding]:
    """Words that call the request form a booking; the office has to call before anything is settled.

    “Book your appointment online now.”, “Your appointment is confirmed.”
    """
    for passage in (*article.passages(), *article.in_search(), *article.outside):
        if not any(any(article.lexicon.find(kind, passage.text)) for kind in ("booking", "settled_word")):
            continue
        for sentence, after in pairwise((*sentences(passage.text), NOTHING)):
            found = next(article.lexicon.find("booking", sentence.text), None)
            found = found or _settled(article.lexicon, sentence.text)
            if found is None or _is_by_request(article.lexicon, sentence.text, after.text, found):
                continue
            start, stop = sentence.start + found.start, sentence.start + found.stop
            yield Finding(
                BOOKING,
                Severity.WARNING,
                f"“{passage.text[start:stop]}” calls a request a booking. {found.term.advice}".strip(),
                passage.path,
                (quote(passage.text, start, stop),),
                passage.text[start:stop],
            )


def _settled(lexicon: Lexicon, text: str) -> Found | None:
    """“Your training week is confirmed.”: the words, with the advice of the like in the lexicon."""
    visits = [one.stop for one in lexicon.find("visit_word", text)]
    for word in lexicon.find("settled_word", text):
        for stop in visits:
            if IS.fullmatch(text[stop : word.start]) and YOURS.search(text[:stop]):
                likes = (one for one in lexicon.of("booking") if one.name == SETTLED)
                return Found(next(likes, word.term), word.start, word.stop)
    return None


def _is_by_request(lexicon: Lexicon, text: str, after: str, booking: Found) -> bool:
    """“Once your appointment is confirmed”, “Call us to book now.”, “Book now! Call (503) 555-0100.”"""
    before = text[: booking.start].replace("’", "'")
    return (
        text.endswith("?")
        or BEFORE.search(TURN.split(before)[-1]) is not None
        or any(lexicon.find("request", text))
        or CALL.match(after) is not None
    )
