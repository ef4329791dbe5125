"""From lines and tables to blocks: hard-wrapped lines joined to paragraphs, also over a page break."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from behovai.document import BlockKind
from behovai.ingest.builder import Builder, Piece
from behovai.ingest.pdf_hyphens import Words, joint
from behovai.ingest.pdf_lines import Item, Line, Row, Table
from behovai.ingest.pdf_page import Run, Sheet
from behovai.ingest.pdf_tables import items

_HEADING = 1.15
"""A heading is set at least this much larger than the text."""
_LOOSE = 1.18
"""Lines further apart than this times the usual distance are not of one paragraph."""
_BULLET = re.compile(r"[•●▪◦‣➢►\uf0a7\uf0b7\uf0d8\uf076·*]\s*\S|[o○]\s+\S")
_DASH = re.compile(r"[-–—]\s+\S")
_LETTER = re.compile(r"[a-zæøå]\)\s*\S|[A-Fa-f]\.\s+\S")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(\S)")
_LABEL = re.compile(r"[A-ZÆØÅ][^.!?:]{0,60}:")
_TICK_END = re.compile(r"[☐☒☑\uf0fe\uf0a8\uf06f]\s*$")
_FOOTNOTE = re.compile(r"\d{1,2}\s*\S")
_FOOTNOTE_SIZE = 0.92


class Measures(NamedTuple):
    """What is usual in the file: the size of the text, the distance of lines for each size, and the right edge of the text of a page."""

    size: float
    leading: dict[int, float]
    right: dict[int, float]

    def gap(self, line: Line) -> float:
        """The distance of lines above which a paragraph ends."""
        size = line.first.size
        return self.leading.get(round(size * 2), 1.35 * size) * _LOOSE

    def edge(self, line: Line) -> float:
        """The right edge of the text the line stands in."""
        return line.right if line.right is not None else self.right.get(line.first.page, line.last.x1)


def lay_out(sheets: list[Sheet], labels: dict[int, str], builder: Builder) -> None:
    """Add all sheets, without headers and footers, to the builder."""
    pages = [items(sheet) for sheet in sheets]
    measures = _measures(pages, sheets)
    words = Words(line.text for page in pages for line in _all_lines(page))
    writer = _Writer(builder, measures, words, labels)
    for sheet in sheets:
        builder.page(sheet.number, labels.get(sheet.number))
    for item in _tables_joined(pages):
        if isinstance(item, Table):
            writer.table(item)
        else:
            writer.line(item)
    writer.end()


def _measures(pages: list[list[Item]], sheets: list[Sheet]) -> Measures:
    lines = [list(_all_lines(page)) for page in pages]
    sizes: Counter[float] = Counter()
    for line in chain.from_iterable(lines):
        sizes[round(line.first.size, 1)] += len(line.text)
    right = _right_edges(lines, sheets)
    distances: dict[int, Counter[float]] = {}
    for before, after in chain.from_iterable(map(pairwise, lines)):
        down = before.first.y - after.first.y
        size = before.first.size
        if 0 < down < 2.4 * size and abs(size - after.first.size) < 0.3 and before.last.x1 > 0.75 * right[before.first.page]:
            distances.setdefault(round(size * 2), Counter())[round(down, 1)] += 1
    leading = {size: found.most_common(1)[0][0] for size, found in distances.items() if found.total() > 2}
    return Measures(max(sizes, key=lambda size: sizes[size], default=11.0), leading, right)


def _right_edges(pages: list[list[Line]], sheets: list[Sheet]) -> dict[int, float]:
    """The right edge of the text of each page: where long lines end, else as far from the paper's edge as the text is on the left."""
    long = [line for page in pages for line in page if line.right is None and len(line.text) > 30]
    widest = max((line.last.x1 for line in long), default=0.0)
    filled = sum(line.last.x1 > 0.92 * widest for line in long) > 2
    left = min((line.first.x0 for page in pages for line in page), default=0.0)
    edges = {}
    for page, sheet in zip(pages, sheets, strict=True):
        ends = [line.last.x1 for line in page if line.right is None]
        mirrored = max(sheet.box.x0 + sheet.box.x1 - left, *ends, 0.0)
        edges[sheet.number] = widest if filled and widest <= sheet.box.x1 and max(ends, default=0.0) <= widest else mirrored
    return edges


