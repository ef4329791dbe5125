"""Items → .docx with the content controls of the real form (w14:checkbox, plain text, drop-down, rich text)."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from examples.press.answers import blocks
from examples.press.items import (
    Answer,
    Block,
    Box,
    Bullet,
    Field,
    Grid,
    Heading,
    Help,
    Item,
    Letters,
    Line,
    Pieces,
    Start,
    Table,
)
from examples.press.package import NAMESPACES, XML, pack
from examples.press.source import Look

LINE = 9070
GOTHIC = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
PLACEHOLDER = '<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" '
    'w:footer="708" w:gutter="0"/></w:sectPr>'
)
BULLETS, LETTERS, DASHES = 1, 2, 3


def write(items: Iterable[Item], look: Look) -> bytes:
    """The form as a Word file."""
    listed = list(items)
    title = next((item.text for item in listed if isinstance(item, Heading)), "")
    body = _Body(look)
    document = f"{XML}<w:document {NAMESPACES}><w:body>{body.print(listed)}{SECTION}</w:body></w:document>"
    authority = look.say("Statsforvalteren i Nordland", "Statsforvaltaren i Nordland")
    return pack(document, title, look.say("nb-NO", "nn-NO"), authority)


def run(text: str, properties: str = "") -> str:
    """A run; line feeds become manual line breaks, tabs tab characters."""
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{marked}{inner}</w:r>"


def paragraph(inner: str, style: str = "", extra: str = "") -> str:
    """A paragraph around runs."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    """An automatically numbered or bulleted paragraph."""
    return paragraph(run(text), "Listeavsnitt", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(rows: Iterable[Iterable[str]], widths: tuple[int, ...], head: bool) -> str:
    """A ruled table; the cells are block XML, the widths shares of the line."""
    whole = sum(widths)
    twips = [LINE * width // whole for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    properties = f'<w:tblPr><w:tblStyle w:val="Tabellrutenett"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/></w:tblPr>'
    out = f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>"
    for number, row in enumerate(rows):
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="DEEAF6"/>' if head and number == 0 else ""
        cells = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, twips, strict=True)
        )
        out += f"<w:tr>{''.join(cells)}</w:tr>"
    return out + "</w:tbl>"


class _Body:
    """Prints the body; counts the ids of the controls."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.controls = 0

    def print(self, items: list[Item]) -> str:
        return "".join(self._item(item, first=number == 0) for number, item in enumerate(items))

    def _item(self, item: Item, first: bool) -> str:
        if isinstance(item, Heading | Help):
            style = "Hjelpetekst" if isinstance(item, Help) else f"Overskrift{item.level}" if item.level else "Tittel"
            return paragraph(run(item.text), style)
        if isinstance(item, Letters):
            return "".join(listed(entry, LETTERS) for entry in item.entries)
        if isinstance(item, Line):
            return paragraph(self._pieces(item.pieces, "<w:b/>" if item.label else ""))
        if isinstance(item, Table):
            return self._table(item) + paragraph("", extra='<w:spacing w:after="60"/>')
        if isinstance(item, Start):
            return "" if first else '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        return self._answer(item)

    def _pieces(self, pieces: Pieces, properties: str = "") -> str:
        out = ""
        for piece in pieces:
            if isinstance(piece, Box):
                out += self._box(piece)
            elif isinstance(piece, Field):
                out += self._field(piece)
            elif piece:
                out += run(piece, properties)
        return out

    def _control(self, properties: str, content: str) -> str:
        self.controls += 1
        ident = f'<w:id w:val="{100200300 + 7919 * self.controls}"/>'
        return f"<w:sdt><w:sdtPr>{ident}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    def _box(self, box: Box) -> str:
        shown = self.look.box(box.checked)
        if self.look.boxes != "control":
            return run(shown, GOTHIC if shown in "☐☒" else "") if shown else ""
        state = (
            f'<w14:checkbox><w14:checked w14:val="{int(box.checked)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        return self._control(state, run(shown, GOTHIC))

    def _field(self, field: Field) -> str:
        value = " ".join(field.value.split())
        style = "" if value else '<w:rStyle w:val="Plassholdertekst"/>'
        content = run(value or self.look.empty(bool(field.options)), style)
        if not self.look.controls:
            return content
        kind = "<w:text/>"
        if field.options:
            shown = "".join(f"<w:listItem w:displayText={quoteattr(option)} w:value={quoteattr(option)}/>" for option in field.options)
            kind = f"<w:dropDownList><w:listItem w:value={quoteattr(self.look.empty(True))}/>{shown}</w:dropDownList>"
        return self._control(PLACEHOLDER + ("" if value else "<w:showingPlcHdr/>") + kind, content)

    def _table(self, item: Table) -> str:
        def cell(pieces: Pieces, bold: bool) -> str:
            return paragraph(self._pieces(pieces, "<w:b/>" if bold else ""), extra='<w:spacing w:after="0"/>')

        rows = ([cell(pieces, item.head and number == 0) for pieces in row] for number, row in enumerate(item.rows))
        return table(rows, item.widths, item.head)

    def _answer(self, item: Answer) -> str:
        if item.text.strip():
            found = blocks(item.text)
            # LibreOffice loses the line breaks of a control that holds a single paragraph.
            inner, state = "".join(self._block(block, self.look.line_breaks and len(found) > 1) for block in found), ""
        else:
            inner, state = paragraph(run(self.look.empty(), '<w:rStyle w:val="Plassholdertekst"/>')), "<w:showingPlcHdr/>"
        if inner.endswith("</w:tbl>"):
            inner += paragraph("")
        block = self._control(PLACEHOLDER + state, inner) if self.look.controls else inner
        if not self.look.cells:
            return block
        # Word wants a paragraph at the end of a cell; a control there may close it only together with one.
        return table(
            [[block + ("" if not self.look.controls else paragraph("", extra='<w:spacing w:after="0"/>'))]], (100,), head=False
        ) + paragraph("")

    def _block(self, block: Block, line_breaks: bool) -> str:
        if isinstance(block, Bullet):
            return self._bullet(block)
        if isinstance(block, Grid):
            width = max(len(row) for row in block.rows)
            rows = ([paragraph(run(text)) for text in (*row, *[""] * (width - len(row)))] for row in block.rows)
            return table(rows, (100 // width,) * width, head=False)
        if line_breaks:
            return paragraph(run("\n".join(block.lines)))
        return "".join(paragraph(run(line)) for line in block.lines)

    def _bullet(self, block: Bullet) -> str:
        if block.mark in "•*o":
            return listed(block.text, BULLETS, block.level)
        if self.look.auto_bullets:
            return listed(block.text, DASHES, block.level)
        indent = 360 * (block.level + 1)
        return paragraph(run(f"{block.mark} {block.text}"), extra=f'<w:spacing w:after="40"/><w:ind w:left="{indent}" w:hanging="180"/>')
