"""Why the local reader says what it says: for a submission at a glance, and for one unit in full."""

from collections.abc import Iterator

from behovai.evidence import UnitEvidence
from behovai.extraction.local import LocalExtractor
from behovai.submission import Submission


def listed(submission: Submission) -> Iterator[str]:
    """One line for each unit of the answers: id, section, what it shows, its words."""
    shown = {entry.unit: entry for entry in LocalExtractor().extract(submission).units}
    for unit in submission.units:
        if not unit.printed:
            yield f"{unit.id}  {unit.section:<4} {_labels(shown.get(unit.id))}\n      {submission.shown(unit)}"


def explained(submission: Submission, unit: str) -> Iterator[str]:
    """The unit, and for every label it got the features that weighed most, with the words they came from.

    KeyError if the unit is not in an answer.
    """
    reasons = LocalExtractor().explain(submission, unit)
    found = submission.unit(unit)
    yield f"{unit}, punkt {found.section}: «{submission.shown(found)}»"
    label = ""
    for reason in reasons:
        if reason.label != label:
            label = reason.label
            yield f"\n{label}"
        words = f"  «{reason.words}»" if reason.words else ""
        yield f"  {reason.weight:+.2f}  {reason.feature}{words}"
    if not reasons:
        yield "Programmet fant ikke noe i denne enheten."


def _labels(entry: UnitEvidence | None) -> str:
    if entry is None:
        return "–"
    vague = " (vag)" if entry.vague else ""
    return ", ".join([*(c.value for c in entry.criteria), *(r.value for r in entry.roles), *(q.value for q in entry.questions)]) + vague
