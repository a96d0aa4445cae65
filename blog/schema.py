"""An article as schema.org nodes. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from core.schema import Node, node, ref


class ReviewLike(Protocol):
    approved_on: date
    reviewer: str
    provider: Any


def medical_web_page(
    *,
    url: str,
    title: str,
    description: str,
    modified: datetime | None,
    publisher: Node,
    review: ReviewLike | None = None,
) -> Node:
    return {"@id": url} | node(
        "MedicalWebPage",
        url=url,
        name=title,
        description=description,
        dateModified=modified.isoformat() if modified else None,
        publisher=publisher,
        mainEntity=ref(f"{url}#article"),
        lastReviewed=review.approved_on.isoformat() if review else None,
        reviewedBy=_reviewer(review) if review else None,
    )


def _reviewer(review: ReviewLike) -> Node:
    """The provider, or only the name of one whose page is gone."""
    return review.provider.person if review.provider else node("Person", name=review.reviewer)


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
    corrections: Iterable[Node] = (),
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
        correction=list(corrections),
    )
