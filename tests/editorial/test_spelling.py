"""What counts as mending spelling, and what does not."""

import pytest

from editorial.lexicon import Lexicon, Term, shipped
from editorial.medical_review.content import Change, Passage, changes, content_of, fingerprint
from editorial.medical_review.spelling import is_minor, is_spelling_only
from editorial.rich_text import marker

LEXICON = Lexicon(
    tuple(
        Term(kind, name)
        for kind, names in {
            "weighty_word": ["not", "no", "now", "may", "less", "mg", "day", "increase", "prevent*"],
            "drug": ["ketamine", "bupropion", "kratomexine"],
            "effect": ["nauseat*", "orthostasy"],
            "condition": ["Lowe syndrom"],
        }.items()
        for name in names
    )
)

SPELLING = [
    ("The same.", "The same."),
    ("The infusoin takes a while.", "The infusion takes a while."),
    ("Treatement of patients", "Treatment of patients"),
    ("teh dose", "the dose"),
    ("a nurse recieves it", "a nurse receives it"),
    ("the the dose", "the dose"),
    ("the antidepres sant", "the antidepressant"),
    ("a followup visit", "a follow-up visit"),
    ("depression", "Depression"),
    ("Rest first , then eat", "Rest first, then eat."),
    ("It’s fine", "It's fine"),
    ("5 visits in  all", "5 visits in all"),
    ("a seperate visit", "a separate visit"),
    ("a well-tolerted drink", "a well-tolerated drink"),
    ("orthostsy", "orthostasy"),
    ("First rest\nThen eat, drink", "First rest.\nThen eat drink."),
    ("Is it safe?? It is.", "Is it safe? It is"),
]
MEANING = [
    ("It is now safe.", "It is not safe."),
    ("It is safe.", "It is not safe."),
    ("Patients may improve.", "Patients improve."),
    ("It isn't safe.", "It is safe."),
    ("hypotension", "hypertension"),
    ("interdermal", "intradermal"),
    ("safe", "safer"),
    ("effective", "ineffective"),
    ("10 mg", "10 mcg"),
    ("10 mg", "100 mg"),
    ("1.5 hours", "15 hours"),
    ("-5 points", "5 points"),
    ("below 5", "≤5"),
    ("< 5", "> 5"),
    ("10^9", "109"),
    ("ketamin helps", "ketamine helps"),
    ("bupropion", "buspirone"),
    ("He rests", "She rests"),
    ("See a nurse.", "See a doctor."),
    ("Take it with food.", "Take it."),
    ("", "New words."),
    ("nausea and headache", "headache and nausea"),
    (
        "alfa bravoo charlie deltaa echoo foxtrott golff hotell indiaa juliett",
        "alfaa bravo charliee delta echo foxtrot golf hotel india juliettt",
    ),
    # From one word to another.
    ("dysphagia", "dysphasia"),
    ("arteritis", "arthritis"),
    ("systolic", "systemic"),
    ("the peroneal nerve", "the perineal nerve"),
    ("Ask Dr. Smyth", "Ask Dr. Smith"),
    ("It is called Xanox", "It is called Xanax"),
    ("the risk", "the rise"),
    ("Medicare", "Medicaid"),
    ("fatal harm", "fetal harm"),
    ("it presents harm", "it prevents harm"),
    ("casual", "causal"),
    ("trial", "trail"),
    ("one dose", "one doses"),
    ("kratomexine", "kratomoxine"),
    ("nauseated", "nauseating"),
    ("the syndrom", "the syndrome"),
    ("the anti depressant", "the antidepressant"),
    ("he retreats", "he re-treats"),
    ("a part of it", "apart of it"),
    ("WHO says", "who says"),
    ("the US", "the us"),
    # Where a sentence ends, and what a comma does beside a weighty word.
    ("Do not stop if you feel unwell, call us.", "Do not stop. If you feel unwell, call us."),
    ("Stop smoking. Pills help.", "Stop. Smoking pills help."),
    ("It is safe.", "It is safe?"),
    ("No improvement was seen.", "No, improvement was seen."),
    ("Rest\nSleep", "Rest sleep"),
    # Nobody knows either.
    ("xanodrone", "xanodrine"),
    ("the infusoin", "the infusoan"),
    # Two letters.
    ("the medciatoin", "the medication"),
    # To somewhere else.
    ("Visit (https://a.example/fetl)", "Visit (https://a.example/fetal)"),
]
# A word that is wrong is made right; the other way round nobody mends anything.
ONE_WAY = [
    ("The infusion takes a while.", "The infusoin takes a while."),
    ("the dose", "teh dose"),
    ("a nurse receives it", "a nurse recieves it"),
    ("ten milligrams of colour", "ten milligrams of xolour"),
]


