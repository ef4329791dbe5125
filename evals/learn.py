"""Units with their labels → a small network (PyTorch, a development dependency), and the network → whole numbers in files.

What is computed is told in behovai/extraction/network.py, which reads the files and needs nothing but Python.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from behovai.extraction.lanes import LARGEST
from behovai.extraction.network import FINE, MOST, ZERO
from behovai.submission import Criterion
from evals.labelled import LABELS, Data

HIDDEN, CONTEXT = 128, 64
ROUNDS = 20  # over all answers
TOGETHER = 32  # answers a step
PACE, DECAY = 2e-3, 1e-2
FORGET = 0.6  # share of a unit's features that are hidden from the network, so that it does not lean on a few
DROP = 0.3  # the same for its inner numbers
QUIET = 0.03  # the price of a hidden number: what is 0 costs no time when a submission is read
WRITERS_AT_LEAST = 5  # a feature that fewer writers use is theirs, not the language's
WHOLE_COUNTS = 3.0  # a unit of a whole submission counts more than one of an answer written alone
RAREST_COUNTS = 3.0  # and a unit that has a rare label up to so much more
MISPLACED = 0.06  # share of the lettered answers shown under another letter, so that the letter alone is never enough
CRITERIA = [criterion.value for criterion in Criterion]


class Net(nn.Module):
    """The network of behovai/extraction/network.py, in floating point."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.hidden = nn.EmbeddingBag(features, HIDDEN, mode="sum")
        self.hidden_start = nn.Parameter(torch.zeros(HIDDEN))
        self.direct = nn.EmbeddingBag(features, len(LABELS), mode="sum")
        self.context = nn.Linear(5 * HIDDEN, CONTEXT)
        self.label = nn.Linear(CONTEXT + HIDDEN, len(LABELS))
        self.drop = nn.Dropout(DROP)
        nn.init.normal_(self.hidden.weight, 0, 0.05)
        nn.init.zeros_(self.direct.weight)

    def forward(self, features: Tensor, starts: Tensor, lengths: Tensor, texts: Tensor) -> tuple[Tensor, Tensor]:
        """Sums per unit and label, and the hidden numbers per unit.

        `features` of all units in a row, where each unit `starts`, how many units each answer has, the number of the text it is from.
        """
        kept = torch.relu(self.hidden(features, starts) + self.hidden_start)
        hidden = self.drop(kept)
        ends = torch.cumsum(lengths, 0)
        answer = torch.repeat_interleave(torch.arange(len(lengths)), lengths)
        first, last = torch.ones(len(hidden), 1), torch.ones(len(hidden), 1)
        first[ends - lengths] = 0
        last[ends - 1] = 0
        near = [torch.roll(hidden, 1, 0) * first, torch.roll(hidden, -1, 0) * last]
        around = torch.cat([hidden, *near, _mean(hidden, answer), _mean(hidden, texts[answer])], 1)
        context = self.drop(torch.relu(self.context(around)))
        return self.label(torch.cat([context, hidden], 1)) + self.direct(features, starts), kept


def _mean(hidden: Tensor, group: Tensor) -> Tensor:
    """For each unit the mean over the units of its group."""
    count = int(group[-1]) + 1
    size = torch.zeros(count).index_add_(0, group, torch.ones(len(hidden)))
    return (torch.zeros(count, HIDDEN).index_add_(0, group, hidden) / size[:, None])[group]


class Learner:
    """A network learned from some of the answers, and the features it knows."""

    def __init__(self, data: Data, answers: Sequence[range], seed: int = 1) -> None:
        self.places = vocabulary(
            (data.features[i] for units in answers for i in units), (data.writer[i] for units in answers for i in units)
        )
        self._random = np.random.default_rng(seed)
        torch.manual_seed(seed)
        self.net = Net(len(self.places))
        self._learn(data, answers)

    def sums(self, data: Data, answers: Sequence[range]) -> np.ndarray:
        """What the network gives the units of these answers, in their order."""
        self.net.eval()
        with torch.no_grad():
            return np.concatenate([self._of_text(data, text) for text in texts_of(data, answers)])

    def _of_text(self, data: Data, text: list[range]) -> np.ndarray:
        return self.net(*self._batch([text], [_features(data, units) for units in text], 0.0))[0].numpy()

    def _learn(self, data: Data, answers: Sequence[range]) -> None:
        every = [i for units in answers for i in units]
        has = (data.labels[every] * data.known[every]).sum(0)
        lacks = data.known[every].sum(0) - has
        rarity = torch.tensor(np.clip(lacks / np.maximum(has, 1) / 8, 1, RAREST_COUNTS), dtype=torch.float32)
        texts = texts_of(data, answers)
        optimiser = torch.optim.AdamW(self.net.parameters(), lr=PACE, weight_decay=DECAY)
        rounds = [list(self._together(texts)) for _ in range(ROUNDS)]
        pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, PACE, total_steps=sum(map(len, rounds)) + 1)
        self.net.train()
        for batch in chain(*rounds):
            shown = [self._shown(data, units) for text in batch for units in text]
            units = [i for text in batch for units in text for i in units]
            known = torch.tensor(np.concatenate([row for _, row in shown]), dtype=torch.float32)
            weight = torch.tensor([[WHOLE_COUNTS if data.whole[i] else 1.0] for i in units])
            found, hidden = self.net(*self._batch(batch, [features for features, _ in shown], FORGET))
            target = torch.tensor(data.labels[units], dtype=torch.float32)
            missed = binary_cross_entropy_with_logits(found, target, pos_weight=rarity, reduction="none")
            optimiser.zero_grad()
            ((missed * known * weight).mean() + QUIET * hidden.mean()).backward()
            optimiser.step()
            pace.step()

    def _together(self, texts: Sequence[list[range]]) -> Iterator[list[list[range]]]:
        """All texts in a new order, in batches of so many answers."""
        batch: list[list[range]] = []
        for place in self._random.permutation(len(texts)):
            batch.append(texts[place])
            if sum(map(len, batch)) >= TOGETHER:
                yield batch
                batch = []
        if batch:
            yield batch

    def _shown(self, data: Data, units: range) -> tuple[list[list[str]], np.ndarray]:
        """The features of an answer's units and what is known of their labels; now and then as if under another letter."""
        features, known = _features(data, units), data.known[units.start : units.stop]
        own = data.section[units.start].removeprefix("=")
        if own not in CRITERIA or self._random.random() >= MISPLACED:
            return features, known
        other = CRITERIA[(CRITERIA.index(own) + 1 + self._random.integers(4)) % len(CRITERIA)]
        known = known.copy()
        known[:, LABELS.index(own)] = 0  # what follows from the letter alone no longer does
        return [[_moved(feature, own, other) for feature in found] for found in features], known

    def _batch(self, texts: Sequence[list[range]], answers: Sequence[Sequence[list[str]]], forget: float) -> tuple[Tensor, ...]:
        rows = [np.array([self.places[f] for f in unit if f in self.places], dtype=np.int64) for answer in answers for unit in answer]
        rows = [row[self._random.random(len(row)) >= forget] for row in rows] if forget else rows
        starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
        lengths = [len(answer) for answer in answers]
        numbers = [number for number, text in enumerate(texts) for _ in text]
        return torch.tensor(np.concatenate(rows)), torch.tensor(starts), torch.tensor(lengths), torch.tensor(numbers)


