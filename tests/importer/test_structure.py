"""What a line is taken for by what stands around it."""

from typing import Any

import pytest

from importer import mapper
from importer.parsers import html, text

START = "Thyroid Tests\n\nAn introduction stands here.\n\n"
ANSWER = "Quick Answer\n\nMost people should.\n\n"
SECTION = "Who Asks\n\nMost people ask late, and few ask early.\n\n"
TAKEAWAYS = "Key Takeaways\n\n- Ask early. It is one tube.\n\n"


def read(source: str) -> dict[str, Any]:
    return mapper.read(text.parse(source.encode())).to_json()


MISPLACED = """\
Gout in Older Adults

Gout hurts, and it can be treated at any age.

What gout is

Crystals settle in a joint, most often in a toe.

# Treatment

Rest the joint. Drink water.

Prevention

Eat little red meat. Take the tablets every day.
"""


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Gout in Older Adults\n\nIt hurts.\n\nIt can be treated.\n\n", "Gout in Older Adults"),
        ("Gout in Older Adults\n\nIt hurts, and it can be treated at any age.\n\n", "Gout in Older Adults"),
        ("## Gout\n\nIt hurts, and it can be treated at any age.\n\n", "Gout"),
        ("Harrow Point Clinic\n\nKind care, close to home.\n\n", "Treatment"),
        (
            "Harrow Point Clinic\n\nBook now! Call (503) 555-0100. We are kind and we are near.\n\n",
            "Treatment",
        ),
        ("Meta description: It hurts, and it can be treated.\n\nBy Ann Lee, MD\n\n", "Treatment"),
        ("CONTENT BRIEF\n\nTone: friendly\n\n", "Treatment"),
        ("Please keep the tone friendly. Check every number before this is published.\n\n", "Treatment"),
        ("", "Treatment"),
    ],
)
def test_a_marked_heading_is_the_title_where_no_article_has_begun_above_it(above: str, title: str) -> None:
    assert read(f"{above}# Treatment\n\nRest the joint. Drink water.\n")["title"] == title


def test_one_marked_heading_in_the_middle_loses_nothing() -> None:
    reading = read(MISPLACED)
    assert reading["title"] == "Gout in Older Adults"
    assert reading["introduction"][0] == "Gout hurts, and it can be treated at any age."
    assert "Treatment" in [section["heading"] for section in reading["sections"]]
    assert reading["not_placed"] == []


def test_what_plain_text_marks_in_a_line() -> None:
    reading = mapper.read(
        text.parse(
            (
                f"{START}See [our page](https://a.example/p).\n\n{SECTION}"
                "Q1. Is [it](https://a.example/q) safe?\nA1. Yes, mostly.\n\n"
                "References\n\n- [A study](https://a.example/s) – NIMH. Accessed March 3, 2026.\n\n"
                "Other Articles\n\nSleep and what comes of it ...\n\n"
                "© 2026 The Clinic. All rights reserved.\n"
            ).encode()
        )
    )
    assert reading.introduction[1].runs[1].href == "https://a.example/p"
    assert [(one.question, one.answer[0].text) for one in reading.faq] == [("Is it safe?", "Yes, mostly.")]
    (citation,) = reading.citations
    assert (citation.title, citation.publisher, citation.url) == ("A study", "NIMH", "https://a.example/s")
    assert str(citation.accessed) == "2026-03-03"
    assert reading.other_articles == ["Sleep and what comes of it ..."]
    assert [one.text for one in reading.not_placed] == [
        "https://a.example/q",
        "Accessed March 3, 2026.",
        "© 2026 The Clinic. All rights reserved.",
    ]
    assert reading.unplaced_prose() == []


@pytest.mark.parametrize(
    ("references", "urls"),
    [
        ("One – NIMH https://a.example/1\nTwo – CDC\nhttps://a.example/2", [1, None, 2]),
        ("One – NIMH https://a.example/1\n\nTwo – CDC\n\nhttps://a.example/2", [1, None, 2]),
        ("One – NIMH https://a.example/1\n\nTwo – CDC\nhttps://a.example/2", [1, 2]),
        ("One – NIMH https://a.example/1\nTwo – CDC\nURL: https://a.example/2", [1, 2]),
        ("One – NIMH\nhttps://a.example/1\nTwo – CDC\nhttps://a.example/2", [1, 2]),
        ("1. One – NIMH https://a.example/1\n2. Two – CDC\nhttps://a.example/2", [1, 2]),
    ],
)
def test_an_address_on_a_line_of_its_own(references: str, urls: list[int | None]) -> None:
    reading = read(f"{START}{SECTION}References\n\n{references}\n")
    wanted = [number and f"https://a.example/{number}" for number in urls]
    assert [one["url"] for one in reading["citations"]] == wanted


