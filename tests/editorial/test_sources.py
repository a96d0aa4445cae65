"""The library of sources and its place in the admin."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from blog.models import ArticlePage
from editorial.models import Source, SourceQuerySet
from editorial.rich_text import marker
from editorial.services import find_or_create_source
from editorial.usage import Use, pages_citing, uses_of
from home.models import HomePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"doi": "10.1056/NEJMoa1406281"}, {"doi": "https://doi.org/10.1056/nejmoa1406281"}),
        (
            {"doi": "10.1056/NEJMoa1406281"},
            {"url": "https://www.nejm.org/doi/full/10.1056/NEJMoa1406281"},
        ),
        ({"pmid": "17074942"}, {"url": "https://pubmed.ncbi.nlm.nih.gov/17074942/"}),
        ({"pmid": "17074942", "doi": "10.1056/x"}, {"pmid": "PMID: 17074942"}),
        ({"url": "https://a.example/x", "doi": "10.1056/x"}, {"url": "http://www.a.example/x/?utm_source=y"}),
        ({"url": "https://a.example/x"}, {"url": "https://www.google.com/url?q=https://a.example/x&sa=D"}),
        ({}, {}),
    ],
)
def test_one_source_in_two_spellings(first: dict[str, str], second: dict[str, str]) -> None:
    source, created = find_or_create_source(title="STAR*D", **first)
    assert created
    assert find_or_create_source(title="STAR*D", **second) == (source, False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "A"}, {"title": "B"}),
        ({"title": "A", "doi": "10.1056/a"}, {"title": "A", "doi": "10.1056/b"}),
        ({"title": "A"}, {"title": "A", "url": "https://a.example/x"}),
        ({"title": "A", "url": "https://a.example/?id=1"}, {"title": "A", "url": "https://a.example/?id=2"}),
    ],
)
def test_two_sources(first: dict[str, str], second: dict[str, str]) -> None:
    find_or_create_source(**first)
    assert find_or_create_source(**second)[1]


def test_a_source_is_stored_in_its_one_spelling() -> None:
    source, _ = find_or_create_source(
        title="A", doi="doi:10.1056/NEJMoa1406281", url="https://www.google.com/url?q=https://a.example/x"
    )
    source.refresh_from_db()
    assert (source.doi, source.url, source.url_key) == (
        "10.1056/nejmoa1406281",
        "https://a.example/x",
        "a.example/x",
    )


def test_what_cannot_be_stored_is_refused() -> None:
    for wrong in ({"url": "https://a example/"}, {"doi": "abc"}, {"pmid": "abc"}, {"year": 123}):
        with pytest.raises(ValidationError):
            find_or_create_source(title="A", **wrong)
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "https://a.example/x%00y"},
        {"url": "https://a.example/x\0y"},
        {"url": "https://www.google.com/url?q=https://a.example/%00"},
        {"doi": "10.1056/x%00y"},
        {"doi": "10.1056/\0"},
        {"pmid": "1\0"},
        {"notes": "A\0B"},
        {"publisher": "A\nB"},
    ],
)
def test_control_characters_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="cannot be printed"):
        find_or_create_source(title="A", **wrong)
    with pytest.raises(ValidationError, match="cannot be printed"):
        find_or_create_source(title="A\0B")
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"url": "https://user:secret@a.example/x"}, "before the @"),
        ({"url": "https://www.google.com/url?q=https://user:secret@a.example/x"}, "before the @"),
        ({"archived_url": "https://user:secret@a.example/x"}, "before the @"),
        ({"url": "ftp://a.example/x"}, "begins with https:// or http://"),
        ({"url": "https://a.example/\u202egpj.exe"}, "cannot be seen"),
        ({"title": "A\u202eB"}, "cannot be seen"),
    ],
)
def test_what_readers_should_not_see_is_refused(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        find_or_create_source(**{"title": "A"} | wrong)
    assert not Source.objects.exists()


def test_a_control_character_is_refused_in_the_chooser(marketing_client: Client) -> None:
    for field, value in (("doi", "10.1056/x%00y"), ("url", "https://a.example/x%00y")):
        data = {"source-title": "A trial", "source-type": "label", f"source-{field}": value}
        response = marketing_client.post(reverse(f"{CHOOSER}:create"), data)
        assert response.status_code == 200
        assert "cannot be printed" in response.json()["htmlFragment"]


@pytest.mark.parametrize("is_noticed_by", ["validation", "database"])
def test_a_source_made_between_looking_and_saving_is_found(
    is_noticed_by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process does at the same moment, done here right after the first look."""
    look = SourceQuerySet.first

    def be_overtaken(queryset: SourceQuerySet) -> Source | None:
        monkeypatch.setattr(SourceQuerySet, "first", look)
        found = look(queryset)
        factories.make_source(doi="10.1056/x")
        return found

    monkeypatch.setattr(SourceQuerySet, "first", be_overtaken)
    if is_noticed_by == "database":
        monkeypatch.setattr(Source, "full_clean", lambda self: None)
    source, created = find_or_create_source(title="A", doi="10.1056/X")
    assert (source.title, created) == ("A study", False)
    assert Source.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_processes_at_once_find_one_source() -> None:
    def other() -> tuple[Source, bool]:
        try:
            return find_or_create_source(title="B", doi="10.1056/x")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            source, created = find_or_create_source(title="A", doi="10.1056/x")
            assert created
            second = pool.submit(other)
            with pytest.raises(TimeoutError):  # it waits for this transaction to end
                second.result(timeout=1)
        assert second.result(timeout=30) == (source, False)


