import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from behovai.errors import LabelError
from behovai.evaluation.agreement import agreement
from behovai.evaluation.folder import Item, load_folder
from behovai.evaluation.labels import dump, labels_from, read_labels
from behovai.evaluation.slots import Slot, State, states
from behovai.submission import Criterion

from .folder import read, write_labels

FIRST = Path("labels/fjellbygda-2026/A.json")
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def copy(labelled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(labelled, tmp_path / "set"))


def unit(data: dict[str, Any], place: int = 0) -> dict[str, Any]:
    entry: dict[str, Any] = data["evidence"][place]
    return entry


BAD: dict[str, tuple[Change, str]] = {
    "offsets": (lambda d: unit(d).update(start=unit(d)["start"] + 1), "står «"),
    "words": (lambda d: unit(d).update(exact="Noe annet."), "ikke «Noe annet.»"),
    "criterion": (lambda d: unit(d, 2).update(criteria=["utholdenhet"]), "evidence[2].criteria[0]"),
    "role": (lambda d: unit(d, 1).update(roles=["mål"]), "evidence[1].roles[0]"),
    "question": (lambda d: unit(d).update(questions=["hvorfor"]), "evidence[0].questions[0]"),
    "uncertain": (lambda d: unit(d).update(uncertain=["kanskje"]), "kanskje"),
    "code": (lambda d: d["gaps"].append({"code": "XYZ001"}), "XYZ001: koden finnes ikke"),
    "no criterion": (lambda d: d["gaps"].append({"code": "IND001"}), "mangler kjennetegn"),
    "needless criterion": (lambda d: d["gaps"].append({"code": "FOR001", "criterion": "inkludering"}), "gjelder hele skjemaet"),
    "gap twice": (lambda d: d["gaps"].append(d["gaps"][0]), "står to ganger"),
    "gap unit": (lambda d: d["gaps"][0].update(units=["setning 3"]), "setning 3"),
    "unit twice": (lambda d: d["evidence"].append(unit(d)), "enheten står 2 ganger"),
    "vague": (lambda d: unit(d).update(vague=True, roles=[]), "uten rollen indikator"),
    "rating": (lambda d: d.update(ratings={"inkludering": 4}), "ratings.inkludering"),
    "schema": (lambda d: d.update(schema="labels/9"), "behovai-labels/1"),
    "extra": (lambda d: d.update(farge="rød"), "farge"),
    "not applicable": (lambda d: d.update(not_applicable=["ABC123"]), "ABC123"),
    "name": (lambda d: d.update(submission="noe-annet"), "Flytt filen"),
    "annotator": (lambda d: d.update(annotator="B"), "samme navn"),
    "file": (lambda d: d.update(file="borte-2026.txt"), "borte-2026.txt finnes ikke"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_does_not_fit_is_refused_with_its_place(copy: Path, kind: str) -> None:
    change, told = BAD[kind]
    data = read(copy / FIRST)
    change(data)
    (copy / FIRST).write_text(json.dumps(data))
    with pytest.raises(LabelError) as error:
        load_folder(copy)
    assert told in str(error.value)
    assert "fjellbygda-2026" in str(error.value)


def test_broken_json_a_list_and_an_empty_folder_are_told(copy: Path) -> None:
    (copy / FIRST).write_text("{")
    with pytest.raises(LabelError, match="JSON"):
        load_folder(copy)
    (copy / FIRST).write_text("[]")
    with pytest.raises(LabelError, match="finnes ikke"):
        load_folder(copy)
    with pytest.raises(LabelError, match="ett JSON-objekt"):
        read_labels(copy / FIRST, "")
    (copy / FIRST).unlink()
    with pytest.raises(LabelError, match="ingen merkefiler"):
        load_folder(copy)
    with pytest.raises(LabelError, match="Finner ikke mappen"):
        load_folder(copy / "ikke")


def test_two_gold_files_and_two_readers_without_a_decision_are_refused(copy: Path) -> None:
    data = read(copy / FIRST)
    write_labels(copy, data | {"annotator": "B"})
    with pytest.raises(LabelError, match="ingen er fasit"):
        load_folder(copy)
    write_labels(copy, data | {"annotator": "adjudicated", "status": "adjudicated"})
    item = next(item for item in load_folder(copy) if item.id == "fjellbygda-2026")
    assert item.gold.status == "adjudicated"
    assert [labels.annotator for labels in item.firsts] == ["A", "B"]
    write_labels(copy, data | {"annotator": "C", "status": "adjudicated"})
    with pytest.raises(LabelError, match="to fasiter"):
        load_folder(copy)


def test_an_owner_belongs_to_exactly_one_part(copy: Path) -> None:
    (copy / "splits.json").write_text(json.dumps({"build": ["fjellbygda", "skogbygda"], "test": ["skogbygda"]}))
    with pytest.raises(LabelError, match="to ganger"):
        load_folder(copy)
    (copy / "splits.json").write_text(json.dumps({"build": ["fjellbygda"], "test": ["skogbygda"]}))
    with pytest.raises(LabelError, match="dalbygda"):
        load_folder(copy)


def test_labels_follow_their_words_when_the_text_is_read_otherwise(items: list[Item], labelled: Path) -> None:
    item = next(item for item in items if item.id == "fjellbygda-2026")
    data = read(labelled / FIRST)
    moved = "En linje til.\n" + item.text.replace("Alle fire samlingene", "Alle  fire\nsamlingene")
    labels = labels_from(data, moved, "prøve")
    for before, after in zip(item.gold.evidence, labels.evidence, strict=True):
        assert moved[after.start : after.end].split() == before.exact.split()
    with pytest.raises(LabelError, match="Ingenting er målt"):
        labels_from(data, moved.replace("tolv timer", "ti timer"), "prøve")


def test_one_gap_stands_instead_of_others(items: list[Item], labelled: Path) -> None:
    data = read(labelled / FIRST)
    text = next(item for item in items if item.id == "fjellbygda-2026").text
    data["gaps"] = [{"code": code, "criterion": "inkludering", "certain": True} for code in ("KRI002", "IND001", "IND003")]
    labels = labels_from(data, text, "prøve")
    assert [gap.code for gap in labels.gaps] == ["KRI002"]
    found = states(labels)
    assert found[Slot("KRI002", Criterion.INKLUDERING)] is State.POSITIVE
    assert found[Slot("IND001", Criterion.INKLUDERING)] is State.REPLACED
    assert found[Slot("IND001", Criterion.PRAKSISENDRING)] is State.NEGATIVE
    assert found[Slot("SAM006", None)] is State.NOT_ASKED


def test_boxes_that_cannot_be_read_ask_nothing(items: list[Item], labelled: Path) -> None:
    data = read(labelled / FIRST)
    data["fields"]["boxes"]["samiske"] = {"ja": None, "nei": None, "ikke_relevant": None}
    labels = labels_from(data, next(item for item in items if item.id == "fjellbygda-2026").text, "prøve")
    assert states(labels)[Slot("SAM001")] is State.NOT_ASKED
    assert states(labels)[Slot("FOR001")] is State.NEGATIVE


def test_what_is_written_is_read_back(items: list[Item], tmp_path: Path) -> None:
    item = items[0]
    path = tmp_path / "A.json"
    path.write_text(dump(item.gold))
    assert read_labels(path, item.text) == item.gold


def test_agreement_leaves_uncertain_labels_out(items: list[Item]) -> None:
    gold = items[0].gold
    entries = list(gold.evidence)
    place = next(number for number, entry in enumerate(entries) if entry.criteria)
    other = entries[place].model_copy(update={"criteria": ()})
    b = gold.model_copy(update={"evidence": (*entries[:place], other, *entries[place + 1 :]), "gaps": gold.gaps[1:]})
    found = agreement([(gold, b)])
    assert found.masi is not None and found.masi < 1
    assert found.gaps[gold.gaps[0].code].positive != 1
    assert found.ratings_alpha == 1
    unsure = other.model_copy(update={"uncertain": tuple(entries[place].criteria)})
    b = gold.model_copy(update={"evidence": (*entries[:place], unsure, *entries[place + 1 :])})
    assert agreement([(gold, b)]).masi == 1


def test_quotes_in_place_of_offsets(items: list[Item], tmp_path: Path) -> None:
    item = next(item for item in items if item.id == "fjellbygda-2026")
    (tmp_path / "prøve-2026.txt").write_text(item.text)
    entry = {"section": "4b", "criteria": ["praksisendring"], "criteria_maybe": [], "roles": ["indikator"], "roles_maybe": ["endring"]}
    evidence = [entry | {"quote": "Rektor observerer to timer hos hver lærer i oktober og april."}, entry | {"quote": "Står ikke her."}]
    data = {"id": "prøve-2026", "form": "2026", "evidence": evidence, "ratings": None, "gaps": [{"code": "FOR001", "certain": True}]}
    (tmp_path / "prøve-2026.labels.json").write_text(json.dumps(data | {"fields": {"medbestemmelse": "ubesvart"}}))
    (found,) = load_folder(tmp_path)
    assert [unit.exact for unit in found.gold.evidence] == [evidence[0]["quote"]]
    assert found.gold.evidence[0].uncertain == ("endring",)
    assert "questions" not in found.gold.labelled
    assert len(found.notes) == 1
    (tmp_path / "prøve-2026.txt").unlink()
    with pytest.raises(LabelError, match="mangler"):
        load_folder(tmp_path)
