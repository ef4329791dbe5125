"""Amounts that stand in fields and in the free text about economy."""

import re
from collections.abc import Iterator
from itertools import accumulate

from behovai.document import Span
from behovai.forms.amounts import Money, amounts, cell_amount
from behovai.forms.layout import EMPTY, Region, line_end
from behovai.submission import Addition

_SUM_ROW = re.compile(r"\s*\|?\s*\**(?:sum|total\w*|til\s?sam(?:men|an)|i\s+alt)\b(?!\s+koord)", re.I)
_SUBTOTAL = re.compile(r"\s*sum\s+\w", re.IGNORECASE)  # «Sum universitetet» is of the rows right above it
_MINUS = re.compile(r"\s*(?:kr\.?\s*)?[−–-]\s?(?=\d)")
_LABEL = 60  # characters of a budget line's name, at the most: a longer cell is an answer


def field_amount(pattern: re.Pattern[str], masked: str, region: Region) -> tuple[Money | None, Span] | None:
    """The amount after a money label of the form, None where it is left empty; None if the label is not there."""
    for match in pattern.finditer(masked, region.start, region.end):
        line = max(masked.rfind("\n", 0, match.start()), masked.rfind("\t", 0, match.start())) + 1
        if masked[line : match.start()].strip(" |*•-"):
            continue
        stop = masked.find("\n", match.end())
        stop = len(masked) if stop < 0 else stop
        value = masked[match.end() : stop]
        if (
            not value.strip(" :|\t")
            and stop < region.end
            and re.match(rf"\s*(?:{EMPTY}|(?:kr)?[\s.]*\d[\d .,]*[-–]*\s*(?:kr)?\s*$)", masked[stop : line_end(masked, stop + 1)])
        ):
            stop = line_end(masked, stop + 1)
        cell = masked.find("\t", match.end(), stop)
        if cell >= 0 and sum(cell_amount(one) is not None for one in masked[match.end() : stop].split("\t")) > 1:
            return None  # columns of one's own: last year's beside this year's
        return next(amounts(masked, max(match.end(), cell), stop), None), Span(start=match.start(), end=stop)
    return None


def table_columns(text: str, start: int, end: int, place: str) -> Iterator[Addition]:
    """Columns of a budget table in free text whose last row says «Sum» or «Totalt»."""
    rows: list[tuple[int, list[str]]] = []
    position = start
    for line in [*text[start:end].split("\n"), ""]:
        cells = line.split("\t")
        if len(cells) > 1 and len(cells[0]) <= _LABEL:
            rows.append((position, cells))
            if _SUM_ROW.match(cells[0]) and len(rows) > 2:
                yield from _columns(rows, place, position, len(line))
                rows = []
        else:
            rows = []
        position += len(line) + 1


def _columns(rows: list[tuple[int, list[str]]], place: str, position: int, length: int) -> Iterator[Addition]:
    total = rows[-1][1]
    body = [cells for _, cells in rows[:-1] if any(_signed(cell) is not None for cell in cells[1:])]
    for column in range(1, len(total)):
        parts = tuple(_signed(cells[column]) if column < len(cells) else None for cells in body)
        if cell_amount(total[column]) is None or sum(part is not None for part in parts) < 2:
            continue
        if _SUBTOTAL.match(total[0]) and cell_amount(total[column]) in set(accumulate(part or 0 for part in reversed(parts))):
            continue
        names = tuple(" ".join(cells[0].split()) for cells in body)
        label = rows[0][1][column].strip() if column < len(rows[0][1]) else ""
        span = Span(start=position, end=position + length)
        yield Addition(place=place, label=label or "Sum", names=names, parts=parts, total=cell_amount(total[column]), span=span)


def _signed(cell: str) -> int | None:
    """The amount in a cell; what is taken off again stands with a minus."""
    minus = _MINUS.match(cell)
    kroner = cell_amount(cell[minus.end() :] if minus else cell)
    return -kroner if minus and kroner is not None else kroner
