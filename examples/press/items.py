"""What a printed form is made of, before any file format: headings, help texts, lines with fields and boxes, tables, answers."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Box:
    """A tick box standing in a line."""

    checked: bool


@dataclass(frozen=True)
class Field:
    """A short field. `value` is "" where the applicant left it empty; `options` makes it a drop-down."""

    value: str
    options: tuple[str, ...] = ()


Piece = str | Box | Field
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Heading:
    """A printed heading. Level 0 is the title of the form."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Help:
    """Printed guidance, which an applicant may have removed."""

    text: str


@dataclass(frozen=True)
class Letters:
    """The printed list a), b), c) … of the criteria; guidance like `Help`."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A line of printed text, fields and boxes. A `label` line is printed in bold."""

    pieces: Pieces
    label: bool = False


@dataclass(frozen=True)
class Table:
    """A printed table. `rows[r][c]` are the pieces of a cell; `widths` are shares of the line; `head` says that row 0 is a header."""

    rows: tuple[tuple[Pieces, ...], ...]
    widths: tuple[int, ...]
    head: bool = True


@dataclass(frozen=True)
class Answer:
    """The applicant's free text, "" where nothing was written."""

    text: str


@dataclass(frozen=True)
class Start:
    """Where the first page ends and the numbered part of the form starts."""


Item = Heading | Help | Letters | Line | Table | Answer | Start


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an answer; several lines where the applicant broke it by hand."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Bullet:
    """A list item of an answer. `mark` is what the applicant typed (-, •, o); level 1 stands under another item."""

    mark: str
    text: str
    level: Literal[0, 1] = 0


@dataclass(frozen=True)
class Grid:
    """A table inside an answer."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Bullet | Grid


def text_of(pieces: Pieces) -> str:
    """The printed words of some pieces, without fields and boxes (for tests and for measuring)."""
    return "".join(piece for piece in pieces if isinstance(piece, str))
