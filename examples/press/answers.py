"""An answer as typed in a source file → paragraphs, list items and tables."""

import re

from examples.press.items import Block, Bullet, Grid, Paragraph

BULLET = re.compile(r"^(?P<indent>\s*)(?P<mark>[-–•*]|o)\s+(?P<text>\S.*)$")
ROW = re.compile(r"^\s*\|.*\|\s*$")
RULE = re.compile(r"^[\s|:\-]+$")


def blocks(text: str) -> list[Block]:
    """Split an answer: a blank line ends a paragraph, a line feed breaks a line by hand, an indented line goes on with its item."""
    found: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        lines = [line.rstrip() for line in chunk.split("\n") if line.strip()]
        _read(lines, found)
    return found


def _read(lines: list[str], found: list[Block]) -> None:
    fresh = True
    for line in lines:
        bullet = BULLET.match(line)
        last = found[-1] if found and not fresh else None
        if ROW.match(line):
            _add_row(line, last, found)
        elif bullet:
            found.append(_bullet(bullet, under=bool(found) and isinstance(found[-1], Bullet)))
        elif isinstance(last, Bullet) and line.startswith("  "):
            found[-1] = Bullet(last.mark, f"{last.text} {line.strip()}", last.level)
        elif isinstance(last, Paragraph):
            found[-1] = Paragraph((*last.lines, line.strip()))
        else:
            found.append(Paragraph((line.strip(),)))
        fresh = False


def _bullet(match: re.Match[str], under: bool) -> Bullet:
    inner = match["mark"] == "o" or len(match["indent"]) >= 2
    return Bullet(match["mark"], match["text"].strip(), 1 if inner and under else 0)


def _add_row(line: str, last: Block | None, found: list[Block]) -> None:
    if RULE.match(line) and "-" in line:
        return
    row = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    if isinstance(last, Grid):
        found[-1] = Grid((*last.rows, row))
    else:
        found.append(Grid((row,)))
