"""The recognition rules, each with a table of examples."""

from dataclasses import replace
from datetime import date

import pytest

from importer.nodes import Run, plain
from importer.rules import citations, faq, forms, headings, keywords, labels, levels, prose, takeaways, words
from importer.rules.headings import Opens
from importer.rules.levels import Outlined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TMS, depression treatment, magnetic stimulation, TMS clinic Harrow Point", True),
        ("adhd test; adhd adults; adhd diagnosis cost; focus problems at work", True),
        ("ketamine | esketamine | nasal spray | copay", True),
        ("Ketamine, TMS, and Talking Therapy: Which Is Right for You?", False),
        ("Sleep, food, light, and movement all matter.", False),
        ("You sleep badly, you eat badly, you stop calling friends, and then you wonder why", False),
        ("One, two, three", False),
        ("A guide to lithium", False),
    ],
)
def test_keyword_line(text: str, expected: bool) -> None:
    assert keywords.is_keyword_line(text) is expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Keywords: a, b", "Keywords: "),
        ("SEO Keywords – a, b", "SEO Keywords – "),
        ("Key words: a", "Key words: "),
        ("Tags: a", "Tags: "),
        ("Secondary keywords - a, b", "Secondary keywords - "),
        ("Long-tail keywords: how to sleep, when to sleep", "Long-tail keywords: "),
        ("LSI keywords: a", "LSI keywords: "),
        ("Other local keywords (optional): a", "Other local keywords (optional): "),
        ("Primary keyphrase = a", "Primary keyphrase = "),
        ("Focus keyword: therapist near St. Louis", "Focus keyword: "),
        ("Keyword cluster: a, b", "Keyword cluster: "),
        ("Keywords to target: a", "Keywords to target: "),
        ("Keywords:", ""),
        ("Keywords matter for search.", ""),
        ("Keyword-rich text is dull.", ""),
        ("A word on keywords: They help. Use few of them, and never more than two in a sentence.", ""),
    ],
)
def test_keyword_label(text: str, label: str) -> None:
    assert keywords.keyword_label(text) == label


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Keywords", "a, b", True),
        ("Focus keyword:", "sleep in winter", True),
        ("Keywords:", "Sleeping Well in Winter", False),
        ("Focus keyword", "Winter is long. Sleep suffers, and so do we.", False),
    ],
)
def test_keywords_below_a_heading(heading: str, text: str, expected: bool) -> None:
    assert keywords.may_stand_below(heading, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a, b ,c", ["a", "b", "c"]),
        ("a; b\nc.", ["a", "b", "c"]),
        ("a / b • c", ["a", "b", "c"]),
        ("him/her", ["him/her"]),
        ("one phrase", ["one phrase"]),
        ("", []),
    ],
)
def test_split_keywords(text: str, expected: list[str]) -> None:
    assert keywords.split_keywords(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Esketamine: A Guide for Families", True),
        ("Is It Burnout or Depression?", True),
        ("a guide to lithium", True),
        ("What to ask before you start.", True),
        ("Nobody tells you how long the first week is. It is very long, and it helps to know that.", False),
        ("https://example.org/article", False),
        ("word " * 30, False),
    ],
)
def test_title(text: str, expected: bool) -> None:
    assert headings.looks_like_title(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quick Answer", Opens.QUICK_ANSWER),
        ("The Short Answer:", Opens.QUICK_ANSWER),
        ("TL;DR", Opens.QUICK_ANSWER),
        ("tldr", Opens.QUICK_ANSWER),
        ("At a glance", Opens.QUICK_ANSWER),
        ("IN SHORT", Opens.QUICK_ANSWER),
        ("Quick Summary", Opens.QUICK_ANSWER),
        ("Summary", Opens.QUICK_ANSWER),
        ("At-a-glance", Opens.QUICK_ANSWER),
        ("⚡ Quick Answer", Opens.QUICK_ANSWER),
        ("Bottom Line Up Front", Opens.QUICK_ANSWER),
        ("TL;DR (Quick Answer)", Opens.QUICK_ANSWER),
        ("Fast facts", Opens.QUICK_ANSWER),
        ("Psoriasis at a glance", None),
        ("Introduction", Opens.INTRODUCTION),
        ("FAQ", Opens.FAQ),
        ("FAQs About Esketamine", Opens.FAQ),
        ("FAQ: Nerve Blocks", Opens.FAQ),
        ("Frequently Asked Questions", Opens.FAQ),
        ("Frequently asked questions (FAQ)", Opens.FAQ),
        ("Common Questions", Opens.FAQ),
        ("Questions & Answers", Opens.FAQ),
        ("Good questions", Opens.FAQ),
        ("Your Questions, Answered", Opens.FAQ),
        ("Questions parents often ask us", Opens.FAQ),
        ("Questions we are often asked", Opens.FAQ),
        ("Questions I get asked a lot", Opens.FAQ),
        ("What patients ask", Opens.FAQ),
        ("Parents also ask", Opens.FAQ),
        ("Questions to ask your surgeon", None),
        ("What to ask your surgeon", None),
        ("Key Takeaways", Opens.TAKEAWAYS),
        ("KEY TAKE-AWAYS:", Opens.TAKEAWAYS),
        ("Clinical takeaways", Opens.TAKEAWAYS),
        ("Strategic Takeaways for Employers", Opens.TAKEAWAYS),
        ("Main points", Opens.TAKEAWAYS),
        ("What to remember", Opens.TAKEAWAYS),
        ("✅ Key insights", Opens.TAKEAWAYS),
        ("Take-home messages", Opens.TAKEAWAYS),
        ("In summary: take-home points", Opens.TAKEAWAYS),
        ("In summary: a long winter", None),
        ("Citations", Opens.CITATIONS),
        ("7. References", Opens.CITATIONS),
        ("**Sources**", Opens.CITATIONS),
        ("Further reading", Opens.CITATIONS),
        ("References and Further Reading", Opens.CITATIONS),
        ("Works cited", Opens.CITATIONS),
        ("📚 Literature", Opens.CITATIONS),
        ("Suggested reading", Opens.CITATIONS),
        ("Reference list (APA)", Opens.CITATIONS),
        ("Other Articles", Opens.OTHER_ARTICLES),
        ("You might also like", Opens.OTHER_ARTICLES),
        ("More from our blog", Opens.OTHER_ARTICLES),
        ("Appointment Request Form", Opens.FORM),
        ("Contact us form", Opens.FORM),
        ("Request an appointment", Opens.FORM),
        ("Keywords", Opens.KEYWORDS),
        ("Long-tail keywords (new):", Opens.KEYWORDS),
        ("The Bottom Line", Opens.BOTTOM_LINE),
        ("Bottom line:", Opens.BOTTOM_LINE),
        ("The bottom line of a budget", None),
        ("What Is Ketamine?", None),
        ("Sources of support", None),
        ("Key people", None),
        ("How to form a habit", None),
        (
            "A summary of a very long heading that happens to mention sources, references and questions too",
            None,
        ),
        ("", None),
    ],
)
def test_what_a_heading_opens(text: str, expected: Opens | None) -> None:
    assert headings.opens(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Side Effects", True),
        ("SIDE EFFECTS", True),
        ("Side effects in the first week", True),
        ("What happens next?", True),
        ("1. What happens next?", True),
        ("Before you start:", True),
        ("TMS vs. Medication", True),
        ("Ready? Here is how to begin", True),
        ("This is a short sentence.", False),
        ("it goes on from the line above", False),
        ("Tired? You are not alone. We can help", False),
        ("Note: bring your card", False),
        ("Call (503) 555-0100", False),
        ("Write to office@clinic.example", False),
        ("Read https://example.org/a", False),
        ("And then it stops...", False),
        ("| Food | Purines |", False),
        ("Cherries\tlow", False),
        ("Table 1: Doses by age", False),
        ("Photo: the river in May", False),
        ("Table manners", True),
        ("—", False),
        ("12", True),
        ("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", False),
    ],
)
def test_heading(text: str, expected: bool) -> None:
    assert headings.looks_like_heading(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bring these with you:", True),
        ("Common side effects include:", True),
        ("Side Effects:", False),
        ("SIDE EFFECTS:", False),
        ("Side effects", False),
    ],
)
def test_line_above_a_list(text: str, expected: bool) -> None:
    assert headings.leads_into_a_list(text) is expected


