"""The checks find what is planted, and leave alone what is right."""

import statistics
from pathlib import Path

import pytest

from tests.bench.checks import corpus
from tests.bench.checks.faults import KINDS, MOST_READ, Fault, Kind, planted
from tests.bench.checks.measure import (
    GROUPS,
    MOST_ALARMS,
    MOST_ALARMS_ON_AVERAGE,
    Score,
    false_alarms,
    print_checks,
    retold,
    score,
)
from tests.bench.checks.planting import Planted, Sample, figures
from tests.bench.checks.planting.reading import expansion

EVERY = [*corpus.CLEAN, *corpus.HELD_OUT]
FEWEST = 12  # so many of the articles are about mental health
SAMPLE = Sample(corpus.CLEAN[0], corpus.article(corpus.CLEAN[0]))
ABOUT_FIGURES = [kind for kind in KINDS if kind.codes[0].startswith("figure")]


def name(one: object) -> str:
    return one.name if isinstance(one, Kind) else one.stem if isinstance(one, Path) else str(one)


def test_the_corpus_is_large() -> None:
    assert len(corpus.CLEAN) >= 28
    assert len(corpus.HELD_OUT) >= 12
    assert {path.stem for path in EVERY} >= corpus.MENTAL_HEALTH


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_a_document_is_read_as_an_article(path: Path) -> None:
    article = corpus.article(path)
    assert article.title
    assert article.author
    assert article.quick_answer
    assert article.keywords
    assert len(article.sections) >= 5
    assert len(article.faq) >= 3
    assert len(article.takeaways) >= 3
    assert len(article.sources) >= 2
    assert all(source.url for source in article.sources)
    assert not corpus.read(path.name, path.read_bytes()).unplaced_prose()
    assert 600 <= sum(len(passage.text.split()) for passage in article.passages()) <= 1600


@pytest.mark.parametrize("kind", KINDS, ids=name)
def test_faults_are_planted(kind: Kind) -> None:
    """Each is another article than the clean one, and the same each time."""
    faults = planted(kind, tuple(corpus.CLEAN))
    assert len(faults) >= FEWEST
    assert len({str(fault) for fault in faults}) >= FEWEST
    assert all(fault.planted.article != fault.planted.clean for fault in faults)
    if kind.most > MOST_READ:
        some = tuple(corpus.CLEAN[:3])
        assert planted.__wrapped__(kind, some) == planted.__wrapped__(kind, some)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("kind", KINDS, ids=name)
def test_planted_faults_are_found(kind: Kind, group: str) -> None:
    measured = score(kind, GROUPS[group])
    assert measured.is_enough, "\n".join(map(str, measured.missed))


@pytest.mark.parametrize("kind", ABOUT_FIGURES, ids=name)
def test_the_same_said_otherwise_is_no_fault(kind: Kind) -> None:
    assert retold(kind, corpus.CLEAN) == []


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_a_clean_article_raises_hardly_an_alarm(path: Path) -> None:
    alarms = false_alarms(path)
    assert len(alarms) <= MOST_ALARMS, "\n".join(map(str, alarms))


@pytest.mark.parametrize("group", GROUPS)
def test_clean_articles_raise_few_alarms_together(group: str) -> None:
    assert statistics.mean(len(false_alarms(path)) for path in GROUPS[group]) <= MOST_ALARMS_ON_AVERAGE


@pytest.mark.parametrize(
    ("planted", "missed", "expected"),
    [
        (24, 1, True),
        (24, 2, False),
        (20, 1, True),
        (12, 1, False),
        (11, 1, True),
        (11, 2, False),
        (0, 0, True),
    ],
)
def test_what_is_enough(planted: int, missed: int, expected: bool) -> None:
    fault = Fault(KINDS[0], SAMPLE, Planted(SAMPLE.article, "", SAMPLE.article))
    assert Score(KINDS[0], planted, (fault,) * missed).is_enough is expected


@pytest.mark.parametrize(
    ("words", "short", "expected"),
    [
        ("We measure body mass index", "BMI", "body mass index"),
        ("Cognitive behavioral therapy for insomnia", "CBT-I", "Cognitive behavioral therapy for insomnia"),
        ("By the Yale-Brown Obsessive Compulsive Scale", "Y-BOCS", "Yale-Brown Obsessive Compulsive Scale"),
        ("We look at the thyroid", "TSH", ""),
    ],
)
def test_what_an_abbreviation_stands_for(words: str, short: str, expected: str) -> None:
    assert expansion(words, short) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 5", {figures.AT_LEAST}),
        ("5 years or older", {figures.AT_LEAST}),
        ("more than 5", {figures.MORE}),
        ("no more than 5%", {figures.AT_MOST}),
        ("below 5 or 5 or less", {figures.LESS, figures.AT_MOST}),
        ("about 5, above 6", set()),
    ],
)
def test_how_a_text_bounds_a_number(text: str, expected: set[int]) -> None:
    assert figures.strictnesses(text, "5") == expected


@pytest.mark.parametrize(
    ("number", "known", "kind", "expected"),
    [
        ("26", {26}, "percent", "39"),
        ("26", {26, 39}, "percent", "13"),
        ("1,383", {1383}, "count", "2,074"),
        ("two", {2}, "duration", "three"),
        ("4", {4, 17}, "frequency", "2"),
        ("0.5", {0.5}, "dose", "0.8"),
    ],
)
def test_another_number(number: str, known: set[float], kind: str, expected: str) -> None:
    assert figures.other(number, known, kind) == expected


def test_the_tables_are_printed() -> None:
    lines: list[str] = []
    groups = {"some": tuple(corpus.CLEAN[:2]), "others": tuple(corpus.HELD_OUT[:2])}
    print_checks(lines.append, rendered=10, bare=1, groups=groups, rounds=3)
    assert sum(line.startswith("\nfaults planted") for line in lines) == 2
    assert sum(line.startswith("\nfalse alarms") for line in lines) == 2
    assert sum(kind.name in line for kind in KINDS for line in lines) >= 2 * len(KINDS)
    assert lines[-1].endswith("checked in less than 100 ms")