PARTLY_MARKED = """\
# The Baby Blues

A leaflet for new parents

Most parents cry in the first week.

## The short version

Yes, it passes

Most baby blues end in two weeks.

What it looks like

You cry without a reason.

Bring these with you:

Your notes and your phone.

Baby blues or depression?

Depression lasts, and it does not lift.

Signs to watch

- Crying

## Getting help

Call your doctor, or call us.

A word to partners

You may see it first.

Table 1: Who was asked

Most of them were mothers.

## Key Takeaways

It passes

Most get well in two weeks.

## References

Postpartum depression

A book of 2019, with pictures.
"""


def test_unmarked_headings_among_marked_ones() -> None:
    reading = read(PARTLY_MARKED)
    assert reading["introduction"] == ["A leaflet for new parents", "Most parents cry in the first week."]
    assert reading["quick_answer"]["paragraphs"] == ["Yes, it passes", "Most baby blues end in two weeks."]
    assert {section["heading"]: section["paragraphs"][0] for section in reading["sections"]} == {
        "What it looks like": "You cry without a reason.",
        "Baby blues or depression?": "Depression lasts, and it does not lift.",
        "Signs to watch": "Crying",
        "Getting help": "Call your doctor, or call us.",
        "A word to partners": "You may see it first.",
    }
    assert [one["claim"] for one in reading["takeaways"]] == ["It passes"]
    assert len(reading["citations"]) == 2


@pytest.mark.parametrize(
    "line",
    ["Signs to watch", "Bring these with you:", "Ann Lee, MD", "Write to a@b.example", "| Food | Purines |"],
)
def test_lines_that_are_no_headings_among_marked_ones(line: str) -> None:
    reading = read(f"# Gout\n\nIt hurts.\n\n## Causes\n\nCrystals settle.\n\n{line}\n\n- One\n- Two\n")
    assert [section["heading"] for section in reading["sections"]] == ["Causes"]


@pytest.mark.parametrize("subtitle", ["A guide from the neurology team", "For patients and families"])
@pytest.mark.parametrize("byline", ["", "By Ann Lee, MD\n\n"])
def test_a_subtitle_is_no_introduction(subtitle: str, byline: str) -> None:
    reading = read(f"Migraine\n\n{byline}{subtitle}\n\nTL;DR\n\nIt hurts.\n\nIt comes back.\n\n{SECTION}")
    assert reading["quick_answer"]["paragraphs"] == ["It hurts."]
    assert reading["introduction"] == [subtitle, "It comes back."]


def test_rows_of_a_table_are_no_headings() -> None:
    rows = (
        "| Food | Purines |\n|---|---|\n| Liver | high |\n\nFood\tPurines\nCherries\t low\n\nEat cherries.\n"
    )
    reading = read(START + SECTION + rows)
    section = reading["sections"][-1]
    assert section["heading"] == "Who Asks"
    assert section["paragraphs"][1:] == [
        "| Food | Purines |",
        "|---|---|",
        "| Liver | high |",
        "Food\tPurines",
        "Cherries\tlow",
        "Eat cherries.",
    ]


GAP = """\
1. What is it?
Too little iron. It is common.

1.1 Iron
Blood needs it. So do you.

1.2 Medicines
Some take it away. Ask us.

2. What helps at home?
    • A walk
    • Red lentils

3. When to call
Call when it lasts. Call at night too.
"""


def test_a_number_that_fills_a_gap_between_headings() -> None:
    reading = read(START + GAP)
    assert [section["heading"] for section in reading["sections"]] == [
        "1. What is it?",
        "2. What helps at home?",
        "3. When to call",
    ]
    assert [below["heading"] for below in reading["sections"][0]["subsections"]] == [
        "1.1 Iron",
        "1.2 Medicines",
    ]
    assert reading["sections"][1]["paragraphs"] == ["A walk", "Red lentils"]


