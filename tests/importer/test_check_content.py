"""The command that checks a document or a page, and what the checks are given of each."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from blog.checkable import checkable as page_view
from blog.models import ArticleIndexPage, ArticlePage
from editorial.checks import check
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
from editorial.models import AcceptedFinding
from editorial.services import accept_finding
from home.models import HomePage
from importer import mapper, nodes
from importer.checkable import checkable as document_view
from importer.nodes import plain, table
from importer.parsers import read_file
from importer.reading import Citation, Reading
from importer.reading import Section as DocumentSection
from importer.services import import_article
from tests import factories
from tests.importer.test_documents import DOCUMENTS, SAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

DOCUMENT = """\
By Maya Chen, MD

Does Sleep Lift Your Mood?

Sleep and mood move together.

Quick Answer

Sleep helps most people.

Why Sleep Matters

In Jones et al. (2024), 26% of people felt better with sleep and 12% with naps.

Frequently Asked Questions

What is it good for?

It lifts your mood.

Key Takeaways

- Sleep helps. In a trial, 26% of people felt better .
- Naps help. In a trial, 12% of people felt better [1].

Citations

1. Sleep and mood – NIMH https://www.nimh.nih.gov/sleep
2. Sleep – NIMH https://nimh.nih.gov/sleep/?utm_source=x
"""
LABELLED = """\
By Maya Chen, MD

Ketamine at Home

Ketamine at home is not for everyone.

[Callout: get help now] Call 911 now if

you cannot breathe.

[End of callout]

Quick Answer

Ketamine at home needs a plan.

Why It Needs a Plan

It makes you sleepy.

[Off-label note] Oral ketamine

Condition: depression

Doctors may prescribe it all the same.

[End of off-label note]

[Study result: 26 of 100 people] felt better

It lasted a week.

Source: [1]

[End of study result]

So do not drive.

[Quote]

I slept all day.

Attribution: A patient

[End of quote]

[Appointment] Talk to us

We will call.

[End of appointment]

Citations

