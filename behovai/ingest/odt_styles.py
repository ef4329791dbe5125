"""What the styles of an odt say: hidden, title, and the labels of its lists (OpenDocument 1.3 part 3, 16 and 19)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from behovai.ingest.numerals import letters, roman

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, OFFICE, TABLE, DRAW, FORM = (f"{{{_NS}{part}:1.0}}" for part in ("text", "style", "office", "table", "drawing", "form"))
LOEXT = f"{{{'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'}}}"
_PLACE = re.compile(r"%(\d{1,2})%")
_TITLE = re.compile(r"(Title|Tittel|Heading(_20_\d)?|Overskrift(_20_\d)?)")
_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "1": str,
    "a": letters,
    "A": lambda value: letters(value).upper(),
    "i": roman,
    "I": lambda value: roman(value).upper(),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What matters of a paragraph or text style."""

    hidden: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One level of a list: `form` is «bullet», «1», «a», «A», «i», «I» or «» (no number); `pattern` holds %1% for level 1."""

    form: str
    pattern: str
    start: int = 1


@dataclass(slots=True)
class Counts:
    """How far a list has counted, by level from 0."""

    by_level: dict[int, int] = field(default_factory=dict)


class OdtStyles:
    """The styles of content.xml and styles.xml by name."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str | None, str | None], etree._Element] = {}
        self._lists: dict[str | None, etree._Element] = {}
        self._looks: dict[tuple[str, str | None], Look] = {}
        self._shapes: dict[tuple[str | None, int], Shape | None] = {}
        self.outline: str | None = None
        for root in roots:
            for group in [] if root is None else root:
                if group.tag in (OFFICE + "styles", OFFICE + "automatic-styles"):
                    self._add(group)

    def _add(self, group: etree._Element) -> None:
        for element in group:
            name = element.get(STYLE + "name")
            if element.tag == STYLE + "style":
                self._styles.setdefault((element.get(STYLE + "family"), name), element)
            elif element.tag in (TEXT + "list-style", TEXT + "outline-style"):
                self._lists.setdefault(name, element)
                if element.tag == TEXT + "outline-style":
                    self.outline = name

    def look(self, family: str, name: str | None) -> Look:
        """How a style («paragraph» or «text») looks, with what it inherits."""
        known = self._looks.get((family, name))
        if known is None:
            known = self._looks[family, name] = self._read_look(family, name)
        return known

    def _read_look(self, family: str, name: str | None) -> Look:
        hidden: bool | None = None
        title = False
        seen = set()
        while name is not None and name not in seen:
            seen.add(name)
            title = title or (family == "paragraph" and _TITLE.fullmatch(name) is not None)
            style = self._styles.get((family, name))
            if style is None:
                break
            shown = style.find(STYLE + "text-properties")
            display, line = (None, None) if shown is None else (shown.get(TEXT + "display"), shown.get(STYLE + "text-line-through-style"))
            if hidden is None and (display is not None or line is not None):
                hidden = display == "none" or line not in (None, "none")  # what is struck out is gone
            name = style.get(STYLE + "parent-style-name")
        return Look(bool(hidden), title)

    def shape(self, name: str | None, level: int) -> Shape | None:
        """The shape of a level (from 0) of a list style; None where the style says nothing of it."""
        if (name, level) not in self._shapes:
            self._shapes[name, level] = self._read_shape(name, level)
        return self._shapes[name, level]

    def _read_shape(self, name: str | None, level: int) -> Shape | None:
        for element in self._lists.get(name, ()):
            if element.get(TEXT + "level") != str(level + 1):
                continue
            if element.tag in (TEXT + "list-level-style-bullet", TEXT + "list-level-style-image"):
                return Shape("bullet", "")
            return _numbered(element, level)
        return None


def _numbered(element: etree._Element, level: int) -> Shape:
    form = element.get(STYLE + "num-format", "")
    pattern = element.get(LOEXT + "num-list-format")
    if pattern is None:
        shown = min(max(1, whole(element.get(TEXT + "display-levels"), 1)), level + 1)
        places = ".".join(f"%{place + 1}%" for place in range(level + 1 - shown, level + 1)) if form else ""
        pattern = element.get(STYLE + "num-prefix", "") + places + element.get(STYLE + "num-suffix", "")
    return Shape(form, pattern, whole(element.get(TEXT + "start-value"), 1))


def label(styles: OdtStyles, name: str | None, level: int, counts: Counts, start: int | None = None) -> str:
    """Count an item of list style `name` at `level` (from 0), from `start` where the item says so, and give its label or ''."""
    shape = styles.shape(name, level)
    begin = 1 if shape is None else shape.start
    by_level = counts.by_level
    by_level[level] = by_level.get(level, begin - 1) + 1 if start is None else start
    for deeper in [deep for deep in by_level if deep > level]:
        del by_level[deeper]
    if shape is None:
        return ""
    if shape.form == "bullet":
        return "• " if level == 0 else "o "
    text = _PLACE.sub(lambda place: _written(styles, name, int(place[1]) - 1, counts), shape.pattern)
    return text + " " if text.strip() else ""


def _written(styles: OdtStyles, name: str | None, level: int, counts: Counts) -> str:
    shape = styles.shape(name, level) or Shape("1", "")
    writer = _WRITERS.get(shape.form)
    return "" if writer is None else writer(counts.by_level.get(level, shape.start))


def whole(value: str | None, otherwise: int) -> int:
    """The whole number in an attribute, `otherwise` where there is none."""
    try:
        return int(value or "")
    except ValueError:
        return otherwise
