"""What the checks share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.checks.words import in_words, quote, sentences, stem


@pytest.mark.parametrize(
    "parts",
    [
        ["It helps.", "It lasts!", "Does it hurt?", "No."],
        ["Dr. Chen sees you at 9 a.m.", "Bring your list."],
        ["It is 0.5 mg/kg, e.g. Spravato, i.e. little."],
        ["The U.S. Food and Drug Administration warns.", "So does the E.U."],
        ["We are in the U.S.", "The law says so."],
        ["In Smith et al. (2024) it helped.", "So it did in Lee et al.", "Others differ."],
        ["As J. Smith, Ph.D. said, take vitamin D.", "It helps."],
        ["It helped.[3]", "It lasted.³", "It grew [1, 2].", "More."],
        ["“Does it hurt?” she asked.", "“It does.”", "(It does not.)", "So?"],
        ["See No. 3.", "Is it?", "No.", "Never."],
        ["It lasts ... or so.", "It helps…", "Then it stops."],
        ["It helps by week six .", "It does."],
        ["Often it isn't.", "Click here.", "It is Smith's.", "Look."],
        ["A heading", "An item", "A sentence."],
        ["https://a.example/x.y is an address."],
        ["Take Vol. 3, approx. 5 vs. 6 of them."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    text = "\n".join(parts) if parts[0] == "A heading" else " ".join(parts)
    found = sentences(text)
    assert [one.text for one in found] == parts
    assert all(text[one.start :].startswith(one.text) for one in found)


LONG = "It takes a while to get used to the noise that the machine makes, and then it is gone."


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("It cures.", "cures", "It cures."),
        ("Before.\nIt cures.\nBehind.", "cures", "It cures."),
        (f"{LONG} It cures. {LONG}", "cures", None),
        ("One.\nIt cures\nand heals.\nTwo.", "cures\nand heals", "It cures\nand heals."),
    ],
)
def test_quote(text: str, words: str, quoted: str | None) -> None:
    """What stands in another paragraph is no part of it: changing that leaves the finding the same."""
    start = text.index(words)
    found = quote(text, start, start + len(words))
    assert found == (
        quoted
        or "…the noise that the machine makes, and then it is gone. It cures. "
        "It takes a while to get used to the noise that the…"
    )


def test_no_sentence_is_empty() -> None:
    assert sentences("") == sentences(" \n ") == ()


@given(st.text(alphabet="aB .?!\n[1]”()Dr³"))
def test_sentences_lose_nothing(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(one.text for one in found).split()) == "".join(text.split())
    assert all(text.startswith(one.text, one.start) for one in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("infusion", "infusions"),
        ("warns", "warning"),
        ("studies", "study"),
        ("treated", "treating"),
        ("use", "uses"),
        ("therapy", "therapies"),
        ("psychosis", "psychosis"),
    ],
)
def test_words_without_their_endings(one: str, other: str) -> None:
    assert stem(one) == stem(other)
    assert stem(one) != stem("else")


@pytest.mark.parametrize(("found", "told"), [([1], "1"), ([1, 2], "1 and 2"), ([1, 2, 3], "1, 2 and 3")])
def test_lists_in_words(found: list[int], told: str) -> None:
    assert in_words(found) == told
