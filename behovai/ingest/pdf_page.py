"""What stands on a pdf page and where: runs of text in content order, and the rules drawn around them.

Coordinates are points with the text upright: x grows along a line, y grows upwards. On a page whose text runs along another direction
they are turned, so that nothing below needs to know.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from behovai.ingest.pdf_rules import Grid, Rules, find_grids
from behovai.ingest.pdf_spacing import without_letter_spacing

CELL_GAP = 1.5
"""A gap of so many times the font size on a line separates cells: wider than any word space in justified text."""
_HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at the end of a line; the line break after it is left out
_LINE = re.compile(rf"[^\s{_HYPHEN}][^\r\n{_HYPHEN}]*(?:{_HYPHEN}|(?<=\S))")
_WORD = re.compile(r"\S+")
_UNKNOWN = re.compile("[\ufffd\x00-\x08\ue000-\uefff]")
_THIN = 3.0
_MAX_SEGMENTS = 4_000
_MAX_PATHS = 1_500
_SMALLEST_BOX, _LARGEST_BOX = 5.0, 20.0
_BOX_PARTS = 6


class Run(NamedTuple):
    """Text on one line without a large gap. `at` is the page's index of its first character, None for what a form field shows.

    `bold`: it starts and ends in bold. `word` is the width of its first word; `cell` the drawn table of the page, the row and the
    column it stands in.
    """

    text: str
    at: int | None
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    page: int = 0
    word: float = 0.0
    cell: tuple[int, int, int] | None = None


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top."""

    x0: float
    y0: float
    x1: float
    y1: float


class Sheet(NamedTuple):
    """A page: its number from 1, its outline, its runs in content order, its tables as drawn, and what is known about its pictures.

    `crooked` is text across the page such as a watermark, `unknown` the number of characters without a meaning. `squares` are drawn
    boxes of the size that is ticked, with or without text in them, `scribbles` other small drawings, `fields` the frames of form fields
    that have become part of the page.
    """

    number: int
    box: Box
    runs: list[Run]
    grids: list[Grid]
    pictures: bool
    crooked: list[str]
    unknown: int
    squares: list[Box]
    scribbles: list[Box]
    fields: list[Box]


class Turn:
    """Turns page coordinates so that text lies upright and the page `outline` starts at (0, 0); no quarters leaves them as they are.

    `quarters` is how many times 90° the direction of the text is turned to the left.
    """

    def __init__(self, quarters: int, outline: Box) -> None:
        self.quarters = quarters % 4
        self._cos, self._sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[self.quarters]
        self._x = self._y = 0.0
        if self.quarters:
            corner = self.box(*outline)
            self._x, self._y = corner.x0, corner.y0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point as seen with the text upright."""
        return x * self._cos + y * self._sin - self._x, y * self._cos - x * self._sin - self._y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The rectangle as seen with the text upright."""
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


