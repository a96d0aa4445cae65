"""What every block of an article promises to editors."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.blocks import Block

from blog.blocks import ArticleBody, skeleton
from blog.checkable import checkable
from blog.markdown import article_markdown
from blog.models import ArticlePage
from clinics.blocks import OpeningHoursBlock
from core.stream import texts
from home.models import StepBlock
from tests import factories

pytestmark = pytest.mark.embedded

BODY = ArticlePage._meta.get_field("body").stream_block
NAMES = list(BODY.child_blocks)
GROUPS = {"Answer", "Evidence", "Media", "Text"}
NEVER_PRINTED = {"", "h2", "emergency", "text", "Sunrise over a hill"}
CONTRACT = {
    "quick_answer",
    "section",
    "faq",
    "takeaways",
    "study_result",
    "callout",
    "off_label_note",
    "image",
    "table",
    "quote",
    "citations",
    "appointment",
}


def test_the_blocks_are_those_of_the_design() -> None:
    assert set(NAMES) == CONTRACT


@pytest.mark.parametrize("name", NAMES)
def test_a_block_tells_editors_what_it_is(name: str) -> None:
    block = BODY.child_blocks[name]
    icons = {path.rsplit("/", 1)[-1] for hook in hooks.get_hooks("register_icons") for path in hook([])}
    assert block.label == block.meta.label
    assert f"{block.meta.icon}.svg" in icons
    assert block.meta.group in GROUPS
    assert block.meta.label_format
    assert block.meta.description
    assert block.is_previewable
    assert block.meta.template == f"blocks/{name}.html"
    assert finders.find(f"css/blocks/{name}.css")


@pytest.mark.parametrize("name", NAMES)
def test_a_preview_shows_its_text_in_the_look_of_the_site(
    name: str, admin_client: Client, image: Any
) -> None:
    block = BODY.child_blocks[name]
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    sheets = {link["href"] for link in page.select("link[rel=stylesheet]")}
    assert {"/static/css/tokens.css", f"/static/css/blocks/{name}.css"} <= sheets
    shown = " ".join(page.get_text(" ").split())
    words = words_of(block)
    assert words
    assert [text for text in words if text not in shown] == []


def words_of(block: Block) -> list[str]:
    """What a preview value says."""
    stream = BODY.to_python([{"type": block.name, "value": block.get_prep_value(block.get_preview_value())}])
    plain = (BeautifulSoup(text, "html.parser").get_text(" ") for text in texts(stream))
    return [" ".join(text.split()) for text in plain if text not in NEVER_PRINTED]


@pytest.mark.parametrize("block", [OpeningHoursBlock(), StepBlock()])
def test_small_blocks_have_a_label_too(block: Block) -> None:
    assert block.meta.label
    assert block.meta.description
    assert block.meta.label_format
    assert block.get_preview_value()


REQUIRED = {
    "quick_answer": {"heading", "text"},
    "section": {"heading"},
    "faq": {"heading", "items"},
    "takeaways": {"heading", "items"},
    "study_result": {"n", "of", "outcome"},
    "callout": {"heading", "body"},
    "off_label_note": {"treatment", "condition"},
    "image": {"image"},
    "table": {"table"},
    "quote": {"text"},
    "citations": {"heading"},
    "appointment": {"heading", "button_label"},
}
EMPTY: dict[str, dict[str, Any]] = {
    "quick_answer": {"heading": "", "text": ""},
    "section": {"heading": "", "level": "h2", "body": ""},
    "faq": {"heading": "", "items": []},
    "takeaways": {"heading": "", "items": []},
    "study_result": {"n": None, "of": None, "outcome": "", "detail": "", "source": None},
    "callout": {"kind": "information", "heading": "", "body": ""},
    "off_label_note": {"treatment": "", "condition": "", "detail": ""},
    "image": {"image": None, "caption": ""},
    "table": {"first_column_is_header": True, "table": {"columns": [], "rows": [], "caption": ""}},
    "quote": {"text": "", "attribution": ""},
    "citations": {"heading": "", "also_listed": []},
    "appointment": {"heading": "", "text": "", "button_label": ""},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_block_can_be_kept_and_not_published(name: str) -> None:
    block = ArticleBody().child_blocks[name]
    value = block.to_python(EMPTY[name])
    block.clean_deferred(value)
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert set(refusal.value.block_errors) == REQUIRED[name]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_block_can_be_shown_in_a_preview(name: str, home: Any, client: Client) -> None:
    page = factories.make_article(body=[{"type": name, "value": EMPTY[name]}])
    assert client.get(page.url).status_code == 200
    assert client.get(f"{page.url}index.md").status_code == 200


def table(caption: str = "Doses", heading: str = "Dose", rows: int = 1) -> dict[str, Any]:
    return {
        "first_column_is_header": True,
        "table": {
            "caption": caption,
            "columns": [{"type": "text", "heading": heading}],
            "rows": [{"values": ["5 mg"]}] * rows,
        },
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "field", "message"),
    [
        ("table", table(caption=""), "table", "caption"),
        ("table", table(heading=" "), "table", "heading"),
        ("table", table(rows=0), "table", "row"),
        (
            "study_result",
            {"n": 7, "of": 5, "outcome": "slept", "detail": "", "source": None},
            "n",
            "than were studied",
        ),
        ("study_result", {"n": 0, "of": 0, "outcome": "slept", "detail": "", "source": None}, "of", "1"),
        (
            "takeaways",
            {"heading": "Key", "items": [{"claim": "", "detail": "", "sources": []}]},
            "items",
            "",
        ),
        (
            "takeaways",
            {"heading": "Key", "items": [{"claim": "Sleep helps.", "detail": "", "sources": [None]}]},
            "items",
            "",
        ),
    ],
)
def test_what_a_block_refuses(name: str, value: dict[str, Any], field: str, message: str) -> None:
    block = ArticleBody().child_blocks[name]
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python(value))
    error = refusal.value.block_errors[field]
    assert message in str(error.messages if hasattr(error, "message") else error)


@pytest.mark.parametrize(("n", "of", "share"), [(26, 100, 26), (1, 3, 33), (1, 8, 13), (0, 5, 0)])
def test_the_share_of_a_study_result(n: int, of: int, share: int) -> None:
    block = ArticleBody().child_blocks["study_result"]
    assert block.to_python({"n": n, "of": of, "outcome": "slept"}).share == share


def test_each_new_article_has_a_skeleton_of_its_own() -> None:
    assert skeleton() == skeleton()
    assert skeleton() is not skeleton()
    assert [block["type"] for block in skeleton()] == [
        "quick_answer",
        "section",
        "faq",
        "takeaways",
        "citations",
    ]


@pytest.mark.parametrize(
    ("heading", "level", "problem"),
    [
        ("Why", "h2", ""),
        ("", "h2", "This field is required."),
        (" ", "h3", "This field is required."),
        ("", "none", ""),
        ("Why", "none", "Choose the level of this heading, or leave it empty."),
    ],
)
def test_a_section_has_a_heading_or_goes_on_without_one(heading: str, level: str, problem: str) -> None:
    block = BODY.child_blocks["section"]
    value = block.to_python({"heading": heading, "level": level, "body": "<p>Text.</p>"})
    html = BeautifulSoup(block.render(value), "html.parser")
    assert bool(html.find(["h2", "h3"])) == (level != "none")
    if not problem:
        block.clean(value)
        return
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert refused.value.block_errors["heading"].messages == [problem]


@pytest.mark.django_db
def test_a_section_without_heading_is_in_no_list_of_contents() -> None:
    factories.make_site()
    sections = [("One", "h3"), ("", "none"), ("Two", "h2")]
    page = factories.make_article(
        body=[
            {"type": "section", "value": {"heading": heading, "level": level, "body": "<h4>Below</h4>"}}
            for heading, level in sections
        ]
    )
    assert [entry.heading for entry in page.contents] == ["Two"]
    assert [section.level for section in checkable(page).sections] == [3, 3, 2]
    assert article_markdown(page).count("\n## ") == 1


@pytest.mark.django_db
def test_the_checks_read_every_quick_answer_and_what_search_engines_show() -> None:
    """The editor refuses a second one; a script does not."""
    answers = [{"type": "quick_answer", "value": {"heading": "", "text": text}} for text in ("One.", "Two.")]
    page = ArticlePage(title="A", seo_title="B", search_description="C", body=answers)
    article = checkable(page)
    assert article.quick_answer
    assert article.quick_answer.text == "One."
    assert [other.text for other in article.others] == ["Two."]
    assert [passage.text for passage in article.in_search()] == ["B", "C"]
