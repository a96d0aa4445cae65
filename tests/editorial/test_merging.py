"""Making one source of several: what is rewritten, what is kept, and who may."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import Block, ListBlock, StructBlock
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.test.utils.form_data import rich_text, streamfield

from blog.blocks import ArticleBody
from blog.models import ArticlePage
from core.rich_text import INLINE, SECTION
from core.stream import rewritten
from editorial.blocks import SourceChooserBlock, mentions_in, repointed_stream
from editorial.duplicates import possible_duplicates
from editorial.lexicon import shipped
from editorial.medical_review.content import SOURCES
from editorial.medical_review.draft_links import approve as approve_through_link
from editorial.medical_review.draft_links import make_link
from editorial.medical_review.services import accept_minor_edit
from editorial.models import Source
from editorial.rich_text import marker, repointed
from editorial.services import merge_sources
from editorial.usage import pages_citing, uses_of
from home.models import HomePage
from tests import factories
from tests.blog.test_editing import form_data
from tests.editorial.reviewed import ANSWER, again, approve, provider, standing

pytestmark = pytest.mark.django_db


def three() -> tuple[Source, Source, Source]:
    a, b, c = (factories.make_source(title=f"Study {name}", url=f"https://{name}.example/") for name in "abc")
    return a, b, c


def body(source: int, *also: int) -> list[dict[str, Any]]:
    """A source everywhere a body can name one."""
    cited = f"<p>Better.{marker([source])}</p>"
    taken = {"claim": "It helps.", "detail": cited, "sources": [source, *also]}
    return [
        {"type": "section", "value": {"heading": "Why", "level": "h2", "body": cited}, "id": "s"},
        {"type": "takeaways", "value": {"heading": "Key", "items": [taken]}, "id": "t"},
        {
            "type": "study_result",
            "value": {"n": 1, "of": 2, "outcome": "slept", "detail": cited, "source": source},
            "id": "r",
        },
        {"type": "citations", "value": {"heading": "Citations", "also_listed": [source, *also]}, "id": "c"},
    ]


def named(page: ArticlePage) -> set[int]:
    return {entry.source.pk for entry in page.numbering.entries}


# Pure


def test_markers_are_repointed() -> None:
    keys = {2: 1, 3: 1}
    assert repointed(f"<p>One{marker([2])}.</p>", keys) == f"<p>One{marker([1])}.</p>"
    assert repointed(f"<p>One {marker([1, 2, 4, 3])}.</p>", keys) == f"<p>One {marker([1, 4])}.</p>"
    same = f'<p>One{marker([4, 5])} and <a linktype="page" id="2">two</a></p>'
    assert repointed(same, keys) == same


def test_a_stream_is_repointed_and_nothing_else_changes() -> None:
    block = ArticleBody()
    changed = repointed_stream(block, body(2, 3, 4), {2: 1, 3: 1})
    text = json.dumps(changed)
    assert changed[1]["value"]["items"][0]["sources"] == [1, 4]
    assert changed[3]["value"]["also_listed"] == [1, 4]
    assert changed[2]["value"]["source"] == 1
    assert '"id=\\"2\\""' not in text
    untouched = [*body(4, 4), {"type": "no_more", "value": {"left": None}, "id": "x"}]
    untouched[0]["value"]["added"] = 2
    untouched[2]["value"]["source"] = None
    assert repointed_stream(block, untouched, {2: 1, 3: 1}) == untouched
    assert rewritten(block, None, lambda block, value: value) is None


def test_lists_of_both_formats_are_repointed() -> None:
    new = [{"type": "item", "value": key, "id": str(key)} for key in (2, 3, 4)]
    raw = [{"type": "citations", "value": {"heading": "C", "also_listed": new}, "id": "c"}]
    (citations,) = repointed_stream(ArticleBody(), raw, {2: 1, 3: 1})
    assert [(item["value"], item["id"]) for item in citations["value"]["also_listed"]] == [(1, "2"), (4, "4")]


# Merging


def test_everything_points_to_the_source_that_is_kept(home: HomePage, marketing: User) -> None:
    """What is published, the newest draft, what is scheduled and what is history."""
    a, b, c = three()
    page = factories.make_article(body=body(b.pk, c.pk), introduction=f"<p>So.{marker([c.pk])}</p>")
    old = page.save_revision()
    page.body = body(c.pk)
    scheduled = page.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    page.introduction = f"<p>Now.{marker([b.pk, c.pk])}</p>"
    draft = page.save_revision()
    other = factories.make_service(introduction=f"<p>So.{marker([b.pk])}</p>")

    rewritten = merge_sources(keep=a, others=[b, c], user=marketing)

    assert {one.pk for one in rewritten} == {page.pk, other.pk}
    assert list(Source.objects.all()) == [a]
    assert named(ArticlePage.objects.get(pk=page.pk)) == {a.pk}
    for revision in (old, scheduled, draft):
        assert named(Revision.objects.get(pk=revision.pk).as_object()) == {a.pk}
    assert ArticlePage.objects.get(pk=page.pk).latest_revision_id == draft.pk
    assert ArticlePage.objects.get(pk=page.pk).introduction == f"<p>So.{marker([a.pk])}</p>"
    assert {group[0].pk for group in ReferenceIndex.get_grouped_references_to(a)} == {page.pk, other.pk}
    listed = ArticlePage.objects.get(pk=page.pk).body.raw_data[3]["value"]["also_listed"]
    assert [item["value"] if isinstance(item, dict) else item for item in listed] == [a.pk]


def test_what_was_reviewed_stays_reviewed(home: HomePage, marketing: User, client: Client) -> None:
    a, b, c = three()
    page = factories.make_article(
        body=[ANSWER, *body(b.pk, c.pk)], introduction=f"<p>Patients recieve it.{marker([c.pk, b.pk])}</p>"
    )
    page.save_revision().publish()
    first = approve(page)
    edited = again(page)
    edited.introduction = f"<p>Patients receive it.{marker([c.pk, b.pk])}</p>"
    edited.save_revision().publish()
    Revision.objects.filter(pk=first.revision_id).delete()
    revision = again(page).get_latest_revision()
    accept_minor_edit(review=first, revision=revision, reason="Spelling.", user=marketing, lexicon=shipped())
    draft = again(page)
    draft.title = "Another title"
    draft.save_revision()
    link = make_link(page=again(page), provider=provider(), user=marketing)
    before = [passage for passage in first.approved_content if "source" not in passage.text]

    merge_sources(keep=a, others=[b, c], user=marketing)

    assert standing(page).state == "Reviewed"
    assert "edited since" not in client.get(page.url).content.decode()
    first.refresh_from_db()
    assert [passage for passage in first.approved_content if "source" not in passage.text] == before
    assert ("Takeaways: sources", f"[source {a.pk}]") in first.approved_content
    assert ("Introduction", f"Patients recieve it. [source {a.pk}]") in first.approved_content
    link.refresh_from_db()
    given = {"scope": "all", "statement": "Yes.", "valid_until": timezone.localdate() + timedelta(days=9)}
    second = approve_through_link(link=link, **given)
    assert second.fingerprint == again(page).get_latest_revision_as_object().fingerprint


def test_every_block_names_its_sources_as_reviews_expect() -> None:
    """What a review says of a source is found by the name under which a block keeps it."""
    names = {
        name
        for struct in _structs(ArticleBody())
        for name, child in struct.child_blocks.items()
        if isinstance(getattr(child, "child_block", child), SourceChooserBlock)
    }
    assert names == SOURCES


def _structs(block: Block) -> Iterator[StructBlock]:
    if isinstance(block, StructBlock):
        yield block
    below = getattr(block, "child_blocks", {}).values()
    for child in [*below, *([block.child_block] if isinstance(block, ListBlock) else [])]:
        yield from _structs(child)


def test_a_draft_alone_is_rewritten(home: HomePage, marketing: User) -> None:
    a, b, _ = three()
    page = factories.make_article()
    page.body = body(b.pk)
    page.save_revision()
    merge_sources(keep=a, others=[b], user=marketing)
    fresh = ArticlePage.objects.get(pk=page.pk)
    assert named(fresh) == set()
    assert named(fresh.get_latest_revision_as_object()) == {a.pk}
    assert a.pk in set(Source.objects.in_use().values_list("pk", flat=True))


# What is saved by an editor that was open meanwhile


def stale(source: int) -> dict[str, Any]:
    """What an open editor sends that has this source everywhere."""
    cited = rich_text(f"<p>It lifts mood.{marker([source])}</p>", features=SECTION)
    inline = rich_text(f"<p>It lifts mood.{marker([source])}</p>", features=INLINE)
    taken = {"claim": "It helps.", "detail": inline, "sources": streamfield([("item", source)])}
    body = [
        ("section", {"heading": "Why", "level": "h2", "body": cited}),
        ("takeaways", {"heading": "Key", "items": streamfield([("item", taken)])}),
        ("study_result", {"n": 1, "of": 2, "outcome": "slept", "detail": inline, "source": source}),
        ("citations", {"heading": "Citations", "also_listed": streamfield([("item", source)])}),
    ]
    return form_data(body, introduction=rich_text("<p>So.</p>"))


def edit_url(page: ArticlePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def warnings(response: Any) -> str:
    return " ".join(str(one) for one in get_messages(response.wsgi_request) if one.level_tag == "warning")


def test_an_editor_that_was_open_cites_the_source_that_is_kept(
    home: HomePage, marketing: User, marketing_client: Client
) -> None:
    a, b, c = three()
    page = factories.make_article(body=body(c.pk), live=False)
    page.save_revision()
    data = stale(c.pk)
    merge_sources(keep=b, others=[Source.objects.get(pk=c.pk)], user=marketing)
    merge_sources(keep=a, others=[b], user=marketing)

    response = marketing_client.post(edit_url(page), data)

    assert (response.status_code, warnings(response)) == (302, "")
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [(entry.source, entry.places) for entry in draft.numbering.entries] == [(a, 5)]
    assert {mention.key for mention in mentions_in(draft.body)} == {a.pk}


def test_no_list_names_the_source_that_is_kept_twice(
    home: HomePage, marketing: User, marketing_client: Client
) -> None:
    a, b, c = three()
    page = factories.make_article(live=False)
    page.save_revision()
    also = streamfield([("item", one.pk) for one in (b, a, c)])
    data = form_data([("citations", {"heading": "Citations", "also_listed": also})])
    merge_sources(keep=a, others=[b], user=marketing)
    marketing_client.post(edit_url(page), data)
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    (item,) = draft.body
    assert list(item.value["also_listed"]) == [a, c]


def test_what_is_stored_after_a_merge_means_the_source_that_is_kept(
    home: HomePage, marketing: User, marketing_client: Client, client: Client
) -> None:
    """Somebody saves in the moment in which somebody else merges."""
    a, b, _ = three()
    former = b.pk
    page = factories.make_article()
    merge_sources(keep=a, others=[b], user=marketing)
    page.body = json.dumps(body(former))
    ArticlePage.objects.filter(pk=page.pk).update(body=page.body)
    page.save_revision()
    ReferenceIndex.create_or_update_for_object(again(page))
    (entry,) = again(page).numbering.entries
    assert (entry.source, entry.places) == (a, 5)
    assert again(page).checkable().sources[0].title == "Study a"
    text = client.get(page.url).content.decode()
    assert text.count('href="#citation-1"') == 5
    (use,) = uses_of(a.pk)
    assert (use.page.pk, use.state, len(use.places)) == (page.pk, "Published", 4)
    assert pages_citing()[a.pk][0].page.pk == page.pk
    assert a in Source.objects.in_use()
    editor = marketing_client.get(edit_url(page)).content.decode()
    assert "Deleted source" not in editor


@pytest.mark.parametrize("publishes", [False, True])
def test_sources_that_were_deleted_meanwhile_are_told_of(
    home: HomePage, marketing_client: Client, publishes: bool
) -> None:
    gone, *_ = three()
    page = factories.make_article(live=False)
    page.save_revision()
    data = stale(gone.pk) | ({"action-publish": "1"} if publishes else {})
    key = gone.pk
    gone.delete()
    response = marketing_client.post(edit_url(page), data)
    told = "no longer has a source that was cited here"
    if publishes:
        assert "This source is no longer in the library. Choose another one." in response.content.decode()
        return
    assert told in warnings(response)
    for words in ("It helps.", "slept", "Citations", "It lifts mood."):
        assert f"“{words}”" in warnings(response)
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert {mention.key for mention in mentions_in(draft.body)} == {key}
    assert "Deleted source" in marketing_client.get(edit_url(page)).content.decode()
    again = form_data([("section", {"heading": "Why", "level": "h2", "body": data["body-0-value-body"]})]) | {
        "action-publish": "1"
    }
    response = marketing_client.post(edit_url(page), again)
    assert response.status_code == 200
    assert told in response.content.decode()


def test_a_merge_is_logged(home: HomePage, marketing: User) -> None:
    a, b, _ = three()
    page = factories.make_article(body=body(b.pk))
    merge_sources(keep=a, others=[b], user=marketing)
    entry = PageLogEntry.objects.get(action="editorial.merge_sources")
    assert (entry.page_id, entry.user) == (page.pk, marketing)
    assert entry.data["merged"][0]["title"] == "Study b"
    assert "“Study b”" in entry.message
    assert "“Study a”" in entry.message


def test_the_kept_source_takes_what_it_was_given(marketing: User) -> None:
    a = factories.make_source(title="A", doi="")
    b = factories.make_source(title="B", url="", doi="10.1056/x")
    newer = factories.make_source(title="C", url="https://c.example/", superseded_by=b, status="superseded")
    a.doi, a.key, a.superseded_by = b.doi, b.key, b
    merge_sources(keep=a, others=[b], user=marketing)
    a.refresh_from_db()
    newer.refresh_from_db()
    assert (a.doi, a.key, a.superseded_by) == ("10.1056/x", b.key, None)
    assert newer.superseded_by == a


def test_what_cannot_be_stored_changes_nothing(home: HomePage, marketing: User) -> None:
    a, b, c = three()
    cited = b.pk
    page = factories.make_article(body=body(cited))
    a.url = c.url
    with pytest.raises(ValidationError, match="in the library already"):
        merge_sources(keep=a, others=[b], user=marketing)
    assert Source.objects.count() == 3
    assert named(ArticlePage.objects.get(pk=page.pk)) == {cited}
    for others in ([], [a, b]):
        with pytest.raises(ValueError, match="merged with others"):
            merge_sources(keep=a, others=others, user=marketing)
    assert Page.objects.filter(pk=page.pk).exists()


# In the admin


def merge_url(*sources: Source) -> str:
    return reverse("wagtailsnippets_editorial_source:merge") + "?" + "&".join(f"id={s.pk}" for s in sources)


def test_sources_are_compared_and_merged(home: HomePage, marketing_client: Client) -> None:
    a, b, _ = three()
    page = factories.make_article(body=body(b.pk))
    html = BeautifulSoup(marketing_client.get(merge_url(a, b)).content, "html.parser")
    names = {str(field["name"]) for field in html.select(".source-merge input[type=radio]")}
    assert names == {"keep", "title", "url", "key"}
    data = {"keep": str(a.pk), "title": str(b.pk), "url": str(a.pk), "key": str(b.pk)}
    response = marketing_client.post(merge_url(a, b), data, follow=True)
    assert "“Study b” now stands for 2 sources, on 1 page." in response.content.decode()
    kept = Source.objects.get(pk=a.pk)
    assert (kept.title, kept.url, kept.key) == ("Study b", "https://a.example/", b.key)
    assert not Source.objects.filter(pk=b.pk).exists()
    assert named(ArticlePage.objects.get(pk=page.pk)) == {a.pk}


def test_different_dois_are_warned_of(marketing_client: Client) -> None:
    one = factories.make_source(url="", doi="10.1000/a")
    other = factories.make_source(url="", doi="10.1000/b")
    none = factories.make_source(url="https://c.example/")
    html = marketing_client.get(merge_url(one, other)).content.decode()
    assert "different DOIs: 10.1000/a, 10.1000/b." in html
    assert "different DOIs" not in marketing_client.get(merge_url(one, none)).content.decode()


def test_each_value_names_its_source(marketing_client: Client) -> None:
    one, other, _ = three()
    html = BeautifulSoup(marketing_client.get(merge_url(one, other)).content, "html.parser")
    named = [cell["data-source"] for cell in html.select(".source-merge tr:first-child td")]
    assert named == [f"{source.short_name} [@{source.key}]" for source in (one, other)]


def test_a_merge_that_fails_says_why(marketing_client: Client) -> None:
    a, b, _ = three()
    Source.objects.filter(pk=b.pk).update(doi="no DOI")
    data = {"keep": str(a.pk), "title": str(a.pk), "url": str(a.pk), "key": str(a.pk), "doi": str(b.pk)}
    response = marketing_client.post(merge_url(a, b), data, follow=True)
    assert "Nothing was merged. A DOI begins with 10." in response.content.decode()
    assert Source.objects.count() == 3
    invalid = marketing_client.post(merge_url(a, b), data | {"keep": "999"})
    assert "Choose one of the values in each row." in invalid.content.decode()


def test_a_merge_that_is_asked_for_again_is_done(home: HomePage, marketing_client: Client) -> None:
    a, b, c = three()
    data = {"keep": str(a.pk), "title": str(a.pk), "url": str(a.pk), "key": str(a.pk)}
    url, other = merge_url(a, b), merge_url(c, b)
    marketing_client.post(url, data)
    for response in (marketing_client.post(url, data, follow=True), marketing_client.get(url, follow=True)):
        assert "“Study a” stands for what was merged" in response.content.decode()
    assert "Choose two sources" in marketing_client.get(other, follow=True).content.decode()


def test_one_source_is_not_merged(marketing_client: Client) -> None:
    a, _, _ = three()
    for url in (merge_url(a), merge_url(), f"{merge_url(a)}&id=x", f"{merge_url(a)}&id={'9' * 23}"):
        response = marketing_client.get(url, follow=True)
        assert "Choose two sources or more" in response.content.decode()
        assert marketing_client.post(url, {"keep": a.pk}).status_code == 404


def test_the_listing_leads_to_the_comparison(marketing_client: Client) -> None:
    a, b, _ = three()
    url = reverse("wagtail_bulk_action", args=("editorial", "source", "merge"))
    response = marketing_client.get(f"{url}?id={a.pk}&id={b.pk}&next=/admin/")
    assert response["Location"] == merge_url(a, b)
    listing = marketing_client.get(reverse("wagtailsnippets_editorial_source:list")).content.decode()
    assert url in listing
    assert "possible duplicates" not in listing


@pytest.mark.parametrize("missing", ["change_source", "delete_source"])
def test_who_may_merge(marketing_client: Client, missing: str) -> None:
    a, b, _ = three()
    Group.objects.get(name="Marketing").permissions.remove(Permission.objects.get(codename=missing))
    for url in (merge_url(a, b), reverse("wagtailsnippets_editorial_source:duplicates")):
        assert marketing_client.get(url).status_code == 302
    marketing_client.post(merge_url(a, b), {"keep": str(a.pk)})
    assert Source.objects.count() == 3


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"title": "Sleep & Mood: a Trial"}, {"title": "sleep and mood – a trial"}, False),
        ({"title": "Sleep, Mood: a Trial"}, {"title": "SLEEP/mood – a trial."}, True),
        ({"title": "Dépression"}, {"title": "Depression"}, True),
        ({"title": "Depression", "year": 2001}, {"title": "Depression", "year": 2002}, False),
        ({"title": "Depression", "year": 2001}, {"title": "Depression"}, True),
        ({"title": "A", "doi": "10.1056/a"}, {"title": "A", "doi": "10.1056/b"}, False),
        ({"title": "A", "doi": "10.1056/a"}, {"title": "B", "notes": "See doi:10.1056/A"}, True),
        ({"title": "A", "pmid": "123"}, {"title": "B", "url": "https://pubmed.ncbi.nlm.nih.gov/123/"}, True),
        (
            {"title": "A", "url": "https://a.example/x?via=y"},
            {"title": "B", "url": "http://a.example/x"},
            True,
        ),
        ({"title": "A"}, {"title": "B"}, False),
    ],
)
def test_possible_duplicates(one: dict[str, Any], other: dict[str, Any], alike: bool) -> None:
    sources = [Source(pk=1, **one), Source(pk=2, **other), Source(pk=3, title="Something else")]
    assert possible_duplicates(sources) == ([sources[:2]] if alike else [])


def test_who_may_not_merge_is_not_led_to_it(clinician_client: Client) -> None:
    factories.make_source(title="Sleep and mood")
    factories.make_source(title="Sleep and Mood.", url="https://b.example/")
    listing = clinician_client.get(reverse("wagtailsnippets_editorial_source:list")).content.decode()
    assert "Sleep and Mood." in listing
    assert "possible duplicates" not in listing


def test_possible_duplicates_are_shown(marketing_client: Client) -> None:
    a = factories.make_source(title="Sleep and mood")
    b = factories.make_source(title="Sleep and Mood.", url="https://b.example/")
    listing = marketing_client.get(reverse("wagtailsnippets_editorial_source:list")).content.decode()
    assert "2 possible duplicates" in listing
    html = marketing_client.get(reverse("wagtailsnippets_editorial_source:duplicates")).content.decode()
    assert merge_url(a, b).replace("&", "&amp;") in html
    a.delete()
    html = marketing_client.get(reverse("wagtailsnippets_editorial_source:duplicates")).content.decode()
    assert "No two sources of the library look alike." in html