class PageReader:
    """Reads one page. `raw` is pypdfium2.raw, `page` and `text` are pdfium's handles, kept open by the caller."""

    def __init__(self, raw: Any, page: Any, text: Any, number: int) -> None:
        self._raw, self._number = raw, number
        self.page, self.text = page, text
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._refs = tuple(ctypes.byref(value) for value in self._doubles)
        self._loose = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self.count = max(0, raw.FPDFText_CountChars(text))
        self._outline = self._visible()
        self.turn = Turn(0, self._outline)
        self._squares: list[Box] = []
        self._scribbles: list[Box] = []
        self._fields: list[Box] = []

    def sheet(self, content: str) -> Sheet:
        """The page; `content` is its text, as many characters as `count`."""
        self.turn = Turn(self._quarters(content), self._outline)
        rules, pictures = self._objects()
        grids = find_grids(rules)
        crooked: list[str] = []
        runs = list(self._runs(without_letter_spacing(content, self._gap), grids, crooked))
        unknown, box = len(_UNKNOWN.findall(content)), self.turn.box(*self._outline)
        small = self._squares, self._scribbles
        return Sheet(self._number, box, runs, grids, pictures, crooked, unknown, *small, self._fields)

    def divided(self, sheet: Sheet, content: str, grids: list[Grid]) -> Sheet:
        """The page with other tables: its runs are apart where the cells of these are."""
        return sheet._replace(grids=grids, runs=list(self._runs(without_letter_spacing(content, self._gap), grids, [])))

    def _visible(self) -> Box:
        box = self._raw.FS_RECTF()
        if not self._raw.FPDF_GetPageBoundingBox(self.page, ctypes.byref(box)):
            return Box(0, 0, 595, 842)
        wide, high = box.right - box.left, box.top - box.bottom
        if self._raw.FPDFPage_GetRotation(self.page) % 2:  # pdfium gives the sides as shown, the characters as written
            wide, high = high, wide
        return Box(box.left, box.bottom, box.left + wide, box.bottom + high)

    def rectangles(self, index: int, count: int) -> list[Box]:
        """The rectangles of a run of characters, one per line, in the page's own coordinates."""
        boxes = []
        left, top, right, bottom = self._doubles
        for number in range(max(0, self._raw.FPDFText_CountRects(self.text, index, count))):
            if self._raw.FPDFText_GetRect(self.text, number, *self._refs):
                boxes.append(Box(left.value, bottom.value, right.value, top.value))
        return boxes

    def _quarters(self, content: str) -> int:
        """The direction of most text, in quarters, from a few characters."""
        votes = [0, 0, 0, 0]
        for place in range(0, len(content), len(content) // 12 + 1):
            if content[place].isspace():
                continue
            votes[-round(self._angle(place) / (math.pi / 2)) % 4] += 1  # pdfium counts clockwise
        return votes.index(max(votes))

    def _angle(self, index: int) -> float:
        return max(0.0, float(self._raw.FPDFText_GetCharAngle(self.text, index)))

    def _runs(self, content: str, grids: list[Grid], crooked: list[str]) -> Iterator[Run]:
        raw, text = self._raw, self.text
        left, _, right, _ = self._doubles
        for found in _LINE.finditer(content):
            start, line = found.start(), found[0].replace(_HYPHEN, "-")
            size = self._size(start)
            matrix = self._matrix
            if matrix.b and min(abs(matrix.a), abs(matrix.b)) > 0.1 * max(abs(matrix.a), abs(matrix.b)):
                crooked.append(line)
                continue
            if not self.turn.quarters and raw.FPDFText_CountRects(text, start, len(line)) == 1:
                raw.FPDFText_GetRect(text, 0, *self._refs)
                x0, x1 = left.value, right.value
                y = self._origin(start)[1]
                cell = cell_of(grids, x0 + 1, y + size * 0.3) if grids else None
                if not grids or cell == cell_of(grids, x1 - 1, y + size * 0.3):
                    word = line.find(" ")
                    width = self._right(start + word - 1) - x0 if word > 0 else x1 - x0
                    yield Run(line, start, x0, x1, y, size, self._bold(start, len(line)), self._number, width, cell)
                    continue
            yield from self._split(line, start, grids)

    def _split(self, line: str, start: int, grids: list[Grid]) -> Iterator[Run]:
        """The runs of a line: apart at a jump, a large gap or the border of a cell."""
        run: Run | None = None
        begin, end, right = 0, 0, 0.0
        for found in _WORD.finditer(line):
            (first, last), index = found.span(), start + found.start()
            x0, y = self._origin(index)
            x1 = max(x0, self._right(start + last - 1))
            size = self._size(index) if run is None or abs(y - run.y) > 1 else run.size
            cell = cell_of(grids, (x0 + x1) / 2, y + size * 0.3) if grids else None
            if run is not None and cell == run.cell and _follows(run, right, x0, y):
                end, right = last, max(right, x1)
                continue
            if run is not None:
                yield run._replace(text=line[begin:end], x1=right, bold=self._bold(start + begin, end - begin))
            begin, end, right = first, last, x1
            run = Run("", index, x0, x1, y, size, False, self._number, x1 - x0, cell)
        if run is not None:
            yield run._replace(text=line[begin:end], x1=right, bold=self._bold(start + begin, end - begin))

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = self._doubles[:2]
        if not self._raw.FPDFText_GetCharOrigin(self.text, index, self._refs[0], self._refs[1]):
            return 0.0, 0.0
        point = x.value, y.value
        return self.turn.point(*point) if self.turn.quarters else point

    def _right(self, index: int) -> float:
        box = self._loose
        self._raw.FPDFText_GetLooseCharBox(self.text, index, box)
        return self.turn.box(box.left, box.bottom, box.right, box.top).x1 if self.turn.quarters else float(box.right)

    def _gap(self, index: int) -> float:
        """The white between the characters before and after a space that pdfium put in, in font sizes; infinity for a written one."""
        if self._raw.FPDFText_IsGenerated(self.text, index) != 1:
            return math.inf
        return (self._origin(index + 1)[0] - self._right(index - 1)) / (self._size(index - 1) or 1.0)

    def _size(self, index: int) -> float:
        """The font size as seen, also where the font is of size 1 and the matrix enlarges it."""
        size = float(self._raw.FPDFText_GetFontSize(self.text, index))
        matrix = self._matrix
        if self._raw.FPDFText_GetMatrix(self.text, index, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        return size

    def _bold(self, index: int, length: int) -> bool:
        return self._heavy(index) and self._heavy(index + length - 1)

    def _heavy(self, index: int) -> bool:
        self._raw.FPDFText_GetFontInfo(self.text, index, self._name, 128, self._flags)
        name = self._name.value.lower()
        return b"bold" in name or b"black" in name or b"heavy" in name

    def _objects(self) -> tuple[Rules, bool]:
        """The drawn lines and edges, and whether there is a picture."""
        raw = self._raw
        rules = Rules()
        pictures, segments, paths = False, 0, 0
        for number in range(raw.FPDFPage_CountObjects(self.page)):
            item = raw.FPDFPage_GetObject(self.page, number)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                paths += 1
                count = raw.FPDFPath_CountSegments(item)
                segments += count
                if segments < _MAX_SEGMENTS and paths < _MAX_PATHS:
                    self._path(item, count, rules)
                    self._small(item, [item])
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING):
                pictures = True
                parts = self._parts(item) if kind == raw.FPDF_PAGEOBJ_FORM else [item]
                self._small(item, parts)
                if kind == raw.FPDF_PAGEOBJ_FORM:
                    self._field(item, parts)
        return rules, pictures or paths > 200

    def _parts(self, form: Any) -> list[Any]:
        """What a form object shows; of much, only the beginning."""
        count = min(self._raw.FPDFFormObj_CountObjects(form), _BOX_PARTS + 1)
        return [self._raw.FPDFFormObj_GetObject(form, number) for number in range(count)]

    def _small(self, item: Any, parts: list[Any]) -> None:
        """Note a drawing no larger than a box: a square if its few parts are rectangles or text, else a scribble."""
        values = [ctypes.c_float() for _ in range(4)]
        if not parts or not self._raw.FPDFPageObj_GetBounds(item, *values):
            return
        box = self.turn.box(*(value.value for value in values))
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if max(wide, high) > _LARGEST_BOX:
            return
        kinds = {self._raw.FPDFPageObj_GetType(part) for part in parts}
        square = min(wide, high) >= _SMALLEST_BOX and abs(wide - high) < 0.2 * max(wide, high)
        if square and len(parts) <= _BOX_PARTS and self._raw.FPDF_PAGEOBJ_PATH in kinds and all(map(self._plain, parts)):
            self._squares.append(box)
        elif kinds != {self._raw.FPDF_PAGEOBJ_TEXT}:
            self._scribbles.append(box)

    def _field(self, form: Any, parts: list[Any]) -> None:
        """Note the frame of a form field: a form object that shows a rectangle, larger than a box, and text or nothing in it."""
        values = [ctypes.c_float() for _ in range(4)]
        matrix = self._raw.FS_MATRIX()
        if not parts or self._raw.FPDFPageObj_GetType(parts[0]) != self._raw.FPDF_PAGEOBJ_PATH or not all(map(self._plain, parts)):
            return
        if self._raw.FPDFPageObj_GetBounds(parts[0], *values) and self._raw.FPDFPageObj_GetMatrix(form, ctypes.byref(matrix)):
            x0, y0, x1, y1 = (value.value for value in values)
            place = _through(matrix)
            box = self.turn.box(*place(x0, y0), *place(x1, y1))
            if max(box.x1 - box.x0, box.y1 - box.y0) > _LARGEST_BOX and box.y1 - box.y0 > _SMALLEST_BOX:
                self._fields.append(box)

    def _plain(self, part: Any) -> bool:
        """Whether an object is text or a rectangle."""
        kind = self._raw.FPDFPageObj_GetType(part)
        if kind != self._raw.FPDF_PAGEOBJ_PATH:
            return bool(kind == self._raw.FPDF_PAGEOBJ_TEXT)
        count = self._raw.FPDFPath_CountSegments(part)
        if not 4 <= count <= 6:
            return False
        lines = list(self._segments(part, count, lambda x, y: (x, y)))
        return len(lines) >= 3 and all(min(abs(x0 - x1), abs(y0 - y1)) < 0.1 for (x0, y0), (x1, y1) in lines)

    def _path(self, item: Any, count: int, rules: Rules) -> None:
        if count <= 6:
            values = [ctypes.c_float() for _ in range(4)]
            if self._raw.FPDFPageObj_GetBounds(item, *values):
                rules.rectangle(*self.turn.box(*(value.value for value in values)), thin=_THIN)
            return
        matrix = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
            return
        for (x0, y0), (x1, y1) in self._segments(item, count, _through(matrix)):
            box = self.turn.box(x0, y0, x1, y1)
            if box.x1 - box.x0 < 1 or box.y1 - box.y0 < 1:
                rules.rectangle(*box, thin=_THIN)

    def _segments(
        self, item: Any, count: int, place: Callable[[float, float], tuple[float, float]]
    ) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        raw = self._raw
        x, y = ctypes.c_float(), ctypes.c_float()
        first = last = (0.0, 0.0)
        for number in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, number)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = place(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield last, point
            last = point
            if raw.FPDFPathSegment_GetClose(segment):
                yield point, first
                last = first


def cell_of(grids: list[Grid], x: float, y: float) -> tuple[int, int, int] | None:
    """The grid, row and column of a point, or None."""
    for number, grid in enumerate(grids):
        if grid.x0 < x < grid.x1 and grid.y0 < y < grid.y1:
            return (number, *grid.cell(x, y))
    return None


def _follows(run: Run, right: float, x: float, y: float) -> bool:
    """Whether a word at (x, y) goes on with a run that ends at `right`."""
    return -run.size < x - right < run.size * CELL_GAP and abs(y - run.y) < run.size * 0.6


def _through(matrix: Any) -> Callable[[float, float], tuple[float, float]]:
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    return lambda x, y: (a * x + c * y + e, b * x + d * y + f)
