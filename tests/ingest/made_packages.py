"""Small docx and odt packages made in code; all content is invented."""

import io
import zipfile

from behovai.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCX_SPACES = (
    f'xmlns:w="{_W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = {"header1": "header", "footer1": "footer"}
_ROOTS = {"header1": "hdr", "footer1": "ftr"}
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_SPACES = " ".join(
    [f'xmlns:{short}="{_ODF}{short}:1.0"' for short in ("office", "text", "style", "table", "form")]
    + [
        f'xmlns:draw="{_ODF}drawing:1.0"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
        'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, doctype: str = "", extra: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A docx with this content of w:body; `parts` are the contents of styles, numbering, footnotes, comments, header1, footer1."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": _relations({f"{part}.xml": _KINDS.get(part, part) for part in parts}),
        "word/document.xml": f"{doctype}<w:document {_DOCX_SPACES}><w:body>{body}</w:body></w:document>",
    }
    for part, content in parts.items():
        root = _ROOTS.get(part, part)
        files[f"word/{part}.xml"] = f"<w:{root} {_DOCX_SPACES}>{content}</w:{root}>"
    return zipped(files | (extra or {}))


def _relations(targets: dict[str, str]) -> str:
    links = "".join(f'<Relationship Id="{kind}" Type="{_REL}/{kind}" Target="{target}"/>' for target, kind in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def p(content: str, shape: str = "") -> str:
    """A docx paragraph: plain text, or XML of runs."""
    runs = content if content.startswith("<") else r(content)
    return f"<w:p>{f'<w:pPr>{shape}</w:pPr>' if shape else ''}{runs}</w:p>"


def r(text: str, shape: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{shape}</w:rPr>" if shape else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def box(checked: bool, shown: str = "☐") -> str:
    """A check box content control; the sign shown may lie."""
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{r(shown)}</w:sdtContent></w:sdt>"
    )


def control(content: str, *, blank: bool = False) -> str:
    """A content control around runs, paragraphs, cells or rows."""
    return f"<w:sdt><w:sdtPr>{'<w:showingPlcHdr/>' if blank else ''}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def table(*rows: list[str]) -> str:
    """A docx table; a cell is the XML of its paragraphs, or plain text."""
    lines = ["".join(tc(cell) for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def tc(cell: str, shape: str = "") -> str:
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{cell if cell.startswith('<') else p(cell)}</w:tc>"


def odt(body: str, *, styles: str = "", automatic: str = "", master: str = "", manifest: str = "") -> bytes:
    """An odt with this content of office:text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODT_SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_ODT_SPACES}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{master}</office:master-styles></office:document-styles>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document[block.span]) for block in document.blocks]


def ticks(document: Document) -> list[tuple[str, bool]]:
    return [(document[tick.span], tick.checked) for tick in document.ticks]


def cells(document: Document) -> list[tuple[int, int, int, str]]:
    return [(b.cell.table, b.cell.row, b.cell.column, document[b.span]) for b in document.blocks if b.cell]
