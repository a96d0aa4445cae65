import pytest

from forms_app.references import ALPHABET, EXAMPLE, check_character, new_reference, normalise


def test_a_reference_uses_only_characters_that_read_well() -> None:
    for _ in range(200):
        prefix, _, code = new_reference().partition("-")
        assert (prefix, len(code)) == ("APT", 8)
        assert not set(code) & set("0O1ILU")
        assert set(code) <= set(ALPHABET)


@pytest.mark.parametrize(
    "spelling",
    [
        "APT-K7QX2MR{}",
        "apt-k7qx2mr{}",
        "K7QX2MR{}",
        " apt k7qx 2mr{} ",
        "aptk7qx2mr{}",
        "APT\u2013K7QX\u20132MR{}",
        "#APT-K7QX2MR{}.",
    ],
)
def test_a_reference_is_found_in_any_spelling(spelling: str) -> None:
    assert normalise(spelling.format(EXAMPLE[-1])) == EXAMPLE


@pytest.mark.parametrize(
    "spelling", ["", "APT-", "Smith", "(503) 555-0142", "APT-K7QX2M", "ß" * 8, "APT-" + "0" * 8]
)
def test_what_cannot_be_a_reference_is_none(spelling: str) -> None:
    assert normalise(spelling) is None


def test_any_one_wrong_character_is_noticed() -> None:
    code = EXAMPLE.removeprefix("APT-")
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert normalise(code[:place] + wrong + code[place + 1 :]) is None


def test_a_code_that_begins_like_the_prefix_keeps_its_characters() -> None:
    body = "APT2345"
    assert normalise(body + check_character(body)) == f"APT-{body}{check_character(body)}"