def test_a_list_between_numbered_headings_is_none() -> None:
    steps = "Do this:\n\n1. Sit\n    • slowly\n2. Stand\n    • slowly\n\n"
    reading = read(
        START + GAP.replace("1.1 Iron", f"{steps}1.1 Iron").replace("2. What helps at home?\n", "")
    )
    assert [section["heading"] for section in reading["sections"]] == ["1. What is it?", "3. When to call"]


def numbered(*headings: str) -> str:
    return "\n\n".join(f"{heading}\nIt is one tube. It takes a minute." for heading in headings)


@pytest.mark.parametrize(
    ("above", "headings"),
    [
        (ANSWER, ["1. Who needs it", "2. What it says"]),
        (ANSWER, ["1) who needs it", "2) what it says"]),
        (ANSWER, ["1. Who needs it.", "2. What it says."]),
        (ANSWER, ["1. Who needs it", "2. " + "What it says of people who are always tired " * 2 + "now"]),
        (ANSWER, ["1. Who needs it"]),
        (f"## {ANSWER}", ["1. Who needs it", "2. What it says"]),
        ("Quick Answer\n\n1. Ask early.\n2. Ask again.\n\n", ["1. Who needs it", "2. What it says"]),
    ],
)
def test_numbered_headings_below_the_quick_answer(above: str, headings: list[str]) -> None:
    reading = read(START + above + numbered(*headings))
    assert [section["heading"] for section in reading["sections"]] == headings
    assert all(len(section["paragraphs"]) == 1 for section in reading["sections"])


def test_numbers_that_are_no_headings() -> None:
    steps = "Do these:\n1. sit down slowly\nTake a chair.\n2. breathe out\nTake your time.\n\n"
    points = f"Key Takeaways\n\n{numbered('1. It is short', '2. It is cheap')}\n\n"
    sources = "References\n\n1. One – NIMH\nhttps://a.example/1\n\n2. Two – CDC\nhttps://a.example/2\n"
    reading = read(START + SECTION + steps + points + sources)
    assert [section["heading"] for section in reading["sections"]] == ["Who Asks"]
    assert [one["claim"] for one in reading["takeaways"]] == ["It is short", "It is cheap"]
    assert [one["url"] for one in reading["citations"]] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize("above", [START, START + ANSWER, START + SECTION])
def test_labelled_questions_without_a_heading(above: str) -> None:
    reading = read(f"{above}Q: Must I fast?\nA: No.\n\nQ: Does it hurt? A: A little.\n\n{TAKEAWAYS}")
    assert reading["faq"] == [
        {"question": "Must I fast?", "answer": "No."},
        {"question": "Does it hurt?", "answer": "A little."},
    ]
    assert len(reading["takeaways"]) == 1


PROSE = "The Bottom Line\n\nAsk early.\n\nAsk again.\n"
LIST = "Bottom line\n\n- Ask early.\n- Ask again.\n"


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (START + SECTION + PROSE, "quick_answer"),
        (START + SECTION + TAKEAWAYS + PROSE, "quick_answer"),
        (START + ANSWER + SECTION + PROSE, "sections"),
        (START + PROSE + "\n" + ANSWER + SECTION, "sections"),
        (START + SECTION + LIST, "takeaways"),
        (START + SECTION + TAKEAWAYS + LIST, "sections"),
        (START + SECTION + LIST + "\n" + TAKEAWAYS, "sections"),
    ],
)
def test_a_bottom_line(source: str, part: str) -> None:
    reading = read(source)
    assert "Ask again." in str(reading[part])
    assert (part == "sections") is ("ottom" in str(reading["sections"]))
    assert reading["not_placed"] == []


@pytest.mark.parametrize("points", ["- It is short.\n- It is cheap.\n", "It is short.\n\nIt is cheap.\n"])
def test_a_call_to_action_ends_takeaways(points: str) -> None:
    reading = read(
        f"{START}{SECTION}Key Takeaways\n\n{points}\nBook now! Call (503) 555-0100.\n\nWe are kind.\n"
    )
    assert [one["claim"] for one in reading["takeaways"]] == ["It is short.", "It is cheap."]
    assert [one["text"] for one in reading["not_placed"]] == [
        "Book now! Call (503) 555-0100.",
        "We are kind.",
    ]


