"""The rows of the form's table of sums, however they have come through: as printed, turned, or with each cell on a line of its own.

As printed the parties stand over three columns, with a row for each scheme and one for their sum. Offices that type the form anew turn it
(«Eier⇥150 000», «UH: 200 000», «Sum – Eier: …»), and some add rows of their own. Where a file has run the cells of a row together,
placeholders and arithmetic tell them apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from behovai.document import Span
from behovai.forms.amounts import amounts, cell_amount, split_run
from behovai.forms.layout import ASIDE, EMPTY
from behovai.forms.spec import SumSpec
from behovai.forms.tables import PARTIES
from behovai.submission import Party

COLUMNS: tuple[Party, Party, Party] = ("eier", "uh", "totalt")
PART_OF = re.compile(r"\s*(?:av\s+det|her\s?av|hvorav|der\s?av|inkl|medrekna|i\s+dette)", re.IGNORECASE)

_PARTIES: dict[str, Party] = {party: party for party in COLUMNS}
_PARTY = re.compile(
    rf"(?<![\w/])(?:(?P<eier>(?:{PARTIES[0]})s?)|(?P<uh>{PARTIES[1]})|(?P<totalt>(?:sum\s+)?total\w*|til\s?sam(?:men|an)|i\s+alt))(?![\w/])",
    re.IGNORECASE,
)
_NO_PARTY = re.compile(r"[^\W\d_]{3}")
_WORD = re.compile(r"\b(?!(?:kr|nok|på|er)\b)[^\W\d_]{2}", re.IGNORECASE)
_MONEY_WORDS = re.compile(r"\b(?:kroner|mill\w*|mnok|tusen)\b", re.IGNORECASE)


class Row(NamedTuple):
    """What a row of the table gives for eier, UH and in all; None for an empty cell. `places`: where each stands, if not on one line."""

    label: str
    cells: tuple[int | None, ...]
    span: Span
    places: Mapping[Party, Span] = MappingProxyType({})

    @property
    def is_sum(self) -> bool:
        """Whether it is the sum of the others."""
        return self.label.lower() == "sum"

    @property
    def is_empty(self) -> bool:
        """Whether it holds no amount."""
        return all(cell is None for cell in self.cells)


def sum_rows(spec: SumSpec, below: Sequence[tuple[int, str]]) -> list[Row]:
    """The rows in the lines below the table's title, given with their offsets; none where no layout fits. Rows may be empty."""
    rows = list(_printed(spec, below))
    if not all(row.is_empty for row in rows):
        return rows
    stacked = tuple(_stacked(below)) if rows else ()
    if stacked:  # empty cells are left out: three amounts are all of them, of fewer it cannot be told whose they are
        return [rows[-1]._replace(cells=stacked)] if len(stacked) == len(COLUMNS) else []
    turned = list(_turned(spec, below))
    sentence = turned and not any(row.places.keys() & {"eier", "uh"} for row in turned)  # «til sammen kr 250 000»
    return [] if sentence else turned or rows


