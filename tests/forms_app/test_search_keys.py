"""Which queries find whom: pure, without a database."""

import pytest

from forms_app.search_keys import LONGEST, keys_for, keys_of


def finds(
    query: str, *, first: str = "Ana", last: str = "Reyes", phone: str = "+1 503-555-0142", email: str = ""
) -> bool:
    keys = keys_of(first_name=first, last_name=last, phone=phone, email=email)
    return any(set(asked) <= keys for asked in keys_for(query))


@pytest.mark.parametrize(
    ("first", "last", "queries"),
    [
        (
            "Ana",
            "Reyes",
            ["Ana", "reyes", " REYES ", "an", "rey", "Ana Reyes", "Reyes, Ana", "reyes an", "Ana R"],
        ),
        ("Zoë", "Núñez", ["Zoe", "ZOË", "Zoe\u0308", "nunez", "Núñ", "nunez zo"]),
        (
            "Sinéad",
            "O'Brien",
            ["OBrien", "O'Brien", "O’Brien", "o\u02bcbrien", "o brien", "brien", "Sinead O'B"],
        ),
        (
            "Mary Ann",
            "Smith-Jones",
            ["Maryann", "mary", "ann", "Smith", "Jones", "smith jones", "SmithJones"],
        ),
        ("Luz", "De La Cruz", ["de la cruz", "delacruz", "lacruz", "cruz", "De Lacruz", "La Cruz, Luz"]),
        ("Søren", "Łukasiewicz", ["soren", "lukasiewicz", "Łukasie", "LUKASIEWICZ"]),
        ("Ümit", "Weiß", ["umit", "weiss", "WEISS", "Weiß"]),
        ("Xiomara", "Quillfeather", ["Quillfeather", "quillfeath", "quill xio"]),
        ("小明", "王", ["王", "王 小明", "小"]),
        ("Thi", "O", ["O", "o thi"]),
        ("Иван", "Петров", ["петров", "ИВАН", "пет"]),
        ("محمد", "علي", ["محمد", "علي"]),
    ],
)
def test_names_are_found(first: str, last: str, queries: list[str]) -> None:
    assert [query for query in queries if not finds(query, first=first, last=last)] == []


@pytest.mark.parametrize(
    "query",
    [
        "Bea",
        "eyes",
        "Ana Brown",
        "Reyess",
        "a",
        "",
        "  ",
        "%",
        "'",
        "-",
        "ana@",
        "0143",
        "555-0199",
        "42",
        "na",
    ],
)
def test_others_are_not(query: str) -> None:
    assert finds(query) == (query == "ana@")


@pytest.mark.parametrize("stored", ["+1 503-555-0142", "+1 503-555-0142 ext. 12", "(503) 555-0142"])
@pytest.mark.parametrize(
    "query",
    [
        *[
            "(503) 555-0142",
            "5035550142",
            "+1 503 555 0142 ext. 99",
            "503.555.0142 x12",
            "5035550142 Extension 12",
        ],
        *[
            "503-555-0142 #12",
            "503-555-0142;ext=12",
            "call 503-555-0142",
            "555-0142",
            "555 0142",
            "0142",
            "+15035550142",
        ],
        *[
            "Reyes 0142",
            "ana 555-0142",
            "٠١٤٢",
            "Please call (503) 555-0142, she said, some time on Monday or Tuesday",
        ],
    ],
)
def test_a_phone_number_is_found(stored: str, query: str) -> None:
    assert finds(query, phone=stored)


@pytest.mark.parametrize(
    "query", ["(503) 555-0143", "503-555-01", "Reyes 0199", "Brown 0142", "10142", "503"]
)
def test_another_phone_number_is_not(query: str) -> None:
    assert finds(query) == (query == "10142")


@pytest.mark.parametrize(
    "query",
    [
        *[
            "ana.r@mail.example",
            "ANA.R@Mail.Example",
            "<ana.r@mail.example>",
            "Ana ana.r@mail.example",
            "ana.r",
        ],
        *["anar", "From: Someone Else <ana.r@mail.example>", "ana.r@mail.example."],
    ],
)
def test_an_address_is_found_whole_or_by_what_stands_before_the_at(query: str) -> None:
    assert finds(query, email="Ana.R@mail.example")


@pytest.mark.parametrize("query", ["ana.r@mail.exampl", "ana.q@mail.example", "mail.example", "bea ana.r"])
def test_another_address_is_not(query: str) -> None:
    assert not finds(query, email="ana.r@mail.example")


def test_a_number_in_a_word_is_part_of_it() -> None:
    assert finds("K7Q2XMR5", last="K7Q2XMR5")
    assert finds("ana5x@mail.example", email="ana5x@mail.example")


def test_a_pasted_page_is_no_name() -> None:
    assert keys_for("word " * 2 + "other words that somebody has pasted here by mistake today") == []


def test_a_request_has_few_keys() -> None:
    name = "Maximiliana-Alexandra " * 3
    keys = keys_of(first_name=name, last_name=name, phone="+1 503-555-0142", email="m@mail.example")
    assert len(keys) < 6 * LONGEST
    assert {len(key) for key in keys} == {16}
    typical = keys_of(first_name="Ana", last_name="Reyes", phone="+1 503-555-0142", email="")
    assert len(typical) == 2 + 4 + 3


def test_without_the_secret_nobody_can_tell_what_a_key_stands_for(settings: object) -> None:
    before = keys_for("Reyes")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert keys_for("Reyes") != before
