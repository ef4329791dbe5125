"""Page headers and footers: found by where they stand and by being repeated, taken out of the text."""

import re
from typing import NamedTuple

from behovai.ingest.builder import clean, page_label
from behovai.ingest.pdf_page import Run, Sheet

_ZONE = 0.12
"""Headers and footers stand within this part of the page's height from its edge."""
_DIGITS = re.compile(r"\d+")
_OF = re.compile(r"(?:side|page)?\s?:?\s*(\d{1,3})\s*(?:/|av|of)\s*(\d{1,3})", re.IGNORECASE)


class Margin(NamedTuple):
    """A line near the top or the bottom edge: its runs, the pattern it repeats, whether it is the outermost."""

    runs: list[Run]
    text: str
    pattern: tuple[str, int]
    outermost: bool


def take_out(sheets: list[Sheet]) -> tuple[dict[int, str], list[str]]:
    """Removes headers and footers from the sheets. Out: the label of each page that has one, and the lines removed."""
    margins = {sheet.number: _margins(sheet) for sheet in sheets}
    counts: dict[tuple[str, int], int] = {}
    for lines in margins.values():
        for pattern in {line.pattern for line in lines}:
            counts[pattern] = counts.get(pattern, 0) + 1
    offsets = _offsets(margins)
    labels: dict[int, str] = {}
    asides: list[str] = []
    for sheet in sheets:
        gone: set[int] = set()
        for line in margins[sheet.number]:
            label = _label(line, sheet.number, offsets, len(sheets))
            repeated = counts[line.pattern] > max(1, len(sheets) / 2)
            if label is None and not repeated:
                continue
            gone |= {id(run) for run in line.runs}
            found = _OF.search(line.text)
            label = label or (f"{found[1]}/{found[2]}" if found else None)
            if label:
                labels[sheet.number] = label
            if page_label(line.text) is None and not line.text.isdigit():
                asides.append(line.text)
        sheet.runs[:] = [run for run in sheet.runs if id(run) not in gone]
    return labels, asides + [text for sheet in sheets for text in sheet.crooked]


def _margins(sheet: Sheet) -> list[Margin]:
    edge = (sheet.box.y1 - sheet.box.y0) * _ZONE
    zones: tuple[list[Run], list[Run]] = ([], [])
    for run in sheet.runs:
        if run.at is not None and run.cell is None and (run.y < sheet.box.y0 + edge or run.y + run.size > sheet.box.y1 - edge):
            zones[run.y < sheet.box.y0 + edge].append(run)
    found = []
    for bottom, runs in enumerate(zones):
        lines: list[list[Run]] = []
        for run in sorted(runs, key=lambda run: run.y if bottom else -run.y):
            if lines and abs(lines[-1][0].y - run.y) < 0.4 * run.size:
                lines[-1].append(run)
            else:
                lines.append([run])
        for number, line in enumerate(lines):
            text = clean(" ".join(run.text for run in sorted(line, key=lambda run: run.x0)))
            place = round((line[0].y - (sheet.box.y0 if bottom else sheet.box.y1)) / 4)
            found.append(Margin(line, text, (_DIGITS.sub("#", text), place), number == 0))
    return found


def _offsets(margins: dict[int, list[Margin]]) -> dict[int, int]:
    """How often a bare number at the edge is the page's own number plus this much."""
    offsets: dict[int, int] = {}
    for number, lines in margins.items():
        for line in lines:
            if line.outermost and len(line.text) <= 3 and line.text.isdecimal():
                offset = int(line.text) - number
                offsets[offset] = offsets.get(offset, 0) + 1
    return offsets


def _label(line: Margin, number: int, offsets: dict[int, int], pages: int) -> str | None:
    if line.text.isdecimal():
        if not line.outermost or len(line.text) > 3:
            return None
        offset = int(line.text) - number
        return line.text if offset == 0 or offsets[offset] > max(1, pages / 2) else None
    found = page_label(line.text)
    return found[1] if found else None