LONG = "What to Expect From Your First Visit"
OTHER_LONG = "How We Choose a Dose Together With You"


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        # all short, all long
        ([("Timing", 1), ("Cost", 1), ("Side effects", 1)], [2, 2, 2]),
        ([(LONG, 1), (OTHER_LONG, 1), ("Who Should Not Have This Treatment", 2)], [2, 2, 2]),
        # short ones below long ones
        ([(LONG, 1), ("Sound", 1), ("Sleep", 2), (OTHER_LONG, 1)], [2, 3, 3, 2]),
        (
            [(LONG, 1), ("Sound", 1), ("Sleep", 1), (OTHER_LONG, 1), ("Age", 1), ("Weight", 1)],
            [2, 3, 3, 2, 3, 3],
        ),
        # a single short one, and a long one with a lot of text of its own
        ([(LONG, 1), ("Cost", 1), (OTHER_LONG, 1)], [2, 2, 2]),
        # a heading without any text, short or long, has what follows below it
        ([(LONG, 0), ("Sound", 1), (OTHER_LONG, 1)], [2, 3, 2]),
        ([("Before it", 1), ("Treatment", 0), ("Therapy", 1), ("Medicine", 1)], [2, 2, 3, 3]),
        ([("During the visit", 0), ("Therapy", 1), ("After the visit", 1)], [2, 3, 2]),
        ([("What works", 0), ("Rest", 1), ("Ice", 1), ("What doesn't", 1), ("Costs", 1)], [2, 3, 3, 2, 2]),
        ([(LONG, 1), ("What works", 0), ("Rest", 1), ("Ice", 1)], [2, 2, 3, 3]),
        ([(LONG, 5), ("Sound", 1), ("Sleep", 1), (OTHER_LONG, 1)], [2, 2, 2, 2]),
        # sections of uneven length
        ([(LONG, 1), ("Benefits", 1), ("Side effects", 1), ("Cost", 1)], [2, 2, 2, 2]),
        (
            [(LONG, 1), ("Sound", 1), ("Sleep", 1), (OTHER_LONG, 2), ("Recovery", 1), ("Costs", 1)],
            [2, 3, 3, 2, 2, 2],
        ),
        # short questions, and the words that close an article, are sections
        ([(LONG, 1), ("Why me?", 1), ("Why now?", 1), (OTHER_LONG, 1)], [2, 2, 2, 2]),
        ([(LONG, 1), ("Age", 1), ("Weight", 1), ("Conclusion", 1), (OTHER_LONG, 1)], [2, 3, 3, 2, 2]),
        # capitals, numbers and colons
        ([("THE VISIT", 1), ("Before", 1), ("After", 1), ("THE COST", 1), ("Copay", 1)], [2, 3, 3, 2, 3]),
        ([("1. The visit", 1), ("Before", 1), ("2. The cost", 1), ("Conclusion", 1)], [2, 3, 2, 2]),
        ([("1. The visit", 1), ("1.1 Before", 1), ("1.2 After", 1), ("2. The cost", 1)], [2, 3, 3, 2]),
        ([("The visit", 1), ("Before:", 1), ("After:", 1), ("The cost", 1)], [2, 3, 3, 2]),
        ([("The visit:", 1), ("Before", 1), ("After", 1), ("The cost:", 1)], [2, 3, 3, 2]),
        ([("1. The visit", 1), ("2. The cost", 1), ("Our promise", 1)], [2, 2, 2]),
        # rows of statements below questions, and of sentence case below title case
        ([("What can it do?", 1), ("In the home", 1), ("Out at work", 1), ("Is it safe?", 1)], [2, 3, 3, 2]),
        ([("What can it do?", 1), ("How it feels", 1), ("Is it safe?", 1), ("Cost", 1)], [2, 2, 2, 2]),
        ([("What can it do?", 3), ("In the home", 1), ("Out at work", 1), ("Is it safe?", 1)], [2, 2, 2, 2]),
        (
            [("What can it do?", 1), ("How to Choose a Clinic", 1), ("Age", 1), ("Is it safe?", 1)],
            [2, 2, 2, 2],
        ),
        ([("Your First Visit", 1), ("Movement screen", 1), ("Home goals", 2), ("The Cost", 1)], [2, 3, 3, 2]),
        ([("Your First Visit", 1), ("Home goals", 2), ("The Cost", 1), ("The Results", 1)], [2, 2, 2, 2]),
        # counted headings, unless that is how the sections are worded
        ([("When Will I Walk?", 3), ("Week One", 1), ("Weeks Two to Six", 1), (LONG, 1)], [2, 3, 3, 2]),
        ([("Step 1: Test", 1), ("Step 2: Treat", 1), ("Costs", 1)], [2, 2, 2]),
        ([(LONG, 1), ("Step 1: Test", 1), ("Step 2: Treat", 1), ("Step 3: Rest", 1), ("Costs", 1)], [2] * 5),
        # one in -ing among others, with others below it
        (
            [(LONG, 1), ("Age", 1), ("Weight", 1), ("Preparing Your Home", 1), ("Stairs", 1), ("Rugs", 1)],
            [2, 3, 3, 2, 3, 3],
        ),
        ([(LONG, 1), ("Eating Well Again", 1), ("Sleeping Well Again", 1), ("Moving", 1)], [2, 2, 2, 2]),
        ([("Choosing a Test", 1), ("Blood Test", 1), ("Stool Test", 1), (LONG, 1)], [2, 3, 3, 2]),
        # a short one that announces several things, or asks behind a section
        ([("Types of Test", 1), ("Blood", 1), ("Stool", 1), (LONG, 1)], [2, 3, 3, 2]),
        ([("Treatment Options", 1), ("Prevention", 1), ("Outlook", 1), (LONG, 1)], [2, 2, 2, 2]),
        (
            [(LONG, 2), ("What to Bring", 1), ("Papers", 1), ("Shoes", 1), ("Water", 1), (OTHER_LONG, 1)],
            [2, 2, 3, 3, 3, 2],
        ),
        (
            [(OTHER_LONG, 1), ("What to Bring", 1), ("Papers", 1), ("Shoes", 1), ("Water", 1), (LONG, 1)],
            [2, 3, 3, 3, 3, 2],
        ),
        (
            [(LONG, 2), ("Treatment", 1), ("Early Disease", 1), ("Late Disease", 1), (OTHER_LONG, 1)],
            [2, 2, 3, 3, 2],
        ),
        (
            [(LONG, 1), ("Treatment", 1), ("Early Disease", 1), ("Late Disease", 1), (OTHER_LONG, 1)],
            [2, 3, 3, 3, 2],
        ),
        # the last of a row that has more words and more text than all others
        ([(LONG, 1), ("Rest", 1), ("Ice", 1), ("Medicines and Braces", 2), (OTHER_LONG, 1)], [2, 3, 3, 2, 2]),
        ([(LONG, 1), ("Rest", 1), ("Ice", 1), ("Medicines and Braces", 1), (OTHER_LONG, 1)], [2, 3, 3, 3, 2]),
        ([], []),
    ],
)
def test_levels_without_marks(outline: list[tuple[str, int]], expected: list[int]) -> None:
    assert levels.from_wording([Outlined(*one) for one in outline]) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ([2, 3, 3, 2], [2, 3, 3, 2]),
        ([1, 2, 1], [2, 3, 2]),
        ([2, 4, 2], [2, 3, 2]),
        ([3, 2, 3], [2, 2, 3]),
        ([2, 3, 4, 5], [2, 3, 4, 4]),
        ([None, None], [2, 2]),
        ([2, 3, None], [2, 3, 2]),
    ],
)
def test_levels_from_marks(marked: list[int | None], expected: list[int]) -> None:
    assert levels.from_marks(marked) == expected


