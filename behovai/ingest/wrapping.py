"""Which lines of a plain text belong to one paragraph: whether the file is hard-wrapped, and where each paragraph ends.

Exports differ: one line per paragraph, lines broken at the page width, or lines broken at the page width with an empty line after
each. The file tells: where a line that ends no sentence is followed by one in lower case, lines are wrapped, and those pairs show
how wide a full line is.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from behovai.ingest.builder import CHECKED, UNCHECKED, is_bullet

_MONTH = "jan|feb|mars|apr|mai|jun|jul|aug|sep|okt|nov|des"
_LABEL = re.compile(
    rf"(?:[a-zæøå]|[A-ZÆØÅ]|\d{{1,2}}(?:\.\d{{1,2}})*|[ivx]{{1,4}})[.)]\s(?!(?:{_MONTH}))|Bokstav [a-zæøå]\b", re.IGNORECASE
)
_FIELD = re.compile(r"[A-ZÆØÅ][^.:;,!?]{0,45}:(?:\s|$)")
_BOX = re.compile(rf"[{CHECKED}{UNCHECKED}]|(?:[-*] )?\[[ xX]\] ")
_ENDS = re.compile(r"[.!?:;…][\"'»”’)\]]*$")
_CONTINUES = re.compile(r"[\"'«“‘(\[]?[a-zæøåáčđŋšŧžïö]|[&,;/]")
_OPEN_WORDS = re.compile(
    r"\w-$|(?:^|\s)(?:og|eller|samt|av|i|på|for|til|med|ved|fra|om|hos|mot|mellom|etter|som|at|å|en|et|ei|den|det|de|er|har|skal|vil|kan|"
    r"både|ikkje|ikke|frå|ein|eit|dei|vert|blir|innan|innen),?$"
)
_KEEPS_HYPHEN = re.compile(r"(?:og|eller|samt|og/eller|til|men|både|enn)\b")
_LEAST_WRAPPED, _MOST_WRAPPED = 45, 140
_LEAST_SHARE = 0.1
_NARROW = 0.7
_DOUBLE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file that is not empty.

    `text` is cleaned; `gap` the empty lines before it; `apart` whether they part paragraphs for certain (two or more, or one with
    a space in it); `indent` the spaces it starts with, `trailing` those it ends with; `new_page` whether a page ended before it.
    """

    text: str
    gap: int
    apart: bool = False
    indent: int = 0
    new_page: bool = False
    trailing: int = 0

    def starts_item(self) -> bool:
        """Whether it opens something of its own: a bullet, a label, a field, a line with boxes."""
        text = self.text
        return is_bullet(text) or bool(_LABEL.match(text) or _FIELD.match(text) or _BOX.search(text))

    def continues(self) -> bool:
        """Whether it starts in the middle of a sentence, to judge by its first letter."""
        return _CONTINUES.match(self.text) is not None and not self.starts_item()


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence or a lead-in does."""
    return _ENDS.search(text) is not None


def _needs(line: Line, following: Line) -> int:
    return len(line.text) + 1 + len(following.text.partition(" ")[0])


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a file breaks its lines.

    `width` is what a full line needs (None: lines are paragraphs), `double` whether an empty line follows each.
    """

    width: int | None
    double: bool

    @classmethod
    def of(cls, lines: list[Line]) -> Self:
        """What the lines of a file (without table rows) show."""
        pairs = [
            (line, following)
            for line, following in pairwise(lines)
            if _LEAST_WRAPPED <= len(line.text) <= _MOST_WRAPPED and following.continues() and not ends_sentence(line.text)
        ]
        needed = max(1.0, _LEAST_SHARE * sum(_LEAST_WRAPPED <= len(line.text) <= _MOST_WRAPPED for line in lines))
        long = sum(len(line.text) > _MOST_WRAPPED for line in lines)
        direct = [_needs(*pair) for pair in pairs if pair[1].gap == 0]
        double = [_needs(*pair) for pair in pairs if pair[1].gap == 1 and not pair[1].apart]
        if len(direct) + len(double) < needed or long >= len(pairs):
            return cls(None, False)
        widest = max(direct + double)
        needs = sorted(need for need in direct + double if need >= _NARROW * widest)  # cells of tables are narrower
        return cls(needs[len(needs) // 5], len(double) > 0 and len(double) >= _DOUBLE_SHARE * len(direct))

    def joins(self, paragraph: list[str], last: Line, following: Line) -> bool:
        """Whether `following` goes on with `paragraph`, the lines so far, of which `last` is the last."""
        if following.starts_item() or (following.apart and not following.new_page):
            return False
        if following.gap == 0 and following.indent >= 2 and is_bullet(paragraph[0]):
            return True
        if self.width is None or (following.gap and not self.double and not following.new_page):
            return False
        full = _needs(last, following) >= self.width
        if last.text.endswith((CHECKED, UNCHECKED, ":", ";")):
            return False
        if following.continues():
            return full or self._goes_on(paragraph, last)
        return self._may_go_on(last, following) and (full or _OPEN_WORDS.search(last.text) is not None)

    def _may_go_on(self, last: Line, following: Line) -> bool:
        """Whether a line that may well start a sentence can still belong to the paragraph.

        Not on a new page (some exports start its first line with one space); not in a row that repeats the last one; not after a
        sentence with two spaces or more behind it, as pdf exports leave at the end of a paragraph.
        """
        if following.new_page or following.indent == 1:
            return False
        return following.text != last.text and not (ends_sentence(last.text) and last.trailing > 1)

    def _goes_on(self, paragraph: list[str], last: Line) -> bool:
        """Whether a line that is not full, in a narrow cell or after a long word, still waits for more."""
        long = len(last.text) >= _LEAST_WRAPPED
        if ends_sentence(last.text):
            return long and last.text.endswith(".")
        return long or len(paragraph) > 1 or not last.text[:1].islower()


def join(paragraph: list[str], last: Line, following: Line) -> None:
    """Add a line to the paragraph, so that the lines joined by nothing are its text: a space, or none where a word was divided."""
    text, end = following.text, last.text
    before = end[-2:-1]
    divided = end.endswith("-") and before.isalnum() and text[:1].isalnum() and not _KEEPS_HYPHEN.match(text)
    if divided and text[:1].islower() and before.islower():
        paragraph[-1] = paragraph[-1][:-1]
    if not divided and (last.trailing or not end.endswith("/")):
        text = f" {text}"
    paragraph.append(text)
