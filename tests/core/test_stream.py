from typing import Any

from wagtail.blocks import StreamValue

from blog.models import ArticlePage
from core.stream import children, stored, texts, walk
from editorial.blocks import sources_of

BODY = [
    {"type": "section", "id": "s1", "value": {"heading": "Why", "level": "h2", "body": "<p>So.</p>"}},
    {
        "type": "takeaways",
        "id": "t1",
        "value": {
            "heading": "Key",
            "items": [
                {"claim": "One.", "detail": "", "sources": []},
                {"type": "item", "id": "i2", "value": {"claim": "Two.", "detail": "", "sources": []}},
            ],
        },
    },
]


def body_of(blocks: list[dict[str, Any]]) -> StreamValue:
    """A stream without a page, whose making asks the database for its content type."""
    return ArticlePage._meta.get_field("body").to_python(blocks)


def test_walk_takes_parents_first_and_names_every_place() -> None:
    steps = [(".".join(step.path), step.name) for step in walk(body_of(BODY))]
    assert steps == [
        ("s1", "section"),
        ("s1.heading", "heading"),
        ("s1.level", "level"),
        ("s1.body", "body"),
        ("t1", "takeaways"),
        ("t1.heading", "heading"),
        ("t1.items", "items"),
        *(
            (f"t1.items.{position}{rest}", name)
            for position in (0, 1)
            for rest, name in (
                ("", "items"),
                (".claim", "claim"),
                (".detail", "detail"),
                (".sources", "sources"),
            )
        ),
    ]


def test_an_empty_stream_has_nothing() -> None:
    body = body_of([])
    for found in (walk(body), texts(body), children(body, "section"), sources_of(body)):
        assert not list(found)


def test_what_is_stored_is_read_without_the_database() -> None:
    body = body_of(BODY)
    assert [text for text in texts(body) if text] == ["Why", "h2", "<p>So.</p>", "Key", "One.", "Two."]
    assert [value["heading"] for value in stored(body, "section")] == ["Why"]
    assert [child.block_type for child in children(body, "takeaways")] == ["takeaways"]
