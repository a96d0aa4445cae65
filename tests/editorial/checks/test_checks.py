"""Each check by examples: what it finds, and what it leaves alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.checks import CHECKS, check
from editorial.checks.article import (
    Article,
    OffLabelNote,
    Passage,
    Picture,
    Question,
    Reference,
    Section,
    StudyResult,
    Takeaway,
)
from editorial.checks.citations.citing import markers
from editorial.checks.citations.mentions import mentions
from editorial.checks.figures.finding import find_figure
from editorial.checks.reading.questions import stands_alone
from editorial.findings import Finding, Severity

GUIDE = Path(__file__).parents[3] / "docs/checks.md"

SMITH = Reference(
    "list/0", "Sleep and mood in adults: a trial", "Smith AB; Ñuñez C", 2024, url="https://a.example/1"
)
AGENCY = Reference(
    "list/1", "Depression", year=2023, publisher="NIMH", url="https://www.nimh.nih.gov/depression"
)
CLEAN = Article(
    title="Sleep and mood",
    author="Maya Chen, MD",
    description="How sleep and mood move together.",
    introduction=Passage("introduction", "Sleep and mood move together (NIMH, 2023)."),
    quick_answer=Passage("quick_answer", "Sleep helps 26% of people."),
    sections=(
        Section("body/0", 2, "Why sleep matters", "In Smith et al. (2024), 26% of people felt better."),
        Section("body/1", 3, "How much sleep", "Eight hours ... or so.", ("For teenagers",)),
        Section("body/2", 2, "What helps?"),
    ),
    study_results=(StudyResult("body/3", 26, 100, "felt better", sources=(1,)),),
    faq=(Question("body/4/0", "Does sleep help?", "It does."),),
    takeaways=(
        Takeaway("body/5/0", "Sleep helps.", "26% of people felt better.", (1,)),
        Takeaway("body/5/1", "Go to bed at 10 p.m. in 2026."),
    ),
    sources=(SMITH, AGENCY),
)
PHRASES = [
    "The FDA",
    "says",
    "ketamine for",
    "cures",
    "no",
    "if this is an emergency",
    "call us",
    "911",
    ".",
    "\n",
]


def found(article: Article, code: str) -> list[Finding]:
    """What the check of this code finds. No other code comes out of it."""
    findings = list(CHECKS[code](article))
    assert {finding.code for finding in findings} <= {code}
    return findings


def paths(article: Article, code: str) -> list[str]:
    return [finding.path for finding in found(article, code)]


def test_nothing_is_found_in_a_clean_article() -> None:
    assert check(CLEAN) == []


def test_an_empty_article_lacks_what_it_lacks() -> None:
    assert [finding.code for finding in check(Article())] == ["quick-answer-missing", "author-missing"]


def test_the_gravest_come_first() -> None:
    severities = [finding.severity for finding in check(replace(CLEAN, author="", quick_answer=None))]
    assert severities == [Severity.BLOCKS, Severity.NOTE]


def test_a_finding_as_json() -> None:
    (finding,) = check(replace(CLEAN, author=""))
    assert json.loads(json.dumps(finding.to_json())) == {
        "code": "author-missing",
        "severity": "note",
        "message": "The article names no author.",
        "path": "author",
        "quotes": [],
    }


@pytest.mark.parametrize("code", CHECKS)
def test_each_check_is_documented(code: str) -> None:
    row = re.search(rf"^\| `{code}` \| (.{{20,}}) \|$", GUIDE.read_text(), re.MULTILINE)
    assert row
    assert re.search("“.+”|`.+`|such as", row[1]), "no example"
    assert len((CHECKS[code].__doc__ or "").split()) > 8


def test_the_guide_lists_no_other_code() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", GUIDE.read_text(), re.MULTILINE) == list(CHECKS)


@settings(max_examples=20)
@given(
    st.text(alphabet="aI it. (2024)[1]Smithetl&-,;?¹%\n") | st.lists(st.sampled_from(PHRASES)).map(" ".join)
)
def test_any_words_can_be_checked(text: str) -> None:
    everywhere = Article(
        title=text,
        author=text,
        description=text,
        introduction=Passage("", text),
        quick_answer=Passage("", text),
        sections=(Section("", 2, text, text, (text,)),),
        study_results=(StudyResult("", None, None, text, text),),
        keywords=(text,),
        faq=(Question("", text, text),),
        takeaways=(Takeaway("", text, text),),
        off_label_notes=(OffLabelNote("", text, text, text),),
        others=(Passage("", text),),
        outside=(Passage("", text),),
        pictures=(Picture("", text),),
        sources=(Reference("", text, text, None, text, text, text, text, text), SMITH),
    )
    for finding in check(everywhere):
        json.dumps(finding.to_json())


# claim-without-source


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("58% of people felt better.", "58"),
        ("In a 2024 cohort of 215 veterans, most felt better.", "215"),
        ("They were 1.72 times more likely to respond.", "1.72"),
        ("About one in four people respond.", "one in four"),
        ("Half of the participants felt better.", "Half of"),
        ("Two thirds of them relapsed.", "Two thirds of"),
        ("They were twice as likely to respond.", "twice as"),
        ("Sixty percent responded.", "Sixty percent"),
        ("The dose was 0.5 mg/kg.", "0.5"),
        ("PHQ-9 scores fell by 8 points.", "8"),
        ("Most people improved within 6 weeks.", "6"),
        ("Sleep helps most people.", ""),
        ("The PHQ-9 and the GAD-7 ask about mood.", ""),
        ("Since 2019 it has been approved; in the 2020s more will be.", ""),
        ("Call 911 or 988, or (503) 555-0100.", ""),
        ("We are here 24/7, from 8 a.m. to 5:30 p.m.", ""),
        ("A session takes about 40 minutes, a first visit 60 to 75 minutes.", ""),
        ("COVID-19, vitamin B12 and 5-HT are names.", ""),
        ("Type 2 diabetes matters; see step 3.", ""),
        ("It was approved on March 5, 2019.", ""),
        ("See https://a.example/12 or 10.1056/x12.", ""),
        ("Two of our doctors are here.", ""),
        ("", ""),
    ],
)
def test_figures(text: str, figure: str) -> None:
    match = find_figure(text)
    assert (match[0].rstrip(".,") if match else "") == figure


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        (Takeaway("here", "Sleep helps.", "26% felt better."), 1),
        (Takeaway("here", "26% felt better."), 1),
        (StudyResult("here", 26, 100, "felt better"), 1),
        (StudyResult("here", 26, 100, "felt better", sources=(1,)), 0),
        (StudyResult("here", None, None, "felt better"), 0),
        (Takeaway("here", "26% felt better.", sources=(2,)), 0),
        (Takeaway("here", "26% felt better [1]."), 0),
        (Takeaway("here", "26% felt better.¹"), 0),
        (Takeaway("here", "26% felt better (Smith et al., 2024)."), 0),
        (Takeaway("here", "Sleep helps."), 0),
        (Takeaway("here", "Know your limit.", "Below 26%, or no full sentence: call 911."), 0),
        (Takeaway("here", "Below 26% call 911.", "26% felt better."), 1),
        (Takeaway("here", "It fell short of significance at week 4 and in weeks 7 through 9."), 0),
        (Takeaway("here", "At week 4, 26% felt better."), 1),
    ],
)
def test_claim_without_source(claim: Takeaway | StudyResult, count: int) -> None:
    parts = {"takeaways" if isinstance(claim, Takeaway) else "study_results": (claim,)}
    findings = found(replace(CLEAN, **parts), "claim-without-source")  # type: ignore[arg-type]
    assert [finding.path for finding in findings] == ["here"] * count
    assert all("26" in finding.quotes[0] for finding in findings)


# mention-without-source


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("In Smith et al. (2024), most improved.", [("smith", 2024)]),
        ("In the 2024 study by Smith et al., most improved.", [("smith", None)]),
        ("Most improved (Smith et al., 2024; Lee & Park, 2023).", [("smith", 2024), ("lee", 2023)]),
        ("Smith and Lee (2024) agree.", [("smith", 2024)]),
        ("Smith and colleagues (2024) agree.", [("smith", 2024)]),
        ("Most improved (O’Reardon and colleagues, 2007).", [("o'reardon", 2007)]),
        ("Smith (2024) found that most improved.", [("smith", 2024)]),
        ("Smith’s et al. 2024a data", [("smith", 2024)]),
        ("van der Kolk et al. (2014)", [("kolk", 2014)]),
        ("Müller-Oerlinghausen et al. (2003)", [("muller-oerlinghausen", 2003)]),
        ("Most improved (Smith, 2024).", [("smith", 2024)]),
        ("It was approved (March, 2019).", []),
        ("It was approved (since 2019).", []),
        ("Spravato (2019) is a nasal spray.", []),
        ("Dr. Chen and colleagues welcome you.", []),
        ("In Millbrook Falls and Harrow Point we opened in 2024.", []),
        ("Ketamine, esketamine, etc. (2024)", []),
        ("", []),
    ],
)
def test_mentions(text: str, named: list[tuple[str, int | None]]) -> None:
    assert [(mention.name, mention.year) for mention in mentions(text)] == named


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Smith et al. (2024)", 0),
        ("the trial by Smith et al.", 0),
        ("Nunez et al. (2024)", 0),
        ("(NIMH, 2023)", 0),
        ("Smith et al. (2019)", 1),
        ("Jones et al. (2024)", 1),
        ("Jones et al. (2024), and again Jones et al. (2024), and Jones et al.", 1),
        ("Jones et al. (2024) and Lee et al. (2024)", 2),
        ("Jones et al. (2024) and Jones et al. (2021)", 2),
    ],
)
def test_mention_without_source(text: str, count: int) -> None:
    article = replace(CLEAN, others=(Passage("here", text),))
    assert paths(article, "mention-without-source") == ["here"] * count


def test_all_mentions_are_quoted_together() -> None:
    article = replace(
        CLEAN,
        introduction=Passage("one", "The trial by Jones et al. was small."),
        others=(Passage("two", "In Jones et al. (2024) most improved."),),
    )
    (finding,) = found(article, "mention-without-source")
    assert (finding.path, len(finding.quotes)) == ("one", 2)
    assert "Jones et al." in finding.message


# source-never-cited, duplicate-source


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("better [3].", {3}),
        ("better [1, 4-6].", {1, 4, 5, 6}),
        ("better.³", {3}),
        ("better¹,²", {1, 2}),
        ("a BMI of 30 kg/m²", set()),
        ("[sic] and [2024]", set()),
        ("", set()),
    ],
)
def test_typed_markers(text: str, numbers: set[int]) -> None:
    assert markers(text) == numbers


@pytest.mark.parametrize(
    ("changes", "uncited"),
    [
        ({}, []),
        ({"introduction": None}, ["list/1"]),
        ({"introduction": Passage("", "As shown [2].")}, []),
        ({"introduction": None, "takeaways": (Takeaway("", "A.", "", (2,)),)}, []),
        ({"introduction": None, "takeaways": (), "study_results": (), "sections": ()}, ["list/0", "list/1"]),
    ],
)
def test_source_never_cited(changes: dict[str, object], uncited: list[str]) -> None:
    assert paths(replace(CLEAN, **changes), "source-never-cited") == uncited  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"doi": "10.1056/X"}, {"url": "https://doi.org/10.1056/x"}, True),
        ({"url": "https://a.example/x"}, {"url": "http://www.a.example/x/?utm_source=y"}, True),
        ({"pmid": "17074942"}, {"url": "https://pubmed.ncbi.nlm.nih.gov/17074942/"}, True),
        ({"title": "Naps and mood: a trial"}, {"title": "Naps and Mood – A Trial."}, True),
        ({"title": "Depression", "publisher": "NIMH"}, {"title": "Depression", "publisher": "nimh"}, True),
        ({"title": "Depression", "publisher": "NIMH"}, {"title": "Depression", "publisher": "CDC"}, False),
        ({"title": "Depression"}, {"title": "Depression"}, False),
        ({"title": "Naps and mood: a trial", "doi": "10.1056/x"}, {"doi": "10.1056/y"}, False),
        ({"url": "https://a.example/?id=1"}, {"url": "https://a.example/?id=2"}, False),
        ({"url": ""}, {"url": ""}, False),
        (
            {"title": "Lee C. Naps and mood in older adults: a trial. Sleep. 2019", "doi": "10.1056/x"},
            {"title": "Lee C. Naps and mood in older adults. Sleep. 2019"},
            True,
        ),
        ({"title": "A guide to naps and mood. 2019"}, {"title": "A guide to naps and mood. 2023"}, False),
    ],
)
def test_duplicate_source(one: dict[str, str], other: dict[str, str], is_same: bool) -> None:
    first = Reference(**{"path": "first", "title": "A"} | one)  # type: ignore[arg-type]
    second = Reference(**{"path": "second", "title": one.get("title", "B") if "doi" in one else "B"} | other)  # type: ignore[arg-type]
    article = Article(sources=(SMITH, first, second))
    assert paths(article, "duplicate-source") == (["second"] if is_same else [])


def test_a_source_listed_three_times_is_reported_twice() -> None:
    assert paths(Article(sources=(SMITH, SMITH, SMITH)), "duplicate-source") == ["list/0", "list/0"]


# stripped-marker


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It helps by week six .", 1),
        ("It helps (most people) . It lasts “long” .", 2),
        ("It helps 26% .", 1),
        ("It helps by week six.", 0),
        ("It helps . . . sometimes", 0),
        ("It helps ... sometimes", 0),
        ("A dose of .5 mg, a .pdf file", 0),
        ("It helps [1].", 0),
        ("It helps , and lasts ; for long", 2),
        ("It helps, and lasts", 0),
    ],
)
def test_stripped_marker(text: str, count: int) -> None:
    article = replace(CLEAN, takeaways=(Takeaway("here", "Claim.", text, (1,)),))
    assert paths(article, "stripped-marker") == ["here"] * count


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("How long will the results last?", False),
        ("What are the side effects?", False),
        ("What are the side effects of ketamine?", True),
        ("What happens at the first visit?", True),
        ("Will insurance pay for the treatment?", True),
    ],
)
def test_a_question_of_nothing_but_the_treatment(question: str, alone: bool) -> None:
    article = replace(CLEAN, faq=(Question("here", question, "Yes."),))
    assert paths(article, "question-needs-context") == ([] if alone else ["here"])


# What is missing


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"quick_answer": None}, ["quick-answer-missing"]),
        ({"quick_answer": Passage("", " ")}, ["quick-answer-missing"]),
        ({"author": " "}, ["author-missing"]),
        ({"description": None}, []),
        ({"description": " "}, ["description-missing"]),
        ({"description": "a" * 160}, []),
        ({"description": "a" * 161}, ["description-too-long"]),
    ],
)
def test_completeness(changes: dict[str, object], codes: list[str]) -> None:
    assert [finding.code for finding in check(replace(CLEAN, **changes))] == codes  # type: ignore[arg-type]


# heading-skips


@pytest.mark.parametrize(
    ("outline", "skips"),
    [
        ([2, 3, 4, 2, 2, 3], []),
        ([2, 3, 4, 3, 2], []),
        ([3, 2], [0]),
        ([2, 4, 4, 3], [1]),
        ([2, 3, 2, 4], [3]),
        ([], []),
    ],
)
def test_heading_skips(outline: list[int], skips: list[int]) -> None:
    def sections() -> Iterator[Section]:
        for place, level in enumerate(outline):
            if level < 4:
                below = []
                for deeper in range(place + 1, len(outline)):
                    if outline[deeper] < 4:
                        break
                    below.append(str(deeper))
                yield Section("", level, str(place), "", tuple(below))

    findings = found(Article(sections=tuple(sections())), "heading-skips")
    assert [finding.quotes for finding in findings] == [(str(place),) for place in skips]


# question-needs-context


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("What is it and why is it used for depression?", False),
        ("What Is It?", False),
        ("Does it hurt?", False),
        ("Can I stop?", False),
        ("Can I stop a biologic?", True),
        ("How long does it take?", False),
        ("How long does it take to work?", False),
        ("What if it doesn’t work?", False),
        ("What is it used to treat?", False),
        ("Is this treatment safe?", False),
        ("Are they covered by insurance?", False),
        ("“How do these work?”", False),
        ("Does TMS hurt?", True),
        ("What is ketamine and how does it work?", True),
        ("If I stop TMS, will it come back?", True),
        ("Is it safe to drive after an infusion?", True),
        ("How long does it take for TMS to work?", True),
        ("What is it like to have an infusion?", True),
        ("Is it normal to feel tired after TMS?", True),
        ("Is It the Baby Blues or Something More?", True),
        ("How do I know that TMS works?", True),
        ("How long does it take to kick in?", False),
        ("Am I too old for this?", False),
        ("Can I stop taking it?", False),
        ("How long can you stay on it?", False),
        ("Is it ever too late for an epidural?", True),
        ("Can I drive home?", True),
        ("Is itching common?", True),
        ("", True),
    ],
)
def test_question_needs_context(question: str, alone: bool) -> None:
    assert stands_alone(question) is alone
    article = replace(CLEAN, faq=(Question("here", question),))
    assert paths(article, "question-needs-context") == ([] if alone else ["here"])


def test_a_heading_that_asks_is_noted_only() -> None:
    sections = (Section("one", 2, "What Is It?"), Section("two", 2, "What it is"))
    (finding,) = found(replace(CLEAN, sections=sections), "question-needs-context")
    assert (finding.path, finding.severity) == ("one", Severity.NOTE)


@pytest.mark.parametrize(
    ("article", "code", "count"),
    [
        ({"title": "Guaranteed results and a permanent cure"}, "absolute-promise", 2),
        (
            {"quick_answer": Passage("quick_answer", "It may cause hair loss and vertigo.")},
            "term-not-in-body",
            2,
        ),
        ({"quick_answer": Passage("quick_answer", "It helped 37% and harmed 42%.")}, "figure-not-found", 2),
        (
            {"quick_answer": Passage("quick_answer", "It helped 37% here and 37% there.")},
            "figure-not-found",
            2,
        ),
        (
            {"sources": tuple(Reference("", "Moss", status="retracted", doi=f"10.1/{n}") for n in (1, 2))},
            "source-retracted",
            2,
        ),
    ],
)
def test_what_is_found_in_the_same_words_is_told_apart(
    article: dict[str, object], code: str, count: int
) -> None:
    found = [one for one in check(replace(CLEAN, **article)) if one.code == code]  # type: ignore[arg-type]
    assert len({one.quotes for one in found}) == 1
    assert len({one.fingerprint for one in found}) == len(found) == count
