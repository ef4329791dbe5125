"""Review → Feedback: what is said, to whom and in which order, once for all formats."""

from collections.abc import Iterable
from typing import Any

from behovai.document import Noun
from behovai.evidence import Role
from behovai.finding import Element, Level, Outcome, Review
from behovai.render import Audience
from behovai.render.phrases import Phrases
from behovai.render.places import CELL_LENGTH, Quote, in_form_order, quote, shorten
from behovai.render.points import Point, Target, points, target
from behovai.submission import Criterion, Malform

MOST_POINTS = 5
NAME_LENGTH = 60
ELEMENTS: tuple[Element, ...] = ("indikator", "datakilde", "tidspunkt", "ansvarlig", "utgangspunkt", "bruk")
# Codes that belong to a list of their own, whoever found them.
BY_HAND = frozenset({"FOR009", "FOR012", "TXT004"})
FOR_PARTNER = frozenset({"OKO004"})


class Praise(Noun):
    """Something good, with the words that show it."""

    target: Target
    text: str
    quotes: tuple[Quote, ...]


class Row(Noun):
    """A row of the section 4 table: a criterion, and per element what the applicant wrote."""

    target: Target
    rating: int | None
    rating_word: str
    cells: tuple[tuple[Quote, ...], ...]


class Section(Noun):
    """A part of the feedback. Formats show what is there: `points` in full, `brief` in short, `praise`, `rows` under `columns`, `lines`.

    `internal` parts are for the reviewer and are taken out of the letter.
    """

    key: str
    title: str
    lead: str = ""
    points: tuple[Point, ...] = ()
    brief: tuple[Point, ...] = ()
    praise: tuple[Praise, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    internal: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.points or self.brief or self.praise or self.rows or self.lines)


class Feedback(Noun):
    """The whole feedback, in the order it is read. `closing` is what ends the letter (frist, greeting, signature)."""

    malform: Malform
    audience: Audience
    title: str
    letter_title: str
    owner: str
    subtitle: tuple[str, ...]
    intro: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    note: str

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point, in reading order."""
        return tuple(point for section in self.sections for point in (*section.points, *section.brief))


def phrases_for(review: Review, audience: Audience) -> Phrases:
    """The phrases of the review's målform; mild for forms that ask little."""
    return Phrases(review.malform, audience, mild=review.form in ("2024", "2025"))


def build(review: Review, audience: Audience) -> Feedback:
    """All that is said about a review. Every sentence is a phrase, a finding's text or the applicant's own words."""
    phrases = phrases_for(review, audience)
    everything = points(review, phrases)
    sections = (
        *_finding_sections(review, everything, phrases),
        _praise(review, phrases),
        _table(review, phrases),
        _partner(review, everything, phrases),
        _by_hand(review, everything, phrases, audience),
        *((_ratings(review, phrases),) if audience == "reviewer" else ()),
        _source(review, phrases, audience),
    )
    fields = review.submission.fields
    return Feedback(
        malform=review.malform,
        audience=audience,
        title=phrases("title"),
        letter_title=phrases("letter_title") if audience == "reviewer" else phrases("title"),
        owner=fields.get("eier", ""),
        subtitle=tuple(filter(None, (fields.get("eier", ""), phrases.name("forms", review.form), _date(review)))),
        intro=phrases.lines("intro" if everything else "intro_clean"),
        sections=tuple(section for section in sections if not section.empty),
        closing=tuple(phrases(key) for key in ("deadline", "greeting", "signature", "place_date")) if audience == "reviewer" else (),
        note=phrases("note"),
    )


def _date(review: Review) -> str:
    return str(review.provenance.get("date", review.provenance.get("dato", "")))


def _finding_sections(review: Review, everything: tuple[Point, ...], phrases: Phrases) -> tuple[Section, ...]:
    """Facts to fix, the most important content points, and what is left."""
    here = [point for point in everything if not _elsewhere(point)]
    facts = tuple(point for point in here if point.level is Level.FEIL)
    lacks = tuple(point for point in here if point.level is Level.MANGEL)
    tips = tuple(point for point in here if point.level is Level.FORSLAG)
    return (
        Section(key="facts", title=phrases("facts_title"), lead=phrases("facts_lead"), points=facts),
        Section(key="points", title=phrases("points_title"), lead=phrases("points_lead"), points=lacks[:MOST_POINTS]),
        Section(key="rest", title=phrases("rest_title"), brief=lacks[MOST_POINTS:] + tips),
    )


def _elsewhere(point: Point) -> bool:
    return point.code in BY_HAND or _for_partner(point)


def _for_partner(point: Point) -> bool:
    own = {case.target.key for case in point.cases} == {Criterion.LAERERUTDANNING}
    return point.code in FOR_PARTNER or (own and point.level is not Level.FEIL)


def _partner(review: Review, everything: tuple[Point, ...], phrases: Phrases) -> Section:
    name = shorten(review.submission.fields.get("kompetansemiljo", ""), NAME_LENGTH) or phrases("partner_name")
    return Section(
        key="partner",
        title=phrases("partner_title", partner=name),
        lead=phrases("partner_lead", partner=name),
        brief=tuple(point for point in everything if _for_partner(point)),
    )


