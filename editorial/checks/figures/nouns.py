"""What a number counts: the noun after it, and whether two nouns can be the same people or things."""

import re

from editorial.checks.figures.contexts import content, stem

TOKEN = re.compile(r"[\s-]?((?:[A-Z]\.){2,}|[^\W\d_][\w'-]*)")
LEAD = re.compile(
    r"[\s\W]*(?:of|among)\s(?:(?:all|the|these|those|our|their|its)\s)*(?=[a-z])", re.IGNORECASE
)
OF_WHOLE = re.compile(
    r"\)?\s(?:of|among)\s(?:(?:all|the|these|those|its|our|their|his|her|every|about|study|\d[\d,]*)\s)*",
    re.IGNORECASE,
)
PER = re.compile(
    r"\sper\s(?!(?:cent|percent|day|week|month|year|hour|minute|second|night|kg|kilogram|liter|litre|ml|person|dose)\b)"
    r"(?:[a-z][a-z-]*\s){0,2}?(?P<noun>[a-z][a-z-]{3,})"
    r"(?=[\s]?[.,;:)(]|\s\d|$|\s(?:was|were|is|are|in|at|for|by|from|fell|fall|falls|rose|came|comes|under|over|after"
    r"|with|of|and|or|than|to|about|among)\b)",
    re.IGNORECASE,
)
# “Women of reproductive age”, “adults with asthma”
BEHIND = re.compile(r"\s(?:of|with|who)(?:\s[a-z'-]+){1,3}", re.IGNORECASE)
STOP_WORDS = """
    a about after all among an and are as at be because before between but by can could did do does during
    each every for from had has have if in into is it its may might more most not of off on or over per
    should so than that the their then there they this those through to under until up was we were when
    where which while who whose will with within without would you your less fewer greater higher lower
    times daily weekly monthly vs versus achieved met reached improved felt reported showed responded
    received took got did said
"""
IRREGULAR_WORDS = """
    people men women children teeth feet mice persons veterans adolescents youth staff cattle group body
    weight time
"""
ANYBODY_WORDS = """
    people person persons patients participants individuals subjects clients volunteers everyone members
    enrollees humans group population cohort sample adults women men children teens teenagers adolescents
    veterans mothers fathers parents babies infants newborns girls boys seniors athletes workers students
    nurses americans outpatients inpatients families couples females males youth kids toddlers
"""
ANYTHING_WORDS = "cases times total them those it all these"
WHOEVER_WORDS = """
    people person persons patients participants individuals subjects clients volunteers everyone members
    enrollees humans group population cohort sample outpatients inpatients families couples
"""
MOST_WORDS = "adults americans"
SOME_WORDS = "responders nonresponders non-responders completers survivors remitters dropouts non-users"
# A group, and whom it takes in or may be called as well.
WIDER_WORDS = [
    ("adults", "women men veterans mothers fathers parents seniors students americans females males workers"),
    ("children", "kids teens teenagers adolescents infants babies newborns toddlers youth girls boys"),
    ("kids", "children teens toddlers girls boys"),
    ("women", "females mothers"),
    ("men", "males fathers"),
    ("parents", "mothers fathers"),
    ("teens", "teenagers adolescents youth students"),
    ("teenagers", "teens adolescents youth students"),
    ("adolescents", "youth students"),
    ("babies", "infants newborns toddlers"),
    ("infants", "newborns toddlers"),
    ("users", "drinkers smokers"),
    ("americans", "women men veterans children teens students"),
]


def stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


STOPS = frozenset(STOP_WORDS.split())
IRREGULAR = frozenset(IRREGULAR_WORDS.split())
SINGULAR = {"has", "less", "this", "always", "perhaps", "thus", "does", "diabetes"}
ANYBODY = stems(ANYBODY_WORDS)
# These say too little to tell anything apart.
ANYTHING = stems(ANYTHING_WORDS) | {""}
STUDIES = stems("trials studies reviews analyses meta-analyses")
WHOEVER, MOST, SOME = stems(WHOEVER_WORDS), stems(MOST_WORDS), stems(SOME_WORDS)
WIDER = {frozenset({stem(wide), one}) for wide, narrow in WIDER_WORDS for one in stems(narrow)}
# Who belongs to one group belongs not to the other.
OPPOSITE_WORDS = [
    ("women woman females female girls girl mothers", "men man males male boys boy fathers"),
    ("children child kids infants babies toddlers", "adults adult seniors"),
    ("younger", "older"),
    ("mild milder", "severe serious"),
]
OPPOSITES = [(stems(one), stems(other)) for one, other in OPPOSITE_WORDS]
NOTHING: tuple[str, frozenset[str]] = ("", frozenset())


