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


def read_page(body: str) -> dict[str, Any]:
    return mapper.read(html.parse(body.encode())).to_json()


@pytest.mark.parametrize(
    ("contents", "not_placed"),
    [
        ("Contents\n\n1. Who Asks\n2. Why It Helps\n\n", ["Contents", "Who Asks", "Why It Helps"]),
        (
            "In this article\n\nWho Asks .... 2\nWhy It Helps .... 3\n\n",
            ["In this article", "Who Asks .... 2", "Why It Helps .... 3"],
        ),
        ("Contents\n\n- Scissors\n- Tape\n\n", []),
    ],
)
def test_a_typed_table_of_contents(contents: str, not_placed: list[str]) -> None:
    source = f"Thyroid Tests\n\n{contents}An introduction stands here.\n\n{SECTION}{SECTION_TWO}"
    reading = mapper.read(text.parse(source.encode()))
    assert [one.text for one in reading.not_placed] == not_placed
    assert {one.use for one in reading.not_placed} <= {"a table of contents"}
    assert [section.heading for section in reading.sections][-2:] == ["Who Asks", "Why It Helps"]


SECTION_TWO = "Why It Helps\n\nOne tube says a lot, and it does not hurt.\n"


@pytest.mark.parametrize(
    ("rows", "faq"),
    [
        ([("Question", "Answer"), ("Must I fast?", "No."), ("Does it hurt?", "A little.")], 2),
        ([("Must I fast?", "No."), ("Does it hurt?", "A little.")], 2),
        ([("Day", "Dose"), ("Monday", "None")], 0),
    ],
)
def test_questions_in_a_table(rows: list[tuple[str, str]], faq: int) -> None:
    table = "".join(ROW.format(*row) for row in rows)
    reading = read_page(
        f"<h1>Gout</h1><p>It hurts.</p><h2>FAQ</h2><p>Does it pass?</p><p>Yes.</p><table>{table}</table>"
    )
    assert [one["question"] for one in reading["faq"]] == [
        "Does it pass?",
        *[row[0] for row in rows[-2:]][:faq],
    ]


@pytest.mark.parametrize(
    ("rows", "keywords", "beside"),
    [
        (
            [("Keyword", "Search volume"), ("gout", "900"), ("toe pain", "70")],
            ["gout", "toe pain"],
            ["Search volume\t900\n70"],
        ),
        (
            [("Primary keyword", "Secondary keywords"), ("gout", "toe pain, uric acid")],
            ["gout", "toe pain", "uric acid"],
            [],
        ),
    ],
)
def test_keywords_in_the_columns_of_a_table(
    rows: list[tuple[str, str]], keywords: list[str], beside: list[str]
) -> None:
    table = "".join(ROW.format(*row) for row in rows)
    reading = read_page(f"<table>{table}</table><h1>Gout</h1><p>It hurts.</p>")
    assert reading["keywords"] == keywords
    assert [one["text"] for one in reading["not_placed"]] == beside


def test_a_brief_that_says_more_than_it_names() -> None:
    rows = [("Focus keyword", "gout"), ("Slug", "gout"), ("Client", "Harrow Point")]
    table = "".join(ROW.format(*row) for row in rows)
    reading = read_page(f"<table>{table}</table><h1>Gout</h1><p>It hurts.</p>")
    assert (reading["keywords"], reading["introduction"]) == (["gout"], ["It hurts."])
    assert [one["text"] for one in reading["not_placed"]] == ["Slug\tgout", "Client\tHarrow Point"]


def test_a_caption_above_a_table() -> None:
    rows = ROW.format("Age", "Dose") + ROW.format("70", "1")
    body = f"<h1>Gout</h1><h2>Doses</h2><p>Table 1. Doses by age</p><table>{rows}</table>"
    assert read_page(body)["sections"][0]["paragraphs"] == ["Table 1. Doses by age\nAge\tDose\n70\t1"]


def test_a_caption_below_a_picture() -> None:
    picture = "<img src='data:image/png;base64,iVBORw0KGgo=' alt='An ear'>"
    body = f"<h1>Ears</h1><h2>The ear</h2>{picture}<p>Figure 1. The inner ear</p><p>It turns.</p>"
    assert read_page(body)["sections"][0]["paragraphs"] == ["An ear\nFigure 1. The inner ear", "It turns."]


def test_lines_that_say_what_they_are_in_one_paragraph() -> None:
    reading = read_page(
        "<p>Meta title: Gout<br>Keywords: gout, toe<br>By Ann Lee, MD</p><h1>Gout</h1><p>It hurts.</p>"
        "<h2>Sources</h2><p>[1] Gout. CDC.<br>[2] Toes. NIAMS.</p>"
    )
    assert reading["keywords"] == ["gout", "toe"]
    assert [one["text"] for one in reading["not_placed"]] == ["Meta title: Gout", "By Ann Lee, MD"]
    assert [one["title"] for one in reading["citations"]] == ["Gout", "Toes"]