def _all_lines(page: Iterable[Item]) -> Iterator[Line]:
    for item in page:
        if isinstance(item, Line):
            yield item
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from cell


def _tables_joined(pages: list[list[Item]]) -> Iterator[Item]:
    """All items; a table that goes on at the top of the next page is made one, a repeated header row left out."""
    held: Table | None = None
    for page in pages:
        for number, item in enumerate(page):
            if isinstance(item, Table):
                if held is not None and number == 0 and _goes_on(held, item):
                    _append(held, item)
                    continue
                if held is not None:
                    yield held
                held = item
                continue
            if held is not None:
                yield held
            held = None
            yield item
    if held is not None:
        yield held


def _goes_on(table: Table, other: Table) -> bool:
    edges = list(zip(table.edges, other.edges, strict=False))
    return len(table.edges) == len(other.edges) and table.ruled == other.ruled and all(abs(a - b) < 4 for a, b in edges)


def _append(table: Table, other: Table) -> None:
    rows = list(other.rows)
    if rows and rows[0].words() == table.rows[0].words():
        del rows[0]
    if rows and len(rows[0].cells) == len(table.rows[-1].cells) and _is_rest(rows[0]):
        for cell, more in zip(table.rows[-1].cells, rows[0].cells, strict=True):
            cell += more
        del rows[0]
    table.rows.extend(rows)


def _is_rest(row: Row) -> bool:
    """Whether a row looks like the rest of cells broken by the page: some cells empty, the others going on in mid-sentence."""
    words = [text for text in row.words() if text]
    return 0 < len(words) < len(row.cells) and all(text[0].islower() for text in words)


class _Writer:
    """Joins lines to blocks and hands them to the builder."""

    def __init__(self, builder: Builder, measures: Measures, words: Words, labels: dict[int, str]) -> None:
        self._builder, self._measures, self._words, self._labels = builder, measures, words, labels
        self._block: list[Line] = []
        self._footnotes: list[list[Line]] = []

    def table(self, table: Table) -> None:
        """A table as rows and cells."""
        self.end()
        builder = self._builder
        with builder.table():
            for row in table.rows:
                with builder.row():
                    for column, cell in enumerate(row.cells):
                        with builder.cell(column):
                            for line in cell:
                                self.line(line)
                            self.end()

    def line(self, line: Line) -> None:
        """The next line: goes on with the block or starts one."""
        if self._is_footnote(line):
            return
        if self._block and not self._goes_on(line):
            self.end()
        self._block.append(line)

    def end(self) -> None:
        """The block is whole."""
        if self._block:
            self._add(self._kind(self._block), self._block)
            self._block = []
        for note in self._footnotes:
            self._add("footnote", note)
        self._footnotes = []

    def _add(self, kind: BlockKind, lines: list[Line]) -> None:
        page = lines[0].first.page
        self._builder.page(page, self._labels.get(page))
        self._builder.add(kind, _pieces(lines, self._words, self._measures))

    def _kind(self, lines: list[Line]) -> BlockKind:
        text = lines[0].text
        if lines[0].left is None and lines[0].first.size >= _HEADING * self._measures.size and any(sign.isalpha() for sign in text):
            return "heading"
        return "bullet" if _BULLET.match(text) or _DASH.match(text) else "paragraph"

    def _is_footnote(self, line: Line) -> bool:
        """Small text below the text it belongs to: held back until the paragraph it may stand within has ended."""
        if line.left is not None or not self._block or line.first.size > _FOOTNOTE_SIZE * self._block[-1].first.size:
            return False
        before = self._footnotes[-1][-1] if self._footnotes else None
        if before is not None and before.first.page == line.first.page and not _FOOTNOTE.match(line.text):
            self._footnotes[-1].append(line)
            return True
        down = self._block[-1].first.y - line.first.y
        same_page = line.first.page == self._block[-1].first.page
        numbered = re.match(r"\d{1,2}\s*[^\W\d_]", line.text) is not None
        if not numbered or not same_page or line.first.y > 300 or (before is None and down < self._measures.gap(self._block[-1])):
            return False
        self._footnotes.append([line])
        return True

    def _goes_on(self, line: Line) -> bool:
        """Whether the line belongs to the block: not a new bullet, label or size, near enough, and it did not fit on the line before."""
        before = self._block[-1]
        unbroken = before.text[-1] not in ".:;!?" and _first_letter(line.text).islower()
        wrapped = self._wrapped(before, line)
        if not self._alike(before, line, unbroken and wrapped) or _starts(self._block, line, wrapped):
            return False
        if before.text.endswith(":") and _LABEL.fullmatch(before.text):
            return False
        if line.first.page != before.first.page:  # a full line at the end of a page more often goes on than ends its paragraph
            return wrapped and (unbroken or not line.text.endswith(":"))
        if before.first.y - line.first.y < 0.3 * line.first.size:
            return wrapped and unbroken
        left = self._block[0].first.x0
        half = before.last.x1 - left > 0.5 * (self._measures.edge(before) - left) and (len(before.text) > 25 or line.left is not None)
        return wrapped or (unbroken and half)

    def _alike(self, before: Line, line: Line, running: bool) -> bool:
        """Whether two lines are set as one paragraph may be: the same size and weight, at the usual distance, in the same column."""
        if abs(before.first.size - line.first.size) > 0.08 * before.first.size or (before.left is None) != (line.left is None):
            return False
        if before.last.bold != line.first.bold and not running:
            return False
        if before.last.at is None and line.first.at is None:  # lines within a form field are as the writer ended them
            return False
        near = line.first.page != before.first.page or before.first.y - line.first.y <= self._measures.gap(before)
        return near and _TICK_END.search(before.text) is None

    def _wrapped(self, before: Line, line: Line) -> bool:
        """Whether the first word of the line had no room at the end of the line before."""
        first = line.first
        width = first.word or (first.x1 - first.x0) * len(first.text.split(" ", 1)[0]) / max(1, len(first.text))
        return self._measures.edge(before) - before.last.x1 < width + 0.28 * first.size + 1.5


