"""Section 4, criterion by criterion: a rating 0–3, and where each element of an answer is shown."""

from typing import get_args

from behovai.errors import NotInForm
from behovai.evidence import Role
from behovai.finding import Element, Rating
from behovai.scoring.case import Case
from behovai.submission import Criterion

Table = dict[Criterion, dict[Element, tuple[str, ...]]]

ELEMENTS: tuple[Element, ...] = get_args(Element)
SUPPORTING: tuple[Element, ...] = ("tidspunkt", "ansvarlig", "utgangspunkt", "bruk")


def ratings(case: Case) -> dict[Criterion, Rating | None]:
    """0 mangler (unanswered) · 1 påstand (neither indikator nor datakilde) · 2 delvis · 3 konkret; None where the form does not ask.

    3: an indikator that is not vague, a datakilde, and at least one of tidspunkt, ansvarlig, utgangspunkt, bruk.
    """
    return {criterion: _rating(case, criterion) for criterion in Criterion}


def table(case: Case) -> Table:
    """Per criterion and element the shortest unit that shows it, none where nothing does; empty where the form does not ask."""
    if not asks_assessment(case):
        return {}
    return {criterion: {element: _shortest(case, criterion, element) for element in ELEMENTS} for criterion in Criterion}


def asks_assessment(case: Case) -> bool:
    """Whether the form asks for section 4, the section is in the file, and its language is read."""
    if case.submission.form not in ("2026", "unknown") or not case.readable:
        return False
    try:
        return bool(case.assessment)
    except NotInForm:
        return False


def showing(case: Case, criterion: Criterion, element: Element) -> tuple[str, ...]:
    """The units of the answer to a criterion that show an element."""
    return case.with_role(Role(element), case.answer_to(criterion))


def concrete(case: Case, criterion: Criterion) -> tuple[str, ...]:
    """The units of the answer that hold an indikator which is not vague."""
    return tuple(unit for unit in showing(case, criterion, "indikator") if not case.shown[unit].vague)


def _rating(case: Case, criterion: Criterion) -> Rating | None:
    if not asks_assessment(case):
        return None
    if not case.answer_to(criterion):
        return 0
    if not showing(case, criterion, "indikator") and not showing(case, criterion, "datakilde"):
        return 1
    supported = any(showing(case, criterion, element) for element in SUPPORTING)
    return 3 if concrete(case, criterion) and showing(case, criterion, "datakilde") and supported else 2


def _shortest(case: Case, criterion: Criterion, element: Element) -> tuple[str, ...]:
    """A concrete indikator goes before a shorter vague one."""
    units = showing(case, criterion, element)
    if element == "indikator":
        units = concrete(case, criterion) or units
    return tuple(sorted(units, key=lambda unit: len(case.submission.document[case.submission.unit(unit).span]))[:1])
