"""Where values stand under the drawn headings of a table without borders around them: the cells that are to be supposed.

Only where the values show it: several on a line, none of them over the border of a column.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from behovai.ingest.builder import CHECKED, UNCHECKED, clean, page_label
from behovai.ingest.pdf_page import Box, Run
from behovai.ingest.pdf_rules import Grid

_FOOT = 60.0
"""What stands alone so near the lower edge of the page is its footer."""
_INSIDE = 6.0
_INSET = 8.0
_STEP = 1.6
"""A row starts at most so many times the height of the headings below the one before."""


class Text:
    """The runs of a page by height."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = sorted(runs, key=_middle)
        self._heights = [_middle(run) for run in self._runs]

    def between(self, low: float, high: float) -> list[Run]:
        """The runs whose middle is between two heights, from the bottom."""
        return self._runs[bisect_left(self._heights, low) : bisect_right(self._heights, high)]


def supposed(grids: list[Grid], fields: list[Box], text: Text) -> list[Box]:
    """The cells to suppose beside and below the headings of drawn tables, as if they were fields; none where there are fields."""
    found: list[Box] = []
    for grid in grids:
        high = grid.ys[0] - grid.ys[1]
        near = [box for box in fields if box.y1 > grid.y0 - 2 * high and box.y0 < grid.y1 and box.x0 < grid.x1 and box.x1 > grid.x0]
        if not near:
            found += _below(grid, text) if len(grid.xs) == 1 else _beside(grid, text)
    return found


def _middle(run: Run) -> float:
    return run.y + 0.3 * run.size


def _beside(grid: Grid, text: Text) -> list[Box]:
    """Cells beside the labels, where the drawing has nothing below and between them but the row of headings has columns."""
    heads = max(range(len(grid.xs)), key=lambda row: len(grid.xs[row]))
    first = next((row for row in range(heads + 1, len(grid.xs)) if len(grid.xs[row]) < len(grid.xs[heads])), len(grid.xs))
    areas = {_open(grid, heads, row) for row in range(first, len(grid.xs))}
    area = areas.pop() if len(areas) == 1 else None
    if area is None:
        return []
    columns = list(pairwise([x for x in grid.xs[heads] if area[0] - _INSIDE < x < area[1] + _INSIDE]))
    runs = [run for run in text.between(grid.y0, grid.ys[first]) if area[0] < (run.x0 + run.x1) / 2 < area[1]]
    if not _in_columns(runs, columns) or not any(len(line) > 1 for line in _lines(runs)):
        return []
    return [Box(x0, low, x1, high) for high, low in pairwise(grid.ys[first:]) for x0, x1 in columns]


def _open(grid: Grid, heads: int, row: int) -> tuple[float, float] | None:
    """The sides of the only cell of a row over several columns of headings, if no border is drawn below it."""
    wide = []
    for x0, x1 in pairwise(grid.xs[row]):
        if any(x0 + _INSIDE < x < x1 - _INSIDE for x in grid.xs[heads]):
            wide.append((x0, x1))
    if len(wide) != 1:
        return None
    middle = sum(wide[0]) / 2
    closed = any(edge.start < middle < edge.end for rules in grid.rules[row + 1 :] for edge in rules)
    return None if closed else wide[0]


def _below(grid: Grid, text: Text) -> list[Box]:
    """Cells below a row of headings that nothing is drawn below, one row for each line of values."""
    columns = list(pairwise(grid.xs[0]))
    high = grid.y1 - grid.y0
    found: list[Box] = []
    top = grid.y0
    for line in reversed(list(_lines(text.between(grid.y0 - 12 * high, grid.y0)))):
        y = _middle(line[0])
        if top - y > _STEP * high or not _values(line, columns) or any(page_label(clean(run.text)) for run in line):
            break
        low = min(y - 0.5 * line[0].size, 2 * y - top)
        found += [Box(x0, low, x1, top) for x0, x1 in columns]
        top = low
    return found


def _values(line: list[Run], columns: list[tuple[float, float]]) -> bool:
    """Whether a line is values under headings: several, or one that is not in the first column, each at the start of its column."""
    marks = any(run.text.endswith(":") or {CHECKED, UNCHECKED} & set(clean(run.text)) for run in line)
    starts = all(any(-2 < run.x0 - x0 < _INSET for x0, _ in columns) for run in line)
    alone = len(line) == 1 and line[0].x0 < columns[0][1]
    alone = alone or (len(line) == 1 and line[0].y < _FOOT)
    return not marks and not alone and starts and _in_columns(line, columns) and all(run.cell is None for run in line)


def _in_columns(runs: list[Run], columns: list[tuple[float, float]]) -> bool:
    return all(any(run.x0 > x0 - 2 and run.x1 < x1 + 2 for x0, x1 in columns) for run in runs)


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    """Runs from the bottom by their lines."""
    line: list[Run] = []
    for run in runs:
        if line and run.y - line[0].y > 0.4 * run.size:
            yield line
            line = []
        line.append(run)
    if line:
        yield line
