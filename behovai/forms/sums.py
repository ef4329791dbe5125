"""The form's table of sums: for eier, UH and in all, a row for each scheme and one for their sum → amounts, and what should add up.

How its rows are read is told in forms/sum_rows.py.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from behovai.document import Span
from behovai.forms.account import Now
from behovai.forms.layout import Region
from behovai.forms.spec import SumSpec
from behovai.forms.sum_rows import COLUMNS, PART_OF, Row, sum_rows
from behovai.forms.tables import lines
from behovai.submission import Addition, Amount

_NOW = Now()
NAMES = ("Eier", "UH", "Totalt")
_REACH = 2500  # characters after the table's title
_UNTITLED = re.compile(r"^(?=sum\s+(?:ei(?:er|gar)|UH)\b)", re.IGNORECASE | re.MULTILINE)  # where the sums stand without the title
_MAY_BE_PART = re.compile(r"koordinator|reise|inngår|går\s+inn|" + PART_OF.pattern, re.IGNORECASE)


class Sums(NamedTuple):
    """What a table of sums gives, what should add up in it, and where its last row stands, also if empty; None if no row was found."""

    amounts: list[Amount]
    additions: list[Addition]
    span: Span | None


def sum_table(spec: SumSpec, text: str, region: Region, place: str, now: Now = _NOW) -> Sums:
    """The amounts of a table of sums and what should add up in it: each row, and each column if there is more than one row.

    Rows that tell of earlier years («Bevilget 2025») are left out.
    """
    title = spec.title.search(text, region.start, region.end) or _UNTITLED.search(text, region.start, region.end)
    rows = sum_rows(spec, list(lines(text, title.end(), min(region.end, title.end() + _REACH)))) if title else []
    rows = [row for row in rows if not now.leaves(row.label)]
    span = next((row.span for row in reversed(rows) if row.is_sum), rows[-1].span) if rows else None
    return Sums(_amounts(rows, place, region.tiltak), _additions(rows, place, region.tiltak), span)


def _amounts(rows: Sequence[Row], place: str, tiltak: int | None) -> list[Amount]:
    if not rows:
        return []
    total = next((row for row in rows if row.is_sum), rows[-1])
    given = [row for row in rows if not row.is_empty]
    source = total if not total.is_empty or len(given) != 1 else given[0]
    found = []
    for index, party in enumerate(COLUMNS):
        kroner = source.cells[index]
        if kroner is None and source is total and len(given) > 1:
            single = [value for row in given if row is not total and (value := row.cells[index]) is not None]
            kroner = sum(single) if single else None
        if kroner is not None:
            found.append(Amount(party=party, kroner=kroner, place=place, tiltak=tiltak, span=source.places.get(party, source.span)))
    return found


def _additions(rows: Sequence[Row], place: str, tiltak: int | None) -> list[Addition]:
    found = [
        Addition(
            place=place, label=row.label or "Sum", names=NAMES[:2], parts=row.cells[:2], total=row.cells[2], tiltak=tiltak, span=row.span
        )
        for row in rows
        if not row.is_empty
    ]
    others = [row for row in rows if not row.is_sum]
    total = next((row for row in rows if row.is_sum), None)
    if total and others:
        for index, column in enumerate(NAMES):
            given = total.cells[index]
            summed = _summed(others, index, given)
            parts = tuple(row.cells[index] for row in summed)
            if given is not None and any(part is not None for part in parts):
                names = tuple(row.label for row in summed)
                found.append(Addition(place=place, label=column, names=names, parts=parts, total=given, tiltak=tiltak, span=total.span))
    return found


def _summed(rows: list[Row], index: int, total: int | None) -> list[Row]:
    """The rows that are added: one for the coordinator or for travel can be part of another."""
    without = [row for row in rows if not _MAY_BE_PART.search(row.label)]
    return without if without and sum(row.cells[index] or 0 for row in without) == total else rows
