"""A small network as plain whole numbers: the features of a submission's units in, a sum per label for each unit out, and the reasons.

    hidden   what a unit's features add up to, kept between 0 and MOST
    context  what the hidden numbers of the unit, its neighbours, its answer and the submission (their means) add up to, kept likewise
    label    what features, hidden and context add up to: above 0 it holds

With what was cut off known, a label's sum is nothing but a sum over features. So reasons add up to it, but for rounding, as with a linear
model. No numerical library is needed, and the same text gives the same numbers on every machine.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from operator import add
from pathlib import Path
from typing import NamedTuple

from behovai.extraction.lanes import Matrix, add_bytes, pack_bytes

ZERO = 128  # the byte that stands for 0 in the table
MOST = 2**13 - 1  # no hidden or context number is larger, so that sums of products have room in their lanes
FINE = 8  # context numbers that go into labels are 2⁸ times what they stand for
BEFORE, AFTER, ANSWER, SUBMISSION = "setningen før", "setningen etter", "hele svaret", "hele meldingen"
HERE = Path(__file__).parent


class Pull(NamedTuple):
    """What a feature, or one of the places around the unit, adds to a label's sum."""

    feature: str
    weight: float


class Unit(NamedTuple):
    """One unit on its way through the network: how many known features it has, what they sum to in the table, and its hidden numbers."""

    known: int
    sums: list[int]
    hidden: list[int]


@dataclass(frozen=True)
class Network:
    """What was learned (evals/train.py). With F features, H hidden and C context numbers, L labels:

    `table` has a row of H + L bytes for each feature of `places`; a step in one of its last L columns is worth `step`. `hidden_start` has H
    numbers. `context` has H columns of 3 C numbers – what a unit gives itself, the one after it and the one before it –, `answer` and
    `submission` H columns of C, `label` C + H columns of L. Context numbers are 2 to the power of `context_bits` times what they stand
    for, sums of labels of `label_bits`. `silent_…` and `off_topic` judge whole answers, `plain` whole submissions (extraction/answers.py).
    """

    labels: tuple[str, ...]
    places: Mapping[str, int]
    table: bytes
    step: tuple[float, ...]
    hidden_start: tuple[int, ...]
    context: Matrix
    answer: Matrix
    submission: Matrix
    context_start: tuple[int, ...]
    label: Matrix
    start: tuple[float, ...]
    context_bits: int
    label_bits: int
    silent_worth: tuple[float, ...] = ()
    silent_start: float = 0.0
    off_topic: float = 0.0
    plain: Mapping[str, float] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def scores(self, answers: Sequence[Sequence[Collection[str]]]) -> list[list[list[float]]]:
        """The sums per label, in the order of `labels`, of each unit of each answer of a submission: above 0 the label holds.

        A unit is given by its features. An answer has one unit at least.
        """
        read = [[self._unit(features) for features in answer] for answer in answers]
        shared = self._shared(read)
        return [[self._labels(unit, context) for unit, context in zip(units, self._contexts(units, shared), strict=True)] for units in read]

    def reasons(self, answers: Sequence[Sequence[Collection[str]]], which: int, place: int, label: str, most: int = 6) -> list[Pull]:
        """What weighed most for or against a label of the unit at a place in one of the answers, heaviest first."""
        read = [[self._unit(features) for features in answer] for answer in answers]
        units, contexts = read[which], self._contexts(read[which], self._shared(read))
        column, size = self.labels.index(label), len(self.context_start)
        worth = [numbers[column] for numbers in self.label.columns]
        through = [value if 0 < on < MOST else 0 for value, on in zip(worth, contexts[place], strict=False)]
        blocks = [[_dot(through, numbers[start : start + size]) for numbers in self.context.columns] for start in (0, size, 2 * size)]
        scale = 1 << self.label_bits + self.less
        own = [(direct << self.less) + passed for direct, passed in zip(worth[size:], blocks[0], strict=True)]
        own = [value if 0 < on < MOST else 0 for value, on in zip(own, units[place].hidden, strict=True)]
        found = []
        for feature in answers[which][place]:
            steps = [byte - ZERO for byte in self._row(feature)]
            if steps:
                found.append(Pull(feature, _dot(own, steps) / scale + steps[len(own) + column] * self.step[column]))
        if place:
            found.append(Pull(BEFORE, _dot(blocks[1], units[place - 1].hidden) / scale))
        if place + 1 < len(units):
            found.append(Pull(AFTER, _dot(blocks[2], units[place + 1].hidden) / scale))
        for name, matrix, around in ((ANSWER, self.answer, units), (SUBMISSION, self.submission, list(chain(*read)))):
            found.append(Pull(name, _dot([_dot(through, numbers) for numbers in matrix.columns], _mean(around)) / scale))
        return sorted(found, key=lambda pull: -abs(pull.weight))[:most]

    @property
    def less(self) -> int:
        """The bits that context numbers are shortened by on their way to the labels."""
        return self.context_bits - FINE

    def silent(self, profile: Sequence[float]) -> bool:
        """Whether an answer with this profile says nothing about how it will be assessed."""
        return self.silent_start + _dot(self.silent_worth, profile) > 0

    def _row(self, feature: str) -> bytes:
        """The feature's bytes in the table; none if it is unknown."""
        place = self.places.get(feature)
        width = len(self.hidden_start) + len(self.labels)
        return b"" if place is None else self.table[place * width : (place + 1) * width]

    def _packed(self, feature: str) -> int | None:
        """The same ready to be added up. What is known is kept, since most features come again; what is unknown is not."""
        found = self._seen.get(feature)
        if found is None and feature in self.places:
            found = self._seen[feature] = pack_bytes(self._row(feature))
        return found

    def _unit(self, features: Collection[str]) -> Unit:
        rows = [packed for feature in features if (packed := self._packed(feature)) is not None]
        sums = add_bytes(rows, len(self.hidden_start) + len(self.labels))
        return Unit(len(rows), sums, _kept(map(add, sums, self.hidden_start), ZERO * len(rows)))

    def _shared(self, read: Sequence[Sequence[Unit]]) -> int:
        """What is added to the context numbers of every unit of a submission, still in its lanes."""
        units = list(chain(*read))
        return self.submission.packed(_mean(units)) if units else 0

    def _contexts(self, units: Sequence[Unit], shared: int) -> list[list[int]]:
        """The context numbers of each unit of an answer, as they go into the labels."""
        less, starts = self.less, self.context_start
        shared += self.answer.packed(_mean(units))
        own, before, after = zip(*(self.context.cut(self.context.packed(unit.hidden), 3) for unit in units), strict=True)
        # what is added has as many lanes as `answer` is high, and so its numbers are read with it
        added = [shared + sum(three) for three in zip(own, (0, *before[:-1]), (*after[1:], 0), strict=True)]
        return [_kept([value + start >> less for value, start in zip(self.answer.numbers(one), starts, strict=True)]) for one in added]

    def _labels(self, unit: Unit, context: Sequence[int]) -> list[float]:
        product = self.label.times([*context, *unit.hidden])
        scale, lift = 1 << self.label_bits, ZERO * unit.known
        direct = unit.sums[len(self.hidden_start) :]
        return [
            through / scale + (steps - lift) * step + start
            for through, steps, step, start in zip(product, direct, self.step, self.start, strict=True)
        ]