@pytest.mark.parametrize(
    ("marked", "below", "expected"),
    [
        ([2, None, None, 2], {1, 2}, [2, 3, 3, 2]),
        ([2, 3, None], {2}, [2, 3, 4]),
        ([None, 2], {0}, [2, 2]),
        ([2, None, None], {1}, [2, 3, 2]),
    ],
)
def test_headings_without_a_level_below_others(
    marked: list[int | None], below: set[int], expected: list[int]
) -> None:
    assert levels.from_marks(marked, below) == expected


@pytest.mark.parametrize(
    ("outline", "marked", "expected"),
    [
        ([(LONG, 1), ("Sound", 1), ("Sleep", 1), (OTHER_LONG, 1)], [2, None, None, 2], {1, 2}),
        ([(LONG, 1), ("Sound", 1), ("Sleep", 1)], [2, None, None], {1, 2}),
        ([(LONG, 1), ("Sound", 1), (OTHER_LONG, 1)], [2, None, 2], set()),
        ([(LONG, 5), ("Sound", 1), ("Sleep", 1)], [2, None, None], set()),
        ([(LONG, 1), (OTHER_LONG, 1)], [2, None], set()),
        ([("Sound", 1), ("Sleep", 1), (LONG, 1)], [None, None, 2], set()),
    ],
)
def test_short_headings_below_a_marked_one(
    outline: list[tuple[str, int]], marked: list[int | None], expected: set[int]
) -> None:
    assert levels.short_below([Outlined(*one) for one in outline], marked) == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Is it safe?", "Is it safe?"),
        ("Q: Is it safe?", "Q: Is it safe?"),
        ("Q1. How long it takes", "Q1. How long it takes"),
        ("Is it safe?\nYes.", "Is it safe?"),
        ("Is it safe? Yes, it is.", "Is it safe?"),
        ("“Is it safe?”", "“Is it safe?”"),
        ("1. Is it safe? Yes.", "1. Is it safe?"),
        ("It is safe.", ""),
        ("It is safe. Are you?", ""),
    ],
)
def test_question(text: str, question: str) -> None:
    assert text[: faq.question_end(text)] == question


