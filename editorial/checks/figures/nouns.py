"""What a number counts: the noun after it, and whether two nouns can be the same people or things."""

import re

from editorial.checks.figures.contexts import content, stem

TOKEN = re.compile(r"[\s-]?((?:[A-Z]\.){2,}|[^\W\d_][\w'-]*)")
OF_WHOLE = re.compile(
    r"\)?\s(?:of|among)\s(?:(?:all|the|these|those|its|our|their|his|her|every|about|study|\d[\d,]*)\s)*",
    re.IGNORECASE,
)
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
OPPOSED_WORDS = [
    ("women girls females mothers", "men boys males fathers"),
    ("children kids teens teenagers adolescents infants babies newborns toddlers youth", "adults seniors"),
]


def stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


STOPS = frozenset(STOP_WORDS.split())
IRREGULAR = frozenset(IRREGULAR_WORDS.split())
SINGULAR = {"has", "less", "this", "always", "perhaps", "thus", "does", "diabetes"}
ANYBODY = stems(ANYBODY_WORDS)
# These say too little to tell anything apart.
ANYTHING = stems(ANYTHING_WORDS) | {""}
OPPOSED = [(stems(one), stems(other)) for one, other in OPPOSED_WORDS]
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
    """Whether two nouns certainly count other people or things: deaths and users, women and men."""
    if noun == other or noun in ANYTHING or other in ANYTHING:
        return False
    if noun in ANYBODY and other in ANYBODY:
        return any({noun, other} & one and {noun, other} & two for one, two in OPPOSED)
    return noun not in other_detail and other not in detail


def counts_people(noun: str) -> bool:
    """Whether a noun means people, or may: smokers, doctors."""
    return noun in ANYBODY or noun.endswith(("er", "or", "ist", "ant", "ent", "ian"))
