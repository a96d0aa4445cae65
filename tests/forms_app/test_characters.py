import pytest

from forms_app.characters import has_bidi, has_unreadable, one_line, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana  ", "Ana"),
        ("Jose\u0301", "José"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a b"),
        ("\u200bAna\ufeff", "Ana"),
        ("co\u00adoperate", "cooperate"),
        ("می\u200cروم", "می\u200cروم"),  # a joiner inside a word is part of its spelling
        ("👩\u200d⚕️", "👩\u200d⚕️"),
        ("\u200b\u200c\u2060", ""),
        ("\u3164\u2800", ""),
        (" \u00a0\u3000", ""),
        ("Ana\x00", "Ana"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\u0301\u0301", ""),  # marks on nothing
        ("A" + "\u0335" * 40, "A"),
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("O'Brien-Núñez", "O'Brien-Núñez"),
        ("李小龙", "李小龙"),
    ],
)
def test_tidy(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    ("typed", "unreadable", "bidi"),
    [
        ("Ana\nlines\ttabs", False, False),
        ("null\x00", True, False),
        ("escape\x1b[31m", True, False),
        ("c1\x85", True, False),
        ("lost byte \ufffd", True, False),
        ("\ufdd0", True, False),
        ("\u202eevil", False, True),
        ("\u2066isolate\u2069", False, True),
        ("שלום", False, False),
        ("🎉", False, False),
        ("Z" + "\u0300\u0335" * 20, True, False),
        ("Trần Hữu Phước", False, False),
        ("שָׁלוֹם", False, False),
    ],
)
def test_what_is_refused(typed: str, unreadable: bool, bidi: bool) -> None:
    assert (has_unreadable(typed), has_bidi(typed)) == (unreadable, bidi)


def test_one_line() -> None:
    assert one_line(tidy("Ana\r\nBcc: all@mail.example\u2028x")) == "Ana Bcc: all@mail.example x"
