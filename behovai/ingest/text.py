"""Reads plain text and Markdown: decodes it, joins wrapped lines, makes table rows of lines with tabs or pipes."""

import csv
import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from behovai.document import Document
from behovai.errors import TooLarge, UnreadableFile
from behovai.ingest.bounds import MAX_CHARACTERS
from behovai.ingest.builder import Builder, clean, page_label
from behovai.ingest.wrapping import Line, Wrapping, join

_LINE_END = re.compile("\r*\n|\r|\x0b|\x85|\u2028|\u2029")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01
# «•⇥Tekst» and «a)⇥Tekst» are how Word writes list items to txt.
_TABBED_ITEM = re.compile(r"\s*(?:[-–*•·o▪]|[a-zæøåA-ZÆØÅ][.)]|\d{1,2}[.)])\t+[^\t]+")
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_RULE = frozenset("|:- \t")
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(\S.*)")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:([-_=*~])\s*)(?:\1\s*){4,}")
_MARKDOWN_RULE = re.compile(r"\s*(?:([-_=*])\s*)(?:\1\s*){2,}")


@dataclass(frozen=True, slots=True)
class _Row:
    cells: list[str]
    gap: int


@dataclass(frozen=True, slots=True)
class _Heading:
    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class _PageEnd:
    label: str | None


