"""A document as JSON and back, all but the bytes of its files.

A node is `[kind, line, runs]`, followed by its other fields where they differ from their defaults.
A run is its text, or `[text, looks]` or `[text, looks, href]`.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from importer.nodes import (
    Aside,
    Divider,
    Document,
    Heading,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Remark,
    Run,
    Runs,
    Table,
)

KINDS: dict[str, type[Node]] = {
    "p": Paragraph,
    "h": Heading,
    "l": ListItem,
    "d": Divider,
    "a": Aside,
    "t": Table,
    "i": Picture,
}  # no Block: parsers make none
_KEYS = {kind: key for key, kind in KINDS.items()}
_OTHERS = {kind: tuple(spot for spot in fields(kind) if spot.name not in ("runs", "line")) for kind in _KEYS}
BOLD, ITALIC, SUPERSCRIPT, SUBSCRIPT = 1, 2, 4, 8


def to_json(document: Document) -> dict[str, Any]:
    """What `json.dumps` takes; the files are left out."""
    return {
        "nodes": [_node_to_json(node) for node in document.nodes],
        "remarks": [[remark.text, remark.line] for remark in document.remarks],
    }


def from_json(data: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Document:
    """The document `to_json` was given, with these files."""
    return Document(
        nodes=tuple(_node_from_json(*node) for node in data["nodes"]),
        files=dict(files or {}),
        remarks=tuple(Remark(text, line) for text, line in data["remarks"]),
    )


def _node_to_json(node: Node) -> list[Any]:
    others = {
        spot.name: value
        for spot in _OTHERS[type(node)]
        if (value := getattr(node, spot.name)) != spot.default
    }
    if isinstance(node, Table):
        others["rows"] = [[_runs_to_json(cell) for cell in row] for row in node.rows]
    head = [_KEYS[type(node)], node.line, _runs_to_json(node.runs)]
    return [*head, others] if others else head


def _node_from_json(key: str, line: int, runs: list[Any], others: dict[str, Any] | None = None) -> Node:
    values = dict(others or {})
    if "rows" in values:
        values["rows"] = tuple(tuple(_runs_from_json(cell) for cell in row) for row in values["rows"])
    return KINDS[key](runs=_runs_from_json(runs), line=line, **values)


def _runs_to_json(runs: Runs) -> list[Any]:
    return [_run_to_json(run) for run in runs]


def _runs_from_json(runs: list[Any]) -> Runs:
    return tuple(Run(run) if isinstance(run, str) else _run_from_json(*run) for run in runs)


def _run_to_json(run: Run) -> str | list[Any]:
    raised = SUPERSCRIPT * run.superscript | SUBSCRIPT * run.subscript
    looks = BOLD * run.bold | ITALIC * run.italic | raised
    if run.href:
        return [run.text, looks, run.href]
    return [run.text, looks] if looks else run.text


def _run_from_json(text: str, looks: int, href: str = "") -> Run:
    return Run(
        text,
        bold=bool(looks & BOLD),
        italic=bool(looks & ITALIC),
        href=href,
        superscript=bool(looks & SUPERSCRIPT),
        subscript=bool(looks & SUBSCRIPT),
    )
