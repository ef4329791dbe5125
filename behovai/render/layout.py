"""The submission laid out for a page: headings, paragraphs, lists and tables, cut into pieces wherever a mark begins or ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from behovai.document import LIST_MARK, Block, Noun, Span, Unit
from behovai.finding import Level
from behovai.render.feedback import Feedback
from behovai.submission import Submission


class Tag(Noun):
    """A link from the text to a point."""

    anchor: str
    label: str
    level: str


class Piece(Noun):
    """A run of text under the same marks. `levels` are those of its marks, the gravest first; `anchor` is set where a unit begins."""

    text: str
    kind: Literal["own", "form", "blank", "ticked", "unticked"]
    levels: tuple[str, ...] = ()
    anchor: str = ""
    href: str = ""
    tags: tuple[Tag, ...] = ()


class Item(Noun):
    """A block with its pieces."""

    kind: Literal["heading", "paragraph", "bullet", "footnote"]
    pieces: tuple[Piece, ...]
    page: int | None = None


class Group(Noun):
    """What stands together: a table (rows of cells of items), a list, or single blocks."""

    kind: Literal["table", "list", "blocks"]
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[tuple[Item, ...], ...], ...] = ()


class _Cut(NamedTuple):
    """A piece before its links are known: the block's place in the document, and the ids of the units that cover it."""

    block: int
    span: Span
    units: tuple[str, ...]


def lay_out(submission: Submission, feedback: Feedback) -> tuple[Group, ...]:
    """All blocks of the document in order, every mark of the feedback in its place."""
    cuts = tuple(_cuts(submission))
    marks = _Marks(feedback)
    pieces: dict[int, list[Piece]] = defaultdict(list)
    first, last = _ends(cuts)
    for number, cut in enumerate(cuts):
        starts = [unit for unit in cut.units if first[unit] == number]
        ends = [unit for unit in cut.units if last[unit] == number]
        pieces[cut.block].append(marks.piece(submission, cut, starts, ends))
    headings = {unit.start for unit in submission.units if unit.kind == "heading"}
    blocks = submission.document.blocks
    items = [(block, _item(block, pieces[number], headings)) for number, block in enumerate(blocks) if pieces[number]]
    return tuple(_groups(items))


def _cuts(submission: Submission) -> Iterator[_Cut]:
    document = submission.document
    edges = {edge for unit in submission.units for edge in (unit.start, unit.end)}
    edges |= {edge for span in (*(tick.span for tick in document.ticks), *document.blanks) for edge in (span.start, span.end)}
    ordered = sorted(edges)
    for number, block in enumerate(document.blocks):
        start = block.span.start
        if block.kind == "bullet" and (marker := LIST_MARK.match(document[block.span])):
            start += marker.end()
        inside = [edge for edge in ordered if start < edge < block.span.end]
        for left, right in zip([start, *inside], [*inside, block.span.end], strict=True):
            if right > left:
                yield _Cut(number, Span(start=left, end=right), _covering(submission.units, left, right))


def _covering(units: tuple[Unit, ...], start: int, end: int) -> tuple[str, ...]:
    return tuple(unit.id for unit in units if unit.start <= start and end <= unit.end)


def _ends(cuts: tuple[_Cut, ...]) -> tuple[dict[str, int], dict[str, int]]:
    """Per unit, the numbers of its first and of its last piece."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, cut in enumerate(cuts):
        for unit in cut.units:
            first.setdefault(unit, number)
            last[unit] = number
    return first, last


class _Marks:
    """Which units the feedback points at."""

    def __init__(self, feedback: Feedback):
        self._tags: dict[str, list[Tag]] = defaultdict(list)
        self._levels: dict[str, set[str]] = defaultdict(set)
        for point in feedback.points:
            for unit in (*point.units, *point.absent):
                self._tags[unit].append(Tag(anchor=point.anchor, label=point.code, level=point.level))
            for unit in point.units:
                self._levels[unit].add(point.level)
        for section in feedback.sections:
            for praise in section.praise:
                for words in praise.quotes:
                    self._levels[words.unit].add("good")

    def piece(self, submission: Submission, cut: _Cut, starts: list[str], ends: list[str]) -> Piece:
        levels = {level for unit in cut.units for level in self._levels[unit]}
        tags = [tag for unit in cut.units for tag in self._tags[unit]] if levels else []
        return Piece(
            text=submission.document[cut.span],
            kind=_kind(submission, cut),
            levels=tuple(level for level in (*Level, "good") if level in levels),
            anchor=f"u-{starts[0]}" if starts else "",
            href=tags[0].anchor if tags else "",
            tags=tuple(tag for unit in ends for tag in self._tags[unit]),
        )


def _kind(submission: Submission, cut: _Cut) -> Literal["own", "form", "blank", "ticked", "unticked"]:
    document = submission.document
    for tick in document.ticks:
        if cut.span in tick.span:
            return "ticked" if tick.checked else "unticked"
    if any(cut.span in blank for blank in document.blanks):
        return "blank"
    printed = all(submission.unit(unit).printed for unit in cut.units)
    return "form" if printed else "own"


def _item(block: Block, pieces: list[Piece], headings: set[int]) -> Item:
    kind = "heading" if block.span.start in headings and block.cell is None else block.kind
    return Item(kind=kind, pieces=tuple(pieces), page=block.page)


def _groups(items: list[tuple[Block, Item]]) -> Iterator[Group]:
    def belongs(pair: tuple[Block, Item]) -> tuple[str, int]:
        block, item = pair
        return ("table", block.cell.table) if block.cell else ("list" if item.kind == "bullet" else "blocks", 0)

    for (kind, _), members in groupby(items, key=belongs):
        pairs = list(members)
        if kind == "table":
            yield Group(kind="table", rows=tuple(_rows(pairs)))
        else:
            yield Group(kind="list" if kind == "list" else "blocks", items=tuple(item for _, item in pairs))


def _rows(pairs: Iterable[tuple[Block, Item]]) -> Iterator[tuple[tuple[Item, ...], ...]]:
    """Rows of cells; a cell with nothing in it keeps its place."""
    cells: dict[int, dict[int, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for block, item in pairs:
        if block.cell:
            cells[block.cell.row][block.cell.column].append(item)
    width = 1 + max(column for row in cells.values() for column in row)
    for row in sorted(cells):
        yield tuple(tuple(cells[row].get(column, ())) for column in range(width))