def noun_at(text: str, position: int) -> tuple[str, frozenset[str]]:
    """The stem of the noun that a number counts, “veterans” in “215 older veterans with depression”.

    The words around it come with it. Without a word in the plural there is none.
    """
    start, passed = position, []
    for _ in range(4):
        token = TOKEN.match(text, position)
        if not token:
            break
        word = token[1].casefold()
        if word.partition("-")[0] in STOPS:
            break
        passed.append(word)
        position = token.end()
        if _is_plural(word):
            return stem(word), content(text[start : position + 40].split(".")[0].split(",")[0])
    return NOTHING


def whole_at(text: str, position: int) -> tuple[str, frozenset[str]]:
    """The stem of what a share is a share of: “deaths” in “0.2% of overdose deaths”."""
    of = OF_WHOLE.match(text, position)
    return noun_at(text, of.end()) if of else NOTHING


def narrowing(text: str, position: int, *, behind: bool = False) -> frozenset[str]:
    """The words that narrow whom a share is of: “infertile women”; with those behind, “women with asthma”."""
    of = OF_WHOLE.match(text, position)
    position, passed = (of.end() - 1 if of else position), ""
    for _ in range(4):
        token = TOKEN.match(text, position)
        if not token or token[1].casefold() in STOPS:
            return frozenset()
        position = token.end()
        if _is_plural(token[1].casefold()):
            rest = BEHIND.match(text, position) if behind else None
            return content(passed + (rest[0] if rest else ""))
        passed += f" {token[1]}"
    return frozenset()


def leading(sentence: str) -> tuple[str, frozenset[str]]:
    """The people whom a sentence begins with: “Of the responders, 17% needed a second course”."""
    lead = LEAD.match(sentence)
    noun, detail = noun_at(sentence, lead.end() - 1) if lead else NOTHING
    return (noun, detail) if counts_people(noun) else NOTHING


def each_at(sentence: str, start: int, stop: int) -> str:
    """The stem of what a figure is told per: “retrieval” in “54% per egg retrieval”; no unit and no time."""
    after = PER.match(sentence, stop)
    before = list(PER.finditer(sentence[:start].rstrip()))
    if match := after or (before[-1] if before else None):
        return stem(match["noun"].casefold())
    lead = LEAD.match(sentence)
    noun = noun_at(sentence, lead.end() - 1)[0] if lead and start > 0 else ""
    return "" if counts_people(noun) else noun


def _is_plural(word: str) -> bool:
    if word in IRREGULAR:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "'s"))
        and word not in SINGULAR
    )


def differ(noun: str, detail: frozenset[str], other: str, other_detail: frozenset[str]) -> bool:
    """Whether a noun certainly counts other people or things than one of the body: deaths and users.

    A summary may say people for veterans; it may not say patients for responders, or athletes for people.
    """
    if noun == other or {noun, other} & ANYTHING or noun in other_detail or other in detail:
        return False
    if noun in WHOEVER and counts_people(other):
        return other in SOME
    if noun in MOST and other in WHOEVER:
        return False
    return frozenset({noun, other}) not in WIDER


def takes_in(noun: str, words: frozenset[str]) -> bool:
    """Whether one of the words is a wider or a narrower name of the same people: women and mothers."""
    return any(frozenset({noun, word}) in WIDER for word in words)


def is_anybody(noun: str) -> bool:
    """Whether a noun leaves open which people it means."""
    return noun in WHOEVER


def counts_studies(noun: str) -> bool:
    """Whether a noun means studies, of which one article tells of many."""
    return noun in STUDIES


def counts_people(noun: str) -> bool:
    """Whether a noun means people, or may: smokers, doctors."""
    return noun in ANYBODY or noun in SOME or noun.endswith(("er", "or", "ist", "ant", "ent", "ian"))