@pytest.mark.parametrize(
    ("text", "claim", "detail"),
    [
        ("Claim stands.\nDetail follows.", "Claim stands.", "Detail follows."),
        ("Claim stands. Detail follows. And more.", "Claim stands.", "Detail follows. And more."),
        ("The visit is short: Plan for two hours.", "The visit is short", "Plan for two hours."),
        ("The visit is short – Plan for two hours.", "The visit is short", "Plan for two hours."),
        ("Only a claim.", "Only a claim.", ""),
        ("Only a claim", "Only a claim", ""),
        ("Relief is fast — often within a day.", "Relief is fast — often within a day.", ""),
        ("Ratio 2:1 holds.", "Ratio 2:1 holds.", ""),
        ("Dr. Lee and the U.S. Army agree. They do.", "Dr. Lee and the U.S. Army agree.", "They do."),
        ("It took 2.5 hours vs. 3 before. Good.", "It took 2.5 hours vs. 3 before.", "Good."),
        ("Is it safe? Yes.", "Is it safe?", "Yes."),
        ("He said “stop.” They did.", "He said “stop.”", "They did."),
    ],
)
def test_takeaway(text: str, claim: str, detail: str) -> None:
    end, start = takeaways.claim_end(plain(text))
    assert (text[:end].strip(), text[start:].strip()) == (claim, detail)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask first – it is cheaper.", True),
        ("Well-known pain — it passes.", True),
        ("One sentence. Another – of two.", False),
        ("No dash at all", False),
        ("Most people who have it for years wait much too long – they hope.", False),
    ],
)
def test_a_dash_between_claim_and_detail(text: str, expected: bool) -> None:
    assert takeaways.is_dashed(plain(text)) is expected


def test_takeaways_that_all_have_a_dash() -> None:
    assert takeaways.claim_end(plain("Ask first – it is cheaper."), is_dashed=True) == (9, 12)
    assert takeaways.claim_end(plain("Ask first. It is cheaper."), is_dashed=True) == (10, 10)


def test_takeaway_with_a_bold_claim() -> None:
    runs = (Run("Bold. And "), Run("more", bold=True))
    assert takeaways.claim_end(runs) == (5, 5)  # bold at the end only does not count
    runs = (Run("A bold claim. Still bold. ", bold=True), Run("Plain detail."))
    assert takeaways.claim_end(runs) == (26, 26)
    for separator in " – ", ": ", " - ":
        runs = (Run("Rest", bold=True), Run(f"{separator}most of it passes."))
        assert takeaways.claim_end(runs) == (4, 4 + len(separator))
    assert takeaways.claim_end((Run("Less", bold=True), Run(" -5% or so."))) == (4, 4)
    assert takeaways.claim_end((Run("Rest:", bold=True), Run(" most of it passes."))) == (4, 6)


