"""pdf → Document, by pdfium.

pdfium is not safe in several threads: everything that touches it holds one lock for the whole process, and opens and closes what it
needs inside.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from behovai.document import Document, Span
from behovai.errors import NeedsOCR, TooLarge, UnreadableFile
from behovai.ingest.bounds import MAX_CHARACTERS, MAX_PAGES
from behovai.ingest.builder import Builder, clean
from behovai.ingest.pdf_fields import with_fields
from behovai.ingest.pdf_form import Filled, filled, place
from behovai.ingest.pdf_layout import lay_out
from behovai.ingest.pdf_margins import take_out
from behovai.ingest.pdf_page import PageReader, Sheet
from behovai.ingest.pdf_squares import place_empty

_THIN = 2.0  # points: a field as thin as this is a helper of a script
_LOCK = threading.Lock()
_SCANNED = "Kjør den gjennom tekstgjenkjenning (OCR), eller lever behovsmeldingen som docx eller som pdf laget fra Word, så prøv igjen."


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a pdf. Raises UnreadableFile (broken, password), TooLarge (> 300 pages) or NeedsOCR (a scan)."""
    notes: list[str] = []
    sheets: list[Sheet] = []
    characters = 0
    with _opened(data, name) as file:
        for number in range(1, file.pages + 1):
            with file.page(number) as reader:
                content = _content(file.raw, reader)
                sheet = reader.sheet(content)
                found = list(filled(file.raw, file.form, reader.page, reader.turn))
                written = [field for field in found if field.written]
                written = [field for field in written if field.box.x1 - field.box.x0 > _THIN and field.box.y1 - field.box.y0 > _THIN]
                grids = with_fields(sheet, sheet.fields + [field.box for field in written], [field.box for field in written if field.text])
                if grids != sheet.grids:
                    sheet = reader.divided(sheet, content, grids)
            place(sheet, [field for field in found if not field.note])
            notes += [field.text for field in found if field.note]
            sheets.append(sheet)
            characters += reader.count
            if characters > MAX_CHARACTERS:
                raise TooLarge(f"«{name}» har mer enn {MAX_CHARACTERS // 1_000_000} millioner tegn. Ta ut vedleggene, og prøv igjen.")
    _check(sheets, characters, name)
    place_empty(sheets)
    labels, asides = take_out(sheets)
    builder = Builder()
    lay_out(sheets, labels, builder)
    for aside in asides + notes:
        builder.aside(aside)
    return builder.document(name, "pdf", data)


def rectangles(data: bytes, document: Document, span: Span) -> list[tuple[int, float, float, float, float]]:
    """Where a span of the text stands, for highlighting: (page from 1, x0, y0, x1, y1), one per line, in reading order.

    Points in the page's own coordinates: the origin is the lower left corner, before any rotation of the page. `data` are the bytes
    `document` was read from. What stands in a form field gives the field's rectangle; a span that cannot be placed gives none.
    """
    runs: dict[int, list[tuple[int, int]]] = {}
    for glyphs in document.glyphs:
        if glyphs.span.overlaps(span):
            start, end = max(span.start, glyphs.span.start), min(span.end, glyphs.span.end)
            runs.setdefault(glyphs.page, []).append((glyphs.index + start - glyphs.span.start, end - start))
    pages = {block.page for block in document.blocks if block.span.overlaps(span) and block.page is not None} | set(runs)
    wanted = [clean(line) for line in document[span].replace("\t", "\n").split("\n") if line.strip()]
    found: list[tuple[int, float, float, float, float]] = []
    with _opened(data, document.name) as file:
        for number in sorted(page for page in pages if page <= file.pages):
            with file.page(number) as reader:
                boxes = [box for index, count in runs.get(number, []) for box in reader.rectangles(index, count)]
                if file.form is not None or not boxes:
                    boxes += [field.outline for field in filled(file.raw, file.form, reader.page, reader.turn) if _shows(field, wanted)]
            found += [(number, *box) for box in boxes]
    return found


def _shows(field: Filled, wanted: list[str]) -> bool:
    """Whether a field shows part of a quotation; ticks alone are too alike to be told apart."""
    text = clean(field.text)
    return len(text) > 1 and any(text in line or (len(line) > 3 and line in text) for line in wanted)


class _File:
    """An open pdf."""

    def __init__(self, raw: Any, document: Any) -> None:
        self.raw, self._document = raw, document
        self.pages = len(document)
        self.form = document.formenv.raw if document.formenv is not None else None

    @contextmanager
    def page(self, number: int) -> Iterator[PageReader]:
        """A page (from 1), closed afterwards."""
        raw = self.raw
        with ExitStack() as stack:
            page = raw.FPDF_LoadPage(self._document.raw, number - 1)
            if not page:
                raise RuntimeError(f"page {number}")
            stack.callback(raw.FPDF_ClosePage, page)
            if self.form is not None:  # ticks are known only then
                raw.FORM_OnAfterLoadPage(page, self.form)
                stack.callback(raw.FORM_OnBeforeClosePage, page, self.form)
            text = raw.FPDFText_LoadPage(page)
            if not text:
                raise RuntimeError(f"text of page {number}")
            stack.callback(raw.FPDFText_ClosePage, text)
            yield PageReader(raw, page, text, number)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[_File]:
    """An open pdf, closed afterwards, under the lock. pypdfium2 is loaded here: 45 ms that other formats do without."""
    with _LOCK, ExitStack() as stack:
        import pypdfium2
        from pypdfium2 import raw

        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(_unopened(getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD, name)) from error
        stack.callback(document.close)
        if len(document) > MAX_PAGES:
            raise TooLarge(f"«{name}» har {len(document)} sider; grensen er {MAX_PAGES}. Ta ut vedleggene, og prøv igjen.")
        if document.get_formtype() != raw.FORMTYPE_NONE:
            document.init_forms()
        try:
            yield _File(raw, document)
        except RuntimeError as error:
            raise UnreadableFile(_unopened(False, name)) from error


def _unopened(password: bool, name: str) -> str:
    if password:
        return f"«{name}» er beskyttet med passord. Åpne den, lagre en kopi uten passord, og prøv igjen med kopien."
    return f"«{name}» er ødelagt eller bare delvis lastet ned. Last den ned eller lagre den på nytt, og prøv igjen."


def _content(raw: Any, reader: PageReader) -> str:
    """The characters of a page, one for each index that pdfium counts."""
    count = reader.count
    if not count:
        return ""
    buffer = ctypes.create_string_buffer((count + 1) * 2)
    written = raw.FPDFText_GetText(reader.text, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    content = buffer.raw[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
    if len(content) == count:
        return content
    signs = (raw.FPDFText_GetUnicode(reader.text, index) for index in range(count))
    return "".join(
        "\ufffe" if sign == 2 else chr(sign) if 0 < sign < 0x110000 and not 0xD800 <= sign < 0xE000 else "\ufffd" for sign in signs
    )


def _check(sheets: list[Sheet], characters: int, name: str) -> None:
    """Whether there is text to read at all."""
    if not any(sheet.runs for sheet in sheets):
        if any(sheet.pictures for sheet in sheets):
            raise NeedsOCR(f"«{name}» er skannet: den inneholder bare bilder av tekst. {_SCANNED}")
        raise UnreadableFile(f"«{name}» inneholder ingen tekst. Sjekk at du har valgt riktig fil, og at den er lagret.")
    if characters > 50 and sum(sheet.unknown for sheet in sheets) > 0.3 * characters:
        raise NeedsOCR(f"Teksten i «{name}» er lagret slik at bokstavene ikke kan leses. {_SCANNED}")
