"""A small network as plain whole numbers: the features of a submission's units in, a sum per label for each unit out, and the reasons.

    hidden   what a unit's features add up to, kept between 0 and MOST
    context  what the hidden numbers of the unit, its neighbours, its answer and the submission (their means) add up to, kept likewise
    label    what features, hidden and context add up to: above 0 it holds

With what was cut off known, a label's sum is nothing but a sum over features. So reasons add up to it, but for rounding, as with a linear
model. No numerical library is needed, and the same text gives the same numbers on every machine.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from behovai.extraction.lanes import Lanes, Matrix

ZERO = 128  # the byte that stands for 0 in the table
MOST = 2**13 - 1  # no hidden or context number is larger, so that sums of products have room in their lanes
FINE = 8  # context numbers that go into labels are 2⁸ times what they stand for
BEFORE, AFTER, ANSWER, SUBMISSION = "setningen før", "setningen etter", "hele svaret", "hele meldingen"
_TOGETHER = 250  # so many rows of the table can be added in lanes of 16 bits
Columns = Sequence[Sequence[int]]
NAMED = tuple(map(frozenset, ((), ("indikator",), ("datakilde",), ("indikator", "datakilde"))))  # what an answer can name
HERE = Path(__file__).parent


class Pull(NamedTuple):
    """What a feature, or one of the places around the unit, adds to a label's sum."""

    feature: str
    weight: float


class Unit(NamedTuple):
    """One unit on its way through the network.

    `steps` is what its features sum to in the columns of the labels, `hidden` its hidden numbers; they give, still in lanes, `own`, `after`
    and `before` to the context numbers of the unit itself, the one after it and the one before it, and `label` to its labels.
    """

    steps: Sequence[int]
    hidden: Sequence[int]
    own: int
    after: int
    before: int
    label: int


@dataclass(frozen=True)
class Network:
    """What was learned (evals/train.py). With F features, H hidden and C context numbers, L labels:

    `table` has a row of H + L bytes for each feature of `places`; a step in one of its last L columns is worth `step`. `hidden_start` has H
    numbers. `context` has H columns of 3 C numbers – what a unit gives itself, the one after it and the one before it –, `answer` and
    `submission` H columns of C, `label` C + H columns of L. Context numbers are 2 to the power of `context_bits` times what they stand
    for, sums of labels of `label_bits`. `named_…` and `off_topic` judge whole answers, `near` whole submissions (extraction/answers.py).
    """

    labels: tuple[str, ...]
    places: Mapping[str, int]
    table: bytes
    step: tuple[float, ...]
    hidden_start: tuple[int, ...]
    context: Columns
    answer: Columns
    submission: Columns
    context_start: tuple[int, ...]
    label: Columns
    start: tuple[float, ...]
    context_bits: int
    label_bits: int
    named_worth: Sequence[Sequence[float]]
    named_start: tuple[float, ...]
    off_topic: float = 0.0
    near: Mapping[str, float] = field(default_factory=dict)

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
        worth = [numbers[column] for numbers in self.label]
        through = [value if 0 < on < MOST else 0 for value, on in zip(worth, contexts[place], strict=False)]
        blocks = [[_dot(through, numbers[start : start + size]) for numbers in self.context] for start in (0, size, 2 * size)]
        scale = 1 << self.label_bits + self.less
        own = [(direct << self.less) + passed for direct, passed in zip(worth[size:], blocks[0], strict=True)]
        own = [value if 0 < on < MOST else 0 for value, on in zip(own, units[place].hidden, strict=True)]
        found = []
        for feature in answers[which][place]:
            steps = [byte - ZERO for byte in self.row(feature)]
            if steps:
                found.append(Pull(feature, _dot(own, steps) / scale + steps[len(own) + column] * self.step[column]))
        if place:
            found.append(Pull(BEFORE, _dot(blocks[1], units[place - 1].hidden) / scale))
        if place + 1 < len(units):
            found.append(Pull(AFTER, _dot(blocks[2], units[place + 1].hidden) / scale))
        for name, matrix, around in ((ANSWER, self.answer, units), (SUBMISSION, self.submission, list(chain(*read)))):
            found.append(Pull(name, _dot([_dot(through, numbers) for numbers in matrix], _mean(around)) / scale))
        return sorted(found, key=lambda pull: -abs(pull.weight))[:most]

    @property
    def less(self) -> int:
        """The bits that context numbers are shortened by on their way to the labels."""
        return self.context_bits - FINE

    def named(self, profile: Sequence[float], sure: Collection[str] = ()) -> frozenset[str]:
        """Which of indikator and datakilde an answer with this profile names: the likeliest of NAMED that holds what is `sure`."""
        sums = {
            named: start + _dot(worth, profile)
            for named, worth, start in zip(NAMED, self.named_worth, self.named_start, strict=True)
            if named.issuperset(sure)
        }
        return max(sums, key=sums.__getitem__)

    def row(self, feature: str) -> bytes:
        """The feature's bytes in the table; none if it is unknown."""
        place = self.places.get(feature)
        width = len(self.hidden_start) + len(self.labels)
        return b"" if place is None else self.table[place * width : (place + 1) * width]

    @cached_property
    def _inside(self) -> "_Inside":
        """The same numbers in lanes, made when first needed."""
        return _Inside.of(self)

    def _unit(self, features: Collection[str]) -> Unit:
        inside = self._inside
        steps, hidden = self._sums(list(map(inside.rows.__getitem__, features)))
        three = (inside.context,) * 3
        return Unit(steps, hidden, *inside.own.lanes.cut(inside.own.times(hidden), (*three, inside.label)))

    def _sums(self, rows: list[int]) -> tuple[Sequence[int], Sequence[int]]:
        """What rows of the table sum to in the columns of the labels, and the hidden numbers."""
        inside = self._inside
        if len(rows) <= _TOGETHER:
            hidden, steps = inside.row.cut(sum(rows), (inside.hidden, inside.steps))
            return inside.steps.numbers(steps), inside.hidden.kept(hidden + inside.hidden_start, MOST)
        sums = [sum(numbers) for numbers in zip(*map(inside.row.numbers, rows), strict=True)]
        raised = [value + start for value, start in zip(sums, self.hidden_start, strict=False)]
        return sums[len(raised) :], [min(max(0, value), MOST) for value in raised]

    def _shared(self, read: Sequence[Sequence[Unit]]) -> int:
        """What is added to the context numbers of every unit of a submission, still in its lanes."""
        return self._inside.submission.times(_mean(list(chain(*read)))) if read else 0

    def _contexts(self, units: Sequence[Unit], shared: int) -> list[tuple[int, ...]]:
        """The context numbers of each unit of an answer, as they go into the labels."""
        inside, less = self._inside, self.less
        shared += inside.context_start + inside.answer.times(_mean(units))
        befores, afters = (0, *(unit.after for unit in units[:-1])), (*(unit.before for unit in units[1:]), 0)
        sums = [shared + unit.own + before + after for unit, before, after in zip(units, befores, afters, strict=True)]
        return [inside.context.kept(one, MOST, less) for one in sums]

    def _labels(self, unit: Unit, context: Sequence[int]) -> list[float]:
        product = self._inside.label.numbers(unit.label + self._inside.later.times(context))
        scale = 1 << self.label_bits
        return [
            through / scale + steps * step + start
            for through, steps, step, start in zip(product, unit.steps, self.step, self.start, strict=True)
        ]


