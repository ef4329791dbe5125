"""Labelled units → behovai/extraction/weights.json: the linear model of the local reader, as plain numbers.

    python -m evals.train            # cross-validated by owner on the build part, then trained on all of it, and written
    python -m evals.train --check    # the figures only; nothing is written

Two things are learned, both logistic regressions (scikit-learn, a development dependency; nothing of it is needed at run time):
what each feature of a unit is worth for each label, and – from the sums of an answer's units – whether an answer to a lettered
criterion says anything about how it will be assessed. Data: the labelled submissions of the build part and the labelled answers in
evals/training. The test part is never read.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from behovai.document import Document, Unit, UnitKind
from behovai.evidence import Question, Role
from behovai.extraction.answers import SILENT, profile
from behovai.extraction.features import Reading, read
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.submission import Answer, Criterion, FormVersion, Submission

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "behovai" / "extraction" / "weights.json"
LABELS = [*map(str, Criterion), *map(str, Role), *map(str, Question), "vague"]
FOLDS = 6
STRENGTH = 0.1  # inverse of the ridge penalty on features
OWNERS_AT_LEAST = 3  # a feature that fewer writers use is theirs, not the language's
SMALLEST = 0.02  # weights nearer 0 are left out of the file
LEEWAY = 0.5  # below what held-out answers reached, before an answer is said to be about something else
DOCUMENTS_COUNT = 3.0  # an answer of a whole submission counts more than a loose one when answers are judged


@dataclass
class Data:
    """Units in reading order. `known` is 0 where a label is uncertain or does not apply; `answer` says which units stand together."""

    features: list[list[str]]
    labels: np.ndarray
    known: np.ndarray
    writer: list[str]
    answer: list[tuple[str, str]]
    whole: list[bool]


def submissions() -> Iterator[tuple[dict, Submission]]:
    """The build part: labels and submission. The adjudicated labels where there are any, else the first annotator's."""
    build = set(json.loads((HERE / "splits.json").read_text("utf-8"))["build"])
    for folder in sorted((HERE / "labels").iterdir()):
        path = next(p for p in (folder / "adjudicated.json", folder / "A.json") if p.exists())
        labels = json.loads(path.read_text("utf-8"))
        if labels["owner"] in build:
            yield labels, read_form(read_document(HERE / "submissions" / labels["file"]))


def loose_answers() -> Iterator[tuple[list[list[str]], Submission]]:
    """The labelled answers: the marks of each unit and a submission of just that answer."""
    for path in sorted((HERE / "training").glob("*.txt")):
        for block in re.split(r"(?m)^@ ", path.read_text("utf-8"))[1:]:
            head, *lines = [line for line in block.split("\n") if line.strip()]
            rows = [[part.strip(" ") for part in line.split("|")] for line in lines]
            marks = [[mark for part in row[:3] for mark in part.split(",") if mark.strip() not in ("", "-")] for row in rows]
            yield [[mark.strip() for mark in found] for found in marks], _alone(head.split(), [row[3] for row in rows])


def _alone(head: Sequence[str], texts: Sequence[str]) -> Submission:
    section, malform = head[0], head[-1]
    form: FormVersion = (
        "2026" if section[0].isdigit() or section == "kommentar" else "2025" if section in ("tiltak", "fremdrift") else "2024"
    )
    units, place = [], 0
    for number, text in enumerate(texts, 1):
        kind: UnitKind = "row" if "\t" in text else "bullet" if re.match(r"[•\-–*o] ", text) else "sentence"
        units.append(Unit(id=f"u{number:03}", section=section, kind=kind, start=place, end=place + len(text), page=None, printed=False))
        place += len(text) + 1
    answer = Answer(section=section, criterion=Criterion(head[1]) if len(head) == 3 else None, units=tuple(unit.id for unit in units))
    document = Document(name="", format="txt", sha256="", text="\n".join(texts), blocks=())
    return Submission(
        form=form, malform=malform, language=malform, document=document, units=tuple(units), answers=(answer,),
        fields={}, boxes={}, totals={}, enheter={}, places={},
    )  # type: ignore[arg-type]  # fmt: skip


