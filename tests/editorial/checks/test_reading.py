"""How an article reads."""

import pytest

from editorial.checks.article import Article, Passage, Section
from editorial.checks.reading.grade import grade, syllables
from editorial.findings import Severity
from editorial.lexicon import Lexicon, Term
from tests.editorial.checks.test_checks import found, paths

EASY = (
    "You talk with us for an hour. You leave with a plan. Nothing starts that day if you do not want it to."
)
HARD = (
    "Pharmacological augmentation strategies necessitate comprehensive multidisciplinary evaluation of"
    " cardiovascular contraindications, longitudinal neuropsychological monitoring and individualized"
    " titration protocols administered intravenously, predominantly for symptomatologically heterogeneous"
    " populations unresponsive to conventional antidepressant pharmacotherapy, notwithstanding demonstrable"
    " improvement."
)
HARD_NAMES = (
    "CPAP remains the most effective treatment, but oral appliances, positional therapy, weight loss and"
    " nerve stimulation help many people who cannot tolerate it."
)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "the dose felt helped walked rules tried eyes through weight two ache called 26"),
        (
            2,
            "doctor patient someone safely movement table muscles taking dosage needed changes wanted relief",
        ),
        (2, "people quiet being create science's controlled virus serum treatment"),
        (3, "ketamine medicine serious nausea idea dementia infusion depression FDA hospital area everyday"),
        (4, "anxiety insomnia medication activity diabetes suicidal psychiatry recovery radiation"),
        (5, "evaluation association immunology cardiology antidepressant"),
    ],
)
def test_syllables(count: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_the_grade_follows_the_formula() -> None:
    # Six words of one syllable in one sentence: 0.39 * 6 + 11.8 * 1 - 15.59.
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert grade("The cat sat on the mat [3].") == pytest.approx(-1.45)
    assert grade("") == 0
    assert grade(EASY) < 3 < 20 < grade(HARD)


# quick-answer-too-long, quick-answer-hard-to-read


def answering(text: str) -> Article:
    return Article(quick_answer=Passage("answer", text))


@pytest.mark.parametrize(
    ("text", "count"),
    [("word " * 120, 0), ("word " * 121, 1), ("word " * 119 + "word [1, 2]", 0), ("", 0)],
)
def test_quick_answer_too_long(text: str, count: int) -> None:
    findings = found(answering(text), "quick-answer-too-long")
    assert [(finding.path, finding.severity) for finding in findings] == [
        ("answer", Severity.WARNING)
    ] * count


@pytest.mark.parametrize(
    ("text", "count"),
    [(HARD, 1), (EASY * 3, 0), (" ".join(HARD.split()[:12]), 0), (HARD_NAMES, 0), (f"{HARD} {EASY * 9}", 0)],
)
def test_quick_answer_hard_to_read(text: str, count: int) -> None:
    assert paths(answering(text), "quick-answer-hard-to-read") == ["answer"] * count


def test_an_article_without_quick_answer_has_none_to_read() -> None:
    assert found(Article(), "quick-answer-too-long") == found(Article(), "quick-answer-hard-to-read") == []


# long-sentence, decimal-percentage


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{'word ' * 34}end.", 0),
        (f"{'word ' * 36}end.", 1),
        (f"{'word ' * 20}\n{'word ' * 20}", 0),
        (f"{'Word ' * 18}end. {'Word ' * 18}end.", 0),
        (f"{'word ' * 34}end [1].", 0),
        (f"{'Word ' * 40}end. {'Word ' * 40}end.", 2),
    ],
)
def test_long_sentence(text: str, count: int) -> None:
    findings = found(Article(others=(Passage("here", text),)), "long-sentence")
    assert [len(finding.quotes) for finding in findings] == ([count] if count else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Scores dropped by 49.22% and 39.55 percent.", "49.22%, 39.55%"),
        ("Scores dropped by 49.2% or 49%.", "49.2%"),
        ("Scores dropped by 49%.", ""),
        ("It was in 0.01% of them.", ""),
        ("A dose of 1.25 mg, a ratio of 1.72.", ""),
        ("It cost 1,250% more.", ""),
    ],
)
def test_decimal_percentage(text: str, told: str) -> None:
    findings = found(Article(others=(Passage("here", text),)), "decimal-percentage")
    assert [finding.severity for finding in findings] == ([Severity.NOTE] if told else [])
    assert all(told in finding.message for finding in findings)


# abbreviation-unexpanded

KNOWN = Lexicon(
    (
        Term("abbreviation", "FDA", ("CDC", "NOT")),
        Term("abbreviation", "OCD", advice="obsessive-compulsive disorder"),
    )
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ERP helps. Ask for ERP.", ["ERP"]),
        ("ERPs help; CBT-based care and MDMA-assisted care too.", ["ERP", "CBT", "MDMA"]),
        ("CBT-I helps. Y-BOCS is a scale.", ["CBT-I", "Y-BOCS"]),
        ("Scores on the PHQ-9 (PHQ-9 ≤5) fell.", ["PHQ"]),
        ("Exposure and response prevention (ERP) helps.", []),
        ("Exposure and response prevention (also called ERP) helps.", []),
        ("ERP (exposure and response prevention) helps.", []),
        ("ERP, short for exposure and response prevention, helps.", []),
        ("The SPRINT trial and the 2019 CABANA study were large. SPRINT was the first.", []),
        ("SPRINT was large.", ["SPRINT"]),
        ("Obsessive-compulsive disorder is common. OCD can be treated.", []),
        ("OCD can be treated.", ["OCD"]),
        ("The FDA and the CDC say NOT to.", []),
        ("Schedule III, stage IV, U.S. law, B12 and A1C", []),
        ("In STAR*D it helped.", []),
        ("DO NOT STOP on your own", []),
        ("You must NEVER do it, never.", []),
        ("As told (NIMH, 2023).", []),
        ("We measured it (PHQ, 2023). PHQ is a form.", ["PHQ"]),
    ],
)
def test_abbreviation_unexpanded(text: str, names: list[str]) -> None:
    article = Article(others=(Passage("here", text),), lexicon=KNOWN)
    findings = found(article, "abbreviation-unexpanded")
    assert [finding.message.split()[3] for finding in findings] == names
    assert {finding.path for finding in findings} <= {"here"}


def test_the_words_of_a_known_abbreviation_are_told() -> None:
    (finding,) = found(Article(title="Living with OCD", lexicon=KNOWN), "abbreviation-unexpanded")
    assert "“obsessive-compulsive disorder (OCD)”" in finding.message
    assert (finding.path, finding.quotes) == ("title", ("Living with OCD",))


def test_a_heading_may_write_it_out() -> None:
    sections = (Section("", 2, "Exposure and response prevention (ERP)", "ERP helps."),)
    assert found(Article(sections=sections, lexicon=KNOWN), "abbreviation-unexpanded") == []
