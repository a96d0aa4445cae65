"""Citation markers: how they are stored, read and edited, and what they mean for a source."""

import json
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex

from blog.models import ArticlePage
from core import rich_text
from core.text import OBJECT, plain
from editorial.citations import label, letters, number, short_name
from editorial.models import Source
from editorial.rich_text import marker, markers_in, replace_markers, sources_in, without_markers
from home.models import HomePage
from tests import factories

ONE, TWO, BOTH = marker([1]), marker([2]), marker([1, 2])


# What is stored


def test_a_marker_as_it_is_stored() -> None:
    assert marker([]) == ""
    assert marker([12]) == '<a linktype="source" id="12">\ufffc</a>'
    assert marker([2, 1, 2]) == marker([2]) + marker([1])


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ("<p>No marker [1].</p>", []),
        (f"<p>One.{ONE}</p>", [[1]]),
        (f"<p>Both.{BOTH} Two.{TWO}</p>", [[1, 2], [2]]),
        (f"<p>Apart{ONE} {TWO}</p>", [[1], [2]]),
        (f"<p>Twice.{ONE}{ONE}</p>", [[1]]),
        (f"<p>{ONE}</p><p>{TWO}</p>", [[1], [2]]),
        ('<p>A<a id="7" linktype="source">\ufffc</a></p>', [[7]]),
        ('<p>A<a linktype="source" id="7"><b>\ufffc</b></a></p>', [[7]]),
        ('<p>A<a linktype="source"\n id="7">\ufffc</a></p>', [[7]]),
        ('<p>A<a linktype="page" id="7">page</a></p>', []),
        ('<p>A<a href="https://a.example/?linktype=source" id="7">x</a></p>', []),
        ('<p>A<a linktype="source" id="x">\ufffc</a></p>', [[]]),
        ('<p>A<a linktype="source">\ufffc</a></p>', [[]]),
        (f'<p>A<a linktype="source" id="{10**30}">\ufffc</a></p>', [[]]),
    ],
)
def test_markers_are_found(html: str, found: list[list[int]]) -> None:
    assert markers_in(html) == found
    assert sources_in(html) == [key for keys in found for key in keys]


@given(st.lists(st.lists(st.integers(1, 10**18 - 1), min_size=1, max_size=4, unique=True), max_size=4))
def test_what_is_written_is_found(markers: list[list[int]]) -> None:
    assert markers_in("".join(f"<p>Words.{marker(keys)}</p>" for keys in markers)) == markers


@pytest.mark.parametrize(
    ("html", "numbered", "dropped"),
    [
        (f"<p>Better.{BOTH} Then</p>", "<p>Better.[1, 2] Then</p>", "<p>Better. Then</p>"),
        (f"<p>Better {ONE}.</p>", "<p>Better[1].</p>", "<p>Better.</p>"),
        (f"<p>Better {ONE} and</p>", "<p>Better[1] and</p>", "<p>Better and</p>"),
        (f"<p>Better {ONE}and</p>", "<p>Better[1] and</p>", "<p>Better and</p>"),
        (f"<p>{ONE}Better</p>", "<p>[1]Better</p>", "<p>Better</p>"),
        (f"<p>Better\u00a0{ONE}</p>", "<p>Better[1]</p>", "<p>Better</p>"),
        ("<p>A lost \ufffc sign</p>", "<p>A lost  sign</p>", "<p>A lost  sign</p>"),
        ('<p><a href="#x">Link</a></p>', '<p><a href="#x">Link</a></p>', '<p><a href="#x">Link</a></p>'),
    ],
)
def test_markers_are_replaced(html: str, numbered: str, dropped: str) -> None:
    assert replace_markers(html, label) == numbered
    assert without_markers(html) == dropped
    assert plain(html) == plain(dropped)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (f"<p>Better.{BOTH}</p><p>Then</p>", "Better. Then"),
        (f"<p>Better {ONE}{TWO}, then</p>", "Better, then"),
        (f"<p>better {ONE}and</p>", "better and"),
    ],
)
def test_plain_text_has_no_markers(html: str, words: str) -> None:
    assert plain(html) == words


# Numbers, letters and names


def test_every_place_has_a_letter_and_an_id() -> None:
    one, two, three = number(["a", "b", "a"], ["c"]).entries
    assert one.back_links == [("a", "cited-1-1"), ("b", "cited-1-2")]
    assert two.back_links == [("a", "cited-2-1")]
    assert three.back_links == []


@pytest.mark.parametrize(("position", "name"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (703, "aaa")])
def test_letters(position: int, name: str) -> None:
    assert letters(position) == name


@pytest.mark.parametrize(("numbers", "text"), [([], ""), ([3], "[3]"), ([3, 5], "[3, 5]")])
def test_labels(numbers: list[int], text: str) -> None:
    assert label(numbers) == text


