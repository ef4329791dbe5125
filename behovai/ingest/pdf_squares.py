"""Boxes that are drawn: an empty square is ☐ where another of its size in the file is ticked by a sign; the sign itself is text."""

import re
from itertools import pairwise

from behovai.ingest.builder import CHECKED, UNCHECKED, clean
from behovai.ingest.pdf_form import Filled, place
from behovai.ingest.pdf_page import Box, Run, Sheet

_MOST = 100
"""A page with more squares than this is a drawing."""
_REACH = 2.5
"""An option stands within this many times the side of its box."""

_BEFORE = re.compile(rf"{CHECKED}|[xX](?:\s|$)")
_AFTER = re.compile(rf"(?:{CHECKED}|(?:^|\s)[xX])$")


def place_empty(sheets: list[Sheet]) -> None:
    """Put ☐ for the empty squares of all pages among their runs."""
    pages = [(sheet, _boxes(sheet)) for sheet in sheets if 0 < len(sheet.squares) <= _MOST]
    sizes = {_side(box) for sheet, boxes in pages for box in boxes if any(_ticks(run, box) for run in sheet.runs)}
    for sheet, boxes in pages:
        wanted = [box for box in boxes if sizes & {_side(box) - 1, _side(box), _side(box) + 1}]
        empty = [box for box in wanted if not any(_reaches(run, box) or _beside(run, box) for run in sheet.runs)]
        place(sheet, [Filled(UNCHECKED, box, box) for box in empty if any(_is_option(run, box) for run in sheet.runs)])


def _boxes(sheet: Sheet) -> list[Box]:
    """The squares that stand alone and are not drawn in: squares that share a side are the cells of a table."""
    squares: list[Box] = []
    for box in sheet.squares:  # the ground of a box and its border are often drawn one after the other
        if not squares or not _same(squares[-1], box):
            squares.append(box)
    across = sorted(squares, key=lambda box: (round(box.y0), box.x0))
    down = sorted(squares, key=lambda box: (round(box.x0), box.y0))
    joined = {box for order in (across, down) for pair in pairwise(order) if _touch(*pair) for box in pair}
    middles = [_middle(scribble) for scribble in sheet.scribbles]
    return [box for box in squares if box not in joined and not any(box.x0 < x < box.x1 and box.y0 < y < box.y1 for x, y in middles)]


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) < 1.5 for a, b in zip(_middle(one), _middle(other), strict=True))


def _touch(one: Box, other: Box) -> bool:
    across, up = max(one.x0, other.x0) - min(one.x1, other.x1), max(one.y0, other.y0) - min(one.y1, other.y1)
    return max(across, up) < 0.2


def _side(box: Box) -> int:
    return round(box.x1 - box.x0)


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def _level(run: Run, box: Box) -> bool:
    return box.y0 - 1 < run.y + 0.3 * run.size < box.y1 + 1


def _reaches(run: Run, box: Box) -> bool:
    """Whether part of the run stands in the box."""
    return _level(run, box) and min(run.x1, box.x1) - max(run.x0, box.x0) > 1


def _beside(run: Run, box: Box) -> bool:
    """Whether the run is nothing but a sign typed right beside the box."""
    near = _side(box) * 1.5
    sign = _BEFORE.fullmatch(clean(run.text)) is not None
    return sign and _level(run, box) and (0 <= box.x0 - run.x1 < near or 0 <= run.x0 - box.x1 < near)


def _ticks(run: Run, box: Box) -> bool:
    """Whether the run stands in the box with a sign for a tick, alone or before or after its option."""
    if run.at is None or not _reaches(run, box):
        return False
    text = clean(run.text)
    return (_BEFORE.match(text) is not None and run.x0 > box.x0 - 1) or (_AFTER.search(text) is not None and run.x1 < box.x1 + 1)


def _is_option(run: Run, box: Box) -> bool:
    """Whether the run stands on the line of the box and near it."""
    reach = _REACH * (box.x1 - box.x0)
    return _level(run, box) and (-1 < run.x0 - box.x1 < reach or -1 < box.x0 - run.x1 < reach)
