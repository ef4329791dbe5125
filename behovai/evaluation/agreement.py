"""How far two annotators agree: what one can hope for from a program (labels marked uncertain by either are left out)."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from behovai.evaluation.counts import kappa, masi_distance, ratio
from behovai.evaluation.labels import Labels, UnitLabel
from behovai.evaluation.slots import State, states
from behovai.evidence import Question, Role
from behovai.submission import Criterion

Value = TypeVar("Value", bound=Hashable)


def alpha(pairs: Sequence[tuple[Value, Value]], distance: Callable[[Value, Value], float]) -> float | None:
    """Krippendorff's α of two coders without missing values; None where all values are the same (nothing to disagree on)."""
    counts = Counter(value for pair in pairs for value in pair)
    total = sum(counts.values())
    if total < 2:
        return None
    seen = sum(distance(a, b) for a, b in pairs) / len(pairs)
    values = list(counts.items())
    expected = sum(counts_a * counts_b * distance(a, b) for a, counts_a in values for b, counts_b in values) / (total * (total - 1))
    return 1 - seen / expected if expected else None


def nominal(a: Hashable, b: Hashable) -> float:
    """0 where equal, else 1."""
    return float(a != b)


def ordinal(pairs: Sequence[tuple[int, int]]) -> Callable[[int, int], float]:
    """Krippendorff's ordinal distance, which depends on how often each value was used."""
    counts = Counter(value for pair in pairs for value in pair)

    def distance(a: int, b: int) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(count for value, count in counts.items() if low <= value <= high)
        return float((between - (counts[low] + counts[high]) / 2) ** 2)

    return distance


class Binary(NamedTuple):
    """Agreement on one yes/no label: counts both, only first, only second, neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def positive(self) -> float | None:
        """Positive specific agreement, 2·both / (2·both + first + second)."""
        return ratio(2 * self.both, 2 * self.both + self.first + self.second)

    @property
    def negative(self) -> float | None:
        """The same for «no»."""
        return ratio(2 * self.neither, 2 * self.neither + self.first + self.second)

    @property
    def kappa(self) -> float | None:
        """Cohen's κ; None where one of the answers was never given."""
        return kappa([[self.neither, self.second], [self.first, self.both]])

    @property
    def alpha(self) -> float | None:
        """Krippendorff's α."""
        pairs = [(1, 1)] * self.both + [(1, 0)] * self.first + [(0, 1)] * self.second + [(0, 0)] * self.neither
        return alpha(pairs, nominal)


class Agreement(NamedTuple):
    """All of it. Keys are criteria, roles and questions; rule codes for gaps."""

    submissions: int
    units: int
    masi: float | None
    labels: dict[str, Binary]
    gaps: dict[str, Binary]
    gaps_alpha: float | None
    ratings_alpha: float | None
    ratings_qwk: float | None
    rated: int


def agreement(pairs: Iterable[tuple[Labels, Labels]]) -> Agreement:
    """Agreement of the first and the second annotator over submissions that both labelled."""
    pairs = tuple(pairs)
    units = [unit for first, second in pairs for unit in _shared(first, second)]
    sets: list[tuple[frozenset[str], frozenset[str]]] = [
        (frozenset(a.criteria), frozenset(b.criteria)) for a, b in units if not {*a.uncertain, *b.uncertain} & set(Criterion)
    ]
    slots = [slot for first, second in pairs for slot in _gap_pairs(first, second)]
    rated = [
        (int(first.ratings[criterion]), int(second.ratings[criterion]))
        for first, second in pairs
        if first.ratings and second.ratings
        for criterion in Criterion
        if criterion in first.ratings and criterion in second.ratings
    ]
    table = [[rated.count((i, j)) for j in range(4)] for i in range(4)]
    return Agreement(
        submissions=len(pairs),
        units=len(units),
        masi=alpha(sets, masi_distance),
        labels={name: _binary(_said(units, name)) for name in (*Criterion, *Role, *Question)},
        gaps={code: _binary([(a, b) for named, a, b in slots if named == code]) for code in sorted({named for named, _, _ in slots})},
        gaps_alpha=alpha([(a, b) for _, a, b in slots], nominal),
        ratings_alpha=alpha(rated, ordinal(rated)),
        ratings_qwk=kappa(table, quadratic=True),
        rated=len(rated),
    )


def _shared(first: Labels, second: Labels) -> list[tuple[UnitLabel, UnitLabel]]:
    theirs = {(entry.start, entry.end): entry for entry in second.evidence}
    return [(entry, theirs[entry.start, entry.end]) for entry in first.evidence if (entry.start, entry.end) in theirs]


def _said(units: Iterable[tuple[UnitLabel, UnitLabel]], name: str) -> list[tuple[bool, bool]]:
    def has(entry: UnitLabel) -> bool:
        return name in entry.criteria or name in entry.roles or name in entry.questions

    return [(has(a), has(b)) for a, b in units if name not in a.uncertain and name not in b.uncertain]


def _gap_pairs(first: Labels, second: Labels) -> list[tuple[str, bool, bool]]:
    mine, theirs = states(first), states(second)
    scored = (State.POSITIVE, State.NEGATIVE)
    return [
        (slot.code, mine[slot] is State.POSITIVE, theirs[slot] is State.POSITIVE)
        for slot in mine
        if mine[slot] in scored and theirs.get(slot) in scored
    ]


def _binary(pairs: Iterable[tuple[bool, bool]]) -> Binary:
    counts = Counter(pairs)
    return Binary(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
