"""What stands between a draft and its publishing, in words."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from blog.models import ArticlePage
from editorial.evidence.gate import in_words
from importer.reading import Reading


def missing(page: ArticlePage, reading: Reading) -> list[str]:
    """One line each."""
    found = [] if reading.title else ["Title: none was found in the document."]
    try:
        page.full_clean()
    except ValidationError as error:
        found += field_messages(page, error)
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError as error:
        found += _block_messages(page, error.as_json_data())
    found += [f"Blocks publishing: {in_words(finding)}" for finding in page.blocking]
    return found + [f"Line {one.line} found no place: {one.text}" for one in reading.unplaced_prose()]


def field_messages(page: ArticlePage, error: ValidationError) -> list[str]:
    """One line per field with what is wrong with it."""
    by_name = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    labels = {
        name: "article" if name == NON_FIELD_ERRORS else page._meta.get_field(name).verbose_name
        for name in by_name
    }
    return [f"{str(labels[name]).capitalize()}: {' '.join(messages)}" for name, messages in by_name.items()]


def _block_messages(page: ArticlePage, error: dict[str, Any]) -> list[str]:
    messages = [f"Body: {message}" for message in error.get("messages", [])]
    for index, below in error.get("blockErrors", {}).items():
        child = page.body[index]
        heading = child.value.get("heading")
        name = f"{child.block.label} “{heading}”" if heading else child.block.label
        messages += [f"{name}{place}: {message}" for place, message in _flat(below)]
    return messages


def _flat(error: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every message in a tree of block errors with its place, positions counted from 1."""
    for message in error.get("messages", []):
        yield "", message
    for key, below in error.get("blockErrors", {}).items():
        place = f" {key + 1}" if isinstance(key, int) else f", {key.replace('_', ' ')}"
        yield from ((place + deeper, message) for deeper, message in _flat(below))
