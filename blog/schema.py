"""An article as schema.org nodes. Pure."""

from collections.abc import Iterable
from datetime import datetime

from core.schema import Node, node, ref


def medical_web_page(
    *, url: str, title: str, description: str, modified: datetime | None, publisher: Node
) -> Node:
    return {"@id": url} | node(
        "MedicalWebPage",
        url=url,
        name=title,
        description=description,
        dateModified=modified.isoformat() if modified else None,
        publisher=publisher,
        mainEntity=ref(f"{url}#article"),
    )


def article(
    *,
    url: str,
    title: str,
    description: str,
    image: str,
    published: datetime | None,
    modified: datetime | None,
    author: Node,
    publisher: Node,
    citations: Iterable[Node],
    words: int,
) -> Node:
    return {"@id": f"{url}#article"} | node(
        "Article",
        headline=title,
        description=description,
        image=image,
        datePublished=published.isoformat() if published else None,
        dateModified=modified.isoformat() if modified else None,
        author=author,
        publisher=publisher,
        mainEntityOfPage=ref(url),
        citation=list(citations),
        wordCount=words,
    )