def test_the_database_holds_a_source_once() -> None:
    factories.make_source(doi="10.1056/x", url="")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_source(doi="https://doi.org/10.1056/X", url="")


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"url": "https://a.example/"}, "https://a.example/"),
        ({"url": "", "doi": "10.1056/x"}, "https://doi.org/10.1056/x"),
        ({"url": "", "pmid": "1"}, "https://pubmed.ncbi.nlm.nih.gov/1/"),
        ({"url": ""}, ""),
    ],
)
def test_where_a_reader_finds_it(fields: dict[str, str], link: str) -> None:
    assert factories.make_source(**fields).link == link


def test_a_source_for_search_engines() -> None:
    source = factories.make_source(
        type="journal_article", authors="Rush AJ; Trivedi MH", year=2006, container="AJP", doi="10.1176/x"
    )
    assert source.schema_node == {
        "@type": "ScholarlyArticle",
        "name": "A study",
        "author": [{"@type": "Person", "name": "Rush AJ"}, {"@type": "Person", "name": "Trivedi MH"}],
        "datePublished": "2006",
        "isPartOf": {"@type": "Periodical", "name": "AJP"},
        "url": "https://journal.example/study",
        "sameAs": "https://doi.org/10.1176/x",
    }


@pytest.mark.parametrize(
    ("authors", "people"),
    [
        ("", []),
        ("et al.", []),
        ("Rush AJ; et al.", ["Rush AJ"]),
        ("Rush AJ; Trivedi MH; et al", ["Rush AJ", "Trivedi MH"]),
        ("Rush AJ et al.", ["Rush AJ"]),
        ("Rush AJ, Et Al.;", ["Rush AJ"]),
        ("Rush AJ, and others", ["Rush AJ"]),
        ("Rush, A. J.", ["Rush, A. J."]),
        ("Etal B; Alder E", ["Etal B", "Alder E"]),
        ("Mothers Helping Others", ["Mothers Helping Others"]),
    ],
)
def test_et_al_is_nobody(authors: str, people: list[str]) -> None:
    node = Source(title="A study", authors=authors).schema_node
    assert [person["name"] for person in node.get("author", [])] == people


# In the admin


def cite(source: Source, **fields: object) -> ArticlePage:
    takeaway = {"claim": "Sleep helps.", "detail": "", "sources": [source.pk]}
    body = [{"type": "takeaways", "value": {"heading": "Key takeaways", "items": [takeaway]}}]
    return factories.make_article(body=body, **fields)


