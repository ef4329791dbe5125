"""Regions → pieces: which stretches are the applicant's own words in a free-text answer, and which are printed or fields."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from behovai.document import Block, Document, Span
from behovai.forms.boxes import ReadBox
from behovai.forms.layout import EMPTY, WRITE_HERE, Region, Titles, is_long, leading_help
from behovai.forms.letters import named_letters
from behovai.forms.spec import FormSpec
from behovai.forms.stretches import stretches
from behovai.submission import Criterion

_CLOSING = re.compile(
    r"(?:felles\s+for|(?:samlet|samla)(?:\s+(?:for|sett|vurder\w*)|\s*:)|for\s+(?:alle|samtlige|samtlege)\s+(?:gjeld|(?:(?:de|dei|disse|desse|fem)\s+)*(?:punkt|kriteri|bokstav|kjennete))"
    r"|oppsummert|alle\s+(?:fem\s+)?(?:punkt|kriteri|bokstav|kjennete)|(?:dette\s+|nederst,?\s+)?gjeld(?:er)?\s+(?:for\s+)?(?:alle|hele|heile))",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[^\W_]|\?")
_NUMBERING = re.compile(r"\d{1,2}[.)]?")


@dataclass(frozen=True)
class Piece:
    """text[start:end] of one block, or of one table row, in one section."""

    start: int
    end: int
    section: str
    kind: str
    page: int | None
    tiltak: int | None = None
    criterion: Criterion | None = None


@dataclass(frozen=True)
class Zone:
    """Where an answer may stand: text[start:end] answers `section`, and the criteria of `also` with it."""

    section: str
    start: int
    end: int
    tiltak: int | None
    criterion: Criterion | None = None
    also: tuple[Criterion, ...] = ()


def zones(spec: FormSpec, document: Document, regions: list[Region]) -> list[Zone]:
    """The answer zones in reading order; a lettered part gives one per stretch."""
    letters = {criterion: letter for letter, criterion in spec.letters.items()}
    found = []
    for region in regions:
        if not region.part.answer:
            continue
        start = leading_help(document.text, region.body, region.end)
        if not region.part.lettered:
            found.append(Zone(region.part.key, start, region.end, region.tiltak))
            continue
        for stretch in stretches(spec, document.text, start, region.end):
            section = region.part.key + (letters[stretch.criterion] if stretch.criterion else "")
            found.append(Zone(section, stretch.label, stretch.end, None, stretch.criterion, stretch.also))
        found += _closing(document, found.pop(), region.part.key)  # there is one stretch at least
    return found


def _closing(document: Document, zone: Zone, section: str) -> Iterator[Zone]:
    """Split off closing lines that speak of all or several letters, after the answer to the last letter."""
    text = document.text
    blocks = [block for block in document.blocks if zone.start < block.span.start < zone.end]
    for block in blocks if zone.criterion else ():
        start = block.span.start
        paragraph = not block.cell and block.kind != "bullet"
        closes = _CLOSING.match(text, start) or (paragraph and named_letters(text[start : block.span.end]))
        if closes and _WRITTEN.search(text, zone.start, start):
            yield replace(zone, end=start)
            yield Zone(section, start, zone.end, None)
            return
    yield zone


def printed(spec: FormSpec, document: Document, masked: str, regions: list[Region], boxes: Iterable[ReadBox], titles: Titles) -> list[Span]:
    """What is not the applicant's prose inside answer zones: help text, restated criteria, box questions, money fields, placeholders."""
    text = document.text
    spans = [_whole_line_box(text, box.span) for box in boxes]
    spans += [Span(start=match.start(), end=match.end()) for match in re.finditer(f"{EMPTY} *", masked)]
    long = [Span(start=m.start(), end=m.end()) for m in chain(*titles.values()) if is_long(m) and _at_line_start(text, m.start())]
    for region in regions:
        if not region.part.answer:
            continue
        area = (region.body, region.end)
        spans += [Span(start=m.start(), end=m.end()) for pattern in region.part.help_patterns for m in pattern.finditer(text, *area)]
        spans += [Span(start=m.start(), end=m.end()) for m in WRITE_HERE.finditer(text, *area)]
        spans += [
            _line_from(text, m.start())
            for pattern in region.part.money.values()
            for m in pattern.finditer(text, *area)
            if _at_line_start(text, m.start())
        ]
        spans += [Span(start=m.start(), end=m.end()) for label in region.part.labels for m in _alone(label).finditer(masked, *area)]
        if region.part.lettered:
            spans += [
                Span(start=m.start(), end=m.end())
                for p in spec.criteria.values()
                for m in p.finditer(text, *area)
                if _restated(text, m, region.end)
            ]
        spans += [title for title in long if region.body <= title.start and title.end <= region.end]
    return sorted(spans, key=lambda span: span.start)


def _alone(label: re.Pattern[str]) -> re.Pattern[str]:
    """A row or column label with nothing but a placeholder, a tab or the line's end after it."""
    return re.compile(rf"(?:^|(?<=[\n\t]))(?:{label.pattern})[ :]*(?=[\t\n{EMPTY}]|$)", re.IGNORECASE)


