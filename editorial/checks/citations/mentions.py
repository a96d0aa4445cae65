"""Authors named in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from editorial.checks.article import Article, Reference
from editorial.checks.words import folded, quote, words
from editorial.findings import Finding, Severity

CODE = "mention-without-source"

NAME = r"(?P<name>(?:(?:van|von|der|den|de|la|le|di|da|del|dos|el|ter|ten)\s){0,3}[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]+)"
OTHER = NAME.replace("?P<name>", "?:")
IN_YEAR = r"(?P<year>(?:19|20)\d\d)[a-z]?\b"
REPORTS = r"(?:find|found|report|show|describe|observe|conclude|suggest|note|demonstrate|follow|compare)"
MENTIONS = [
    re.compile(rf"\b{NAME},?\set\sal\b\.?(?:['’]s)?(?:,?\s\(?{IN_YEAR}\)?)?"),
    re.compile(
        rf"\b{NAME}\sand\s(?:(?:his|her|their)\s)?"
        rf"(?:colleagues|co-?authors|co-?workers|collaborators|associates|team|group)(?:['’]s?)?,?\s\(?{IN_YEAR}\)?"
    ),
    re.compile(rf"\b{NAME}\s(?:and|&)\s{OTHER}\s\({IN_YEAR}\)"),
    re.compile(
        rf"(?:[(;]\s?(?:see\s|e\.g\.,?\s|[Ss]ources?:\s|[Rr]ef(?:erence)?s?:\s)?|\n[Ss]ources?:\s){NAME}(?:\s(?:and|&)\s{OTHER})?,?\s{IN_YEAR}(?=[);,.]|$)",
        re.MULTILINE,
    ),
    re.compile(rf"\b{NAME}\s\({IN_YEAR}\)(?=\s{REPORTS})"),
    re.compile(
        rf"\b(?:described|reported|found|shown|proposed|developed|introduced)\sby\s{NAME}\s\({IN_YEAR}\)"
    ),
]
# How a reference begins that was not taken apart, “Smith AB, Lee C.” or “Smith, A. B.”, and its year.
AUTHORS = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-Z][\w'’-]+)?,?\s(?:[A-Z]\.?[\s-]?){1,3}(?:[,.;&]|\s|$)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What each of them holds.
CUE = re.compile(r"\set\sal\b|(?:19|20)\d\d")
# Capitalized words that stand before a year and name nobody.
NOBODY = {
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", "spring", "summer", "fall", "autumn", "winter", "in", "since", "updated"),
    *("revised", "accessed", "published", "reviewed", "approved", "founded", "established", "early", "late"),
    *("mid", "by", "from", "until", "around", "circa", "version", "edition"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """An author as the text names them: the last word of the surname, folded; the year if it is told."""

    name: str
    year: int | None
    start: int
    stop: int


@lru_cache(maxsize=1024)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every author-year mention in reading order: 'Smith et al. (2024)', '(Smith & Lee, 2024)'."""
    if not CUE.search(text):
        return ()
    found: dict[int, Mention] = {}
    for pattern in MENTIONS:
        for match in pattern.finditer(text):
            surname = re.sub(r"['’]s$", "", match["name"])
            name = words(surname)[-1]
            if name not in NOBODY or "et al" in match[0]:
                year = int(match["year"]) if match["year"] else None
                found.setdefault(match.start("name"), Mention(name, year, match.start("name"), match.end()))
    return tuple(found[start] for start in sorted(found))


def is_by(mention: Mention, reference: Reference) -> bool:
    """Whether the mention can mean this source. What is not known of the source is not held against it."""
    if mention.year and (known_years := _years(reference)) and mention.year not in known_years:
        return False
    known = f"{reference.authors} {reference.title} {reference.container} {reference.publisher}"
    return mention.name in {*words(known), *folded(_host(reference.url)).split(".")}


def _years(reference: Reference) -> set[int]:
    """The year of a source; of a reference that was not taken apart every year it names."""
    if reference.year:
        return {reference.year}
    return set(map(int, YEAR.findall(reference.title))) if AUTHORS.match(reference.title) else set()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def without_source(article: Article) -> Iterator[Finding]:
    """An author named in the text whom no source of the list is by.

    “In Smith et al. (2024), most people improved”, and no source by Smith from 2024 is listed.
    """
    unmatched = [
        (passage, mention)
        for passage in article.passages()
        for mention in mentions(passage.text)
        if not any(is_by(mention, reference) for reference in article.sources)
    ]
    dated = {mention.name for _, mention in unmatched if mention.year}
    for name, year in dict.fromkeys((mention.name, mention.year) for _, mention in unmatched):
        if year is None and name in dated:
            continue
        places = [
            (passage, mention)
            for passage, mention in unmatched
            if mention.name == name and mention.year in (year, None)
        ]
        first, mention = places[0]
        written = first.text[mention.start : mention.stop].strip(" (;")
        if "(" not in written:
            written = written.rstrip(")")
        yield Finding(
            CODE,
            Severity.WARNING,
            f"The text names {written}, and the list has no such source.",
            first.path,
            tuple(quote(passage.text, one.start, one.stop) for passage, one in places),
            f"{name} {year or ''}",
        )