def draft_citing(source: Source) -> ArticlePage:
    """A published article whose draft, and only that, cites the source."""
    page = factories.make_article()
    page.body = cite(source, title="Another", slug="another").body
    page.save_revision()
    Page.objects.get(slug="another").delete()
    return page


def never_published(source: Source) -> ArticlePage:
    page = cite(source, live=False)
    page.save_revision()
    return page


@pytest.mark.parametrize("use", [cite, never_published, draft_citing])
def test_a_source_in_use_is_kept(home: HomePage, marketing_client: Client, use: object) -> None:
    source = factories.make_source()
    use(source)  # type: ignore[operator]
    for name, query in (
        (reverse("wagtailsnippets_editorial_source:delete", args=[source.pk]), ""),
        (
            reverse("wagtail_bulk_action", args=("editorial", "source", "delete")),
            f"?id={source.pk}&next=/admin/",
        ),
    ):
        response = marketing_client.post(f"{name}{query}", follow=True)
        assert "Still in use, so nothing was deleted: “A study”" in response.content.decode()
        assert "Sleep and mood" in response.content.decode()
    with pytest.raises(ProtectedError):
        source.delete()
    with pytest.raises(ProtectedError):
        Source.objects.all().delete()
    assert Source.objects.filter(pk=source.pk).exists()


def test_the_refusal_names_what_is_published_and_the_drafts(home: HomePage, marketing_client: Client) -> None:
    source = factories.make_source()
    page = cite(source)
    page.title = "Sleep"
    page.save()
    page.save_revision(changed=True)
    url = reverse("wagtailsnippets_editorial_source:delete", args=[source.pk])
    html = marketing_client.post(url, follow=True).content.decode()
    assert "“A study” (published on “Sleep”; in the draft of “Sleep”)" in html


def test_keys_are_told_to_who_may_see_sources(
    home: HomePage, client: Client, marketing: User, office: User
) -> None:
    source = factories.make_source()
    url = reverse(Source.snippet_viewset.chooser_viewset.get_url_name("by_key"))
    for user, status in ((marketing, 200), (office, 403)):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        response = client.get(url, {"key": source.key})
        assert (response.status_code, source.key in response.json()) == (status, status == 200)


def test_a_source_that_nothing_cites_can_go(home: HomePage, marketing_client: Client) -> None:
    one, other = factories.make_source(), factories.make_source(url="https://b.example/")
    marketing_client.post(reverse("wagtailsnippets_editorial_source:delete", args=[one.pk]))
    bulk = reverse("wagtail_bulk_action", args=("editorial", "source", "delete"))
    marketing_client.post(f"{bulk}?id={other.pk}&next=/admin/")
    assert not Source.objects.exists()


def test_the_menu_leads_to_the_library(marketing_client: Client) -> None:
    listing = reverse("wagtailsnippets_editorial_source:list")
    assert f'"url": "{listing}"' in marketing_client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_library_is_listed_and_searched(marketing_client: Client) -> None:
    factories.make_source(title="Sequenced treatment outcomes", authors="Rush AJ")
    factories.make_source(title="Another matter", url="https://b.example/", type="news")
    listing = reverse("wagtailsnippets_editorial_source:list")
    for query, count in (("", 2), ("?q=sequenced", 1), ("?q=Rush", 1), ("?type=news", 1), ('?q="*:(', 0)):
        response = marketing_client.get(f"{listing}{query}")
        assert response.status_code == 200
        assert len(response.context["object_list"]) == count, query


CHOOSER = "wagtailsnippetchoosers_editorial_source"


def test_a_source_is_found_in_the_chooser(marketing_client: Client) -> None:
    factories.make_source(title="Sequenced treatment outcomes")
    found = marketing_client.get(reverse(f"{CHOOSER}:choose_results"), {"q": "sequenc"})
    assert "Sequenced treatment outcomes" in found.content.decode()
    assert "Add a source" in marketing_client.get(reverse(f"{CHOOSER}:choose")).content.decode()


