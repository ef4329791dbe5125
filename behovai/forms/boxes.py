"""Ticked, not ticked, or not readable: the options of a box question near its wording."""

import re
from typing import NamedTuple

from behovai.document import PLACEHOLDER, Document, Span, Tick
from behovai.forms.grids import marked
from behovai.forms.spec import BoxSpec, FormSpec

_TYPED = re.compile(r"(?:^|(?<=[\W_]))(?:[xX✓✔√](?![^\W_])|[vV](?=\s|$))")
_ASIDE = re.compile(r"\([^)\n]*\)")  # «(Fyll ut liste)»
_CHOSEN = "●◉⦿"
_DOTS = _CHOSEN + "○◯"
_SVAR = re.compile(r"^\s*(?:svar\s*:|>+|[–-]\s)\s*", re.IGNORECASE)
_UNANSWERED = re.compile(r"\(?ikk(?:e|je) (?:be)?svart\)?\.?", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;–](?:\s|$)")
_YES_OR_NO = re.compile(r"\s*[:=–-]?\s*\b(ja|nei)\b(?:[\W_]*$|\W)", re.IGNORECASE)
_MORE = re.compile(r"\bog\b|[\W_]+")  # what may stand between options
_EXCLUDING = frozenset(("ja", "begge_deler"))  # options that are chosen alone
_AT_LEAST = 3  # questions answered in words, for a file whose answers are
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEHIND = 25  # characters after the last option in which its box can stand
_REACH = 90  # characters between two options of one question, at the most


class ReadBox(NamedTuple):
    """The state of each option (None: unreadable) and the place from the question to the last option.

    `written`: the options that stand as an answer in words behind the question, None where something else or nothing does.
    """

    options: dict[str, bool | None]
    span: Span
    written: frozenset[str] | None = None


def read_box(spec: BoxSpec, document: Document, start: int, end: int) -> ReadBox | None:
    """The first occurrence of the question in text[start:end] that can best be read, by its boxes before words; None if none can."""
    places = (Span(start=question.start(), end=question.end()) for question in spec.question.finditer(document.text, start, end))
    best: ReadBox | None = None
    for place in places:
        box = _read_at(spec, document, place, end)
        if box and (best is None or _doubt(box) < _doubt(best)):
            best = box
        if best and not any(_doubt(best)):
            break
    return best


def _doubt(box: ReadBox) -> tuple[int, bool]:
    """How many options cannot be read, and whether words stand for the boxes: an applicant's «Varighet: høst 2026» is not the question."""
    return list(box.options.values()).count(None), bool(box.written) and len(box.written or ()) < len(box.options)


def _read_at(spec: BoxSpec, document: Document, question: Span, end: int) -> ReadBox | None:
    written = _written(spec, document.text, question.end, end)
    if written is not None and not written:
        return ReadBox(dict.fromkeys(spec.options, False), question, written)
    grid = marked(spec, document, question, end)
    if grid:
        return ReadBox(*grid)
    options = _options(spec, document.text, question.end, end)
    if not options:
        return None
    last = max(stop for _, stop in options.values())
    ticks = [tick for tick in document.ticks if question.end <= tick.span.start < min(end, last + 40)]
    worded = {} if ticks else _worded(document.text, options)
    if worded:
        return ReadBox({key: worded.get(key, False) for key in spec.options}, Span(start=question.start, end=last))
    word = _WORD.search(document.text, last)
    own = [tick for tick in ticks if not word or tick.span.start < word.start()]
    if document.ticks and not own and written is not None and len(written) < len(spec.options):
        # A drop-down shows only the chosen option; where a file has lost all its boxes, a lone option may be a lost box too.
        return ReadBox({key: key in written for key in spec.options}, Span(start=question.start, end=last), written)
    return _read(spec, document.text, (question.start, question.end, last), options, ticks)._replace(written=written)


def _written(spec: BoxSpec, text: str, start: int, end: int) -> frozenset[str] | None:
    """The options that the rest of the question's line, or the next line, consists of: «…flere eiere?: Nei»; none for a placeholder.

    Where all options stand behind the question («Ja / Nei»), the next line may be the answer: «Nei», «Ja. Vi har gjort det slik: …».
    """
    lines = text[start:end].split("\n", 2)[:2]
    own, *below = (_ASIDE.sub(" ", _SVAR.sub("", line)) for line in lines)
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
    if _TYPED.search(answer):
        return None
    found = {key: match for key, pattern in spec.options.items() if (match := pattern.search(answer))}
    for match in sorted(found.values(), key=lambda match: -match.start()):
        answer = answer[: match.start()] + answer[match.end() :]
    return frozenset(found) if found and not _MORE.sub("", answer) else None


def _worded(text: str, options: dict[str, tuple[int, int]]) -> dict[str, bool]:
    """The options that are each answered by a word: «Vår 2026: nei Høst 2026: ja». None of them where one is not, or holds other words."""
    order = sorted(options.items(), key=lambda item: item[1])
    ends = [*(place[0] for _, place in order[1:]), order[-1][1][1] + _BEHIND]
    found = {key: _YES_OR_NO.match(text, place[1], stop) for (key, place), stop in zip(order, ends, strict=True)}
    return {key: match[1].lower() == "ja" for key, match in found.items() if match} if len(order) > 1 and all(found.values()) else {}


