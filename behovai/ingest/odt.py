"""Reads an OpenDocument text (odt) straight from its XML: the libraries lose content controls or read deleted text."""

from collections.abc import Iterator

from lxml import etree

from behovai.document import BlockKind, Document
from behovai.errors import UnreadableFile
from behovai.ingest.builder import Builder, Piece
from behovai.ingest.odt_runs import OdtRuns, boxes_of
from behovai.ingest.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, Counts, OdtStyles, label, whole
from behovai.ingest.package import Package, protected

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ROW_GROUPS = frozenset(TABLE + tag for tag in ("table-header-rows", "table-rows", "table-row-group"))
_SKIPPED = frozenset((TEXT + "tracked-changes", OFFICE + "forms", TEXT + "sequence-decls", TEXT + "variable-decls"))
_HEADERS = tuple(STYLE + tag for tag in ("header", "header-left", "header-first", "footer", "footer-left", "footer-first"))
_MOST_REPEATED = 50


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of an odt called `name`. Raises UnreadableFile or TooLarge."""
    package = Package(data, name)
    if "encrypted-package" in package or b"encryption-data" in (package.read("META-INF/manifest.xml") or b""):
        raise protected(name)
    root, named = package.xml("content.xml"), package.xml("styles.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise UnreadableFile(f"«{name}» mangler selve teksten. Åpne den i LibreOffice, lagre den på nytt, og prøv igjen.")
    styles = OdtStyles(root, named)
    boxes = boxes_of(root)
    builder = Builder()
    walker = _Body(builder, styles, boxes)
    walker.blocks(body)
    for part in [] if named is None else named.iter(*_HEADERS):
        builder.aside(walker.apart(part))
    for comment in list(walker.comments):
        builder.aside(walker.apart(comment))
    return builder.document(name, "odt", data)


class _Body:
    """Walks paragraphs, lists and tables in reading order and hands them to the builder."""

    def __init__(self, builder: Builder, styles: OdtStyles, boxes: dict[str, str]) -> None:
        self.comments: list[etree._Element] = []
        self._builder = builder
        self._styles = styles
        self._boxes = boxes
        self._outline = Counts()
        self._counts_by_id: dict[str, Counts] = {}
        self._counts_by_style: dict[str | None, Counts] = {}

    def apart(self, element: etree._Element) -> str:
        """The text of a header, a footer or a comment, kept out of the document's."""
        builder, self._builder = self._builder, Builder()
        self.blocks(element)
        text, self._builder = self._builder.text, builder
        return text

    def blocks(self, parent: etree._Element, *, note: bool = False) -> None:
        """Add all paragraphs, lists and tables of an element."""
        for child in parent:
            tag = str(child.tag)
            if tag == TEXT + "p":
                self._paragraph(child, note=note)
            elif tag == TEXT + "h":
                self._heading(child)
            elif tag == TEXT + "list":
                self._root_list(child)
            elif tag == TABLE + "table":
                self._table(child)
            elif tag.startswith(DRAW):
                self._frame(child)
            elif tag not in _SKIPPED and child.get(TEXT + "display") != "none":
                self.blocks(child, note=note)  # sections, tables of contents

    def _heading(self, heading: etree._Element) -> None:
        level = whole(heading.get(TEXT + "outline-level"), 1) - 1
        text = ""
        if heading.get(TEXT + "is-list-header") != "true":
            start = whole(heading.get(TEXT + "start-value"), 1) if heading.get(TEXT + "restart-numbering") == "true" else None
            text = label(self._styles, self._styles.outline, level, self._outline, start)
        self._paragraph(heading, text=text)

    def _frame(self, frame: etree._Element) -> None:
        runs = OdtRuns(self._styles, self._boxes)
        runs.drawing(frame)
        self._builder.add("paragraph", runs.pieces)
        for box in runs.frames:
            self.blocks(box)

    def _paragraph(self, paragraph: etree._Element, *, text: str = "", kind: BlockKind = "paragraph", note: bool = False) -> None:
        look = self._styles.look("paragraph", paragraph.get(TEXT + "style-name"))
        runs = OdtRuns(self._styles, self._boxes)
        if not look.hidden:
            runs.collect(paragraph)
        if paragraph.tag == TEXT + "h" or look.title:
            kind = "heading"
        if any(piece.text.strip() for piece in runs.pieces):
            self._builder.add("footnote" if note else kind, [Piece(text), *runs.pieces] if text else runs.pieces)
        self.comments += runs.comments
        for body in runs.notes:
            self.blocks(body, note=True)
        for box in runs.frames:
            self.blocks(box)

    def _root_list(self, element: etree._Element) -> None:
        style = element.get(TEXT + "style-name")
        continued = element.get(TEXT + "continue-list")
        if continued is not None and continued in self._counts_by_id:
            counts = self._counts_by_id[continued]
        elif element.get(TEXT + "continue-numbering") == "true" and style in self._counts_by_style:
            counts = self._counts_by_style[style]
        else:
            counts = Counts()
        self._counts_by_style[style] = counts
        name = element.get(_XML_ID)
        if name is not None:
            self._counts_by_id[name] = counts
        self._list(element, style, 0, counts)

    def _list(self, element: etree._Element, style: str | None, level: int, counts: Counts) -> None:
        style = element.get(TEXT + "style-name", style)
        kind = self._kind(element, style, level)
        for item in element:
            counted = item.tag != TEXT + "list-item"  # a list header has no label
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, style, level + 1, counts)
                elif child.tag in (TEXT + "p", TEXT + "h"):
                    text = "" if counted else label(self._styles, style, level, counts, _start(item))
                    self._paragraph(child, text=text, kind=kind if not counted else "paragraph")
                    counted = True

    def _kind(self, element: etree._Element, style: str | None, level: int) -> BlockKind:
        shape = self._styles.shape(style, level)
        if shape is None or shape.form in ("", "a", "A"):
            return "paragraph"
        if shape.form == "bullet" or self._builder.last.endswith(":") or len(element) > 1:
            return "bullet"
        neighbours = (element.getprevious(), element.getnext())
        beside = any(found is not None and found.tag == element.tag and found.get(TEXT + "style-name") == style for found in neighbours)
        return "bullet" if beside else "paragraph"

    def _table(self, table: etree._Element) -> None:
        covered: dict[int, int] = {}  # column → rows below that a cell further up still covers
        with self._builder.table():
            for row in _rows(table):
                self._row(row, covered)

    def _row(self, row: etree._Element, covered: dict[int, int]) -> None:
        column = hidden = 0
        with self._builder.row():
            for cell in row:
                repeated = min(whole(cell.get(TABLE + "number-columns-repeated"), 1), _MOST_REPEATED)
                for _ in range(repeated):
                    if cell.tag == TABLE + "covered-table-cell":
                        if hidden:
                            hidden -= 1  # beside the cell that covers it: leaves no place, as in Word
                        else:
                            with self._builder.cell(column):
                                pass
                            hidden = covered.get(column, 1) - 1
                    elif cell.tag == TABLE + "table-cell":
                        with self._builder.cell(column):
                            self.blocks(cell)
                        hidden = max(1, whole(cell.get(TABLE + "number-columns-spanned"), 1)) - 1
                        covered[column] = hidden + 1
                    else:
                        continue
                    column += 1


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _start(item: etree._Element) -> int | None:
    value = item.get(TEXT + "start-value")
    return None if value is None else whole(value, 1)
