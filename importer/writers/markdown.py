"""Nodes as Markdown: CommonMark with tables, plain enough to be edited. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from importer.nodes import Heading, ListItem, Node, Picture, Run, Runs, Table, text_of
from importer.rules.blocks import LABEL

# Characters that have a meaning wherever they stand, and those that have one beside others.
SPECIAL = re.compile(r"[\\`*<|]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|&(?=#?\w+;)|\[(?=\^)|\](?=[(:\[])|!(?=\[)")
SPECIAL_IN_LINK = re.compile(rf"{SPECIAL.pattern}|[\[\]]|\A\^")
HASH = re.compile(r"(?<!\\)#")
AT_START = re.compile(r"[#+=:>~-]|\d{1,9}(?=[.)])")
BREAK = "\\\n"
MARKED = re.compile(r"\S(?:.*\S)?")
BEFORE, BEHIND = " (", " .,;:!?)"
SAFE_ALT = re.compile(r"[\w .,;:?'’()%/-]*")


def write(nodes: Iterable[Node]) -> str:
    """The document. Lists are one block each, whatever is nested in them."""
    parts: list[str] = []
    for is_list, group in groupby(nodes, lambda node: isinstance(node, ListItem)):
        if is_list:
            parts.append("\n".join(_items([node for node in group if isinstance(node, ListItem)])))
        else:
            parts += map(_block, group)
    return "\n\n".join(parts) + "\n"


def _block(node: Node) -> str:
    if isinstance(node, Heading):
        text = HASH.sub(r"\\#", _inline(node.runs))
        return f"{'#' * (node.level or 2)} {text}"
    if isinstance(node, Table):
        return "\n".join(_rows(node))
    if isinstance(node, Picture):
        return _picture(node)
    return _inline(node.runs)


def _picture(node: Picture) -> str:
    if SAFE_ALT.fullmatch(node.alt):
        return f"![{node.alt}]({_target(node.name)})"
    return f'<img src="{_attribute(node.name)}" alt="{_attribute(node.alt)}">'


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _rows(table: Table) -> Iterator[str]:
    for index, row in enumerate(table.rows):
        cells = [_escaped(text_of(cell)) for cell in row]
        yield f"| {' | '.join(cells)} |"
        if not index:
            yield f"|{' --- |' * len(row)}"


def _items(items: Sequence[ListItem]) -> Iterator[str]:
    """The lines of a list; what is nested stands below the text of its item."""
    columns: list[int] = []
    for item in items:
        del columns[item.depth + 1 :]
        indent = " " * (columns[item.depth - 1] if item.depth else 0)
        marker = "- " if item.number is None else f"{item.number}. "
        del columns[item.depth :]
        columns.append(len(indent) + len(marker))
        text = _inline(item.runs, may_have_label=False).replace("\n", "\n" + " " * columns[-1])
        yield f"{indent}{marker}{text}"


def _inline(runs: Runs, *, may_have_label: bool = True) -> str:
    """Runs with their marks. A label that the text begins with stands as it is."""
    label = LABEL.match(text_of(runs)) if may_have_label else None
    taken = len(label[0].rstrip()) if label else 0
    out = ""
    for index, run in enumerate(runs):
        text, kept = run.text, ""
        if taken and index == 0:
            kept, text = text[:taken], text[taken:]
            if not text:
                out += kept
                continue
        after = runs[index + 1].text[:1] if index + 1 < len(runs) else ""
        piece = _styled(run, text, out[-1:], after)
        if run.href and out.endswith("!"):
            out = f"{out[:-1]}\\!"
        out += kept + piece
    return BREAK.join(_safe_start(line) for line in out.split("\n"))


def _safe_start(line: str) -> str:
    """A line that begins neither a heading nor a list nor anything else by its first characters."""
    match = AT_START.match(line)
    if not match:
        return line
    return f"{match[0]}\\{line[match.end() :]}" if match[0][0].isdigit() else f"\\{line}"


def _styled(run: Run, text: str, before: str, after: str) -> str:
    words = (SPECIAL_IN_LINK if run.href else SPECIAL).sub(r"\\\g<0>", text)
    stars = "*" * (2 * run.bold + run.italic)
    is_plain = not (run.superscript or run.subscript or run.href)
    stands_free = before in ("", *BEFORE, "\n") and after in ("", *BEHIND, "\n")
    if stars and (stands_free or not is_plain) and MARKED.fullmatch(text):
        words = f"{stars}{words}{stars}"
    else:
        words = f"<b>{words}</b>" if run.bold else words
        words = f"<i>{words}</i>" if run.italic else words
    words = f"<sup>{words}</sup>" if run.superscript else words
    words = f"<sub>{words}</sub>" if run.subscript else words
    return f"[{words}]({_target(run.href)})" if run.href else words


def _target(address: str) -> str:
    address = re.sub(r"&(?=#?\w+;)", r"\\&", address)
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)