def test_a_source_is_made_in_the_chooser(marketing_client: Client) -> None:
    create = reverse(f"{CHOOSER}:create")
    data = {"source-title": "A trial", "source-type": "label"}
    response = marketing_client.post(create, data | {"source-doi": "10.1056/X"})
    assert response.json()["step"] == "chosen"
    assert Source.objects.get().doi == "10.1056/x"
    again = marketing_client.post(create, data | {"source-doi": "doi:10.1056/x"})
    assert "in the library already: “A trial”" in again.json()["htmlFragment"]


@pytest.mark.parametrize(
    "twin",
    [
        {"doi": "https://doi.org/10.1056/X"},
        {"pmid": "PMID: 123"},
        {"url": "http://www.journal.example/study/"},
        {"doi": "10.1056/x", "pmid": "123", "url": "https://journal.example/study"},
    ],
)
def test_the_forms_name_the_twin_once_and_no_constraint(
    marketing_client: Client, twin: dict[str, str]
) -> None:
    factories.make_source(doi="10.1056/x", pmid="123")
    data = {"title": "B", "type": "label"} | twin
    page = marketing_client.post(reverse("wagtailsnippets_editorial_source:add"), data)
    in_chooser = {f"source-{name}": value for name, value in data.items()}
    chooser = marketing_client.post(reverse(f"{CHOOSER}:create"), in_chooser)
    for html in (page.content.decode(), chooser.json()["htmlFragment"]):
        assert html.count("in the library already") == 1
        assert "violated" not in html
        assert "one_source_per" not in html


# What it is evidence of, and whether it still holds


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"authors": "Rush AJ; Trivedi MH", "year": 2006}, "rush2006"),
        ({"authors": "Rush, A. J.", "year": 2006}, "rush2006"),
        ({"authors": "O'Reardon JP; et al.", "year": 2007}, "oreardon2007"),
        ({"authors": "Müller-Ångström B", "year": 2020}, "mullerangstrom2020"),
        ({"authors": "van der Berg JP", "year": 2006}, "vanderberg2006"),
        ({"authors": "National Institute of Mental Health", "year": 2024}, "nimh2024"),
        ({"authors": "National Institute of Mental Health"}, "nimhstudy"),
        ({"authors": "Henry Schein, Inc.", "year": 2024}, "henry2024"),
        ({"title": "The PHQ-9 in practice", "year": 2001}, "phq92001"),
        ({"title": "988 Lifeline"}, "source988"),
        ({"title": "…"}, "source"),
    ],
)
def test_a_source_gets_a_key(fields: dict[str, object], key: str) -> None:
    assert factories.make_source(**fields).key == key


def test_sources_of_one_author_and_year_get_letters() -> None:
    fields = {"authors": "Rush AJ", "year": 2006}
    made = [factories.make_source(url=f"https://a.example/{n}", **fields).key for n in range(3)]
    assert made == ["rush2006", "rush2006a", "rush2006b"]


@pytest.mark.parametrize(
    ("typed", "stored"), [("Rush2006", "rush2006"), (" @rush-2006 ", "rush-2006"), ("star_d", "star_d")]
)
def test_a_key_is_stored_in_one_spelling(typed: str, stored: str) -> None:
    source = Source(title="A study", key=typed.strip())
    source.full_clean()
    assert source.key == stored


@pytest.mark.parametrize("wrong", ["2006", "rush 2006", "rush;2006", "rush2006\n", "[rush]", "a" * 41])
def test_a_key_that_nobody_could_type_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError) as error:
        Source(title="A study", key=wrong).full_clean()
    assert "key" in error.value.message_dict


