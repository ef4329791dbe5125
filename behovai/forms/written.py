"""Box questions answered in words: «… flere eiere?: Nei», «Ja / Nei» with the answer on the next line, «Vår 2026: nei Høst 2026: ja»."""

import re

from behovai.document import PLACEHOLDER
from behovai.forms.layout import ANSWER, ASIDE, line_end
from behovai.forms.overtyped import TYPED
from behovai.forms.spec import BoxSpec

_UNANSWERED = re.compile(r"\(?ikk(?:e|je) (?:be)?svart\)?\.?", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;–](?:\s|$)")
_YES_OR_NO = re.compile(r"\s*[:=–-]?\s*\b(ja|nei)\b(?:[\W_]*$|\W)", re.IGNORECASE)
_MORE = re.compile(r"\bog\b|[\W_]+")  # what may stand between options
_NEAR = 25  # characters behind the last option in which its answer can stand


def written(spec: BoxSpec, text: str, start: int, end: int) -> frozenset[str] | None:
    """The options that the rest of the question's line, or the next line, consists of: «…flere eiere?: Nei»; none for a placeholder.

    Where all options stand behind the question («Ja / Nei»), the next line may be the answer: «Nei», «Ja. Vi har gjort det slik: …».
    """
    first = min(end, line_end(text, start))
    lines = text[start : min(end, line_end(text, first + 1))].split("\n")
    own, *below = (ASIDE.sub(" ", ANSWER.sub("", line)) for line in lines)
    asked = bool(re.search(r"\w", own))
    if PLACEHOLDER.fullmatch(own.strip(" :?\t")) or (not asked and _UNANSWERED.fullmatch(lines[-1].strip())):
        return frozenset()
    answer = _told(spec, below[0]) if below else None
    if not asked:
        return answer
    shown = _told(spec, own)
    if shown is None or len(shown) < len(spec.options):
        return shown
    capitals = [key for key, pattern in spec.options.items() if (match := pattern.search(own)) and match[0].isupper()]
    return frozenset(capitals) if len(capitals) == 1 else answer or shown


def _told(spec: BoxSpec, line: str) -> frozenset[str] | None:
    """The options a line consists of, or begins with: «Ja. Det var to møter.»"""
    return _shown(spec, line) or _shown(spec, _CLAUSE.split(line, maxsplit=1)[0])


def _shown(spec: BoxSpec, answer: str) -> frozenset[str] | None:
    """The options a line consists of; None where it holds anything else."""
    if TYPED.search(answer):
        return None
    found = {key: match for key, pattern in spec.options.items() if (match := pattern.search(answer))}
    for match in sorted(found.values(), key=lambda match: -match.start()):
        answer = answer[: match.start()] + answer[match.end() :]
    return frozenset(found) if found and not _MORE.sub("", answer) else None


def worded(text: str, options: dict[str, tuple[int, int]]) -> dict[str, bool | None]:
    """The options that are each answered by a word: «Vår 2026: nei Høst 2026: ja». None of them where one is not, or holds other words."""
    order = sorted(options.items(), key=lambda item: item[1])
    ends = [*(place[0] for _, place in order[1:]), order[-1][1][1] + _NEAR]
    found = {key: _YES_OR_NO.match(text, place[1], stop) for (key, place), stop in zip(order, ends, strict=True)}
    return {key: match[1].lower() == "ja" for key, match in found.items() if match} if len(order) > 1 and all(found.values()) else {}
