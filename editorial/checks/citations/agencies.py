"""Agencies and laws that the text calls as witnesses."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from editorial.checks.article import Article, Passage, Reference
from editorial.checks.citations.citing import points_somewhere
from editorial.checks.words import quote, sentences
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon, Term

CODE = "agency-without-source"

# What may stand between a lead such as “according to” and the name: “a recent U.S.”.
LEADS_ON = re.compile(r"\s+(?:(?!(?:and|or|but|that|which|we|you|they)\b)[\w.'’]+\s+){0,3}")
IN_BRACKETS = re.compile(r"(?:['’]s?\b)?(?:\s*\([^)]{2,80}\))?(?:,\s(?:the|an?)\s[^,.]{2,60},)?,?")
# Bodies and laws by how names are made up: “British Association of Urological Surgeons”, “Equality Act”.
BODY = re.compile(
    r"\b(?:American|British|Canadian|Australian|Australasian|European|Royal|National|International|World|Federal"
    r"|German|French|Dutch|Danish|Swedish|Irish|Scottish|Japanese)\s(?:[A-Z][\w’'-]+\s){0,4}?"
    r"(?:Association|Society|College|Academy|Institutes?|Council|Federation|Foundation|Board|Agency|League|Network"
    r"|Alliance|Commission|Committee|Service|Faculty|Centre|Center|Organization|Organisation)\b"
    r"(?:\s(?:(?:of|for|on|and|the|in|&)\s){1,2}[A-Z][\w’'-]+(?:(?:\s|,\s)[A-Z][\w’'-]+)*)*"
)
ACT = re.compile(
    r"\b(?:[A-Z][\w’'-]+\s(?:(?:and|of|for|to|with|in)\s)?){1,6}Act\b(?:\s(?:of\s)?(?:19|20)\d\d)?(?!\sof\b)"
)
# “HIPAA and state law require”.
WITH_ANOTHER = re.compile(r"\s(?:and|or)(?=(?:\s[\w.&'’-]+){2,6})")
BOTH = re.compile(r"[A-Z][\w.]*\sand\s(?:the\s)?$")
MOST_WORDS_OF_ANOTHER = 5
# “Journal of the American Dental Association”: what stands there is said by its authors.
JOURNAL = re.compile(r"\b(?:Journal|Annals|Proceedings|Archives|Bulletin)\sof\s(?:the\s)?$")
JOURNALS = re.compile(r"\b(?:Journal|Annals|Proceedings|Archives|Bulletin)\sof\s(?:the\s)?[^.\n]+")
HELPER = re.compile(
    r"\s+(?:has|have|had|also|now|itself|still|currently|does|do|did|can|may|will|not|once|later|further"
    r"|since|again|clearly|even|both|first|\w+ly)\b",
    re.IGNORECASE,
)
# What may stand between an agency and its paper, and between the paper and what it says.
OF_PAPER = re.compile(
    r"(?:\s+(?!(?:and|or|but|is|are|was|were|which|that|who|to|patients|people|adults|veterans)\b)[\w.'’/-]+){0,5}\s+"
)
THE = re.compile(r"\bthe\s(?:U\.S\.\s)?$", re.IGNORECASE)
ABOUT = re.compile(r"\s+(?:on|of|for|about|in|from|into)(?:\s+[\w.'’/-]+){1,6}")
LONGEST_NAME_IN_CAPITALS = 8
SHORTEST = 2  # letters that a name in capitals must have more of
IRREGULAR = ("found", "said", "put")
# “Richmond, VA” is a place.
PLACE = re.compile(r"\b[A-Z][a-z]+,\s$")


class Claim(NamedTuple):
    """A place that says what an agency says.

    It is minor if it tells an approval, of which few expect a source, or if a source of others is named.
    """

    term: Term
    passage: Passage
    start: int
    stop: int
    is_minor: bool


def without_source(article: Article) -> Iterator[Finding]:
    """An agency or law that the text calls as a witness, and the list has no source of it.

    “The DEA lists it as a Schedule III substance.”, with neither a marker nor a source by the DEA. Where the
    sentence has a marker, or tells what an agency approved, it is noted only; “FDA-approved” is no claim.
    """
    sourced = {claim.path for claim in article.claims if claim.sources}
    claims = [
        claim
        for passage in article.passages()
        for claim in _claims(article.lexicon, passage, is_sourced=passage.path in sourced)
    ]
    for term in dict.fromkeys(claim.term for claim in claims):
        if any(_is_of(term, reference, article.lexicon) for reference in article.sources):
            continue
        places = [claim for claim in claims if claim.term == term]
        yield Finding(
            CODE,
            Severity.NOTE if all(claim.is_minor for claim in places) else Severity.WARNING,
            f"The text says what {term.name} says or does, and the list has no source of it."
            f" Add the page of {term.name} that says so to the sources, or correct the sentence.",
            places[0].passage.path,
            tuple(quote(claim.passage.text, claim.start, claim.stop) for claim in places),
            term.name,
        )


def _claims(lexicon: Lexicon, passage: Passage, *, is_sourced: bool) -> Iterator[Claim]:
    kinds = ("agency", "law")
    is_known = any(any(lexicon.find(kind, passage.text)) for kind in kinds)
    if not is_known and not BODY.search(passage.text) and not ACT.search(passage.text):
        return
    for sentence in sentences(passage.text):
        text = sentence.text
        named = [(kind, one) for kind in kinds for one in names(lexicon, kind, text)]
        named += _made_up(text, [one for kind in kinds for one in lexicon.find(kind, text)])
        if not named or text.endswith("?"):
            continue
        has_source = is_sourced or points_somewhere(text)
        verbs = {found.start: found for found in lexicon.find("attribution_verb", text)}
        for kind, one in named:
            says = _is_led_to(lexicon, kind, text, one) or _says(lexicon, text, one, verbs)
            if says or (kind == "agency" and _approves(lexicon, text, one)):
                start, stop = sentence.start + one.start, sentence.start + one.stop
                yield Claim(one.term, passage, start, stop, has_source or not says)


def _made_up(text: str, known: list[Found]) -> Iterator[tuple[str, Found]]:
    """Bodies and laws that the lexicon does not know."""
    for kind, pattern in (("agency", BODY), ("law", ACT)):
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.stop for one in known):
                yield kind, Found(Term(kind, match[0]), match.start(), match.end())


def names(lexicon: Lexicon, kind: str, text: str) -> Iterator[Found]:
    """The names of a kind; one that is written in capitals counts in capitals only: WHO, not “who”.

    Only what the lexicon has in small letters, “federal law”, counts in these.
    """
    for found in lexicon.find(kind, text):
        written = text[found.start : found.stop]
        forms = {form for form in (found.term.name, *found.term.forms) if form.isupper()}
        is_short = len(written) <= LONGEST_NAME_IN_CAPITALS and written.upper() in forms
        is_place = len(written) == 2 and PLACE.search(text[: found.start])
        if (
            (written.isupper() and not is_place)
            if is_short
            else not written.islower() or found.term.name.islower()
        ):
            yield found


def _is_led_to(lexicon: Lexicon, kind: str, text: str, name: Found) -> bool:
    """“According to the CDC”, “under HIPAA”."""
    before = text[: name.start]
    leads = ("law_lead",) if kind == "law" else ("attribution_lead",)
    return any(
        LEADS_ON.fullmatch(before[lead.stop :]) is not None
        for lead_kind in leads
        for lead in lexicon.find(lead_kind, before)
    )


def _says(lexicon: Lexicon, text: str, name: Found, verbs: dict[int, Found]) -> bool:
    """“The DEA also lists ...”, “FDA safety communications stress ...”."""
    after = _end(IN_BRACKETS, text, name.stop)
    verb, has_helper = _verb_at(text, after, verbs)
    if verb and _is_finite(text, name, verb, has_helper):
        return True
    if verb and BOTH.search(text[: name.start]):
        return True
    if both := WITH_ANOTHER.match(text, after):
        words = re.finditer(r"\s[\w.&'’-]+", text[both.end() :])
        ends = (both.end() + word.end() for word, _ in zip(words, range(MOST_WORDS_OF_ANOTHER), strict=False))
        found = (_verb_at(text, end, verbs)[0] for end in ends)
        if any(one and not text[one.start : one.stop].endswith(("ed", "s")) for one in found):
            return True
    for noun in lexicon.find("attribution_noun", text[after:]):
        start, stop = after + noun.start, after + noun.stop
        if not OF_PAPER.fullmatch(text, after, start):
            continue
        about = _end(ABOUT, text, stop)
        for place in dict.fromkeys((stop, *(about - cut for cut in _cuts(text[stop:about])))):
            if _verb_at(text, place, verbs)[0]:
                return True
    return False


def _cuts(about: str) -> Iterator[int]:
    """How much of “on ketamine for pain” to take back, word by word: the verb may stand anywhere in it."""
    return (len(about) - match.start() for match in re.finditer(r"\s|$", about))


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _verb_at(text: str, place: int, verbs: dict[int, Found]) -> tuple[Found | None, bool]:
    """The verb at a place, behind words such as “has also”, and whether there are any."""
    first = place
    for _ in range(4):
        gap = re.match(r"\s+", text[place:])
        if gap is None:
            break
        if verb := verbs.get(place + gap.end()):
            return verb, place > first
        place = _end(HELPER, text, place)
    return None, False


def _is_finite(text: str, name: Found, verb: Found, has_helper: bool) -> bool:
    """“The CDC recommended that ...”, not “the CDC report”, “a CDC recommended vaccine”."""
    written = text[verb.start : verb.stop].lower()
    is_full_name = " " in text[name.start : name.stop]
    if written.endswith("ed"):
        is_subject = is_full_name or THE.search(text[: name.start]) is not None
        return has_helper or is_subject or text[verb.stop :].lstrip().startswith("that ")
    if written.endswith("s") or " " in written or written in IRREGULAR:
        return True
    return has_helper or is_full_name


def _approves(lexicon: Lexicon, text: str, name: Found) -> bool:
    """“The FDA approved it in 2019.”, not “the drug is FDA approved”."""
    verbs = {found.start: found for found in lexicon.find("approval_verb", text)}
    verb, has_helper = _verb_at(text, _end(IN_BRACKETS, text, name.stop), verbs)
    return verb is not None and _is_finite(text, name, verb, has_helper)


def _is_of(term: Term, reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a source is the agency's own, or of the law: by its address or what is known of it."""
    known = "\n".join((reference.title, reference.authors, reference.container, reference.publisher))
    kinds = ("agency", "law")
    if any(
        found.term == term and not JOURNAL.search(known[: found.start])
        for kind in kinds
        for found in names(lexicon, kind, known)
    ):
        return True
    host = host_of(reference.url)
    capitals = "".join(re.findall(r"\b[A-Z]", term.name))
    is_named = " " in term.name and term.name.lower() in JOURNALS.sub("", known).lower()
    if is_named or (len(capitals) > SHORTEST and capitals.lower() in host.split(".")):
        return True
    archives = (at for archive in lexicon.of("archive") for at in archive.hosts)
    return any(_is_below(host, at) for at in term.hosts) and not any(_is_below(host, at) for at in archives)


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def host_of(url: str) -> str:
    """The host of an address in lower case; '' where it has none."""
    try:
        return (urlsplit(url if "//" in url[:8] else f"//{url}").hostname or "").lower()
    except ValueError:
        return ""
