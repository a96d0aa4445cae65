"""What readers and programs are told of an article's review and its corrections."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from blog.models import ArticlePage
from editorial.medical_review.services import publish_correction, withdraw
from editorial.models import Review
from home.models import HomePage
from tests import factories
from tests.blog.test_article_pages import citations, graph, of_type, soup, sources, words
from tests.editorial.reviewed import ANSWER, again, approve, article, edit, in_words, provider, section

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


@pytest.fixture
def page(home: HomePage) -> ArticlePage:
    return article()


def byline(client: Client, page: ArticlePage) -> str:
    return " ".join(words(line) for line in soup(client, page.url).select(".byline__review"))


def told(client: Client, page: ArticlePage) -> dict[str, Any]:
    return of_type(graph(soup(client, page.url)), "MedicalWebPage")


def test_only_a_review_says_medically_reviewed(page: ArticlePage, client: Client) -> None:
    html = soup(client, page.url)
    assert "reviewed" not in html.get_text().lower()
    assert not html.select(".review")
    assert "lastReviewed" not in told(client, page)
    assert "reviewed" not in client.get(f"{page.url}index.md").content.decode().lower()


def test_a_reviewed_article_says_by_whom_and_when(page: ArticlePage, client: Client) -> None:
    review = approve(page)
    day = review.approved_on
    assert byline(client, page) == f"Medically reviewed by Maya Chen, MD on {in_words(day)}"
    html = soup(client, page.url)
    assert [link["href"] for link in html.select(".byline__review a")] == [provider().url]
    box = words(html.select_one(".review"))
    assert box == (
        f"Medical review I have read it. Reviewed by Maya Chen, MD Reviewed on {in_words(day)} "
        f"What was reviewed The whole article Next review due {in_words(review.valid_until)}"
    )
    node = told(client, page)
    assert node["lastReviewed"] == day.isoformat()
    assert (node["reviewedBy"]["@type"], node["reviewedBy"]["name"]) == ("Person", "Maya Chen")
    assert "lastReviewed" not in of_type(graph(html), "Article")
    text = client.get(f"{page.url}index.md").content.decode().split("\n\n")
    due = review.valid_until
    assert (
        text[2] == f"Medically reviewed by Maya Chen, MD on {day:%Y-%m-%d}. Next review due {due:%Y-%m-%d}."
    )


def test_the_order_of_the_design(home: HomePage, client: Client, admin: User) -> None:
    (source,) = sources(1)
    page = factories.make_article(
        body=[
            {"type": "quick_answer", "value": {"heading": "Quick answer", "text": "<p>Sleep helps.</p>"}},
            section("It does."),
            citations(source),
        ]
    )
    page.save_revision().publish()
    approve(page)
    publish_correction(page=page, text="The dose was wrong.", corrected_on=date(2026, 3, 4), user=admin)
    text = words(soup(client, page.url).find("main"))
    parts = ["Sleep and mood", "Medically reviewed", "Corrected on", "Quick answer", "It does."]
    parts += [
        "Citations 1",
        "Medical review I have",
        "Corrections March 4, 2026 The dose was wrong.",
        "Request an appointment",
    ]
    places = [text.index(part) for part in parts[:-1]] + [text.rindex(parts[-1])]
    assert places == sorted(places)


def test_an_edit_since_the_review_is_told(page: ArticlePage, client: Client) -> None:
    review = approve(page)
    page = edit(page, "Another text.", publish=True)
    assert byline(client, page).endswith("; edited since")
    box = words(soup(client, page.url).select_one(".review"))
    today = in_words(timezone.localdate())
    assert f"The text has been edited, last on {today} . The review does not cover these edits." in box
    assert told(client, page)["lastReviewed"] == review.approved_on.isoformat()
    assert ", edited since. Next" in client.get(f"{page.url}index.md").content.decode()


def test_a_review_that_has_run_out_stays_and_says_so(page: ArticlePage, client: Client) -> None:
    ended = timezone.localdate() - timedelta(days=1)
    approve(page, days_ago=700, valid_until=ended)
    assert byline(client, page).endswith("; due for another review")
    assert f"Next review was due {in_words(ended)}" in words(soup(client, page.url).select_one(".review"))
    assert client.get(page.url).status_code == 200


def test_a_review_of_a_part_says_which(page: ArticlePage, client: Client) -> None:
    approve(page, scope=Review.Scope.MEDICATION)
    assert byline(client, page).endswith("(what it says about medication)")
    assert "What was reviewed What it says about medication" in words(
        soup(client, page.url).select_one(".review")
    )
    assert not {"lastReviewed", "reviewedBy"} & told(client, page).keys()  # schema.org has no word for it
    assert "(What it says about medication)" in client.get(f"{page.url}index.md").content.decode()


def test_a_withdrawn_review_is_not_told(page: ArticlePage, client: Client, admin: User) -> None:
    withdraw(record=approve(page), page=page, reason="A mix-up.", user=admin)
    assert byline(client, page) == ""
    assert "lastReviewed" not in told(client, page)


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_reviewer_who_left_is_named_and_not_linked(
    page: ArticlePage, client: Client, is_gone: bool
) -> None:
    approve(page)
    if is_gone:
        provider().delete()
    else:
        provider().unpublish()
    html = soup(client, page.url)
    assert "by Maya Chen, MD on" in words(html.select_one(".byline__review"))
    assert not html.select(".byline__review a, .review a")
    assert told(client, page)["reviewedBy"]["name"] == ("Maya Chen, MD" if is_gone else "Maya Chen")


def test_a_statement_is_printed_as_words(page: ArticlePage, client: Client) -> None:
    approve(page, statement="<b>Yes</b> & no</script>")
    assert "&lt;b&gt;Yes&lt;/b&gt; &amp; no" in client.get(page.url).content.decode()


def test_corrections_stay_in_sight(page: ArticlePage, client: Client, admin: User) -> None:
    for text, day in (("The dose.", 4), ("First line.\n\nThe <b>name</b>.", 6)):
        publish_correction(page=page, text=text, corrected_on=date(2026, 3, day), user=admin)
    html = soup(client, page.url)
    (near_the_top,) = html.select(".byline__correction a")
    assert near_the_top["href"] == "#corrections"
    assert words(near_the_top) == "Corrected on March 6, 2026: see what changed"
    assert words(html.find(id="corrections")) == (
        "Corrections March 6, 2026 First line. The <b>name</b>. March 4, 2026 The dose."
    )
    nodes = of_type(graph(html), "Article")["correction"]
    assert nodes[1] == {"@type": "CorrectionComment", "text": "The dose.", "datePublished": "2026-03-04"}
    text = client.get(f"{page.url}index.md").content.decode()
    assert text.endswith(
        "\n\n## Corrections\n\n- 2026-03-06: First line. The \\<b\\>name\\</b\\>.\n- 2026-03-04: The dose.\n"
    )


def test_an_article_without_corrections_says_nothing_of_them(page: ArticlePage, client: Client) -> None:
    html = soup(client, page.url)
    assert not html.select("#corrections, .byline__correction")
    assert "correction" not in of_type(graph(html), "Article")


def test_headings_of_the_text_keep_clear_of_the_boxes(home: HomePage, client: Client, admin: User) -> None:
    page = factories.make_article(body=[ANSWER, section("One.", "Review"), section("Two.", "Corrections")])
    page.save_revision().publish()
    approve(page)
    publish_correction(page=page, text="The dose.", corrected_on=date(2026, 3, 4), user=admin)
    ids = [element["id"] for element in soup(client, page.url).select("[id]")]
    assert len(ids) == len(set(ids))
    assert {"review", "review-2", "corrections", "corrections-2"} <= set(ids)


def test_a_preview_shows_the_review_of_the_draft(page: ArticlePage, admin_client: Client) -> None:
    page = edit(page, "A better text.")
    approve(page)
    address = f"/admin/pages/{page.pk}/view_draft/"
    assert "Medically reviewed by" in admin_client.get(address).content.decode()
    assert byline(Client(), page) == ""


def test_review_and_corrections_cost_two_queries(
    page: ArticlePage, client: Client, admin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    approve(page)
    publish_correction(page=page, text="The dose.", corrected_on=date(2026, 3, 4), user=admin)
    seen = again(page)
    with django_assert_num_queries(2):
        for _ in range(2):
            assert seen.review
            assert seen.review.review.provider.full_name
            assert len(seen.shown_corrections) == 1


def turned(value: Any) -> Any:
    """The same JSON with the keys of each part in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(item) for item in value] if isinstance(value, list) else value


def test_what_was_approved_stays_the_same_however_it_is_stored(home: HomePage) -> None:
    """Opening an article in the editor stores it anew, in an order of its own and with what was left out."""
    body = ArticlePage._meta.get_field("body")
    for name, block in body.stream_block.child_blocks.items():
        value = block.get_prep_value(block.get_preview_value())
        given = ArticlePage(title="Sleep", body=[turned({"type": name, "value": value})])
        stored = ArticlePage(title="Sleep", body=[{"type": name, "value": value, "id": "x"}])
        for child in stored.body:
            assert child.value is not None  # what was read is written anew
        stored.body = body.to_python(body.get_prep_value(stored.body))
        assert given.fingerprint == stored.fingerprint, name
        assert len(given.content) > 1, name
