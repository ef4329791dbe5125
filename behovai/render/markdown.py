"""Feedback as Markdown. Everything that is not markup of ours is escaped."""

import re
from collections.abc import Iterator

from behovai.finding import Review
from behovai.render import Audience
from behovai.render.feedback import Feedback, Praise, Row, Section, build, phrases_for
from behovai.render.phrases import Phrases
from behovai.render.places import Quote
from behovai.render.points import Point

_MARKUP = re.compile(r"([\\`*_\[\]|~#])")


def markdown(review: Review, audience: Audience) -> str:
    """The whole feedback; the reviewer's own part comes last, after a rule."""
    feedback = build(review, audience)
    phrases = phrases_for(review, audience)
    return "\n".join(_lines(feedback, phrases)).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(feedback: Feedback, phrases: Phrases) -> Iterator[str]:
    yield f"# {escape(feedback.title)}"
    yield ""
    yield f"**{escape(' · '.join(feedback.subtitle))}**"
    for paragraph in feedback.intro:
        yield from ("", escape(paragraph))
    for section in feedback.sections:
        if not section.internal:
            yield from _section(section, phrases)
    if feedback.closing:
        deadline, greeting, signature, place_date = map(escape, feedback.closing)
        yield from ("", deadline, "", f"{greeting}  ", f"{signature}  ", place_date)
    yield from ("", f"*{escape(feedback.note)}*")
    inner = [section for section in feedback.sections if section.internal]
    if inner:
        yield from ("", "---", "", f"**{escape(phrases('internal_title'))}**")
    for section in inner:
        yield from _section(section, phrases)


def _section(section: Section, phrases: Phrases) -> Iterator[str]:
    yield from ("", f"## {escape(section.title)}")
    if section.lead:
        yield from ("", escape(section.lead))
    for number, point in enumerate(section.points, start=1):
        yield from _point(point, number, phrases)
    if section.brief or section.lines:
        yield ""
    for point in section.brief:
        yield _brief(point)
    for line in section.lines:
        yield f"- {escape(line)}"
    for praise in section.praise:
        yield from _praise(praise)
    if section.rows:
        yield from _table(section, phrases)


def _point(point: Point, number: int, phrases: Phrases) -> Iterator[str]:
    yield from ("", f"### {number}. {escape(point.message)}")
    if point.arithmetic:
        yield from ("", f"**{escape(phrases('label_sum'))}:** {escape(point.arithmetic)}")
    if point.cases:
        yield from ("", f"**{escape(phrases('label_applies'))}:**", "")
    for case in point.cases:
        yield f"- {escape(case.target.full)}" + (f": {escape(case.message)}" if case.message else "")
    if point.quotes:
        yield from ("", f"**{escape(phrases('label_quote'))}:**", "")
    yield from map(_quote, point.quotes)
    if point.more:
        yield f"- {escape(more(point, phrases))}"
    yield from ("", f"**{escape(phrases('label_suggestion'))}:** {escape(point.suggestion)}")
    if point.example:
        yield from ("", f"**{escape(phrases('label_example'))}:** *{escape(point.example)}*")
    yield from ("", f"<small>{escape(point.code)} · {escape(' · '.join(point.basis))}</small>")


def more(point: Point, phrases: Phrases) -> str:
    """«og 4 steder til»."""
    return phrases("one_more_place") if point.more == 1 else phrases("more_places", count=point.more)


def _brief(point: Point) -> str:
    labels = ", ".join(case.target.label for case in point.cases)
    where = f" *{escape(labels)}.*" if labels else ""
    return f"- {escape(point.message)}{where} {escape(point.suggestion)} <small>{escape(point.code)}</small>"


def _quote(words: Quote) -> str:
    return f"- «{escape(words.text)}» ({escape(words.place)})"


def _praise(praise: Praise) -> Iterator[str]:
    yield from ("", f"**{escape(praise.target.full)}** {escape(praise.text)}", "")
    yield from map(_quote, praise.quotes)


def _table(section: Section, phrases: Phrases) -> Iterator[str]:
    yield from ("", "| " + " | ".join(map(escape, section.columns)) + " |", "|" + " --- |" * len(section.columns))
    for row in section.rows:
        yield "| " + " | ".join((escape(row.target.label), *_cells(row, phrases))) + " |"


def _cells(row: Row, phrases: Phrases) -> Iterator[str]:
    for cell in row.cells:
        yield "<br>".join(f"«{escape(words.text)}»" for words in cell) or escape(phrases("nothing"))
