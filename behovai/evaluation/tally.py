"""Labels + record of one submission → sums, so that every figure is a function of sums and can be bootstrapped by owner.

Units are those of the labels. A prediction is laid on a unit when it covers at least half of the unit's characters (white space not
counted); a prediction that lies on no labelled unit is a false alarm. What the labels call uncertain counts on neither side.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from behovai.evaluation.counts import Hits, best_pairs, hits
from behovai.evaluation.labels import FieldLabels, Labels, UnitLabel
from behovai.evaluation.records import Pointed, Record, without_names
from behovai.evaluation.slots import Slot, State, states
from behovai.evidence import Question, Role
from behovai.finding import Outcome
from behovai.submission import Criterion

COVERED = 0.5
NONE = "ingen"


@dataclass
class Tally:
    """The sums of one submission. Keys of `labels` are criteria, roles, questions and «vague»; of `gaps` rule codes."""

    submission: str
    owner: str
    labels: dict[str, Hits] = field(default_factory=dict)
    characters: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    overlaps: dict[str, Hits] = field(default_factory=dict)
    crossed: Counter[tuple[str, str]] = field(default_factory=Counter)
    gaps: dict[str, Hits] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)
    abstained: Counter[str] = field(default_factory=Counter)
    uncertain: int = 0
    same_place: tuple[int, int] = (0, 0)
    ratings: tuple[tuple[int, ...], ...] = ((0,) * 4,) * 4
    fields: tuple[int, int] = (0, 0)
    wrong_fields: tuple[str, ...] = ()
    wrong_slots: tuple[tuple[Slot, str], ...] = ()


def tally(labels: Labels, record: Record, text: str) -> Tally:
    """The sums of a submission; the record must be of the same text (ValueError) and hold no error."""
    if record.error:
        raise ValueError("an error is never a score")
    result = Tally(labels.submission, labels.owner)
    units = laid(labels, record, text)
    stray = outside(labels, record)
    for name in _names(labels):
        result.labels[name] = _label_hits(name, labels, stray, units)
    if "vague" in labels.labelled:
        result.labels["vague"] = _vague(labels, units)
    if "criteria" in labels.labelled:
        for criterion in Criterion:
            result.characters[criterion] = _characters(criterion, labels, record, text)
            result.overlaps[criterion] = _overlaps(criterion, labels, record)
        result.crossed = _crossed(labels, units)
    if "gaps" in labels.labelled:
        _gaps(result, labels, record)
    if "ratings" in labels.labelled:
        result.ratings = _ratings(labels, record)
    if "fields" in labels.labelled:
        _fields(result, labels.fields, record.fields)
    return result


def _names(labels: Labels) -> tuple[str, ...]:
    layers: dict[str, tuple[str, ...]] = {"criteria": tuple(Criterion), "roles": tuple(Role), "questions": tuple(Question)}
    return tuple(name for layer, names in layers.items() if layer in labels.labelled for name in names)


def laid(labels: Labels, record: Record, text: str) -> dict[str, Pointed]:
    """What is said of each labelled unit; spans that are exactly a unit are the common case."""
    exact = {(entry.start, entry.end): entry for entry in record.evidence}
    spans = {(unit.start, unit.end) for unit in labels.evidence}
    loose = [entry for entry in record.evidence if (entry.start, entry.end) not in spans]
    return {unit.unit: _laid(unit, exact.get((unit.start, unit.end)), loose, text) for unit in labels.evidence}


def _laid(unit: UnitLabel, same: Pointed | None, loose: list[Pointed], text: str) -> Pointed:
    touching = [entry for entry in loose if entry.start < unit.end and unit.start < entry.end]
    if not touching:
        return same or Pointed(start=unit.start, end=unit.end)
    given = [*touching, same] if same else touching
    places = [place for place in range(unit.start, unit.end) if not text[place].isspace()]

    def holds(layer: str, name: str) -> bool:
        inside = [entry for entry in given if name in getattr(entry, layer)]
        if any(entry.start <= unit.start and unit.end <= entry.end for entry in inside):
            return True
        covered = sum(any(entry.start <= place < entry.end for entry in inside) for place in places)
        return bool(places) and covered >= COVERED * len(places)

    return Pointed(
        start=unit.start,
        end=unit.end,
        criteria=tuple(name for name in Criterion if holds("criteria", name)),
        roles=tuple(name for name in Role if holds("roles", name)),
        questions=tuple(name for name in Question if holds("questions", name)),
        vague=next((entry.vague for entry in given if entry.vague is not None), None),
    )


def _has(entry: Pointed | UnitLabel, name: str) -> bool:
    return name in entry.criteria or name in entry.roles or name in entry.questions


def _label_hits(name: str, labels: Labels, stray: list[Pointed], units: dict[str, Pointed]) -> Hits:
    gold = [unit.unit for unit in labels.evidence if _has(unit, name)]
    said = [unit for unit, entry in units.items() if _has(entry, name)]
    found = hits(gold, said, [unit.unit for unit in labels.evidence if name in unit.uncertain])
    return found.plus(Hits(0, sum(_has(entry, name) for entry in stray), 0))


def outside(labels: Labels, record: Record) -> list[Pointed]:
    """Predictions that touch no labelled unit."""
    spans = {(unit.start, unit.end) for unit in labels.evidence}
    loose = [entry for entry in record.evidence if (entry.start, entry.end) not in spans]
    return [entry for entry in loose if not any(entry.start < end and start < entry.end for start, end in spans)]


def _vague(labels: Labels, units: dict[str, Pointed]) -> Hits:
    """«vague» where gold and prediction both see an indikator."""
    both = [
        unit
        for unit in labels.evidence
        if Role.INDIKATOR in unit.roles and unit.vague is not None and not {"vague", "indikator"} & {*unit.uncertain}
    ]
    both = [unit for unit in both if Role.INDIKATOR in units[unit.unit].roles]
    return hits([unit.unit for unit in both if unit.vague], [unit.unit for unit in both if units[unit.unit].vague])


def _characters(criterion: Criterion, labels: Labels, record: Record, text: str) -> tuple[int, int, int]:
    """Characters shared, shown and in gold, white space and uncertain units left out."""
    skip = _places((u.start, u.end) for u in labels.evidence if criterion in u.uncertain)
    gold = _places((u.start, u.end) for u in labels.evidence if criterion in u.criteria) - skip
    said = _places((entry.start, entry.end) for entry in record.evidence if criterion in entry.criteria) - skip
    blank = {place for place in gold | said if place >= len(text) or text[place].isspace()}
    return len((gold & said) - blank), len(said - blank), len(gold - blank)


def _places(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _overlaps(criterion: Criterion, labels: Labels, record: Record) -> Hits:
    """Spans matched one to one where intersection over union is at least one half; overlapping predictions are merged first."""
    unsure = [(u.start, u.end) for u in labels.evidence if criterion in u.uncertain]
    gold = [(u.start, u.end) for u in labels.evidence if criterion in u.criteria and criterion not in u.uncertain]
    said = merged((entry.start, entry.end) for entry in record.evidence if criterion in entry.criteria)
    said = [span for span in said if not any(iou(span, other) >= COVERED for other in unsure)]
    pairs = best_pairs([[place for place, span in enumerate(said) if iou(span, unit) >= COVERED] for unit in gold])
    return Hits(pairs, len(said) - pairs, len(gold) - pairs)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap become one, so that saying the same twice gains nothing; neighbours stay apart."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def iou(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Intersection over union of two spans, in characters."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared / (max(first[1], second[1]) - min(first[0], second[0])) if shared > 0 else 0.0


def _crossed(labels: Labels, units: dict[str, Pointed]) -> Counter[tuple[str, str]]:
    """Criterion in gold × criterion said: what was seen, what was taken for something else, what was missed or made up."""
    counts: Counter[tuple[str, str]] = Counter()
    for unit in labels.evidence:
        gold = {str(name) for name in unit.criteria if name not in unit.uncertain}
        said = {str(name) for name in units[unit.unit].criteria if name not in unit.uncertain}
        counts.update((name, name) for name in gold & said)
        missed, extra = gold - said, said - gold
        counts.update((a, b) for a in missed for b in extra or {NONE})
        counts.update((NONE, b) for b in extra if not missed)
    return counts


def _gaps(result: Tally, labels: Labels, record: Record) -> None:
    span = {entry.unit: (entry.start, entry.end) for entry in labels.evidence}
    rests = {Slot(gap.code, gap.criterion): [span[unit] for unit in gap.units if unit in span] for gap in labels.gaps}
    wrong: list[tuple[Slot, str]] = []
    right_place = placed = 0
    for slot, state in states(labels).items():
        outcome = record.outcomes.get(str(slot), Outcome.NOT_ASKED)
        fires = outcome is Outcome.FIRES
        if state in (State.UNCERTAIN, State.REPLACED):
            result.uncertain += state is State.UNCERTAIN
            continue
        positive = state is State.POSITIVE
        found = Hits(int(positive and fires), int(fires and not positive), int(positive and not fires))
        result.gaps[slot.code] = result.gaps.get(slot.code, Hits()).plus(found)
        if found.fp or found.fn:
            wrong.append((slot, "falsk" if found.fp else "mangler" if outcome is Outcome.PASSES else str(outcome)))
        if state is State.NEGATIVE and not fires:
            (result.passed if outcome is Outcome.PASSES else result.abstained)[slot.code] += 1
        if found.tp and rests.get(slot) and record.places.get(str(slot)):
            placed += 1
            right_place += any(a < d and c < b for a, b in rests[slot] for c, d in record.places[str(slot)])
    result.same_place, result.wrong_slots = (right_place, placed), tuple(wrong)


def _ratings(labels: Labels, record: Record) -> tuple[tuple[int, ...], ...]:
    """Gold × said; a criterion with an uncertain gap is not scored, as its rating hangs on it."""
    unsure = {gap.criterion for gap in labels.gaps if not gap.certain}
    table = [[0] * 4 for _ in range(4)]
    for criterion, gold in (labels.ratings or {}).items():
        said = record.ratings.get(criterion)
        if criterion not in unsure and said is not None:
            table[gold][said] += 1
    return tuple(tuple(row) for row in table)


def _fields(result: Tally, gold: FieldLabels, said: FieldLabels) -> None:
    given = flat(said)
    wanted = flat(without_names(gold))
    wrong = [key for key, value in wanted.items() if key not in given or given[key] != value]
    result.fields, result.wrong_fields = (len(wanted) - len(wrong), len(wanted)), tuple(wrong)


def flat(fields: FieldLabels) -> dict[str, object]:
    """Every labelled fact by its own key; a box is one fact per option."""
    facts: dict[str, object] = {
        f"boxes.{key}.{option}": state for key, options in fields.boxes.items() for option, state in options.items()
    }
    for group in ("fields", "amounts", "enheter"):
        facts |= {f"{group}.{key}": value for key, value in getattr(fields, group).items()}
    return facts | {key: value for key in ("deltakere", "parter") if (value := getattr(fields, key)) is not None}
