"""Lays blocks out as one text, alike for all formats: blocks on lines, cells between tabs, boxes as ☐ or ☒.

A reader calls `add` for every paragraph in reading order, inside `table`, `row` and `cell` where it stands in a table, and ends with
`document`. Cleaning (NFC, one space between words, no invisible characters) and the spans are the builder's business.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from behovai.document import Block, BlockKind, Cell, Document, Format, Glyphs, Page, Span, Tick
from behovai.errors import TooLarge
from behovai.ingest.bounds import MAX_BLOCKS, MAX_CHARACTERS, MAX_PAGES

CHECKED, UNCHECKED = "☒", "☐"

# Wingdings and Symbol put their signs at U+F000 + the character code; F052, F054 and F0A3 are Wingdings 2.
_TICKED = "☑☒■◼✓✔✗✘\uf0fe\uf0fd\uf0fc\uf0fb\uf078\uf052\uf054"
_UNTICKED = "☐▢□◻❑❏\uf0a8\uf06f\uf071\uf072\uf0a3"
_DOTS = "\uf0b7\uf0a7\uf0d8\uf076\uf09f"
_SIGNS = dict.fromkeys(_TICKED, CHECKED) | dict.fromkeys(_UNTICKED, UNCHECKED) | dict.fromkeys(_DOTS, "•") | {"\uf02d": "-", "\u2011": "-"}
# Controls, soft hyphens, zero-width characters, direction marks, object placeholders.
_INVISIBLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff\ufffc"
_SPECIAL = re.compile(f"[{_INVISIBLE}{''.join(_SIGNS)}]")
_WORD = re.compile(rf"[^\s{_INVISIBLE}]+|\s+")
_WHOLE = re.compile(r".+")
_BOX = re.compile(rf"[{CHECKED}{UNCHECKED}]|\[ ?[xX]? ?\]|\( ?[xX•●]? ?\)")  # a sign, or typed: «[x]», «( )», «(•)»
_BULLET = re.compile(r"[-–—*+•·●○▪◦‣➢►o] \S|[•·●▪➢►]\S")
_PAGE_LABEL = re.compile(r"(?:Side|Page)\s?:?\s*(\d{1,3})(?:\s*(?:/|av|of)\s*(\d{1,3}))?", re.IGNORECASE)


class Piece(NamedTuple):
    """A run of text within a paragraph.

    `blank`: the file marks it as a placeholder. `at`: the place of its first character on pdf page `page`; the others follow.
    """

    text: str
    blank: bool = False
    at: int | None = None
    page: int | None = None


BREAK = Piece("\n")
"""A manual line break: ends the block, the next one is of the same kind. Recognised by identity."""


def clean(text: str) -> str:
    """The text in NFC, words one space apart, signs for boxes as ☐ or ☒, invisible characters dropped."""
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_sign, text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def is_bullet(line: str) -> bool:
    """Whether a cleaned line starts with a typed or automatic bullet."""
    return _BULLET.match(line) is not None


def page_label(line: str) -> tuple[int, str] | None:
    """The page number and the label («6/11», «6») of a footer that stands alone on a line («Side: 6/11», «Side 6 av 11»)."""
    found = _PAGE_LABEL.fullmatch(line.strip())
    if found is None:
        return None
    number, total = found.groups()
    return int(number), f"{number}/{total}" if total else number


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], "")


class _Line:
    """One block under construction: words one space apart, with the blanks and glyphs they bring."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.words: list[str] = []
        self.end = start
        self.blanks: list[tuple[int, int]] = []
        self.glyphs: list[tuple[int, int, int | None, int]] = []  # start, end, page, index
        self._space = False
        self._blank = False

    def add(self, piece: Piece, page: int | None) -> None:
        first = None
        whole = piece.at is not None and clean(piece.text) == piece.text  # most lines of a pdf need no change
        for found in (_WHOLE if whole else _WORD).finditer(piece.text):
            if found[0].isspace():
                self._space = True
                continue
            if self._space and self.words:
                self.words.append(" ")
                self.end += 1
            self._space = False
            first = self.end if first is None else first
            shown = found[0] if whole else clean(found[0])
            self._word(found[0], shown, piece.page or page, None if piece.at is None else piece.at + found.start())
        if piece.blank and first is not None:
            if self._blank:
                first = self.blanks.pop()[0]
            self.blanks.append((first, self.end))
        self._blank = piece.blank and (first is not None or self._blank)

    def _word(self, word: str, shown: str, page: int | None, index: int | None) -> None:
        self.words.append(shown)
        start, self.end = self.end, self.end + len(shown)
        if index is None or len(shown) != len(word):
            return
        if self.glyphs:
            begin, end, last_page, last_index = self.glyphs[-1]
            if page == last_page and start - end in (0, 1) and index - last_index == start - begin:
                self.glyphs[-1] = (begin, self.end, page, last_index)
                return
        self.glyphs.append((start, self.end, page, index))

    def text(self) -> str:
        """The line in NFC; where characters of two pieces melt into one, the spans are moved and the glyphs given up."""
        text = "".join(self.words)
        whole = unicodedata.normalize("NFC", text)
        if whole != text:
            self.glyphs.clear()
            self.blanks = [(self._moved(text, start), self._moved(text, end)) for start, end in self.blanks]
            self.blanks = [(start, min(end, self.start + len(whole))) for start, end in self.blanks if start < self.start + len(whole)]
        return whole

    def _moved(self, text: str, place: int) -> int:
        return self.start + len(unicodedata.normalize("NFC", text[: place - self.start]))