@pytest.mark.parametrize(
    ("text", "title", "publisher", "url", "rest"),
    [
        ("A study – NIMH\nhttps://a.example/x", "A study", "NIMH", "https://a.example/x", ""),
        ("A study — NIMH https://a.example/x", "A study", "NIMH", "https://a.example/x", ""),
        ("A study - NIMH: https://a.example/x", "A study", "NIMH", "https://a.example/x", ""),
        ("A study | NIMH (https://a.example/x)", "A study", "NIMH", "https://a.example/x", ""),
        ("Depression - causes - Mayo Clinic", "Depression - causes", "Mayo Clinic", None, ""),
        ("One-day post-visit check", "One-day post-visit check", None, None, ""),
        ("Esketamine – an overview", "Esketamine – an overview", None, None, ""),
        ("CDC - Adults with ADHD", "Adults with ADHD", "CDC", None, ""),
        ("Mayo Clinic – Depression that stays.", "Mayo Clinic – Depression that stays", None, None, ""),
        ("A study. – NIMH", "A study", "NIMH", None, ""),
        ("Gout – MedlinePlus. https://a.example/x", "Gout", "MedlinePlus", "https://a.example/x", ""),
        ("A study | Journal of the Skin.", "A study", "Journal of the Skin", None, ""),
        ("A page – example.org", "A page", "example.org", None, ""),
        ("A study | NIMH | https://a.example/x", "A study", "NIMH", "https://a.example/x", ""),
        ("Gout. MedlinePlus. https://a.example/x", "Gout", "MedlinePlus", "https://a.example/x", ""),
        ("Gout, NIAMS, https://a.example/x", "Gout", "NIAMS", "https://a.example/x", ""),
        (
            "Care at home - part 1, WebMD: https://a.example/x",
            "Care at home - part 1",
            "WebMD",
            "https://a.example/x",
            "",
        ),
        ("Is it gout? National Institute on Aging.", "Is it gout?", "National Institute on Aging", None, ""),
        (
            "Sleep. National Heart, Lung, and Blood Institute",
            "Sleep",
            "National Heart, Lung, and Blood Institute",
            None,
            "",
        ),
        (
            "COPD. OrthoInfo, American Lung Association.",
            "COPD",
            "OrthoInfo, American Lung Association",
            None,
            "",
        ),
        ("World Health Organization. Gout.", "World Health Organization. Gout", None, None, ""),
        ("Lee A, Diaz C. Gout. Journal of Joints.", "Lee A, Diaz C. Gout. Journal of Joints", None, None, ""),
        ("Lee A. Gout. JAMA. 2019;76(9):1-2.", "Lee A. Gout. JAMA. 2019;76(9):1-2", None, None, ""),
        ("Anxiety, Depression, and ADHD", "Anxiety, Depression, and ADHD", None, None, ""),
        ("Gout. A guide for the family.", "Gout. A guide for the family", None, None, ""),
        ("A study. Available at: https://a.example/x.", "A study", None, "https://a.example/x", ""),
        (
            "Lee A. A study. doi: 10.1000/xyz(1).",
            "Lee A. A study",
            None,
            "https://doi.org/10.1000/xyz(1)",
            "",
        ),
        ("A study. PMID: 1234567", "A study", None, "https://pubmed.ncbi.nlm.nih.gov/1234567/", ""),
        ("https://a.example/x", "", None, "https://a.example/x", ""),
        ("www.a.example/x", "", None, "https://www.a.example/x", ""),
        ("<https://a.example/x_(y)>", "", None, "https://a.example/x_(y)", ""),
        ("https://a.example/x – A study", "A study", None, "https://a.example/x", ""),
        (
            "A study https://a.example/x Accessed May 1.",
            "A study",
            None,
            "https://a.example/x",
            "Accessed May 1.",
        ),
    ],
)
def test_reference(text: str, title: str, publisher: str | None, url: str | None, rest: str) -> None:
    found = citations.read_reference(text)
    assert (found.title, found.publisher, found.url, found.rest) == (title, publisher, url, rest)


@pytest.mark.parametrize(
    ("text", "kept", "day"),
    [
        ("A study. Accessed March 3, 2026.", "A study", date(2026, 3, 3)),
        ("A study, accessed on 3 Mar. 2026", "A study", date(2026, 3, 3)),
        ("A study (Last accessed: 2026-03-03)", "A study", date(2026, 3, 3)),
        ("Retrieved September 1st 2025", "", date(2025, 9, 1)),
        ("A study. Viewed 2026 Mar 3.", "A study", date(2026, 3, 3)),
        ("A study. Accessed February 30, 2026.", "A study. Accessed February 30, 2026.", None),
        ("Lee A, et al. Accessed March 3, 2026.", "Lee A, et al.", date(2026, 3, 3)),
        ("A study. Accessed May 1.", "A study. Accessed May 1.", None),
        ("How care is accessed. March 3, 2026", "How care is accessed. March 3, 2026", None),
    ],
)
def test_when_a_source_was_read(text: str, kept: str, day: date | None) -> None:
    found = citations.split_accessed(text)
    assert (found[0], found[2]) == (kept, day)
    assert found[0] + found[3] + found[1] == text


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Gout. CDC. Accessed March 3, 2026. https://a.example/x", "Gout", ""),
        ("Gout. Retrieved March 3, 2026, from https://a.example/x", "Gout", ""),
        ("Gout https://a.example/x. Accessed March 3, 2026.", "Gout", ""),
        ("Gout https://a.example/x. In Spanish. Accessed March 3, 2026.", "Gout", "In Spanish"),
        ("Gout – a leaflet. Accessed March 3, 2026.", "Gout – a leaflet", ""),
    ],
)
def test_reference_that_says_when_it_was_read(text: str, title: str, rest: str) -> None:
    found = citations.read_reference(text)
    assert (found.title, found.rest, found.accessed) == (title, rest, date(2026, 3, 3))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A: Yes.", "A: "),
        ("A1. Yes.", "A1. "),
        ("Answer 2: yes.", "Answer 2: "),
        ("Answer. Yes.", "Answer. "),
        ("A1C. It is a test.", ""),
        ("A. Lee says yes.", ""),
        ("A 5.5 is high.", ""),
    ],
)
def test_answer(text: str, label: str) -> None:
    assert labels.label(labels.ANSWER, text) == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("© 2026 The Clinic. All rights reserved.", True),
        ("Copyright © The Clinic", True),
        ("Copyright 2026 The Clinic", True),
        ("(c) 2026 The Clinic", True),
        ("All rights reserved.", True),
        ("Copyright law is old.", False),
        ("See © below", False),
    ],
)
def test_copyright(text: str, expected: bool) -> None:
    assert labels.is_copyright(text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("J Mood. 2019;178564.", "J Mood. 2019;178564"),
        ("Vitamin D.", "Vitamin D"),
        ("Lee A, Kim B, et al.", "Lee A, Kim B, et al."),
        ("Care in the U.S.", "Care in the U.S."),
        ("Is it safe?", "Is it safe?"),
        ("And then...", "And then..."),
        (".", "."),
        ("", ""),
    ],
)
def test_final_stop_of_a_reference(title: str, expected: str) -> None:
    kept, stop = citations.split_final_stop(title)
    assert kept == expected
    assert kept + stop == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/x", True),
        ("URL: https://a.example/x", True),
        ("doi:10.1000/x", True),
        ("Available at www.a.example/x.", True),
        ("A study https://a.example/x", False),
        ("A study", False),
    ],
)
def test_address_alone(text: str, expected: bool) -> None:
    assert citations.is_address(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee A, et al. A study. J Mood. 2021;3:4.", True),
        ("A study – NIMH", True),
        ("A study without a year", True),
        ("This page does not replace medical advice.", False),
    ],
)
def test_reference_among_other_lines(text: str, expected: bool) -> None:
    assert citations.looks_like_reference(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ann Lee, MD", True),
        ("Medically reviewed by Ann Lee, MD", True),
        ("Author: Ann Lee", True),
        ("Last updated: March 4, 2024", True),
        ("March 4, 2024", True),
        ("6 min read", True),
        ("Meta description: All about it.", True),
        ("Dr Ann Lee, general practitioner", True),
        ("Ann Lee, PMHNP", True),
        ("Home > Blog > Sleep", True),
        ("Share this article", True),
        ("By the time you arrive, the room is ready for you.", True),  # only where a byline may stand
        ("Author unknown", False),
        ("Dates to remember", False),
    ],
)
def test_byline(text: str, expected: bool) -> None:
    assert labels.is_byline(text) is expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Meta description: All about it.", "Meta description: "),
        ("SEO title – Sleep | Clinic", "SEO title – "),
        ("Slug: sleep", "Slug: "),
        ("URL slug - sleep", "URL slug - "),
        ("Meta Title (60 characters): Sleep", "Meta Title (60 characters): "),
        ("Word count: 1,200", "Word count: "),
        ("Meta description", "Meta description"),
        ("Slugs and snails", ""),
        ("Title: Sleep", ""),
        ("Description of the visit", ""),
    ],
)
def test_detail(text: str, label: str) -> None:
    assert labels.detail(text) == label
    assert labels.is_detail_alone(text) is (label == text)


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Meta-description: ", True), ("SEO description (155): ", True), ("SEO title: ", False), ("", False)],
)
def test_description(label: str, expected: bool) -> None:
    assert labels.is_description(label) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name", 1),
        ("First Name *", 1),
        ("* Email Address:", 1),
        ("Phone number (optional)", 1),
        ("Preferred date and time: ______", 1),
        ("Name: ____ Phone: ____ Email: ____", 3),
        ("How can we help you?", 1),
        ("Submit", 1),
        ("Message us today", 0),
        ("Name the three that matter most.", 0),
        ("Phone calls", 0),
        ("", 0),
    ],
)
def test_form_fields(text: str, expected: int) -> None:
    assert forms.count_fields(text) == expected


