"""Automatic numbering of a docx, written out as Word shows it (ECMA-376 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from behovai.ingest.docx_styles import VAL, Styles, W, is_on, number
from behovai.ingest.numerals import letters, roman

_LEVEL = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `restart` is the level (from 1) after which it starts anew, None for any higher one, 0 for never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    space: str = " "
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the paragraph («a) », «• ») and the form of its number («lowerLetter», «bullet»)."""

    text: str
    form: str


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted; paragraphs ask in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._root = root
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._abstracts: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        if root is not None:
            self._abstracts = {found.get(W + "abstractNumId", ""): found for found in root.iterchildren(W + "abstractNum")}
            self._nums = {found.get(W + "numId", ""): found for found in root.iterchildren(W + "num")}

    def level_of_style(self, num: str, style: str | None) -> int:
        """The level of a list that is tied to a paragraph style; 0 where none is."""
        found = self._list(num)
        if found is not None and style is not None:
            for level, shape in found.levels.items():
                if shape.style == style:
                    return level
        return 0

    def label(self, num: str, level: int) -> Label | None:
        """Count a paragraph of list `num` at `level` (from 0) and give its label; None where the list shows none."""
        found = self._list(num)
        if found is None or level not in found.levels:
            return None
        shape = found.levels[level]
        counts = self._counts.setdefault(found.abstract, {})
        if level in found.restarts and (num, level) not in self._begun:
            counts[level] = found.restarts[level]
        else:
            counts[level] = counts.get(level, shape.start - 1) + 1
        self._begun.add((num, level))
        for deeper in [deep for deep in counts if deep > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        if shape.form == "bullet":
            return Label("• " if level == 0 else "o ", "bullet")
        text = _LEVEL.sub(lambda place: self._count(found, counts, int(place[1]) - 1, legal=shape.legal), shape.text)
        return Label(text + shape.space, shape.form) if text.strip() else None

    def _count(self, found: _List, counts: dict[int, int], level: int, *, legal: bool) -> str:
        shape = found.levels.get(level, Level())
        return _written(counts.get(level, shape.start), "decimal" if legal else shape.form)

    def _list(self, num: str) -> _List | None:
        if num not in self._lists:
            self._lists[num] = None  # a list that is linked to itself has no labels
            self._lists[num] = self._read_list(num)
        return self._lists[num]

    def _read_list(self, num: str) -> _List | None:
        element = self._nums.get(num)
        if element is None:
            return None
        pointer = element.find(W + "abstractNumId")
        abstract = "" if pointer is None else pointer.get(VAL, "")
        if abstract not in self._abstracts:
            return None
        link = self._abstracts[abstract].find(W + "numStyleLink")
        linked = None if link is None else self._styles[link.get(VAL)].num
        base = None if linked is None else self._list(linked)
        levels = dict(base.levels) if base else _levels(self._abstracts[abstract])
        restarts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            own = _levels(override)
            levels.update(own)
            start = number(override.find(W + "startOverride"))
            level = _level_number(override)
            if start is not None and level is not None:
                restarts[level] = start
                levels[level] = replace(levels.get(level, Level()), start=start)
        return _List(base.abstract if base else abstract, levels, restarts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for element in parent.iterchildren(W + "lvl"):
        level = _level_number(element)
        if level is None:
            continue
        parts = {child.tag: child for child in element}
        start = number(parts.get(W + "start"))
        form, text, space, style = (parts.get(W + tag) for tag in ("numFmt", "lvlText", "suff", "pStyle"))
        levels[level] = Level(
            start=1 if start is None else start,
            form="decimal" if form is None else form.get(VAL, "decimal"),
            text="" if text is None else text.get(VAL, ""),
            space="" if space is not None and space.get(VAL) == "nothing" else " ",
            restart=number(parts.get(W + "lvlRestart")),
            legal=is_on(parts.get(W + "isLgl")),
            style=None if style is None else style.get(VAL),
        )
    return levels


def _level_number(element: etree._Element) -> int | None:
    try:
        return int(element.get(W + "ilvl", ""))
    except ValueError:
        return None


def _written(value: int, form: str) -> str:
    if form in ("none", "bullet"):
        return ""
    text = _WRITERS.get(form, str)(value)
    return text.upper() if form.startswith("upper") else text


_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "lowerLetter": letters,
    "upperLetter": letters,
    "lowerRoman": roman,
    "upperRoman": roman,
    "decimalZero": "{:02d}".format,
    "ordinal": "{}.".format,
}
