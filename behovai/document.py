"""One text, and where everything stands in it.

Offsets count Unicode code points in `Document.text` (NFC), end exclusive. Nothing else holds a copy of the text: a quotation is
`document[span]`, so it stands in the document by construction.
"""

import re
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, NonNegativeInt, model_validator

PLACEHOLDER = re.compile(
    r"(?:klikk|trykk)\s+(?:eller\s+trykk\s+)?her\s+for\s+å\s+(?:skrive\s+inn|skrive|skriva|angi|velge|legge\s+inn)(?:\s+inn)?(?:\s+(?:ein?|en))?\s+(?:tekst|dato)\.?"
    r"|vel(?:ge?|j)?\s+e(?:t|it|in)\s+element\.?|click\s+or\s+tap\s+here\s+to\s+enter\s+text\.?|choose\s+an\s+item\.?|skriv\s+inn\s+tekst\s+her\.?"
    r"|(?:(?<=[\n\t])|(?<=: ))\(?ikk(?:e|je)\s+(?:be)?(?:svart|utfylt|fylt\s+ut|oppgitt|oppgjeve)\)?(?=[ .]*(?:[\n\t]|$))",
    re.IGNORECASE,
)
"""What the form prints in an empty field."""
LIST_MARK = re.compile(r"(?:[-–—*+•·●○▪◦‣➢►]|o)\s+")
"""The mark that the text of a bullet begins with, as the readers leave it there."""


class Noun(BaseModel):
    """A value that is whole when it is made and never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Span(Noun):
    """A place in the text: `start` inclusive, `end` exclusive."""

    start: NonNegativeInt
    end: NonNegativeInt

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"end {self.end} before start {self.start}")
        return self

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Cell(Noun):
    """Which cell of which table a block stands in; all count from 0, in reading order."""

    table: NonNegativeInt
    row: NonNegativeInt
    column: NonNegativeInt


BlockKind = Literal["heading", "paragraph", "bullet", "footnote"]


class Block(Noun):
    """A paragraph as the file lays it out: hard-wrapped lines are already joined. Blocks follow each other and do not overlap."""

    kind: BlockKind
    span: Span
    page: int | None = None
    cell: Cell | None = None


class Tick(Noun):
    """A box in the text (☐, ☒, «[x]», a content control) and whether it is ticked."""

    span: Span
    checked: bool


class Page(Noun):
    """A page: its number as counted in the file from 1, the label printed on it («6/11») if any, and its part of the text."""

    number: int
    label: str | None
    span: Span


class Glyphs(Noun):
    """A run of text whose characters stand one after the other on a pdf page: text[start + i] is the page's character `index` + i."""

    span: Span
    page: int
    index: NonNegativeInt


UnitKind = Literal["heading", "sentence", "bullet", "row"]


class Unit(Noun):
    """The smallest piece that is pointed at: a sentence, a bullet, a table row or a heading.

    `section` is the part of the form the unit stands in («1», «4b», «medbestemmelse»); `printed` is true for the form's own text
    and for fields and boxes, false for what the applicant wrote in a free-text answer.
    """

    id: str
    section: str
    kind: UnitKind
    start: NonNegativeInt
    end: NonNegativeInt
    page: int | None
    printed: bool

    @property
    def span(self) -> Span:
        """The unit's place in the text."""
        return Span(start=self.start, end=self.end)


Format = Literal["docx", "pdf", "odt", "txt", "md"]


class Document(Noun):
    """What a reader makes of a file.

    `blanks` are placeholders that the file itself marks as not filled in (Word's showingPlcHdr); a placeholder sentence that is
    only text is recognised later. `asides` are page headers, footers and comments: not part of the text.
    """

    name: str
    format: Format
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    ticks: tuple[Tick, ...] = ()
    blanks: tuple[Span, ...] = ()
    pages: tuple[Page, ...] = ()
    glyphs: tuple[Glyphs, ...] = ()
    asides: tuple[str, ...] = ()

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]
