"""Pieces → units: sentences, bullets, rows and headings with ids in reading order."""

from collections.abc import Iterable

from behovai.document import Document, Unit, UnitKind
from behovai.forms.pieces import Piece
from behovai.forms.sentences import sentences


def cut(document: Document, own: Iterable[Piece], other: Iterable[Piece]) -> tuple[tuple[Unit, ...], dict[str, Piece]]:
    """All units, and for each of the applicant's units the piece it was cut from."""
    rough: list[tuple[int, int, UnitKind, Piece, bool]] = []
    for piece in own:
        if piece.kind == "row":
            rough.append((piece.start, piece.end, "row", piece, False))
            continue
        for index, span in enumerate(sentences(document.text, piece.start, piece.end)):
            kind: UnitKind = "heading" if piece.kind == "heading" else "bullet" if piece.kind == "bullet" and index == 0 else "sentence"
            rough.append((span.start, span.end, kind, piece, False))
    for piece in other:
        kind = "heading" if piece.kind == "heading" else "row" if piece.kind == "row" else "sentence"
        rough.append((piece.start, piece.end, kind, piece, True))
    rough.sort(key=lambda item: (item[0], item[1]))
    width = max(3, len(str(len(rough))))
    units, sources = [], {}
    for number, (start, end, kind, piece, printed) in enumerate(rough, 1):
        unit = Unit(id=f"u{number:0{width}}", section=piece.section, kind=kind, start=start, end=end, page=piece.page, printed=printed)
        units.append(unit)
        if not printed:
            sources[unit.id] = piece
    return tuple(units), sources