def test_a_key_is_given_once(marketing_client: Client) -> None:
    factories.make_source(key="rush2006")
    response = marketing_client.post(
        reverse("wagtailsnippets_editorial_source:add"), {"title": "B", "type": "label", "key": "Rush2006"}
    )
    assert "Another source has this key." in response.content.decode()
    source, created = find_or_create_source(title="B", key="rush2006", authors="Rush AJ", year=2006)
    assert (source.key, created) == ("rush2006a", True)


def test_a_key_that_is_taken_at_the_last_moment_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    check = Source.full_clean

    def be_overtaken(source: Source) -> None:
        check(source)
        monkeypatch.setattr(Source, "full_clean", check)
        factories.make_source(key=source.key)

    monkeypatch.setattr(Source, "full_clean", be_overtaken)
    source, created = find_or_create_source(title="B", authors="Rush AJ", year=2006)
    assert (source.key, created) == ("rush2006a", True)


def test_a_source_cannot_supersede_itself() -> None:
    source = factories.make_source()
    source.superseded_by = source
    with pytest.raises(ValidationError, match="cannot supersede itself"):
        source.full_clean()


def test_a_newer_source_is_not_in_use_because_of_an_older_one(home: HomePage) -> None:
    newer = factories.make_source(title="Newer", url="https://b.example/")
    older = factories.make_source(status="superseded", superseded_by=newer)
    newer.delete()
    older.refresh_from_db()
    assert older.superseded_by is None


@pytest.mark.parametrize("use", [cite, never_published, draft_citing])
def test_who_edits_a_page_is_told_of_sources_that_do_not_hold(
    home: HomePage, marketing_client: Client, use: object
) -> None:
    newer = factories.make_source(title="Newer", url="https://b.example/")
    source = factories.make_source(status="retracted", status_note="data errors", superseded_by=newer)
    page = use(source)  # type: ignore[operator]
    html = marketing_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "“A study” is retracted. Data errors. Cite “Newer” instead." in html
    source.status = ""
    source.save()
    html = marketing_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "retracted" not in html


# Where it is used


@pytest.mark.parametrize(
    ("use", "state"), [(cite, "Published"), (never_published, "Draft"), (draft_citing, "Draft")]
)
def test_where_a_source_is_used(home: HomePage, marketing_client: Client, use: object, state: str) -> None:
    source = factories.make_source()
    page = use(source)  # type: ignore[operator]
    (found,) = uses_of(source.pk)
    assert (found.page.pk, found.state) == (page.pk, state)
    assert [place.name for place in found.places] == ["Takeaways “Key takeaways”"]
    (cited,) = pages_citing()[source.pk]
    assert (cited.page.pk, cited.state) == (page.pk, state)
    assert str(cited) == (page.title if state == "Published" else f"{page.title} (draft)")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for view in ("edit", "inspect"):
        url = reverse(f"wagtailsnippets_editorial_source:{view}", args=[source.pk])
        html = BeautifulSoup(marketing_client.get(url).content, "html.parser")
        links = [str(link["href"]) for link in html.select(".source-uses a")]
        assert links == [edit, f"{edit}#{found.places[0].anchor}"]
        assert state in html.select(".source-uses td")[1].get_text()
    listing = marketing_client.get(reverse("wagtailsnippets_editorial_source:list")).content.decode()
    assert "1 page" in listing


def test_a_source_that_the_draft_has_dropped_is_still_published(home: HomePage) -> None:
    source = factories.make_source()
    page = cite(source)
    page.body = []
    page.save_revision()
    (found,) = uses_of(source.pk)
    assert found.state == pages_citing()[source.pk][0].state == "Published, no longer in the draft"
    assert len(found.places) == 1


def scheduled_citing(source: Source) -> ArticlePage:
    """What is scheduled cites it; what is published and a newer draft do not."""
    page = draft_citing(source)
    page.get_latest_revision_as_object().save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    ArticlePage.objects.get(pk=page.pk).save_revision()
    return page


