"""Items → Markdown: # headings, pipe tables, lists."""

from collections.abc import Iterable, Iterator

from examples.press.answers import blocks
from examples.press.items import Answer, Bullet, Grid, Heading, Help, Item, Letters, Line, Paragraph, Table
from examples.press.source import Look
from examples.press.txt import flat, lettered


def write(items: Iterable[Item], look: Look) -> bytes:
    """The form as UTF-8 Markdown."""
    return ("\n\n".join(part for item in items for part in _parts(item, look)) + "\n").encode()


def _parts(item: Item, look: Look) -> Iterator[str]:
    if isinstance(item, Heading):
        yield f"{'#' * (item.level + 1)} {item.text}"
    elif isinstance(item, Help):
        yield item.text
    elif isinstance(item, Letters):
        yield from lettered(item.entries)
    elif isinstance(item, Line):
        yield flat(item.pieces, look)
    elif isinstance(item, Table):
        yield _table([[flat(cell, look) for cell in row] for row in item.rows])
    elif isinstance(item, Answer):
        yield from _answer(item, look)


def _answer(answer: Answer, look: Look) -> Iterator[str]:
    if not answer.text.strip():
        yield look.empty()
        return
    parts = list(_answer_parts(answer, look))
    if look.cells:
        yield _table([["<br><br>".join(part.replace("  \n", "<br>").replace("\n", "<br>") for part in parts)]])
    else:
        yield from parts


def _answer_parts(answer: Answer, look: Look) -> Iterator[str]:
    pending: list[str] = []
    for block in blocks(answer.text):
        if isinstance(block, Bullet):
            pending.append(f"{'  ' * block.level}- {block.text}")
            continue
        if pending:
            yield "\n".join(pending)
            pending = []
        if isinstance(block, Grid):
            yield "\n".join(" – ".join(row) for row in block.rows) if look.cells else _table([list(row) for row in block.rows])
        elif isinstance(block, Paragraph):
            yield "  \n".join(block.lines)
    if pending:
        yield "\n".join(pending)


def _table(rows: list[list[str]]) -> str:
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join([cell.replace("|", "\\|") for cell in row] + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
