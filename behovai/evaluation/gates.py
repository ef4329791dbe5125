"""What must hold. Hard gates fail on one breach; soft gates only when something got worse for real (paired 95 % interval by owner)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from behovai.errors import LabelError
from behovai.evaluation.baseline import Baseline
from behovai.evaluation.canaries import Canary, canaries
from behovai.evaluation.counts import Hits, hits
from behovai.evaluation.folder import Item
from behovai.evaluation.measures import BY_LEVEL, HEADLINE, MEASURES, value
from behovai.evaluation.records import Record, digest
from behovai.evaluation.systems import gold, run
from behovai.evaluation.tally import Tally, laid, tally
from behovai.evidence import Role
from behovai.finding import Level

SHOWN = 4
ENOUGH = 20  # on fewer submissions a figure says too little to be a floor


class Gate(NamedTuple):
    """What was asked, whether it holds, and the first places where it does not."""

    key: str
    name: str
    passed: bool
    told: str = ""
    hard: bool = True


@dataclass(frozen=True)
class Known:
    """A breach that is known and accepted, with its reason; it is counted and shown."""

    submission: str
    what: str
    reason: str


@dataclass(frozen=True)
class Thresholds:
    """The floors no system may fall under, the margins of the soft gates, and known breaches."""

    floors: Mapping[str, float] = field(default_factory=dict)
    margins: Mapping[str, float] = field(default_factory=dict)
    known: tuple[Known, ...] = ()
    longest_feedback: int = 3000

    def fitting(self, count: int) -> "Thresholds":
        """The thresholds for so many submissions: no floors on a handful."""
        return self if count >= ENOUGH else replace(self, floors={})

    def accepts(self, submission: str, what: str) -> bool:
        """Whether this breach is known."""
        return any((known.submission, known.what) == (submission, what) for known in self.known)


def read_thresholds(path: Path) -> Thresholds:
    """thresholds.toml. LabelError for a measure that does not exist or a known breach without a reason."""
    data = tomllib.loads(path.read_text("utf-8"))
    for key in (*data.get("floors", {}), *data.get("margins", {})):
        if key not in MEASURES:
            raise LabelError(f"{path}: målet «{key}» finnes ikke. Velg et av: {', '.join(MEASURES)}.")
    known = tuple(Known(**entry) for entry in data.get("known", []))
    if any(not entry.reason.strip() for entry in known):
        raise LabelError(f"{path}: et kjent avvik mangler begrunnelse.")
    return Thresholds(data.get("floors", {}), data.get("margins", {}), known, data.get("longest_feedback", 3000))


def tallied(items: Iterable[Item], records: Iterable[Record]) -> list[Tally]:
    """The sums of the records that hold no error, in the order of the items. LabelError for a record of another text."""
    by_name = {record.submission: record for record in records}
    result = []
    for item in items:
        record = by_name.get(item.id)
        if record is None or record.error:
            continue
        if record.text_sha256 != digest(item.text):
            raise LabelError(f"{item.id}: kjøringen «{record.system}» gjelder en annen tekst. Kjør den på nytt.")
        result.append(tally(item.gold, record, item.text))
    return result


def judge(items: Sequence[Item], records: Sequence[Record], limits: Thresholds) -> list[Gate]:
    """The hard gates of one system."""
    tallies = tallied(items, records)
    return [
        _errors(items, records),
        _grounding(items, records),
        _alignment(items, records),
        _facts(tallies, limits),
        _fields(tallies, limits),
        _feedback(records, limits),
        *(_floor(key, floor, tallies) for key, floor in limits.floors.items()),
    ]


def prove(items: Sequence[Item], limits: Thresholds, broken: Iterable[Canary] | None = None) -> list[Gate]:
    """Gold scores 1 everywhere and passes every gate; every canary trips its own."""
    said = run(gold(), items)
    strict = replace(limits, known=())
    ones = {measure.key: value(measure, tallied(items, said)) for measure in HEADLINE}
    wrong = [key for key, figure in ones.items() if figure is not None and figure < 1] + [
        gate.key for gate in judge(items, said, strict) if not gate.passed
    ]
    gates = [Gate("gold", "fasit mot fasit gir 1,0", not wrong, ", ".join(wrong))]
    flock = [canary for canary in (canaries() if broken is None else broken) if limits.floors or not canary.gate.startswith("floor:")]
    systems = {canary.system.key: canary.system for canary in flock}
    judged = {key: {gate.key: gate.passed for gate in judge(items, run(system, items), strict)} for key, system in systems.items()}
    alive = [f"{canary.system.name} slapp gjennom {canary.gate}" for canary in flock if judged[canary.system.key].get(canary.gate, True)]
    gates.append(Gate("canaries", f"{len(flock)} ødelagte systemer blir stoppet", not alive, _first(alive)))
    return gates


def soft(tallies: Sequence[Tally], baseline: Baseline | None, limits: Thresholds) -> list[Gate]:
    """Worse for real than the accepted baseline? Only submissions with the same labels and text then and now are compared."""
    if baseline is None:
        return [Gate("baseline", "ingen akseptert basislinje", True, "lag en med --accept-baseline «grunn»", hard=False)]
    gates = []
    for key, margin in limits.margins.items():
        change = baseline.change(MEASURES[key], tallies)
        worse = change.high is not None and change.high < -margin
        told = "ikke målbar" if change.value is None else f"{change.value:+.3f} [{change.low or 0:+.3f}, {change.high or 0:+.3f}]"
        gates.append(Gate(f"soft:{key}", f"ikke dårligere: {MEASURES[key].name}", not worse, told, hard=False))
    return gates


def _errors(items: Sequence[Item], records: Sequence[Record]) -> Gate:
    wrong = [f"{record.submission} ({record.error})" for record in records if record.error]
    missing = {item.id for item in items} - {record.submission for record in records}
    return Gate("errors", "alle lest uten feil", not wrong and not missing, _first([*wrong, *sorted(missing)]))


def _grounding(items: Sequence[Item], records: Sequence[Record]) -> Gate:
    """Every pointer is exactly a unit of the text, every finding rests on units, every quotation stands in the text."""
    by_name = {record.submission: record for record in records}
    wrong: list[str] = []
    for item in items:
        record = by_name.get(item.id)
        if record is None:
            continue
        units = {(unit.start, unit.end) for unit in item.submission.units} | {(u.start, u.end) for u in item.gold.evidence}
        places = [(entry.start, entry.end) for entry in record.evidence] + [place for spans in record.places.values() for place in spans]
        wrong += [f"{item.id} {start}–{end}" for start, end in places if (start, end) not in units]
        wrong += [f"{item.id} {reason}" for reason in (record.feedback.untraceable if record.feedback else ())]
    return Gate("grounding", "alt som vises, står i teksten", not wrong, _first(wrong))


def _alignment(items: Sequence[Item], records: Sequence[Record]) -> Gate:
    """Pointers fit best where they are: one unit up or down must fit worse (off-by-one)."""
    by_name = {record.submission: record for record in records if not record.error}
    found = {step: Hits() for step in (-1, 0, 1)}
    for item in items:
        if item.id not in by_name:
            continue
        said = list(laid(item.gold, by_name[item.id], item.text).values())
        for step in found:
            for place, unit in enumerate(item.gold.evidence):
                entry = said[(place + step) % len(said)]
                found[step] = found[step].plus(hits(unit.roles, entry.roles, [role for role in Role if role in unit.uncertain]))
    here, beside = found[0].f1, max(found[-1].f1 or 0, found[1].f1 or 0)
    return Gate("alignment", "peker på riktig enhet, ikke naboen", not beside or (here or 0) > beside, f"{here or 0:.2f} mot {beside:.2f}")


def _facts(tallies: Sequence[Tally], limits: Thresholds) -> Gate:
    codes = BY_LEVEL[Level.FEIL]
    wrong = [(one.submission, str(slot), kind) for one in tallies for slot, kind in one.wrong_slots if slot.code in codes]
    new = [f"{name} {slot} ({kind})" for name, slot, kind in wrong if not limits.accepts(name, slot)]
    return Gate("facts", "regler på nivå feil er like med fasit", not new, _first(new) or _known(len(wrong)))


def _fields(tallies: Sequence[Tally], limits: Thresholds) -> Gate:
    wrong = [(one.submission, key) for one in tallies for key in one.wrong_fields]
    new = [f"{name} {key}" for name, key in wrong if not limits.accepts(name, key)]
    return Gate("fields", "felt, ruter og beløp er like med fasit", not new, _first(new) or _known(len(wrong)))


def _feedback(records: Sequence[Record], limits: Thresholds) -> Gate:
    given = [(record.submission, record.feedback) for record in records if record.feedback]
    wrong = [f"{name}: {word}" for name, feedback in given for word in feedback.verdicts]
    wrong += [f"{name}: {feedback.words} ord" for name, feedback in given if feedback.words > limits.longest_feedback]
    return Gate("feedback", "tilbakemeldingen feller ingen dom og er ikke for lang", not wrong, _first(wrong))


def _floor(key: str, floor: float, tallies: Sequence[Tally]) -> Gate:
    figure = value(MEASURES[key], tallies)
    told = "–" if figure is None else f"{figure:.2f}"
    return Gate(f"floor:{key}", f"{MEASURES[key].name} ≥ {floor:.2f}", figure is not None and figure >= floor, told)


def _first(wrong: Sequence[str]) -> str:
    more = f" … og {len(wrong) - SHOWN} til" if len(wrong) > SHOWN else ""
    return "; ".join(wrong[:SHOWN]) + more


def _known(count: int) -> str:
    return f"{count} kjente avvik" if count else ""
