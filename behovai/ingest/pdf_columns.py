"""Tables without borders: cells in content order, each below itself, the next one back up and to the right."""

import itertools
import re

from behovai.ingest.pdf_lines import Line, Row, Table, side_by_side
from behovai.ingest.pdf_page import CELL_GAP, Run

_MARKER = re.compile(r"[•●○▪◦‣➢►\uf0a7\uf0b7\uf0d8\uf076·o*–—-]|[a-zæøåA-E][).]|\d{1,2}[.)]")
"""A bullet or a label that stands alone before its text."""
_ALIGNED = 6.0
_DEEPEST = 12
"""A cell of a table without borders has at most so many lines."""


class _Draft:
    """A row in the making: its cells from the left, the height of its first line and of its lowest."""

    def __init__(self, parts: list[Run], lines: int) -> None:
        self.cells = [[part] for part in parts]
        self.y = self.low = parts[0].y
        self.lines = lines


def table_starts(lines: list[Line]) -> set[int]:
    """The lines a table may start with: those with runs apart, and those that a jump back up follows."""
    starts = {number for number, line in enumerate(lines) if len(line.runs) > 1}
    for number in range(1, len(lines)):
        if lines[number].first.y > lines[number - 1].first.y:
            starts.update(range(max(0, number - _DEEPEST), number))
    return starts


def find_columns(lines: list[Line], start: int) -> tuple[Table | None, int]:
    """The table that starts with line `start`, and how many lines it has; None where there is none."""
    rows: list[_Draft] = []
    for number in range(start, len(lines)):
        if not _take(rows, lines, number):
            break
    while rows and len(rows[-1].cells) == 1 and not _in_step(rows):
        rows.pop()
    edges = _edges(rows)
    widest = max((len(row.cells) for row in rows), default=0)
    if sum(len(row.cells) > 1 for row in rows) < 2 or not 2 <= len(edges) <= widest + 1:
        return None, 0
    return Table([_row(row, edges) for row in rows], tuple(edges), False), sum(row.lines for row in rows)


def _take(rows: list[_Draft], lines: list[Line], number: int) -> bool:
    """Put a line into the last row or a new one; False where the table has ended, or does not begin."""
    parts = _parts(lines[number])
    if parts is None:
        return False
    if not rows:  # the first row must have cells side by side
        begins = len(parts) > 1 or _jumps(lines, number, parts[0].y)
    elif _goes_into(rows[-1], parts, lines, number):
        return True
    else:
        begins = _may_begin(rows, parts)
    if begins:
        rows.append(_Draft(parts, 1))
    return begins


def _goes_into(row: _Draft, parts: list[Run], lines: list[Line], number: int) -> bool:
    """Put the parts into a row that goes on: further right at its height, or below its last cell."""
    first, last = parts[0], row.cells[-1][0]
    if abs(first.y - row.y) < 0.4 * first.size and first.x0 > last.x0 + _ALIGNED:
        row.cells += [[part] for part in parts]
    elif (
        len(parts) == 1
        and abs(first.x0 - last.x0) < 4
        and 0 < row.cells[-1][-1].y - first.y < 1.6 * first.size
        and (len(row.cells) > 1 or _jumps(lines, number, row.y))
    ):
        row.cells[-1].append(first)
        row.low = min(row.low, first.y)
    else:
        return False
    row.lines += 1
    return True


def _may_begin(rows: list[_Draft], parts: list[Run]) -> bool:
    """Whether the parts may be the next row of a table: near below, and if there is only one, within the first column."""
    first, edges = parts[0], _edges(rows)
    if not 0 < rows[-1].low - first.y <= 3 * first.size:
        return False
    return len(parts) > 1 or (first.x0 <= edges[0] + _ALIGNED and (len(edges) == 1 or first.x1 <= edges[1] - 2))


def _jumps(lines: list[Line], number: int, y: float) -> bool:
    """Whether the text, having gone down in this column, comes back up to `y` further right: a cell that ends."""
    here = lines[number].first
    low = here.y
    for line in lines[number + 1 : number + _DEEPEST]:
        first = line.first
        if first.page != here.page:
            return False
        if abs(first.y - y) < 0.4 * first.size and first.x0 > here.x0 + CELL_GAP * here.size:
            return True
        if abs(first.x0 - here.x0) > 4 or not 0 < low - first.y < 1.6 * first.size:
            return False
        low = first.y
    return False


def _parts(line: Line) -> list[Run] | None:
    """The runs of a line kept apart by large gaps, None where they are not cells: «Eier:» and bullets belong to what follows them."""
    runs = list(line.runs)
    if len(runs) > 1 and (":" in line.text or _MARKER.fullmatch(runs[0].text)):
        return None
    if any(run.at is None for run in runs):
        return None
    near = (right.x0 - left.x1 < CELL_GAP * max(left.size, right.size) for left, right in itertools.pairwise(runs))
    return None if any(near) else runs


def _in_step(rows: list[_Draft]) -> bool:
    """Whether the last row is as far from the one before as rows in the table are: a row with empty cells, not the text below."""
    steps = [above.low - below.y for above, below in itertools.pairwise(rows)]
    return len(steps) > 1 and steps[-1] < 1.15 * max(steps[:-1])


def _edges(rows: list[_Draft]) -> list[float]:
    edges: list[float] = []
    for place in sorted(cell[0].x0 for row in rows for cell in row.cells):
        if not edges or place - edges[-1] > _ALIGNED:
            edges.append(place)
    return edges


def _row(draft: _Draft, edges: list[float]) -> Row:
    row = Row(len(edges))
    for cell in draft.cells:
        column = min(range(len(edges)), key=lambda number: abs(edges[number] - cell[0].x0))
        right = edges[column + 1] - 0.9 * cell[0].size if column + 1 < len(edges) else max(run.x1 for run in cell)
        row.cells[column] += [Line(line.runs, edges[column], right) for line in side_by_side(cell)]
    return row
