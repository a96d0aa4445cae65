"""schema.org data as plain dictionaries. Pure: no database, no request."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

Node = dict[str, Any]

ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def node(kind: str, **properties: Any) -> Node:
    """A node of this type, without the properties that are empty."""
    return {"@type": kind} | {
        key: value for key, value in properties.items() if value not in (None, "", [], {})
    }


def ref(identifier: str) -> Node:
    return {"@id": identifier}


def graph(nodes: Iterable[Node]) -> Node:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def script(data: Node) -> SafeString:
    """The data as a JSON-LD script, safe whatever its strings hold."""
    body = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{body}</script>')  # noqa: S308 - escaped above


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Node:
    """A BreadcrumbList from (name, absolute URL) pairs, the home page first."""
    items = [
        node("ListItem", position=position, name=name, item=url)
        for position, (name, url) in enumerate(trail, start=1)
    ]
    return node("BreadcrumbList", itemListElement=items)


def faq_page(url: str, pairs: Iterable[tuple[str, str]]) -> Node:
    """One FAQPage from (question, answer) pairs, as https://schema.org/FAQPage has it."""
    questions = [
        node("Question", name=question, acceptedAnswer=node("Answer", text=answer))
        for question, answer in pairs
    ]
    return {"@id": f"{url}#faq"} | node("FAQPage", mainEntity=questions)
