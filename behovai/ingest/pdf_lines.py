"""Lines, and tables with their rows: what a page is put together from."""

from typing import NamedTuple

from behovai.ingest.pdf_page import Run
from behovai.ingest.pdf_spacing import SEAM


class Line(NamedTuple):
    """Runs side by side. `left` and `right` are the edges of the column of text the line stands in, None where they are the page's."""

    runs: tuple[Run, ...]
    left: float | None = None
    right: float | None = None

    @property
    def text(self) -> str:
        """The runs one space apart, as shown."""
        text = self.runs[0].text if len(self.runs) == 1 else " ".join([run.text for run in self.runs])
        return text.replace(SEAM, "")

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


def side_by_side(runs: list[Run]) -> list[Line]:
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