@pytest.mark.parametrize(
    ("text", "is_contact", "is_marked"),
    [("Name", True, False), ("City:", False, True), ("Age", False, False), ("Email *", True, True)],
)
def test_what_gives_a_form_away(text: str, is_contact: bool, is_marked: bool) -> None:
    assert (forms.is_contact_field(text), forms.is_marked_field(text)) == (is_contact, is_marked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Book now! Call (503) 555-0100.", True),
        ("Call 503-555-0100 to book.", True),
        ("Ready to sleep again? Schedule your visit today.", True),
        ("Contact us today", True),
        ("Please request an appointment online.", True),
        ("Call us before you restart.", False),
        ("Call 911 now.", False),
        ("Call your doctor today.", False),
        ("Schedule the blood test six weeks later.", False),
        ("Text messages help. Try one today!", False),
        ("Sleep now!", False),
    ],
)
def test_call_to_action(text: str, expected: bool) -> None:
    assert forms.is_call_to_action(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Note: We are closed on Fridays.", True),
        ("PLEASE NOTE: This is a request only.", True),
        ("Please note – no walk-ins.", True),
        ("By submitting this form you agree to be called.", True),
        ("Noteworthy results", False),
        ("Note the time.", False),
    ],
)
def test_form_note(text: str, expected: bool) -> None:
    assert labels.is_form_note(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sleep is the first thing that goes and the last that ...", True),
        ("Sleep is the first thing that goes and the last… Read more »", True),
        ("Sleep is the first thing that goes.", False),
        ("Well...", False),
        ("Wait... there is more to it than that, and we explain it.", False),
    ],
)
def test_teaser(text: str, expected: bool) -> None:
    assert labels.is_teaser(text) is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["It hurts.", "It heals."], True),
        (["It hurts, and it can be treated at any age."], True),
        (["Is it gout? It may be, and a test can tell you"], True),
        (["Kind care, close to home."], False),
        (["Harrow Point Clinic", "What gout is", "Do I need to see a doctor for my gout?"], False),
        ([], False),
    ],
)
def test_prose(texts: list[str], expected: bool) -> None:
    assert prose.is_prose(texts) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gout hurts, and it can be treated.", True),
        ("Here are the questions we hear most. We answer them", True),
        ("Gout can not replace good advice from friends.", True),
        ("What gout is", False),
        ("Rest well.", False),
        ("Last updated: March 4, 2024.", False),
        ("Slug: gout. It is short, isn't it.", False),
        ("[Image: a foot. It is red and it is swollen.]", False),
        ("Please note: this form is not for emergencies.", False),
        ("Sleep is the first thing that goes and the last that ...", False),
        ("Book your visit today. We are happy to see you.", False),
        ("This article is for information only.", False),
        ("This does not replace professional medical advice.", False),
    ],
)
def test_what_belongs_to_an_article(text: str, expected: bool) -> None:
    assert prose.belongs_to_article(text) is expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("One", "One"),
        ("See Fig. 3 and Dr. Lee. Then rest.", "See Fig. 3 and Dr. Lee."),
        ("It was 0.5 mg/kg. Fine.", "It was 0.5 mg/kg."),
        ("Why? Because.", "Why?"),
        ("Lee et al. Found it", "Lee et al. Found it"),
    ],
)
def test_first_sentence(text: str, first: str) -> None:
    assert text[: words.first_sentence_end(text)] == first


LINK = "https://e.example/1"


