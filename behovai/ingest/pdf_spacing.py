"""Letter-spaced words, «V U R D E R I N G AV B E H O V»: pdfium puts a space in every wide gap; the gaps tell letters from words.

Where letters are drawn so far apart, the gap between words is wider by a space: what is as wide as two spaces, or wider, is between words.
"""

import re
from collections.abc import Callable
from math import isfinite
from typing import NamedTuple

SEAM = "\u200b"
"""Stands for a space that joins two letters of one word, so that every character keeps its place; it is not shown."""
_STRETCH = re.compile(r"(?<!\S)\S{1,4}(?: \S{1,4}){4,}(?!\S)")  # kerning pairs («AV») come joined
_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
_SLACK = 0.03
_WORD_SPACE = 0.12
_WIDEST = 0.5
_NARROWER_THAN_SPACES = 0.2


class _Stretch(NamedTuple):
    """Short pieces of text apart: the gap of most of them in font sizes, where it is no wider, and whether it is somewhere a word wider."""

    gap: float
    seams: list[int]
    words: bool


def without_letter_spacing(content: str, gap: Callable[[int], float]) -> str:
    """The text of a page, as long as before, with seams for the spaces within letter-spaced words.

    `gap` gives the white over a space that pdfium put in, in font sizes, and infinity for one that is written in the file.
    """
    found = [stretch for match in _STRETCH.finditer(content) if (stretch := _stretch(match[0], match.start(), gap))]
    known = [stretch.gap for stretch in found if stretch.words]
    signs = list(content) if found else []
    for stretch in found:
        if stretch.words or stretch.gap < _NARROWER_THAN_SPACES or any(abs(stretch.gap - other) < _SLACK for other in known):
            for place in stretch.seams:
                signs[place] = SEAM
    return "".join(signs) if found else content


def _stretch(text: str, start: int, gap: Callable[[int], float]) -> _Stretch | None:
    """What looks like letter-spaced words: mostly single letters, most of them equally far apart, but less than columns are."""
    pieces = text.split(" ")
    letters = [piece for piece in pieces if len(piece) == 1 and piece.isalpha()]
    if len(letters) < 0.6 * len(pieces) or len(set(letters)) < 3 or "".join(letters).lower() in _ALPHABET:
        return None
    gaps = {place: gap(place) for place in range(start, start + len(text)) if text[place - start] == " "}
    usual = sorted(gaps.values())[(len(gaps) - 1) // 2]
    if not 0 < usual < _WIDEST or sum(abs(width - usual) < _SLACK for width in gaps.values()) < 0.5 * sum(map(isfinite, gaps.values())):
        return None
    seams = [place for place, width in gaps.items() if width < usual + _SLACK]
    return _Stretch(usual, seams, any(width > 2 * usual + _WORD_SPACE for width in gaps.values()))
