"""Figures of a summary that no longer agree with the body."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from editorial.checks.article import StudyResult
from tests.bench.checks.editing import body_text, put, summaries, whole_text
from tests.bench.checks.planting import Plant, Planted, Sample, in_body
from tests.bench.checks.wordings import RESULTS

IN_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORDS = {word: number for number, word in enumerate(IN_WORDS, 2)}
NUMBER = rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(WORDS)})"
DOSES = r"mg/kg|mg/dL|mmHg|mg|mcg|mL|g|units|IU|liters"
TIMES = r"seconds|minutes|hours|days|weeks|months|years"
PEOPLE = (
    r"people|adults|patients|women|men|veterans|mothers|children|infants|participants|outpatients|trials|eyes"
    r"|studies|tests|couples|births|colonoscopies"
)
KINDS = {
    "percent": rf"(?<![\d.,$]){NUMBER}(?P<unit>\s?%| percent)",
    "dose": rf"(?<![\d.,$]){NUMBER}(?P<unit>[ -]?(?:{DOSES}))\b",
    "duration": rf"(?<![\w.,$-]){NUMBER}(?P<unit> (?:{TIMES}))\b",
    "count": rf"(?<![\w.,$-]){NUMBER}(?P<unit> (?:{PEOPLE}))\b",
    "frequency": rf"\b1 in {NUMBER}(?P<unit>)(?![\d%.,]*\d)\b",
    "price": rf"\${NUMBER}(?P<unit>)(?![\d,.]*\d)\b",
    "ratio": rf"(?P<unit>)(?<=ratio of ){NUMBER}|(?<=risk of ){NUMBER.replace('number', 'other')}",
}
UNIT = re.compile(rf"(?<![\d.,$])(?P<number>\d+(?:\.\d+)?)(?P<unit>\s?%|[ -](?:{DOSES})\b| (?:{TIMES})\b)")
# What a number becomes; the first that the article does not have anywhere is taken.
FACTORS = [1.5, 0.5, 2, 1.25, 3, 0.75, 1.75, 2.5, 4, 0.6, 1.35, 0.4]

UNITS = {
    "mg/kg": "mg",
    "mg/dL": "mmol/L",
    "mg": "mcg",
    "mcg": "mg",
    "mL": "L",
    "liters": "mL",
    "minutes": "hours",
    "hours": "days",
    "days": "weeks",
    "weeks": "months",
    "months": "years",
    "years": "months",
}
AT_LEAST, MORE, AT_MOST, LESS = range(4)
BOUND = r"(?P<n>\$?\d[\d,./]*\d|\d)"
PERCENT = r"(?P<rest>\s?%)?"
WITH_UNIT = r"(?P<rest>\s?%|(?: [a-z-]+)?)"
COMPARATORS = {
    rf"(?:at least|no less than|≥) ?{BOUND}{PERCENT}": AT_LEAST,
    rf"{BOUND}{WITH_UNIT} or (?:more|higher|older|above)": AT_LEAST,
    rf"(?<!no )(?:more than|older than|above|>) ?{BOUND}{PERCENT}": MORE,
    rf"(?:at most|no more than|≤) ?{BOUND}{PERCENT}": AT_MOST,
    rf"{BOUND}{WITH_UNIT} or (?:less|fewer|lower|younger|below)": AT_MOST,
    rf"(?<!no )(?:less than|fewer than|younger than|below|under|<) ?{BOUND}{PERCENT}": LESS,
}
OPPOSITE = {
    AT_LEAST: (MORE, ["more than {}", ">{}", "above {}"]),
    MORE: (AT_LEAST, ["at least {}", "≥{}", "{} or more"]),
    AT_MOST: (LESS, ["less than {}", "<{}", "below {}"]),
    LESS: (AT_MOST, ["at most {}", "≤{}", "{} or less"]),
}
ADJUSTED = re.compile(r"\badjusted (?=(?:relative risk|risk ratio|odds ratio|hazard ratio)\b)")
TIMES_AS = re.compile(r"\b(\d[\d.]*) times as (likely|often)")
TIMES_MORE = {"likely": ["more likely", "likelier"], "often": ["more often", "more frequently"]}
GROUPS = ["responders", "smokers", "nurses", "athletes", "retirees", "students"]
OF_PEOPLE = re.compile(
    rf"(?P<figure>(?:\d+% of|\b1 in \d+|\b\d in \d+) (?:the |all )?)(?P<people>{PEOPLE})\b", re.IGNORECASE
)


def value(text: str) -> float:
    return WORDS[text.lower()] if text.lower() in WORDS else float(text.replace(",", ""))


def written(number: float, like: str) -> str:
    """A number in the manner of another: in words, with commas, with as many decimals."""
    decimals = len(like.partition(".")[2])
    if like.lower() in WORDS:
        return next((word for word, one in WORDS.items() if one == round(number)), str(round(number)))
    return f"{number:,.{decimals}f}" if "," in like or number < 1000 else f"{number:.{decimals}f}"


def numbers(text: str) -> set[float]:
    found = re.findall(rf"(?<![\d.,]){NUMBER}(?![\d]|[.,]\d)", text, re.IGNORECASE)
    return {value(one) for one in found}


def other(number: str, known: set[float], kind: str) -> str | None:
    """A number that is not among the known ones, nor close to one of them."""
    old = value(number)
    shares = {100 / one for one in known if one} if kind in ("percent", "frequency") else set()
    for factor in FACTORS:
        text = written(old * factor, number)
        new = value(text)
        if (kind == "percent" and not 1 <= new <= 97) or (new <= 1 and "." not in text):
            continue
        near = {100 / new, new} if kind == "frequency" else {new}
        if all(abs(one - two) > 0.04 * two for one in near for two in known | shares):
            return text
    return None


def changed(kind: str) -> Plant:
    """Another number than the body has, in the same unit."""
    pattern = re.compile(KINDS[kind], re.IGNORECASE)

    def plant(sample: Sample, random: Random) -> Iterator[Planted]:
        article = sample.article
        body, known = body_text(article).casefold(), numbers(whole_text(article))
        for spot in summaries(article):
            for match in pattern.finditer(spot.text):
                group = "number" if match["number"] else "other"
                if not re.search(rf"(?<![\d.,]){re.escape(match[0].casefold())}(?![\d])", body):
                    continue
                if new := other(match[group], known, kind):
                    start, stop = match.span(group)
                    text = spot.text[:start] + new + spot.text[stop:]
                    yield Planted(put(article, spot, text), f"{match[0]} → {new}", article)

    return plant


def without_unit(sample: Sample, random: Random) -> Iterator[Planted]:
    """A number that has lost its unit on the way to the summary."""
    yield from _with_unit(sample, lambda unit: "")


def other_unit(sample: Sample, random: Random) -> Iterator[Planted]:
    """A number that has another unit than in the body."""
    yield from _with_unit(sample, lambda unit: UNITS.get(unit.strip(" -")))


def _with_unit(sample: Sample, new_unit: Callable[[str], str | None]) -> Iterator[Planted]:
    article = sample.article
    body = body_text(article)
    for spot in summaries(article):
        for match in UNIT.finditer(spot.text):
            unit, number = new_unit(match["unit"]), match["number"]
            if unit is None or not _has_only(body, number, match["unit"]):
                continue
            new = f" {unit}" if unit else ""
            start, stop = match.span("unit")
            text = spot.text[:start] + new + spot.text[stop:]
            yield Planted(put(article, spot, text), f"{match[0]} → {number}{new}", article)


def _has_only(text: str, number: str, unit: str) -> bool:
    """Whether a text has a number, and always with this unit."""
    behind = re.findall(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)(.{{0,12}})", text)
    return bool(behind) and all(one.startswith(unit) for one in behind)


def boundary(sample: Sample, random: Random) -> Iterator[Planted]:
    """ "At least 5" where the body has "more than 5"."""
    article = sample.article
    body = body_text(article)
    for spot in summaries(article):
        for pattern, strictness in COMPARATORS.items():
            for match in re.finditer(pattern, spot.text, re.IGNORECASE):
                against, wordings = OPPOSITE[strictness]
                if re.match(r" in \d", spot.text[match.end() :]):
                    continue
                told = strictnesses(body, match["n"])
                if strictness in told and against not in told:
                    wording = random.choice(wordings).format(f"{match['n']}{match['rest'] or ''}")
                    text = spot.text[: match.start()] + wording + spot.text[match.end() :]
                    yield Planted(put(article, spot, text), f"{match[0]} → {wording}", article)


def strictnesses(text: str, number: str) -> set[int]:
    """How a text bounds a number."""
    return {
        strictness
        for pattern, strictness in COMPARATORS.items()
        for match in re.finditer(pattern, text, re.IGNORECASE)
        if match["n"] == number
    }


def unadjusted(sample: Sample, random: Random) -> Iterator[Planted]:
    for spot in summaries(sample.article):
        for match in ADJUSTED.finditer(spot.text):
            text = spot.text[: match.start()] + spot.text[match.end() :]
            yield Planted(put(sample.article, spot, text), match[0], sample.article)


def times_more(sample: Sample, random: Random) -> Iterator[Planted]:
    for spot in summaries(sample.article):
        for match in TIMES_AS.finditer(spot.text):
            wording = f"{match[1]} times {random.choice(TIMES_MORE[match[2]])}"
            text = spot.text[: match.start()] + wording + spot.text[match.end() :]
            yield Planted(put(sample.article, spot, text), wording, sample.article)


def of_others(sample: Sample, random: Random) -> Iterator[Planted]:
    """The same figure, of other people than in the body."""
    article = sample.article
    whole, body = whole_text(article).casefold(), body_text(article).casefold()
    for spot in summaries(article):
        for match in OF_PEOPLE.finditer(spot.text):
            if match[0].casefold() in body:
                people = random.choice([one for one in GROUPS if one not in whole])
                text = spot.text[: match.start("people")] + people + spot.text[match.end("people") :]
                yield Planted(put(article, spot, text), f"{match['figure']}{people}", article)


def study_result(sample: Sample, random: Random) -> Iterator[Planted]:
    """The dots of a study result are not those that the body speaks of."""
    for n, of, wrong, told, outcome in random.sample(RESULTS, len(RESULTS)):
        article = in_body(sample.article, told, random)
        right, other_count = (
            replace(article, study_results=(StudyResult("study_results/0", one, of, outcome, "", (1,)),))
            for one in (n, wrong if wrong < of else n // 2)
        )
        yield Planted(other_count, f"{n} → {other_count.study_results[0].n} of {of}", right)