def _starts(block: list[Line], line: Line, wrapped: bool) -> bool:
    """Whether the line starts with a bullet or a label. `wrapped`: the line before is full, so a dash or «3.» may be part of its text."""
    text = line.text
    if _BULLET.match(text) or _LETTER.match(text):
        return True
    listed = abs(line.first.x0 - block[0].first.x0) < 2
    if _DASH.match(text):
        return not (wrapped and _within_sentence(block, line)) or (listed and _DASH.match(block[0].text) is not None)
    number = _NUMBER.match(text)
    return number is not None and (not (wrapped and number[1].islower()) or (listed and _NUMBER.match(block[0].text) is not None))


def _within_sentence(block: list[Line], line: Line) -> bool:
    """Whether a dash at the start of the line is one within a sentence: flush with the text, which has not ended."""
    return abs(line.first.x0 - block[-1].first.x0) < 2 and block[-1].text[-1] not in ".:;!?" and _first_letter(line.text).islower()


def _first_letter(text: str) -> str:
    return next((sign for sign in text if sign.isalnum()), "")


def _pieces(lines: list[Line], words: Words, measures: Measures) -> list[Piece]:
    """The runs of a block as pieces; a word split at the end of a line is made whole."""
    pieces: list[Piece] = []
    for before, after in pairwise([*lines, None]):
        if before is None:
            break
        for run in before.runs:
            pieces += [_piece(run), Piece(" ")]
        if after is None:
            continue
        full = before.left is not None and measures.edge(before) - before.last.x1 < 0.75 * before.first.size
        ending, space = joint(before.text, after.text, words, full=full)
        if not space:
            pieces.pop()
        if not ending:
            pieces[-1 if not space else -2] = _piece(before.last._replace(text=before.last.text[:-1]))
    return pieces


def _piece(run: Run) -> Piece:
    return Piece(run.text, at=run.at, page=run.page)
