"""Markdown: rendered as a web page, which the parser for those reads. Lines are those of the Markdown."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from importer.errors import UnreadableDocument
from importer.nodes import Document, Heading, Remark
from importer.parsers import front_matter, html
from importer.parsers.characters import decode
from importer.parsers.progress import Tell, part, untold

LINE_END = re.compile(r"\r\n|\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
NOTE = re.compile(r"\[\^([\w-]{1,40})\]:[ \t]*")
DEFINITION = re.compile(r"\[[^\]\n]{1,200}\]:")
NOTE_OR_NUMBERED = re.compile(r"\[(?:\^([\w-]{1,40})|(\d{1,3}))\]:[ \t]*")
LINKED_BY_NUMBER = re.compile(r"\][ ]?\[\d{1,3}\]")
LABEL = re.compile(r"\[([^\[\]]{1,200})\]")
NOTE_MARK = re.compile(r"\[\^([\w-]{1,40})\]")
# Lines that each begin like this were meant as lines.
LABELLED = re.compile(r"[•▪◦‣●]\s|[A-Z][A-Za-z /()'’-]{1,30}:(?:\s|$)|\[\d{1,3}\]\s|[QA]\d{0,2}[.:]\s")
CALLOUT = re.compile(r"[ \t]*</?aside>[ \t]*")  # in exports of notes, around Markdown
LONGEST_FIRST_LINE = 12  # in tokens, where it is a title above its text
DEEPEST = 100
PICTURE = re.compile(r"\bdata:image/[\w.+-]{1,20};base64,([A-Za-z0-9+/]{20,}={0,2})")
MOST_BRACKETS = 2000
MOST_TEXT = 650_000  # characters, without pictures
MOST_LINES = 50_000
RENDERING = 0.5  # its share of the work


def parse(data: bytes, tell: Tell = untold) -> Document:
    lines = LINE_END.split(decode(data))
    above = front_matter.read(lines)
    if above is None:
        return _document(lines, tell)
    text = [*[""] * above.end, *lines[above.end :]]
    body = _document(text, tell) if any(map(str.strip, text)) else Document(())
    has_title = sum(isinstance(node, Heading) and node.level == 1 for node in body.nodes) == 1
    nodes = (*above.nodes(has_title), *body.nodes)
    return Document(nodes, body.files, (*above.remarks(), *body.remarks))


def _document(lines: Sequence[str], tell: Tell) -> Document:
    text, files = _without_pictures("\n".join(lines))
    if len(text) > MOST_TEXT or len(lines) > MOST_LINES:
        raise UnreadableDocument(
            f"has more than {MOST_TEXT:,} characters or {MOST_LINES:,} lines, the limits. Split it."
        )
    text = "\n".join("" if CALLOUT.fullmatch(line) else line for line in text.split("\n"))
    if any(paragraph.count("[") > MOST_BRACKETS for paragraph in text.split("\n\n")):
        raise UnreadableDocument(f"holds a paragraph with more than {MOST_BRACKETS} opening brackets.")
    parser = _markdown()
    env: dict[str, Any] = {"note": NOTE if LINKED_BY_NUMBER.search(text) else NOTE_OR_NUMBERED}
    tokens = parser.parse(text, env)
    if any(token.level >= DEEPEST - 2 for token in tokens):  # what lies deeper would be lost
        raise UnreadableDocument("nests its lists or quotations too deeply.")
    notes = [token.content for token in tokens if token.type == "footnote_open"]
    env["marks"] = {label: label if label.isdecimal() else str(n) for n, label in enumerate(notes, 1)}
    page = parser.renderer.render(tokens, parser.options, env)
    document = html.convert(page, files, is_numbered=True, tell=part(tell, RENDERING, 1))
    return replace(document, remarks=(*document.remarks, *_unused_links(text, env)))


def _without_pictures(text: str) -> tuple[str, dict[str, bytes]]:
    """The text with short addresses for the pictures that stand in it, and their data."""
    files: dict[str, bytes] = {}

    def shorten(match: re.Match[str]) -> str:
        address = f"pictures/{len(files)}/picture"
        with suppress(binascii.Error):
            files[address] = base64.b64decode(match[1])
        return address if address in files else match[0]

    return PICTURE.sub(shorten, text), files


def _unused_links(text: str, env: Mapping[str, Any]) -> Iterator[Remark]:
    """Addresses that the text names for links and then does not use, or names a second time."""
    known: Mapping[str, Mapping[str, Any]] = env.get("references", {})
    lines = text.split("\n")
    spelled = {normalizeReference(label): label for label in LABEL.findall(text)}
    for reference in known.values():
        start, stop = reference["map"]
        lines[start:stop] = [""] * (stop - start)
    used = set(map(normalizeReference, LABEL.findall("\n".join(lines))))
    unused = [(label, reference) for label, reference in known.items() if label not in used]
    unused += [(reference["label"], reference) for reference in env.get("duplicate_refs", [])]
    for label, reference in unused:
        words = [spelled.get(label, label), unquote(reference["href"]), reference.get("title")]
        yield Remark(
            f"an address that no link uses: {' '.join(filter(None, words))}", reference["map"][0] + 1
        )


class _Renderer(RendererHTML):
    """Says of each block in which line it begins."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        for token in tokens:
            if token.map and token.nesting >= 0 and token.type != "inline":
                token.attrSet("data-line", str(token.map[0] + 1))
        return super().render(tokens, options, env)

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<wbr data-line="{tokens[idx].attrGet("data-line")}">{tokens[idx].content}'

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        above, below = ("".join(one.content for one in tokens[start : start + 4]) for start in (0, idx + 1))
        is_labelled = LABELLED.match(above) and LABELLED.match(below)
        first = tokens[:idx] if idx <= LONGEST_FIRST_LINE else ()
        is_first = bool(first) and all(token.type != "softbreak" for token in first)
        is_title = is_first and (above.startswith("[!") or _is_strong(first))
        return "<br>\n" if is_labelled or is_title else "\n"

    def footnote_mark(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        label = tokens[idx].content
        return f"<sup>{escape(env['marks'].get(label, label))}</sup>"

    def footnote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        mark = escape(token.content)
        return f'<div data-line="{token.attrGet("data-line")}"><a href="#fnref{mark}">{mark}</a> '

    def footnote_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</div>"


def _is_strong(tokens: Sequence[Token]) -> bool:
    """Whether a line is bold from end to end."""
    written = [token for token in tokens if token.content or token.type != "text"]
    return (
        len(written) > 2
        and written[0].type == "strong_open"
        and written[-1].type == "strong_close"
        and sum(token.type == "strong_open" for token in written) == 1
    )


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "footnote_mark", _footnote_mark)
    return parser


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote: "[^1]: " and its text, with the indented lines below it."""
    position = state.bMarks[start] + state.tShift[start]
    note: re.Pattern[str] = state.env["note"]
    match = note.match(state.src, position, state.eMarks[start])
    if match is None:
        return False
    if silent:
        return True
    parts = [state.src[match.end() : state.eMarks[start]]]
    line = start + 1
    while line < end and not state.isEmpty(line):
        below = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if DEFINITION.match(below):
            break
        parts.append(below)
        line += 1
    opening = state.push("footnote_open", "div", 1)
    opening.map = [start, line]
    opening.content = match[match.lastindex or 1]
    inline = state.push("inline", "", 0)
    inline.content = "\n".join(parts).strip()
    inline.map = [start, line]
    inline.children = []
    state.push("footnote_close", "div", -1)
    state.line = line
    return True


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    match = NOTE_MARK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("footnote_mark", "sup", 0).content = match[1]
    state.pos = match.end()
    return True
