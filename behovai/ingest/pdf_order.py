"""Pages drawn out of order: all labels first and what is filled in afterwards, as in a flattened form. They are read as they are seen.

Only where the drawing itself shows it; everywhere else the order of the drawing is the order of reading, also in columns of text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from behovai.ingest.builder import CHECKED, UNCHECKED, clean
from behovai.ingest.pdf_page import CELL_GAP, Run

_STRIP = 8.0
"""What stands above what is looked up in strips of the page so wide."""
_WIDEST = 2_000.0
_RETURNS = 3
"""So many times what is drawn earlier stands below what is drawn later, before a page counts as filled in afterwards."""
_ROWS = 4
"""So many answers beside their labels, before a page counts as drawn in a column of labels and one of answers."""
_LEADING = 1.5
_CLOSE = 0.1
"""Of labels and answers no more may be several that stand close together."""
_RUNNING = 0.25
"""Of lists of labels and of answers no more begin with a small letter than this; of lines of running text most do."""
_ANSWERED = re.compile(r":\s*\S")
_MARKS = frozenset((CHECKED, UNCHECKED, " "))


class _Block:
    """Lines that stand as one: drawn one after the other, each below the one before; `turn` counts the times the drawing went back up."""

    def __init__(self, run: Run, turn: int) -> None:
        self.runs = [run]
        self.turn = turn
        self.x0, self.x1, self.y, self.low = run.x0, run.x1, run.y, run.y
        self.mark = _is_mark(run.text)

    def add(self, run: Run) -> None:
        """The run goes on with the block."""
        self.runs.append(run)
        self.x1, self.low = max(self.x1, run.x1), min(self.low, run.y)

    @property
    def text(self) -> str:
        """The runs one space apart."""
        return " ".join(run.text for run in self.runs)


def reading_order(runs: list[Run]) -> list[Run]:
    """The runs of a page in the order they are read: as drawn, or from the top where answers are drawn after all labels."""
    turns = list(_turns(runs))
    if not turns or not turns[-1]:
        return runs
    blocks = _blocks(runs, turns)
    rows = _rows(blocks)
    if not (_filled_in(runs, turns) and _free(rows)) and not _answers_beside(blocks):
        return runs
    return [run for row in rows for block in row for run in block.runs]


def _turns(runs: list[Run]) -> Iterator[int]:
    """For each run how often the drawing has gone back up before it."""
    turn, y = 0, float("inf")
    for run in runs:
        turn += run.y > y + 0.5 * run.size
        y = run.y
        yield turn


def _filled_in(runs: list[Run], turns: list[int]) -> bool:
    """Whether what is drawn later stands again and again between what is drawn earlier, one above the other."""
    above: dict[int, tuple[int, int]] = {}  # for each strip its lowest run so far, counted from the top, and the turn of that run
    returns = 0
    for rank, number in enumerate(sorted(range(len(runs)), key=lambda number: -runs[number].y)):
        strips = range(_strip(runs[number].x0), _strip(runs[number].x1) + 1)
        nearest = max((above[strip] for strip in strips if strip in above), default=(0, 0))
        returns += nearest[1] > turns[number]
        above.update(dict.fromkeys(strips, (rank, turns[number])))
    return returns >= _RETURNS


def _strip(x: float) -> int:
    return int(min(max(0.0, x), _WIDEST) // _STRIP)


def _blocks(runs: list[Run], turns: list[int]) -> list[_Block]:
    marks = sorted(run.y for run in runs if _is_mark(run.text))
    blocks: list[_Block] = []
    for run, turn in zip(runs, turns, strict=True):
        if blocks and blocks[-1].turn == turn and _goes_on(blocks[-1], run, marks):
            blocks[-1].add(run)
        else:
            blocks.append(_Block(run, turn))
    return blocks


def _goes_on(block: _Block, run: Run, marks: list[float]) -> bool:
    """Whether a run is of the block: close behind its last run, or the next line below it, unless either is a mark or has one."""
    last, down = block.runs[-1], block.runs[-1].y - run.y
    if block.mark or _is_mark(run.text) or last.cell != run.cell:
        return False
    if abs(down) < 0.4 * run.size:
        return -run.size < run.x0 - last.x1 < CELL_GAP * run.size
    below = 0 < down < _LEADING * run.size and -4 < run.x0 - block.x0 < 2.5 * run.size
    alike = abs(run.size - last.size) < 0.08 * run.size and run.bold == last.bold
    return below and alike and not last.text.endswith(":") and not _near(marks, run.y, 0.4 * run.size)


def _rows(blocks: list[_Block]) -> list[list[_Block]]:
    """The blocks by the height of their first lines, those of one height from the left."""
    rows: list[list[_Block]] = []
    for block in sorted(blocks, key=lambda block: -block.y):
        if rows and rows[-1][0].y - block.y < 0.6 * block.runs[0].size:
            rows[-1].append(block)
        else:
            rows.append([block])
    return [sorted(row, key=lambda block: block.x0) for row in rows]


def _free(rows: list[list[_Block]]) -> bool:
    """Whether nothing overlaps from the top down: no block over its neighbour, and hardly any that starts halfway down another."""
    if any(left.x1 > right.x0 + left.runs[0].size for row in rows for left, right in pairwise(row)):
        return False
    halfway, low = 0, float("inf")
    for row in rows:
        halfway += row[0].y > low + 0.6 * row[0].runs[0].size
        low = min(block.low for block in row)
    return halfway <= len(rows) // 10


def _answers_beside(blocks: list[_Block]) -> bool:
    """Whether a column of labels is drawn first, then one of answers, each at the height of its label."""
    labels, answers = ([block for block in blocks if block.turn == turn] for turn in (0, 1))
    if len(labels) + len(answers) < len(blocks) or len(answers) < _ROWS or any(_ticks(block) for block in labels):
        return False
    pairs = list(_pairs(labels, answers))
    if len(pairs) < 0.9 * len(answers) or (_running(labels) and _running(answers)) or sum(map(_several, pairs)) > _CLOSE * len(pairs):
        return False
    answered = sum(_ANSWERED.search(label.text) is not None for label, _ in pairs)
    alike = sum(label.text == answer.text for label, answer in pairs)
    return answered <= 0.25 * len(pairs) and alike < 2 and _uneven(pairs)


def _several(pair: tuple[_Block, _Block]) -> bool:
    """Whether labels and their answers stand so close that they look like one each: «Navn eier», «Navn UH» beside two names."""
    return all(len({round(run.y) for run in block.runs}) > 1 and all(run.text[:1].isupper() for run in block.runs) for block in pair)


def _running(blocks: list[_Block]) -> bool:
    """Whether the blocks are the lines of running text."""
    return sum(block.text[:1].islower() for block in blocks) > _RUNNING * len(blocks)


def _pairs(labels: list[_Block], answers: list[_Block]) -> Iterator[tuple[_Block, _Block]]:
    """The answers that start at the height of a label on their left."""
    labels = sorted(labels, key=lambda block: block.y)
    heights = [block.y for block in labels]
    for answer in answers:
        slack = 0.4 * answer.runs[0].size
        at = bisect_left(heights, answer.y - slack)
        if at < len(labels) and labels[at].y < answer.y + slack and labels[at].x1 < answer.x0:
            yield labels[at], answer


def _uneven(pairs: list[tuple[_Block, _Block]]) -> bool:
    """Whether the answers follow their labels where no list of its own would: at uneven distances, or after colons."""
    steps = [above.y - below.y for (_, above), (_, below) in pairwise(pairs)]
    return max(steps) > 1.3 * min(steps) or all(label.text.endswith(":") for label, _ in pairs)


def _ticks(block: _Block) -> bool:
    text = clean(block.text)
    return CHECKED in text or UNCHECKED in text


def _is_mark(text: str) -> bool:
    return len(text) < 4 and _MARKS.issuperset(clean(text))


def _near(places: list[float], place: float, slack: float) -> bool:
    at = bisect_left(places, place - slack)
    return at < len(places) and places[at] < place + slack