def _praise(review: Review, phrases: Phrases) -> Section:
    """Answers rated 3, and every other with a datakilde and an indikator that is not vague; none where IND001 asks for an indikator."""
    praise = []
    for key in in_form_order(review.submission, tuple(Criterion)):
        cells = review.table.get(key, {})
        concrete = review.ratings.get(key) == 3
        signs = _distinct((*cells.get("indikator", ()), *_signs(review, key)) if concrete else _signs(review, key))
        sources = cells.get("datakilde", ())
        if cells.get("indikator") and signs and sources:
            quotes = tuple(quote(review.submission, unit, phrases) for unit in _distinct((*signs[:2], *sources[:1])))
            text = phrases("good_concrete" if concrete else "good_indicator")
            praise.append(Praise(target=target(review.submission, key, phrases), text=text, quotes=quotes))
    return Section(key="good", title=phrases("good_title"), praise=tuple(praise))


def _signs(review: Review, key: Criterion) -> tuple[str, ...]:
    """The units with an indikator for a criterion that is not vague: those of the answer to it if it has any, else those elsewhere."""
    own = {unit for answer in review.submission.lettered(key) for unit in answer.units}
    found = [entry.unit for entry in review.evidence if key in entry.criteria and Role.INDIKATOR in entry.roles and entry.vague is False]
    return tuple(unit for unit in found if unit in own) or tuple(found)


def _rated(review: Review) -> tuple[Criterion, ...]:
    """The criteria as the form orders them; none of a form that is not rated and shows nothing of them."""
    shown = any(rating is not None for rating in review.ratings.values()) or any(review.table.values())
    return tuple(in_form_order(review.submission, tuple(review.ratings))) if shown else ()


def _table(review: Review, phrases: Phrases) -> Section:
    rows = []
    for key in _rated(review):
        rating = review.ratings[key]
        cells = review.table.get(key, {})
        rows.append(
            Row(
                target=target(review.submission, key, phrases),
                rating=rating,
                rating_word=_rating_word(rating, phrases),
                cells=tuple(
                    tuple(
                        quote(review.submission, unit, phrases, CELL_LENGTH, review.cells.get(unit, {}).get(element))
                        for unit in cells.get(element, ())
                    )
                    for element in ELEMENTS
                ),
            )
        )
    columns = (phrases("table_first"), *(phrases.name("elements", element) for element in ELEMENTS))
    return Section(key="table", title=phrases("table_title"), lead=phrases("table_lead"), columns=columns, rows=tuple(rows))


def _rating_word(rating: int | None, phrases: Phrases) -> str:
    return phrases.name("ratings", "unknown" if rating is None else str(rating))


def _ratings(review: Review, phrases: Phrases) -> Section:
    lines = []
    for key in _rated(review):
        rating = review.ratings[key]
        digit = phrases("nothing") if rating is None else str(rating)
        criterion = target(review.submission, key, phrases).label
        lines.append(phrases("rating_line", criterion=criterion, rating=digit, word=_rating_word(rating, phrases)))
    return Section(key="ratings", title=phrases("ratings_title"), lead=phrases("ratings_lead"), lines=tuple(lines), internal=True)


def _by_hand(review: Review, everything: tuple[Point, ...], phrases: Phrases, audience: Audience) -> Section:
    """What no rule could settle: boxes that cannot be read, parts that are not in the file, other languages."""
    submission = review.submission
    boxes = [phrases.name("boxes", key) for key, options in submission.boxes.items() if None in options.values()]
    codes = [code for code, outcome in sorted(review.outcomes.items()) if _unreadable(outcome)]
    parts = [_part(part, phrases) for part in submission.missing]
    lines = []
    if boxes:
        lines.append(phrases("hand_boxes", boxes=", ".join(boxes)))
    if codes:
        lines.append(phrases("hand_rules", codes=", ".join(codes)))
    if parts:
        lines.append(phrases("hand_missing", parts=", ".join(parts)))
    if submission.annexed:
        lines.append(phrases("hand_annex", parts=", ".join(_part(part, phrases) for part in sorted(submission.annexed))))
    if submission.language not in ("nb", "nn"):
        lines.append(phrases("hand_language", language=phrases.name("languages", submission.language)))
    brief = tuple(point for point in everything if point.code in BY_HAND)
    return Section(key="hand", title=phrases("hand_title"), brief=brief, lines=tuple(lines), internal=audience == "reviewer")


def _part(key: str, phrases: Phrases) -> str:
    return f"punkt {key}" if key.isdigit() else phrases.name("sections", key)


def _unreadable(outcome: Outcome | dict[Criterion, Outcome]) -> bool:
    return Outcome.UNREADABLE in outcome.values() if isinstance(outcome, dict) else outcome is Outcome.UNREADABLE


def _source(review: Review, phrases: Phrases, audience: Audience) -> Section:
    lines = tuple(
        phrases("source_line", label=phrases.name("provenance", key), value=phrases.name("provenance_values", _plain(key, value)))
        for key, value in review.provenance.items()
        if value not in (None, "", [], (), {})
    )
    return Section(key="source", title=phrases("source_title"), lines=lines, internal=audience == "reviewer")


def _plain(key: str, value: Any) -> str:
    """A provenance value on one line; of a checksum, enough to tell files apart."""
    if isinstance(value, dict):
        return ", ".join(f"{inner} {_plain(inner, value[inner])}" for inner in value)
    if isinstance(value, list | tuple):
        return "; ".join(_plain(key, inner) for inner in value)
    return str(value)[:12] if key == "sha256" else str(value)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
