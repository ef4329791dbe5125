"""The text of one docx paragraph: runs, fields, content controls, symbols. Tracked changes are accepted, and what is struck out is gone."""

from lxml import etree

from behovai.ingest.builder import BREAK, CHECKED, UNCHECKED, Piece
from behovai.ingest.docx_styles import VAL, Styles, W, is_on, number

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_M_MATH = frozenset("{http://schemas.openxmlformats.org/officeDocument/2006/math}" + tag for tag in ("oMath", "oMathPara"))
ALTERNATIVES = _MC + "AlternateContent"
_THROUGH = frozenset(W + tag for tag in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent"))
_SIGNS = {W + "tab": " ", W + "ptab": " ", W + "noBreakHyphen": "-"}
_PICTURES = frozenset(W + tag for tag in ("drawing", "pict", "object"))
_RUN, _TEXT, _FORMAT, _CONTROL, _FIELD = W + "r", W + "t", W + "rPr", W + "sdt", W + "fldChar"
_VANISH, _RUN_STYLE, _FONTS, _ASCII = W + "vanish", W + "rStyle", W + "rFonts", W + "ascii"
_STRUCK = frozenset((W + "strike", W + "dstrike"))
_BREAKS = frozenset((W + "br", W + "cr"))
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_BOX_TEXT = W + "txbxContent"
_SYMBOL_FONTS = ("Wingdings", "Symbol")


def checkbox(control: etree._Element) -> str | None:
    """☒ or ☐ where a content control is a box (w14:checked counts, not the sign shown), else None."""
    settings = control.find(W + "sdtPr")
    box = None if settings is None else settings.find(_W14 + "checkbox")
    if box is None:
        return None
    state = box.find(_W14 + "checked")
    return CHECKED if state is not None and state.get(_W14 + "val", "1") in ("1", "true", "on") else UNCHECKED


def is_blank(control: etree._Element) -> bool:
    """Whether a content control shows its placeholder."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def chosen(element: etree._Element) -> etree._Element | None:
    """The alternative of an mc:AlternateContent that is read: the choice; the fallback only where there is no choice."""
    choice = element.find(_MC + "Choice")
    return element.find(_MC + "Fallback") if choice is None else choice


class Runs:
    """Collects the pieces of a paragraph, the notes it refers to and the text boxes that hang on it."""

    def __init__(self, styles: Styles, *, blank: bool = False, box: str | None = None) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[etree._Element] = []
        self._styles = styles
        self._blank = blank
        self._box = box  # the state of a box that encloses the whole paragraph, shown instead of its text
        self._fields: list[bool] = []  # for each open field: whether we are past its instruction

    def collect(self, parent: etree._Element) -> None:
        """Add the content of a paragraph or of anything that wraps runs."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _THROUGH:
                self.collect(child)
            elif tag == _CONTROL:
                self._control(child)
            elif tag == ALTERNATIVES:
                alternative = chosen(child)
                if alternative is not None:
                    self.collect(alternative)
            elif tag in _M_MATH:
                self._write("".join(text.text or "" for text in child.iter(_M_TEXT)))

    def join(self, before: "Runs") -> None:
        """Put the content of the paragraph before in front of this one."""
        self.pieces[:0], self.notes[:0], self.boxes[:0] = before.pieces, before.notes, before.boxes

    def _control(self, control: etree._Element) -> None:
        box = checkbox(control)
        if box is not None:
            self._write(box)
            return
        content = control.find(W + "sdtContent")
        if content is not None:
            outer, self._blank = self._blank, self._blank or is_blank(control)
            self.collect(content)
            self._blank = outer

    def _run(self, run: etree._Element) -> None:
        symbols = False
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                text = child.text or ""
                self._write(_as_symbols(text) if symbols else text)
            elif tag == _FORMAT:
                hidden, symbols = self._look(child)
                if hidden:
                    return
            elif tag in _BREAKS:
                self.pieces.append(BREAK)
            elif tag in _SIGNS:
                self._write(_SIGNS[tag])
            else:
                self._special(child, tag)

    def _special(self, child: etree._Element, tag: str) -> None:
        if tag == _FIELD:
            self._field(child)
        elif tag == W + "sym":
            self._write(_symbol(child))
        elif tag in _NOTES:
            self.notes.append((_NOTES[tag], child.get(W + "id", "")))
        elif tag in _PICTURES or tag == ALTERNATIVES:
            self._text_boxes(child)

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            form = mark.find(W + "ffData")
            if form is not None:
                self._form_field(form)
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _form_field(self, form: etree._Element) -> None:
        box, choices = form.find(W + "checkBox"), form.find(W + "ddList")
        if box is not None:
            state = box.find(W + "checked")
            self._write(CHECKED if is_on(box.find(W + "default") if state is None else state) else UNCHECKED)
        elif choices is not None:
            index = number(choices.find(W + "result")) or number(choices.find(W + "default")) or 0
            entries = choices.findall(W + "listEntry")
            if 0 <= index < len(entries):
                self._write(entries[index].get(VAL, ""))

    def _text_boxes(self, element: etree._Element) -> None:
        if element.tag == _BOX_TEXT:
            self.boxes.append(element)
            return
        if element.tag == ALTERNATIVES:
            alternative = chosen(element)
            if alternative is not None:
                self._text_boxes(alternative)
            return
        for child in element:
            self._text_boxes(child)

    def _look(self, run_format: etree._Element) -> tuple[bool, bool]:
        """Whether a run is hidden or struck out, and whether it is set in signs."""
        hidden: bool | None = None
        by_style = signs = struck = False
        for child in run_format:
            tag = child.tag
            if tag == _VANISH:
                hidden = is_on(child)
            elif tag in _STRUCK:
                struck = struck or is_on(child)
            elif tag == _RUN_STYLE:
                by_style = self._styles[child.get(VAL)].hidden
            elif tag == _FONTS:
                signs = child.get(_ASCII, "").startswith("Wingdings")
        return struck or (by_style if hidden is None else hidden), signs

    def _write(self, text: str) -> None:
        if not all(self._fields):
            return
        if self._box is not None:
            if not text.strip():
                return
            text, self._box = self._box, ""
        self.pieces.append(Piece(text, self._blank))


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    if element.get(W + "font", "").startswith(_SYMBOL_FONTS) and code < 0x100:
        code += 0xF000
    return chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""


def _as_symbols(text: str) -> str:
    """Text set in a symbol font, as the private characters it stands for («þ» in Wingdings is a ticked box)."""
    return "".join(chr(0xF000 + ord(sign)) if " " < sign < "\u0100" else sign for sign in text)
