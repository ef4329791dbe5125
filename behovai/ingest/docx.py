"""Reads a Word document (docx) straight from its XML: python-docx loses every content control, ticks included."""

from typing import TypeGuard

from lxml import etree

from behovai.document import BlockKind, Document
from behovai.errors import UnreadableFile
from behovai.ingest.builder import Builder, Piece
from behovai.ingest.docx_numbering import Label, Numbering
from behovai.ingest.docx_runs import ALTERNATIVES, Runs, checkbox, chosen, is_blank
from behovai.ingest.docx_styles import Shape, Styles, W, number, shape_of
from behovai.ingest.package import Package

_PARAGRAPH, _TABLE, _ROW, _CELL, _CONTROL = W + "p", W + "tbl", W + "tr", W + "tc", W + "sdt"
_ROW_FORMAT, _CELL_FORMAT, _CELL_DELETED, _GRID_SPAN = W + "trPr", W + "tcPr", W + "cellDel", W + "gridSpan"
_THROUGH = frozenset(W + tag for tag in ("customXml", "ins", "moveTo", "sdtContent"))
_LETTERS = ("lowerLetter", "upperLetter")
_BODY_LEVEL = 9


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a docx called `name`. Raises UnreadableFile or TooLarge."""
    package = Package(data, name)
    main = next((part for kind, part in package.relations("") if kind == "officeDocument"), "word/document.xml")
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise UnreadableFile(f"«{name}» mangler selve teksten. Åpne den i Word, lagre den på nytt, og prøv igjen.")
    related: dict[str, list[etree._Element]] = {}
    for kind, part in package.relations(main):
        if kind in ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer"):
            found = package.xml(part)
            if found is not None:
                related.setdefault(kind, []).append(found)
    builder = Builder()
    walker = _Body(builder, related)
    walker.blocks(body)
    for kind in ("header", "footer", "comments"):
        for aside in related.get(kind, []):
            for element in aside.iterchildren(W + "comment") if kind == "comments" else (aside,):
                builder.aside(walker.apart(element))
    return builder.document(name, "docx", data)


class _Body:
    """Walks paragraphs and tables in reading order and hands them to the builder."""

    def __init__(self, builder: Builder, related: dict[str, list[etree._Element]]) -> None:
        self._builder = builder
        self._styles = Styles(next(iter(related.get("styles", [])), None))
        self._numbering = Numbering(next(iter(related.get("numbering", [])), None), self._styles)
        self._notes = {
            (kind, note.get(W + "id", "")): note for kind in ("footnotes", "endnotes") for root in related.get(kind, []) for note in root
        }
        self._carried: Runs | None = None  # a paragraph whose mark is deleted goes on in the next

    def apart(self, element: etree._Element) -> str:
        """The text of a header, a footer or a comment, kept out of the document's."""
        builder, self._builder = self._builder, Builder()
        self.blocks(element)
        text, self._builder = self._builder.text, builder
        return text

    def blocks(self, parent: etree._Element, *, blank: bool = False, box: str | None = None, note: bool = False) -> None:
        """Add all paragraphs and tables of an element; `blank` and `box` come from a content control around them."""
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                self._paragraph(child, Runs(self._styles, blank=blank, box=box), note=note)
            elif tag == _TABLE:
                self._table(child, blank=blank)
            elif tag == _CONTROL:
                content = child.find(W + "sdtContent")
                if content is not None:
                    self.blocks(content, blank=blank or is_blank(child), box=checkbox(child), note=note)
            elif tag in _THROUGH:
                self.blocks(child, blank=blank, box=box, note=note)
            elif tag == ALTERNATIVES:
                alternative = chosen(child)
                if alternative is not None:
                    self.blocks(alternative, blank=blank, note=note)

    def _paragraph(self, paragraph: etree._Element, runs: Runs, *, note: bool) -> None:
        shape = shape_of(paragraph)
        if not self._styles[shape.style].hidden:
            runs.collect(paragraph)
        if self._carried is not None:
            runs.join(self._carried)
            self._carried = None
        if shape.mark_deleted and _is_paragraph(paragraph.getnext()):
            self._carried = runs
            return
        place = self._place(shape)
        label = None if place is None else self._numbering.label(*place)
        if runs.pieces:
            kind: BlockKind = "footnote" if note else self._kind(paragraph, shape, label)
            shown = label is not None and any(piece.text.strip() for piece in runs.pieces)
            self._builder.add(kind, [Piece(label.text), *runs.pieces] if label and shown else runs.pieces)
        for reference in runs.notes:
            if reference in self._notes:
                self.blocks(self._notes.pop(reference), note=True)
        for text_box in runs.boxes:
            self.blocks(text_box)

    def _kind(self, paragraph: etree._Element, shape: Shape, label: Label | None) -> BlockKind:
        if shape.outline < _BODY_LEVEL if shape.outline is not None else self._styles[shape.style].heading:
            return "heading"
        if label is None or label.form in _LETTERS:
            return "paragraph"
        if label.form == "bullet" or self._builder.last.endswith(":"):
            return "bullet"
        beside = [self._place(shape_of(found)) for found in (paragraph.getprevious(), paragraph.getnext()) if _is_paragraph(found)]
        own = self._place(shape)
        return "bullet" if any(place and own and place[0] == own[0] for place in beside) else "paragraph"

    def _place(self, shape: Shape) -> tuple[str, int] | None:
        """The list and the level of a paragraph, its own or its style's; None where it has none."""
        style = self._styles[shape.style]
        num = shape.num or style.num
        if num is None or num == "0":
            return None
        level = style.level if shape.level is None else shape.level
        return num, self._numbering.level_of_style(num, shape.style) if level is None else level

    def _table(self, table: etree._Element, *, blank: bool) -> None:
        with self._builder.table():
            for row, row_blank, _ in _parts(table, _ROW, blank=blank):
                shape = next(row.iterchildren(_ROW_FORMAT), None)
                if shape is None:
                    self._row(row, 0, blank=row_blank)
                elif shape.find(W + "del") is None:
                    self._row(row, max(0, number(shape.find(W + "gridBefore")) or 0), blank=row_blank)

    def _row(self, row: etree._Element, column: int, *, blank: bool) -> None:
        with self._builder.row():
            for cell, cell_blank, box in _parts(row, _CELL, blank=blank):
                shape = {child.tag: child for child in next(cell.iterchildren(_CELL_FORMAT), ())}
                if _CELL_DELETED in shape:
                    continue
                with self._builder.cell(column):
                    self.blocks(cell, blank=cell_blank, box=box)
                column += max(1, number(shape.get(_GRID_SPAN)) or 1)


def _parts(parent: etree._Element, tag: str, *, blank: bool, box: str | None = None) -> list[tuple[etree._Element, bool, str | None]]:
    """Rows of a table or cells of a row, also inside content controls: whether a control around them is blank, or is a box."""
    found: list[tuple[etree._Element, bool, str | None]] = []
    for child in parent:
        if child.tag == tag:
            found.append((child, blank, box))
        elif child.tag == _CONTROL:
            content = child.find(W + "sdtContent")
            if content is not None:
                found += _parts(content, tag, blank=blank or is_blank(child), box=checkbox(child))
        elif child.tag in _THROUGH:
            found += _parts(child, tag, blank=blank, box=box)
    return found


def _is_paragraph(element: etree._Element | None) -> TypeGuard[etree._Element]:
    return element is not None and element.tag == _PARAGRAPH
