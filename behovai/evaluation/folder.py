"""A folder of labelled submissions → items that can be measured.

    submissions/<id>.<docx|pdf|odt|txt|md>    labels/<id>/<annotator>.json    splits.json {"build": [owners], "test": [owners]}

A folder with <id>.txt beside <id>.labels.json (quotes instead of offsets) is read as well.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from behovai.document import Document
from behovai.errors import BehovaiError, LabelError
from behovai.evaluation.labels import Labels, parsed, read_labels
from behovai.evaluation.quotes import read_quoted
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.scoring import Other
from behovai.scoring.text import FEWEST_WORDS, folded
from behovai.submission import Submission

ALL = "alle"


@dataclass(frozen=True)
class Item:
    """A labelled submission: the text as read now, the gold labels, the first labels of each annotator, what others wrote."""

    submission: Submission
    gold: Labels
    firsts: tuple[Labels, ...] = ()
    part: str = ALL
    path: Path = Path()
    notes: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()

    @property
    def id(self) -> str:
        """The submission's name."""
        return self.gold.submission

    @property
    def owner(self) -> str:
        """Whose it is; submissions of one owner are not independent of each other."""
        return self.gold.owner

    @property
    def text(self) -> str:
        """The text the offsets count in."""
        return self.submission.document.text


def load_folder(folder: Path) -> list[Item]:
    """All items, by name. LabelError says which file and place is wrong; then nothing is measured."""
    if not folder.is_dir():
        raise LabelError(f"Finner ikke mappen {folder} med merkede behovsmeldinger.")
    if not (folder / "labels").is_dir():
        return _quoted_folder(folder)
    parts = _parts(folder / "splits.json")
    items = [_item(folder, place, parts) for place in sorted((folder / "labels").iterdir()) if place.is_dir()]
    if not items:
        raise LabelError(f"{folder}/labels er tom. Legg merkefilene i labels/<id>/<merker>.json.")
    return _with_others(items)


def _with_others(items: list[Item]) -> list[Item]:
    """Each item with what the other owners wrote; of their paragraphs only those that somebody else has too."""
    blocks = {item.id: _paragraphs(item.submission.document) for item in items}
    owners: dict[str, set[str]] = {}
    for item in items:
        for paragraph in blocks[item.id]:
            owners.setdefault(folded(paragraph), set()).add(item.owner)
    shared = {item.id: tuple(text for text in blocks[item.id] if len(owners[folded(text)]) > 1) for item in items}
    said = [(item.owner, Other(item.submission.fields.get("eier", "") or item.owner, item.gold.file, shared[item.id])) for item in items]
    return [replace(item, others=tuple(other for owner, other in said if owner != item.owner)) for item in items]


def _paragraphs(document: Document) -> list[str]:
    """The paragraphs long enough for the rule."""
    texts = (" ".join(document[block.span].split()) for block in document.blocks)
    return [text for text in texts if len(text.split()) >= FEWEST_WORDS]


def _item(folder: Path, place: Path, parts: dict[str, str] | None) -> Item:
    files = sorted(place.glob("*.json"))
    if not files:
        raise LabelError(f"{place}: ingen merkefiler. Fjern mappen, eller legg inn <merker>.json.")
    path = _text_file(folder, place.name, files[0])
    try:
        submission = read_form(read_document(path))
    except BehovaiError as error:
        raise LabelError(f"{path}: kan ikke leses ({error})") from error
    read = [read_labels(file, submission.document.text) for file in files]
    for file, labels in zip(files, read, strict=True):
        _check_name(file, labels, place.name, read[0])
    gold = _gold(place, files, read)
    firsts = tuple(labels for labels in read if labels.status == "first")
    return Item(submission, gold, firsts, _part(gold, parts, place), path)


def _text_file(folder: Path, name: str, first: Path) -> Path:
    data = parsed(first)
    named = str(data.get("file", "")) if isinstance(data, dict) else ""
    path = folder / "submissions" / Path(named or name).name
    if not path.is_file():
        raise LabelError(f"{first}: teksten submissions/{named or name} finnes ikke. Legg filen der, eller rett «file».")
    return path


def _check_name(file: Path, labels: Labels, name: str, first: Labels) -> None:
    if labels.submission != name:
        raise LabelError(f"{file}: merkene er for «{labels.submission}», men ligger i labels/{name}. Flytt filen.")
    if labels.annotator != file.stem:
        raise LabelError(f"{file}: «annotator» er «{labels.annotator}», men filen heter {file.name}. Gi dem samme navn.")
    if (labels.owner, labels.file) != (first.owner, first.file):
        raise LabelError(f"{file}: eier eller fil er en annen enn i {first.annotator}.json. Rett den som er feil.")


def _gold(place: Path, files: list[Path], read: list[Labels]) -> Labels:
    agreed = [file.name for file, labels in zip(files, read, strict=True) if labels.status == "adjudicated"]
    if len(agreed) > 1:
        raise LabelError(f"{place}: to fasiter ({', '.join(agreed)}). Behold én med status «adjudicated».")
    if not agreed and len(read) > 1:
        names = ", ".join(file.name for file in files)
        raise LabelError(f"{place}: {names}, og ingen er fasit. Avgjør uenighetene (behovai label adjudicate) og lagre adjudicated.json.")
    return next((labels for labels in read if labels.status == "adjudicated"), read[0])


def _parts(path: Path) -> dict[str, str] | None:
    if not path.is_file():
        return None
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    parts: dict[str, str] = {}
    for part in ("build", "test"):
        for owner in data.get(part, []):
            if owner in parts:
                raise LabelError(f"{path}: eieren «{owner}» står to ganger. En eier hører til én del.")
            parts[owner] = part
    return parts


def _part(gold: Labels, parts: dict[str, str] | None, place: Path) -> str:
    if parts is None:
        return ALL
    if gold.owner not in parts:
        raise LabelError(f"{place}: eieren «{gold.owner}» står ikke i splits.json. Legg den i build eller test.")
    return parts[gold.owner]


def _quoted_folder(folder: Path) -> list[Item]:
    files = sorted(folder.glob("*.labels.json"))
    if not files:
        raise LabelError(f"{folder}: fant verken labels/ eller <id>.labels.json. Velg mappen med merkene.")
    items = []
    for file in files:
        path = file.with_name(file.name.replace(".labels.json", ".txt"))
        if not path.is_file():
            raise LabelError(f"{file}: teksten {path.name} mangler. Legg den ved siden av.")
        submission = read_form(read_document(path))
        labels, notes = read_quoted(file, submission)
        items.append(Item(submission, labels, (), ALL, path, notes))
    return items
