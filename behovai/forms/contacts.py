"""The contact persons of the two parties, however the form's small table has come through.

As printed, the parties stand over two columns, and «Navn», «Funksjon» … open the rows. Offices that type the form anew turn it, or write
labels instead (forms/contact_labels.py). Where none of these layouts fits, nothing is said: an empty field would be an error to correct.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from behovai.document import Span
from behovai.forms.contact_labels import BLOCK, KONTAKT, Field, Row, answer, by_party, opens, row
from behovai.forms.layout import EMPTY, Region
from behovai.forms.spec import Part
from behovai.forms.tables import PARTIES, filled, lines

_LINES = 4  # of a cell


class Told(NamedTuple):
    """What a field says, "" where it is left empty, and where it stands: with its label, or in its row."""

    value: str
    span: Span


Pair = tuple[Told, Told]


def contact(key: str, text: str, region: Region) -> Pair | None:
    """What the owner's and the UH's contact person is called, or another key of the part's people; None if that is not there."""
    rows = [row(start, line) for start, line in lines(text, region.start, region.end)]
    for layout in (_turned, _columns, _labelled, _printed):
        found = layout(key, region.part, rows)
        if found:
            return found
    return None


def _turned(key: str, part: Part, rows: Sequence[Row]) -> Pair | None:
    """«⇥Navn⇥Funksjon», and below it a row for each party."""
    for place, head in enumerate(rows):
        cells = _cells(head)
        column = next((i for i, cell in enumerate(cells) if part.people[key].fullmatch(cell)), None)
        if column is not None and sum(any(other.fullmatch(cell) for other in part.anchors) for cell in cells) > 1:
            below = rows[place + 1 : place + 4]
            eier, uh = (next((_in(row, column) for row in below if _is_party(party, _cells(row)[0])), None) for party in PARTIES)
            if eier and uh:
                return eier, uh
    return None


def _columns(key: str, part: Part, rows: Sequence[Row]) -> Pair | None:
    """«⇥Eier⇥UH», and below it «Navn⇥Kari …⇥Per …» or «Kontaktperson⇥Kari …⇥Per …»."""
    label = {place: _cells(row)[0] for place, row in enumerate(rows) if "\t" in row.text}
    persons = [
        place for place, cell in label.items() if key == "kontakt" and re.fullmatch(KONTAKT, cell, re.I) and any(_cells(rows[place])[1:])
    ]
    for place in (*persons, *(place for place, cell in label.items() if part.people[key].fullmatch(cell))):
        for head in map(_cells, reversed(rows[max(0, place - BLOCK) : place])):
            uh = next((i for i, cell in enumerate(head) if i and _is_party(PARTIES[1], cell)), 0)
            if any(re.match(rf"(?:{PARTIES[0]})(?!\w)", cell, re.IGNORECASE) for cell in head[:uh]):
                uh += _is_party(PARTIES[0], head[0])  # no cell above the labels
                whole = _whole(rows[place:], uh)
                return _in(rows[place], 1), _in(whole, uh if uh < len(_cells(whole)) else 2)
    return None


def _whole(rows: Sequence[Row], column: int) -> Row:
    """The first row, with the lines below it that a cell of several lines has broken off, as far as the column."""
    whole = rows[0]
    for more in rows[1:_LINES]:
        if column < len(_cells(whole)) or not 0 < more.text.count("\t") <= column - whole.text.count("\t"):
            break
        whole = Row(f"{whole.text} {more.text}", Span(start=whole.span.start, end=more.span.end))
    return whole


def _labelled(key: str, part: Part, rows: Sequence[Row]) -> Pair | None:
    """«Eier – Navn: Kari …», «Kontaktperson UH: Per …, dosent», or «Eier» and below it «Navn: Kari …»."""
    fields = list(by_party(part, rows))
    found: dict[int, Field] = {}
    for party, field in fields:
        value = answer(key, part, field)
        if value is not None and not (party in found and found[party].value):
            found[party] = field._replace(value=value)
    if len(found) < len(PARTIES) or _stacked(list(found.values()), any(field.value and field.below for _, field in fields)):
        return None
    eier, uh = (Told(found[party].value or "", rows[found[party].row].span) for party in (0, 1))
    return eier, uh


def _stacked(found: Sequence[Field], below: bool) -> bool:
    """Whether a field may look empty only because labels stand one below the other, and the values of all of them elsewhere.

    `below`: some value of the form stands on the line below its label.
    """
    empty = [field for field in found if field.below and not field.value]
    closed = all(field.closed for field in empty)
    return below or not closed if len(empty) == len(found) else not closed and not all(field.below for field in found)


def _printed(key: str, part: Part, rows: Sequence[Row]) -> Pair | None:
    """«Navn⇥Kari …⇥Per …», as printed; or «Navn Kari … Per …» below «Eier UH», the tabs lost."""
    label = re.compile(rf"(?:{part.people[key].pattern})(?!\w)(?!\s*[(,/–-]|\s+(?:på|og|for|hos|til|av)\b)[ \u00a0]*:?", re.IGNORECASE)
    matches = ((place, label.match(row.text.lstrip())) for place, row in enumerate(rows))
    place, match = next(((place, match) for place, match in matches if match), (0, None))
    if not match:
        return None
    line, above = match.string[match.end() :].strip("| "), " ".join(row.text for row in rows[max(0, place - 5) : place])
    if line.count("\t") > 1:
        eier, uh = (filled(cell) for cell in line.removeprefix("\t").split("\t")[:2])
    elif "\t" not in line and re.search(rf"(?:{PARTIES[0]})\s+(?:{PARTIES[1]})", above, re.IGNORECASE):
        below = [row.text for row in rows[place + 1 : place + 3]]
        stop = next((i for i, text in enumerate(below) if not text or "\t" in text or opens(part, text)), len(below))
        if not line and not stop:
            return None  # labels one below the other
        eier, uh = _run_together(" ".join((line, *below[:stop])))
    else:
        return None
    headings = any(other.fullmatch(value.strip(" :,")) for value in (eier, uh) if value for other in part.anchors)
    return None if headings else (Told(eier, rows[place].span), Told(uh, rows[place].span))


def _run_together(line: str) -> tuple[str, str]:
    """Two cells whose tab is lost: parted at a placeholder, or in the middle."""
    pieces = [piece.strip() for piece in re.split(f"({EMPTY})", line) if piece.strip()]
    if EMPTY in pieces:
        values = ["" if piece == EMPTY else piece for piece in pieces]
        return values[0], values[1] if len(values) > 1 else ""
    words = line.split()
    middle = len(words) // 2 if len(words) >= 4 else len(words)
    return " ".join(words[:middle]), " ".join(words[middle:])


def _cells(row: Row) -> list[str]:
    return [cell.strip(" :|") for cell in row.text.split("\t")]


def _in(row: Row, column: int) -> Told:
    cells = row.text.split("\t")
    return Told(filled(cells[column]) if column < len(cells) else "", row.span)


def _is_party(party: str, cell: str) -> bool:
    return bool(re.fullmatch(party, cell, re.IGNORECASE))
