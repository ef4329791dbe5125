"""Broken systems, each made from gold, each with the gate it must trip. A suite whose gates cannot fail measures nothing."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from behovai.evaluation.folder import Item
from behovai.evaluation.records import Pointed, Record, digest
from behovai.evaluation.systems import System, always, gold, never
from behovai.evidence import Question, Role
from behovai.finding import Outcome
from behovai.submission import Criterion


class Canary(NamedTuple):
    """A broken system and the gate that must not let it through."""

    system: System
    gate: str


def canaries() -> tuple[Canary, ...]:
    """All of them."""
    return (
        Canary(never(), "floor:criteria_recall"),
        Canary(never(), "floor:gaps_recall"),
        Canary(always(), "floor:gaps_precision"),
        Canary(always(), "floor:characters_precision"),
        Canary(_from_gold("wrong_criterion", "sitat under feil kjennetegn", _rotated), "floor:criteria"),
        Canary(_from_gold("swapped_de", "d og e byttet om", _swapped), "floor:criteria_laererutdanning"),
        Canary(_from_gold("swapped_de", "d og e byttet om", _swapped), "floor:criteria_inkludering"),
        Canary(_from_gold("one_long_quote", "ett langt sitat", _long), "floor:characters_precision"),
        Canary(_from_gold("one_long_quote", "ett langt sitat", _long), "grounding"),
        Canary(_from_gold("shifted", "fasit flyttet én enhet", _shifted), "alignment"),
        Canary(_from_gold("invented", "sitat utenfor teksten", _invented), "grounding"),
        Canary(_from_gold("blind", "leser ingen ruter", _blind), "facts"),
        Canary(_from_gold("misread", "leser en rute feil", _misread), "fields"),
        Canary(_from_gold("praises", "gir alle 3", _praised), "floor:ratings_qwk"),
        Canary(System("raises", "stopper med feil", _raises), "errors"),
    )


def _from_gold(key: str, name: str, change: Callable[[Item, Record], Record]) -> System:
    """A system that changes what gold says."""
    base = gold()

    def say(item: Item, items: Sequence[Item]) -> Record:
        return change(item, base.say(item, items)).model_copy(update={"system": key})

    return System(key, name, say)


def _with(record: Record, evidence: Iterable[Pointed]) -> Record:
    return record.model_copy(update={"evidence": tuple(evidence)})


def _renamed(record: Record, names: dict[Criterion, Criterion]) -> Record:
    return _with(
        record,
        (
            entry.model_copy(update={"criteria": tuple(c for c in Criterion if c in {names.get(old, old) for old in entry.criteria})})
            for entry in record.evidence
        ),
    )


def _rotated(item: Item, record: Record) -> Record:
    order = list(Criterion)
    return _renamed(record, dict(zip(order, order[1:] + order[:1], strict=True)))


def _swapped(item: Item, record: Record) -> Record:
    d, e = Criterion.INKLUDERING, Criterion.LAERERUTDANNING
    return _renamed(record, {d: e, e: d})


def _long(item: Item, record: Record) -> Record:
    """One quotation over everything the applicant wrote."""
    units = item.gold.evidence
    if not units:
        return record
    return _with(
        record,
        [Pointed(start=units[0].start, end=units[-1].end, criteria=tuple(Criterion), roles=tuple(Role), questions=tuple(Question))],
    )


def _shifted(item: Item, record: Record) -> Record:
    spans = [(unit.start, unit.end) for unit in item.gold.evidence]
    following = dict(zip(spans, spans[1:] + spans[:1], strict=True))
    return _with(
        record,
        (entry.model_copy(update=dict(zip(("start", "end"), following[entry.start, entry.end], strict=True))) for entry in record.evidence),
    )


def _invented(item: Item, record: Record) -> Record:
    end = len(item.text)
    return _with(record, [*record.evidence, Pointed(start=end, end=end + 40, criteria=(Criterion.PRAKSISENDRING,))])


def _blind(item: Item, record: Record) -> Record:
    """Every fact of the form is said to be in order."""
    return record.model_copy(update={"outcomes": dict.fromkeys(record.outcomes, Outcome.PASSES)})


def _misread(item: Item, record: Record) -> Record:
    boxes = {
        key: {option: None if state is None else not state for option, state in options.items()}
        for key, options in record.fields.boxes.items()
    }
    return record.model_copy(update={"fields": record.fields.model_copy(update={"boxes": boxes})})


def _praised(item: Item, record: Record) -> Record:
    return record.model_copy(update={"ratings": dict.fromkeys(record.ratings, 3)})


def _raises(item: Item, items: Sequence[Item]) -> Record:
    raise RuntimeError(digest(item.id))
