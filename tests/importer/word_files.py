"""Word files made in memory, of as little as a case needs."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from importer.parsers.word.names import NAMESPACES

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTRA = {
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in (NAMESPACES | EXTRA).items())
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
ROOTS = {"numbering": "numbering", "header": "hdr", "footer": "ftr"}


def pack(files: Mapping[str, str | bytes], compression: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", compression) as file:
        for path, content in files.items():
            file.writestr(path, content)
    return buffer.getvalue()


def members(
    body: str,
    *,
    links: Mapping[str, str] | None = None,
    pictures: Mapping[str, bytes] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    **stories: str,
) -> dict[str, str | bytes]:
    """The members of a Word file. `links` and `pictures` are known to the body by their key."""
    relations = [
        f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    relations += [
        f'<Relationship Id="{key}" Type="{OFFICE}/image" Target="media/{key}.png"/>' for key in pictures or {}
    ]
    relations += [f'<Relationship Id="{one}" Type="{OFFICE}/{one}" Target="{one}.xml"/>' for one in stories]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{NAMESPACES["ct"]}">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/></Types>'
        ),
        "_rels/.rels": relationships(
            f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"{HEAD}<w:document {DECLARED}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships("".join(relations)),
    }
    for one, content in stories.items():
        root = ROOTS.get(one, one)
        files[f"word/{one}.xml"] = f"{HEAD}<w:{root} {DECLARED}>{content}</w:{root}>"
    files |= {f"word/media/{key}.png": data for key, data in (pictures or {}).items()}
    return files | dict(more or {})


def relationships(content: str) -> str:
    return f'{HEAD}<Relationships xmlns="{NAMESPACES["rel"]}">{content}</Relationships>'


def word_file(body: str, **parts: object) -> bytes:
    return pack(members(body, **parts))  # type: ignore[arg-type]


def r(text: str, properties: str = "") -> str:
    """A run."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a content without tags is its text."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{content if '<' in content else r(content)}</w:p>"


def li(text: str, num: int = 1, depth: int = 0, properties: str = "") -> str:
    """A list item."""
    numbers = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(text, "", numbers + properties)


def style(
    key: str, name: str = "", properties: str = "", look: str = "", base: str = "", kind: str = "paragraph"
) -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{based}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (depth + 1)}"/></w:pPr></w:lvl>'
    )


def numbering(*lists: str, uses: str = "") -> str:
    """Abstract numberings 0, 1, ... and a use of each under the number above it."""
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">{levels}</w:abstractNum>' for key, levels in enumerate(lists)
    )
    plain = "".join(
        f'<w:num w:numId="{key + 1}"><w:abstractNumId w:val="{key}"/></w:num>' for key in range(len(lists))
    )
    return abstracts + plain + uses


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell without tags is its text."""
    made = (one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if '<' in content else p(content)}</w:tc>"


def drawing(key: str, alt: str = "", attribute: str = "embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        "<a:graphic><a:graphicData>"
        f'<pic:pic><pic:blipFill><a:blip r:{attribute}="{key}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def field(code: str, result: str) -> str:
    """A field as Word writes it, in several runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
