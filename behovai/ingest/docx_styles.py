"""What paragraph and character styles of a docx say: heading, hidden, numbered."""

import re
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
_STYLE, _NUMBERING, _OUTLINE, _RUN_PROPERTIES = W + "pStyle", W + "numPr", W + "outlineLvl", W + "rPr"
_DELETED, _NUM, _LEVEL = W + "del", W + "numId", W + "ilvl"
_HEADING = re.compile(r"(?:heading|overskrift) ?[1-9]|title|tittel", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl 9 is body text (ECMA-376 17.3.1.20)


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as w:vanish is there and not switched off."""
    return element is not None and element.get(VAL, "1") not in ("0", "false", "off")


def number(element: etree._Element | None) -> int | None:
    """The whole number in w:val, None where there is none."""
    try:
        return None if element is None else int(element.get(VAL, ""))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits: `num` and `level` are its numbering, None where it has none."""

    heading: bool = False
    hidden: bool = False
    num: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph says of itself (w:pPr)."""

    style: str | None = None
    num: str | None = None
    level: int | None = None
    outline: int | None = None
    mark_deleted: bool = False


_PLAIN = Shape()


def shape_of(paragraph: etree._Element) -> Shape:
    """The shape of a paragraph, in one pass over it: there are thousands of them."""
    properties = next(paragraph.iterchildren(W + "pPr"), None)
    if properties is None:
        return _PLAIN
    style = num = level = outline = None
    mark_deleted = False
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(VAL)
        elif tag == _NUMBERING:
            num, level = _num_and_level(child)
        elif tag == _OUTLINE:
            outline = number(child)
        elif tag == _RUN_PROPERTIES:
            mark_deleted = any(part.tag == _DELETED for part in child)
    return Shape(style, num, level, outline, mark_deleted)


def _num_and_level(properties: etree._Element) -> tuple[str | None, int | None]:
    num = level = None
    for part in properties:
        if part.tag == _NUM:
            num = part.get(VAL)
        elif part.tag == _LEVEL:
            level = number(part)
    return num, level


class Styles:
    """The styles of a document by id; an unknown id is plain text."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {} if root is None else {style.get(W + "styleId"): style for style in root.iterchildren(W + "style")}
        self._known: dict[str | None, Style] = {None: Style()}

    def __getitem__(self, style_id: str | None) -> Style:
        known = self._known.get(style_id)
        if known is None:
            known = self._known[style_id] = self._resolve(style_id)
        return known

    def _resolve(self, style_id: str | None) -> Style:
        heading: bool | None = None
        hidden: bool | None = None
        num: str | None = None
        level: int | None = None
        for style in self._chain(style_id):
            outline = number(style.find(f"{W}pPr/{W}outlineLvl"))
            if heading is None and outline is not None:
                heading = outline < _BODY_LEVEL
            name = style.find(W + "name")
            if heading is None and name is not None and _HEADING.fullmatch(name.get(VAL, "")):
                heading = True
            vanish = style.find(f"{W}rPr/{W}vanish")
            if hidden is None and vanish is not None:
                hidden = is_on(vanish)
            numbering = style.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                found = _num_and_level(numbering)
                num, level = num or found[0], found[1] if level is None else level
        return Style(heading=bool(heading), hidden=bool(hidden), num=num, level=level)

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style_id in self._elements and self._elements[style_id] not in chain:
            style = self._elements[style_id]
            chain.append(style)
            based_on = style.find(W + "basedOn")
            style_id = None if based_on is None else based_on.get(VAL)
        return chain
