"""Which paragraphs of a Word file hold which units: the document's blocks are aligned with the file's paragraphs, in order."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from behovai.submission import Submission

# Automatic bullets and numbers stand in the text but not in the XML, so both sides are compared without them.
_MARKER = re.compile(r"\s*(?:[•o*·▪◦\-–]|\(?[0-9]{1,3}[.)]|\(?[a-zA-ZæøåÆØÅ][.)]|\(?[ivxIVX]{1,5}[.)])\s+")
_NOT_A_SIGN = re.compile(r"[\W_]+")
_LEAST_PART = 4


class Line(NamedTuple):
    """A line of a paragraph: manual line breaks end a block, so a paragraph may hold several."""

    paragraph: int
    key: str


def paragraphs(root: Any, namespace: str) -> list[Any]:
    """Every w:p of the document in order, without the copies kept for old readers (mc:Fallback)."""
    return [
        element
        for element in root.iter(f"{{{namespace}}}p")
        if not any(str(parent.tag).endswith("}Fallback") for parent in element.iterancestors())
    ]


def places(submission: Submission, found: list[Any], namespace: str) -> dict[str, tuple[int, ...]]:
    """Per unit, the numbers of the paragraphs that hold it; units that are not in the file are left out."""
    lines = [line for number, element in enumerate(found) for line in _lines(element, number, namespace) if line.key]
    blocks = submission.document.blocks
    keys = [_key(submission.document[block.span]) for block in blocks]
    block_places = _align(keys, lines)
    result = {}
    for unit in submission.units:
        numbers = [block_places[number] for number, block in enumerate(blocks) if block.span.overlaps(unit.span) and number in block_places]
        if numbers:
            result[unit.id] = tuple(dict.fromkeys(numbers))
    return result


def _align(keys: list[str], lines: list[Line]) -> dict[int, int]:
    """Block number → paragraph number. What is not alike is sought between its neighbours."""
    matcher = SequenceMatcher(None, keys, [line.key for line in lines], autojunk=False)
    result: dict[int, int] = {}
    for tag, left, left_end, right, right_end in matcher.get_opcodes():
        if tag == "equal":
            result |= {left + step: lines[right + step].paragraph for step in range(left_end - left)}
        elif tag == "replace":
            for number in range(left, left_end):
                match = next((line for line in lines[right:right_end] if _alike(keys[number], line.key)), None)
                if match:
                    result[number] = match.paragraph
    return result


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_PART and short in long


def _key(text: str) -> str:
    """The letters and digits of a text without its bullet or number; the folded text where it has neither."""
    marker = _MARKER.match(text)
    bare = text[marker.end() :] if marker else text
    return _NOT_A_SIGN.sub("", bare).casefold() or "".join(text.split())


def _lines(paragraph: Any, number: int, namespace: str) -> Iterator[Line]:
    text = ""
    for element in paragraph.iter():
        name = str(element.tag).removeprefix(f"{{{namespace}}}")
        if name in ("t", "tab", "noBreakHyphen", "br", "cr") and _owner(element, namespace) is paragraph:
            if name in ("br", "cr"):
                yield Line(number, _key(text))
                text = ""
            else:
                text += (element.text or "") if name == "t" else " "
    yield Line(number, _key(text))


def _owner(element: Any, namespace: str) -> Any:
    """The paragraph a run belongs to; none for text that was moved away."""
    for parent in element.iterancestors():
        if parent.tag == f"{{{namespace}}}moveFrom":
            return None
        if parent.tag == f"{{{namespace}}}p":
            return parent
    return None
