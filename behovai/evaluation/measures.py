"""The figures on the page, each as two pure functions: the counts of one submission, and the figure of summed counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from behovai.evaluation.agreement import alpha, ordinal
from behovai.evaluation.counts import Hits, bias, kappa, mcc, mean, ratio
from behovai.evaluation.stats import Interval, Statistic, Sums, bootstrap, paired
from behovai.evaluation.tally import Tally
from behovai.evidence import Question, Role
from behovai.finding import Level
from behovai.scoring import RULES
from behovai.submission import Criterion

ENOUGH = 10  # positives a rule needs before its figure is more than a description
BY_LEVEL = {level: tuple(rule.code for rule in RULES if rule.level is level) for level in Level}


@dataclass(frozen=True)
class Measure:
    """A figure: its key, its Norwegian name, the counts of one submission, and how summed counts become the figure."""

    key: str
    name: str
    counts: Callable[[Tally], Sums]
    statistic: Statistic


def grouped(measure: Measure, tallies: Iterable[Tally]) -> dict[str, list[Sums]]:
    """The counts per owner."""
    parts: dict[str, list[Sums]] = {}
    for one in tallies:
        parts.setdefault(one.owner, []).append(measure.counts(one))
    return parts


def value(measure: Measure, tallies: Sequence[Tally]) -> float | None:
    """The figure without an interval."""
    return measure.statistic(tuple(map(sum, zip(*map(measure.counts, tallies), strict=True)))) if tallies else None


def interval(measure: Measure, tallies: Sequence[Tally]) -> Interval:
    """The figure with its interval by owner."""
    return bootstrap(grouped(measure, tallies), measure.statistic)


def difference(measure: Measure, first: Sequence[Tally], second: Sequence[Tally]) -> Interval:
    """Second minus first, paired, on the submissions that both have."""
    both = {one.submission for one in first} & {one.submission for one in second}
    before = grouped(measure, (one for one in first if one.submission in both))
    after = grouped(measure, (one for one in second if one.submission in both))
    return paired(before, after, measure.statistic)


def f1(sums: Sequence[int]) -> float | None:
    """F1 of (tp, fp, fn)."""
    return Hits(*sums).f1


def macro_f1(sums: Sequence[int]) -> float | None:
    """Mean F1 of several (tp, fp, fn), one after the other."""
    return mean([f1(sums[place : place + 3]) for place in range(0, len(sums), 3)])


def characters_f1(sums: Sequence[int]) -> float | None:
    """F1 of (shared, shown, gold)."""
    return ratio(2 * sums[0], sums[1] + sums[2])


def square(sums: Sequence[int]) -> list[Sequence[int]]:
    """Sixteen counts as the 4 × 4 table of ratings, gold × said."""
    return [sums[row * 4 : row * 4 + 4] for row in range(4)]


def rating_alpha(sums: Sequence[int]) -> float | None:
    """Krippendorff's ordinal α of the table."""
    pairs = [(i, j) for i, row in enumerate(square(sums)) for j, count in enumerate(row) for _ in range(count)]
    return alpha(pairs, ordinal(pairs))


def labels_of(*names: str) -> Callable[[Tally], Sums]:
    """(tp, fp, fn) of these labels together."""
    return lambda one: _added(one.labels.get(name, Hits()) for name in names)


def each_of(*names: str) -> Callable[[Tally], Sums]:
    """(tp, fp, fn) of each of these labels, one after the other."""
    return lambda one: tuple(count for name in names for count in one.labels.get(name, Hits()))


def gaps_of(*codes: str) -> Callable[[Tally], Sums]:
    """(tp, fp, fn) of these rules together; of all without codes."""
    return lambda one: _added(found for code, found in one.gaps.items() if not codes or code in codes)


def _added(found: Iterable[Hits]) -> Sums:
    result = Hits()
    for item in found:
        result = result.plus(item)
    return result


def _characters(one: Tally) -> Sums:
    return tuple(map(sum, zip(*one.characters.values(), strict=True))) if one.characters else (0, 0, 0)


def _gap_table(one: Tally) -> Sums:
    return (*gaps_of()(one), sum(one.passed.values()))


def _fields(one: Tally) -> Sums:
    return one.fields


def frequent(tallies: Iterable[Tally]) -> tuple[str, ...]:
    """The rules with at least ENOUGH positives."""
    positives: dict[str, int] = {}
    for one in tallies:
        for code, found in one.gaps.items():
            positives[code] = positives.get(code, 0) + found.tp + found.fn
    return tuple(sorted(code for code, count in positives.items() if count >= ENOUGH))


def gap_macro(codes: Sequence[str]) -> Measure:
    """Mean F1 over these rules."""
    return Measure(
        "gaps_macro", "gap, snitt av regler", lambda one: tuple(count for code in codes for count in one.gaps.get(code, Hits())), macro_f1
    )


CRITERIA = Measure("criteria", "kjennetegn per enhet", labels_of(*Criterion), f1)
ROLES = Measure("roles", "roller per enhet", labels_of(*Role), f1)
QUESTIONS = Measure("questions", "spørsmål per enhet", labels_of(*Question), f1)
GAPS = Measure("gaps", "gap", gaps_of(), f1)
RATINGS = Measure(
    "ratings_qwk",
    "vurdering 0–3 (kvadratisk κ)",
    lambda one: tuple(n for row in one.ratings for n in row),
    lambda s: kappa(square(s), True),
)
FIELDS = Measure("fields", "felt og ruter, like", _fields, lambda sums: ratio(sums[0], sums[1]))
BIAS = Measure(
    "ratings_bias",
    "vurdering, skjevhet (+ er mildere)",
    lambda one: tuple(n for row in one.ratings for n in row),
    lambda s: bias(square(s)),
)
CHARACTERS = Measure("characters", "tegn vist", _characters, characters_f1)

HEADLINE = (CRITERIA, ROLES, QUESTIONS, GAPS, RATINGS, FIELDS)
DETAILS = (
    Measure("criteria_macro", "kjennetegn, snitt av fem", each_of(*Criterion), macro_f1),
    CHARACTERS,
    Measure("iou", "sitat, IoU ≥ 0,5", lambda one: _added(one.overlaps.values()), f1),
    Measure("vague", "vag indikator", labels_of("vague"), f1),
    *(Measure(f"gaps_{level}", f"gap: {level}", gaps_of(*codes), f1) for level, codes in BY_LEVEL.items()),
    Measure("gaps_mcc", "gap, MCC", _gap_table, lambda sums: mcc(Hits(*sums[:3]), sums[3])),
    Measure("ratings_alpha", "vurdering, ordinal α", lambda one: tuple(n for row in one.ratings for n in row), rating_alpha),
    BIAS,
)
# What the gates look at: one side of a figure each.
SIDES = (
    Measure("criteria_recall", "kjennetegn, funnet", labels_of(*Criterion), lambda sums: Hits(*sums).recall),
    Measure("characters_precision", "tegn vist som hører til", _characters, lambda sums: ratio(sums[0], sums[1])),
    Measure("gaps_precision", "gap, presisjon", gaps_of(), lambda sums: Hits(*sums).precision),
    Measure("gaps_recall", "gap, funnet", gaps_of(), lambda sums: Hits(*sums).recall),
    *(Measure(f"criteria_{criterion}", f"kjennetegn: {criterion}", labels_of(criterion), f1) for criterion in Criterion),
)
MEASURES: dict[str, Measure] = {measure.key: measure for measure in (*HEADLINE, *DETAILS, *SIDES)}
