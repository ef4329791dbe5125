"""Labels that quote instead of pointing (<id>.labels.json beside <id>.txt) → Labels on the text.

Such a file was made on the readers' own cut into sentences and before `questions` and `vague` were labelled; those are not scored.
A quote that stands nowhere in the text is left out and named in the notes; what the file says nothing about is not scored.
"""

from pathlib import Path
from typing import Any

from behovai.errors import LabelError
from behovai.evaluation.anchor import nearest
from behovai.evaluation.labels import FieldLabels, Labels, Layer, labels_from, parsed
from behovai.submission import Submission

LABELLED: tuple[Layer, ...] = ("criteria", "roles", "gaps", "ratings", "fields")
BOXES = {
    "flere_eiere": "flere_eiere",
    "flere_kompetansemiljø": "flere_kompetansemiljo",
    "videreføring": "viderefores",
    "medbestemmelse": "medbestemmelse",
}
FIELDS = {"eier": "eier", "kompetansemiljø": "kompetansemiljo"}
AMOUNTS = {"eier": "eier", "uh": "uh", "total": "totalt", "koordinator": "koordinator"}


def read_quoted(path: Path, submission: Submission) -> tuple[Labels, tuple[str, ...]]:
    """The labels and notes on what could not be placed. Raises LabelError."""
    try:
        data = parsed(path)
        name, form = str(data["id"]), str(data["form"])
        entries, notes = _entries(data["evidence"], submission.document.text)
        made = {
            "schema": "behovai-labels/1",
            "submission": name,
            "owner": _owner(data, name),
            "form": form,
            "file": path.name.replace(".labels.json", ".txt"),
            "annotator": "adjudicated",
            "status": "adjudicated",
            "evidence": entries,
            "ratings": data["ratings"],
            "gaps": [{key: gap[key] for key in ("code", "criterion", "certain", "why") if key in gap} for gap in data["gaps"]],
            "fields": _fields(data["fields"]).model_dump(),
            "labelled": list(LABELLED),
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise LabelError(f"{path}: merkene mangler noe ({type(error).__name__}: {error}).") from error
    return labels_from(made, submission.document.text, str(path)), tuple(notes)


def _owner(data: dict[str, Any], name: str) -> str:
    return name.rsplit("-", 1)[0]


def _entries(evidence: list[dict[str, Any]], text: str) -> tuple[list[dict[str, Any]], list[str]]:
    entries: list[dict[str, Any]] = []
    notes: list[str] = []
    taken: set[tuple[int, int]] = set()
    after = 0
    for index, entry in enumerate(evidence):
        span = _next(text, entry["quote"], after, taken)
        if span is None:
            notes.append(f"sitat {index + 1} ({entry['section']}) står ikke i teksten og er ikke målt")
            continue
        start, end = span
        taken.add((start, end))
        after = end
        entries.append(_entry(entry, f"q{index + 1:03}", start, end, text))
    return sorted(entries, key=lambda item: item["start"]), notes


def _next(text: str, quote: str, after: int, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the quote stands: after the one before it if possible, and never where another one was placed."""
    later = nearest(text[after:], quote)
    found = (later.start + after, later.end + after) if later else None
    if found is None and (anywhere := nearest(text, quote)):
        found = (anywhere.start, anywhere.end)
    return None if found in taken else found


def _entry(entry: dict[str, Any], unit: str, start: int, end: int, text: str) -> dict[str, Any]:
    return {
        "unit": unit,
        "start": start,
        "end": end,
        "exact": text[start:end],
        "criteria": entry["criteria"],
        "roles": entry["roles"],
        "uncertain": [*entry["criteria_maybe"], *entry["roles_maybe"]],
    }


def _fields(fields: dict[str, Any]) -> FieldLabels:
    boxes: dict[str, dict[str, bool | None]] = {}
    for key, box in BOXES.items():
        if isinstance(fields.get(key), bool):
            boxes[box] = {"ja": fields[key], "nei": not fields[key]}
    if fields.get("medbestemmelse") == "ubesvart":
        boxes["medbestemmelse"] = {"ja": False, "nei": False}
    if fields.get("samiske"):
        boxes["samiske"] = {option: option == fields["samiske"] for option in ("ja", "nei", "ikke_relevant")}
    return FieldLabels(
        boxes=boxes,
        fields={FIELDS[key]: fields[key] for key in FIELDS if fields.get(key)},
        amounts={AMOUNTS[key]: value for key, value in fields.get("amounts", {}).items() if key in AMOUNTS},
        enheter=fields.get("enheter") or {},
        deltakere=fields.get("deltakere_medbestemmelse"),
    )
