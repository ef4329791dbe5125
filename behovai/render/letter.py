"""Feedback as a Word letter: real heading styles, a table for section 4, the reviewer's own part on a page at the end."""

import io
from typing import Any

from behovai.finding import Level, Review
from behovai.render import Audience
from behovai.render.feedback import Feedback, Praise, Section, build, phrases_for
from behovai.render.markdown import more
from behovai.render.package import repack
from behovai.render.phrases import Phrases
from behovai.render.places import Quote
from behovai.render.points import Point

FONT = "Arial"
INK = "23211E"
QUIET = "625C53"
ACCENT = "1D4E5F"
LINE = "D9D2C5"
SHADE = "F4F0E8"
LEVEL_INK = {Level.FEIL: "9C2B23", Level.MANGEL: "7C4A03", Level.FORSLAG: "1D5A78"}


def letter(review: Review, audience: Audience) -> bytes:
    """A docx, the same bytes every time."""
    return _Letter(build(review, audience), phrases_for(review, audience)).bytes()


class _Letter:
    """Writes the feedback into one Word document."""

    def __init__(self, feedback: Feedback, phrases: Phrases):
        from docx import Document

        self._say = phrases
        self._feedback = feedback
        self._word = Document()
        self._page()
        self._styles()
        self._write()

    def bytes(self) -> bytes:
        target = io.BytesIO()
        self._word.save(target)
        return repack(target.getvalue())

    def _page(self) -> None:
        from docx.shared import Cm

        section = self._word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin = section.bottom_margin = Cm(2.2)
        properties = self._word.core_properties
        properties.author, properties.title, properties.comments = "behovai", self._feedback.letter_title, ""
        properties.language = f"{self._feedback.malform}-NO"
        footer = section.footer.paragraphs[0]
        self._run(footer, self._feedback.note, size=8, ink=QUIET)

    def _styles(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        looks = (
            ("Normal", 10, INK, False, 0, 6),
            ("Title", 18, INK, True, 0, 2),
            ("Subtitle", 10, QUIET, False, 0, 14),
            ("Heading 1", 13, ACCENT, True, 18, 4),
            ("Heading 2", 10.5, INK, True, 12, 3),
            ("List Bullet", 10, INK, False, 0, 3),
            ("Quote", 10, INK, False, 2, 4),
        )
        for name, size, ink, bold, before, after in looks:
            style = self._word.styles[name]
            style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
            style.font.color.rgb = RGBColor.from_string(ink)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{kind}"), None)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for unwanted in ("w:pBdr", "w:spacing"):
            for name in ("Title", "Subtitle"):
                for element in self._word.styles[name].element.xpath(f".//{unwanted}[not(@w:after)]"):
                    element.getparent().remove(element)
        language = self._word.styles.element.find(f".//{qn('w:lang')}")
        if language is not None:
            language.set(qn("w:val"), f"{self._feedback.malform}-NO")

    def _write(self) -> None:
        feedback = self._feedback
        self._word.add_paragraph(feedback.letter_title, style="Title")
        self._word.add_paragraph(" · ".join(feedback.subtitle), style="Subtitle")
        for paragraph in feedback.intro:
            self._word.add_paragraph(paragraph)
        for section in feedback.sections:
            if not section.internal:
                self._section(section)
        if feedback.closing:
            self._closing(*feedback.closing)
        inner = [section for section in feedback.sections if section.internal]
        if inner:
            self._word.add_paragraph(self._say("internal_title"), style="Title").paragraph_format.page_break_before = True
        for section in inner:
            self._section(section)

    def _section(self, section: Section) -> None:
        self._word.add_heading(section.title, level=1)
        if section.lead:
            lead = self._word.add_paragraph()
            self._run(lead, section.lead, size=10, ink=QUIET)
            lead.paragraph_format.keep_with_next = True
        for number, point in enumerate(section.points, start=1):
            self._point(point, number)
        for point in section.brief:
            self._brief(point)
        for praise in section.praise:
            self._praise(praise)
        if section.rows:
            self._table(section)
        for line in section.lines:
            self._word.add_paragraph(line, style="List Bullet")

    def _point(self, point: Point, number: int) -> None:
        self._word.add_heading(f"{number}. {point.message}", level=2)
        if point.arithmetic:
            self._labelled("label_sum", point.arithmetic)
        for case in point.cases:
            line = self._word.add_paragraph(style="List Bullet")
            line.add_run(case.target.full + (f": {case.message}" if case.message else ""))
            line.paragraph_format.keep_with_next = True
        for words in point.quotes:
            self._quote(words)
        if point.more:
            self._run(self._word.add_paragraph(), more(point, self._say), size=9.5, ink=QUIET)
        self._labelled("label_suggestion", point.suggestion)
        if point.example:
            self._labelled("label_example", point.example, italic=True)
        self._run(self._word.add_paragraph(), f"{point.code} · {' · '.join(point.basis)}", size=8.5, ink=QUIET)

    def _labelled(self, key: str, text: str, italic: bool = False) -> None:
        paragraph = self._word.add_paragraph()
        paragraph.add_run(f"{self._say(key)}: ").bold = True
        paragraph.add_run(text).italic = italic
        paragraph.paragraph_format.keep_with_next = True

    def _brief(self, point: Point) -> None:
        paragraph = self._word.add_paragraph(style="List Bullet")
        paragraph.add_run(point.message).bold = True
        labels = ", ".join(case.target.label for case in point.cases)
        if labels:
            paragraph.add_run(f" {labels}.").italic = True
        paragraph.add_run(f" {point.suggestion}")
        self._run(paragraph, f"  {point.code}", size=8.5, ink=LEVEL_INK[point.level])

    def _praise(self, praise: Praise) -> None:
        self._word.add_heading(praise.target.full, level=2)
        self._word.add_paragraph(praise.text).paragraph_format.keep_with_next = True
        for words in praise.quotes:
            self._quote(words)

    def _quote(self, words: Quote) -> None:
        from docx.shared import Cm

        paragraph = self._word.add_paragraph(style="Quote")
        paragraph.paragraph_format.left_indent = Cm(0.6)
        _border(paragraph)
        paragraph.add_run(f"«{words.text}»")
        self._run(paragraph, f"  {words.place}", size=9, ink=QUIET)

    def _table(self, section: Section) -> None:
        from docx.shared import Cm

        table = self._word.add_table(rows=1, cols=len(section.columns), style="Table Grid")
        table.autofit = False
        widths = (Cm(3.0), *(Cm(2.2) for _ in section.columns[1:]))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for cell, title in zip(table.rows[0].cells, section.columns, strict=True):
            self._cell(cell, (title,), bold=True, shade=SHADE)
        _repeat(table.rows[0])
        for row in section.rows:
            cells = table.add_row().cells
            self._cell(cells[0], (row.target.label,), bold=True)
            for cell, quotes in zip(cells[1:], row.cells, strict=True):
                self._cell(cell, tuple(f"«{words.text}»" for words in quotes) or (self._say("nothing"),))
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        _grid(table)

    def _cell(self, cell: Any, texts: tuple[str, ...], *, bold: bool = False, shade: str = "") -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt

        for number, text in enumerate(texts):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            self._run(paragraph, text, size=7.5, ink=INK).bold = bold
        if shade:
            fill = OxmlElement("w:shd")
            fill.set(qn("w:val"), "clear")
            fill.set(qn("w:fill"), shade)
            cell._tc.get_or_add_tcPr().append(fill)

    def _closing(self, deadline: str, greeting: str, signature: str, place_date: str) -> None:
        from docx.shared import Pt

        self._word.add_paragraph(deadline).paragraph_format.space_before = Pt(18)
        for text in (place_date, greeting, signature):
            self._word.add_paragraph(text).paragraph_format.keep_with_next = text != signature

    def _run(self, paragraph: Any, text: str, *, size: float, ink: str) -> Any:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(ink)
        return run


def _border(paragraph: Any) -> None:
    """A quiet line to the left of a quotation."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", LINE)):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _repeat(row: Any) -> None:
    """The row stands again on top of every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _grid(table: Any) -> None:
    """Quiet lines, and no row broken over two pages."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "60")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
