"""Review → a short overview for the terminal: how each criterion stands, what to look at, in the order of importance."""

import textwrap
from collections.abc import Iterator

from behovai.finding import Review
from behovai.render import Audience
from behovai.render.feedback import Feedback, Row, Section, build
from behovai.render.places import shorten
from behovai.render.points import Point

WIDTH = 96
QUOTED = 150


def summary(review: Review, audience: Audience) -> str:
    """Plain text, at most 96 characters wide; ends with the note that a human decides."""
    feedback = build(review, audience)
    return "\n".join(_lines(feedback)) + "\n"


def _lines(feedback: Feedback) -> Iterator[str]:
    yield " · ".join(feedback.subtitle) or feedback.title
    yield ""
    for section in feedback.sections:
        if any(row.rating is not None for row in section.rows):
            yield from (_row(row) for row in section.rows if row.rating is not None)
            yield ""
    for section in feedback.sections:
        if section.points or section.brief or (section.key == "hand" and section.lines):
            yield section.title.upper()
            yield from _section(section)
            yield ""
    yield from textwrap.wrap(feedback.note, WIDTH)


def _row(row: Row) -> str:
    dots = "   " if row.rating is None else "●" * row.rating + "○" * (3 - row.rating)
    return f"  {dots}  {row.rating_word:<9} {row.target.label}"


def _section(section: Section) -> Iterator[str]:
    for point in (*section.points, *section.brief):
        yield from _point(point)
    for line in section.lines:
        yield from textwrap.wrap(line, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _point(point: Point) -> Iterator[str]:
    names = ", ".join(case.target.label for case in point.cases)
    message = point.message or (point.cases[0].message if point.cases else "")
    head = f"{point.code}  {names}: {message}" if names else f"{point.code}  {message}"
    yield from textwrap.wrap(head, WIDTH, initial_indent="  ", subsequent_indent=" " * 10)
    if point.arithmetic:
        yield " " * 10 + point.arithmetic
    if point.quotes:
        quoted = f"{point.quotes[0].place}: «{shorten(point.quotes[0].text, QUOTED)}»"
        yield from textwrap.wrap(quoted, WIDTH, initial_indent=" " * 10, subsequent_indent=" " * 10)
