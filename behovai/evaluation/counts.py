"""Counts → figures. Pure functions on plain numbers and sets; None means «cannot be estimated» and is never averaged as 0 or 1."""

from collections.abc import Collection, Hashable, Sequence
from math import sqrt
from typing import NamedTuple


class Hits(NamedTuple):
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def plus(self, other: "Hits") -> "Hits":
        """The sum, count by count."""
        return Hits(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """Share of what was said that is right."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Share of what is there that was said."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where there is nothing in gold and nothing was said."""
        return ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def ratio(part: float, whole: float) -> float | None:
    """A part divided by its whole, None where whole is 0."""
    return part / whole if whole else None


def mean(values: Collection[float | None]) -> float | None:
    """The mean of those that can be estimated."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def hits(gold: Collection[Hashable], said: Collection[Hashable], ignored: Collection[Hashable] = ()) -> Hits:
    """Counts of two sets; what is ignored counts on neither side."""
    wanted, given = set(gold) - set(ignored), set(said) - set(ignored)
    return Hits(len(wanted & given), len(given - wanted), len(wanted - given))


def wilson(successes: int, trials: int, z: float = 1.959963984540054) -> tuple[float, float] | None:
    """Wilson's score interval of a share (Wilson 1927); None without trials."""
    if not trials:
        return None
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / trials + spread / (4 * trials)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def mcc(found: Hits, tn: int) -> float | None:
    """Matthews' correlation (phi) of a 2 × 2 table; None where a margin is empty."""
    tp, fp, fn = found
    product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return (tp * tn - fp * fn) / sqrt(product) if product else None


def kappa(table: Sequence[Sequence[int]], quadratic: bool = False) -> float | None:
    """Cohen's κ of a square table (rows: first, columns: second), with quadratic weights if asked; None where chance decides all."""
    size, total = len(table), sum(map(sum, table))
    if not total:
        return None
    rows = [sum(row) for row in table]
    columns = [sum(row[column] for row in table) for column in range(size)]
    weight = [[float((i - j) ** 2) if quadratic else float(i != j) for j in range(size)] for i in range(size)]
    seen = sum(weight[i][j] * table[i][j] for i in range(size) for j in range(size))
    chance = sum(weight[i][j] * rows[i] * columns[j] for i in range(size) for j in range(size)) / total
    return 1 - seen / chance if chance else None


def bias(table: Sequence[Sequence[int]]) -> float | None:
    """Mean of second minus first: above 0, the second is milder (rates higher)."""
    total = sum(map(sum, table))
    return ratio(sum((j - i) * count for i, row in enumerate(table) for j, count in enumerate(row)), total)


def masi_distance(first: frozenset[str], second: frozenset[str]) -> float:
    """1 − Jaccard × monotonicity (Passonneau 2006); two empty sets agree."""
    if first == second:
        return 0.0
    if not first & second:
        return 1.0
    monotone = 2 / 3 if first <= second or second <= first else 1 / 3
    return 1 - len(first & second) / len(first | second) * monotone


def best_pairs(edges: Sequence[Collection[int]]) -> int:
    """How many of the left can each have a right of their own; edges[left] are the rights it may have (augmenting paths)."""
    owner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right in edges[left]:
            if right not in tried:
                tried.add(right)
                if right not in owner or place(owner[right], tried):
                    owner[right] = left
                    return True
        return False

    return sum(place(left, set()) for left in range(len(edges)))
