"""What a system said about a submission, one line of JSON each: enough to score again without running again, and no word of the text.

A record holds offsets, codes and numbers. Names of contact persons are kept as digests, so that a run can be shared.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from behovai.document import Noun
from behovai.errors import LabelError
from behovai.evaluation.labels import FieldLabels, Labels
from behovai.evidence import Question, Role
from behovai.finding import Outcome, Rating, Review
from behovai.submission import Criterion, Submission

PERSONAL = ("kontakt_eier", "kontakt_uh")


class Pointed(Noun):
    """A stretch of the text and what it is said to show."""

    start: int
    end: int
    criteria: tuple[Criterion, ...] = ()
    roles: tuple[Role, ...] = ()
    questions: tuple[Question, ...] = ()
    vague: bool | None = None


class Feedback(Noun):
    """What code can see of the feedback: its points, those that cannot be traced, verdict words in it, its length in words."""

    points: int
    untraceable: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    words: int = 0


class Record(Noun):
    """One system, one submission. With an `error` there is nothing else: an error is never a score.

    `outcomes` and `places` are keyed by slot («IND003 praksisendring»); places are offsets the finding rests on.
    """

    schema_version: Literal["behovai-record/1"] = "behovai-record/1"
    system: str
    submission: str
    text_sha256: str
    error: str | None = None
    seconds: float = 0.0
    evidence: tuple[Pointed, ...] = ()
    outcomes: dict[str, Outcome] = Field(default_factory=dict)
    places: dict[str, tuple[tuple[int, int], ...]] = Field(default_factory=dict)
    ratings: dict[Criterion, Rating | None] = Field(default_factory=dict)
    fields: FieldLabels = FieldLabels()
    feedback: Feedback | None = None


def record_of(review: Review, system: str, name: str) -> Record:
    """The record of a review."""
    submission = review.submission
    span = {unit.id: (unit.start, unit.end) for unit in submission.units}
    outcomes: dict[str, Outcome] = {}
    for code, outcome in review.outcomes.items():
        if isinstance(outcome, dict):
            outcomes |= {f"{code} {criterion}": state for criterion, state in outcome.items()}
        else:
            outcomes[code] = outcome
    places: dict[str, tuple[tuple[int, int], ...]] = {}
    for finding in review.findings:
        slot = f"{finding.code} {finding.criterion}" if f"{finding.code} {finding.criterion}" in outcomes else finding.code
        places[slot] = (*places.get(slot, ()), *(span[unit] for unit in finding.units if unit in span))
    return Record(
        system=system,
        submission=name,
        text_sha256=digest(submission.document.text),
        evidence=tuple(
            Pointed(
                start=span[entry.unit][0],
                end=span[entry.unit][1],
                criteria=entry.criteria,
                roles=entry.roles,
                questions=entry.questions,
                vague=entry.vague,
            )
            for entry in review.evidence
        ),
        outcomes=outcomes,
        places=places,
        ratings=review.ratings,
        fields=fields_of(submission),
    )


def fields_of(submission: Submission) -> FieldLabels:
    """The short fields, boxes, amounts and counts of a submission, as labels have them."""
    return without_names(
        FieldLabels(
            boxes=submission.boxes,
            fields=submission.fields,
            amounts=dict(submission.totals.items()),
            enheter=submission.enheter,
            deltakere=len(submission.deltakere),
            parter=len(submission.parter),
        )
    )


def without_names(fields: FieldLabels) -> FieldLabels:
    """White space folded, and names of persons as digests; an empty field stays empty."""
    folded = {key: " ".join(value.split()) for key, value in fields.fields.items()}
    kept = {key: digest(value)[:16] if value and key in PERSONAL else value for key, value in folded.items()}
    return fields.model_copy(update={"fields": kept})


def record_from(labels: Labels, text: str, system: str) -> Record:
    """What an annotator said, as if the annotator were a system."""
    from behovai.evaluation.slots import State, states

    span = {entry.unit: (entry.start, entry.end) for entry in labels.evidence}
    outcome = {State.POSITIVE: Outcome.FIRES, State.NEGATIVE: Outcome.PASSES, State.UNCERTAIN: Outcome.PASSES}
    gaps = {f"{gap.code} {gap.criterion}" if gap.criterion else gap.code: gap for gap in labels.gaps if gap.certain}
    return Record(
        system=system,
        submission=labels.submission,
        text_sha256=digest(text),
        evidence=tuple(
            Pointed(
                start=entry.start, end=entry.end, criteria=entry.criteria, roles=entry.roles, questions=entry.questions, vague=entry.vague
            )
            for entry in labels.evidence
            if entry.criteria or entry.roles or entry.questions
        ),
        outcomes={str(slot): outcome.get(state, Outcome.NOT_ASKED) for slot, state in states(labels).items()},
        places={slot: tuple(span[unit] for unit in gap.units if unit in span) for slot, gap in gaps.items()},
        ratings=dict(labels.ratings or {}),
        fields=without_names(labels.fields),
    )


def digest(text: str) -> str:
    """SHA-256 of the text, as hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_records(path: Path, records: Iterable[Record]) -> None:
    """One line per record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".tmp")
    partial.write_text("".join(record.model_dump_json(exclude_defaults=True) + "\n" for record in records), "utf-8")
    partial.replace(path)


def read_records(path: Path) -> list[Record]:
    """The records of a run. LabelError names the line that is broken."""
    if path.is_dir():
        path = path / "records.jsonl"
    if not path.is_file():
        raise LabelError(f"Finner ikke kjøringen {path}. Velg en mappe eller en records.jsonl.")
    records = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            records.append(Record.model_validate(json.loads(line)))
        except (json.JSONDecodeError, ValidationError) as error:
            raise LabelError(f"{path}, linje {number}: ikke en record. Kjør målingen på nytt.") from error
    return records
