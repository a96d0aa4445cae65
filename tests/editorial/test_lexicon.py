"""What the lexicon finds of its terms in a text, and how fast; what comes with Bedside."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.lexicon import SHIPPED, Lexicon, Term, kinds, label_of, problem_with, shipped, straight

TEXT = "Patients on ketamine felt dizzy, then light-headed; their blood pressure and pulse often rose by 10. "


def finds(text: str, *forms: str) -> list[str]:
    """The words of a text in which a term with these forms is found."""
    lexicon = Lexicon((Term("effect", "no such name", forms),))
    return [text[one.start : one.stop] for one in lexicon.find("effect", text)]


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("nausea", "Nausea, NAUSEA and nauseating", ["Nausea", "NAUSEA"]),
        ("nauseat*", "nauseating, nauseated, nausea", ["nauseating", "nauseated"]),
        ("light-headed*", "light-headedness, light headed, lightheaded", ["light-headedness"]),
        (
            "blood pressure",
            "blood pressure, blood-pressure, blood  pressure",
            ["blood pressure", "blood-pressure"],
        ),
        ("high blood", "very-high blood", []),
        ("sedation", "over-sedation, sedation-free, sedation", ["sedation"]),
        (
            "blood pressure ... rise*",
            "Blood pressure and pulse often rises.",
            ["Blood pressure and pulse often rises"],
        ),
        ("blood pressure ... rise*", "Blood pressure rises.", ["Blood pressure rises"]),
        ("blood pressure ... rise*", "Blood pressure. They rise.", []),
        ("blood pressure ... rise*", "Blood pressure\nThey rise.", []),
        ("dose ... mg", "a dose of 0.5 mg", ["dose of 0.5 mg"]),
        ("cut ... risk", "cut a b c d e f risk, cut a b c d e f g risk", ["cut a b c d e f risk"]),
        ("cut … risk", "cut the risk", ["cut the risk"]),
        ("WHO", "the WHO says who", ["WHO"]),
        ("PHQ-9", "PHQ-9, phq-9", ["PHQ-9"]),
        ("don't know", "We don’t know", ["don’t know"]),
        ("is not known", "It isn’t known.", ["isn’t known"]),
        ("not known", "It isn't known, not known, hasn't known", ["isn't known", "not known"]),
        ("not been shown", "It hasn't been shown.", ["hasn't been shown"]),
        ("cannot say", "We can't say.", ["can't say"]),
        ("*mab", "infliximab or another", ["infliximab"]),
        ("≥5", "a score of ≥5", ["≥5"]),
        ("", "anything", []),
    ],
)
def test_forms(form: str, text: str, found: list[str]) -> None:
    longer = [one for one in finds(text, form) if " " not in one or one in found]
    assert longer == found


def test_the_longest_form_counts_and_places_come_in_reading_order() -> None:
    lexicon = Lexicon(
        (
            Term("drug", "esketamine", ("Spravato",)),
            Term("drug", "ketamine", ("ketamine infusion*",)),
            Term("effect", "infusion pain", ("infusion",)),
        )
    )
    text = "Ketamine infusions, Spravato, ketamine"
    found = [(one.term.name, text[one.start : one.stop]) for one in lexicon.find("drug", text)]
    assert found == [("ketamine", "Ketamine infusions"), ("esketamine", "Spravato"), ("ketamine", "ketamine")]
    assert [one.start for one in lexicon.find("effect", "an infusion")] == [3]
    assert list(lexicon.find("risk", text)) == []


def test_the_first_term_of_a_kind_keeps_a_form_that_two_have() -> None:
    lexicon = Lexicon(
        (Term("a", "one", ("same",)), Term("a", "two", ("Same",)), Term("b", "three", ("same",)))
    )
    assert [found.term.name for kind in "ab" for found in lexicon.find(kind, "same")] == ["one", "three"]


def test_what_was_found_is_remembered_until_there_is_too_much() -> None:
    lexicon = Lexicon((Term("drug", "ketamine"),))
    for number in range(2500):
        assert len(list(lexicon.find("drug", f"ketamine {number}"))) == 1
    assert len(lexicon._remembered) <= 2000


def test_straight_keeps_every_place() -> None:
    text = "don’t “stop” co\N{NON-BREAKING HYPHEN}pay\N{NO-BREAK SPACE}now"
    assert straight(text) == "don't “stop” co-pay now"
    assert len(straight(text)) == len(text)


@pytest.mark.parametrize(
    "form",
    [
        "nausea",
        "nauseat*",
        "keep* you awake",
        "blood pressure ... rise*",
        "5-HT",
        "MI",
        "no",
        "≥5",
        "100 % safe",
    ],
)
def test_forms_that_can_be_used(form: str) -> None:
    assert problem_with(form) == ""


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ("", "everywhere"),
        ("*", "everywhere"),
        ("...", "everywhere"),
        ("…", "everywhere"),
        ("* ... *", "everywhere"),
        (" - ", "everywhere"),
        ("a*", "3 letters"),
        ("the an*", "3 letters"),
        ("risk ...", "between two words"),
        ("... risk", "between two words"),
        ("a ... b ... c ... d ... e ... f", "more than 4"),
        ("nau\0sea", "cannot be printed"),
        ("nau\x07sea", "cannot be printed"),
        ("x" * 121, "longer than 120"),
    ],
)
def test_forms_that_cannot_be_used(form: str, problem: str) -> None:
    assert problem in problem_with(form)


@pytest.mark.parametrize(
    ("kind", "form", "is_refused"),
    [
        ("promise", "the", True),
        ("promise", "a", True),
        ("promise", "The", True),
        ("promise", "in the", True),
        ("promise", "ed", True),
        ("request", "the", True),
        ("request", "if your", False),
        ("promise", "cure", False),
        ("promise", "the cure", False),
        ("promise", "no ... without", True),
        ("drug", "MI", False),
        ("drug", "B6", False),
        ("weighty_word", "not", False),
        ("risk_elsewhere", "in the US", False),
        ("drug", "药", False),
    ],
)
def test_what_stands_in_every_text_is_no_term_of_most_kinds(kind: str, form: str, is_refused: bool) -> None:
    assert ("nearly every text" in problem_with(form, kind)) is is_refused


@given(st.text(alphabet="ab -'.*…\n", max_size=40), st.text(alphabet="ab -'.\n", max_size=200))
def test_any_form_can_be_looked_for_in_any_text(form: str, text: str) -> None:
    for found in Lexicon((Term("effect", "b", (form,)),)).find("effect", text):
        assert 0 <= found.start < found.stop <= len(text)


@pytest.mark.parametrize(
    "text", ["a-" * 20_000, "a' " * 20_000, "- " * 20_000, "aaaa" * 20_000, "a b " * 20_000]
)
def test_no_form_is_slow_on_any_text(text: str) -> None:
    lexicon = Lexicon(
        (Term("effect", "aaa* ... a* ... b* ... c", ("a ... b ... c ... d ... e", "aaa* aaa* x")),)
    )
    began = time.process_time()
    list(lexicon.find("effect", text))
    assert time.process_time() - began < 2


def test_all_that_is_shipped_is_found_in_an_article_within_milliseconds() -> None:
    """Ten on a machine of its own; a busy one gets three times as long."""
    lexicon, text = shipped(), TEXT * 100
    assert len(text.split()) > 1500
    list(lexicon.find("effect", text))
    times = []
    for number in range(5):
        began = time.process_time()
        found = list(lexicon.find("effect", f"{text}{number}"))
        times.append(time.process_time() - began)
    assert len(found) == 200
    assert min(times) < 0.03


# What is shipped


def test_every_form_that_is_shipped_can_be_used() -> None:
    problems = [
        (term.kind, term.name, form, problem)
        for term in shipped().terms
        for form in (term.name, *term.forms, *term.fits)
        if (problem := problem_with(form, term.kind))
    ]
    assert problems == []


def test_a_name_stands_once_in_its_file() -> None:
    names = [(term.kind, term.name.casefold()) for term in shipped().terms]
    assert len(names) == len(set(names))


def test_every_file_is_a_kind_with_a_label() -> None:
    files = {file.stem for file in SHIPPED.glob("*.json")}
    assert {kind for kind, _ in kinds()} == files
    assert all(label and label[0].isupper() for _, label in kinds())
    assert label_of("office_call") == "Office call"


def test_entries_have_no_field_that_nobody_reads() -> None:
    known = set(Term.__dataclass_fields__) - {"kind"}
    for file in SHIPPED.glob("*.json"):
        for entry in json.loads(file.read_text()):
            assert set(entry) <= known, (file.name, entry["name"])


def test_what_a_drug_is_approved_for_is_a_condition_of_the_lexicon() -> None:
    lexicon = shipped()
    conditions = {term.name for kind in ("condition", "mental_health_condition") for term in lexicon.of(kind)}
    for term in lexicon.of("drug"):
        assert set(term.approved_for) <= conditions, term.name


def test_designs_fit_designs() -> None:
    designs = {term.name for term in shipped().of("design")}
    for term in shipped().of("design"):
        assert set(term.fits) <= designs, term.name


def test_the_lexicon_is_wide() -> None:
    lexicon = shipped()
    assert len(lexicon.of("drug")) >= 120
    assert len([term for term in lexicon.of("drug") if term.approved_for]) >= 120
    assert len(lexicon.of("effect")) >= 100
    assert {term.gravity for term in lexicon.of("risk")} == {1, 2, 3}


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("effect", "Some feel queasy.", "nausea"),
        ("effect", "temporary blood-pressure increases", "raised blood pressure"),
        ("effect", "Blood pressure and pulse often rise.", ""),
        ("risk", "It can slow your breathing.", "respiratory depression"),
        ("risk", "a double-blind trial", ""),
        ("risk", "The score falls by 10.", ""),
        ("drug", "Spravato", "esketamine"),
        ("drug", "Wegovy or Ozempic", "Wegovy"),
        ("scale", "a PHQ-9 below 5", "PHQ-9"),
        ("mental_health_condition", "MDD", "depression"),
        ("mental_health_condition", "We add two tablets; it is sad.", ""),
        ("design", "a retrospective chart review", "chart review"),
        ("uncertainty", "and did not separate clearly", "did not differ"),
        ("uncertainty", "We need more data on that.", "more data are needed"),
        ("plural_evidence", "Real-world studies show", "studies show"),
    ],
)
def test_words_that_are_shipped(kind: str, text: str, name: str) -> None:
    assert [found.term.name for found in shipped().find(kind, text)][:1] == ([name] if name else [])
