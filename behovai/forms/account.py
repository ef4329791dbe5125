"""Whether an amount in an answer is of now: asked for, or told of another year.

An account of progress tells what was granted, used and left beside what is asked for: «Eier 118 000» under «Økonomi 2024» is no share of
this year's grant. So there an amount counts only where its sentence, or the line above its list, says that it is asked for.
"""

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?:\s*[-–/]\s*(?:20)?(\d\d))?(?!\d|,[-\d])(?!\s*(?:kr|000\b))")
_ASKED = re.compile(
    r"\b(?:søk(?:es|er|jer|ast|nad\w*)?|omsøkt\w*|søknads\w+|behov\w*|trong|ber|bed|meld(?:er|es|ast|t|e)?|treng\w*|ønsk\w+|ynskj\w+"
    r"|la(?:gt|gd)\s+inn|legg\w*\s+inn|skal\s+ha|vil\s+ha|i\s+år|inneværende|inneverande|nye?\s+midl\w+|budsjett\s+vid(?:ere|are))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:bruk(?:t|te|a)?\b|bruk\s+av\b|forbruk\w*|pengebruk\w*|utgift\w*|regnskap\w*|rekneskap\w*|rekning\w*|fakturer\w*|gjekk\b|gikk\b|hadde\b|søkte\b"
    r"|(?:av)?rest\w*|resultat\w*|status\b|gjennomf\w+|i\s+fjor|fjoråre?ts?|tildel\w+|innvilg\w*|løyvd\w*|egenfinansier\w*|eigenfinansier\w*)",
    re.IGNORECASE,
)
_SHORT = 7  # words of a line above a list


def heads(line: str) -> bool:
    """Whether a line without amounts can stand above a list of them."""
    stripped = line.strip()
    return stripped.endswith(":") or (0 < len(stripped.split()) <= _SHORT and not stripped.endswith((".", "?", "!")))


@dataclass(frozen=True)
class Now:
    """What is now in an answer: the form's year, where it is known, and whether the answer is an account of what was."""

    year: int | None = None
    account: bool = False

    def leaves(self, head: str) -> bool:
        """Whether the line above a list says that the list is about what was."""
        return self.is_before(head) or bool(_TOLD.search(head) and not _ASKED.search(head))

    def is_before(self, words: str) -> bool:
        """Whether words name years, and all of them earlier than the form's."""
        named = _years(words)
        return bool(named) and self.year is not None and max(named) < self.year

    def asks(self, sentence: str, place: int, head: str) -> bool:
        """Whether the amount at that place of a sentence is asked for now; `head` is the line above its list."""
        if self.is_before(sentence[:place]):
            return False
        return not self.account or self._says_so(sentence, place, head)

    def _says_so(self, sentence: str, place: int, head: str) -> bool:
        named = _years(sentence)
        if named and self.year is not None and self.year not in named:
            return False
        told = max((match.start() for match in _TOLD.finditer(sentence, 0, place)), default=-1)
        asking = [match.start() for match in _ASKED.finditer(sentence)]
        if asking:
            return asking[0] > place or told < max(start for start in asking if start < place)
        return told < 0 and bool(_ASKED.search(head) or self.year in named)


def _years(words: str) -> list[int]:
    return [_last(match) for match in _YEAR.finditer(words)]


def _last(match: re.Match[str]) -> int:
    """The year a span of years ends with: «2024/25» is 2025."""
    first = int(match[1])
    return max(first, first // 100 * 100 + int(match[2])) if match[2] else first
