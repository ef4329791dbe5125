"""Amounts that stand in fields and in the free text about economy."""

import re
from collections.abc import Iterator

from behovai.document import Span
from behovai.forms.amounts import Money, amounts, cell_amount
from behovai.forms.layout import EMPTY, Region
from behovai.submission import Addition, Amount, Party

# A line or clause that gives one party's whole share: «Eier: 150 000,-», «UH – kr 250 000», «Totalt 400 000».
_LABELS: tuple[tuple[Party, re.Pattern[str]], ...] = (
    (
        "totalt",
        re.compile(
            r"(?:total\w*(?:\s+(?:sum|beløp|søknadssum|tilskudd|tilskot))?|sum\s+totalt|totalsum|sum\s+til\s?sam(?:men|an)|til\s?sam(?:men|an)|samlet\s+sum|samla\s+sum)",
            re.I,
        ),
    ),
    ("koordinator", re.compile(r"(?:herav\s+|av\s+dette\s+)?koordinator(?:funksjon|stilling)?", re.I)),
    (
        "uh",
        re.compile(
            r"(?:UH(?:-(?:del(?:en)?|andel|partner(?:en)?|institusjon(?:en)?|miljø(?:et)?))?(?:/kompetansemiljø(?:et)?)?|kompetansemiljø(?:et)?|universitet(?:et)?|høg?sk[ou]len?)",
            re.I,
        ),
    ),
    ("eier", re.compile(r"(?:ei(?:er|gar)(?:en|e)?s?(?:\s*(?:/\s*)?kommune(?:n|ne)?)?|kommune(?:n)?)", re.I)),
)
_BETWEEN = re.compile(
    r"\s*(?:sin\s+|sitt\s+|s\s+)?(?:del|andel|beløp|sum|share|tilskudd|tilskot)?\s*(?::|=|–|-|\(|\t|\|)?\s*(?=(?:kr|nok)?\.?\s*\d)", re.I
)
_SUM_ROW = re.compile(r"\s*\|?\s*\**(?:sum|total\w*|til\s?sam(?:men|an)|i\s+alt)\b", re.I)


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
            and re.match(rf"\s*(?:{EMPTY}|(?:kr)?[\s.]*\d[\d .,]*[-–]*\s*(?:kr)?\s*$)", masked[stop : masked.find(chr(10), stop + 1)])
        ):
            stop = max(stop, masked.find("\n", stop + 1))
        return next(amounts(masked, match.end(), stop), None), Span(start=match.start(), end=stop)
    return None


def labelled_amounts(text: str, start: int, end: int, place: str) -> Iterator[Amount]:
    """Whole shares that free text states line by line. A line with several amounts under one label gives none: it may be a breakdown."""
    seen: set[str] = set()
    position = start
    for line in text[start:end].split("\n"):
        for party, begin, money in _shares(line):
            if party not in seen:
                seen.add(party)
                yield Amount(party=party, kroner=money.kroner, place=place, span=Span(start=position + begin, end=position + money.end))
        position += len(line) + 1


def _shares(line: str) -> list[tuple[Party, int, Money]]:
    found: list[tuple[Party, int, Money]] = []
    for clause in re.finditer(r"[^;]+", line):
        body, offset = clause.group(), clause.start()
        head = len(body) - len(body.lstrip(" |*•–-\t"))
        for party, pattern in _LABELS:
            match = pattern.match(body, head)
            gap = _BETWEEN.match(body, match.end()) if match else None
            if not match or not gap:
                continue
            values = [money for money in amounts(body, gap.end()) if money.sure or money.kroner == 0]
            if (
                len(values) == 1
                and values[0].start == gap.end()
                and not re.match(r"\s*(?:per|pr\.?|i\s+(?:timen|året))\b", body[values[0].end :])
            ):
                money = values[0]
                found.append((party, offset + head, Money(money.kroner, offset + money.start, offset + money.end, money.sure)))
            break
    return found


def table_columns(text: str, start: int, end: int, place: str) -> Iterator[Addition]:
    """Columns of a budget table in free text whose last row says «Sum» or «Totalt»."""
    rows: list[tuple[int, list[str]]] = []
    position = start
    for line in [*text[start:end].split("\n"), ""]:
        cells = line.split("\t")
        if len(cells) > 1:
            rows.append((position, cells))
            if _SUM_ROW.match(cells[0]) and len(rows) > 2:
                yield from _columns(rows, place, position, len(line))
                rows = []
        else:
            rows = []
        position += len(line) + 1


def _columns(rows: list[tuple[int, list[str]]], place: str, position: int, length: int) -> Iterator[Addition]:
    total = rows[-1][1]
    body = [cells for _, cells in rows[:-1] if any(cell_amount(cell) is not None for cell in cells[1:])]
    for column in range(1, len(total)):
        parts = tuple(cell_amount(cells[column]) if column < len(cells) else None for cells in body)
        if cell_amount(total[column]) is None or sum(part is not None for part in parts) < 2:
            continue
        names = tuple(" ".join(cells[0].split())[:60] for cells in body)
        label = rows[0][1][column].strip() if column < len(rows[0][1]) else ""
        span = Span(start=position, end=position + length)
        yield Addition(place=place, label=label or "Sum", names=names, parts=parts, total=cell_amount(total[column]), span=span)