def _kept(numbers: Iterable[int], lift: int = 0) -> list[int]:
    """The numbers, without their lift, between 0 and MOST."""
    most = MOST + lift
    return [0 if number < lift else number - lift if number < most else MOST for number in numbers]


def _mean(units: Sequence[Unit]) -> list[int]:
    return [sum(column) // len(units) for column in zip(*(unit.hidden for unit in units), strict=True)]


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=False))


@cache
def load() -> Network:
    """The network shipped with the package (extraction/network.json and network.bin)."""
    data = json.loads((HERE / "network.json").read_text("utf-8"))
    return Network(
        labels=tuple(data["labels"]),
        places={feature: place for place, feature in enumerate(data["features"])},
        table=(HERE / "network.bin").read_bytes(),
        step=tuple(data["step"]),
        hidden_start=tuple(data["hidden_start"]),
        context=Matrix(data["context"]),
        answer=Matrix(data["answer"]),
        submission=Matrix(data["submission"]),
        context_start=tuple(data["context_start"]),
        label=Matrix(data["label"]),
        start=tuple(data["start"]),
        context_bits=data["context_bits"],
        label_bits=data["label_bits"],
        silent_worth=tuple(data["second_look"]["silent_worth"]),
        silent_start=data["second_look"]["silent_start"],
        off_topic=data["second_look"]["off_topic"],
        plain=data["second_look"]["plain"],
    )
