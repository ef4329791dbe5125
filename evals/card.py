"""python -m evals.card: fill the tables of datacard.md with counts from the labels; --check fails when they are out of date."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from behovai.errors import BehovaiError
from behovai.evaluation.agreement import Agreement, agreement
from behovai.evaluation.counts import mean
from behovai.evaluation.folder import Item, load_folder
from behovai.evaluation.slots import State, states
from behovai.evaluation.suite import parts_of
from behovai.evidence import Question, Role
from behovai.scoring import RULES
from behovai.submission import Criterion

HERE = Path(__file__).parent
CARD = HERE / "datacard.md"
GROUPS = tuple(dict.fromkeys(rule.code[:3] for rule in RULES))
_PLACE = re.compile(r"(<!-- counts: (?P<name>[\w-]+) -->\n)(?P<old>.*?)(<!-- end -->)", re.S)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)]) + "\n"


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def twice(items: Sequence[Item]) -> Agreement | None:
    pairs = [(item.firsts[0], item.firsts[1]) for item in items if len(item.firsts) > 1]
    return agreement(pairs) if pairs else None


def sizes(items: Sequence[Item]) -> str:
    rows = []
    for part, names in {**parts_of(items), "all": frozenset(item.id for item in items)}.items():
        own = [item for item in items if item.id in names]
        rows.append((part, len(own), len({item.owner for item in own}), sum(len(item.gold.evidence) for item in own)))
    return table(("part", "submissions", "owners", "units"), rows)


def kinds(items: Sequence[Item]) -> str:
    counts = {
        "form": Counter(item.gold.form for item in items),
        "written in": Counter(item.submission.malform for item in items),
        "file": Counter(item.submission.document.format for item in items),
        "labelled": Counter("twice, decided" if len(item.firsts) > 1 else "once" for item in items),
    }
    return table(("what", "value", "submissions"), [(what, *pair) for what, found in counts.items() for pair in sorted(found.items())])


def labels(items: Sequence[Item]) -> str:
    rows = []
    for name in (*Criterion, *Role, *Question):
        units = [unit for item in items for unit in item.gold.evidence]
        yes = sum(name in (*unit.criteria, *unit.roles, *unit.questions) for unit in units)
        rows.append((name, yes, sum(name in unit.uncertain for unit in units)))
    return table(("label", "units", "uncertain"), rows)


def positives(items: Sequence[Item]) -> str:
    counts: Counter[tuple[str, State]] = Counter((slot.code, state) for item in items for slot, state in states(item.gold).items())
    shown = (State.POSITIVE, State.NEGATIVE, State.UNCERTAIN)
    rows = [(rule.code, rule.slug, rule.level, *(counts[rule.code, state] for state in shown)) for rule in RULES]
    return table(("rule", "name", "level", "holds", "does not", "uncertain"), rows)


def ratings(items: Sequence[Item]) -> str:
    counts = Counter((criterion, rating) for item in items for criterion, rating in (item.gold.ratings or {}).items())
    return table(("criterion", "0", "1", "2", "3"), [(name, *(counts[name, value] for value in range(4))) for name in Criterion])


def agreed_units(items: Sequence[Item]) -> str:
    found = twice(items)
    if found is None:
        return "No submission is labelled twice yet.\n"
    first = f"{found.submissions} submissions, {found.units} units; criteria as sets, Krippendorff's α with MASI: {figure(found.masi)}.\n\n"
    rows = [
        (name, one.both, one.first + one.second, figure(one.positive), figure(one.kappa), figure(one.alpha))
        for name, one in found.labels.items()
    ]
    return first + table(("label", "both", "one only", "positive agreement", "κ", "α"), rows)


def agreed_gaps(items: Sequence[Item]) -> str:
    found = twice(items)
    if found is None:
        return "No submission is labelled twice yet.\n"
    rows = []
    for group in GROUPS:
        own = [one for code, one in found.gaps.items() if code.startswith(group)]
        both, differ = sum(one.both for one in own), sum(one.first + one.second for one in own)
        rows.append((group, both, differ, figure(mean([one.positive for one in own])), figure(mean([one.negative for one in own]))))
    last = f"\nAll gaps: α {figure(found.gaps_alpha)}. Ratings: ordinal α {figure(found.ratings_alpha)}, "
    last += f"quadratic κ {figure(found.ratings_qwk)} (n = {found.rated}).\n"
    return table(("group", "both", "one only", "positive agreement (mean of rules)", "negative"), rows) + last


def openings(items: Sequence[Item]) -> str:
    path = HERE / "splits.json"
    opened = json.loads(path.read_text("utf-8")).get("opened", []) if path.is_file() else []
    if not opened:
        return "The test part has not been opened.\n"
    return table(("date", "reason"), [(entry["date"], entry["reason"]) for entry in opened])


def training(items: Sequence[Item]) -> str:
    """The texts to train on, by the first part of their file's name; not labelled submissions, so `items` do not matter."""
    lines = {path: path.read_text("utf-8").splitlines() for path in sorted((HERE / "training").glob("*.txt"))}
    rows = []
    for kind in dict.fromkeys(path.name.split("-")[0] for path in lines):
        own = [line for path in lines if path.name.startswith(f"{kind}-") for line in lines[path]]
        texts, answers = (sum(line.startswith(mark) for line in own) for mark in ("# ", "@ "))
        units = sum(bool(line.strip()) and not line.startswith(("# ", "@ ")) for line in own)
        rows.append((f"`{kind}-*.txt`", texts or "–", answers, units))
    return table(("file", "submissions", "answers", "units"), rows)


TABLES: dict[str, Callable[[Sequence[Item]], str]] = {
    "sizes": sizes,
    "kinds": kinds,
    "labels": labels,
    "positives": positives,
    "ratings": ratings,
    "agreement-units": agreed_units,
    "agreement-gaps": agreed_gaps,
    "openings": openings,
    "training": training,
}


def filled(card: str, items: Sequence[Item]) -> str:
    """The card with every marked place filled; KeyError for a place without a table."""
    return _PLACE.sub(lambda match: match[1] + "\n" + TABLES[match["name"]](items) + "\n" + match[4], card)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.card", description="Fyll tabellene i datacard.md med tall fra merkene.")
    parser.add_argument("--check", action="store_true", help="skriv ingenting; avslutt med 1 hvis tallene er utdaterte")
    parser.add_argument("--labels", type=Path, default=HERE, metavar="MAPPE", help="mappe med submissions/ og labels/")
    chosen = parser.parse_args()
    old = CARD.read_text("utf-8")
    new = filled(old, load_folder(chosen.labels))
    if chosen.check:
        print("datacard.md er oppdatert." if new == old else "datacard.md er utdatert. Kjør: python -m evals.card")
        return int(new != old)
    CARD.write_text(new, "utf-8")
    print("datacard.md er fylt.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BehovaiError as error:
        sys.exit(f"evals.card: {error}")
