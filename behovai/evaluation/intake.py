"""A filled page or workbook → a checked label file in its place; two first files → the page where their differences are decided."""

from pathlib import Path
from typing import Any

from behovai.errors import LabelError
from behovai.evaluation.labelling import page, worksheet_of
from behovai.evaluation.labelling_xlsx import read_workbook
from behovai.evaluation.labels import Labels, dump, labels_from, parsed, read_labels
from behovai.forms import read_form
from behovai.ingest import read_document


def take_in(filled: Path, text: Path, folder: Path, owner: str = "") -> Path:
    """Check what was filled in against the text it is about, and write labels/<id>/<annotator>.json. A first label is never overwritten.

    Raises LabelError with the place of every fault, InputError where the text cannot be read.
    """
    submission = read_form(read_document(text))
    sheet = worksheet_of(submission, text.stem, owner or text.stem.rsplit("-", 1)[0])
    data: Any = read_workbook(filled, sheet) if filled.suffix.lower() == ".xlsx" else parsed(filled)
    labels = labels_from(data, submission.document.text, filled.name)
    if not labels.annotator.isidentifier() and not labels.annotator.replace("-", "").isalnum():
        raise LabelError(f"{filled.name}: skriv hvem som har merket, med bokstaver eller tall (for eksempel A).")
    if labels.file != text.name:
        raise LabelError(f"{filled.name}: merkene gjelder {labels.file}, ikke {text.name}.")
    target = folder / "labels" / labels.submission / f"{labels.annotator}.json"
    made = dump(labels)
    if target.is_file() and labels.status == "first" and target.read_text("utf-8") != made:
        raise LabelError(f"{target} finnes og er en annen. Første merking endres ikke; bruk et annet navn på merkeren, eller flytt filen.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".tmp")
    partial.write_text(made, "utf-8")
    partial.replace(target)
    return target


def decision_page(first: Path, second: Path, text: Path) -> str:
    """The page that shows only what the two disagree on. LabelError where they do not fit the text or each other."""
    submission = read_form(read_document(text))
    a, b = (read_labels(path, submission.document.text) for path in (first, second))
    if a.submission != b.submission or a.annotator == b.annotator:
        raise LabelError(f"{first.name} og {second.name}: velg to merkere av samme behovsmelding.")
    sheet = worksheet_of(submission, a.submission, a.owner)
    missing = {(row.start, row.end) for row in sheet.units} - {(unit.start, unit.end) for unit in a.evidence}
    if missing:
        raise LabelError(f"{first.name}: teksten er delt i andre setninger nå enn da den ble merket. Bruk samme versjon av behovai.")
    return page(sheet, decide=(a, b))


def differences(a: Labels, b: Labels) -> int:
    """On how many units, gaps and ratings two annotators differ."""
    theirs = {(unit.start, unit.end): unit for unit in b.evidence}
    units = sum(
        (unit.start, unit.end) not in theirs
        or any(getattr(unit, name) != getattr(theirs[unit.start, unit.end], name) for name in ("criteria", "roles", "questions", "vague"))
        for unit in a.evidence
    )
    gaps = {(gap.code, gap.criterion, gap.certain) for gap in a.gaps} ^ {(gap.code, gap.criterion, gap.certain) for gap in b.gaps}
    ratings = sum((a.ratings or {}).get(key) != (b.ratings or {}).get(key) for key in {*(a.ratings or {}), *(b.ratings or {})})
    return units + len({gap[:2] for gap in gaps}) + ratings
