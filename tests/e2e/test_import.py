"""A writer's document through the command line to the page patients read."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.e2e.site import ROOT, RunningSite
from tests.e2e.test_request import Browser, attribute, one

ARTICLES = ROOT.parent / "shared" / "articles"
SAMPLE = ARTICLES / "iv-ketamine-for-depression.txt"
EXPECTED = ARTICLES / "iv-ketamine-for-depression.expected.json"

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def reading() -> dict[str, Any]:
    return json.loads(EXPECTED.read_text())


# What the command does not do by itself: somebody accepts what blocks the article.
PUBLISH = """
from django.contrib.auth.models import User
from blog.models import ArticlePage
from editorial.services import accept_finding
draft = ArticlePage.objects.order_by("-pk").first().get_latest_revision_as_object()
user = User.objects.get(username="marketing")
for finding in draft.blocking:
    accept_finding(page=draft, finding=finding, reason="Our clinicians know.", user=user)
draft.get_latest_revision().publish()
"""


@pytest.fixture(scope="module")
def published(running_site: RunningSite, reading: dict[str, Any]) -> BeautifulSoup:
    """The page of the imported article."""
    done = running_site.manage("import_article", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    shell = running_site.manage("shell", "-c", PUBLISH)
    assert shell.returncode == 0, shell.stderr
    path = re.search(r"/articles/[\w-]+/", done.stdout)
    assert path is not None, done.stdout
    status, _, html = Browser().open(running_site.url + path.group())
    assert status == 200
    return BeautifulSoup(html, "html.parser")


def words(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(text)).strip()


def passages(reading: dict[str, Any]) -> list[str]:
    """Every passage that patients must find on the page."""
    found = [reading["title"], *reading["introduction"], *reading["quick_answer"]["paragraphs"]]
    for section in reading["sections"]:
        for part in (section, *section["subsections"]):
            found += [part["heading"], *part["paragraphs"]]
    for takeaway in reading["takeaways"]:
        found += [takeaway["claim"], takeaway["detail"]]
    return found + [citation["title"] for citation in reading["citations"]]


def test_every_sentence_is_on_the_page(published: BeautifulSoup, reading: dict[str, Any]) -> None:
    text = words(one(published, "main").get_text(" "))
    assert [passage for passage in passages(reading) if words(passage) not in text] == []


def test_each_citation_is_a_link(published: BeautifulSoup, reading: dict[str, Any]) -> None:
    links = {attribute(link, "href") for link in published.select("main a[href]")}
    assert {citation["url"] for citation in reading["citations"]} <= links


def test_the_keyword_line_is_not_printed(published: BeautifulSoup, reading: dict[str, Any]) -> None:
    assert ", ".join(reading["keywords"]) not in words(str(published))
    assert reading["keywords"][-3] not in words(published.get_text(" "))


LOST_PROSE = """\
Sleep is the first thing that goes.

# Sleep and mood

It comes back late.

## Causes

There are many.

References

1. A leaflet https://a.example/never-stored
"""


TRY = """
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision
from editorial.models import Source

def counted():
    return Page.objects.count(), Revision.objects.count(), Source.objects.count()

before = counted()
for path in {paths!r}:
    try:
        call_command("import_article", path, "--publish")
    except CommandError as error:
        print(error)
print("Nothing is left." if counted() == before else "Something is left.")
"""


def test_an_import_that_fails_leaves_nothing(running_site: RunningSite, tmp_path: Path) -> None:
    unreadable, lost = tmp_path / "unreadable.txt", tmp_path / "lost.txt"
    unreadable.write_bytes(b"\x00\x01\x02")
    lost.write_text(LOST_PROSE)
    done = running_site.manage("shell", "-c", TRY.format(paths=[str(unreadable), str(lost)]))
    assert done.returncode == 0, done.stderr
    assert "is not plain text" in done.stdout
    assert "Line 1 found no place" in done.stdout + done.stderr
    assert "Nothing is left." in done.stdout
