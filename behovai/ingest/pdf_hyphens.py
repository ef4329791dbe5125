"""Words over the end of a line: split by hyphenation, or written with a hyphen of their own."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*", re.UNICODE)
_SPLIT = re.compile(r"([^\W\d_]+)-$")
_KEPT = frozenset(("og", "eller", "og/eller", "samt", "til"))  # «barnehage- og skole»: the hyphen stands for the rest of the word
_SHORT = frozenset(
    (
        "av",
        "at",
        "de",
        "då",
        "du",
        "eg",
        "ei",
        "en",
        "er",
        "et",
        "få",
        "ho",
        "i",
        "ja",
        "jo",
        "kl",
        "må",
        "nå",
        "no",
        "og",
        "om",
        "på",
        "så",
        "sa",
        "se",
        "to",
        "ut",
        "vi",
        "å",
    )
)
_FEW = 60
_RARE = 0.02


class Words:
    """The words of a file, to see how it writes a word elsewhere, and whether its lines are hyphenated at all."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)
        self._seen: Counter[str] | None = None
        split = sum(
            before[-1] == "-" and _SPLIT.search(before) is not None and after[0].islower() and _first(after) not in _KEPT
            for before, after in pairwise(self._lines)
        )
        self.hyphenated = len(self._lines) < _FEW or split > _RARE * len(self._lines)

    def seen(self, word: str) -> int:
        """How often the word stands whole on a line."""
        if self._seen is None:
            self._seen = Counter(word for line in self._lines for word in _WORD.findall(line.lower()))
        return self._seen[word.lower()]


def joint(before: str, after: str, words: Words, *, full: bool) -> tuple[bool, bool]:
    """How two lines of a paragraph meet: whether the last character of the first is kept, and whether a space goes between.

    `full`: the first line fills a table cell to its edge, so that a word too long for the cell may be cut without a hyphen.
    """
    if before[-1] == "\u00ad":
        return False, False
    if before[-1] != "-":
        return True, not (full and _is_cut(before, after, words))
    if before.endswith(" -") or _first(after) in _KEPT:
        return True, True
    word = _SPLIT.search(before)
    if word is None or not after[0].islower() or len(word[1]) == 1 or word[1].isupper():
        return True, False
    rest = _first(after)
    if words.seen(f"{word[1]}-{rest}"):
        return True, False
    return not (words.hyphenated or words.seen(word[1] + rest)), False


def _is_cut(before: str, after: str, words: Words) -> bool:
    """Whether a lone long word was cut: the whole is a word elsewhere, or what follows is none."""
    rest = _first(after)
    if len(before) <= 8 or not before.isalpha() or not after[0].islower():
        return False
    return words.seen(before + rest) > 0 or words.seen(rest) < 2 or (len(rest) <= 2 and rest not in _SHORT)


def _first(text: str) -> str:
    return text.split(" ", 1)[0].strip(".,;:!?()«»").lower()
