"""What an article needs before it is published."""

from dataclasses import replace
from datetime import date

import pytest

from editorial.checks import check
from editorial.checks.article import Article, Passage, Picture, Review, Section
from editorial.findings import Severity
from tests.editorial.checks.test_checks import CLEAN, found, paths

TODAY = date(2026, 3, 2)
REVIEW = Review("Maya Chen, MD", on=date(2025, 3, 1), until=date(2026, 3, 2))


def test_an_article_without_quick_answer_cannot_be_published() -> None:
    (finding,) = check(replace(CLEAN, quick_answer=None))
    assert (finding.code, finding.severity) == ("quick-answer-missing", Severity.BLOCKS)


@pytest.mark.parametrize(
    ("picture", "is_missing"),
    [
        (Picture("here"), True),
        (Picture("here", " "), True),
        (Picture("here", "A quiet room"), False),
        (Picture("here", is_decorative=True), False),
    ],
)
def test_alt_text_missing(picture: Picture, is_missing: bool) -> None:
    findings = found(Article(pictures=(picture,)), "alt-text-missing")
    assert [(finding.path, finding.severity) for finding in findings] == (
        [("here", Severity.WARNING)] if is_missing else []
    )


@pytest.mark.parametrize(
    ("review", "can_be_reviewed", "codes"),
    [
        (None, False, []),
        (None, True, ["reviewer-missing"]),
        (REVIEW, True, []),
        (replace(REVIEW, until=None), True, []),
        (replace(REVIEW, until=date(2026, 3, 1)), True, ["review-expired"]),
        (replace(REVIEW, is_edited=True), True, ["edited-since-review"]),
    ],
)
def test_reviews(review: Review | None, can_be_reviewed: bool, codes: list[str]) -> None:
    article = replace(CLEAN, review=review, can_be_reviewed=can_be_reviewed, today=TODAY)
    assert [finding.code for finding in check(article)] == codes


def test_the_days_of_a_review_are_told() -> None:
    review = replace(REVIEW, until=date(2026, 3, 1), is_edited=True)
    article = replace(CLEAN, review=review, can_be_reviewed=True, today=TODAY)
    (expired,), (edited,) = found(article, "review-expired"), found(article, "edited-since-review")
    assert (expired.severity, edited.severity) == (Severity.WARNING, Severity.NOTE)
    assert "Maya Chen, MD was valid until March 1, 2026" in expired.message
    assert "Maya Chen, MD approved it on March 1, 2025" in edited.message


def test_today_is_the_day_of_the_check() -> None:
    assert Article().today == date.today()


@pytest.mark.parametrize(
    ("keyword", "is_used"),
    [
        ("sleep clinic", True),
        ("Sleep Clinics", True),
        ("sleeping", True),
        ("clinic for sleep near me", True),
        ("sleep clinic Harrow Point", False),
        ("sleep-clinic", True),
        ("well rested", True),
        ("insomnia", False),
        ("what to do about sleep", True),
    ],
)
def test_keyword_unused(keyword: str, is_used: bool) -> None:
    sections = (Section("", 2, "Our clinic", "We do what we can. It is about being well-rested."),)
    article = Article(title="Sleep", sections=sections, others=(Passage("", "Done"),), keywords=(keyword,))
    assert paths(article, "keyword-unused") == ([] if is_used else ["search_keywords"])


def test_all_unused_keywords_are_told_together() -> None:
    (finding,) = found(replace(CLEAN, keywords=("sleep", "gout", "warts")), "keyword-unused")
    assert (finding.quotes, finding.severity) == (("gout", "warts"), Severity.NOTE)


def fingerprint(code: str, review: Review, title: str = "Sleep") -> str:
    article = replace(CLEAN, title=title, review=review, today=date(2026, 4, 1))
    (found,) = (one for one in check(article) if one.code == code)
    return found.fingerprint


@pytest.mark.parametrize("code", ["edited-since-review", "review-expired"])
@pytest.mark.parametrize("other", [{"by": "Lea Moss, MD"}, {"on": date(2025, 4, 1)}])
def test_an_acceptance_ends_with_the_review(code: str, other: dict[str, object]) -> None:
    edited = replace(REVIEW, is_edited=True)
    assert fingerprint(code, edited) == fingerprint(code, edited)
    assert fingerprint(code, edited) != fingerprint(code, replace(edited, **other))  # type: ignore[arg-type]


def test_accepted_edits_are_those_that_were_made() -> None:
    edited = replace(REVIEW, is_edited=True)
    assert fingerprint("edited-since-review", edited) != fingerprint("edited-since-review", edited, "Light")
    assert fingerprint("review-expired", edited) == fingerprint("review-expired", edited, "Light")
