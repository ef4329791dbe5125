"""Which units show what, and who found it. An extractor points at units; it never writes a word of its own."""

from enum import StrEnum
from typing import Any, Literal

from behovai.document import Noun
from behovai.submission import Criterion


class Role(StrEnum):
    """What a unit does in an answer. `tidspunkt` and `ansvarlig` are those of the assessment, never of the activities."""

    AKTIVITET = "aktivitet"
    ENDRING = "endring"
    RESULTAT = "resultat"
    INDIKATOR = "indikator"
    DATAKILDE = "datakilde"
    TIDSPUNKT = "tidspunkt"
    ANSVARLIG = "ansvarlig"
    UTGANGSPUNKT = "utgangspunkt"
    BRUK = "bruk"


class Question(StrEnum):
    """A question of the rules that a unit can answer, wherever it stands."""

    NEEDS_SOURCE = "needs_source"
    NEEDS_PARTICIPATION = "needs_participation"
    ROLE_OWNER = "role_owner"
    ROLE_PARTNER = "role_partner"
    PLAN_TIME = "plan_time"
    JOINT_PLANNING = "joint_planning"
    EFFORT_AMOUNT = "effort_amount"
    TARGET_REASON = "target_reason"
    USE_OWNER = "use_owner"
    USE_PARTNER = "use_partner"
    PARTNER_TRAVEL = "partner_travel"
    COORDINATOR_REASON = "coordinator_reason"
    SAMI_HOW = "sami_how"
    SAMI_REASON = "sami_reason"
    SAMI_MENTION = "sami_mention"
    CONTINUATION_STATUS = "continuation_status"
    UNFINISHED = "unfinished"
    AI_INSTRUCTION = "ai_instruction"


Source = Literal["local", "model"]


class UnitEvidence(Noun):
    """What one unit shows; each tuple in the order of its enum.

    `vague` is set for an indikator only; `confidence` is the share of sampled answers that point here (0–1).
    """

    unit: str
    criteria: tuple[Criterion, ...] = ()
    roles: tuple[Role, ...] = ()
    questions: tuple[Question, ...] = ()
    vague: bool | None = None
    found_by: tuple[Source, ...] = ("local",)
    confidence: float = 1.0


class Evidence(Noun):
    """All evidence of a submission, in reading order, at most one entry per unit.

    `reader` says who read («local», «openai:NAME»); `notes` are short facts a reviewer should see («3 ukjente id-er forkastet»);
    `trace` is what a researcher needs to say how it was read (model, prompt hash, tokens), empty for the local extractor.
    """

    units: tuple[UnitEvidence, ...]
    reader: str = "local"
    notes: tuple[str, ...] = ()
    trace: dict[str, Any] = {}

    def bearing_on(self, criterion: Criterion) -> tuple[UnitEvidence, ...]:
        """The units that bear on a criterion."""
        return tuple(entry for entry in self.units if criterion in entry.criteria)

    def answering(self, question: Question) -> tuple[str, ...]:
        """Ids of the units that answer a question."""
        return tuple(entry.unit for entry in self.units if question in entry.questions)
