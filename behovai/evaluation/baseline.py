"""The accepted baseline: the counts of each submission at the time, with a reason. Accepting a new one is a command of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from behovai.errors import LabelError
from behovai.evaluation.measures import HEADLINE, Measure
from behovai.evaluation.stats import Interval, Sums, paired
from behovai.evaluation.tally import Tally


@dataclass(frozen=True)
class Baseline:
    """Per measure and submission the counts; `reason` says why it was accepted, `date` when, `version` of what."""

    reason: str
    date: str
    version: str
    counts: dict[str, dict[str, Sums]]

    def change(self, measure: Measure, tallies: Sequence[Tally]) -> Interval:
        """Now minus then, on the submissions that both have."""
        then = self.counts.get(measure.key, {})
        before: dict[str, list[Sums]] = {}
        after: dict[str, list[Sums]] = {}
        for one in tallies:
            now = measure.counts(one)
            if one.submission in then and len(then[one.submission]) == len(now):
                before.setdefault(one.owner, []).append(then[one.submission])
                after.setdefault(one.owner, []).append(now)
        return paired(before, after, measure.statistic)


def read_baseline(path: Path) -> Baseline | None:
    """The baseline in a file, None where there is none. LabelError where it is broken."""
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text("utf-8"))
        counts = {key: {name: tuple(sums) for name, sums in parts.items()} for key, parts in data["counts"].items()}
        return Baseline(data["reason"], data["date"], data["version"], counts)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise LabelError(
            f"{path}: basislinjen kan ikke leses. Hent den fra forrige versjon, eller lag en ny med --accept-baseline."
        ) from error


def accept(path: Path, tallies: Sequence[Tally], reason: str, date: str, version: str) -> None:
    """Write a new baseline. LabelError without a reason."""
    if len(reason.split()) < 3:
        raise LabelError("Si med noen ord hvorfor den nye basislinjen godtas: --accept-baseline «grunn».")
    counts = {measure.key: {one.submission: list(measure.counts(one)) for one in tallies} for measure in HEADLINE}
    lines = [
        f'  "{key}": {{\n' + ",\n".join(f'   "{name}": {json.dumps(sums)}' for name, sums in parts.items()) + "\n  }"
        for key, parts in counts.items()
    ]
    head = json.dumps({"reason": reason, "date": date, "version": version}, ensure_ascii=False, indent=1)[:-2]
    partial = path.with_name(path.name + ".tmp")
    partial.write_text(head + ',\n "counts": {\n' + ",\n".join(lines) + "\n }\n}\n", "utf-8")
    partial.replace(path)