def test_an_article_in_a_mail() -> None:
    greeting = "Subject: the article\n\nHi Dana,\n\nHere it is. I hope that it is not too long.\n\n"
    sources = "Sources\n\nGout – CDC – https://a.example/x\n\n"
    reading = read(f"{greeting}{START}{SECTION}{sources}Thanks,\n\nMarge\n")
    assert (reading["title"], reading["introduction"]) == ("Thyroid Tests", ["An introduction stands here."])
    assert [one["text"] for one in reading["not_placed"]][1:] == [
        "Hi Dana,",
        "Here it is. I hope that it is not too long.",
        "Thanks,",
        "Marge",
    ]
    assert len(reading["citations"]) == 1


def test_ticked_lines_are_a_list() -> None:
    reading = read(
        START + "What to Bring\n\nThese three:\n\n✅ An ID\n✅ A list\n\n[ ] One box alone stays.\n"
    )
    assert reading["sections"][0]["paragraphs"] == [
        "These three:",
        "An ID",
        "A list",
        "[ ] One box alone stays.",
    ]


def test_bold_headings_below_marked_ones() -> None:
    reading = read_page(
        "<h1>Gout</h1><h2>Treatment</h2><p>It has two halves.</p><p><b>The flare</b></p><p>Rest it.</p>"
        "<p><b>The cause</b></p><p>Dissolve it.</p><h2>Food</h2><p>Less beer.</p>"
    )
    found = [
        (one["heading"], [below["heading"] for below in one["subsections"]]) for one in reading["sections"]
    ]
    assert found == [("Treatment", ["The flare", "The cause"]), ("Food", [])]


@pytest.mark.parametrize(
    "line",
    [
        "This page is for information only and does not replace the advice of a doctor.",
        "Our Clinic | 555-0100",
        "Book a consultation",
        "---\n\nThank you for reading to the end of it.",
    ],
)
def test_what_follows_the_last_answer(line: str) -> None:
    reading = read(f"{START}{SECTION}FAQ\n\nQ: Does it hurt?\n\nA: A little.\n\n{line}\n")
    assert reading["faq"] == [{"question": "Does it hurt?", "answer": "A little."}]
    assert [one["text"] for one in reading["not_placed"]] == [line.removeprefix("---\n\n")]


def test_a_list_of_addresses_at_the_end_is_the_sources() -> None:
    sources = "Where This Comes From\n\n- Gout, CDC, https://a.example/x\n- Toes https://a.example/y\n"
    assert [one["title"] for one in read(START + SECTION + sources)["citations"]] == ["Gout", "Toes"]
    reading = read(START + sources.replace("Where This Comes From", "Help Near You") + "\n" + SECTION)
    assert reading["citations"] == []


def test_addresses_at_the_end_are_the_sources() -> None:
    sources = "Resources\n\nhttps://a.example/x\n\nhttps://a.example/y\n\n"
    reading = read(START + SECTION + sources + "Call us at 503-555-0100 today!\n")
    assert [one["url"] for one in reading["citations"]] == ["https://a.example/x", "https://a.example/y"]


def test_numbered_headings_of_all_parts() -> None:
    parts = "1. The cause\n\nCrystals settle.\n\n2. Key Takeaways\n\n- Rest it.\n\n"
    reading = read(f"{START}{parts}3. References\n\n- Gout – CDC\n  https://a.example/x\n")
    assert [one["heading"] for one in reading["sections"]] == ["1. The cause"]
    assert [one["claim"] for one in reading["takeaways"]] == ["Rest it."]
    assert [one["title"] for one in reading["citations"]] == ["Gout"]


def test_takeaways_that_are_a_list_and_a_section_about_one() -> None:
    section = "The Takeaway for Runners\n\nYou may run again. It takes a while.\n\n"
    reading = read(f"{START}{SECTION}{section}Key Takeaways\n\n- Ask early.\n- Ask often.\n")
    assert reading["sections"][-1]["heading"] == "The Takeaway for Runners"
    assert reading["sections"][-1]["paragraphs"] == ["You may run again. It takes a while."]
    assert [one["claim"] for one in reading["takeaways"]] == ["Ask early.", "Ask often."]


@pytest.mark.parametrize("heading", ["Summary", "To Sum Up"])
def test_a_summary_at_the_end(heading: str) -> None:
    reading = read(START + ANSWER + SECTION + f"{heading}\n\n- Ask early.\n- Ask often.\n")
    assert [one["claim"] for one in reading["takeaways"]] == ["Ask early.", "Ask often."]


def test_a_keyword_on_each_line() -> None:
    reading = read(f"Keywords\n\ngout diet\n\ntoe pain at night\n\n{START}{SECTION}")
    assert reading["keywords"] == ["gout diet", "toe pain at night"]
    assert reading["title"] == "Thyroid Tests"


