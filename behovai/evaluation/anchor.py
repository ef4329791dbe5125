"""Where words stand in a text: exactly at the offsets, or – when the text was extracted anew – where the same words stand now."""

import re
from typing import NamedTuple

from behovai.document import Span


class Anchored(NamedTuple):
    """The place found, if any; `moved` says that it is not where the offsets pointed."""

    span: Span | None
    moved: bool = False


def anchor(text: str, span: Span, exact: str, near: int | None = None) -> Anchored:
    """The span if it holds exactly `exact`; else, with `near`, the place nearest to it with the same words, white space folded."""
    if exact and text[span.start : span.end] == exact and near in (None, span.start):
        return Anchored(span)
    found = nearest(text, exact, near) if near is not None else None
    return Anchored(found, moved=found is not None)


def nearest(text: str, words: str, near: int = 0) -> Span | None:
    """The place of the words nearest to an offset; any white space between words counts as a space."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    places = [Span(start=match.start(), end=match.end()) for match in re.finditer(r"\s+".join(parts), text)]
    return min(places, key=lambda span: abs(span.start - near), default=None)
