"""An answer as typed in a source file → paragraphs, list items and tables."""

import re

from examples.press.items import Block, Bullet, Grid, Paragraph

BULLET = re.compile(r"^(?P<indent>\s*)(?P<mark>[-–•*]|o)\s+(?P<text>\S.*)$")
ROW = re.compile(r"^\s*\|.*\|\s*$")
RULE = re.compile(r"^[\s|:\-]+$")
LONG = 70


def blocks(text: str) -> list[Block]:
    """Split an answer. A blank line ends a paragraph; a long line followed by lower case is one sentence wrapped by the editor."""
    found: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        lines = [line.rstrip() for line in chunk.split("\n") if line.strip()]
        _read(lines, found)
    return found


def _read(lines: list[str], found: list[Block]) -> None:
    fresh = True
    previous = ""
    for line in lines:
        bullet = BULLET.match(line)
        last = found[-1] if found and not fresh else None
        if ROW.match(line):
            _add_row(line, last, found)
        elif bullet:
            found.append(_bullet(bullet))
        elif isinstance(last, Bullet) and (line.startswith("  ") or _wrapped(previous, line)):
            found[-1] = Bullet(last.mark, f"{last.text} {line.strip()}", last.level)
        elif isinstance(last, Paragraph) and _wrapped(previous, line):
            found[-1] = Paragraph((*last.lines[:-1], f"{last.lines[-1]} {line.strip()}"))
        elif isinstance(last, Paragraph):
            found[-1] = Paragraph((*last.lines, line.strip()))
        else:
            found.append(Paragraph((line.strip(),)))
        fresh = False
        previous = line


def _wrapped(previous: str, line: str) -> bool:
    """Whether `line` goes on with the sentence of a long `previous` line."""
    first = line.lstrip()[:1]
    if len(previous) < LONG or re.match(r"\s*[a-e]\)", line):
        return False
    return first.islower() or first.isdigit() or previous.rstrip()[-1] not in ".:!?"


def _bullet(match: re.Match[str]) -> Bullet:
    inner = match["mark"] == "o" or len(match["indent"]) >= 2
    return Bullet(match["mark"], match["text"].strip(), 1 if inner else 0)


def _add_row(line: str, last: Block | None, found: list[Block]) -> None:
    if RULE.match(line) and "-" in line:
        return
    row = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    if isinstance(last, Grid):
        found[-1] = Grid((*last.rows, row))
    else:
        found.append(Grid((row,)))