class _Rows(dict[str, int]):
    """The rows of the table in lanes, by feature. What is known is kept, since most features come again; what is unknown is 0 and not."""

    def __init__(self, network: Network, lanes: Lanes) -> None:
        super().__init__()
        self._network, self._lanes = network, lanes

    def __missing__(self, feature: str) -> int:
        row = self._network.row(feature)
        if row:
            self[feature] = self._lanes.pack_bytes(row, ZERO)
        return self[feature] if row else 0


@dataclass(frozen=True)
class _Inside:
    """A network in lanes. `own` multiplies hidden numbers: to context numbers, thrice, and to labels; `later` context numbers to labels."""

    row: Lanes
    rows: _Rows
    hidden: Lanes
    steps: Lanes
    hidden_start: int
    own: Matrix
    answer: Matrix
    submission: Matrix
    context: Lanes
    context_start: int
    later: Matrix
    label: Lanes

    @classmethod
    def of(cls, network: Network) -> "_Inside":
        width, size = len(network.hidden_start), len(network.context_start)
        hidden, answer, later = Lanes(width, 16), Matrix(network.answer), Matrix(network.label[:size])
        row = Lanes(width + len(network.labels), 16)
        return cls(
            row=row,
            rows=_Rows(network, row),
            hidden=hidden,
            steps=Lanes(len(network.labels), 16),
            hidden_start=hidden.pack(network.hidden_start),
            own=Matrix([[*context, *label] for context, label in zip(network.context, network.label[size:], strict=True)]),
            answer=answer,
            submission=Matrix(network.submission),
            context=answer.lanes,
            context_start=answer.lanes.pack(network.context_start),
            later=later,
            label=later.lanes,
        )


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
        context=data["context"],
        answer=data["answer"],
        submission=data["submission"],
        context_start=tuple(data["context_start"]),
        label=data["label"],
        start=tuple(data["start"]),
        context_bits=data["context_bits"],
        label_bits=data["label_bits"],
        named_worth=data["second_look"]["named_worth"],
        named_start=tuple(data["second_look"]["named_start"]),
        off_topic=data["second_look"]["off_topic"],
        near=data["second_look"]["near"],
    )
