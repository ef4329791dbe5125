"""The one page: who is measured, how good, how sure, what does not hold. Terminal and Markdown show the same rows."""

from collections.abc import Iterable, Sequence

from behovai.evaluation.agreement import Agreement
from behovai.evaluation.counts import Hits, mean, ratio, wilson
from behovai.evaluation.measures import CRITERIA, DETAILS, GAPS, HEADLINE, Measure, difference, frequent, gap_macro, interval, value
from behovai.evaluation.stats import Interval
from behovai.evaluation.suite import Measured, Suite
from behovai.evaluation.tally import Tally
from behovai.submission import Criterion

HEADS = ("kjennetegn", "roller", "spørsmål", "gap", "vurdering κ", "felt")
NAME, CELL = 24, 16


def terminal(suite: Suite) -> str:
    """The page for a terminal, at most 120 characters wide."""
    lines = [*_head(suite), ""]
    for part, names in suite.parts.items():
        lines += [*_table(suite, part, names), ""]
    lines += [*_details(suite), ""]
    lines += [*_agreed(suite.agreed), *_gates(suite)]
    return "\n".join(lines) + "\n"


def markdown(suite: Suite) -> str:
    """The same page for a file, with a table per rule."""
    lines = ["# Måling", "", *_head(suite), ""]
    for part, names in suite.parts.items():
        lines += [f"## {part}", "", "| |" + "|".join(HEADS) + "|", "|---" * (len(HEADS) + 1) + "|"]
        lines += [f"| {one.name} |" + "|".join(f" {cell} " for cell in cells) + "|" for one, cells in rows(suite, names)]
        lines.append("")
    lines += ["## Porter", "", "| | | |", "|---|---|---|"]
    lines += [f"| {'ja' if gate.passed else '**nei**'} | {gate.name} | {gate.told} |" for gate in suite.gates]
    lines += ["", "## Per regel (behovai lokal, alle deler)", "", "| regel | fasit | funnet | falske | presisjon | dekning (Wilson 95 %) |"]
    lines += ["|---|---|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in per_rule(suite.main.tallies)), ""]
    lines += ["## Kjennetegn × kjennetegn (fasit → funnet)", "", *crossed(suite.main.tallies), "", *_agreed(suite.agreed)]
    return "\n".join(lines) + "\n"


def _head(suite: Suite) -> list[str]:
    owners = len({item.owner for item in suite.items})
    units = sum(len(item.gold.evidence) for item in suite.items)
    first = f"{len(suite.items)} behovsmeldinger · {owners} eiere · {units} merkede enheter"
    return [first, smallest(suite), *(f"{item.id}: {note}" for item in suite.items for note in item.notes)]


def smallest(suite: Suite) -> str:
    """What difference could be seen at all: 2.8 standard errors of the paired difference to the keyword baseline."""
    other = next(one for one in suite.measured if one.key == "keywords")
    found = [(measure, difference(measure, other.tallies, suite.main.tallies).visible) for measure in (CRITERIA, GAPS)]
    told = ", ".join(f"{measure.name} {_number(size)}" for measure, size in found)
    return f"Minste forskjell som ville synes fire av fem ganger: {told} (F1, parvis, per eier)"


def rows(suite: Suite, names: frozenset[str]) -> list[tuple[Measured, list[str]]]:
    """For each system that said something about the part its figures, with an interval."""
    result = []
    for one in suite.measured:
        tallies = one.of(names)
        if tallies:
            result.append((one, [figure(interval(measure, tallies)) for measure in HEADLINE]))
    return result


def figure(found: Interval) -> str:
    """«0,82 0,79–0,85»; «–» where it cannot be estimated."""
    if found.value is None:
        return "–"
    if found.low is None or found.high is None:
        return _number(found.value)
    return f"{_number(found.value)} {_number(found.low)}–{_number(found.high)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def _table(suite: Suite, part: str, names: frozenset[str]) -> list[str]:
    owners = len({item.owner for item in suite.items if item.id in names})
    title = f"{part.upper()} ({len(names)}, {owners} eiere)"
    lines = [f"{title:<{NAME}}" + "".join(f"{head:>{CELL}}" for head in HEADS)]
    for one, cells in rows(suite, names):
        covered = len(one.of(names))
        failed = sum(bool(record.error) for record in one.records if record.submission in names)
        name = one.name + (f" (n={covered})" if covered < len(names) else "")
        note = f"  {failed} feilet" if failed else ""
        lines.append(f"{name:<{NAME}}" + "".join(f"{cell:>{CELL}}" for cell in cells) + note)
    return lines


def _details(suite: Suite) -> list[str]:
    lines = []
    for part, names in suite.parts.items():
        tallies = suite.main.of(names)
        codes = frequent(tallies)
        macro = gap_macro(codes)
        shown = [f"{measure.name} {_number(value(measure, tallies))}" for measure in DETAILS]
        shown.append(f"{macro.name} med ≥ 10 ({len(codes)}) {_number(value(macro, tallies))}")
        lines += _wrapped(f"lokal, {part}: ", [*shown, *_context(tallies)])
    return lines


def _context(tallies: Sequence[Tally]) -> list[str]:
    positives = sum(found.tp + found.fn for one in tallies for found in one.gaps.values())
    asked = positives + sum(
        sum(one.passed.values()) + sum(one.abstained.values()) + sum(f.fp for f in one.gaps.values()) for one in tallies
    )
    right, placed = (sum(one.same_place[side] for one in tallies) for side in (0, 1))
    unsure = sum(one.uncertain for one in tallies)
    return [
        f"grunnrate {_number(ratio(positives, asked))}",
        f"gap på riktig sted {_number(ratio(right, placed))}",
        f"usikre, ikke målt: {unsure}",
    ]


def _wrapped(start: str, parts: Iterable[str], width: int = 116) -> list[str]:
    lines, line = [], start
    for part in parts:
        if len(line) + len(part) + 3 > width:
            lines.append(line.rstrip(" ·"))
            line = "  "
        line += part + " · "
    return [*lines, line.rstrip(" ·")]


def _agreed(found: Agreement | None) -> list[str]:
    if found is None:
        return ["Ingen er merket to ganger; det menneskelige taket er ikke målt.", ""]
    criteria = ", ".join(f"{name} {_number(found.labels[name].alpha)}" for name in Criterion)
    gaps = list(found.gaps.values())
    return [
        f"Enighet mellom to merkere ({found.submissions} behovsmeldinger, {found.units} enheter): "
        f"kjennetegn α (MASI) {_number(found.masi)}; gap α {_number(found.gaps_alpha)},",
        f"  enige om gap {_number(mean([one.positive for one in gaps]))}, om ikke gap {_number(mean([one.negative for one in gaps]))} "
        f"(snitt av regler); vurdering ordinal α {_number(found.ratings_alpha)}, κ {_number(found.ratings_qwk)} (n={found.rated})",
        f"  α per kjennetegn: {criteria}",
        "",
    ]


def _gates(suite: Suite) -> list[str]:
    held = sum(gate.passed for gate in suite.gates)
    lines = [f"Porter: {held} av {len(suite.gates)} holder"]
    for gate in suite.gates:
        if not gate.passed or not gate.hard:
            lines.append(f"  {'ok ' if gate.passed else 'NEI'} {gate.name}" + (f": {gate.told}" if gate.told else ""))
    return lines


def per_rule(tallies: Iterable[Tally]) -> list[list[str]]:
    """Per rule: positives, found, false, precision, recall with Wilson's interval; descriptions, not gates, under ten positives."""
    sums: dict[str, Hits] = {}
    for one in tallies:
        for code, found in one.gaps.items():
            sums[code] = sums.get(code, Hits()).plus(found)
    lines = []
    for code, found in sorted(sums.items()):
        bounds = wilson(found.tp, found.tp + found.fn)
        spread = f" {_number(bounds[0])}–{_number(bounds[1])}" if bounds else ""
        lines.append(
            [code, str(found.tp + found.fn), str(found.tp), str(found.fp), _number(found.precision), _number(found.recall) + spread]
        )
    return lines


def crossed(tallies: Iterable[Tally]) -> list[str]:
    """Which criterion is taken for which, as a Markdown table."""
    counts: dict[tuple[str, str], int] = {}
    for one in tallies:
        for pair, count in one.crossed.items():
            counts[pair] = counts.get(pair, 0) + count
    names = [*Criterion, "ingen"]
    lines = ["| fasit \\ funnet |" + "|".join(names) + "|", "|---" * (len(names) + 1) + "|"]
    return lines + [f"| {a} |" + "|".join(f" {counts.get((a, b), 0) or '·'} " for b in names) + "|" for a in names]


def changes(first: Measured, second: Measured, measures: Sequence[Measure] = (*HEADLINE, *DETAILS)) -> list[tuple[str, Interval]]:
    """Second minus first for every measure, paired by owner."""
    return [(measure.name, difference(measure, first.tallies, second.tallies)) for measure in measures]
