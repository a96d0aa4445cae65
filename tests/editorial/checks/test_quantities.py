"""What is read as a quantity, by examples, and what is not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.figures.contexts import content, sentences, stem
from editorial.checks.figures.names import masked
from editorial.checks.figures.nouns import differ
from editorial.checks.figures.numerals import value_of
from editorial.checks.figures.quantities import quantities
from editorial.checks.figures.units import UNITS, unit_at
from editorial.checks.figures.values import Comparator, Kind, Quantity


def told(quantity: Quantity) -> str:
    """A quantity in one line: kind, comparator, value, unit, noun."""
    low, high = (format(end.normalize(), "f") for end in (quantity.low, quantity.high))
    value = f"{quantity.comparator}{low}" + (f"-{high}" if quantity.is_range else "")
    parts = (quantity.kind.value, value, quantity.unit.name if quantity.unit else "", quantity.noun)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26% responded.", ["percent 26 %"]),
        ("26 percent of patients", ["percent 26 % patien"]),
        ("Twenty-six percent of adults", ["percent 26 % adult"]),
        ("0.2% of overdose deaths", ["percent 0.2 % death"]),
        ("41.5% to 56.4%", ["percent 41.5-56.4 %"]),
        ("8% vs. 5%", ["percent 8 %", "percent 5 %"]),
        ("10 percentage points", ["percent 10 percentage points"]),
        ("1 in 4 patients", ["percent 25 % patien"]),
        ("one in four", ["percent 25 %"]),
        ("26 of 100 people", ["percent 26 % peopl"]),
        ("seven or eight of every 10 people", ["percent 70-80 % peopl"]),
        ("half an inch", ["measure 0.5 inches"]),
        ("a threefold rise, 2-fold before", ["ratio 3", "ratio 2"]),
        ("The number needed to treat was 9.", ["score 9"]),
        ("six words in ten", ["percent 60 %"]),
        ("two other tests", ["count 2"]),
        ("between the ages of 5 and 10", ["age 5-10 years of age"]),
        ("adults from 19 on", ["age ≥19 years of age"]),
        ("before 35 and more than 40% after", ["count 35", "percent >40 %"]),
        ("fell from 30 to 20%", ["percent 30 %", "percent 20 %"]),
        ("the odds are 3.61 times after a graft", ["ratio 3.61"]),
        ("9 out of 10 women", ["percent 90 % women"]),
        ("fewer than 1 in every 1,000 patients", ["percent <0.1 % patien"]),
        ("8 more strokes per 10,000", ["count 8", "count 10000"]),
        ("a quarter of adults", ["percent 25 % adult"]),
        ("two thirds of them", ["percent 66.66666666666666666666666667 %"]),
        ("at least half of the people", ["percent ≥50 % peopl"]),
        ("18 seizures in 586,656 sessions", ["count 18 seizur", "count 586656 sessio"]),
        ("215 veterans received it", ["count 215 vetera"]),
        ("in 42 U.S. clinics", ["count 42 clinic"]),
        ("228,668 overdose deaths", ["count 228668 death"]),
        ("two hundred fifteen veterans", ["count 215 vetera"]),
        ("1.5 million Americans", ["count 1500000 americ"]),
        ("(n = 215)", ["count 215 peopl"]),
        ("two dozen visits", ["count 24 visit"]),
        ("0.5 mg/kg over 40 minutes", ["dose 0.5 mg/kg", "duration 40 minutes"]),
        ("500 mg twice a day", ["dose 500 mg", "count 2 tim"]),
        ("50 µg or 50 mcg", ["dose 50 mcg", "dose 50 mcg"]),
        ("2000 IU", ["dose 2000 IU"]),
        ("100 to 125 mg/dL", ["dose 100-125 mg/dL"]),
        ("two hours", ["duration 2 hours"]),
        ("a 40-minute session", ["duration 40 minutes"]),
        ("two and a half hours", ["duration 2.5 hours"]),
        ("an hour and a half", ["duration 1.5 hours"]),
        ("half an hour", ["duration 0.5 hours"]),
        ("1½ hours", ["duration 1.5 hours"]),
        ("four-to-six weeks", ["duration 4-6 weeks"]),
        ("between 4 and 6 weeks", ["duration 4-6 weeks"]),
        ("at 2, 4, and 6 months", ["duration 2 months", "duration 4 months", "duration 6 months"]),
        ("by week six", ["duration 6 weeks"]),
        ("weeks 4 to 6", ["duration 4-6 weeks"]),
        ("After 10 years 391 of them were in place.", ["duration 10 years", "count 391"]),
        ("In a registry of 412, 95% lasted.", ["count 412", "percent 95 %"]),
        ("an adjusted relative risk of 1.72", ["ratio 1.72"]),
        ("hazard ratio 2.3 in smokers and 1.6 after gum disease", ["ratio 2.3", "ratio 1.6"]),
        ("odds ratio (OR) 2.1; 95% CI 1.2–3.4", ["ratio 2.1", "confidence interval 1.2-3.4"]),
        ("a risk ratio of 0.82, or 18% less", ["ratio 0.82", "percent 18 %"]),
        ("p < .05", ["p value <0.05"]),
        ("Of 211 patients, 26% improved.", ["count 211 patien", "percent 26 %"]),
        ("twice as likely", ["ratio 2"]),
        ("1.72 times more likely", ["ratio 1.72"]),
        ("a three-fold rise", ["ratio 3"]),
        ("three times a week", ["count 3 tim"]),
        ("five sessions a week", ["count 5 sessio"]),
        ("a PHQ-9 below 5", ["score <5"]),
        ("PHQ-9 ≤5", ["score ≤5"]),
        ("a T-score of \N{MINUS SIGN}2.5 or lower", ["score ≤-2.5"]),
        ("SPF 30 or higher", ["score ≥30"]),
        ("an 8-point drop", ["score 8 points"]),
        ("an A1C below 5.7%", ["percent <5.7 %"]),
        ("a 50% or greater improvement", ["percent ≥50 %"]),
        ("50% or more", ["percent ≥50 %"]),
        ("no more than 3 g", ["dose ≤3 g"]),
        ("more than 200 people", ["count >200 peopl"]),
        ("lasting over 2 hours", ["duration >2 hours"]),
        ("3 infusions or more", ["count ≥3 infusi"]),
        ("130/80 or higher", ["measure ≥130-80 mmHg"]),
        ("adults 50 and older", ["age ≥50 years of age"]),
        ("people over 65", ["age >65 years of age"]),
        ("ages 18 to 64", ["age 18-64 years of age"]),
        ("12 years or older", ["age ≥12 years of age"]),
        ("65+", ["count ≥65"]),
        ("100.4°F", ["measure 100.4 °F"]),
        ("about 3 mph faster, 2x, a 12-item scale", ["count 3"]),
        ("half the battle; the second half; one day; one of them", []),
        ("Two of our doctors are here.", ["count 2"]),
    ],
)
def test_quantities(text: str, expected: list[str]) -> None:
    assert [told(one) for one in quantities(text) if one.is_stated] == expected


@pytest.mark.parametrize(
    "text",
    [
        "PHQ-9, GAD-7, 5-HT, COVID-19, B12, A1C and Schedule III",
        "Call 911 or 988, (503) 555-0100, 1-800-555-0199 or text HOME to 741741, 24/7.",
        "on March 5, 2019, in 2024, the 2020s and 2015–2019; 10/12/2025",
        "It works [3], it helps [1, 4-6].",
        "1. Sit down\n2. Breathe in",
        "8 a.m. to 5:30 p.m.",
        "type 2 diabetes, phase 3, step two, CPT 90867",
        "in your 40s, the 5th visit, 20/40 vision, 4-7-8 breathing",
        "https://a.example/12, 10.1056/x12, me@a.example",
        "24 hours a day, seven days a week",
        "4100 Oak Street, Portland, OR 97201",
        "a random study of an approach to an illness",
        "",
    ],
)
def test_names_are_no_quantities(text: str) -> None:
    assert [told(one) for one in quantities(text)] == []


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("about 26%", {"about"}),
        ("nearly a third of them", {"about"}),
        ("up to 26%", {"up to"}),
        ("as many as 26%", {"up to"}),
        ("the adjusted odds ratio was 1.7", {"adjusted"}),
        ("after adjusting for age the odds ratio was 1.7", {"adjusted"}),
        ("a relative risk reduction of 26%", {"relative"}),
        ("a 26% relative reduction", {"relative"}),
        ("a relative risk of 1.7", set()),
        ("26% relative to placebo", set()),
    ],
)
def test_qualifiers(text: str, qualifiers: set[str]) -> None:
    (quantity,) = quantities(text)
    assert quantity.qualifiers == qualifiers


def test_a_number_with_neither_unit_nor_noun_is_bare() -> None:
    assert [one.is_bare for one in quantities("0.5 over 40 minutes in 12 people")] == [True, False, False]


def test_words_say_what_a_figure_is_about() -> None:
    text = "Sleep matters. Of 215 veterans, 26% responded by week six. The rest slept."
    count, share, _ = quantities(text, "Remission")
    assert text[slice(*share.sentence)].strip() == "Of 215 veterans, 26% responded by week six."
    assert share.words == {"vetera", "respon", "remiss", "215-215 ", "60480-60480 time"}
    assert share.implied == (count.noun,) == ("vetera",)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("228,668", "228668"),
        (".05", "0.05"),
        ("2½", "2.5"),
        ("two and a half", "2.5"),
        ("twenty-six", "26"),
        ("a hundred", "100"),
        ("one hundred and twenty", "120"),
        ("three thousand", "3000"),
        ("1.5 million", "1500000"),
        ("half a dozen", "6"),
        ("two dozen", "24"),
    ],
)
def test_numerals(numeral: str, value: str) -> None:
    assert value_of(numeral) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mg/kg", "mg/kg"),
        ("milligrams per kilogram", "mg/kg"),
        ("mg/day", "mg"),
        ("mm Hg", "mmHg"),
        ("hrs", "hours"),
        ("per cent", "%"),
        ("Mg", "mg"),
        ("months", "months"),
        ("gentle", None),
        ("mission", None),
        ("minor", None),
        ("G", None),
    ],
)
def test_units(text: str, name: str | None) -> None:
    found = unit_at(text, 0)
    assert (found[0].name if found else None) == name


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        ("deaths", "users", True),
        ("women", "men", True),
        ("children", "adults", True),
        ("patients", "responders", True),
        ("patients", "veterans", False),
        ("women", "adults", False),
        ("cases", "cancers", False),
        ("", "users", False),
    ],
)
def test_nouns_that_differ(one: str, other: str, do: bool) -> None:
    assert differ(stem(one), frozenset(), stem(other), frozenset()) is do


def test_a_noun_told_in_other_words_does_not_differ() -> None:
    assert not differ("smoker", frozenset({"smoker"}), "peopl", frozenset({"peopl", "smoker"}))


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "In Smith et al. 8% vs. 5% felt e.g. well in the U.S. study. Then?\nNo."
    assert [text[start:stop].strip() for start, stop in sentences(text) if text[start:stop].strip()] == [
        "In Smith et al. 8% vs. 5% felt e.g. well in the U.S. study.",
        "Then?",
        "No.",
    ]


def test_endings_do_not_tell_words_apart() -> None:
    assert content("responded, response, responders") == {"respon"}


# Any text


PIECES = """
    1 2.5 % mg/kg one in four 26 of 100 half a an hour and weeks 10, 20, 30, to – below ≤ PHQ-9 p < .05 95% CI
    ( ) . twice as times more likely relative risk adjusted 130/80 5/0 0/5 00 1,000 ½ two dozen hundred
    million - + =
"""
WORDS = st.lists(st.sampled_from(["\n", *PIECES.split()]), max_size=24).map(" ".join)


@given(st.one_of(st.text(), WORDS))
def test_any_text_can_be_read(text: str) -> None:
    assert len(masked(text)) == len(text)
    found = quantities(text, text)
    assert all(0 <= one.start < one.stop <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=Decimal(90000), places=1),
    st.sampled_from(["%", "mg", "mg/kg", "minutes", "weeks", "mmHg", "mL"]),
    st.sampled_from(list(Comparator)),
)
def test_what_is_written_is_read(value: Decimal, unit: str, comparator: Comparator) -> None:
    (found,) = quantities(f"It came to {comparator}{value:,} {unit} here.")
    assert (found.low, found.unit, found.comparator) == (value, UNITS.get(unit, found.unit), comparator)
    assert found.unit
    assert found.unit.name == unit


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=100, max_value=10**6))
def test_frequencies_are_shares(part: int, whole: int) -> None:
    found = [one for one in quantities(f"It helped {part} in {whole:,} people.") if one.is_stated]
    assert [(one.kind, one.fraction) for one in found] == [(Kind.PERCENT, (Decimal(part), Decimal(whole)))]
