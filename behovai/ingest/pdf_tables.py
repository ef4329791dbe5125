"""The order of a page: lines of text and tables, tables by their drawn borders or, without borders, by their columns."""

import re
from typing import NamedTuple

from behovai.ingest.pdf_page import CELL_GAP, Run, Sheet

MARKER = re.compile(r"[•●○▪◦‣➢►\uf0a7\uf0b7\uf0d8\uf076·o*–—-]|[a-zæøåA-E][).]|\d{1,2}[.)]")
"""A bullet or a label that stands alone before its text."""
_ALIGNED = 6.0


class Line(NamedTuple):
    """Runs side by side. `left` and `right` are the edges of the column of text the line stands in, None where they are the page's."""

    runs: tuple[Run, ...]
    left: float | None = None
    right: float | None = None

    @property
    def text(self) -> str:
        """The runs one space apart."""
        return self.runs[0].text if len(self.runs) == 1 else " ".join([run.text for run in self.runs])

    @property
    def first(self) -> Run:
        """The leftmost run."""
        return self.runs[0]

    @property
    def last(self) -> Run:
        """The rightmost run."""
        return self.runs[-1]


class Row:
    """The cells of a table row, each a list of lines."""

    def __init__(self, columns: int) -> None:
        self.cells: list[list[Line]] = [[] for _ in range(columns)]

    def words(self) -> list[str]:
        """The text of each cell."""
        return [" ".join(line.text for line in cell) for cell in self.cells]


class Table(NamedTuple):
    """A table on one page; `edges` are the left edges of its columns, `ruled` whether its borders are drawn."""

    rows: list[Row]
    edges: tuple[float, ...]
    ruled: bool


Item = Line | Table


def items(sheet: Sheet) -> list[Item]:
    """What stands on the page in reading order. The sheet must be without headers and footers."""
    found: list[Item] = []
    tables: dict[int, Table] = {}
    members: dict[tuple[int, int, int], list[Run]] = {}
    free: list[Run] = []
    for run in sheet.runs:
        cell = run.cell
        if cell is None:
            free.append(run)
            continue
        if cell[0] not in tables:
            found += _free(free)
            free = []
            grid = sheet.grids[cell[0]]
            widest = max(grid.xs, key=len)
            tables[cell[0]] = Table([Row(len(xs) - 1) for xs in grid.xs], tuple(widest[:-1]), True)
            found.append(tables[cell[0]])
        members.setdefault(cell, []).append(run)
    for (number, row, column), runs in members.items():
        xs = sheet.grids[number].xs[row]
        inset = max(2.0, min(8.0, min(run.x0 for run in runs) - xs[column]))
        lines = _lines(runs)
        tables[number].rows[row].cells[column] = [Line(line.runs, xs[column], xs[column + 1] - inset) for line in lines]
    return found + _free(free)


def _lines(runs: list[Run]) -> list[Line]:
    """Runs that follow each other on one line, put together."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines and _beside(lines[-1][-1], run):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [Line(tuple(line)) for line in lines]


def _beside(left: Run, right: Run) -> bool:
    size = max(left.size, right.size)
    return abs(left.y - right.y) < 0.4 * size and right.x0 > left.x1 - size and left.page == right.page


def _free(runs: list[Run]) -> list[Item]:
    """Lines outside drawn tables; where they stand in columns, a table."""
    lines = _lines(runs)
    found: list[Item] = []
    number = 0
    while number < len(lines):
        table, used = _columns(lines[number:])
        if table is not None:
            found.append(table)
            number += used
        else:
            found.append(lines[number])
            number += 1
    return found


def _parts(line: Line) -> list[Run]:
    """The runs of a line that a large gap keeps apart; a bullet, a label or a «Eier:» belongs to what follows."""
    if len(line.runs) < 2 or ":" in line.text or MARKER.fullmatch(line.first.text):
        return [line.first]
    parts = [line.first]
    for run in line.runs[1:]:
        last = parts[-1]
        if run.x0 - last.x1 < CELL_GAP * max(run.size, last.size) or run.at is None:
            return [line.first]
        parts.append(run)
    return parts


def _columns(lines: list[Line]) -> tuple[Table | None, int]:
    """The table that starts with the first line, and the number of lines in it; None if there is none."""
    head = _parts(lines[0])
    if len(head) < 2:
        return None, 0
    edges = sorted(_column_edges(lines))
    rows: list[tuple[float, dict[int, list[Run]]]] = []
    used = 0
    for line in lines:
        placed = _placed(line, edges, rows)
        if placed is None:
            break
        used += 1
    several = sum(len(cells) > 1 for _, cells in rows)
    if several < 2 or len(edges) < 2:
        return None, 0
    made = []
    for _, cells in rows:
        row = Row(len(edges))
        for column, runs in cells.items():
            right = edges[column + 1] - runs[0].size if column + 1 < len(edges) else None
            row.cells[column] = [Line(line.runs, edges[column], right) for line in _lines(runs)]
        made.append(row)
    return Table(made, tuple(edges), False), used


def _column_edges(lines: list[Line]) -> list[float]:
    """Where columns start, from the first lines with more than one part."""
    edges: list[float] = []
    for line in lines:
        parts = _parts(line)
        if len(parts) < 2:
            if len(line.runs) > 1 or all(abs(line.first.x0 - edge) > _ALIGNED for edge in edges):
                if edges and line.first.x0 < min(edges) - _ALIGNED and line.first.x1 < min(edges):
                    continue
                break
            continue
        fresh = [part.x0 for part in parts if all(abs(part.x0 - edge) > _ALIGNED for edge in edges)]
        if len(fresh) == len(parts) and edges:
            break
        edges += fresh
    return edges


def _placed(line: Line, edges: list[float], rows: list[tuple[float, dict[int, list[Run]]]]) -> bool | None:
    """Put the line into its row and columns; None if it does not belong to the table."""
    parts = _parts(line)
    columns = []
    for part in parts:
        near = [number for number, edge in enumerate(edges) if abs(part.x0 - edge) <= _ALIGNED]
        if not near or (near[0] + 1 < len(edges) and part.x1 > edges[near[0] + 1]):
            return None
        columns.append(near[0])
    if len(parts) < len(line.runs):
        return None
    y, size = parts[0].y, parts[0].size
    if rows and len(parts) == 1 and abs(rows[-1][0] - y) > 4.5 * size:
        return None
    if rows and (abs(rows[-1][0] - y) < 0.4 * size or (len(parts) == 1 and columns[0] > 0 and y < rows[-1][0])):
        row = rows[-1][1]
    elif len(parts) == 1 and columns[0] > 0:
        return None
    else:
        rows.append((y, {}))
        row = rows[-1][1]
    for part, column in zip(parts, columns, strict=True):
        row.setdefault(column, []).append(part)
    return True
