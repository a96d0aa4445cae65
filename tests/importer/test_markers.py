"""What in a paragraph points to citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importer.nodes import Run, Runs, plain, text_of
from importer.rules.markers import find, numbers_of


def raised(before: str, text: str, behind: str = "") -> Runs:
    return tuple(run for run in (Run(before), Run(text, superscript=True), Run(behind)) if run.text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1", (1,)),
        ("1,2", (1, 2)),
        ("3-5", (3, 4, 5)),
        ("1, 4–6; 9", (1, 4, 5, 6, 9)),
        ("2,2", (2,)),
        ("0", ()),
        ("5-3", ()),
        ("1-99", ()),
    ],
)
def test_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        (plain("It helps [3]."), [("[3]", (3,))]),
        (plain("It helps[1,2] and lasts [4-6]."), [("[1,2]", (1, 2)), ("[4-6]", (4, 5, 6))]),
        (plain("A note[^2] says so."), [("[^2]", (2,))]),
        (plain("It helps.¹ And lasts.²,³"), [("¹", (1,)), ("²,³", (2, 3))]),
        (raised("It helps.", "1"), [("1", (1,))]),
        (raised("It helps.", "[1]", " So."), [("[1]", (1,))]),
        (raised("It helps.", "1,3-5", " So."), [("1,3-5", (1, 3, 4, 5))]),
        ((Run("a."), Run("1", superscript=True), Run(",2", superscript=True)), [("1,2", (1, 2))]),
        (raised("A BMI of 30 kg/m", "2", " or more"), []),
        (raised("10", "9", " cells"), []),
        (raised("5 cm", "2"), []),
        (raised("a system", "2"), [("2", (2,))]),
        (plain("30 kg/m² or more"), []),
        (raised("the 1", "st", " day"), []),
        (raised("Drug", "TM"), []),
        (plain("[see below] and [x]"), []),
        (plain("a [3](https://e.example/) link"), []),
        (plain("[0] and [9999]"), []),
        ((), []),
    ],
)
def test_markers_are_found(runs: Runs, found: list[tuple[str, tuple[int, ...]]]) -> None:
    text = text_of(runs)
    assert [(text[one.start : one.stop], one.numbers) for one in find(runs)] == found


pieces = st.builds(Run, st.text("a1²[],-^ ", min_size=1, max_size=5), superscript=st.booleans())


@given(st.lists(pieces).map(tuple))
def test_markers_never_overlap(runs: Runs) -> None:
    ends = [0, *(place for one in find(runs) for place in (one.start, one.stop))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text_of(runs))


def test_an_exported_article_names_what_it_means() -> None:
    runs = (*raised("Text [1]", "raised [1] "), *raised("", "[source 2]"), Run(" [source 3]"))
    assert [one.numbers for one in find(runs, is_exact=True)] == [(2,)]