def test_a_list_of_who_wrote_it_and_when() -> None:
    reading = read_page("<h1>Gout</h1><ul><li>Lea Brandt<li>Jan 5<li>3 min read</ul><p>It hurts.</p>")
    assert reading["introduction"] == ["It hurts."]
    assert [one["text"] for one in reading["not_placed"]] == ["Lea Brandt", "Jan 5", "3 min read"]


def test_what_the_head_of_a_page_says() -> None:
    head = "<title>Gout | Clinic</title><meta name='description' content='What helps.'>"
    reading = mapper.read(html.parse(f"{head}<h1>Gout</h1><p>It hurts.</p>".encode()))
    assert reading.search_description == "What helps."
    assert [one.text for one in reading.not_placed] == [
        "SEO title: Gout | Clinic",
        "Meta description: What helps.",
    ]


def test_what_stands_around_an_article_on_its_page() -> None:
    body = f"{START}{SECTION}## Share this:\n\nFacebook\n\n## Why It Helps\n\nOne tube says a lot.\n"
    reading = read(body.replace("Who Asks", "## Who Asks"))
    assert [one["heading"] for one in reading["sections"]] == ["Who Asks", "Why It Helps"]
    assert [one["text"] for one in reading["not_placed"]] == ["Share this:", "Facebook"]


@pytest.mark.parametrize(
    ("subtitle", "sections"),
    [
        ("One decision, made once and for all", ["The lens", "The cost"]),
        ("All about lenses", ["All about lenses"]),
    ],
)
def test_a_subtitle_marked_as_a_heading(subtitle: str, sections: list[str]) -> None:
    body = "<h3>The lens</h3><p>It is clear.</p><h3>The cost</h3><p>It is fixed.</p>"
    reading = read_page(f"<h1>Lenses</h1><h2>{subtitle}</h2>{body}")
    assert [one["heading"] for one in reading["sections"]] == sections


def test_a_caption_below_the_table_of_a_figure() -> None:
    table = f"<table>{ROW.format('Age', 'Dose')}{ROW.format('70', '1')}</table>"
    body = f"<h1>Gout</h1><h2>Doses</h2><figure>{table}<figcaption>By age</figcaption></figure>"
    assert read_page(body)["sections"][0]["paragraphs"] == ["By age\nAge\tDose\n70\t1"]


@pytest.mark.parametrize(("one", "two"), [("• ", "• "), ("1. ", "2. "), ("[1] ", "[2] ")])
def test_a_list_in_one_paragraph(one: str, two: str) -> None:
    body = f"<h1>Gout</h1><h2>Key takeaways</h2><p>{one}Rest helps. Ice, too.<br>{two}Beer does not.</p>"
    assert [point["claim"] for point in read_page(body)["takeaways"]] == ["Rest helps.", "Beer does not."]


def test_bold_questions_below_plain_headings() -> None:
    faq = "FAQ\n\n**Does it hurt?**\n\nA little.\n\n**Must I fast?**\n\nNo.\n"
    reading = read(START + ANSWER + SECTION + faq)
    assert [one["heading"] for one in reading["sections"]] == ["Who Asks"]
    assert [one["question"] for one in reading["faq"]] == ["Does it hurt?", "Must I fast?"]


def test_an_introduction_below_bold_claims() -> None:
    points = "Key Takeaways\n\n**Ask early.** It is one tube.\n\n**Eat first.** You may.\n\n"
    reading = read(f"Thyroid Tests\n\n{points}An introduction stands here.\n\n{SECTION}")
    assert [one["claim"] for one in reading["takeaways"]] == ["Ask early.", "Eat first."]
    assert reading["introduction"] == ["An introduction stands here."]


def test_letters_before_question_and_answer() -> None:
    reading = read(START + SECTION + "FAQ\n\nQ. Does it hurt?\nA. A little.\n\nQ. Must I fast?\nA. No.\n")
    assert [one["answer"] for one in reading["faq"]] == ["A little.", "No."]


@pytest.mark.parametrize(
    ("heading", "first", "asked"),
    [
        ("Got Questions?", "Does it hurt?", 2),
        ("Got Questions?", "A word first", 0),
        ("The Procedure", "Does it hurt?", 0),
    ],
)
def test_headings_that_are_all_questions(heading: str, first: str, asked: int) -> None:
    body = f"<h1>Gout</h1><h2>{heading}</h2><h3>{first}</h3><p>A little.</p><h3>Must I fast?</h3><p>No.</p>"
    assert len(read_page(body)["faq"]) == asked


def test_a_subtitle_above_headings_in_capitals() -> None:
    above = "Gout\n\nA guide for families\n\nIt hurts.\n\n"
    reading = read(f"{above}CAUSES\n\nCrystals settle.\n\nTREATMENT\n\nRest the joint.\n")
    assert reading["introduction"] == ["A guide for families", "It hurts."]
    assert [one["heading"] for one in reading["sections"]] == ["CAUSES", "TREATMENT"]