@pytest.mark.parametrize(("before", "after"), SPELLING)
def test_spelling(before: str, after: str) -> None:
    assert is_spelling_only(before, after, LEXICON)


@pytest.mark.parametrize(("before", "after"), [*MEANING, *(pair[::-1] for pair in MEANING), *ONE_WAY])
def test_meaning(before: str, after: str) -> None:
    assert not is_spelling_only(before, after, LEXICON)


@pytest.mark.parametrize(
    ("before", "after"),
    [("casual", "causal"), ("rare", "rarer"), ("two", "too"), ("weekly", "weakly"), ("could", "cold")],
)
def test_the_words_that_come_with_bedside(before: str, after: str) -> None:
    assert not is_spelling_only(f"It is {before} here", f"It is {after} here", shipped())


def is_kept(before: list[str], after: list[str]) -> bool:
    was, now = ([Passage("Section: body", text) for text in texts] for texts in (before, after))
    return is_minor(was, now, LEXICON)


def test_a_passage_that_is_new_or_gone_is_never_minor() -> None:
    assert is_kept([], [])
    assert is_kept(["recieve"], ["receive"])
    assert not is_kept(["recieve"], ["receive", "x"])
    assert not is_kept(["receive", "x"], ["receive"])


def test_the_rest_of_the_article_knows_words_too() -> None:
    """A name that the article has elsewhere is what was meant, and what it still has is no mistake."""
    assert not is_kept(["Dr. Olvane"], ["Dr. Olvana"])
    assert is_kept(["Ask Dr. Olvana.", "Dr. Olvane"], ["Ask Dr. Olvana.", "Dr. Olvana"])
    assert not is_kept(["Olvane.", "Olvana", "Olvane"], ["Olvane.", "Olvana", "Olvana"])


# What is compared


def section(body: str, heading: str = "Risks", key: str = "a") -> dict[str, object]:
    return {"type": "section", "value": {"heading": heading, "level": "h2", "body": body}, "id": key}


def words(*blocks: dict[str, object]) -> list[str]:
    return [passage.text for passage in content_of([("body", blocks)])]


def test_a_content_is_what_readers_are_told() -> None:
    takeaway = {"claim": "It helps.", "detail": None, "sources": [{"type": "item", "value": 7, "id": "x"}]}
    items = [{"type": "item", "value": takeaway, "id": "y"}]
    content = content_of(
        [
            ("title", "Sleep"),
            ("introduction", "<p>About <b>sleep</b>.</p>"),
            ("body", [section("<p>One.</p><p>Two.</p>"), {"type": "takeaways", "value": {"items": items}}]),
        ]
    )
    assert content == [
        Passage("Title", "Sleep"),
        Passage("Introduction", "About sleep."),
        Passage("Section: body", "One.\nTwo."),
        Passage("Section: heading", "Risks"),
        Passage("Takeaways: claim", "It helps."),
        Passage("Takeaways: sources", "[source 7]"),
    ]


def test_the_look_is_left_out_and_what_is_pointed_to_is_not() -> None:
    plain = words(section("<p>It helps.</p>"))
    assert words(section("<p>It <b>helps</b>.</p>", key="b")) == plain
    for other in (
        f"<p>It helps.{marker([3])}</p>",
        '<p>It <a href="https://a.example/">helps</a>.</p>',
        "<p>It helps<sup>2</sup>.</p>",
    ):
        assert words(section(other)) != plain, other
    linked = [words(section(f'<p><a linktype="page" id="{key}">Visit</a></p>')) for key in (1, 2)]
    assert linked[0] != linked[1]


def test_equal_contents_have_one_fingerprint() -> None:
    one, same, other = (
        content_of([("body", [section(text)])]) for text in ("<p>A</p>", "<p>A</p>", "<p>B</p>")
    )
    assert fingerprint(one) == fingerprint(same) != fingerprint(other)


def test_changes_name_what_was_and_what_is() -> None:
    before = content_of(
        [("title", "Sleep"), ("body", [section("<p>One.</p>"), section("<p>Two.</p>", "More")])]
    )
    after = content_of([("title", "Sleep"), ("body", [section("<p>Once.</p>")]), ("introduction", "New")])
    found = list(changes(before, after))
    assert Change("Section: body", "One.", "Once.") in found
    assert Change("Section: body", "Two.", "") in found
    assert Change("Introduction", "", "New") in found
    assert not list(changes(before, before))
