"""How sure one can be of a figure: bootstrap over owners, paired where two systems are compared, and what could be seen at all.

Findings in one submission are not independent, and one owner writes several: whole owners are drawn (research: ignoring clusters gives
intervals that hold the truth three times out of four instead of nineteen out of twenty).
"""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from random import Random
from typing import NamedTuple

Sums = tuple[int, ...]
Statistic = Callable[[Sequence[int]], float | None]
VISIBLE = 2.8  # standard errors: found with 80 % probability at the 95 % level
DRAWS = 1000


class Interval(NamedTuple):
    """A figure with its 95 % percentile interval and standard error; `low` is None where too few draws could be estimated."""

    value: float | None
    low: float | None = None
    high: float | None = None
    error: float | None = None

    @property
    def visible(self) -> float | None:
        """The smallest difference that would be seen four times out of five."""
        return None if self.error is None else VISIBLE * self.error


def bootstrap(parts: Mapping[str, Sequence[Sums]], statistic: Statistic, draws: int = DRAWS, seed: int = 1) -> Interval:
    """The statistic of the summed counts. `parts` are the sums of each submission, by owner."""
    groups = [total(sums) for sums in parts.values() if sums]
    if not groups:
        return Interval(None)
    values = [statistic(total(drawn)) for drawn in _drawn(groups, draws, seed)]
    return _interval(statistic(total(groups)), values)


def paired(
    first: Mapping[str, Sequence[Sums]], second: Mapping[str, Sequence[Sums]], statistic: Statistic, draws: int = DRAWS, seed: int = 1
) -> Interval:
    """Second minus first on the same owners, drawn together. ValueError if the owners differ."""
    if set(first) != set(second):
        raise ValueError("the two runs must cover the same owners")
    owners = [owner for owner in first if first[owner] and second[owner]]
    if not owners:
        return Interval(None)
    groups = [total(first[owner]) + total(second[owner]) for owner in owners]
    width = len(groups[0]) // 2

    def difference(sums: Sequence[int]) -> float | None:
        before, after = statistic(sums[:width]), statistic(sums[width:])
        return None if before is None or after is None else after - before

    values = [difference(total(drawn)) for drawn in _drawn(groups, draws, seed)]
    return _interval(difference(total(groups)), values)


def total(sums: Sequence[Sums]) -> Sums:
    """The sums added up, count by count."""
    return tuple(map(sum, zip(*sums, strict=True)))


def _drawn(groups: Sequence[Sums], draws: int, seed: int) -> list[list[Sums]]:
    random = Random(seed)  # noqa: S311 – resampling, no secret
    return [random.choices(groups, k=len(groups)) for _ in range(draws)]


def _interval(value: float | None, values: Sequence[float | None]) -> Interval:
    known = sorted(item for item in values if item is not None)
    if value is None or len(known) < 0.9 * len(values) or len(known) < 2:
        return Interval(value)
    middle = sum(known) / len(known)
    error = sqrt(sum((item - middle) ** 2 for item in known) / (len(known) - 1))
    return Interval(value, _quantile(known, 0.025), _quantile(known, 0.975), error)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