def _options(spec: BoxSpec, text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Where each option stands: the first place of each, none far from the others."""
    found: dict[str, tuple[int, int]] = {}
    position = start
    for key, pattern in spec.options.items():
        match = pattern.search(text, start, min(end, position + _REACH + 60))
        taken = [span for span in found.values() if match and span[0] < match.end() and match.start() < span[1]]
        if match and taken:
            match = pattern.search(text, max(stop for _, stop in taken), min(end, position + _REACH + 60))
        if match and match.start() - position <= _REACH + 60:
            found[key] = (match.start(), match.end())
            position = max(position, match.end())
    return found


def _read(spec: BoxSpec, text: str, place: tuple[int, int, int], options: dict[str, tuple[int, int]], ticks: list[Tick]) -> ReadBox:
    start, question_end, last = place
    stop = max([last, *(tick.span.end for tick in ticks if tick.span.start <= last + 6)])
    states = _by_position(text, question_end, options, ticks)
    typed = _TYPED.match(text[last : last + 2].lstrip())
    stop = last + 2 if typed and not ticks else stop
    result = {key: states.get(key) for key in spec.options}
    return ReadBox(result, Span(start=start, end=stop))


def _by_position(text: str, start: int, options: dict[str, tuple[int, int]], ticks: list[Tick]) -> dict[str, bool | None]:
    order = sorted(options.items(), key=lambda item: item[1])
    first, last = order[0][1][0], order[-1][1][1]
    behind = [tick for tick in ticks if tick.span.start >= last]
    if len(order) > 1 and len(behind) >= len(order) and not [tick for tick in ticks if tick.span.start < last]:
        return {key: tick.checked for (key, _), tick in zip(order, behind, strict=False)}
    before = bool(ticks) and start <= ticks[0].span.start < first and "\n\n" not in text[ticks[0].span.end : first]
    if not ticks:
        typed = _TYPED.search(text[start:first]) or "__" in text[start:first]
        before = bool(typed) and not _TYPED.search(text[last : last + 6])
    states: dict[str, bool | None] = {}
    typed_any = False
    for index, (key, _) in enumerate(order):
        low, high = _window(text, order, index, before, start)
        near = [tick for tick in ticks if low <= tick.span.start < high]
        mark = _TYPED.search(text[low:high])
        if near:
            states[key] = (near[-1] if before else near[0]).checked
        elif mark and not [tick for tick in ticks if tick.span.start <= low + mark.start() < tick.span.end]:
            states[key] = typed_any = True
        else:
            states[key] = None
    if typed_any and not ticks:
        return {key: bool(state) for key, state in states.items()}
    return states


def _window(text: str, order: list[tuple[str, tuple[int, int]]], index: int, before: bool, start: int) -> tuple[int, int]:
    begin, end = order[index][1]
    if before:
        return (order[index - 1][1][1] if index else start), begin
    if index + 1 < len(order):
        return end, order[index + 1][1][0]
    # The last option's glyph stands on its own line in some exports, but never past the next words.
    word = _WORD.search(text, end, end + _BEHIND)
    return end, word.start() if word else end + _BEHIND


def with_dots(spec: FormSpec, document: Document) -> Document:
    """The document with a tick for each round sign before an option («○ Ja ● Nei»), where both kinds stand before options.

    Elsewhere such signs are bullets, so the files' readers leave them alone.
    """
    options = "|".join(option.pattern for part in spec.parts for box in part.boxes for option in box.options.values())
    signs = re.compile(rf"[{_DOTS}](?=\s{{0,2}}(?:{options}))", re.IGNORECASE)
    ticks = [Tick(span=Span(start=m.start(), end=m.end()), checked=m[0] in _CHOSEN) for m in signs.finditer(document.text)]
    if len({tick.checked for tick in ticks}) < 2:
        return document
    return document.model_copy(update={"ticks": tuple(sorted((*document.ticks, *ticks), key=lambda tick: tick.span.start))})


def chosen_only(boxes: dict[str, ReadBox], document: Document) -> dict[str, ReadBox]:
    """Where a file shows only boxes that are ticked, at several questions, an option without one is not chosen."""
    some = [box for box in boxes.values() if True in box.options.values()]
    if len(some) < _AT_LEAST or not all(tick.checked for tick in document.ticks):
        return boxes
    return {key: box._replace(options={option: bool(state) for option, state in box.options.items()}) for key, box in boxes.items()}


def typed_only(boxes: dict[str, ReadBox], document: Document) -> dict[str, ReadBox]:
    """Where a file has no box glyph at all and other questions are answered by a typed x, a question without one is not ticked."""
    answered = sum(any(box.options.values()) and None not in box.options.values() for box in boxes.values())
    if document.ticks or answered < 2:
        return boxes
    return {key: box._replace(options={option: bool(state) for option, state in box.options.items()}) for key, box in boxes.items()}


def in_words(boxes: dict[str, ReadBox], document: Document) -> dict[str, ReadBox]:
    """Where a file has no box and several questions are answered by the chosen option alone («Nei»), what is written is chosen.

    There a question that offers options of which one excludes the others, and still shows them all, is not answered.
    """
    some = [box for box in boxes.values() if box.written and len(box.written) < len(box.options)]
    if document.ticks or len(some) < _AT_LEAST:
        return boxes
    return {key: _chosen(box) for key, box in boxes.items()}


def _chosen(box: ReadBox) -> ReadBox:
    every = box.written is not None and len(box.written) == len(box.options)
    if not box.written or (every and _EXCLUDING.isdisjoint(box.options)):
        return box
    return box._replace(options={option: not every and option in box.written for option in box.options})