def gather() -> Data:
    """Everything to learn from, unit by unit."""
    data = Data([], np.zeros((0, len(LABELS))), np.zeros((0, len(LABELS))), [], [], [])
    rows, known = [], []
    for labels, submission in submissions():
        marked = {entry["unit"]: entry for entry in labels["evidence"]}
        for reading in read(submission):
            entry = marked.get(reading.unit.id)
            if entry:
                sure = [*entry["criteria"], *entry["roles"], *entry["questions"], *(["vague"] if entry["vague"] else [])]
                _add(data, (rows, known), reading, (sure, entry["uncertain"]), (labels["owner"], labels["submission"]))
    for number, (marks, submission) in enumerate(loose_answers()):
        for found, reading in zip(marks, read(submission), strict=True):
            sure = [mark.rstrip("!") for mark in found] + (["vague"] if "indikator!" in found else [])
            _add(data, (rows, known), reading, (sure, []), (f"answer {number}", ""))
    data.labels, data.known = np.array(rows), np.array(known)
    return data


def _add(data: Data, tables: tuple[list, list], reading: Reading, marks: tuple[list[str], list[str]], source: tuple[str, str]) -> None:
    (rows, known), (sure, unsure), (writer, whole) = tables, marks, source
    row, sight = np.zeros(len(LABELS)), np.ones(len(LABELS))
    row[[LABELS.index(mark) for mark in sure]] = 1
    sight[[LABELS.index(mark) for mark in unsure if mark in LABELS]] = 0
    if "indikator" not in sure:
        sight[LABELS.index("vague")] = 0
    data.features.append(list(reading.features))
    rows.append(row)
    known.append(sight)
    data.writer.append(writer)
    data.answer.append((whole or writer, reading.answer.section if not reading.answer.criterion else "=" + reading.answer.criterion.value))
    data.whole.append(bool(whole))


def vocabulary(features: Iterable[list[str]], writers: Iterable[str]) -> dict[str, int]:
    """The features that enough writers use."""
    used = defaultdict(set)
    for found, writer in zip(features, writers, strict=True):
        for feature in found:
            used[feature].add(writer)
    return {feature: place for place, feature in enumerate(sorted(f for f, who in used.items() if len(who) >= OWNERS_AT_LEAST))}


def matrix(features: Sequence[list[str]], places: dict[str, int]) -> csr_matrix:
    """Units × features, 1 where a unit has a feature."""
    cells = [(row, places[feature]) for row, found in enumerate(features) for feature in found if feature in places]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(features), len(places)))


