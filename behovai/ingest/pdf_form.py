"""What is filled in on top of a pdf page: form fields and text notes, which are not part of the page's own text."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from behovai.ingest.builder import CHECKED, UNCHECKED
from behovai.ingest.pdf_page import Box, Run, Sheet, Turn, cell_of

_HIDDEN = 0x02 | 0x20  # PDF 32000-1, table 165: Hidden, NoView
_PER_LINE = 1.15


class Filled(NamedTuple):
    """A field or note: what it shows and where; `outline` is in the page's own coordinates. `written`: a field for text, maybe empty."""

    text: str
    box: Box
    outline: Box
    note: bool = False
    written: bool = False


def filled(raw: Any, form: Any, page: Any, turn: Turn) -> Iterator[Filled]:
    """The fields and notes of a page; of the fields for text also the empty ones.

    `form` is pdfium's form handle or None where the file has no form.
    """
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annot = raw.FPDFPage_GetAnnot(page, number)
        if not annot:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(annot)
            if raw.FPDFAnnot_GetFlags(annot) & _HIDDEN:
                continue
            if kind == raw.FPDF_ANNOT_WIDGET and form is not None:
                text, note, written = _field(raw, form, annot), False, raw.FPDFAnnot_GetFormFieldType(form, annot) in _written(raw)
            elif kind in (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_TEXT):
                text, note, written = _string(raw.FPDFAnnot_GetStringValue, annot, b"Contents"), kind == raw.FPDF_ANNOT_TEXT, False
            else:
                continue
            box = raw.FS_RECTF()
            if (text or written) and raw.FPDFAnnot_GetRect(annot, ctypes.byref(box)):
                outline = Box(min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top))
                yield Filled(text, turn.box(*outline), outline, note, written)
        finally:
            raw.FPDFPage_CloseAnnot(annot)


def place(sheet: Sheet, found: list[Filled]) -> None:
    """Put what is filled in among the runs, where a reader meets it."""
    for field in found:
        size = _size(sheet, field)
        lines = [line for line in field.text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
        if not lines:
            continue
        x, top = field.box.x0, field.box.y1
        one = len(lines) == 1 and field.box.y1 - field.box.y0 < 2.2 * size
        y = (field.box.y0 + top) / 2 - 0.3 * size if one else top - size
        at = _position(sheet.runs, Run("", None, x, field.box.x1, y, size), field.box)
        cell = cell_of(sheet.grids, (x + field.box.x1) / 2, (field.box.y0 + top) / 2)
        new = []
        for number, line in enumerate(lines):
            right = field.box.x1 if len(line) * size * 0.45 > field.box.x1 - x else min(field.box.x1, x + len(line) * size * 0.5)
            new.append(Run(line, None, x, right, y - number * size * _PER_LINE, size, False, sheet.number, 0.0, cell))
        sheet.runs[at:at] = new


def _written(raw: Any) -> tuple[int, ...]:
    """The kinds of fields that show text."""
    return raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX


def _field(raw: Any, form: Any, annot: Any) -> str:
    kind = raw.FPDFAnnot_GetFormFieldType(form, annot)
    if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        return CHECKED if raw.FPDFAnnot_IsChecked(form, annot) else UNCHECKED
    if kind in (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        chosen = []
        for option in range(max(0, raw.FPDFAnnot_GetOptionCount(form, annot))):
            if raw.FPDFAnnot_IsOptionSelected(form, annot, option):
                chosen.append(_string(raw.FPDFAnnot_GetOptionLabel, form, annot, option))
        return ", ".join(chosen) or _string(raw.FPDFAnnot_GetFormFieldValue, form, annot)
    if kind == raw.FPDF_FORMFIELD_TEXTFIELD:
        return _string(raw.FPDFAnnot_GetFormFieldValue, form, annot)
    return ""


def _string(function: Any, *arguments: Any) -> str:
    """What a pdfium function writes as UTF-16 into a buffer."""
    size = function(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * ((size + 1) // 2))()
    function(*arguments, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")


def _size(sheet: Sheet, field: Filled) -> float:
    """The font size to assume: that of the text nearby, but never higher than the field."""
    near = [run.size for run in sheet.runs if abs(run.y - field.box.y0) < 60] or [run.size for run in sheet.runs] or [11.0]
    return min(sorted(near)[len(near) // 2], max(4.0, field.box.y1 - field.box.y0))


def _position(runs: list[Run], new: Run, box: Box) -> int:
    """The index to insert at: after what stands left of it on its line, before what stands right of it, else below what is above."""
    left = [number for number, run in enumerate(runs) if _beside(run, new, box) and run.x0 <= new.x0 + 1]
    if left:
        return max(left, key=lambda number: (runs[number].x0, number)) + 1
    right = [number for number, run in enumerate(runs) if _beside(run, new, box) and run.x0 > new.x0]
    if right:
        return min(right, key=lambda number: (runs[number].x0, number))
    above = [number for number, run in enumerate(runs) if run.y > new.y]
    if not above:
        return 0
    nearest = min(runs[number].y for number in above)
    return max(number for number in above if runs[number].y - nearest <= abs(new.size) * 0.5) + 1


def _beside(run: Run, new: Run, box: Box) -> bool:
    if abs(run.y - new.y) < 0.6 * new.size:
        return True
    return run.at is not None and box.y1 - box.y0 < 2.2 * new.size and box.y0 - 1 < run.y + 0.3 * run.size < box.y1 + 1