def _printed(spec: SumSpec, below: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Rows as the form has them, and such as an applicant added under a heading that names the parties."""
    head: list[str] = []
    first, bare = True, False  # bare: the head has a column for each party and none for labels
    for offset, line in below:
        span = Span(start=offset, end=offset + len(line))
        label = _row_label(spec, line, has_rows=not first)
        own, *cells = line.split("\t")
        if label is not None:
            first = False
            row = Row(label, _under(head, cells) or tuple(_three(line, label, spec)), span)
            yield row
            if row.is_sum or label == "":
                return
        elif bare and _is_bare(line):
            yield Row("Sum", tuple(map(cell_amount, line.split("\t"))), span)
            return
        elif cells and not head and len(set(_parties(line))) > 1:
            head, bare = cells, _parties(line) == list(COLUMNS) and bool(_PARTY.match(own.strip()))
        elif head and own.strip() and len(cells) == len(head) and not PART_OF.match(own):
            values = _under(head, cells) or tuple(map(cell_amount, cells))
            if len(values) == len(COLUMNS) and any(value is not None for value in values):
                yield Row(own.strip(" *|:"), values, span)


def _stacked(below: Iterable[tuple[int, str]]) -> Iterator[int | None]:
    """The amounts below the line «Sum», where a file has put each cell on a line of its own and left out the empty ones."""
    summed = found = False
    for _, line in below:
        if summed and re.search(r"\d", line) and not _WORD.search(_MONEY_WORDS.sub("", line)):
            found = True
            yield cell_amount(line)
        elif found:
            return
        summed = found or line.strip(" *|:").lower() == "sum"


def _is_bare(line: str) -> bool:
    """Whether a row holds three amounts, or empty cells, and no label."""
    cells = line.split("\t")
    plain = not any(_NO_PARTY.search(_MONEY_WORDS.sub("", cell)) for cell in cells)
    return len(cells) == len(COLUMNS) and plain and any(cell_amount(cell) is not None for cell in cells)


def _under(head: Sequence[str], cells: Sequence[str]) -> tuple[int | None, ...] | None:
    """Eier, UH, totalt of a row under a head with a column for each of several owners; None under any other head."""
    if len(head) <= len(COLUMNS) or len(cells) != len(head):
        return None
    given: dict[str, list[int | None]] = {"eier": [], "uh": [], "totalt": []}
    for name, cell in zip(head, cells, strict=False):
        party = next(iter(_parties(name)), None)
        if party and re.match(r"\s*sum\b", name, re.IGNORECASE):
            given[party] = [cell_amount(cell)]
        elif party and not (given[party] and party != "eier"):
            given[party].append(cell_amount(cell))
    if not all(given.values()):
        return None
    return tuple(sum(value or 0 for value in values) if any(value is not None for value in values) else None for values in given.values())


def _parties(line: str) -> list[str]:
    return [str(match.lastgroup) for match in _named(line)]


def _turned(spec: SumSpec, below: Sequence[tuple[int, str]]) -> Iterator[Row]:
    """«Eier⇥150 000», «UH: 200 000», «Regional ordning – Eier: …», each on a line or all on one; an amount may stand on the next line."""
    found: dict[str, dict[str, int]] = {}
    spans: dict[str, Span] = {}
    places: dict[str, dict[Party, Span]] = {}
    waiting: tuple[str, str] | None = None
    for offset, whole in below:
        line = spec.title.sub("", whole)
        named = _named(line)
        if not named:
            money = None if _NO_PARTY.search(_MONEY_WORDS.sub("", line)) else cell_amount(line)
            if waiting and money is not None:
                scheme, party = waiting
                found.setdefault(scheme, {})[party] = money
                end = offset + len(whole)
                places[scheme][_PARTIES[party]] = Span(start=places[scheme][_PARTIES[party]].start, end=end)
                spans[scheme] = Span(start=spans[scheme].start, end=end)
            elif found and _NO_PARTY.search(line):
                break
            waiting = None
            continue
        scheme = _scheme(spec, line[: named[0].start()])
        for match, following in zip(named, [*named[1:], None], strict=True):
            party = str(match.lastgroup)
            money = _last(line[match.end() : following.start() if following else len(line)])
            if money is not None:
                found.setdefault(scheme, {}).setdefault(party, money)
            places.setdefault(scheme, {}).setdefault(_PARTIES[party], Span(start=offset, end=offset + len(whole)))
            spans[scheme] = Span(start=min(offset, spans[scheme].start) if scheme in spans else offset, end=offset + len(whole))
        waiting = (scheme, str(named[-1].lastgroup)) if len(named) == 1 and money is None else None
    for scheme, given in found.items():
        yield Row(scheme, tuple(given.get(party) for party in COLUMNS), spans[scheme], places[scheme])


def _named(line: str) -> list[re.Match[str]]:
    """The parties of a line; «Eier i alt» is eier."""
    found: list[re.Match[str]] = []
    for match in _PARTY.finditer(line):
        if match.lastgroup != "totalt" or not found or re.search(r"\d|\t", line[found[-1].end() : match.start()]):
            found.append(match)
    return found


def _scheme(spec: SumSpec, before: str) -> str:
    named = next((label for label, pattern in spec.rows.items() if label and pattern.search(before)), None)
    return named or next((label for label in spec.rows if label.lower() == "sum"), "")


def _last(words: str) -> int | None:
    """The amount after a party: of several cells the last, which is their sum; none in prose («Eigar legg inn 30 timar»)."""
    own, *cells = words.split("\t")
    first = next(amounts(own), None)
    if first and _WORD.search(ASIDE.sub("", own[: first.start])):
        return None
    given = [money for cell in (own, *cells) if (money := cell_amount(cell)) is not None]
    return given[-1] if given else None


def _row_label(spec: SumSpec, line: str, *, has_rows: bool) -> str | None:
    stripped = line.strip(" |*\t")
    for label, pattern in spec.rows.items():
        if label == "":
            plain = _MONEY_WORDS.sub("", line)
            if not has_rows and (next(amounts(line), None) or EMPTY in line) and not (_PARTY.search(line) or _NO_PARTY.search(plain)):
                return ""
            continue
        match = pattern.match(stripped)
        if match and (match.end() == len(stripped) or not stripped[match.end()].isalpha()) and not _of_party(stripped[match.end() :]):
            return label
    return None


def _of_party(rest: str) -> bool:
    """«Sum – Eier», «Sum totalt», «Sum koordinator» are no sum of rows."""
    return bool(_PARTY.match(rest.lstrip(" –-:")) or re.match(r"\s*koord", rest, re.IGNORECASE))


def _three(line: str, label: str, spec: SumSpec) -> list[int | None]:
    """Eier, UH, totalt of a row."""
    if "\t" in line:
        cells = line.split("\t")
        named = label and spec.rows[label].match(cells[0].strip(" |*"))
        values = cells[1:] if named or (len(cells) > len(COLUMNS) and not cells[0].strip()) else cells
        if sum(cell_amount(cell) is not None for cell in values) > len(COLUMNS):
            return [None, None, None]  # columns of one's own, whose headings have not come through
        found = [cell_amount(cell) for cell in values][:3]
        return [*found, *([None] * (3 - len(found)))]
    rest = line.strip(" |*")
    if label:
        match = spec.rows[label].match(rest)
        rest = rest[match.end() :] if match else rest
    if EMPTY in rest:
        return _with_gaps(rest.strip(" :"))
    if re.search(r"\d'|mill|mnok|tusen", rest, re.IGNORECASE):
        written = [money.kroner for money in amounts(rest)][:3]
        return [*([None] * (3 - len(written))), *written]
    for count in (3, 2, 1):
        cut = split_run(rest, count)
        if cut:
            return [*([None] * (3 - count)), *cut]
    return [None, None, None]


def _with_gaps(rest: str) -> list[int | None]:
    values: list[int | None] = []
    for piece in re.split(f"({EMPTY})", rest):
        if piece == EMPTY:
            values.append(None)
        elif piece.strip():
            values.extend(split_run(piece, 3 - rest.count(EMPTY)) or [cell_amount(piece)])
    return [*values, None, None, None][:3]
