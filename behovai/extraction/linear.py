"""A linear model as plain numbers: features in, labels with the reasons for them out. No training library at run time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Weights:
    """What was learned: for each label a starting value and a threshold, for each feature what it is worth.

    `off_topic` and `silent_…` judge whole answers. The worths of a feature stand as label, worth, label, worth, …
    """

    labels: tuple[str, ...]
    start: tuple[float, ...]
    threshold: tuple[float, ...]
    worth: Mapping[str, Sequence[float]]
    off_topic: float = 0.0
    silent_start: float = 0.0
    silent_worth: Sequence[float] = ()

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of worths per label, in the order of `labels`, over the label's threshold: above 0 the label holds."""
        sums = [start - threshold for start, threshold in zip(self.start, self.threshold, strict=True)]
        for feature in features:
            pairs = self.worth.get(feature)
            if pairs:
                for place in range(0, len(pairs), 2):
                    sums[int(pairs[place])] += pairs[place + 1]
        return sums

    def silent(self, profile: Sequence[float]) -> bool:
        """Whether an answer with this profile (extraction/answers.py) says nothing about how it will be assessed."""
        return self.silent_start + sum(worth * value for worth, value in zip(self.silent_worth, profile, strict=True)) > 0

    def reasons(self, features: Iterable[str], label: str, most: int = 6) -> list[tuple[str, float]]:
        """The features that weighed most for or against a label, heaviest first."""
        index = self.labels.index(label)
        found = []
        for feature in features:
            pairs = self.worth.get(feature, ())
            found += [(feature, pairs[place + 1]) for place in range(0, len(pairs), 2) if pairs[place] == index]
        return sorted(found, key=lambda item: -abs(item[1]))[:most]


@cache
def load() -> Weights:
    """The weights shipped with the package (extraction/weights.json; trained by evals/train.py)."""
    data = json.loads((files("behovai.extraction") / "weights.json").read_text("utf-8"))
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
