"""The order of a page: lines of text and tables, tables by their drawn borders or, without borders, by their columns."""

from behovai.ingest.pdf_columns import find_columns, table_starts
from behovai.ingest.pdf_lines import Item, Line, Row, Table, side_by_side
from behovai.ingest.pdf_order import reading_order
from behovai.ingest.pdf_page import Run, Sheet


def items(sheet: Sheet) -> list[Item]:
    """What stands on the page in reading order. The sheet must be without headers and footers."""
    found: list[Item] = []
    tables: dict[int, Table] = {}
    members: dict[tuple[int, int, int], list[Run]] = {}
    free: list[Run] = []
    for run in reading_order(sheet.runs):
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
        lines = side_by_side(runs)
        tables[number].rows[row].cells[column] = [Line(line.runs, xs[column], xs[column + 1] - inset) for line in lines]
    return found + _free(free)


def _free(runs: list[Run]) -> list[Item]:
    """Lines outside drawn tables; where they stand in columns, a table."""
    lines = side_by_side(runs)
    found: list[Item] = []
    starts = table_starts(lines)
    number = 0
    while number < len(lines):
        table, used = find_columns(lines, number) if number in starts else (None, 0)
        if table is not None:
            found.append(table)
            number += used
        else:
            found.append(lines[number])
            number += 1
    return found