_FENCE = re.compile(r"\s*:{3,}\s*(?:\{[^{}]*\}|[\w-]*)\s*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?=[^\s~])[^~]*(?<=\S)~~")
_ATTRIBUTES = re.compile(r"(?<=\S)\s+\{(?:[#.][\w:-]+\s*)+\}\s*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~$&'\"<-])")
_LIST = 0.8  # of the rows of a list have a cell for each heading
_QUOTES = 5  # lines
_QUOTED = re.compile(r"^>[> ]*(?:(?<= )|$)", re.MULTILINE)
_ASKED = ("spørsmål", "spm", "felt", "feltnavn", "feltnamn", "ledetekst", "leietekst")  # what the column of questions is called
_Item = Line | _Row | _Heading | _PageEnd


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a txt or md called `name`. Raises UnreadableFile or TooLarge."""
    text = decode(data, name)
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(f"«{name}» har mer enn {MAX_CHARACTERS // 1_000_000} millioner tegn. Ta ut vedleggene, og prøv igjen.")
    markdown = PurePath(name).suffix.lower() in (".md", ".markdown")
    text = _listed(_unquoted(_without_marks(text) if markdown else text))
    items = _without_indents(list(_items(_breaks(text) if markdown else text, markdown=markdown)))
    builder = Builder()
    _Layout(builder, items).write()
    return builder.document(name, "md" if markdown else "txt", data)


def _without_marks(text: str) -> str:
    """Markdown without what is struck out, and what converters leave: «:::», «{#id}» behind headings, escaped signs, «&nbsp;»."""
    lines = (_STRUCK.sub("", line) for line in _LINE_END.split(text) if not _FENCE.fullmatch(line))
    return _ENTITY.sub(_sign, _ESCAPED.sub(r"\1", "\n".join(_ATTRIBUTES.sub("", line) for line in lines)))


def _sign(entity: re.Match[str]) -> str:
    """The sign an entity stands for; those that would divide lines or cells are left as they are."""
    sign = html.unescape(entity[0])
    return entity[0] if sign == "|" or (sign.isspace() and sign != "\u00a0") or "<" in sign else sign


def _unquoted(text: str) -> str:
    """The text of an e-mail that quotes the form («> Eier: …») without the marks."""
    return _QUOTED.sub("", text) if len(_QUOTED.findall(text)) >= _QUOTES else text


def _listed(text: str) -> str:
    """The text of a list that a case system exports («Nr;Spørsmål;Svar») with tabs between question and answer; other text as it is."""
    head, *rows = text.split("\n", 1)
    names = [name.strip(' "').lower() for name in head.split(";")]
    asked = next((place for place, name in enumerate(names) if name in _ASKED), None)
    if asked is None or len(names) <= asked + 1 or not rows:
        return text
    found = [row for row in _cells(rows[0]) if any(row)]
    if sum(len(row) == len(names) for row in found) < _LIST * len(found):
        return text
    numbers = all(not row[0] or row[0][:1].isdigit() for row in found if len(row) == len(names))
    first = asked if asked == 1 and numbers else 0  # «Nr» is not part of the question
    return "\n".join("\t".join(" ".join(cell.split()) for cell in (row[first:] if len(row) == len(names) else row)) for row in found)


def _cells(text: str) -> list[list[str]]:
    """The rows of a list; cells in quotation marks may hold semicolons and line ends, unless such a mark is never closed."""
    try:
        return list(csv.reader(io.StringIO(text), delimiter=";", strict=True))
    except csv.Error:
        return [line.split(";") for line in text.split("\n")]


def _breaks(text: str) -> str:
    """Markdown with «<br>» as line ends; a table row of one cell is the paragraphs in it, in other rows a cell stays one line."""
    lines = []
    for line in text.split("\n"):
        if "<br" not in line:
            lines.append(line)
        elif line.count("|") == 2 and line.strip().startswith("|") and line.strip().endswith("|"):
            lines.extend(_BREAK.split(line.strip()[1:-1].strip()))
        else:
            lines.extend([_BREAK.sub(" ", line)] if line.lstrip().startswith("|") else _BREAK.split(line))
    return "\n".join(lines)


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252. Raises UnreadableFile where it is no text."""
    text = _decoded(data)
    controls = len(_CONTROL.findall(text))
    if controls > _MOST_CONTROLS * len(text):
        raise UnreadableFile(f"«{name}» ser ikke ut til å være et dokument behovai kan lese. Bruk docx, odt, pdf, txt eller md.")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    sample = data[:2000]
    if sample.count(0) > len(sample) // 4:
        return data.decode("utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    wrong = text.count("\ufffd")
    right = sum(sign > "\x7f" for sign in text) - wrong
    return text if right > wrong else data.decode("cp1252", "replace")


def _items(text: str, *, markdown: bool) -> Iterator[_Item]:
    gap, apart, new_page = 0, False, False
    for part_number, part in enumerate(text.split("\f")):
        if part_number:
            yield _PageEnd(None)
            new_page = True
        for raw in _LINE_END.split(part):
            shown = clean(raw)
            if not shown:
                gap += 1
                apart = apart or gap > 1 or raw != ""
                continue
            label = page_label(shown)
            if label is not None:
                yield _PageEnd(label[1])
                new_page = True
                continue
            item = _item(raw, shown, gap, markdown=markdown)
            if isinstance(item, Line):
                indent = len(raw) - len(raw.lstrip(" "))
                item = Line(shown, gap, apart, indent, new_page, len(raw) - len(raw.rstrip(" ")))
            if item is not None:
                yield item
            gap, apart, new_page = 0, False, False


def _without_indents(items: list[_Item]) -> list[_Item]:
    """The items, where a tab that only indents a paragraph makes no row: one with no alike row beside it."""
    kept: list[_Item] = []
    for place, item in enumerate(items):
        if isinstance(item, _Row) and not any(item.cells[:-1]):
            beside = items[max(0, place - 1) : place] + items[place + 1 : place + 2]
            if not any(isinstance(other, _Row) and len(other.cells) == len(item.cells) for other in beside):
                item = Line(clean(item.cells[-1]), item.gap, item.gap > 1)
        kept.append(item)
    return kept


def _item(raw: str, shown: str, gap: int, *, markdown: bool) -> _Item | None:
    """What a line is; None for one that only draws a rule."""
    if (_MARKDOWN_RULE if markdown else _RULE).fullmatch(raw):
        return None
    heading = _HEADING.fullmatch(raw) if markdown else None
    if heading is not None:
        text = heading[2].rstrip()
        closed = text.rstrip("#")
        return _Heading(heading[1], closed if closed.endswith(" ") else text)
    if shown[0] == shown[-1] == "|" and shown.count("|") > 2:
        cells = [cell.replace("\\|", "|") for cell in _PIPE.split(shown[1:-1])]
        return None if "-" in shown and _PIPE_RULE.issuperset(shown) else _Row(cells, gap)
    if "\t" in raw.rstrip("\r\n") and not _TABBED_ITEM.fullmatch(raw):
        return _Row(raw.split("\t"), gap)
    return Line(shown, gap)


class _Layout:
    """Writes the items of a file: lines joined to paragraphs, rows gathered to tables, pages counted."""

    def __init__(self, builder: Builder, items: list[_Item]) -> None:
        labelled = any(isinstance(item, _PageEnd) and item.label for item in items)
        self._builder = builder
        self._items = [item for item in items if not (labelled and isinstance(item, _PageEnd) and item.label is None)]
        self._wrapping = Wrapping.of([item for item in items if isinstance(item, Line)])
        self._labels_first = labelled and isinstance(self._items[0], _PageEnd)
        self._page = 0
        self._turned = False  # a page has ended, but the paragraph on it may go on
        self._paragraph: list[str] = []
        self._last: Line | None = None
        self._rows: list[_Row] = []

    def write(self) -> None:
        """Hand everything to the builder."""
        if any(isinstance(item, _PageEnd) for item in self._items) and not self._labels_first:
            self._page = 1
            self._builder.page(1)
        for place, item in enumerate(self._items):
            if isinstance(item, Line):
                self._line(item)
            elif isinstance(item, _Row):
                self._row(item)
            elif isinstance(item, _Heading):
                self._end()
                self._builder.add("heading", item.text, lead=item.marker + " ")
            else:
                self._page_end(item.label, at_end=place == len(self._items) - 1)
        self._end()

    def _line(self, line: Line) -> None:
        if self._last is not None and self._wrapping.joins(self._paragraph, self._last, line):
            join(self._paragraph, self._last, line)
        else:
            self._end()
            self._paragraph = [line.text]
        self._last = line

    def _row(self, row: _Row) -> None:
        # Rows apart are one table only where they are alike: an export may leave empty lines where a page ended in a table.
        if self._last is not None or (self._rows and row.gap and len(row.cells) != len(self._rows[-1].cells)):
            self._end()
        self._rows.append(row)

    def _page_end(self, label: str | None, *, at_end: bool) -> None:
        if label is not None and not self._labels_first:
            self._builder.label(self._page, label)
        if at_end and not self._labels_first:
            return
        self._page += 1
        self._turned = True
        if self._labels_first and label is not None:
            self._builder.label(self._page, label)
        if self._last is None and not self._rows:
            self._end()

    def _end(self) -> None:
        """Write the paragraph or the table that is open; what follows stands on the page we have come to."""
        if self._last is not None:
            self._builder.add("paragraph", "".join(self._paragraph))
        if self._rows:
            with self._builder.table():
                for row in self._rows:
                    self._write_row(row)
        self._paragraph, self._last, self._rows = [], None, []
        if self._turned:
            self._builder.page(self._page)
            self._turned = False

    def _write_row(self, row: _Row) -> None:
        with self._builder.row():
            for column, cell in enumerate(row.cells):
                with self._builder.cell(column):
                    self._builder.add("paragraph", cell)