class Builder:
    """Collects the blocks of a document."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._fresh = True  # nothing stands before the next block on its line
        self._first_cell = True
        self._cell: Cell | None = None
        self._tables = 0
        self._table = (0, 0)  # the table we are in and the rows it has so far
        self._blocks: list[Block] = []
        self._ticks: list[Tick] = []
        self._blanks: list[Span] = []
        self._glyphs: list[Glyphs] = []
        self._asides: dict[str, None] = {}
        self._labels: dict[int, str | None] = {}
        self._page: int | None = None

    @property
    def text(self) -> str:
        """All text so far."""
        return "".join(self._text)

    @property
    def last(self) -> str:
        """The text of the block added last, or ''."""
        return self._text[-1] if self._blocks and not self._fresh else ""

    def page(self, number: int, label: str | None = None) -> None:
        """What follows stands on this page (from 1). Raises TooLarge."""
        if number > MAX_PAGES:
            raise TooLarge(f"Dokumentet har mer enn {MAX_PAGES} sider. Ta ut vedleggene, og prøv igjen.")
        self._page = number
        self._labels.setdefault(number, label)

    def label(self, number: int, label: str) -> None:
        """The label printed on a page, when it is found apart from the page's start."""
        self._labels[number] = label

    def aside(self, text: str) -> None:
        """A page header, a footer or a comment; repeated ones are kept once."""
        text = clean(text)
        if text:
            self._asides[text] = None

    def add(self, kind: BlockKind, content: str | Iterable[Piece], *, lead: str = "") -> None:
        """Add a paragraph: one block, or several where it holds a BREAK; none where it is empty. Raises TooLarge.

        `lead` is a marker («## ») that stays in the text in front of a plain paragraph but is no part of the block.
        """
        if lead:
            self._line_start()
            self._write(lead)
            self._fresh = True
        pieces = [Piece(content)] if isinstance(content, str) else content
        line: list[Piece] = []
        for piece in pieces:
            if piece is BREAK:
                self._add_line(kind, line)
                line = []
            else:
                line.append(piece)
        self._add_line(kind, line)

    @contextmanager
    def table(self) -> Iterator[None]:
        """A table, also one inside a cell: it counts as a table of its own. One with no text does not count."""
        outer, self._table = self._table, (self._tables, 0)
        before, self._tables = len(self._blocks), self._tables + 1
        yield
        if len(self._blocks) == before:
            self._tables -= 1
        self._table = outer

    @contextmanager
    def row(self) -> Iterator[None]:
        """A row of the current table; one with no text leaves no trace and is not counted."""
        before = len(self._blocks), len(self._text), self._length, self._fresh
        self._line_start()
        self._fresh = True
        self._first_cell = True
        yield
        if len(self._blocks) == before[0]:
            _, texts, self._length, self._fresh = before
            del self._text[texts:]
            return
        self._fresh = False
        self._table = (self._table[0], self._table[1] + 1)

    @contextmanager
    def cell(self, column: int) -> Iterator[None]:
        """A cell of the current row; `column` counts from 0, and a cell with no text leaves its place."""
        outer, self._cell = self._cell, Cell(table=self._table[0], row=self._table[1], column=column)
        if not self._first_cell:
            self._write("\t")
        self._fresh = True
        yield
        self._first_cell = False
        self._cell = outer

    def document(self, name: str, kind: Format, data: bytes) -> Document:
        """The finished document; `data` are the bytes of the file, `name` its name."""
        return Document(
            name=name,
            format=kind,
            sha256=hashlib.sha256(data).hexdigest(),
            text=self.text,
            blocks=tuple(self._blocks),
            ticks=tuple(self._ticks),
            blanks=tuple(self._blanks),
            pages=self._pages(),
            glyphs=tuple(self._glyphs),
            asides=tuple(self._asides),
        )

    def _add_line(self, kind: BlockKind, pieces: list[Piece]) -> None:
        for piece in pieces:
            if piece.blank or piece.at is not None:
                self._add_marked(kind, pieces)
                return
        text = clean("".join([piece.text for piece in pieces]))
        if text:
            self._line_start()
            self._block(kind, text)

    def _add_marked(self, kind: BlockKind, pieces: list[Piece]) -> None:
        line = _Line(self._length + (0 if self._fresh else 1))
        for piece in pieces:
            line.add(piece, self._page)
        text = line.text()
        if not text:
            return
        self._line_start()
        self._block(kind, text)
        self._blanks.extend(Span(start=start, end=end) for start, end in line.blanks if start < end)
        for start, end, page, index in line.glyphs:
            if page is not None:
                self._glyphs.append(Glyphs(span=Span(start=start, end=end), page=page, index=index))

    def _block(self, kind: BlockKind, text: str) -> None:
        start = self._length
        if len(self._blocks) >= MAX_BLOCKS:
            raise TooLarge(f"Dokumentet har mer enn {MAX_BLOCKS} linjer. Ta ut vedleggene, og prøv igjen.")
        if kind == "paragraph" and is_bullet(text):
            kind = "bullet"
        self._write(text)
        self._fresh = False
        self._blocks.append(Block(kind=kind, span=Span(start=start, end=self._length), page=self._page, cell=self._cell))
        for box in _BOX.finditer(text):
            ticked = any(sign in box[0] for sign in (CHECKED, "x", "X", "•", "●"))
            self._ticks.append(Tick(span=Span(start=start + box.start(), end=start + box.end()), checked=ticked))

    def _line_start(self) -> None:
        if not self._fresh:
            self._write("\n")

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise TooLarge(f"Dokumentet har mer enn {MAX_CHARACTERS // 1_000_000} millioner tegn. Ta ut vedleggene, og prøv igjen.")

    def _pages(self) -> tuple[Page, ...]:
        spans: dict[int, tuple[int, int]] = {}
        for block in self._blocks:
            if block.page is not None:
                start, _ = spans.get(block.page, (block.span.start, 0))
                spans[block.page] = (start, block.span.end)
        pages, end = [], 0
        for number in sorted(self._labels):
            start, end = spans.get(number, (end, end))
            pages.append(Page(number=number, label=self._labels[number], span=Span(start=start, end=end)))
        return tuple(pages)
