"""The command that checks a document or a page, and what the checks are given of each."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from blog.checkable import checkable as page_view
from blog.models import ArticleIndexPage, ArticlePage
from editorial.checks.article import Passage, Question, Reference, Section, StudyResult, Takeaway
from editorial.services import accept_finding
from home.models import HomePage
from importer import mapper
from importer.checkable import checkable as document_view
from importer.parsers import read_file
from importer.services import import_article
from tests import factories
from tests.importer.test_documents import DOCUMENTS, SAMPLE

DOCUMENT = """\
By Maya Chen, MD

Does Sleep Lift Your Mood?

Sleep and mood move together.

Quick Answer

Sleep helps most people.

Why Sleep Matters

In Jones et al. (2024), most people felt better.

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
CODES = [
    "claim-without-source",
    "mention-without-source",
    "stripped-marker",
    "duplicate-source",
    "question-needs-context",
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


def test_a_document_is_checked_without_a_database(document: Path) -> None:
    findings = json.loads(run(document, "--json"))
    assert [finding["code"] for finding in findings] == CODES
    assert all(list(finding) == ["code", "severity", "message", "path", "quotes"] for finding in findings)
    assert [finding["path"] for finding in findings] == [
        *["takeaways/0", "sections/0", "takeaways/0", "citations/1", "faq/0", "citations/1"],
    ]
    report = run(document)
    assert report.startswith("warning: 5, note: 1\n")
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
        Section("sections/0", 2, "Why Sleep Matters", "In Jones et al. (2024), most people felt better."),
    )
    assert article.faq == (Question("faq/0", "What is it good for?", "It lifts your mood."),)
    assert article.takeaways[1].claim == "Naps help."
    assert article.sources[0] == Reference(
        "citations/0", "Sleep and mood", publisher="NIMH", url="https://www.nimh.nih.gov/sleep"
    )


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
        Passage("body/table", "A cell", "table"),
    )
    assert [(source.path, source.title, source.doi) for source in article.sources] == [
        ("body/takeaways/items/0/sources/0", "A study", "10.1056/x"),
        ("body/citations/also_listed/0", "Another", ""),
    ]


def test_an_unfinished_draft_can_be_checked(home: HomePage) -> None:
    index = ArticleIndexPage.objects.get()
    index.add_child(instance=ArticlePage(title="New", slug="new", live=False))
    assert codes("--page", "new") == ["quick-answer-missing", "description-missing", "author-missing"]
    empty = {"n": None, "of": None, "outcome": "", "detail": "", "source": None}
    page = ArticlePage.objects.get()
    page.body = [{"type": "study_result", "value": empty}, {"type": "section", "value": {}}]
    page.save_revision(clean=False)
    assert "quick-answer-missing" in codes("--page", "new")


def test_the_newest_draft_of_a_page_is_checked(home: HomePage) -> None:
    page = factories.make_article(search_description="Short.")
    assert codes("--page", page.slug) == ["author-missing"]
    page.search_description = "Long. " * 40
    page.save_revision()
    assert codes("--page", page.slug) == ["description-too-long", "author-missing"]


def test_an_imported_document_has_the_findings_of_its_file(home: HomePage, document: Path) -> None:
    """But for the author, who is chosen on the page, the source the library merged, and the description."""
    reading = mapper.read(read_file(document))
    import_article(reading=reading, parent=ArticleIndexPage.objects.get(), publish=False)
    found = Counter(codes("--page", "does-sleep-lift-your-mood"))
    merged = Counter(["duplicate-source", "source-never-cited"])
    assert found == Counter(CODES) - merged + Counter(["author-missing", "description-missing"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_ordinary_documents_raise_few_warnings(path: Path) -> None:
    warnings = [one for one in json.loads(run(path, "--json")) if one["severity"] != "note"]
    assert {one["code"] for one in warnings} <= {"quick-answer-missing"}


@pytest.mark.skipif(not SAMPLE.exists(), reason="the real articles are not beside this checkout")
def test_a_real_article() -> None:
    assert Counter(codes(SAMPLE)) == {
        "claim-without-source": 5,
        "mention-without-source": 3,
        "stripped-marker": 6,
        "source-never-cited": 6,
        "question-needs-context": 1,
        "author-missing": 1,
    }


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
    assert codes("--page", accepted_page.slug) == ["author-missing"]
    assert codes("--page", accepted_page.slug, "--all") == ["stripped-marker", "author-missing"]
    report = run("--page", accepted_page.slug, "--all")
    assert report.startswith("note: 1\n")
    assert "Accepted by admin: The journal prints it." in report


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
