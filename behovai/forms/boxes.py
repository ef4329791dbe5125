"""Ticked, not ticked, or not readable: the options of a box question near its wording."""

import re
from itertools import islice
from typing import NamedTuple

from behovai.document import Document, Span, Tick
from behovai.forms.grids import marked
from behovai.forms.overtyped import TYPED, beside, edge, overtyped
from behovai.forms.spec import BoxSpec, FormSpec
from behovai.forms.written import worded, written

_CHOSEN = "●◉⦿"
_DOTS = _CHOSEN + "○◯"
_EXCLUDING = frozenset(("ja", "begge_deler"))  # options that are chosen alone
_AT_LEAST = 3  # questions answered in words, for a file whose answers are
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEHIND = 25  # characters after the last option in which its box can stand
_MOST = 20  # places where a question is looked for
_REACH = 90  # characters between two options of one question, at the most


class ReadBox(NamedTuple):
    """The state of each option (None: unreadable) and the place from the question to the last option.

    `written`: the options that stand as an answer in words behind the question, None where something else or nothing does.
    """

    options: dict[str, bool | None]
    span: Span
    written: frozenset[str] | None = None


def read_box(spec: BoxSpec, document: Document, start: int, end: int, *, behind: bool | None = None) -> ReadBox | None:
    """The first occurrence of the question in text[start:end] that can best be read, by its boxes before words; None if none can.

    `behind`: whether an x that the applicant typed beside an empty box belongs to the option before it (see `typed_behind`).
    """
    questions = islice(spec.question.finditer(document.text, start, end), _MOST)
    places = (Span(start=question.start(), end=question.end()) for question in questions)
    boxes = [box for place in places if (box := _read_at(spec, document, place, end, behind=behind))]
    return min(boxes, key=_doubt, default=None)


def _doubt(box: ReadBox) -> tuple[int, bool, int]:
    """How many options cannot be read, whether words stand for the boxes, and how far the question is from its last option.

    An applicant's «Varighet: høst 2026» is not the question, nor is a heading «Varighet» some lines above it.
    """
    return list(box.options.values()).count(None), 0 < len(box.written or ()) < len(box.options), box.span.end - box.span.start


def typed_behind(spec: FormSpec, document: Document) -> bool | None:
    """Whether this applicant types x behind an option rather than before it, by what stands first and last at all questions."""
    votes = 0
    typed = any(beside(document.text, tick) for tick in document.ticks)
    for box in (box for part in spec.parts for box in part.boxes if typed):
        for question in islice(box.question.finditer(document.text), _MOST):
            options = _options(box, document.text, question.end(), len(document.text))
            votes += edge(document.text, question.end(), options, _near(document, question.end(), options)) if options else 0
    return votes > 0 if votes else None


def _near(document: Document, start: int, options: dict[str, tuple[int, int]]) -> list[Tick]:
    last = max(stop for _, stop in options.values())
    return [tick for tick in document.ticks if start <= tick.span.start < last + 40]


def _read_at(spec: BoxSpec, document: Document, question: Span, end: int, *, behind: bool | None) -> ReadBox | None:
    told = written(spec, document.text, question.end, end)
    if told is not None and not told:
        return ReadBox(dict.fromkeys(spec.options, False), question, told)
    grid = marked(spec, document, question, end)
    if grid:
        return ReadBox(*grid)
    options = _options(spec, document.text, question.end, end)
    if not options:
        return None
    last = max(stop for _, stop in options.values())
    ticks = [tick for tick in _near(document, question.end, options) if tick.span.start < end]
    text = document.text
    states = overtyped(text, question.end, options, ticks, behind=behind) if ticks else worded(text, options)
    if states:
        return ReadBox({key: states.get(key, False) for key in spec.options}, Span(start=question.start, end=last))
    word = _WORD.search(text, last)
    own = [tick for tick in ticks if not word or tick.span.start < word.start()]
    if document.ticks and not own and told is not None and len(told) < len(spec.options):
        # A drop-down shows only the chosen option; where a file has lost all its boxes, a lone option may be a lost box too.
        return ReadBox({key: key in told for key in spec.options}, Span(start=question.start, end=last), told)
    return _read(spec, text, (question.start, question.end, last), options, ticks)._replace(written=told)


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
    typed = TYPED.match(text[last : last + 2].lstrip())
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
        typed = TYPED.search(text[start:first]) or "__" in text[start:first]
        before = bool(typed) and not TYPED.search(text[last : last + 6])
    states: dict[str, bool | None] = {}
    typed_any = False
    for index, (key, _) in enumerate(order):
        low, high = _window(text, order, index, before, start)
        near = [tick for tick in ticks if low <= tick.span.start < high]
        mark = TYPED.search(text[low:high])
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
    return boxes if len(some) < _AT_LEAST or not all(tick.checked for tick in document.ticks) else _settled(boxes)


def _settled(boxes: dict[str, ReadBox]) -> dict[str, ReadBox]:
    """What is not told to be chosen is not."""
    return {key: box._replace(options={option: bool(state) for option, state in box.options.items()}) for key, box in boxes.items()}


def typed_only(boxes: dict[str, ReadBox], document: Document) -> dict[str, ReadBox]:
    """Where a file has no box glyph at all and other questions are answered by a typed x, a question without one is not ticked."""
    answered = sum(any(box.options.values()) and None not in box.options.values() for box in boxes.values())
    return boxes if document.ticks or answered < 2 else _settled(boxes)


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
