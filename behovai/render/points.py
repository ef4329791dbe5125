"""Findings → the points of feedback: the same code for several criteria is one point."""

from collections.abc import Iterable

from behovai.document import Noun
from behovai.finding import Finding, Level, Review
from behovai.render.phrases import Phrases
from behovai.render.places import Quote, anchor_units, in_form_order, quote
from behovai.submission import Criterion, Submission

QUOTES_PER_POINT = 3

# The regulation's own letters, where a form's may differ (forskrift 12. januar 2026 nr. 23 § 5, by position).
LAW_LETTERS = {
    Criterion.GJENNOMFORING: "a",
    Criterion.PRAKSISENDRING: "b",
    Criterion.LAERINGSFELLESSKAP: "c",
    Criterion.LAERERUTDANNING: "d",
    Criterion.INKLUDERING: "e",
}


class Target(Noun):
    """A criterion as feedback prints it. `letter` is «b», "" where the form has no letters; `note` says where the law's differs."""

    key: Criterion
    letter: str
    wording: str
    short: str
    note: str = ""

    @property
    def label(self) -> str:
        """«b) Praksisendring»."""
        return f"{self.letter}) {self.short}" if self.letter else self.short

    @property
    def full(self) -> str:
        """«b) Tiltakene har bidratt til planlagt praksisendring»."""
        text = f"{self.letter}) {self.wording}" if self.letter else self.wording
        return f"{text} ({self.note})" if self.note else text


class Case(Noun):
    """What a point says about one criterion: `message` only where it differs from the point's."""

    target: Target
    message: str = ""
    units: tuple[str, ...] = ()


class Point(Noun):
    """One thing to look at. `anchor` names it on the page; `units` are the places it rests on, `absent` those where something lacks."""

    anchor: str
    code: str
    slug: str
    level: Level
    weight: int
    message: str
    why: str
    suggestion: str
    example: str = ""
    arithmetic: str = ""
    basis: tuple[str, ...]
    cases: tuple[Case, ...] = ()
    quotes: tuple[Quote, ...] = ()
    more: int = 0
    units: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def target(submission: Submission, key: Criterion, phrases: Phrases) -> Target:
    """A criterion with the form's letter and the wording of § 5."""
    letter = submission.letters.get(key, "")
    swapped = letter not in ("", LAW_LETTERS[key])
    law = phrases("criterion_letter", letter=LAW_LETTERS[key])
    return Target(
        key=key,
        letter=letter,
        wording=phrases.name("criteria", key),
        short=phrases.name("criteria_short", key),
        note=phrases("criterion_swapped", law=law) if swapped else "",
    )


def points(review: Review, phrases: Phrases) -> tuple[Point, ...]:
    """All points, the most important first: by weight, then level, then the order of the findings."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in review.findings:
        groups.setdefault(_group(finding), []).append(finding)
    ranked = sorted(groups.values(), key=lambda group: (-max(finding.weight for finding in group), _rank(group[0].level)))
    return tuple(_point(review.submission, group, f"p{number}", phrases) for number, group in enumerate(ranked, start=1))


def _group(finding: Finding) -> tuple[str, ...]:
    """What goes into one point. The partner's criterion keeps a point of its own, except for facts of the form."""
    if finding.criterion is None:
        return (finding.code, finding.message, finding.suggestion)
    if finding.criterion is Criterion.LAERERUTDANNING and finding.level is not Level.FEIL:
        return (finding.code, "partner")
    return (finding.code, "criteria")


def _rank(level: Level) -> int:
    return list(Level).index(level)


def _point(submission: Submission, group: list[Finding], anchor: str, phrases: Phrases) -> Point:
    first = group[0]
    quotable = _quotable(group)
    return Point(
        anchor=anchor,
        code=first.code,
        slug=first.slug,
        level=first.level,
        weight=max(finding.weight for finding in group),
        message=first.message,
        why=first.why,
        suggestion=first.suggestion,
        example=next((finding.values["example"] for finding in group if finding.values.get("example")), ""),
        arithmetic=next((finding.values["arithmetic"] for finding in group if finding.values.get("arithmetic")), ""),
        basis=_distinct(basis for finding in group for basis in finding.basis),
        cases=_cases(submission, group, phrases),
        quotes=tuple(quote(submission, unit, phrases) for unit in quotable[:QUOTES_PER_POINT]),
        more=max(0, len(quotable) - QUOTES_PER_POINT),
        units=_distinct(unit for finding in group for unit in finding.units),
        absent=_distinct(unit for finding in group if not finding.units for unit in anchor_units(submission, finding)),
    )


def _quotable(group: list[Finding]) -> tuple[str, ...]:
    """The units to quote: the first of each finding before the second of any, so that every criterion is heard."""
    longest = max(len(finding.units) for finding in group)
    return _distinct(finding.units[turn] for turn in range(longest) for finding in group if turn < len(finding.units))


def _cases(submission: Submission, group: list[Finding], phrases: Phrases) -> tuple[Case, ...]:
    by_key = {finding.criterion: finding for finding in reversed(group) if finding.criterion}
    same = len({finding.message for finding in group}) == 1
    return tuple(
        Case(
            target=target(submission, key, phrases),
            message="" if same else by_key[key].message,
            units=anchor_units(submission, by_key[key])[:1],
        )
        for key in in_form_order(submission, tuple(by_key))
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
