"""Choices marked in a table: the options are headings of columns, and an X or a box stands in the cell under the chosen one.

Partnerskapet består av flere eiere?            ⇥Ja⇥Nei
Ja⇥Nei                                          Partnerskapet består av flere eiere?⇥X⇥
⇥X                                              Partnerskapet består av flere UH?⇥⇥X
"""

import re
from collections.abc import Iterator, Mapping

from behovai.document import Document, Span
from behovai.forms.layout import ASIDE, line_end
from behovai.forms.overtyped import TYPED
from behovai.forms.spec import BoxSpec

_MARK = re.compile(r"[\[(]?\s?(?:[xX✓✔√]|[vV])\s?[\])]?")
_MOST_WORDS = 4  # of an option
_FILLED = re.compile(r"[^\W_]|[☐☒]")
_ROW = 2000  # characters: a longer line is no row of options
_BELOW = 3  # lines from the question to the row of options
_ABOVE = 15  # rows looked at in all
States = dict[str, bool | None]


def marked(spec: BoxSpec, document: Document, question: Span, end: int) -> tuple[States, Span] | None:
    """The options whose cells are marked, and the place from the question to the marks; None where the options head no columns.

    Unmarked cells are not told from marks that the file has lost: where none is marked, all are None.
    """
    text = document.text
    own = text.rfind("\n", 0, question.start) + 1
    start, columns = _headings(spec, document, question, end)
    row = own if start < own else line_end(text, start) + 1
    cells = list(_cells(text, row)) if columns and row < end else []
    beside = any(_state(document, cell) is not None for cell in _cells(text, start))
    below = len(cells) == 1 and _state(document, cells[0]) is not None  # the cells of the marks are lost
    if not columns or beside or below:
        return None
    if len(cells) <= max(columns.values()) or (row != own and not all(_is_plain(document, c) for c in cells[min(columns.values()) :])):
        cells = []
    states = {option: _state(document, cells[column]) if cells else None for option, column in columns.items()}
    some = any(state is not None for state in states.values())
    stop = max([question.end, line_end(text, start) if start >= own else 0, *(cell.end for cell in cells)])
    return {option: bool(state) if some else None for option, state in states.items()}, Span(start=question.start, end=stop)


def _headings(spec: BoxSpec, document: Document, question: Span, end: int) -> tuple[int, Mapping[str, int]]:
    """Where the row of options nearest to the question begins, and which column each heads; no columns if there is none.

    It is the question's own row, a row above it in the same table, or one below it where nothing else stands behind the question.
    """
    text = document.text
    own = text.rfind("\n", 0, question.start) + 1
    behind = text[question.end : min(line_end(text, question.end), question.end + _ROW)]
    places = [own]
    while not _FILLED.search(ASIDE.sub("", behind)) and len(places) < _BELOW and places[-1] < end:
        places.append(line_end(text, places[-1]) + 1)
    above = own
    while above and len(places) < _ABOVE and "\t" in text[above : min(line_end(text, above), above + _ROW)]:
        above = text.rfind("\n", 0, above - 1) + 1
        places.append(above)
    found = ((start, columns) for start in places if (columns := _columns(spec, text, start)))
    return next(found, (own, {}))


def _columns(spec: BoxSpec, text: str, start: int) -> Mapping[str, int]:
    """Which column each option heads in the row that begins at `start`; none unless all do, each in a cell of its own."""
    row = text[start : line_end(text, start)]
    if "\t" not in row or len(row) > _ROW:
        return {}
    found: dict[str, int] = {}
    others: list[int] = []
    for column, cell in enumerate(_cells(text, start)):
        words = ASIDE.sub("", spec.question.sub("", text[cell.start : cell.end])).strip(" :?*|")
        for option, pattern in spec.options.items():
            if any(pattern.fullmatch(part.strip()) for part in (words, *words.split("/"))):
                found.setdefault(option, column)
        if 0 < len(words.split()) <= _MOST_WORDS and column not in found.values() and not TYPED.search(words):
            others.append(column)
    missing = [option for option in spec.options if option not in found]
    if len(found) > 1 and len(missing) == len(others) == 1 and others[0] > min(found.values()):
        found[missing[0]] = others[0]  # worded in another way
    return found if len(found) == len(spec.options) == len(set(found.values())) else {}


def _cells(text: str, start: int) -> Iterator[Span]:
    for cell in text[start : line_end(text, start)].split("\t"):
        yield Span(start=start, end=start + len(cell))
        start += len(cell) + 1


def _state(document: Document, cell: Span) -> bool | None:
    """Whether a cell is marked; None where it is empty."""
    ticks = [tick for tick in document.ticks if cell.start <= tick.span.start < cell.end]
    if ticks:
        return ticks[0].checked
    return True if _MARK.fullmatch(document.text[cell.start : cell.end].strip()) else None


def _is_plain(document: Document, cell: Span) -> bool:
    """Whether a cell is empty or holds a mark and nothing else."""
    return not document.text[cell.start : cell.end].strip() or _state(document, cell) is not None
