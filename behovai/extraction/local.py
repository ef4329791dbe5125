"""Submission → Evidence without a language model: readable features, a small network, and code where the scheme decides.

The same file always gives the same evidence, and for every label it can say why.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.extraction.answers import (
    bear_on_each,
    hear,
    obey_columns,
    obey_letters,
    only_points,
    plainly,
    profile,
    say_nothing,
    settle,
    spend_nothing,
    stay_on_topic,
)
from behovai.extraction.features import ONLY_TRAVEL, Reading, read
from behovai.extraction.network import Network, load
from behovai.submission import Criterion, Submission

VAGUE = "vague"
AGAIN = "sett på nytt: hele svaret, tabellen, bokstavene eller begge parter"  # the second look
_NOUNS: dict[str, Criterion | Role | Question] = {noun.value: noun for nouns in (Criterion, Role, Question) for noun in nouns}


class Reason(NamedTuple):
    """Why a label was given to a unit: a feature or a place around it, the words it came from, its weight (negative: against)."""

    label: str
    feature: str
    words: str
    weight: float


class LocalExtractor:
    """Reads with the network shipped in the package, or with another."""

    def __init__(self, network: Network | None = None) -> None:
        self._network = network

    @property
    def network(self) -> Network:
        """The network in use, loaded when first needed."""
        return self._network or load()

    def sums(self, answers: list[list[Reading]]) -> list[list[list[float]]]:
        """What the network gives each unit of each answer, per label: above 0 it holds, before the second look."""
        return self.network.scores([[reading.features for reading in answer] for answer in answers])

    def extract(self, submission: Submission) -> Evidence:
        """What every unit of the applicant's answers shows; nothing for text that is not Norwegian."""
        if submission.language not in ("nb", "nn"):
            return Evidence(units=(), reader="local", notes=("Teksten er ikke på norsk og er ikke lest.",))
        order = {unit.id: place for place, unit in enumerate(submission.units)}
        found = [entry for answer in self._read(submission) for reading, labels in answer if (entry := _entry(reading, labels))]
        return Evidence(units=tuple(sorted(found, key=lambda entry: order[entry.unit])), reader="local")

    def explain(self, submission: Submission, unit: str) -> list[Reason]:
        """The reasons behind each label of a unit, heaviest first. KeyError if the unit is not in an answer.

        A label that only the second look gives has AGAIN as its first reason, with what the network's own sum lacked.
        """
        answers = self._read(submission)
        for which, answer in enumerate(answers):
            for place, (reading, labels) in enumerate(answer):
                if reading.unit.id == unit:
                    return list(self._reasons([[other for other, _ in units] for units in answers], which, place, labels))
        raise KeyError(unit)

    def _reasons(self, answers: list[list[Reading]], which: int, place: int, labels: set[str]) -> Iterator[Reason]:
        features = [[reading.features for reading in answer] for answer in answers]
        for label, own in zip(self.network.labels, self.sums(answers)[which][place], strict=True):
            if label not in labels:
                continue
            if own <= 0:
                yield Reason(label, AGAIN, "", -own)
            for pull in self.network.reasons(features, which, place, label):
                yield Reason(label, pull.feature, features[which][place].get(pull.feature, ""), pull.weight)

    def _read(self, submission: Submission) -> list[list[tuple[Reading, set[str]]]]:
        """Every answer as its units with their labels."""
        names = self.network.labels
        answers = [list(group) for _, group in groupby(read(submission), key=lambda reading: id(reading.answer))]
        sums = self.sums(answers)
        lettered = any(answer[0].answer.criterion for answer in answers)
        for answer, rows in zip(answers, sums, strict=True):
            self._look_again(answer, rows)
            if answer[0].answer.section == "4" and not lettered:
                bear_on_each(rows, names)
            elif answer[0].answer.section == "4":
                for reading, row in zip(answer, rows, strict=True):
                    obey_letters(row, names, submission.document[reading.unit.span], submission.letters)
        if sums:
            hear([row for rows in sums for row in rows], names, self.network.near)
        found = []
        for answer, rows in zip(answers, sums, strict=True):
            labels = [{name for name, value in zip(names, row, strict=True) if value > 0} for row in rows]
            found.append([(reading, shown | _for_both(reading, shown)) for reading, shown in zip(answer, labels, strict=True)])
        return found

    def _look_again(self, answer: list[Reading], rows: list[list[float]]) -> None:
        """The second look at an answer: what only points elsewhere, its tables, and what the answer to a letter says as a whole."""
        names, criterion = self.network.labels, answer[0].answer.criterion
        for reading, row in zip(answer, rows, strict=True):
            if only_points(reading.words):
                say_nothing(row, names)
            if ONLY_TRAVEL in reading.features:
                spend_nothing(row, names)
        about = answer[0].answer.section.startswith("4")
        told = about and obey_columns(rows, names, [reading.features for reading in answer])
        if criterion:
            sure = plainly(rows, names) | ({"datakilde"} if told else set())
            settle(rows, names, self.network.named(profile(rows, names, criterion.value), sure))
            stay_on_topic(rows, names.index(criterion.value), self.network.off_topic)


def _for_both(reading: Reading, labels: set[str]) -> set[str]:
    """What the money of both parties together goes to is said of each (docs/rules.md, OKO003)."""
    uses = {Question.USE_OWNER.value, Question.USE_PARTNER.value}
    names_both = "c=hvem.eier" in reading.features and "c=hvem.uh" in reading.features
    return uses if names_both and "c=penger.bruk" in reading.features and labels & uses else set()


def _entry(reading: Reading, labels: set[str]) -> UnitEvidence | None:
    nouns = [noun for name, noun in _NOUNS.items() if name in labels]
    criteria = tuple(noun for noun in nouns if isinstance(noun, Criterion))
    roles = tuple(noun for noun in nouns if isinstance(noun, Role))
    questions = tuple(noun for noun in nouns if isinstance(noun, Question))
    if not (criteria or roles or questions):
        return None
    vague = VAGUE in labels if Role.INDIKATOR in roles else None
    return UnitEvidence(unit=reading.unit.id, criteria=criteria, roles=roles, questions=questions, vague=vague)