@pytest.mark.parametrize(
    ("runs", "title", "publisher", "url"),
    [
        ([Run("Sleep – NIMH", href=LINK)], "Sleep", "NIMH", LINK),
        ([Run("Sleep", href=LINK), Run(", NIMH")], "Sleep", "NIMH", LINK),
        ([Run("Sleep", href=LINK), Run(" (NIMH).")], "Sleep", "NIMH", LINK),
        ([Run("Sleep", href=LINK), Run(". It says a lot.")], "Sleep. It says a lot", None, LINK),
        ([Run("Sleep – NIMH "), Run("[Link]", href=LINK)], "Sleep", "NIMH", LINK),
        ([Run("Sleep. "), Run("Full text", href=LINK)], "Sleep", None, LINK),
        (
            [Run("Sleep: "), Run("https://e.exam…", href="https://e.example/2")],
            "Sleep",
            None,
            "https://e.example/2",
        ),
        ([Run("Sleep. doi:10.1000/1", href=LINK)], "Sleep", None, "https://doi.org/10.1000/1"),
        ([Run("10.1000/1", href="https://doi.org/10.1000/1")], "", None, "https://doi.org/10.1000/1"),
        ([Run("PMID: 1234567", href=LINK)], "", None, "https://pubmed.ncbi.nlm.nih.gov/1234567/"),
        ([Run("Sleep", href="mailto:a@e.example")], "Sleep", None, None),
        ([Run("Sleep – NIMH")], "Sleep", "NIMH", None),
    ],
)
def test_linked_reference(runs: list[Run], title: str, publisher: str | None, url: str | None) -> None:
    found = citations.read_linked(tuple(runs))
    assert (found.title, found.publisher, found.url) == (title, publisher, url)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("Who gets it, and why", bold=True)], True),
        ([Run("Who", bold=True), Run(" "), Run("gets it?", bold=True)], True),
        ([Run("Call 911.", bold=True)], True),
        ([Run("Who", bold=True), Run(" gets it")], False),
        ([Run("It is, to be fair,", bold=True)], False),
        ([Run("word " * 21, bold=True)], False),
        ([Run("a\nb", bold=True)], False),
        ([Run("https://e.example", bold=True)], False),
        ([], False),
    ],
)
def test_heading_by_weight(runs: list[Run], expected: bool) -> None:
    assert headings.is_weighted(tuple(runs)) is expected


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("Depression in adults.", href=LINK)], True),
        ([Run("See "), Run("the page on depression", href=LINK)], True),
        ([Run("We wrote more about this "), Run("here", href=LINK)], False),
    ],
)
def test_linked_line(runs: list[Run], expected: bool) -> None:
    assert citations.is_linked(tuple(runs)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Got questions?", True),
        ("Ask Dr. Lee", True),
        ("Questionable remedies", False),
        ("Task lists", False),
    ],
)
def test_heading_that_speaks_of_questions(text: str, expected: bool) -> None:
    assert headings.speaks_of_questions(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Contents", True),
        ("📖 Table of Contents:", True),
        ("In this article", True),
        ("What you'll learn", True),
        ("Contents of the bag", False),
    ],
)
def test_heading_of_a_table_of_contents(text: str, expected: bool) -> None:
    assert headings.is_contents(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The visit ........ 3", "The visit"),
        ("The visit\t12", "The visit"),
        ("The visit 3", "The visit"),
        ("The visit", "The visit"),
    ],
)
def test_line_of_a_table_of_contents_without_its_page(text: str, expected: str) -> None:
    assert words.without_page(text) == expected


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Table 1. Doses by age", "table"),
        ("Table 2: Doses", "table"),
        ("Figure 1. The inner ear", "figure"),
        ("Fig. 3 – The inner ear", "figure"),
        ("Table manners", ""),
        ("Figure skating", ""),
        ("Table 1", ""),
    ],
)
def test_caption(text: str, of: str) -> None:
    assert [one for one in ("table", "figure") if headings.is_caption(text, one)] == [of] * bool(of)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Search volume", True),
        ("Difficulty", True),
        ("Type", True),
        ("Symptoms", False),
        ("gout", False),
    ],
)
def test_column_beside_keywords(text: str, expected: bool) -> None:
    assert keywords.is_figure(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[ ] Photo ID", "[ ] "),
        ("[x] Photo ID", "[x] "),
        ("✅ Photo ID", "✅ "),
        ("✔\ufe0f Photo ID", "✔\ufe0f "),
        ("[Photo ID]", ""),
        ("🎉 Photo ID", ""),
    ],
)
def test_checkbox(text: str, expected: str) -> None:
    assert labels.checkbox(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[3] A study", "[3]"),
        ("3. A study", "3."),
        ("• A study", "•"),
        ("[a] A study", ""),
        ("3.5 mg", ""),
        ("[3]", ""),
    ],
)
def test_mark_of_a_list(text: str, expected: str) -> None:
    assert labels.list_mark(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi Dana,", True),
        ("Dear all", True),
        ("Good morning Dr Lee!", True),
        ("Dear patients: read this", False),
        ("Hindsight", False),
        ("Hi-tech hearing aids", False),
        ("Hello, menopause!", False),
    ],
)
def test_greeting(text: str, expected: bool) -> None:
    assert labels.is_greeting(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks,", True),
        ("Best regards\nMarge", True),
        ("Thank you for reading this.", False),
        ("Best", True),
    ],
)
def test_sign_off(text: str, expected: bool) -> None:
    assert labels.is_sign_off(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Previous: Gout Next: Sprains", True),
        ("← Gout", True),
        ("Read the story →", True),
        ("Next post", True),
        ("Page 2 of 3", True),
        ("Back to top", True),
        ("Next: rest", False),
        ("Previous treatment", False),
    ],
)
def test_what_leads_from_page_to_page(text: str, expected: bool) -> None:
    assert labels.is_of_pages(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our Clinic | 555-0100 | 12 Main Street", True),
        ("(503) 555-0100", True),
        ("Call us at 555-0100 if it hurts.", False),
        ("Lee A. Gout. 2019;12:345-3467", False),
        ("Gout. Joints 12:1345-1367", False),
    ],
)
def test_contact(text: str, expected: bool) -> None:
    assert labels.is_contact(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Book a consultation", True),
        ("Schedule Your Visit →", True),
        ("Contact us", True),
        ("Contact Dermatitis", False),
        ("Call your doctor if it hurts", False),
        ("Book a visit. It is free.", False),
    ],
)
def test_button(text: str, expected: bool) -> None:
    assert forms.is_button(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Share this:", True),
        ("Leave a Comment", True),
        ("About the author", True),
        ("About the authority of a doctor", False),
        ("Comments on the trial", False),
    ],
)
def test_heading_of_the_page_around_an_article(text: str, expected: bool) -> None:
    assert labels.is_furniture(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 3, 2024 No Comments", True),
        ("Focus: skin | Audience: adults", True),
        ("Ridge Eye Center · 6 min read", True),
        ("Gout | A guide", False),
        ("Last medically reviewed: 08/2025", True),
        ("Reading time: 4 minutes", True),
        ("Last edited: June 4, 2025 9:14 AM", True),
        ("Draft for review by Dr. Cole", True),
        ("Posted on February 11, 2025 by the team", True),
        ("Draft 3 – please check the dates", True),
        ("Mar 9 Written by Ann Lee, NP", True),
        ("As of: September 2024", True),
        ("June 3, 2024 was a good day.", False),
        ("Decongestants", False),
        ("March", False),
        ("Draft beer", False),
    ],
)
def test_more_lines_about_an_article(text: str, expected: bool) -> None:
    assert labels.is_byline(text) is expected


