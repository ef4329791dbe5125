"""Where a rule can hold – once per submission, or once per criterion – and what the labels say there."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from behovai.evaluation.labels import Labels
from behovai.scoring import RULES, Rule
from behovai.submission import Criterion

# The boxes a rule reads: where one of them is not in the file or cannot be read, the rule says nothing.
READS: dict[str, tuple[str, ...]] = {
    "FOR001": ("medbestemmelse",),
    "FOR002": ("medbestemmelse",),
    "FOR003": ("medbestemmelse",),
    "FOR005": ("fase",),
    "FOR006": ("flere_eiere",),
    "FOR007": ("videreutdanning",),
    "FOR011": ("gjelder",),
    "SAM001": ("samiske",),
    "SAM002": ("samiske",),
    "SAM003": ("samiske",),
    "SAM004": ("samiske",),
    "SAM005": ("samiske",),
    "OKO006": ("varighet",),
    "VID001": ("viderefores",),
}


class State(StrEnum):
    """What gold says of a slot. Only the first two are scored; a finding at «not_asked» is a false alarm all the same."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNCERTAIN = "uncertain"
    REPLACED = "replaced"
    NOT_ASKED = "not_asked"


class Slot(NamedTuple):
    """A rule at a place."""

    code: str
    criterion: Criterion | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.criterion}" if self.criterion else self.code


def slot_of(name: str) -> Slot:
    """The slot of «IND003 praksisendring»; ValueError if there is no such criterion."""
    code, _, criterion = name.partition(" ")
    return Slot(code, Criterion(criterion) if criterion else None)


def slots(rules: Iterable[Rule] = RULES) -> list[Slot]:
    """All slots of the catalogue."""
    return [Slot(rule.code, criterion) for rule in rules for criterion in (tuple(Criterion) if rule.per_criterion else (None,))]


def states(labels: Labels, rules: Iterable[Rule] = RULES) -> dict[Slot, State]:
    """What the labels say of every slot: listed is positive, asked and not listed is negative (labelling guide, point 6)."""
    rules = tuple(rules)
    listed = {Slot(gap.code, gap.criterion): gap.certain for gap in labels.gaps}
    replaced = {Slot(code, slot.criterion) for rule in rules for slot in listed if slot.code == rule.code for code in rule.replaces}
    by_code = {rule.code: rule for rule in rules}
    return {slot: _state(slot, by_code, labels, listed, replaced) for slot in slots(rules)}


def _state(slot: Slot, rules: Mapping[str, Rule], labels: Labels, listed: Mapping[Slot, bool], replaced: set[Slot]) -> State:
    if slot in listed:
        return State.POSITIVE if listed[slot] else State.UNCERTAIN
    if slot in replaced:
        return State.REPLACED
    if labels.form not in rules[slot.code].forms or str(slot) in labels.not_applicable or slot.code in labels.not_applicable:
        return State.NOT_ASKED
    return State.NEGATIVE if _readable(slot.code, labels) else State.NOT_ASKED


def _readable(code: str, labels: Labels) -> bool:
    boxes = labels.fields.boxes
    if not boxes:  # the labels say nothing of boxes
        return True
    return all(key in boxes and None not in boxes[key].values() for key in READS.get(code, ()))
