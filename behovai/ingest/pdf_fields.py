"""Tables filled in through form fields: where their cells are not drawn, the rectangles of the fields are the cells.

Fields side by side are a row, rows of the same columns one below the other a table. The headings above and the labels to the left are text;
they are drawn with borders, and then the fields complete that table, or without.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from behovai.ingest.pdf_headings import Text, supposed
from behovai.ingest.pdf_page import Box, Run, Sheet
from behovai.ingest.pdf_rules import Edge, Grid

_MOST = 400
"""A page with more fields than this is left as it is."""
_NEAR = 4.0
"""Sides of fields so near are in line."""
_TOUCH = 8.0
"""Cells are at most so far apart."""
_APART = 40.0
"""Fields on a line without text between them are cells if they are no further apart than this, and have headings or stand in rows."""
_INSET = 8.0
_MISSING = 3.2
"""A gap in the rows is at most so many rows high: fields without anything in them may be left out of a file."""
_HEADINGS = 3


class _Fields:
    """A table of fields: its columns from the left, the top and bottom of each row, and all fields."""

    def __init__(self, band: list[Box]) -> None:
        self.columns = [(box.x0, box.x1) for box in band]
        self.rows = [(band[0].y1, band[0].y0)]
        self.fields = list(band)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.columns[0][0]

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.columns[-1][1]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.rows[0][0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.rows[-1][1]

    def xs(self) -> list[float]:
        """The borders of the columns, in the middle between fields."""
        return [self.x0, *((left[1] + right[0]) / 2 for left, right in pairwise(self.columns)), self.x1]

    def ys(self) -> list[float]:
        """The borders of the rows from the top."""
        return [self.top, *((above[1] + below[0]) / 2 for above, below in pairwise(self.rows)), self.bottom]

    def take(self, band: list[Box], text: Text) -> bool:
        """Put a band of fields below the rows, if it is the next row; rows without fields in between are filled in."""
        if not all(any(abs(box.x0 - x0) < _NEAR and abs(box.x1 - x1) < _NEAR for x0, x1 in self.columns) for box in band):
            return False
        bottom, top, high = self.bottom, band[0].y1, band[0].y1 - band[0].y0
        gap = bottom - top
        missing = 0 if gap <= _TOUCH else round(gap / high)
        if not -_NEAR < gap < _MISSING * high or (missing and any(run.x1 > self.x0 + 2 for run in text.between(top, bottom))):
            return False
        self.rows += [(bottom - number * gap / missing, bottom - (number + 1) * gap / missing) for number in range(missing)]
        self.rows.append((top, band[0].y0))
        self.fields += band
        return True


class _Head(NamedTuple):
    """The headings over the fields: how high they reach and where the leftmost starts."""

    top: float
    x0: float


def with_fields(sheet: Sheet, fields: list[Box], shown: list[Box]) -> list[Grid]:
    """The tables of the page: those that are drawn, completed by the fields of their cells, and those the fields make by themselves.

    `shown` are the fields with something in them that is not part of the page's own text.
    """
    grids = list(sheet.grids)
    if len(fields) > _MOST:
        return grids
    text = Text(sheet.runs)
    fields = fields + supposed(grids, fields, text)
    filled = set(shown)
    for table in _tables(fields, text):
        drawn = [number for number, grid in enumerate(grids) if _touches(grid, table)]
        if not drawn and len(table.columns) > 1:
            made = _made(table, text, sum(box in filled for box in table.fields) > 1)
            grids += [made] if made is not None else []
        elif len(drawn) == 1 and _completes(table, grids[drawn[0]]):
            grids[drawn[0]] = _completed(grids[drawn[0]], table)
    return grids


def _tables(fields: list[Box], text: Text) -> list[_Fields]:
    tables: list[_Fields] = []
    for band in _bands(fields, text):
        if not any(table.take(band, text) for table in tables[-_HEADINGS:]):
            tables.append(_Fields(band))
    return tables


def _bands(fields: list[Box], text: Text) -> Iterator[list[Box]]:
    """The fields side by side, from the top."""
    level: list[Box] = []
    for box in sorted(set(fields), key=lambda box: -box.y1):
        if level and (level[0].y1 - box.y1 > _NEAR or abs(level[0].y0 - box.y0) > _NEAR):
            yield from _cut(level, text)
            level = []
        level.append(box)
    yield from _cut(level, text)


def _cut(level: list[Box], text: Text) -> Iterator[list[Box]]:
    """The fields of one height, apart where they are far from each other or have text between them."""
    band: list[Box] = []
    for box in sorted(level):
        if band and not (-_NEAR < box.x0 - band[-1].x1 < _APART and not _parted(band[-1], box, text)):
            yield band
            band = []
        band.append(box)
    if band:
        yield band


def _parted(left: Box, right: Box, text: Text) -> bool:
    return any(left.x1 - 2 < (run.x0 + run.x1) / 2 < right.x0 + 2 for run in text.between(left.y0, left.y1))


def _touches(grid: Grid, table: _Fields) -> bool:
    """Whether a drawn table is around the fields or ends where they begin."""
    across = min(grid.x1, table.x1) - max(grid.x0, table.x0)
    return across > 0.5 * (table.x1 - table.x0) and grid.y0 - _TOUCH < table.top and grid.y1 > table.bottom + _NEAR


def _completes(table: _Fields, grid: Grid) -> bool:
    """Whether the drawn table lacks the borders between the fields: two in a cell, or rows below it in its columns."""
    within = [box for box in table.fields if grid.y0 < (box.y0 + box.y1) / 2 < grid.y1]
    cells = {grid.cell((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in within}
    if len(within) == len(table.fields):
        return len(cells) < len(within)
    borders = {x for xs in grid.xs for x in xs}
    return len(table.columns) > 1 and all(any(abs(x - border) < _INSET for border in borders) for side in table.columns for x in side)


def _completed(grid: Grid, table: _Fields) -> Grid:
    """The drawn table with the fields as cells; above, below and beside them it is as drawn."""
    middles = [(top + bottom) / 2 for top, bottom in pairwise(grid.ys)]
    above = [row for row, middle in enumerate(middles) if middle > table.top]
    below = [row for row, middle in enumerate(middles) if middle < table.bottom]
    x0, x1 = min(grid.x0, table.x0), max(grid.x1, table.x1)
    ys = table.ys()
    rows = [_beside(grid, table, (top + bottom) / 2) for top, bottom in pairwise(ys)]
    return _grid(
        (x0, x1),
        [*(grid.ys[row] for row in above), *ys, *(grid.ys[row + 1] for row in below)],
        [*(grid.xs[row] for row in above), *rows, *(grid.xs[row] for row in below)],
        [*(grid.rules[row] for row in above), *((Edge(y, x0, x1),) for y in ys), *(grid.rules[row + 1] for row in below)],
    )


def _beside(grid: Grid, table: _Fields, y: float) -> tuple[float, ...]:
    """The borders of a row of fields, with those drawn to the left and to the right of them."""
    drawn = grid.xs[min(max(bisect_right(grid.depths, -y) - 1, 0), len(grid.xs) - 1)]
    return (*(x for x in drawn if x < table.x0 - _INSET), *table.xs(), *(x for x in drawn if x > table.x1 + _INSET))


def _made(table: _Fields, text: Text, apart: bool) -> Grid | None:
    """The table of fields that nothing is drawn around, with its headings and labels; None where they only stand side by side.

    `apart`: several are filled in, which must not run together.
    """
    head = _head(table, text)
    loose = any(right[0] - left[1] > _TOUCH for left, right in pairwise(table.columns))
    if head is None and loose and len(table.rows) == 1 and not apart:
        return None
    starts = [run.x0 - 2 for run in text.between(table.bottom, table.top) if _is_label(run, table)]
    ys = table.ys()
    if head is not None:
        starts.append(head.x0 - 2)
        ys.insert(0, head.top)
    left = min(starts, default=table.x0)
    xs = (*([left] if left < table.x0 - _INSET else []), *table.xs())
    return _grid((xs[0], xs[-1]), ys, [xs] * (len(ys) - 1), [(Edge(y, xs[0], xs[-1]),) for y in ys])


def _grid(sides: tuple[float, float], ys: list[float], xs: list[tuple[float, ...]], rules: list[tuple[Edge, ...]]) -> Grid:
    return Grid(sides[0], ys[-1], sides[1], ys[0], tuple(ys), tuple(xs), tuple(-y for y in ys), tuple(rules))


def _head(table: _Fields, text: Text) -> _Head | None:
    """The lines right above the fields whose parts stand over the columns, at least two on a line."""
    lines: list[list[Run]] = []
    for run in text.between(table.top, table.top + 40):
        if run.x0 > table.x1:
            continue
        if lines and run.y - lines[-1][0].y < 0.4 * run.size:
            lines[-1].append(run)
        else:
            lines.append([run])
    heads: list[list[Run]] = []
    low = table.top
    for line in lines[:_HEADINGS]:
        size = line[0].size
        if line[0].y - low > (1.0 if not heads else 1.4) * size or not all(_heads(run, table) for run in line):
            break
        if heads and (abs(size - heads[0][0].size) > 0.3 or line[0].bold != heads[0][0].bold):
            break
        heads.append(line)
        low = line[0].y
    while heads and sum(not _is_label(run, table) for run in heads[-1]) < 2:
        heads.pop()
    if not heads:
        return None
    return _Head(heads[-1][0].y + heads[-1][0].size, min(run.x0 for line in heads for run in line))


def _is_label(run: Run, table: _Fields) -> bool:
    return run.x1 < table.x0 + 2


def _heads(run: Run, table: _Fields) -> bool:
    """Whether a run starts where a column does, stands in the middle of one, or over the labels."""
    if _is_label(run, table):
        return True
    middle = (run.x0 + run.x1) / 2
    return any(-_INSET < run.x0 - x0 < _INSET or abs(middle - (x0 + x1) / 2) < _INSET for x0, x1 in table.columns)