def fit(units: csr_matrix, labels: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (labels × features) and starting values."""
    weights, starts = [], []
    for column in range(len(LABELS)):
        seen = known[:, column] > 0
        target = labels[seen, column]
        rarity = min(3.0, max(1.0, (len(target) - target.sum()) / max(1, target.sum()) / 8))
        model = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight={0: 1.0, 1: rarity}, max_iter=300).fit(units[seen], target)
        weights.append(model.coef_[0])
        starts.append(model.intercept_[0])
    return np.array(weights), np.array(starts)


def held_out(data: Data) -> np.ndarray:
    """The sums each unit gets from a model that never saw its writer."""
    sums = np.zeros_like(data.labels)
    writers = np.array(data.writer)
    for train, test in GroupKFold(FOLDS).split(data.features, groups=writers):
        places = vocabulary((data.features[i] for i in train), writers[train])
        weights, starts = fit(matrix([data.features[i] for i in train], places), data.labels[train], data.known[train])
        sums[test] = matrix([data.features[i] for i in test], places) @ weights.T + starts
    return sums


def threshold(sums: np.ndarray, target: np.ndarray) -> float:
    """The value over which calling a label gives the best F1."""
    order = np.argsort(-sums)
    hits = np.cumsum(target[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + target.sum())
    best = int(np.argmax(f1))
    following = sums[order][best + 1] if best + 1 < len(order) else sums[order][best] - 1
    return float((sums[order][best] + following) / 2)


def thresholds(data: Data, sums: np.ndarray) -> np.ndarray:
    """One for each label, from whole submissions only: loose answers have more of everything than real ones."""
    found = []
    for column in range(len(LABELS)):
        seen = (data.known[:, column] > 0) & np.array(data.whole)
        found.append(threshold(sums[seen, column], data.labels[seen, column]))
    return np.array(found)


def lettered(data: Data) -> list[tuple[int, int]]:
    """First and last+1 unit of every answer to a lettered criterion."""
    edges, start = [], 0
    for place in range(1, len(data.answer) + 1):
        if place == len(data.answer) or data.answer[place] != data.answer[start]:
            if data.answer[start][1].startswith("="):
                edges.append((start, place))
            start = place
    return edges


def silence(data: Data, over: np.ndarray) -> tuple[list[float], float, float]:
    """What an answer's profile is worth for «says nothing about how it will be assessed»; the share of held-out answers judged right."""
    spans = lettered(data)
    rows = np.array([profile(over[start:end].tolist(), LABELS, data.answer[start][1][1:]) for start, end in spans])
    columns = [LABELS.index("indikator"), LABELS.index("datakilde")]
    target = np.array([not data.labels[start:end, columns].any() for start, end in spans])
    weight = np.array([DOCUMENTS_COUNT if data.whole[start] else 1.0 for start, _ in spans])
    writers = np.array([data.writer[start] for start, _ in spans])
    model = LogisticRegression(C=0.1, max_iter=1000)
    sums = np.zeros(len(spans))
    for train, test in GroupKFold(FOLDS).split(rows, groups=writers):
        sums[test] = model.fit(rows[train], target[train], sample_weight=weight[train]).decision_function(rows[test])
    whole = weight > 1
    right = float(((sums > 0) == target)[whole].mean())
    model.fit(rows, target, sample_weight=weight)
    return model.coef_[0].tolist(), float(model.intercept_[0]), right


def off_topic(data: Data, over: np.ndarray) -> float:
    """The sum for its own criterion under which no held-out answer about it falls; below, it is about something else (KRI004)."""
    reached = []
    for start, end in lettered(data):
        column = LABELS.index(data.answer[start][1][1:])
        if data.whole[start] and data.labels[start:end, column].any():
            reached.append(over[start:end, column].max())
    return float(min(reached)) - LEEWAY


def write(data: Data, limits: np.ndarray, silent: tuple[list[float], float, float], least: float) -> None:
    """Train on everything and write the numbers."""
    places = vocabulary(data.features, data.writer)
    weights, starts = fit(matrix(data.features, places), data.labels, data.known)
    worth = {}
    for feature, column in places.items():
        pairs = [
            (label, round(float(weights[label, column]), 2)) for label in range(len(LABELS)) if abs(weights[label, column]) >= SMALLEST
        ]
        if pairs:
            worth[feature] = " ".join(f"{label} {value:g}" for label, value in pairs)
    numbers = {
        "labels": LABELS,
        "start": [round(float(value), 3) for value in starts],
        "threshold": [round(float(value), 3) for value in limits],
        "off_topic": round(least, 2),
        SILENT: {"start": round(silent[1], 3), "worth": [round(value, 3) for value in silent[0]]},
        "worth": worth,
    }
    WEIGHTS.write_text(json.dumps(numbers, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{WEIGHTS.name}: {len(worth)} features, {WEIGHTS.stat().st_size // 1000} kB")


def main() -> None:
    """Cross-validate, print, and write unless --check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    data = gather()
    print(f"{sum(data.whole)} units of whole submissions, {len(data.whole) - sum(data.whole)} of loose answers")
    sums = held_out(data)
    limits = thresholds(data, sums)
    whole = np.array(data.whole)
    for column, label in enumerate(LABELS):
        seen = (data.known[:, column] > 0) & whole
        called, target = sums[seen, column] > limits[column], data.labels[seen, column] > 0
        f1 = 2 * (called & target).sum() / max(1, called.sum() + target.sum())
        print(f"  {label:<22} F1 {f1:.2f}  ({int(target.sum())} positives)")
    silent = silence(data, sums - limits)
    print(f"  answers judged right on whether they say how they will be assessed: {silent[2]:.3f}")
    least = off_topic(data, sums - limits)
    print(f"  an answer is about its criterion if a unit is over its threshold by {least:.2f}")
    if not asked.check:
        write(data, limits, silent, least)


if __name__ == "__main__":
    main()
