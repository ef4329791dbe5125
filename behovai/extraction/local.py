"""Submission → Evidence without a language model: readable features, a small linear model, and rules where the scheme decides.

The same file always gives the same evidence, and for every label it can say why.
"""

from typing import NamedTuple

from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.extraction.features import Reading, read
from behovai.extraction.linear import Weights, load
from behovai.submission import Criterion, Submission

VAGUE = "vague"


class Reason(NamedTuple):
    """Why a label was given to a unit: a feature, the words it came from, and how much it weighed (negative: against)."""

    label: str
    feature: str
    words: str
    weight: float


class LocalExtractor:
    """Reads with the weights shipped in the package, or with others."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights

    @property
    def weights(self) -> Weights:
        """The weights in use, loaded when first needed."""
        return self._weights or load()

    def extract(self, submission: Submission) -> Evidence:
        """What every unit of the applicant's answers shows; nothing for text that is not Norwegian."""
        if submission.language not in ("nb", "nn"):
            return Evidence(units=(), reader="local", notes=("Teksten er ikke på norsk og er ikke lest.",))
        found = (self._entry(reading) for reading in read(submission))
        order = {unit.id: place for place, unit in enumerate(submission.units)}
        entries = sorted((entry for entry in found if entry), key=lambda entry: order[entry.unit])
        return Evidence(units=tuple(entries), reader="local")

    def explain(self, submission: Submission, unit: str) -> list[Reason]:
        """The reasons behind each label of a unit, heaviest first. KeyError if the unit is not in an answer."""
        reading = next((item for item in read(submission) if item.unit.id == unit), None)
        if reading is None:
            raise KeyError(unit)
        labels = self._labels(reading)
        return [
            Reason(label, feature, reading.features.get(feature, ""), weight)
            for label in labels
            for feature, weight in self.weights.reasons(reading.features, label)
        ]

    def _labels(self, reading: Reading) -> list[str]:
        scores = dict(zip(self.weights.labels, self.weights.scores(reading.features), strict=True))
        own = reading.answer.criterion
        return [label for label, score in scores.items() if score > (-OWN_BENEFIT if own and label == own.value else 0.0)]

    def _entry(self, reading: Reading) -> UnitEvidence | None:
        labels = set(self._labels(reading))
        criteria = tuple(criterion for criterion in Criterion if criterion.value in labels)
        roles = tuple(role for role in Role if role.value in labels)
        questions = tuple(question for question in Question if question.value in labels)
        if not (criteria or roles or questions):
            return None
        vague = VAGUE in labels if Role.INDIKATOR in roles else None
        return UnitEvidence(unit=reading.unit.id, criteria=criteria, roles=roles, questions=questions, vague=vague)


# A unit in the answer to one lettered criterion bears on it unless it plainly does not (labelling guide, point 2).
OWN_BENEFIT = 3.0
