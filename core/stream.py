"""The only traversal of StreamField values, as blocks and as they are stored."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from wagtail.blocks import Block, BoundBlock, ListBlock, StreamBlock, StructBlock


class Step(NamedTuple):
    """One block within a stream. `path` is its place: the child's id, then names and positions below it."""

    path: tuple[str, ...]
    name: str
    block: Block
    value: Any


def walk(stream: Any) -> Iterator[Step]:
    """Every block of a StreamValue in reading order, parents before their children."""
    for child in stream:
        yield from _descend(child.block, child.value, child.block_type, (child.id or child.block_type,))


def _descend(block: Block, value: Any, name: str, path: tuple[str, ...]) -> Iterator[Step]:
    yield Step(path, name, block, value)
    if isinstance(block, StreamBlock):
        for child in value:
            yield from _descend(child.block, child.value, child.block_type, (*path, child.id or name))
    elif isinstance(block, StructBlock) and hasattr(value, "items"):
        for key, child_block in block.child_blocks.items():
            yield from _descend(child_block, value.get(key), key, (*path, key))
    elif isinstance(block, ListBlock):
        for position, child in enumerate(value.bound_blocks if hasattr(value, "bound_blocks") else []):
            yield from _descend(child.block, child.value, name, (*path, str(position)))


def rewritten(block: Block, raw: Any, change: Callable[[Block, Any], Any]) -> Any:
    """A stored value with what `change` makes of each block's value, children before their parents.

    Nothing that choosers point to is read, and what belongs to no block stays as it is.
    """
    if raw is None:
        return change(block, raw)
    if isinstance(block, StreamBlock):
        raw = [
            child | {"value": rewritten(block.child_blocks[child["type"]], child["value"], change)}
            if child["type"] in block.child_blocks
            else child
            for child in raw
        ]
    elif isinstance(block, StructBlock):
        raw = {
            name: rewritten(block.child_blocks[name], value, change) if name in block.child_blocks else value
            for name, value in raw.items()
        }
    elif isinstance(block, ListBlock):
        raw = [
            item | {"value": rewritten(block.child_block, item["value"], change)}
            if isinstance(item, dict) and item.get("type") == "item" and "value" in item
            else rewritten(block.child_block, item, change)
            for item in raw
        ]
    return change(block, raw)


def stored(stream: Any, name: str) -> list[dict[str, Any]]:
    """The top-level values of this type as they are stored. Nothing that choosers point to is read."""
    return [child["value"] for child in stream.raw_data if child["type"] == name]


def texts(stream: Any) -> Iterator[str]:
    """Every string of a stream as it is stored, in reading order. It costs no query either."""
    for child in stream.raw_data:
        yield from _strings(child["value"])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item["value"] if isinstance(item, dict) and "value" in item else item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def children(stream: Any, *names: str) -> list[BoundBlock]:
    """The top-level blocks of these types."""
    return [child for child in stream if child.block_type in names]