def _at_line_start(text: str, position: int) -> bool:
    line = max(text.rfind("\n", 0, position), text.rfind("\t", 0, position)) + 1
    return not text[line:position].strip(" |*_•-")


def _restated(text: str, match: re.Match[str], end: int) -> bool:
    line = text.rfind("\n", 0, match.start()) + 1
    if not re.fullmatch(r"[\s*_#|•–-]*(?:(?:bokstav|punkt)?\s*[a-e1-5][).:]?)?[\s*_]*", text[line : match.start()], re.I):
        return False
    following = text[match.end() : min(end, match.end() + 40)].lstrip(" \t.:*_)–-")
    return not following or not following[0].islower()


def _whole_line_box(text: str, span: Span) -> Span:
    stop = span.end
    while stop < len(text) and text[stop] in " ):.?|\t":
        stop += 1
    start = span.start
    while start and text[start - 1] in " (|*":
        start -= 1
    return Span(start=start, end=stop)


def _line_from(text: str, position: int) -> Span:
    stop = text.find("\n", position)
    return Span(start=position, end=stop if stop >= 0 else len(text))


def answer_pieces(document: Document, answer_zones: list[Zone], masks: list[Span]) -> list[Piece]:
    """The applicant's words in each zone, cut by block; the filled cells of a row together are one piece."""
    pieces = []
    starts = [block.span.start for block in document.blocks]
    begins = [mask.start for mask in masks]
    for zone in answer_zones:
        first = max(0, bisect_right(starts, zone.start) - 1)
        rows: dict[tuple[int, int], list[Piece]] = {}
        for block in document.blocks[first : bisect_left(starts, zone.end)]:
            for span in _without(document.text, max(block.span.start, zone.start), min(block.span.end, zone.end), masks, begins):
                piece = Piece(span.start, span.end, zone.section, block.kind, block.page, zone.tiltak, zone.criterion)
                pieces.append(piece)
                if block.cell:
                    rows.setdefault((block.cell.table, block.cell.row), []).append(piece)
        joined = [cells for cells in rows.values() if len(cells) > 1 and "\n" not in document.text[cells[0].start : cells[-1].end]]
        gone = {piece for cells in joined for piece in cells}
        pieces = [piece for piece in pieces if piece not in gone] if gone else pieces
        pieces += [Piece(row[0].start, row[-1].end, zone.section, "row", row[0].page, zone.tiltak, zone.criterion) for row in joined]
    return sorted(pieces, key=lambda piece: piece.start)


def _without(text: str, start: int, end: int, masks: list[Span], begins: list[int]) -> Iterator[Span]:
    """text[start:end] but for the masks; `begins` are their starts, in order."""
    position = start
    index = bisect_right(begins, start)
    for place in range(max(0, index - 8), len(masks)):
        mask = masks[place]
        if mask.start >= end:
            break
        if mask.end <= position:
            continue
        yield from _wordy(text, position, min(mask.start, end))
        position = max(position, mask.end)
    yield from _wordy(text, position, end)


def _wordy(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch, if it holds a letter or digit; a lone question mark or «xx» counts as written."""
    while start < end and text[start] in " \t\n|):.,;*_":
        start += 1
    while end > start and text[end - 1] in " \t\n|(":
        end -= 1
    if end > start and _WRITTEN.search(text, start, end) and not _NUMBERING.fullmatch(text, start, end):
        yield Span(start=start, end=end)


def printed_pieces(document: Document, regions: list[Region], own: list[Piece]) -> Iterator[Piece]:
    """Everything that is not an answer, by block or row: titles, help text, fields, boxes, tables."""
    begins = [region.start for region in regions]
    taken = [Span(start=piece.start, end=piece.end) for piece in own]
    masked = [piece.start for piece in own]
    row: list[Block] = []
    for block in (*document.blocks, None):
        same = (
            block and row and block.cell and row[-1].cell and (block.cell.table, block.cell.row) == (row[-1].cell.table, row[-1].cell.row)
        )
        if row and not same:
            yield from _printed_row(document, row, (taken, masked), _section(regions, begins, row[0].span.start))
            row = []
        if block and block.cell:
            row.append(block)
        elif block:
            for span in _without(document.text, block.span.start, block.span.end, taken, masked):
                kind = "heading" if block.kind == "heading" else "sentence"
                yield Piece(span.start, span.end, _section(regions, begins, span.start), kind, block.page)


def _printed_row(document: Document, row: list[Block], taken: tuple[list[Span], list[int]], section: str) -> Iterator[Piece]:
    whole = Span(start=row[0].span.start, end=row[-1].span.end)
    spans, begins = taken
    near = spans[max(0, bisect_right(begins, whole.start) - 1) : bisect_left(begins, whole.end)]
    if "\n" not in document[whole] and not any(whole.overlaps(span) for span in near):
        yield Piece(whole.start, whole.end, section, "row", row[0].page)
        return
    for block in row:
        for span in _without(document.text, block.span.start, block.span.end, *taken):
            yield Piece(span.start, span.end, section, "sentence", block.page)


def _section(regions: list[Region], begins: list[int], position: int) -> str:
    index = bisect_right(begins, position) - 1
    return regions[index].part.key if index >= 0 else "forside"