@pytest.mark.parametrize(
    ("authors", "year", "name"),
    [
        ("Rush AJ", 2006, "Rush 2006"),
        ("Rush AJ; Trivedi MH", 2006, "Rush & Trivedi 2006"),
        ("Rush AJ; Trivedi MH; Wisniewski SR", 2006, "Rush et al. 2006"),
        ("Rush AJ; et al.", None, "Rush et al."),
        ("Rush AJ et al.", 2006, "Rush et al. 2006"),
        ("Rush, A. J.", 2006, "Rush 2006"),
        ("van der Berg JP", 2006, "van der Berg 2006"),
        ("NIMH", 2024, "NIMH 2024"),
        ("", 2024, "Sleep and mood in adults, a trial in tw…"),
        ("et al.", 2024, "Sleep and mood in adults, a trial in tw…"),
    ],
)
def test_short_names(authors: str, year: int | None, name: str) -> None:
    assert short_name(authors, year, "Sleep and mood in adults, a trial in two cities") == name


# In the editor


def converted(html: str, features: list[str] = rich_text.PROSE) -> tuple[dict[str, Any], str]:
    """What the editor gets of the stored text, and what is stored again."""
    converter = ContentstateConverter(features)
    state = converter.from_database_format(html)
    return json.loads(state), converter.to_database_format(state)


@pytest.mark.django_db
@pytest.mark.parametrize("features", [rich_text.INLINE, rich_text.PROSE, rich_text.SECTION])
def test_the_editor_keeps_markers_as_they_are(features: list[str]) -> None:
    keys = [factories.make_source(url=f"https://a.example/{n}", authors="Rush AJ").pk for n in range(2)]
    html = f'<p data-block-key="abcde">Better.{marker(keys)} And {marker(keys[1:])}, then.</p>'
    state, stored = converted(html, features)
    assert stored == html
    entities = list(state["entityMap"].values())
    assert [(entity["type"], entity["mutability"]) for entity in entities] == [("CITATION", "IMMUTABLE")] * 3
    assert entities[0]["data"] == {"id": str(keys[0]), "name": "Rush"}


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["99", "", "x", str(10**30)])
def test_the_editor_keeps_markers_to_nothing(key: str) -> None:
    html = f'<p data-block-key="abcde">Better.<a linktype="source" id="{key}">{OBJECT}</a></p>'
    state, stored = converted(html)
    assert stored == html
    assert state["entityMap"]["0"]["data"]["name"] == "Deleted source"


@pytest.mark.django_db
def test_bold_words_around_a_marker_stay_bold() -> None:
    key = factories.make_source().pk
    _, stored = converted(f'<p data-block-key="abcde"><b>Better{marker([key])}.</b></p>')
    assert stored == f'<p data-block-key="abcde"><b>Better</b>{marker([key])}<b>.</b></p>'


def test_the_chooser_names_the_source(marketing_client: Client) -> None:
    source = factories.make_source(authors="Rush AJ", year=2006)
    viewset = "wagtailsnippetchoosers_editorial_source"
    chosen = marketing_client.get(reverse(f"{viewset}:chosen", args=[source.pk])).json()
    assert chosen["result"]["name"] == "Rush 2006"
    data = {"source-title": "A trial", "source-type": "label"}
    created = marketing_client.post(reverse(f"{viewset}:create"), data).json()
    assert created["result"]["name"] == "A trial"


def test_the_editor_has_the_button(home: HomePage, marketing_client: Client) -> None:
    page = factories.make_article()
    html = marketing_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Cite a source" in html
    assert "/js/cite.js" in html
    assert "/css/cite.css" in html


# What it means for a source


def cite_in_text(source: Source, **fields: Any) -> ArticlePage:
    body = f"<p>Better.{marker([source.pk])}</p>"
    section = {"type": "section", "value": {"heading": "Why", "level": "h2", "body": body}}
    return factories.make_article(body=[section], **fields)


def cite_in_introduction(source: Source, **fields: Any) -> ArticlePage:
    return factories.make_article(introduction=f"<p>Better.{marker([source.pk])}</p>", **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("cite", [cite_in_text, cite_in_introduction])
def test_a_source_in_a_text_is_in_use(
    home: HomePage, marketing_client: Client, cite: Any, django_user_model: Any
) -> None:
    source = factories.make_source()
    page = cite(source)
    assert [page.pk] == [int(group[0].pk) for group in ReferenceIndex.get_grouped_references_to(source)]
    usage = marketing_client.get(reverse("wagtailsnippets_editorial_source:usage", args=[source.pk]))
    assert page.title in usage.content.decode()
    with pytest.raises(ProtectedError):
        source.delete()
    marketing_client.post(reverse("wagtailsnippets_editorial_source:delete", args=[source.pk]))
    assert Source.objects.filter(pk=source.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("cite", [cite_in_text, cite_in_introduction])
def test_a_source_in_the_text_of_a_draft_is_in_use(home: HomePage, cite: Any) -> None:
    source = factories.make_source()
    cited = cite(source, title="Another", slug="another")
    page = factories.make_article()
    page.introduction, page.body = cited.introduction, cited.body
    page.save_revision()
    cited.delete()
    with pytest.raises(ProtectedError):
        source.delete()


@pytest.mark.django_db
def test_a_marker_to_nothing_hinders_nobody(home: HomePage) -> None:
    for key in ("", "x", 10**30):
        text = f'<p>Better.<a linktype="source" id="{key}">{OBJECT}</a></p>'
        factories.make_article(title=f"A {key}", introduction=text).save_revision()
    source = factories.make_source()
    source.delete()
    assert not Source.objects.exists()
