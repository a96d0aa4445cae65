import pytest

from forms_app.reasons import in_words


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("", ""),
        ("came back", "came back"),
        ("SMTPRecipientsRefused 550", "the address was refused, 550"),
        ("TimeoutError", "the mail server did not answer in time"),
        ("OSError", "OSError"),
        ("for good", "for good"),
    ],
)
def test_reasons_are_words(reason: str, expected: str) -> None:
    assert in_words(reason) == expected
