"""What a reviewer is told: findings, outcomes, ratings, and the review that holds them all."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import computed_field, model_validator

from behovai.document import Noun, Span
from behovai.evidence import UnitEvidence
from behovai.submission import Criterion, FormVersion, Malform, Submission


class Level(StrEnum):
    """feil: a fact of the form that can be checked · mangel: content asked for is not there · forslag: could be better."""

    FEIL = "feil"
    MANGEL = "mangel"
    FORSLAG = "forslag"


class Outcome(StrEnum):
    """What became of a rule. The last two are neither a gap nor a pass."""

    FIRES = "fires"
    PASSES = "passes"
    NOT_ASKED = "not_asked"
    UNREADABLE = "unreadable"


class Finding(Noun):
    """A suggestion to look, never a verdict. `units` are the places it rests on, none where something is absent.

    `weight` orders findings in feedback, the greater the earlier.
    """

    code: str
    slug: str
    level: Level
    criterion: Criterion | None = None
    units: tuple[str, ...] = ()
    message: str
    why: str
    suggestion: str
    basis: tuple[str, ...]
    values: dict[str, str] = {}
    weight: int = 0


Outcomes = dict[str, Outcome | dict[Criterion, Outcome]]
Rating = Literal[0, 1, 2, 3]
Element = Literal["indikator", "datakilde", "tidspunkt", "ansvarlig", "utgangspunkt", "bruk"]


class Review(Noun):
    """The result. `model_validate_json` reads back what `model_dump_json` wrote.

    `malform` is the målform the feedback is written in; `submission.malform` is the one the applicant wrote.
    `table` is the section 4 table: criterion × element → the shortest units that show it. Where such a unit is a row of the applicant's own
    table, `cells` tells which cell of it: unit → element → place in the document's text.
    """

    schema_version: Literal["behovai-review/1"] = "behovai-review/1"
    malform: Malform
    submission: Submission
    evidence: tuple[UnitEvidence, ...]
    ratings: dict[Criterion, Rating | None]
    table: dict[Criterion, dict[Element, tuple[str, ...]]]
    cells: dict[str, dict[Element, Span]] = {}
    findings: tuple[Finding, ...]
    outcomes: Outcomes
    provenance: dict[str, Any]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def form(self) -> FormVersion:
        """The form version the file was read as."""
        return self.submission.form

    @computed_field  # type: ignore[prop-decorator]
    @property
    def units(self) -> list[dict[str, Any]]:
        """Every unit with its text, for readers of the JSON."""
        text = self.submission.document.text
        return [{**unit.model_dump(), "text": text[unit.start : unit.end]} for unit in self.submission.units]

    @model_validator(mode="before")
    @classmethod
    def _restore(cls, data: Any) -> Any:
        """Put what the two computed fields wrote back where it belongs."""
        if not isinstance(data, dict) or "units" not in data:
            return data
        units = [{key: value for key, value in unit.items() if key != "text"} for unit in data["units"]]
        rest = {key: value for key, value in data.items() if key not in ("units", "form")}
        return {**rest, "submission": {**data["submission"], "units": units}}
