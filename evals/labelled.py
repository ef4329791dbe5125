"""Labelled submissions and labelled texts → units with their features and labels, to learn from.

The labelled submissions are those of the build part (evals/splits.json); the test part is never read. The texts in evals/training are
invented answers, alone or as whole submissions, with the marks of each unit before it: roles | criteria | questions | words.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from behovai.document import Document, Unit, UnitKind
from behovai.evidence import Question, Role
from behovai.extraction.features import Reading, read
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.submission import Answer, Criterion, FormVersion, Submission

HERE = Path(__file__).parent
LABELS = [*map(str, Criterion), *map(str, Role), *map(str, Question), "vague"]
LEANING = frozenset((*map(str, Criterion), "aktivitet", "endring", "resultat"))  # what one annotator doubts of these, two mostly agree on


@dataclass
class Data:
    """Units in reading order, a row a unit. `known` is 0 where a label is uncertain or does not apply.

    `submission` is empty for an answer that was written alone; `answer` numbers the answers; `section` is «=criterion» for a lettered one.
    """

    features: list[list[str]]
    labels: np.ndarray
    known: np.ndarray
    writer: list[str]
    submission: list[str]
    answer: list[int]
    section: list[str]

    @cached_property
    def whole(self) -> np.ndarray:
        """Whether each unit is of a whole submission."""
        return np.array([bool(submission) for submission in self.submission])


def submissions() -> Iterator[tuple[dict, Submission]]:
    """The build part: labels and submission. The adjudicated labels where there are any, else the first annotator's."""
    build = set(json.loads((HERE / "splits.json").read_text("utf-8"))["build"])
    for folder in sorted((HERE / "labels").iterdir()):
        path = next(p for p in (folder / "adjudicated.json", folder / "A.json") if p.exists())
        labels = json.loads(path.read_text("utf-8"))
        if labels["owner"] in build:
            yield labels, read_form(read_document(HERE / "submissions" / labels["file"]))


def texts(files: str = "training/*.txt") -> Iterator[tuple[str, bool, list[list[str]], Submission]]:
    """The labelled texts: who wrote it, whether it is of a whole submission, the marks of each unit, and a submission of just that answer.

    A line «# writer …» begins a whole invented submission; an answer before any such line stands alone and is its own writer.
    """
    alone = 0
    for path in sorted(HERE.glob(files)):
        writer = ""
        for block in re.split(r"(?m)^(?=[@#] )", path.read_text("utf-8")):
            head, *lines = [line for line in block.split("\n") if line.strip()] or [""]
            if head.startswith("# "):
                writer = head.split()[1]
            elif head:
                alone += not writer
                rows = [[part.strip(" ") for part in line.split("|")] for line in lines]
                marks = [[mark.strip() for part in row[:3] for mark in part.split(",") if mark.strip() not in ("", "-")] for row in rows]
                yield writer or f"answer {alone}", bool(writer), marks, _alone(head.split()[1:], [row[3] for row in rows])


def marks_of(found: Sequence[str]) -> tuple[list[str], list[str]]:
    """What an annotator is sure of, and what not («indikator!» is a vague one, a question mark a doubt)."""
    sure = [mark.rstrip("!") for mark in found if not mark.endswith("?")] + (["vague"] if "indikator!" in found else [])
    return sure, [mark.rstrip("?!") for mark in found if mark.endswith("?")]


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
    data = Data([], np.zeros(0), np.zeros(0), [], [], [], [])
    tables: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for labels, submission in submissions():
        marked = {entry["unit"]: entry for entry in labels["evidence"]}
        for reading in read(submission):
            entry = marked.get(reading.unit.id)
            if entry:
                sure = [*entry["criteria"], *entry["roles"], *entry["questions"], *(["vague"] if entry["vague"] else [])]
                _add(data, tables, reading, (sure, entry["uncertain"]), (labels["owner"], labels["submission"]))
    for writer, whole, marks, submission in texts():
        for found, reading in zip(marks, read(submission), strict=True):
            _add(data, tables, reading, marks_of(found), (writer, writer if whole else ""))
    data.labels, data.known = map(np.array, tables)
    return data


def _add(data: Data, tables: tuple[list, list], reading: Reading, marks: tuple[list[str], list[str]], source: tuple[str, str]) -> None:
    (rows, known), (sure, unsure), (writer, submission) = tables, marks, source
    row, sight = np.zeros(len(LABELS)), np.ones(len(LABELS))
    row[[LABELS.index(mark) for mark in (*sure, *(mark for mark in unsure if mark in LEANING))]] = 1
    sight[[LABELS.index(mark) for mark in unsure if mark in LABELS and mark not in LEANING]] = 0
    if "indikator" not in sure:
        sight[LABELS.index("vague")] = 0
    rows.append(row)
    known.append(sight)
    starts = reading.unit.id == reading.answer.units[0] or not data.answer or data.submission[-1] != submission
    data.answer.append((data.answer[-1] if data.answer else 0) + starts)
    data.features.append(list(reading.features))
    data.writer.append(writer)
    data.submission.append(submission)
    data.section.append(f"={reading.answer.criterion.value}" if reading.answer.criterion else reading.answer.section)


def answers_of(data: Data) -> list[range]:
    """The units of each answer, in order."""
    edges = [place for place in range(1, len(data.answer)) if data.answer[place] != data.answer[place - 1]]
    return [range(start, stop) for start, stop in zip([0, *edges], [*edges, len(data.answer)], strict=True)]


def lettered(data: Data) -> list[range]:
    """Those of them that answer a lettered criterion."""
    return [units for units in answers_of(data) if data.section[units.start].startswith("=")]
