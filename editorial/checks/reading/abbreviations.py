"""Abbreviations that nobody explains."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article, Passage
from editorial.checks.words import quote
from editorial.findings import Finding, Severity
from editorial.lexicon import Term

CODE = "abbreviation-unexpanded"

# Two to six capitals, also in parts as in CBT-I, in the plural and in “PHQ-9”; “(NIMH, 2023)” names a source.
ABBREVIATION = re.compile(
    r"(?<![\w&.-])(?P<name>[A-Z]{2,6}(?:-[A-Z]{1,3})?|[A-Z]-[A-Z]{2,6})"
    r"(?=(?:s|['’]s)?(?:-\d+)?(?:[^\w&]|$))(?!\.[A-Z]|\*|-[A-Z]|,?\s(?:19|20)\d\d\b)"
)
NUMERAL = re.compile(r"[IVXLC]+")
# “The SPRINT trial”: the name of a trial, which nobody writes out.
TRIAL = re.compile(r"\b[Tt]he\s(?:\d{4}\s)?(?P<name>[A-Z]{4,6})(?:-\d)?\s(?:trials?|study|studies)\b")
IN_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[\s,]+[A-Z]{2,})+\b")


def unexpanded(article: Article) -> Iterator[Finding]:
    """An abbreviation that the article uses and never writes out.

    “ERP helps”, and nowhere “exposure and response prevention (ERP)”.
    """
    parts = [*article.headings(), *article.passages()]
    whole = "\n".join(part.text for part in parts)
    known = {name for term in article.lexicon.of("abbreviation") if not term.advice for name in _names(term)}
    meant = {name: term.advice for term in article.lexicon.of("abbreviation") for name in _names(term)}
    known |= {match["name"] for match in TRIAL.finditer(whole)}
    spoken = set(re.findall(r"\b[a-z]{2,6}\b", whole))
    for name, (part, start, stop) in _first_uses(parts).items():
        if name in known or name.casefold() in spoken or _is_expanded(name, whole, meant.get(name, "")):
            continue
        advice = f"“{meant[name]} ({name})”" if meant.get(name) else f"its words, then “({name})”"
        yield Finding(
            CODE,
            Severity.NOTE,
            f"Nothing says what {name} stands for. Where it comes first, write {advice}.",
            part.path,
            (quote(part.text, start, stop),),
            name,
        )


def _names(term: Term) -> tuple[str, ...]:
    return (term.name, *term.forms)


def _first_uses(parts: list[Passage]) -> dict[str, tuple[Passage, int, int]]:
    found: dict[str, tuple[Passage, int, int]] = {}
    for part in parts:
        shouted = [match.span() for match in IN_CAPITALS.finditer(part.text)]
        for match in ABBREVIATION.finditer(part.text):
            is_shouted = any(start <= match.start() < stop for start, stop in shouted)
            if not is_shouted and not NUMERAL.fullmatch(match["name"]):
                found.setdefault(match["name"], (part, match.start(), match.end()))
    return found


def _is_expanded(name: str, text: str, meaning: str) -> bool:
    """“Obsessive-compulsive disorder (OCD)”, “OCD (obsessive-compulsive disorder)”, “OCD, short for ...”."""
    written = rf"{name}s?(?:-\d+)?"
    ways = (
        rf"[\w’'”]\s+\((?:or\s|the\s|also\s|called\s)*[“\"]?{written}[”\"]?[,;)](?!\s(?:19|20)\d\d)",
        rf"\b{written}\s\((?:or\s|the\s)?(?i:{name[0]})[a-z][^()]*\s[^()]*\)",
        rf"\b{written},?\s(?:is\s|which\s)?(?:short\sfor|stands\sfor|means)\b",
    )
    is_told = bool(meaning) and meaning.casefold() in text.casefold()
    return is_told or any(re.search(way, text) for way in ways)
