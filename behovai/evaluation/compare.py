"""Two runs on the same labels: what changed, for certain or perhaps, and every finding that is new or gone."""

from collections.abc import Sequence
from typing import NamedTuple

from behovai.evaluation.folder import Item
from behovai.evaluation.gates import tallied
from behovai.evaluation.measures import BIAS, DETAILS, HEADLINE, difference, value
from behovai.evaluation.records import Record
from behovai.evaluation.slots import State, slot_of, states
from behovai.evaluation.stats import Interval
from behovai.finding import Outcome


class Change(NamedTuple):
    """A measure in both runs, and the paired difference."""

    name: str
    before: float | None
    after: float | None
    change: Interval

    @property
    def verdict(self) -> str:
        """«bedre», «dårligere», «ingen forskjell som synes», or «ikke målbar»."""
        if self.change.low is None or self.change.high is None:
            return "ikke målbar"
        if self.name == BIAS.name:
            return "ingen forskjell som synes" if self.change.low <= 0 <= self.change.high else "endret"
        if self.change.low > 0:
            return "bedre"
        return "dårligere" if self.change.high < 0 else "ingen forskjell som synes"


class Turned(NamedTuple):
    """A finding that one run has and the other has not; `right` says which way gold goes, None where it is not scored."""

    submission: str
    slot: str
    appeared: bool
    right: bool | None


def compare(items: Sequence[Item], first: Sequence[Record], second: Sequence[Record]) -> tuple[list[Change], list[Turned]]:
    """Second against first, on the submissions both read without an error."""
    both = {r.submission for r in first if not r.error} & {r.submission for r in second if not r.error}
    shared = [item for item in items if item.id in both]
    before, after = tallied(shared, first), tallied(shared, second)
    changes = [Change(m.name, value(m, before), value(m, after), difference(m, before, after)) for m in (*HEADLINE, *DETAILS)]
    return changes, _turned(shared, {r.submission: r for r in first}, {r.submission: r for r in second})


def _turned(items: Sequence[Item], first: dict[str, Record], second: dict[str, Record]) -> list[Turned]:
    found = []
    for item in items:
        gold = states(item.gold)
        a, b = first[item.id].outcomes, second[item.id].outcomes
        for slot in sorted({*a, *b}):
            was, now = (outcomes.get(slot) is Outcome.FIRES for outcomes in (a, b))
            if was is not now:
                state = gold.get(slot_of(slot))
                scored = state not in (None, State.UNCERTAIN, State.REPLACED)
                found.append(Turned(item.id, slot, now, (now is (state is State.POSITIVE)) if scored else None))
    return found


def told(changes: Sequence[Change], turned: Sequence[Turned]) -> str:
    """The comparison for a terminal."""
    lines = [f"{'mål':<40}{'A':>8}{'B':>8}{'B − A':>9}  95 % parvis"]
    for change in changes:
        if change.before is None and change.after is None:
            continue
        spread = "–" if change.change.low is None else f"{change.change.low:+.3f} til {change.change.high:+.3f}"
        figures = f"{_short(change.before):>8}{_short(change.after):>8}{_signed(change.change.value):>9}"
        lines.append(f"{change.name:<40}{figures}  {spread}  {change.verdict}")
    visible = [f"{change.name} {change.change.visible:.3f}" for change in changes[:4] if change.change.visible]
    lines += ["", "Minste forskjell som ville synes fire av fem ganger: " + (", ".join(visible) or "kjøringene er like")]
    lines += ["", f"Funn som er nye eller borte: {len(turned)}"]
    for one in turned:
        judged = {True: "riktig", False: "feil", None: "ikke målt"}[one.right]
        lines.append(f"  {'+' if one.appeared else '−'} {one.submission} {one.slot} ({judged})")
    return "\n".join(lines)


def _short(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


def _signed(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:+.3f}"
