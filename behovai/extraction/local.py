"""Submission → Evidence without a language model: readable features, a small linear model, and rules where the scheme decides.

The same file always gives the same evidence, and for every label it can say why.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.extraction.answers import profile, settle, stay_on_topic
from behovai.extraction.features import Reading, read
from behovai.extraction.linear import Weights, load
from behovai.submission import Criterion, Submission

VAGUE = "vague"
_CRITERIA = tuple((criterion.value, criterion) for criterion in Criterion)
_ROLES = tuple((role.value, role) for role in Role)
_QUESTIONS = tuple((question.value, question) for question in Question)


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
        order = {unit.id: place for place, unit in enumerate(submission.units)}
        found = [entry for reading, labels in self._read(submission) if (entry := _entry(reading, labels))]
        return Evidence(units=tuple(sorted(found, key=lambda entry: order[entry.unit])), reader="local")

    def explain(self, submission: Submission, unit: str) -> list[Reason]:
        """The reasons behind each label of a unit, heaviest first. KeyError if the unit is not in an answer."""
        for reading, labels in self._read(submission):
            if reading.unit.id == unit:
                return [
                    Reason(label, feature, reading.features.get(feature, ""), weight)
                    for label in sorted(labels, key=self.weights.labels.index)
                    for feature, weight in self.weights.reasons(reading.features, label)
                ]
        raise KeyError(unit)

    def _read(self, submission: Submission) -> Iterator[tuple[Reading, set[str]]]:
        """Every unit with its labels, answer by answer."""
        names = self.weights.labels
        for _, group in groupby(read(submission), key=lambda reading: id(reading.answer)):
            readings = list(group)
            sums = [self.weights.scores(reading.features) for reading in readings]
            criterion = readings[0].answer.criterion
            if criterion:
                settle(sums, names, silent=self.weights.silent(profile(sums, names, criterion.value)))
                stay_on_topic(sums, names.index(criterion.value), self.weights.off_topic)
            for reading, row in zip(readings, sums, strict=True):
                labels = {name for name, value in zip(names, row, strict=True) if value > 0}
                yield reading, labels | _for_both(reading, labels)


def _for_both(reading: Reading, labels: set[str]) -> set[str]:
    """What the money of both parties together goes to is said of each (gap catalogue, OKO003)."""
    uses = {Question.USE_OWNER.value, Question.USE_PARTNER.value}
    names_both = "c=hvem.eier" in reading.features and "c=hvem.uh" in reading.features
    return uses if names_both and "c=penger.bruk" in reading.features and labels & uses else set()


def _entry(reading: Reading, labels: set[str]) -> UnitEvidence | None:
    criteria = tuple(criterion for name, criterion in _CRITERIA if name in labels)
    roles = tuple(role for name, role in _ROLES if name in labels)
    questions = tuple(question for name, question in _QUESTIONS if name in labels)
    if not (criteria or roles or questions):
        return None
    vague = VAGUE in labels if Role.INDIKATOR in roles else None
    return UnitEvidence(unit=reading.unit.id, criteria=criteria, roles=roles, questions=questions, vague=vague)
