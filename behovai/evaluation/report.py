"""One HTML file to read offline: the page on top, then gold and predicted side by side in the text, filtered by error."""

from collections.abc import Iterator
from typing import NamedTuple

from behovai.evaluation.folder import Item
from behovai.evaluation.labels import UnitLabel
from behovai.evaluation.page import HEADS, crossed, figure, per_rule, rows, smallest, terminal
from behovai.evaluation.records import Pointed, Record
from behovai.evaluation.slots import State, states
from behovai.evaluation.suite import Suite
from behovai.evaluation.tally import laid, outside
from behovai.evidence import Question, Role
from behovai.finding import Outcome
from behovai.scoring import RULES
from behovai.submission import Criterion

SLUGS = {rule.code: rule.slug for rule in RULES}
NAMES = (*Criterion, *Role, *Question, "vag")


class Chip(NamedTuple):
    """A label as shown: its name and whether it is right, missed, false or not scored."""

    name: str
    kind: str


class Row(NamedTuple):
    """A unit with its labels on both sides; `wrong` are the labels that differ."""

    unit: str
    text: str
    gold: tuple[Chip, ...]
    said: tuple[Chip, ...]
    wrong: tuple[str, ...]


class Gap(NamedTuple):
    """A slot where gold or prediction says something."""

    name: str
    slug: str
    gold: str
    said: str
    kind: str


class Sheet(NamedTuple):
    """A submission in the report."""

    name: str
    part: str
    form: str
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    error: str


def html(suite: Suite, opened: bool = False) -> str:
    """The report. Sentences of the test part are shown only when it is opened."""
    from behovai.evaluation.templating import rendered

    said = {record.submission: record for record in suite.main.records}
    shown = [item for item in suite.items if opened or item.part != "test"]
    return rendered(
        "report.html",
        {
            "page": terminal(suite),
            "smallest": smallest(suite),
            "heads": HEADS,
            "parts": {part: [(one.name, cells) for one, cells in rows(suite, names)] for part, names in suite.parts.items()},
            "gates": suite.gates,
            "rules": per_rule(suite.main.tallies),
            "crossed": [line.strip("|").split("|") for line in crossed(suite.main.tallies) if not line.startswith("|---")],
            "sheets": [sheet(item, said[item.id]) for item in shown if item.id in said],
            "hidden": len(suite.items) - len(shown),
            "names": NAMES,
            "count": len(suite.items),
            "figure": figure,
        },
    )


def sheet(item: Item, record: Record) -> Sheet:
    """A submission with both sides of every unit and gap."""
    if record.error:
        return Sheet(item.id, item.part, item.gold.form, (), (), record.error)
    units = laid(item.gold, record, item.text)
    shown = [_row(unit, units[unit.unit], item.text) for unit in item.gold.evidence]
    shown += [_stray(entry, item.text) for entry in outside(item.gold, record)]
    return Sheet(item.id, item.part, item.gold.form, tuple(shown), tuple(_gaps(item, record)), "")


def _row(unit: UnitLabel, said: Pointed, text: str) -> Row:
    wanted = [*unit.criteria, *unit.roles, *unit.questions, *(["vag"] if unit.vague else [])]
    given = [*said.criteria, *said.roles, *said.questions, *(["vag"] if said.vague else [])]
    unsure = set(unit.uncertain) | ({"vag"} if Role.INDIKATOR not in {*unit.roles} & {*said.roles} else set())
    gold = [Chip(name, "unsure" if name in unsure else "ok" if name in given else "missed") for name in wanted]
    gold += [Chip(name, "unsure") for name in unit.uncertain if name not in wanted]
    right = [Chip(name, "unsure" if name in unsure else "ok" if name in wanted else "false") for name in given]
    wrong = tuple(chip.name for chip in (*gold, *right) if chip.kind in ("missed", "false"))
    return Row(unit.unit, " ".join(text[unit.start : unit.end].split()), tuple(gold), tuple(right), wrong)


def _stray(entry: Pointed, text: str) -> Row:
    given = tuple(Chip(name, "false") for name in (*entry.criteria, *entry.roles, *entry.questions))
    return Row("utenfor", " ".join(text[entry.start : entry.end].split()), (), given, tuple(chip.name for chip in given))


def _gaps(item: Item, record: Record) -> Iterator[Gap]:
    told = {State.POSITIVE: "gap", State.NEGATIVE: "–", State.UNCERTAIN: "usikker", State.REPLACED: "–", State.NOT_ASKED: "ikke spurt"}
    outcome = {Outcome.FIRES: "gap", Outcome.PASSES: "–", Outcome.NOT_ASKED: "ikke spurt", Outcome.UNREADABLE: "uleselig"}
    for slot, state in states(item.gold).items():
        said = record.outcomes.get(str(slot), Outcome.NOT_ASKED)
        fires = said is Outcome.FIRES
        if state not in (State.POSITIVE, State.UNCERTAIN) and not fires:
            continue
        scored = state in (State.POSITIVE, State.NEGATIVE, State.NOT_ASKED)
        kind = "unsure" if not scored else "ok" if fires and state is State.POSITIVE else "false" if fires else "missed"
        yield Gap(str(slot), SLUGS[slot.code], told[state], outcome[said], kind)