def test_bold_question_before_its_answer() -> None:
    assert faq.is_bold_question((Run("Is it safe? ", bold=True), Run("Yes.")))
    assert not faq.is_bold_question((Run("Is it", bold=True), Run(" safe? Yes.")))
    assert not faq.is_bold_question(plain("Is it safe? Yes."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("stool test or scope", True), ("Sleeping well", False), ("it ends.", False), ("", False)],
)
def test_search_phrase(text: str, expected: bool) -> None:
    assert keywords.is_phrase(text) is expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ({"the visit", "the cost"}, [2, 3, 2]),
        ({"the visit"}, []),
        ({"before", "the cost"}, []),
        (set(), []),
    ],
)
def test_levels_from_a_table_of_contents(listed: set[str], expected: list[int]) -> None:
    outline = [Outlined("The visit", 1), Outlined("Before", 1), Outlined("The cost", 1)]
    assert levels.from_contents(outline, listed) == expected


@pytest.mark.parametrize(
    ("texts", "lines", "expected"),
    [
        (
            ["It works.", "Most people feel it in a week.", "It is safe.", "Harm is rare at all doses."],
            [],
            True,
        ),
        (["It works.", "It is safe.", "It is cheap.", "It is over in an hour or so."], [], False),
        (["It works.", "Most people feel it in a week.", "It is safe."], [], False),
        (["It works.", "Most people feel it in a week."], [], False),
        (["Rest the knee.", "Ice it.", "Raise it up high.", "Ask us."], [3, 4, 6, 7], True),
        (["Rest the knee.", "Ice it.", "Raise it up high.", "Ask us."], [3, 4, 5, 6], False),
    ],
)
def test_claims_and_details_in_turn(texts: list[str], lines: list[int], expected: bool) -> None:
    assert takeaways.alternate(texts, lines or range(1, 2 * len(texts), 2)) is expected


@pytest.mark.parametrize(
    ("own_words", "expected"),
    [
        ([80, 12, 40, 50, 80], [2, 2, 3, 3, 2]),
        ([80, 40, 40, 50, 80], [2, 2, 2, 2, 2]),
        ([80, 12, 14, 50, 80], [2, 2, 2, 2, 2]),
    ],
)
def test_a_heading_that_says_less_than_those_below_it(own_words: list[int], expected: list[int]) -> None:
    texts = [LONG, "Areas We Treat", "Cheeks", "Lips", OTHER_LONG]
    outline = [Outlined(text, 1, length) for text, length in zip(texts, own_words, strict=True)]
    assert levels.from_wording([replace(outline[0], own_nodes=3), *outline[1:]]) == expected


@pytest.mark.parametrize(
    ("runs", "title", "publisher"),
    [
        (("Back pain. ", "*Spine*", ". https://a.example/x"), "Back pain", "Spine"),
        (("Does it help? ", "*Pain Medicine*", "."), "Does it help?", "Pain Medicine"),
        (("Lee, A. (2022). ", "*Back pain*", ". https://a.example/x"), "Lee, A. (2022). Back pain", None),
        (("National Eye Institute. ", "*Cataracts*", "."), "National Eye Institute. Cataracts", None),
        (("MedlinePlus. ", "*Bunions*", "."), "MedlinePlus. Bunions", None),
        (("Lee A. Back pain. ", "*Spine*", ". 2020;4:1-9."), "Lee A. Back pain. Spine. 2020;4:1-9", None),
        (("", "*Back pain*", ". https://a.example/x"), "Back pain", None),
        (("Back pain in ", "*Drosophila*", "."), "Back pain in Drosophila", None),
    ],
)
def test_an_italic_publisher(runs: tuple[str, ...], title: str, publisher: str | None) -> None:
    read = citations.read_linked(tuple(Run(run.strip("*"), italic=run.startswith("*")) for run in runs))
    assert (read.title, read.publisher) == (title, publisher)
