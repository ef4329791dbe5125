"""An x typed beside an empty box that was left as printed: «X ☐ Ja ☐ Nei», «Ja ☐ x Nei ☐».

An option and its box are one place. An x within it, before the first or behind the last belongs to that option; one between two belongs to
either, by what the applicant does elsewhere.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from behovai.document import Tick

TYPED = re.compile(r"(?:^|(?<=[\W_]))(?:[xX✓✔√](?![^\W_])|[vV](?=\s|$))")
"""A mark that is typed rather than ticked."""
_REACH = 40  # characters of an option before its box
_NEAR = 8  # characters from the first or last place to a mark
Options = dict[str, tuple[int, int]]


def overtyped(text: str, start: int, options: Options, ticks: Sequence[Tick], *, behind: bool | None) -> dict[str, bool | None]:
    """The state of each option where boxes are all empty and an x is typed beside some; nothing where boxes are ticked or no x is typed.

    `behind`: an x between two places belongs to the one before it; None: that is not known, and such a question cannot be read.
    """
    if not ticks or any(tick.checked for tick in ticks):
        return {}
    places = _places(options, ticks)
    marks = _marks(text, start, places, ticks)
    if not marks:
        return {}
    chosen = [_of(mark, places, behind) for mark in marks]
    return dict.fromkeys(options) if None in chosen else {key: key in chosen for key in options}


def beside(text: str, tick: Tick) -> bool:
    """Whether an x is typed near an empty box."""
    around = text[max(0, tick.span.start - _REACH) : tick.span.start], text[tick.span.end : tick.span.end + _NEAR]
    return not tick.checked and any(TYPED.search(words) for words in around)


def edge(text: str, start: int, options: Options, ticks: Sequence[Tick]) -> int:
    """1 if an x is typed behind the last place, -1 if before the first, 0 if neither or both."""
    if not ticks or any(tick.checked for tick in ticks):
        return 0
    places = _places(options, ticks)
    marks = _marks(text, start, places, ticks)
    return any(mark >= places[-1][2] for mark in marks) - any(mark < places[0][1] for mark in marks)


def _places(options: Options, ticks: Sequence[Tick]) -> list[tuple[str, int, int]]:
    """Each option with its box, from where to where, in order; the words alone where boxes stand elsewhere."""
    order = sorted(options.items(), key=lambda item: item[1])
    boxes = [tick.span for tick in ticks][: len(order)]
    pairs = [(key, min(words[0], box.start), max(words[1], box.end)) for (key, words), box in zip(order, boxes, strict=False)]
    apart = len(pairs) == len(order) and all(one[2] <= other[1] for one, other in pairwise(pairs))
    return pairs if apart else [(key, *words) for key, words in order]


def _marks(text: str, start: int, places: Sequence[tuple[str, int, int]], ticks: Sequence[Tick]) -> list[int]:
    """Where an x is typed, from shortly before the first place to shortly behind the last."""
    begin, end = max(start, places[0][1] - _NEAR), places[-1][2] + _NEAR
    line = text.find("\n", places[-1][2])
    stop = end if line < 0 else min(end, line)
    found = (mark.start() for mark in TYPED.finditer(text, begin, stop))
    return [mark for mark in found if not any(tick.span.start <= mark < tick.span.end for tick in ticks)]


def _of(mark: int, places: Sequence[tuple[str, int, int]], behind: bool | None) -> str | None:
    """The option a mark belongs to."""
    for key, begin, end in places:
        if begin <= mark < end:
            return key
    before, after = [key for key, _, end in places if end <= mark], [key for key, begin, _ in places if mark < begin]
    if not (before and after):
        return (before or after)[-1 if before else 0]
    return None if behind is None else before[-1] if behind else after[0]