1. Sleep and mood – NIMH https://www.nimh.nih.gov/sleep
"""
CODES = [
    "claim-without-source",
    "mention-without-source",
    "stripped-marker",
    "duplicate-source",
    "question-needs-context",
    "source-incomplete",
    "source-incomplete",
    "source-tracking-parameters",
    "source-never-cited",
]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(DOCUMENT)
    return file


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("check_content", *map(str, arguments), stdout=out)
    return out.getvalue()


def codes(*arguments: object) -> list[str]:
    return [finding["code"] for finding in json.loads(run(*arguments, "--json"))]


def test_a_document_is_checked(document: Path) -> None:
    findings = json.loads(run(document, "--json"))
    assert [finding["code"] for finding in findings] == CODES
    assert all(list(finding) == ["code", "severity", "message", "path", "quotes"] for finding in findings)
    assert [finding["path"] for finding in findings] == [
        *["takeaways/0", "sections/0", "takeaways/0", "citations/1", "faq/0"],
        *["citations/0", "citations/1", "citations/1", "citations/1"],
    ]
    report = run(document)
    assert report.startswith("warning: 5, note: 4\n")
    assert "stripped-marker  at takeaways/0" in report
    assert "of people felt better .”" in report


def test_nothing_found_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("By Maya Chen\n\nSleep and Mood\n\nTL;DR: Sleep helps.\n\nText.\n")
    assert run(file) == "Nothing found.\n"
    assert json.loads(run(file, "--json")) == []


def test_what_is_checked_of_a_document(document: Path) -> None:
    article = document_view(mapper.read(read_file(document)))
    assert article.title == "Does Sleep Lift Your Mood?"
    assert article.author == "By Maya Chen, MD"
    assert article.description is None
    assert article.introduction == Passage("introduction", "Sleep and mood move together.")
    assert article.quick_answer == Passage("quick_answer", "Sleep helps most people.")
    assert article.sections == (
        Section(
            "sections/0",
            2,
            "Why Sleep Matters",
            "In Jones et al. (2024), 26% of people felt better with sleep and 12% with naps.",
        ),
    )
    assert article.faq == (Question("faq/0", "What is it good for?", "It lifts your mood."),)
    assert article.takeaways[1].claim == "Naps help."
    assert article.sources[0] == Reference(
        "citations/0", "Sleep and mood", publisher="NIMH", url="https://www.nimh.nih.gov/sleep"
    )


def test_what_labels_set_apart_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "labelled.txt"
    file.write_text(LABELLED)
    article = document_view(mapper.read(read_file(file)))
    assert article.off_label_notes == (
        OffLabelNote("sections/0", "Oral ketamine", "depression", "Doctors may prescribe it all the same."),
    )
    assert article.study_results == (
        StudyResult("sections/0", 26, 100, "felt better", "It lasted a week.", (1,)),
    )
    assert article.others == (
        Passage("introduction", "Call 911 now if\nyou cannot breathe.", "callout: emergency"),
        Passage("sections/0", "I slept all day.\nA patient", "quote"),
        Passage("sections/0", "Talk to us\nWe will call.\nRequest an appointment", "appointment"),
    )
    assert article.sections[0].text == "It makes you sleepy.\nSo do not drive."


def test_pictures_and_tables_are_checked() -> None:
    cells = table([[plain("H"), plain("I")], [plain("one"), plain("two")]], 2, has_header=True)
    hill = nodes.Picture(plain("A hill"), 3, name="hill.png")
    line = nodes.Picture((), 4, name="line.png", is_decorative=True)
    body = [nodes.Paragraph(plain("B."), 1), cells, hill, line]
    article = document_view(Reading(sections=[DocumentSection(2, "Why", body)]))
    assert article.pictures == (
        Picture("sections/0", "A hill"),
        Picture("sections/0", "", is_decorative=True),
    )
    assert Passage("sections/0", "H one: I two", "table") in article.others
    assert article.sections[0].text == "B."


@pytest.mark.parametrize(
    ("marks", "levels"),
    [((2, 4, 2), [2, 4, 2]), ((1, 2, 3, 2), [2, 3, 4, 3]), ((3, 3), [2, 2]), ((2, None, 4), [2, 2, 4])],
)
def test_skipped_levels_are_seen_before_the_import(marks: tuple[int | None, ...], levels: list[int]) -> None:
    sections = [DocumentSection(2, "One", marked=mark) for mark in marks]
    assert [one.level for one in document_view(Reading(sections=sections)).sections] == levels


def test_a_markdown_file_with_a_skipped_level(tmp_path: Path) -> None:
    file = tmp_path / "skipping.md"
    file.write_text("# Sleep\n\nIt helps.\n\n## Why\n\nBecause.\n\n#### Deep\n\nMore of it.\n")
    assert "heading-skips" in {one.code for one in check(document_view(mapper.read(read_file(file))))}


def test_the_details_of_a_reference_are_checked() -> None:
    details = {"authors": "Lee A", "year": "2024", "doi": "10.1056/x", "container": "A Journal"}
    (source,) = document_view(Reading(citations=[Citation("A", None, None, details=details)])).sources
    assert (source.authors, source.year, source.doi) == ("Lee A", 2024, "10.1056/x")
    assert (source.container, source.publisher) == ("A Journal", "")


def test_a_page_and_its_document_show_the_checks_the_same(home: HomePage, tmp_path: Path) -> None:
    """Every word of the one is in the other, in the same kind of part; only the paths differ."""
    file = tmp_path / "labelled.txt"
    file.write_text(LABELLED)
    reading = mapper.read(read_file(file))
    import_article(reading=reading, parent=ArticleIndexPage.objects.get(), publish=False)
    page = ArticlePage.objects.get(title="Ketamine at Home").get_latest_revision_as_object()
    of_page, of_document = page_view(page), document_view(reading)
    assert parts(of_page) == parts(of_document)
    assert len(parts(of_page)) == 15


def parts(article: Article) -> list[tuple[str, str]]:
    """The lines of an article, each with the kind of its part."""
    return sorted((passage.kind, line) for passage in article.passages() for line in passage.text.split("\n"))


def test_what_is_checked_of_a_page(home: HomePage) -> None:
    one = factories.make_source(doi="10.1056/x", authors="Smith AB", year=2024)
    two = factories.make_source(title="Another", url="https://b.example/")
    items = [{"claim": "Sleep helps.", "detail": "<p>A <b>lot</b>.</p>", "sources": [one.pk]}]
    result = {"n": 26, "of": 100, "outcome": "slept", "detail": "", "source": one.pk}
    table = {"columns": [{"type": "text", "heading": "H"}], "rows": [{"values": ["A cell"]}], "caption": "C"}
    blocks = {
        "quick_answer": {"heading": "Quick answer", "text": "<p>Sleep helps.</p>"},
        "section": {"heading": "Why", "level": "h3", "body": "<h4>Teens &amp; all</h4><p>More.</p>"},
        "faq": {"heading": "FAQ", "items": [{"question": "Why?", "answer": "<p>Because.</p>"}]},
        "takeaways": {"heading": "Key takeaways", "items": items},
        "study_result": result,
        "callout": {"kind": "caution", "heading": "Careful", "body": "<p>Ask first.</p>"},
        "table": {"table": table, "first_column_is_header": True},
        "citations": {"heading": "Citations", "also_listed": [two.pk]},
    }
    body = [{"type": name, "value": value, "id": name} for name, value in blocks.items()]
    page = factories.make_article(body=body, author=factories.make_provider(), search_description="Short.")
    article = page_view(ArticlePage.objects.get(pk=page.pk))
    assert article.author.startswith("Maya Chen")
    assert article.description == "Short."
    assert article.introduction == Passage("introduction", "Sleep and mood move together.")
    assert article.quick_answer == Passage("body/quick_answer", "Sleep helps.")
    assert article.sections == (Section("body/section", 3, "Why", "Teens & all\nMore.", ("Teens & all",)),)
    assert article.faq == (Question("body/faq/items/0", "Why?", "Because."),)
    assert article.takeaways == (Takeaway("body/takeaways/items/0", "Sleep helps.", "A lot.", (1,)),)
    assert article.study_results == (StudyResult("body/study_result", 26, 100, "slept", "", (1,)),)
    assert article.others == (
        Passage("body/callout", "Careful\nAsk first.", "callout: caution"),
        Passage("body/table", "H A cell", "table"),
    )
    assert [(source.path, source.title, source.doi) for source in article.sources] == [
        ("body/takeaways/items/0/sources/0", "A study", "10.1056/x"),
        ("body/citations/also_listed/0", "Another", ""),
    ]


def test_an_unfinished_draft_can_be_checked(home: HomePage) -> None:
    index = ArticleIndexPage.objects.get()
    index.add_child(instance=ArticlePage(title="New", slug="new", live=False))
    assert codes("--page", "new") == [
        "quick-answer-missing",
        "description-missing",
        "author-missing",
        "reviewer-missing",
    ]
    empty = {"n": None, "of": None, "outcome": "", "detail": "", "source": None}
    page = ArticlePage.objects.get()
    page.body = [{"type": "study_result", "value": empty}, {"type": "section", "value": {}}]
    page.save_revision(clean=False)
    assert "quick-answer-missing" in codes("--page", "new")


def test_the_newest_draft_of_a_page_is_checked(home: HomePage) -> None:
    page = factories.make_article(search_description="Short.")
    assert codes("--page", page.slug) == ["author-missing", "reviewer-missing"]
    page.search_description = "Long. " * 40
    page.save_revision()
    assert codes("--page", page.slug) == ["description-too-long", "author-missing", "reviewer-missing"]


def test_an_imported_document_has_the_findings_of_its_file(home: HomePage, document: Path) -> None:
    """But for the author, who is chosen on the page, the source the library merged, and the description."""
    reading = mapper.read(read_file(document))
    import_article(reading=reading, parent=ArticleIndexPage.objects.get(), publish=False)
    found = Counter(codes("--page", "does-sleep-lift-your-mood"))
    merged = Counter(
        ["duplicate-source", "source-never-cited", "source-tracking-parameters", "source-incomplete"]
    )
    assert found == Counter(CODES) - merged + Counter(
        ["author-missing", "description-missing", "reviewer-missing"]
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_ordinary_documents_raise_few_warnings(path: Path) -> None:
    """Some of these are cut short: summaries tell more than is left of the body, or sources are missing."""
    warnings = [one for one in json.loads(run(path, "--json")) if one["severity"] != "note"]
    cut_short = {"term-not-in-body", "uncertainty-lost", "figure-not-found", "claim-without-source"}
    true = {"quick-answer-missing", "crisis-line-missing", "request-called-booking"}  # one says “Book online”
    assert {one["code"] for one in warnings} <= true | cut_short
    assert len(warnings) <= 4


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real articles are not beside this checkout")
def test_a_real_article() -> None:
    found = Counter(codes(SAMPLE))
    assert found["figure-boundary"] == found["figure-times-more"] == found["figure-qualifier-lost"] == 1
    assert found["figure-unit-missing"] == 1
    assert found["figure-differs"] == found["figure-not-found"] == found["figure-denominator"] == 0
    assert found["term-not-in-body"] == 2
    assert found["gravest-risk-missing"] == found["studies-rest-on-one"] == 1
    assert found["study-design-differs"] == found["uncertainty-lost"] == 1
    assert found["claim-without-source"] == 5
    assert found["mention-without-source"] == 3
    assert found["agency-without-source"] == 1
    assert found["source-titles-swapped"] == 1
    assert found["stripped-marker"] == 6
    assert found["emergency-advice"] == found["off-label-undisclosed"] == 1
    assert found["question-needs-context"] == found["author-missing"] == 1
    assert found["absolute-promise"] == found["request-called-booking"] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], "There is no file none.txt."),
        ([""], "is a folder"),
        (["--page", "none"], "There is no article with the slug “none”."),
        (["--page", "home"], "There is no article with the slug “home”."),
        (["--page", ""], "There is no article with the slug “”."),
    ],
)
def test_what_cannot_be_checked(home: HomePage, arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert refused.value.returncode == 2
    assert message in str(refused.value)


def test_a_slug_that_is_not_the_only_one(home: HomePage) -> None:
    factories.make_article()
    second = home.add_child(instance=ArticleIndexPage(title="News", slug="news"))
    second.add_child(instance=ArticlePage(title="Sleep", slug="sleep-and-mood", live=False))
    with pytest.raises(CommandError, match="More than one article"):
        run("--page", "sleep-and-mood")


@pytest.mark.parametrize("arguments", [[], ["article.txt", "--page", "x"]])
def test_one_thing_has_to_be_named(arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)


@pytest.fixture
def accepted_page(home: HomePage, admin: User) -> ArticlePage:
    """A page whose only warning somebody has accepted."""
    page = factories.make_article(introduction="<p>It helps by week six .</p>", search_description="Short.")
    page.save_revision()
    page = ArticlePage.objects.get()
    (finding,) = (one for one in page.findings if one.code == "stripped-marker")
    accept_finding(page=page, finding=finding, reason="The journal prints it.", user=admin)
    return page


def test_what_was_accepted_is_left_out(accepted_page: ArticlePage) -> None:
    assert codes("--page", accepted_page.slug) == ["author-missing", "reviewer-missing"]
    assert codes("--page", accepted_page.slug, "--all") == [
        "stripped-marker",
        "author-missing",
        "reviewer-missing",
    ]
    report = run("--page", accepted_page.slug, "--all")
    assert report.startswith("note: 2\n")
    today = timezone.localdate()
    assert f"Accepted by admin on {today}: The journal prints it." in report


def test_json_says_what_was_accepted_where_all_is_listed(accepted_page: ArticlePage) -> None:
    plain = json.loads(run("--page", accepted_page.slug, "--json"))
    assert {key for one in plain for key in one} == {"code", "severity", "message", "path", "quotes"}
    first, *others = json.loads(run("--page", accepted_page.slug, "--json", "--all"))
    assert [one["accepted"] for one in others] == [None, None]
    kept = AcceptedFinding.objects.get()
    assert first["accepted"] == {
        "reason": "The journal prints it.",
        "by": "admin",
        "at": kept.accepted_at.isoformat(),
    }
    assert others == [one | {"accepted": None} for one in plain]


@pytest.mark.parametrize(
    ("severity", "fails"), [("blocks", False), ("warning", True), ("note", True), (None, False)]
)
def test_scripts_can_fail_on_a_severity(document: Path, severity: str | None, fails: bool) -> None:
    options = ["--fail-on", severity] if severity else []
    if not fails:
        assert codes(document, *options) == CODES
        return
    with pytest.raises(SystemExit) as exit_status:
        run(document, *options)
    assert exit_status.value.code == 1


def test_what_was_accepted_fails_nothing(accepted_page: ArticlePage) -> None:
    run("--page", accepted_page.slug, "--all", "--fail-on", "warning")
    with pytest.raises(SystemExit):
        run("--page", accepted_page.slug, "--fail-on", "note")
