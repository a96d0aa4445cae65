"""What the checks share: quoting, sentences, and comparing words without case, accents and endings."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

AROUND = 60

# Where a sentence may end: its last mark, what closes with it, and the citation markers behind that.
END = re.compile(
    r"""
    (?P<mark>[.!?…]+) [”’"')\]]* (?:\s?\[\d[\d,;\s–-]*\] | [⁰¹²³⁴-⁹,⁻–-]+)* (?=\s|$)
    | \n
    """,
    re.VERBOSE,
)
# No sentence ends behind these, whatever follows.
TITLES = re.compile(r"\b(?:Drs?|Mr|Mrs|Ms|Prof|St|Mt|vs|cf|ca|Fig|Vol|No|Nos|approx|e\.g|i\.e|E\.g|I\.e)\.$")
# Behind these one ends only where the next begins with a word that begins sentences.
SHORT_FORMS = re.compile(
    r"(?:(?<!['’])\b[A-Za-z]\.|\b(?:Ph\.D|Psy\.D|Inc|Co|Ltd|Jr|Sr|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)$"
)
BEGINNERS = re.compile(
    r"(?:A|After|Also|An|And|As|Ask|At|Because|Before|Both|But|Call|Each|For|He|Her|His|How|However|I|If|In|It"
    r"|Its|Many|Most|No|Not|On|Once|One|Or|Our|Over|Please|She|Since|So|Some|Still|That|The|Their|Then|There"
    r"|These|They|This|Those|To|We|What|When|While|Who|Why|With|You|Your)\b"
)


class Sentence(NamedTuple):
    """A sentence with its markers, and where in the text it begins."""

    text: str
    start: int


def quote(text: str, start: int, stop: int) -> str:
    """The words from `start` to `stop` with some around them in the same paragraph, cut between words."""
    before, after = text[:start].rpartition("\n")[2], text[stop:].partition("\n")[0]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return f"{before}{text[start:stop]}{after}".strip()


def shortened(text: str) -> str:
    """The beginning of a text, as a quote."""
    return quote(text, 0, min(len(text), 2 * AROUND))


def in_words(found: Sequence[object]) -> str:
    """“1”, “1 and 2”, “1, 2 and 3”."""
    *before, last = map(str, found)
    return f"{', '.join(before)} and {last}" if before else last


def folded(text: str) -> str:
    """For comparing: lower case, no accents, straight apostrophes."""
    letters = normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in letters if not combining(char)).casefold()


def words(text: str) -> list[str]:
    """The words of a text, folded, without punctuation around them."""
    return re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", folded(text))


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in reading order; a line is at least one, be it a heading or an item."""
    found: list[Sentence] = []
    start = 0
    for match in END.finditer(text):
        if match["mark"] is None or _ends(text, match):
            found += _sentence(text, start, match.end())
            start = match.end()
    return (*found, *_sentence(text, start, len(text)))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark ends a sentence: not in “Dr. Chen”, “the U.S. Army”, ““Does it hurt?” she asked”."""
    after = text[match.end() :].lstrip(" \t\xa0")
    if not after or after[0] == "\n":
        return True
    if after[0].islower():
        return False
    before = text[max(match.start() - 12, 0) : match.start("mark") + 1]
    if match["mark"] != "." or match.end() > match.end("mark"):
        return True
    if before.endswith("al.") and after[0] == "(":
        return False
    if TITLES.search(before):
        return before.endswith("No.") and not after[0].isdigit()
    return (
        not SHORT_FORMS.search(before)
        or re.search(r"\b[ap]\.m\.$", before) is not None
        or bool(BEGINNERS.match(after.lstrip("“\"‘'(")))
    )


def _sentence(text: str, start: int, stop: int) -> Iterator[Sentence]:
    found = text[start:stop]
    if stripped := found.strip():
        yield Sentence(stripped, start + len(found) - len(found.lstrip()))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A folded word without its ending, so that “infusions” and “infusion”, “warns” and “warning” are one."""
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            return word.removesuffix(ending)
    return word
