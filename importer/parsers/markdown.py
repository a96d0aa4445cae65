"""Markdown: rendered as a web page, which the parser for those reads. Lines are those of the Markdown."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from importer.errors import UnreadableDocument
from importer.nodes import Document, Heading
from importer.parsers import front_matter, html
from importer.parsers.characters import decode

LINE_END = re.compile(r"\r\n|\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
NOTE = re.compile(r"\[\^([\w-]{1,40})\]:[ \t]*")
NOTE_MARK = re.compile(r"\[\^([\w-]{1,40})\]")
DEEPEST = 40


def parse(data: bytes) -> Document:
    lines = LINE_END.split(decode(data))
    above = front_matter.read(lines)
    if above is None:
        return _document(lines)
    text = [*[""] * above.end, *lines[above.end :]]
    body = _document(text) if any(map(str.strip, text)) else Document(())
    has_title = sum(isinstance(node, Heading) and node.level == 1 for node in body.nodes) == 1
    nodes = (*above.nodes(has_title), *body.nodes)
    return Document(nodes, body.files, (*above.remarks(), *body.remarks))


def _document(lines: Sequence[str]) -> Document:
    try:
        page = _markdown().render("\n".join(lines))
    except RecursionError as error:
        raise UnreadableDocument("nests its lists or quotations too deeply.") from error
    return html.convert(page, is_numbered=True)


class _Renderer(RendererHTML):
    """Says of each block in which line it begins."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        for token in tokens:
            if token.map and token.nesting >= 0 and token.type != "inline":
                token.attrSet("data-line", str(token.map[0] + 1))
        return super().render(tokens, options, env)

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<wbr data-line="{tokens[idx].attrGet("data-line")}">{tokens[idx].content}'

    def footnote_mark(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<sup>{escape(tokens[idx].content)}</sup>"

    def footnote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        mark = escape(token.content)
        return f'<div data-line="{token.attrGet("data-line")}"><a href="#fnref{mark}">{mark}</a> '

    def footnote_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</div>"


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.before("link", "footnote_mark", _footnote_mark)
    return parser


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote: "[^1]: " and its text, with the indented lines below it."""
    position = state.bMarks[start] + state.tShift[start]
    match = NOTE.match(state.src, position, state.eMarks[start])
    if match is None:
        return False
    if silent:
        return True
    parts = [state.src[match.end() : state.eMarks[start]]]
    line = start + 1
    while line < end and not state.isEmpty(line):
        below = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if NOTE.match(below):
            break
        parts.append(below)
        line += 1
    opening = state.push("footnote_open", "div", 1)
    opening.map = [start, line]
    opening.content = match[1]
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
