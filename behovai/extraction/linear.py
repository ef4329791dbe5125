"""A linear model as plain numbers: features in, labels with the reasons for them out. No training library at run time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Weights:
    """What was learned: for each label a starting value and a threshold, for each feature what it is worth.

    `off_topic` and `silent_…` judge whole answers. The worths of a feature are one string, «label worth label worth …»: most
    features never occur in a given text, so only those that do are taken apart.
    """

    labels: tuple[str, ...]
    start: tuple[float, ...]
    threshold: tuple[float, ...]
    worth: Mapping[str, str]
    off_topic: float = 0.0
    silent_start: float = 0.0
    silent_worth: Sequence[float] = ()

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of worths per label, in the order of `labels`, over the label's threshold: above 0 the label holds."""
        sums = [start - threshold for start, threshold in zip(self.start, self.threshold, strict=True)]
        for feature in features:
            written = self.worth.get(feature)
            if written:
                for label, worth in _pairs(written):
                    sums[label] += worth
        return sums

    def silent(self, profile: Sequence[float]) -> bool:
        """Whether an answer with this profile (extraction/answers.py) says nothing about how it will be assessed."""
        return self.silent_start + sum(worth * value for worth, value in zip(self.silent_worth, profile, strict=True)) > 0

    def reasons(self, features: Iterable[str], label: str, most: int = 6) -> list[tuple[str, float]]:
        """The features that weighed most for or against a label, heaviest first."""
        index = self.labels.index(label)
        found = []
        for feature in features:
            found += [(feature, worth) for place, worth in _pairs(self.worth.get(feature, "")) if place == index]
        return sorted(found, key=lambda item: -abs(item[1]))[:most]


@lru_cache(maxsize=20_000)
def _pairs(written: str) -> tuple[tuple[int, float], ...]:
    numbers = written.split()
    return tuple(zip(map(int, numbers[::2]), map(float, numbers[1::2]), strict=True))


@cache
def load() -> Weights:
    """The weights shipped with the package (extraction/weights.json; trained by evals/train.py)."""
    data = json.loads((Path(__file__).parent / "weights.json").read_text("utf-8"))
    silent = data["silent"]
    return Weights(
        tuple(data["labels"]),
        tuple(data["start"]),
        tuple(data["threshold"]),
        data["worth"],
        data["off_topic"],
        silent["start"],
        tuple(silent["worth"]),
    )
