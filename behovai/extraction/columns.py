"""Tables → what the headings of its columns say about a row: «Når» over «juni» makes it a tidspunkt.

Where the file tells which cell a text stands in, that decides, also where the rows of one table answer one letter each.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from behovai.document import Cell, Document, Span, Unit
from behovai.extraction.cues import governing
from behovai.extraction.words import words

Roles = tuple[str, ...]
SURE = ("datakilde", "tidspunkt", "ansvarlig")  # what stands under «Indikator» is often an activity
_ASSESSING = {"indikator", "datakilde"}
_EMPTY = " \t\n–-?."
_NOTHING = re.compile(
    r"ingen|inga|vet ikke|veit ikkje|usikker|(?:kommer|kjem)(?: senere| seinere| seinare)?|(?:ikke |ikkje |u)avklar\w*|ikk(?:e|je) bestemt",
    re.IGNORECASE,
)
_WIDE = 3  # a table with a column for each criterion has at least so many beside the first
_MOST_WORDS = 6  # of a heading
_SHOWN = 40


@dataclass(frozen=True)
class Headed:
    """What headings say of a row.

    `cells` are the roles of its filled cells and their words, `sure` those that a heading announces and no other role beside it, `empty`
    the same of empty cells, `assessing` whether the table is about assessment at all.
    """

    cells: tuple[tuple[str, str], ...] = ()
    sure: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    assessing: bool = False


class Columns:
    """The headings of a document's tables. A table has some if two cells of its first row at least announce a role."""

    def __init__(self, document: Document) -> None:
        cells = _upright(document, [(block.span, block.cell) for block in document.blocks if block.cell])
        self.known = bool(cells)
        heads: dict[int, dict[int, str]] = defaultdict(lambda: defaultdict(str))
        for span, cell in cells:
            if cell.row == 0:
                heads[cell.table][cell.column] += f" {document[span]}"
        announced = {table: {column: _announced(text) for column, text in row.items()} for table, row in heads.items()}
        self._roles = {table: roles for table, roles in announced.items() if _announce(roles.values())}
        self._heads = heads
        self._cells = [(span, cell) for span, cell in cells if cell.row and cell.table in self._roles]
        self._starts = [span.start for span, _ in self._cells]
        self._filled: dict[tuple[int, int], list[int]] = defaultdict(list)  # table and column → rows, in order
        for span, cell in self._cells:
            if _filled(document[span]):
                self._filled[cell.table, cell.column].append(cell.row)
        self._document = document

    def of(self, unit: Unit) -> Headed:
        """What the headings say about a unit: a row, or what stands in one of its cells."""
        inside = self._inside(unit)
        if not inside or all(self._document[span].strip() == self._heads[cell.table][cell.column].strip() for span, cell in inside):
            return Headed()  # no table, or its headings once more on a new page
        here = inside[0][1]
        roles = self._roles[here.table]
        empty = [own for column, own in roles.items() if self._is_empty(here.table, column, here.row)]
        return headed(roles.values(), [(roles.get(cell.column, ()), self._document[span]) for span, cell in inside], empty)

    def places(self, unit: Unit) -> dict[str, Span]:
        """Of a row: each role that a heading announces → the filled cell under it, cut to the unit."""
        found: dict[str, Span] = {}
        for span, cell in self._inside(unit):
            for role in self._roles[cell.table].get(cell.column, ()):
                if _filled(self._document[span]):
                    found.setdefault(role, Span(start=max(span.start, unit.start), end=min(span.end, unit.end)))
        return found

    def _inside(self, unit: Unit) -> list[tuple[Span, Cell]]:
        near = self._cells[max(0, bisect_right(self._starts, unit.start) - 1) : bisect_left(self._starts, unit.end)] if self._cells else []
        return [(span, cell) for span, cell in near if span.overlaps(unit.span)]

    def _is_empty(self, table: int, column: int, row: int) -> bool:
        """Whether the cell is empty, and not perhaps covered by one further up that is merged with it."""
        rows = self._filled.get((table, column), [])
        place = bisect_left(rows, row)
        return not rows or (place < len(rows) and rows[place] != row)


def _upright(document: Document, cells: Sequence[tuple[Span, Cell]]) -> Sequence[tuple[Span, Cell]]:
    """The cells, those of tables with a column for each criterion and their headings in the first column turned."""
    heads: dict[int, list[Roles]] = defaultdict(list)
    labels: dict[int, list[Roles]] = defaultdict(list)
    for span, cell in cells:
        if not (cell.row and cell.column):
            (labels if cell.row else heads)[cell.table].append(_announced(document[span]))
    wide = {cell.table for _, cell in cells if cell.column >= _WIDE}
    lying = {table for table in wide if _announce(labels[table]) and not _announce(heads[table])}
    return [(span, Cell(table=cell.table, row=cell.column, column=cell.row) if cell.table in lying else cell) for span, cell in cells]


def _filled(text: str) -> bool:
    return bool(text.strip(_EMPTY)) and not _NOTHING.fullmatch(text.strip(_EMPTY))


def _announced(heading: str) -> Roles:
    """The roles a heading announces: few words, and none after a colon."""
    found = words(heading)
    return governing(found) if len(found) <= _MOST_WORDS and not heading.partition(":")[2].strip() else ()


def _announce(roles: Iterable[Roles]) -> bool:
    return sum(map(bool, roles)) >= 2


def columns_in(row: str) -> Sequence[Roles]:
    """The roles that the cells of a row between tabs announce, if it is a row of headings; else none."""
    roles = [_announced(cell) for cell in row.split("\t")]
    return roles if _announce(roles) else ()


def headed(roles: Iterable[Roles], cells: Iterable[tuple[Roles, str]], empty: Iterable[Roles]) -> Headed:
    """Of the roles of all columns, the cells of a unit with the roles of theirs, and the roles of the empty cells in its row."""
    filled = [(own, text.strip()[:_SHOWN]) for own, text in cells if _filled(text)]
    found = tuple((role, text) for own, text in filled for role in own)
    sure = tuple(role for own, _ in filled for role in own if set(own) <= {*SURE} or len(own) == 1)
    nothing = {role for own in empty for role in own if len(own) == 1} - {role for role, _ in found}
    return Headed(found, sure, tuple(sorted(nothing)), not _ASSESSING.isdisjoint(role for own in roles for role in own))
