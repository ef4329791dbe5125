"""The contact persons of the two parties, however the form's small table has come through.

As printed, the parties stand over two columns, and «Navn», «Funksjon» … open the rows. Offices that type the form anew turn it: a row for
each party, both words in one label («Navn, eier», «UH – Navn:»), or a heading «Eier» with «Navn: …» below it. Where none of these fits,
nothing is said: an empty field would be an error to correct.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from behovai.document import Span
from behovai.forms.layout import EMPTY, Region, line_end
from behovai.forms.tables import PARTIES, filled, lines

_LEAD = r"[\s•*|–-]*(?:kontaktperson\w*\W{0,4})?"
_APART = r"\s*[\s,:(/–-]\W{0,3}"
_ENDS = r"[)\s]*[:–-]?\s*"
_BLOCK = 8  # lines under the heading of a party
Label = re.Pattern[str]
Row = tuple[int, str]


class Told(NamedTuple):
    """What a field says, "" where it is left empty, and where it stands: with its label, or in its row."""

    value: str
    span: Span


Pair = tuple[Told, Told]


def contact(label: Label, others: Sequence[Label], text: str, region: Region) -> Pair | None:
    """What the owner's and the UH's contact person is called, or what else the label asks of them; None if that is not there.

    `others` are the labels that can end a value.
    """
    rows = list(lines(text, region.start, region.end))
    for layout in (_turned, _labelled, _headed):
        found = layout(label, others, rows)
        if found:
            return found
    pair = _printed(label, others, text, region)
    return pair if pair and not any(other.fullmatch(told.value.strip(" :,")) for told in pair if told.value for other in others) else None


def _turned(label: Label, others: Sequence[Label], rows: Sequence[Row]) -> Pair | None:
    """«⇥Navn⇥Funksjon», and below it a row for each party."""
    for place, (_, row) in enumerate(rows):
        cells = [cell.strip(" :*|") for cell in row.split("\t")]
        column = next((i for i, cell in enumerate(cells) if label.fullmatch(cell)), None)
        named = sum(any(other.fullmatch(cell) for other in others) for cell in cells)
        if column is not None and named > 1:
            below = rows[place + 1 : place + 4]
            pair = [next((_in_column(column, row) for row in below if _is_party(party, row[1].split("\t")[0])), None) for party in PARTIES]
            if None not in pair:
                return _pair(pair)
    return None


def _in_column(column: int, row: Row) -> Told:
    offset, line = row
    cells = line.split("\t")
    return Told(filled(cells[column]) if column < len(cells) else "", Span(start=offset, end=offset + len(line)))


def _labelled(label: Label, others: Sequence[Label], rows: Sequence[Row]) -> Pair | None:
    """«Eier – Navn: Kari …», «Navn (UH): Per …»; the value stands behind it or on the next line."""
    return _pair([_of_party(party, label, others, rows) for party in PARTIES])


def _of_party(party: str, label: Label, others: Sequence[Label], rows: Sequence[Row]) -> Told | None:
    words = rf"(?:{party}){_APART}(?:{label.pattern})(?!\w)|(?:{label.pattern}){_APART}(?:(?:hos|for|på|ved)\s+)?(?:{party})(?!\w)"
    opening = re.compile(rf"{_LEAD}(?:{words}){_ENDS}", re.IGNORECASE)
    for place, (offset, row) in enumerate(rows):
        match = opening.match(row)
        if match:
            value = _until(others, row[match.end() :])
            following = rows[place + 1][1].strip() if place + 1 < len(rows) and match.end() == len(row) else ""
            below = "" if "\t" in following or _opens(others, following) else filled(following)
            return Told(value or below, Span(start=offset, end=offset + len(row)))
    return None


def _headed(label: Label, others: Sequence[Label], rows: Sequence[Row]) -> Pair | None:
    """«Eier» on a line of its own, below it «Navn: Kari …»; then the same for «UH»."""
    found = []
    for party in PARTIES:
        blocks = (rows[i + 1 : i + 1 + _BLOCK] for i, (_, row) in enumerate(rows) if _is_party(party, row))
        found.append(next((told for block in blocks if (told := _in_block(label, others, block)) is not None), None))
    return _pair(found)


def _in_block(label: Label, others: Sequence[Label], block: Sequence[Row]) -> Told | None:
    for offset, row in block:
        if any(_is_party(party, row) for party in PARTIES):
            return None
        match = re.compile(rf"{_LEAD}(?:{label.pattern})(?!\w)\s*:\s*|{_LEAD}(?:{label.pattern})\t", re.IGNORECASE).match(row)
        if match:
            return Told(_until(others, row[match.end() :]), Span(start=offset, end=offset + len(row)))
    return None


def _pair(found: Sequence[Told | None]) -> Pair | None:
    eier, uh = found
    return (eier, uh) if eier and uh else None


def _is_party(party: str, cell: str) -> bool:
    return bool(re.fullmatch(rf"(?:{party})\s*:?", cell.strip(" *|•"), re.IGNORECASE))


def _until(others: Sequence[Label], value: str) -> str:
    """The value as far as the next label."""
    for other in others:
        value = re.split(rf"(?:^|[.,;\t ])\s*(?:{other.pattern})(?!\w)\s*:?", value, maxsplit=1, flags=re.IGNORECASE)[0]
    return filled(value).strip(" .,;")


def _opens(others: Sequence[Label], line: str) -> bool:
    parties = any(re.match(rf"{_LEAD}(?:{party})(?!\w)", line, re.IGNORECASE) for party in PARTIES)
    return not line or parties or any(other.match(line.strip(" |*•")) for other in others)


def _printed(label: Label, others: Sequence[Label], text: str, region: Region) -> Pair | None:
    """«Navn⇥Kari …⇥Per …», as printed; the tabs may be lost."""
    match = re.compile(rf"^[ \t|*]*(?:{label.pattern})(?!\w)[ \u00a0]*:?", re.I | re.M).search(text, region.start, region.end)
    if not match:
        return None
    stop = line_end(text, match.end())
    line = text[match.end() : stop].strip("| ")
    below = text[stop + 1 : line_end(text, stop + 1)]
    if not line and any(other.fullmatch(below.strip(" :*|")) for other in others):
        return None  # labels one below the other: their values stand elsewhere
    span = Span(start=match.start(), end=stop)
    if "\t" in line:
        cells = [filled(cell) for cell in line.removeprefix("\t").split("\t")]
        uh = cells[_place_of_uh(text, match.start(), len(cells))] if len(cells) > 1 else ""
        return Told(cells[0], span), Told(uh, span)
    eier, uh = _run_together(" ".join((line, *_continued(others, text, stop, region.end))))
    return Told(eier, span), Told(uh, span)


def _place_of_uh(text: str, start: int, cells: int) -> int:
    """Which cell of a row is the UH's: the second, unless the row above names several owners before it."""
    above = text[max(0, text.rfind("\n", 0, max(0, start - 1)) + 1) : start].strip("\n").split("\t")[1:]
    place = next((i for i, cell in enumerate(above) if _is_party(PARTIES[1], cell)), 1)
    return place if place < cells else 1


def _continued(others: Sequence[Label], text: str, start: int, end: int) -> list[str]:
    """The lines after a row until another label begins: cells that the file broke over lines."""
    found: list[str] = []
    for _, line in list(lines(text, start + 1, min(end, start + 200)))[:2]:
        if not line.strip() or "\t" in line or any(pattern.match(line.strip(" |*")) for pattern in others):
            break
        found.append(line.strip())
    return found


def _run_together(line: str) -> tuple[str, str]:
    pieces = [piece.strip() for piece in re.split(f"({EMPTY})", line) if piece.strip()]
    if EMPTY in pieces:
        values = ["" if piece == EMPTY else piece for piece in pieces]
        return values[0], values[1] if len(values) > 1 else ""
    words = line.split()
    middle = len(words) // 2 if len(words) >= 4 else len(words)
    return " ".join(words[:middle]), " ".join(words[middle:])
