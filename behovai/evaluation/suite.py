"""The whole measuring as one value: every system run, tallied and judged. Pages only show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from behovai.evaluation.agreement import Agreement, agreement
from behovai.evaluation.baseline import Baseline
from behovai.evaluation.derive import derived_gates
from behovai.evaluation.edits import KINDS
from behovai.evaluation.folder import ALL, Item
from behovai.evaluation.gates import Gate, Thresholds, judge, prove, soft, tallied
from behovai.evaluation.records import Record, record_from
from behovai.evaluation.systems import System, always, annotator, form_rules, keywords, local, never, replayed, rules_on_gold, run
from behovai.evaluation.tally import Tally, tally

MAIN = "local"


@dataclass(frozen=True)
class Measured:
    """One system: its records, and the sums of those without an error."""

    key: str
    name: str
    records: tuple[Record, ...]
    tallies: tuple[Tally, ...]

    def of(self, names: frozenset[str]) -> list[Tally]:
        """The sums of these submissions."""
        return [one for one in self.tallies if one.submission in names]


@dataclass(frozen=True)
class Suite:
    """What was measured. `parts` maps build, test or «alle» to the names of its submissions."""

    items: tuple[Item, ...]
    parts: dict[str, frozenset[str]]
    measured: tuple[Measured, ...]
    agreed: Agreement | None
    gates: tuple[Gate, ...]

    @property
    def main(self) -> Measured:
        """The program itself."""
        return next(one for one in self.measured if one.key == MAIN)

    @property
    def failed(self) -> tuple[Gate, ...]:
        """The gates that do not hold."""
        return tuple(gate for gate in self.gates if not gate.passed)


def systems(items: Sequence[Item], replies: Path | None) -> list[System]:
    """The program, recorded models if there are any, the baselines, and the people who labelled a part twice."""
    models = [replayed(folder) for folder in sorted(replies.iterdir()) if folder.is_dir()] if replies and replies.is_dir() else []
    names = sorted({labels.annotator for item in items if len(item.firsts) > 1 for labels in item.firsts})
    return [local(), *models, keywords(), form_rules(), always(), never(), rules_on_gold(), *(annotator(name) for name in names)]


def measure(system: System, items: Sequence[Item]) -> Measured:
    """Run and tally one system."""
    records = run(system, items)
    return Measured(system.key, system.name, tuple(records), tuple(tallied(items, records)))


def measure_all(items: Sequence[Item], limits: Thresholds, baseline: Baseline | None = None, replies: Path | None = None) -> Suite:
    """Everything: systems, agreement, gates. The gates of the program are asked on all items; canaries and derived tests come last."""
    limits = limits.fitting(len(items))
    done = [measure(system, items) for system in systems(items, replies)]
    main = next(one for one in done if one.key == MAIN)
    done += between_people(items)
    twice = [(item.firsts[0], item.firsts[1]) for item in items if len(item.firsts) > 1]
    gates = [
        *judge(items, main.records, limits),
        *soft(main.tallies, baseline, limits),
        *prove(items, limits),
        *derived_gates(items, limits, KINDS),
    ]
    return Suite(tuple(items), parts_of(items), tuple(done), agreement(twice) if twice else None, tuple(gates))


def between_people(items: Sequence[Item]) -> list[Measured]:
    """One annotator measured against the other, before anything was decided.

    Deciding makes many disagreements uncertain, which are
    not scored, so people against gold look better than they are; this is the ceiling to compare with.
    """
    twice = [item for item in items if len(item.firsts) > 1]
    records = [record_from(item.firsts[0], item.text, "human_pair") for item in twice]
    tallies = [tally(item.firsts[1], record, item.text) for item, record in zip(twice, records, strict=True)]
    name = "{} mot {}".format(*(labels.annotator for labels in twice[0].firsts[:2])) if twice else ""
    return [Measured("human_pair", f"merker {name}", tuple(records), tuple(tallies))] if twice else []


def parts_of(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """The names of the submissions in each part, build before test."""
    names = sorted({item.part for item in items}, key=lambda part: ("build", "test", ALL).index(part))
    return {part: frozenset(item.id for item in items if item.part == part) for part in names}