def test_a_nested_item_below_takeaways_that_a_list_item_opens() -> None:
    reading = mapper.read(
        html.parse(b"<p>Keywords: a, b; c<ol start=3><li>Bottom line<ul><li>Keywords</ul>x</ol>")
    )
    assert [one.claim for one in reading.takeaways][:1] == ["Keywords"]


@pytest.mark.parametrize(
    ("fields", "is_form"),
    [
        ("Name\nPhone\nEmail\nMessage\nSubmit", True),
        ("Full name: ____ Phone: ____\n\n-----\n\nEmail: ____", True),
        ("- Name *\n- Age\n- City", True),
        ("- Name\n- Age\n- City", False),
        ("Age\nSex\nCity", False),
        ("Name\nPhone", False),
    ],
)
def test_a_form(fields: str, is_form: bool) -> None:
    reading = read(f"{START}{SECTION}Write to us\n\n{fields}\n")
    assert bool(reading["form"]) is is_form
    if is_form:
        assert reading["form"]["heading"] == "Write to us"
        assert "\n".join(reading["form"]["notes"]) == fields.replace("\n\n-----\n\n", "\n").replace("- ", "")


def test_sections_below_a_form() -> None:
    reading = read(
        f"{START}{SECTION}Name\nPhone\nEmail\n\nWhere We Are\n\nWe are by the river, near the mill.\n"
    )
    assert reading["sections"][-1]["heading"] == "Where We Are"
    assert reading["form"]["notes"] == ["Name", "Phone", "Email"]


ROW = "<tr><td>{}<td>{}"


@pytest.mark.parametrize(
    ("rows", "keywords", "introduction"),
    [
        ([("Focus keyword", "gout"), ("Tags", "toe, joint"), ("Slug", "gout")], ["gout", "toe", "joint"], []),
        ([("Keywords:", "gout; toe")], ["gout", "toe"], []),
        ([("Keywords", "gout"), ("Food", "Beer")], [], ["Keywords\tgout\nFood\tBeer"]),
        ([("Food", "Slug"), ("Beer", "Snail")], [], ["Food\tSlug\nBeer\tSnail"]),
    ],
)
def test_a_brief_in_a_table(
    rows: list[tuple[str, str]], keywords: list[str], introduction: list[str]
) -> None:
    """Only where every row says what it is, so that no table of the article is taken apart."""
    table = "".join(ROW.format(*row) for row in rows)
    page = f"<table>{table}</table><h1>Gout</h1><p>Gout hurts, and it can be treated.</p>"
    reading = mapper.read(html.parse(page.encode())).to_json()
    assert reading["title"] == "Gout"
    assert reading["keywords"] == keywords
    assert reading["introduction"] == [*introduction, "Gout hurts, and it can be treated."]


SOFT = "<p><b>{}</b><br>{}</p>"
CAUSE, CURE = SOFT.format("The cause", "Crystals settle."), SOFT.format("The cure", "They are dissolved.")


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        (CAUSE + CURE, ["The cause", "The cure"]),
        (CAUSE, []),
        (f"<h2>Gout</h2>{CAUSE}{CURE}", ["Gout"]),
        (CAUSE + SOFT.format("Sources:", "They are dissolved."), []),
        (CAUSE + SOFT.format("It is cured.", "They are dissolved."), []),
        (CAUSE + SOFT.format("The cure", "<b>They</b> are dissolved."), []),
        (CAUSE + SOFT.format("The cure", "https://example.org/cure"), []),
        (f"{CAUSE}<p><b>Key Takeaways</b></p>{CURE}", []),
    ],
)
def test_bold_first_lines(body: str, sections: list[str]) -> None:
    """They are headings where two or more paragraphs of the text begin with one, and no others are marked."""
    page = f"<h1>About Gout</h1><p>Gout hurts, and it can be treated.</p>{body}"
    reading = mapper.read(html.parse(page.encode())).to_json()
    assert [one["heading"] for one in reading["sections"]] == sections  # type: ignore[attr-defined]
