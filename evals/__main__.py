"""make evals: measure everything offline, print one page, exit 1 when a gate does not hold."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from behovai import __version__
from behovai.errors import BehovaiError
from behovai.evaluation.baseline import accept, read_baseline
from behovai.evaluation.folder import load_folder
from behovai.evaluation.gates import read_thresholds
from behovai.evaluation.page import markdown, terminal
from behovai.evaluation.records import write_records
from behovai.evaluation.report import html
from behovai.evaluation.suite import Suite, measure_all

HERE = Path(__file__).parent


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Mål behovai mot merkede behovsmeldinger. Ingenting sendes ut.")
    parser.add_argument(
        "--labels", type=Path, default=HERE, metavar="MAPPE", help="mappe med submissions/ og labels/, eller <id>.labels.json"
    )
    parser.add_argument("--replies", type=Path, default=HERE / "replies", metavar="MAPPE", help="innspilte modellsvar")
    parser.add_argument("--runs", type=Path, default=Path("runs/evals"), metavar="MAPPE", help="hvor kjøringen og rapportene lagres")
    parser.add_argument("--accept-baseline", metavar="GRUNN", help="godta dagens tall som ny basislinje, med en grunn")
    parser.add_argument("--open-test", metavar="GRUNN", help="vis testdelen setning for setning i rapporten; føres i splits.json")
    return parser.parse_args()


def main() -> int:
    chosen = arguments()
    own = chosen.labels.resolve() == HERE
    limits = read_thresholds(HERE / "thresholds.toml")
    baseline = read_baseline(HERE / "baseline.json") if own else None
    suite = measure_all(load_folder(chosen.labels), limits, baseline, chosen.replies)
    print(terminal(suite), end="")
    if chosen.open_test:
        note_opening(chosen.labels / "splits.json", chosen.open_test)
    save(suite, chosen.runs, bool(chosen.open_test))
    print(f"Rapport: {chosen.runs}/rapport.html · {chosen.runs}/rapport.md · {chosen.runs}/records.jsonl")
    if chosen.accept_baseline:
        accept(HERE / "baseline.json", suite.main.tallies, chosen.accept_baseline, date.today().isoformat(), __version__)
        print("Ny basislinje er lagret i evals/baseline.json.")
        return int(any(gate.hard for gate in suite.failed))
    return int(bool(suite.failed))


def save(suite: Suite, folder: Path, opened: bool) -> None:
    write_records(folder / "records.jsonl", suite.main.records)
    for one in suite.measured:
        write_records(folder / f"{one.key}.jsonl", one.records)
    (folder / "rapport.md").write_text(markdown(suite), "utf-8")
    (folder / "rapport.html").write_text(html(suite, opened), "utf-8")


def note_opening(path: Path, reason: str) -> None:
    """The log of when somebody looked at single sentences of the test part."""
    if not path.is_file():
        return
    data = json.loads(path.read_text("utf-8"))
    data.setdefault("opened", []).append({"date": date.today().isoformat(), "reason": reason})
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BehovaiError as error:
        sys.exit(f"evals: {error}")