def texts_of(data: Data, answers: Sequence[range]) -> list[list[range]]:
    """The answers that belong together: those of a submission; one that was written alone is by itself."""
    named = ((data.submission[units.start] or str(units.start), units) for units in answers)
    return [[units for _, units in group] for _, group in groupby(named, key=lambda one: one[0])]


def _features(data: Data, units: range) -> list[list[str]]:
    return [data.features[i] for i in units]


def _moved(feature: str, own: str, other: str) -> str:
    if feature == f"krit={own}":
        return f"krit={other}"
    return f"{other}&{feature[len(own) + 1 :]}" if feature.startswith(f"{own}&") else feature


def vocabulary(features: Iterable[list[str]], writers: Iterable[str]) -> dict[str, int]:
    """The features that enough writers use, each with its place."""
    used = defaultdict(set)
    for found, writer in zip(features, writers, strict=True):
        for feature in found:
            used[feature].add(writer)
    return {feature: place for place, feature in enumerate(sorted(f for f, who in used.items() if len(who) >= WRITERS_AT_LEAST))}


def write(learner: Learner, thresholds: np.ndarray, second_look: dict[str, object], folder: Path) -> None:
    """The network as whole numbers: network.bin (the table) and network.json (all else, and how answers are judged as a whole)."""
    net = learner.net
    part = {name: value.detach().numpy().astype(float) for name, value in net.named_parameters()}
    table = np.concatenate([part["hidden.weight"], part["direct.weight"]], 1)
    step = np.maximum(np.abs(table).max(0), 1e-9) / (ZERO - 1)
    hidden = step[:HIDDEN]
    blocks = np.split(part["context.weight"].T * np.tile(hidden, 5)[:, None], 5)  # unit, before, after, answer, all
    label = part["label.weight"].T
    label[:CONTEXT] /= 1 << FINE
    label[CONTEXT:] *= hidden[:, None]
    context_bits, label_bits = _bits(np.concatenate(blocks), part["context.bias"]), _bits(label)
    numbers = {
        "labels": LABELS,
        "start": [round(float(value), 4) for value in part["label.bias"] - thresholds],
        "step": [float(f"{value:.6g}") for value in step[HIDDEN:]],
        "hidden_start": _whole(part["hidden_start"] / hidden),
        "context_bits": context_bits,
        "label_bits": label_bits,
        "context_start": _whole(part["context.bias"] * 2.0**context_bits),
        "context": [_whole(np.concatenate(three) * 2.0**context_bits) for three in zip(*blocks[:3], strict=True)],
        "answer": [_whole(column * 2.0**context_bits) for column in blocks[3]],
        "submission": [_whole(column * 2.0**context_bits) for column in blocks[4]],
        "label": [_whole(column * 2.0**label_bits) for column in label],
        "second_look": second_look,
        "features": list(learner.places),
    }
    lines = [f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in numbers.items()]
    (folder / "network.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    (folder / "network.bin").write_bytes((np.rint(table / step) + ZERO).astype(np.uint8).tobytes())


def _bits(columns: np.ndarray, start: np.ndarray | float = 0.0) -> int:
    """The largest power of two the columns, and what is added, can be multiplied by, so that numbers up to MOST never outgrow a lane."""
    room = LARGEST / MOST - len(columns) - 1  # each number may be rounded up
    return int(np.floor(np.log2(room / (np.abs(columns).sum(0) + np.abs(start) / MOST).max())))


def _whole(values: np.ndarray) -> list[int]:
    return [int(value) for value in np.rint(values)]
