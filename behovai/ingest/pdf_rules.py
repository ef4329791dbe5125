"""Tables as drawn: from lines and edges to rows and cells."""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

_NEAR = 3.0
"""Edges within so many points are one edge: border widths, double borders, rounding."""
_MAX_EDGES = 600


class Edge(NamedTuple):
    """A horizontal edge at y = `at` from x = `start` to `end`, or a vertical one at x = `at` from y = `start` to `end`."""

    at: float
    start: float
    end: float


class Grid(NamedTuple):
    """A table as drawn. `ys` are the borders of its rows from the top, `xs` those of the cells of each row from the left.

    `depths` are the `ys` negated, in rising order; `rules` the edges drawn at each of them.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    ys: tuple[float, ...]
    xs: tuple[tuple[float, ...], ...]
    depths: tuple[float, ...]
    rules: tuple[tuple[Edge, ...], ...]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """The row and the column, from 0, of a point in the grid; a cell over several rows belongs to its first."""
        row = min(max(bisect_right(self.depths, -y) - 1, 0), len(self.ys) - 2)
        while row > 0 and not self._ruled(row, x):
            row -= 1
        return row, self.column(row, x)

    def column(self, row: int, x: float) -> int:
        """The column, from 0, of a place in a row."""
        xs = self.xs[row]
        return min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)

    def _ruled(self, border: int, x: float) -> bool:
        return any(edge.start - _NEAR <= x <= edge.end + _NEAR for edge in self.rules[border])


class Rules:
    """The edges on a page."""

    def __init__(self) -> None:
        self.horizontal: list[Edge] = []
        self.vertical: list[Edge] = []

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, *, thin: float) -> None:
        """A drawn rectangle: a line if it is thin, else its four edges."""
        wide, high = x1 - x0, y1 - y0
        if high <= thin < wide:
            self.horizontal.append(Edge((y0 + y1) / 2, x0, x1))
        elif wide <= thin < high:
            self.vertical.append(Edge((x0 + x1) / 2, y0, y1))
        elif wide > 2 * thin and high > 2 * thin:
            self.horizontal += [Edge(y0, x0, x1), Edge(y1, x0, x1)]
            self.vertical += [Edge(x0, y0, y1), Edge(x1, y0, y1)]


def find_grids(rules: Rules) -> list[Grid]:
    """The tables of a page: edges that touch each other and enclose at least two cells side by side."""
    if not rules.vertical or not rules.horizontal:
        return []
    horizontal, vertical = _merged(rules.horizontal), _merged(rules.vertical)
    if len(horizontal) + len(vertical) > _MAX_EDGES:
        return []
    found = []
    for across, down in _components(horizontal, vertical):
        grid = _grid(across, down)
        if grid is not None:
            found.append(grid)
    return found


def _merged(edges: list[Edge]) -> list[Edge]:
    """Edges on one line made one where they touch."""
    merged: list[Edge] = []
    group: list[Edge] = []
    for edge in sorted(edges):
        if group and edge.at - group[0].at > _NEAR:
            merged += _joined(group)
            group = []
        group.append(edge)
    return merged + _joined(group)


def _joined(group: list[Edge]) -> list[Edge]:
    at = sum(edge.at for edge in group) / len(group)
    joined: list[Edge] = []
    for edge in sorted(group, key=lambda edge: edge.start):
        if joined and edge.start - joined[-1].end <= _NEAR:
            joined[-1] = Edge(at, joined[-1].start, max(joined[-1].end, edge.end))
        else:
            joined.append(Edge(at, edge.start, edge.end))
    return joined


def _touch(across: Edge, down: Edge) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _components(horizontal: list[Edge], vertical: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    components = []
    across_left, down_left = list(horizontal), list(vertical)
    while down_left:
        across: list[Edge] = []
        down = [down_left.pop()]
        fresh_down = list(down)
        while fresh_down:
            fresh_across = [edge for edge in across_left if any(_touch(edge, other) for other in fresh_down)]
            across_left = [edge for edge in across_left if edge not in fresh_across]
            across += fresh_across
            fresh_down = [edge for edge in down_left if any(_touch(other, edge) for other in fresh_across)]
            down_left = [edge for edge in down_left if edge not in fresh_down]
            down += fresh_down
        components.append((across, down))
    return components


def _grid(across: list[Edge], down: list[Edge]) -> Grid | None:
    if len(across) < 2 or len(down) < 2:
        return None
    x0, x1 = min(edge.start for edge in across), max(edge.end for edge in across)
    ys = _borders([edge.at for edge in across], [min(edge.start for edge in down), max(edge.end for edge in down)])[::-1]
    xs = []
    for top, bottom in pairwise(ys):
        middle = (top + bottom) / 2
        xs.append(tuple(_borders([edge.at for edge in down if edge.start - 1 <= middle <= edge.end + 1], [x0, x1])))
    if max(len(row) for row in xs) < 3:
        return None
    rules = tuple(tuple(edge for edge in across if abs(edge.at - y) <= _NEAR) for y in ys)
    return Grid(x0, ys[-1], x1, ys[0], tuple(ys), tuple(xs), tuple(-y for y in ys), rules)


def _borders(places: list[float], ends: list[float]) -> list[float]:
    """Places in order, one where several are near; the ends of the whole are added where nothing is near."""
    borders: list[float] = []
    for place in sorted(places):
        if not borders or place - borders[-1] > _NEAR:
            borders.append(place)
    for end in ends:
        if all(abs(end - border) > 2 * _NEAR for border in borders):
            borders.append(end)
    return sorted(borders)
