"""Tests made from labels: edit the text so that the rules must say something else, read it again, and look.

Gold evidence is carried over to the edited text, so what is tested is the reading of the form and the rules, not the extractor.
Each edit names what must change and what must not. An edit that cannot be made on a submission is not counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from behovai.document import Document, Span
from behovai.errors import BehovaiError
from behovai.evaluation.carry import carried, gold_evidence
from behovai.evaluation.folder import Item
from behovai.evaluation.gates import Gate, Thresholds
from behovai.evidence import Evidence, Role
from behovai.finding import Outcome, Rating
from behovai.forms import read_form
from behovai.ingest import read_bytes
from behovai.scoring import score
from behovai.submission import Answer, Criterion, Submission

MOST = 60  # submissions a kind of edit is tried on, drawn the same way every time
FEWEST = 5  # a kind of edit made on fewer submissions has not been tested
ASSURANCE = {"nb": "Dette vil bli fulgt godt opp og grundig vurdert.", "nn": "Dette vil bli følgt godt opp og grundig vurdert."}


class Base(NamedTuple):
    """A submission read from its own text as txt, with gold evidence and what the rules say then."""

    item: Item
    submission: Submission
    evidence: Evidence
    outcomes: dict[str, Outcome]
    ratings: dict[Criterion, Rating | None]

    @property
    def text(self) -> str:
        """The text that is edited."""
        return self.submission.document.text


class Edit(NamedTuple):
    """An edited text, and a check that says what is wrong with the outcome («» if nothing is)."""

    text: str
    check: Callable[["Base"], str]


Kind = Callable[[Base], Iterator[Edit]]


def base_of(item: Item) -> Base | None:
    """The item read from its own text as txt; None where that reads otherwise than the file."""
    again = _read(item.text, item.id)
    if again is None or again.form != item.submission.form or again.boxes != item.submission.boxes:
        return None
    if [again.quote(again.unit(u)) for a in again.answers for u in a.units] != [
        item.submission.quote(item.submission.unit(u)) for a in item.submission.answers for u in a.units
    ]:
        return None
    return _scored(item, again, carried(gold_evidence(item.gold, item.submission), item.submission, again))


def _read(text: str, name: str) -> Submission | None:
    try:
        document: Document = read_bytes(text.encode(), f"{name}.txt")
        return read_form(document)
    except BehovaiError:
        return None


def _scored(item: Item, submission: Submission, evidence: Evidence) -> Base:
    scored = score(submission, evidence, "nb")
    outcomes: dict[str, Outcome] = {}
    for code, outcome in scored.outcomes.items():
        if isinstance(outcome, dict):
            outcomes |= {f"{code} {criterion}": state for criterion, state in outcome.items()}
        else:
            outcomes[code] = outcome
    return Base(item, submission, evidence, outcomes, scored.ratings)


def answers(base: Base) -> Iterator[tuple[Criterion, Answer]]:
    """The lettered answers that hold something."""
    for answer in base.submission.answers:
        if answer.criterion and answer.units and base.ratings.get(answer.criterion) is not None:
            yield answer.criterion, answer


def with_role(base: Base, answer: Answer, role: Role) -> list[str]:
    """The units of an answer that play a role."""
    return [entry.unit for entry in base.evidence.units if entry.unit in answer.units and role in entry.roles]


def role_elsewhere(base: Base, criterion: Criterion, answer: Answer, role: Role) -> bool:
    """Whether lines outside the answer give the criterion the role."""
    lines = {unit for other in base.submission.answers if other.section.startswith("4") and not other.criterion for unit in other.units}
    return any(role in entry.roles and criterion in entry.criteria and entry.unit in lines for entry in base.evidence.units)


def without(text: str, spans: Iterable[Span]) -> str:
    """The text without these stretches."""
    for span in sorted(spans, key=lambda item: -item.start):
        text = text[: span.start] + text[span.end :]
    return text


def fires(*slots: str) -> Callable[[Base], str]:
    """One of the slots must fire."""
    return lambda after: "" if any(after.outcomes.get(slot) is Outcome.FIRES for slot in slots) else f"{slots[0]} slår ikke til"


def results(items: Sequence[Item], kinds: dict[str, Kind]) -> dict[str, list[tuple[str, str]]]:
    """For each kind of edit the submissions it was made on, and what was wrong."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in kinds}
    bases = [base for base in map(base_of, items) if base]
    for name, kind in kinds.items():
        for base in Random(name).sample(bases, len(bases)):  # noqa: S311 – an order, no secret
            edit = next(kind(base), None) if len(found[name]) < MOST else None
            if edit is not None:
                found[name].append((base.item.id, _wrong(base, edit)))
    return found


def _wrong(base: Base, edit: Edit) -> str:
    after = _read(edit.text, base.item.id)
    if after is None:
        return "kan ikke leses etter endringen"
    return edit.check(_scored(base.item, after, carried(base.evidence, base.submission, after)))


def derived_gates(items: Sequence[Item], limits: Thresholds, kinds: dict[str, Kind]) -> list[Gate]:
    """A gate per kind of edit (`edits.KINDS`); it fails on one wrong outcome, and where too few submissions could be edited."""
    gates = []
    fewest = min(FEWEST, len(items))
    for name, outcomes in results(items, kinds).items():
        wrong = [f"{where}: {what}" for where, what in outcomes if what and not limits.accepts(where, name)]
        counts = Counter(bool(what) for _, what in outcomes)
        told = "; ".join(wrong[:3]) or f"{counts[False]} av {len(outcomes)}"
        if len(outcomes) < fewest and len(items) >= 20:
            wrong.append("for få")
            told = f"bare {len(outcomes)} behovsmeldinger kunne endres slik"
        gates.append(Gate(f"derived:{name}", name, not wrong, told))
    return gates
