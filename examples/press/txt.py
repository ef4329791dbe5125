"""Items → plain text: natural paragraphs with tabs between cells, or the hard-wrapped lines of a copied PDF."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from examples.press.answers import blocks
from examples.press.items import Answer, Box, Bullet, Field, Grid, Heading, Help, Item, Letters, Line, Paragraph, Pieces, Table
from examples.press.source import Look

COLUMNS = 95


def write(items: Iterable[Item], look: Look) -> bytes:
    """The form as UTF-8 text."""
    parts = [part for item in items for part in (_wrapped(item, look) if look.wrap else _natural(item, look))]
    return ("\n\n".join(parts) + "\n").encode()


def flat(pieces: Pieces, look: Look) -> str:
    """Pieces as one line of characters."""
    out = ""
    for piece in pieces:
        if isinstance(piece, Box):
            out += look.box(piece.checked)
        elif isinstance(piece, Field):
            out += " ".join(piece.value.split()) or look.empty(bool(piece.options))
        else:
            out += piece
    return re.sub(r" {2,}", " ", out).strip() if look.boxes == "gone" else out.strip()


def lettered(entries: Iterable[str]) -> list[str]:
    """The printed criteria with their letters."""
    return [f"{letter}) {entry}" for letter, entry in zip("abcdefgh", entries, strict=False)]


def _natural(item: Item, look: Look) -> Iterator[str]:
    if isinstance(item, Heading | Help):
        yield item.text
    elif isinstance(item, Letters):
        yield "\n".join(lettered(item.entries))
    elif isinstance(item, Line):
        yield flat(item.pieces, look)
    elif isinstance(item, Table):
        yield "\n".join("\t".join(flat(cell, look) for cell in row) for row in item.rows)
    elif isinstance(item, Answer):
        yield from _natural_answer(item, look)


def _natural_answer(answer: Answer, look: Look) -> Iterator[str]:
    if not answer.text.strip():
        yield look.empty()
        return
    pending: list[str] = []
    for block in blocks(answer.text):
        if isinstance(block, Bullet):
            pending.append(f"{'  ' * block.level}{block.mark} {block.text}")
            continue
        if pending:
            yield "\n".join(pending)
            pending = []
        if isinstance(block, Grid):
            yield "\n".join("\t".join(row) for row in block.rows)
        else:
            yield "\n".join(block.lines)
    if pending:
        yield "\n".join(pending)


def _wrapped(item: Item, look: Look) -> Iterator[str]:
    """Every line of the page on its own, as a copied PDF gives it."""
    if isinstance(item, Heading | Help):
        yield from _fold(item.text)
    elif isinstance(item, Letters):
        for entry in lettered(item.entries):
            yield from _fold(entry)
    elif isinstance(item, Line):
        yield from _fold(flat(item.pieces, look))
    elif isinstance(item, Table):
        for row in item.rows:
            yield _page_row([flat(cell, look) for cell in row], item.widths)
    elif isinstance(item, Answer):
        yield from _wrapped_answer(item, look)


def _wrapped_answer(answer: Answer, look: Look) -> Iterator[str]:
    if not answer.text.strip():
        yield from _fold(look.empty())
        return
    for block in blocks(answer.text):
        if isinstance(block, Bullet):
            yield from _fold(f"{block.mark} {block.text}")
        elif isinstance(block, Grid):
            for row in block.rows:
                yield _page_row(list(row), (100 // len(row),) * len(row))
        elif isinstance(block, Paragraph):
            for line in block.lines:
                yield from _fold(line)


def _fold(text: str) -> list[str]:
    return [f"{line} " for line in textwrap.wrap(text, COLUMNS, break_long_words=False, break_on_hyphens=False)]


def _page_row(cells: list[str], widths: tuple[int, ...]) -> str:
    """A table row as copied from a page: cells follow each other, and after a cell of several lines a new line starts."""
    out = ""
    for cell, width in zip(cells, widths, strict=False):
        lines = textwrap.wrap(cell, max(12, COLUMNS * width // 100), break_long_words=False) or [""]
        out += " \n".join(lines) + (" \n\n" if len(lines) > 1 else " ")
    return out.strip() + " "