def test_a_source_that_only_what_is_scheduled_cites_is_in_use(
    home: HomePage, marketing_client: Client
) -> None:
    source = factories.make_source()
    page = scheduled_citing(source)
    (found,) = uses_of(source.pk)
    assert (found.page.pk, found.state, len(found.places)) == (page.pk, "Scheduled", 1)
    assert str(pages_citing()[source.pk][0]) == f"{page.title} (scheduled)"
    edit = reverse("wagtailsnippets_editorial_source:edit", args=[source.pk])
    assert "No page cites this source yet" not in marketing_client.get(edit).content.decode()
    delete = reverse("wagtailsnippets_editorial_source:delete", args=[source.pk])
    answer = marketing_client.post(delete, follow=True).content.decode()
    assert f"scheduled on “{page.title}”" in answer
    assert Source.objects.filter(pk=source.pk).exists()
    with pytest.raises(ProtectedError):
        source.delete()


@pytest.mark.parametrize(
    ("published", "draft", "scheduled", "state"),
    [
        (True, True, False, "Published"),
        (True, False, False, "Published, no longer in the draft"),
        (True, True, True, "Published, scheduled"),
        (False, True, False, "Draft"),
        (False, True, True, "Draft, scheduled"),
        (False, False, True, "Scheduled"),
        (False, False, False, "Unpublished"),
    ],
)
def test_how_a_page_uses_a_source(published: bool, draft: bool, scheduled: bool, state: str) -> None:
    assert Use(Page(title="Sleep"), published, draft, scheduled).state == state


def test_every_place_is_named(home: HomePage) -> None:
    source = factories.make_source()
    marked = f"<p>Better.{marker([source.pk])}{marker([source.pk])}</p>"
    page = factories.make_article(
        introduction=marked,
        body=[
            {"type": "section", "value": {"heading": "Why", "level": "h2", "body": marked}, "id": "s"},
            {"type": "citations", "value": {"heading": "Sources", "also_listed": [source.pk]}, "id": "c"},
        ],
    )
    (found,) = uses_of(source.pk)
    assert found.page.pk == page.pk
    assert [tuple(place) for place in found.places] == [
        ("Introduction", "panel-introduction-section"),
        ("Section “Why”", "block-s-section"),
        ("Citations “Sources” (only listed)", "block-c-section"),
    ]


# In the admin, what is new


def test_the_listing_says_what_does_not_hold(marketing_client: Client) -> None:
    factories.make_source(status="retracted")
    factories.make_source(title="Fine", url="https://b.example/")
    html = BeautifulSoup(
        marketing_client.get(reverse("wagtailsnippets_editorial_source:list")).content, "html.parser"
    )
    assert [tag.get_text() for tag in html.select(".source-status")] == ["Retracted"]


def test_a_source_is_found_by_its_key(marketing_client: Client) -> None:
    factories.make_source(authors="Rush AJ", year=2006)
    found = marketing_client.get(reverse("wagtailsnippets_editorial_source:list"), {"q": "rush2006"})
    assert len(found.context["object_list"]) == 1
    chooser = marketing_client.get(reverse(f"{CHOOSER}:choose_results"), {"q": "rush2006"})
    assert "A study" in chooser.content.decode()


def test_the_form_shows_the_citation_and_asks_for_what_the_type_needs(marketing_client: Client) -> None:
    source = factories.make_source(type="web_page", pmid="123", key="a1")
    url = reverse("wagtailsnippets_editorial_source:edit", args=[source.pk])
    html = BeautifulSoup(marketing_client.get(url).content, "html.parser")
    (citation,) = html.select("[data-citation]")
    assert citation.get_text() == source.citation
    assert "[@a1]" in html.get_text()
    rules = {
        str(part.select("[name]")[0]["name"]): part["data-w-rules"]
        for part in html.select("[data-w-rules-target=show]")
    }
    assert json.loads(str(rules["doi"])) == {"type": ["journal_article", "guideline", "book"]}
    assert "pmid" not in rules  # it is filled in, so it is never hidden
    assert "title" not in rules
    new = marketing_client.get(reverse("wagtailsnippets_editorial_source:add")).content.decode()
    assert "once the source is saved" in new
