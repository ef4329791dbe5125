import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from behovai.cli_label import evals, label
from behovai.errors import LabelError
from behovai.evaluation.exports import doccano, inception, label_studio, label_studio_config, utf16
from behovai.evaluation.folder import Item, load_folder
from behovai.evaluation.intake import decision_page, differences, take_in
from behovai.evaluation.labelling import CRITERIA, QUESTIONS, ROLES, page, worksheet
from behovai.evaluation.labelling_xlsx import workbook
from behovai.evaluation.labels import labels_from
from behovai.evidence import Question, Role
from behovai.submission import Criterion

from .folder import read, write_labels

NAME = "fjellbygda-2026"


@pytest.fixture
def text(labelled: Path) -> Path:
    return labelled / "submissions" / f"{NAME}.txt"


def embedded(html: str) -> dict[str, Any]:
    match = re.search(r'<script id="data" type="application/json">(.*?)</script>', html, re.S)
    assert match
    data: dict[str, Any] = json.loads(match[1])
    return data


def test_everything_has_a_name() -> None:
    assert (set(CRITERIA), set(ROLES), set(QUESTIONS)) == (set(Criterion), set(Role), set(Question))


def test_the_page_holds_every_unit_asks_nobody_and_proposes_nothing(text: Path, items: list[Item]) -> None:
    shown = page(worksheet(text, "fjellbygda"), "A")
    item = next(item for item in items if item.id == NAME)
    data = embedded(shown)
    assert [row["exact"] for row in data["sheet"]["units"]] == [unit.exact for unit in item.gold.evidence]
    assert not re.search(r"(?:src|href)=[\"']?https?:|@import|fetch\(|XMLHttpRequest", shown)
    assert "default-src 'none'" in shown
    assert set(data) == {"sheet", "choices", "annotator", "decide"}
    assert not {"criteria", "roles", "questions", "findings"} & {key for row in data["sheet"]["units"] for key in row}
    assert {gap["code"] for gap in data["sheet"]["gaps"]} >= {"IND003", "FOR001"}
    assert "SAM006" not in {gap["code"] for gap in data["sheet"]["gaps"]}


def test_a_text_cannot_end_the_script_it_stands_in(text: Path, tmp_path: Path) -> None:
    nasty = tmp_path / f"{NAME}.txt"
    nasty.write_text(text.read_text().replace("tolv timer", "tolv </script><img src=x onerror=alert(1)> timer"))
    shown = page(worksheet(nasty, "fjellbygda"))
    assert "<img" not in shown
    assert any("<img" in row["exact"] for row in embedded(shown)["sheet"]["units"])


def test_a_filled_page_is_checked_and_never_overwrites_a_first_label(text: Path, labelled: Path, tmp_path: Path) -> None:
    filled = tmp_path / "fjellbygda-2026.A.json"
    data = read(labelled / "labels" / NAME / "A.json")
    filled.write_text(json.dumps(data))
    target = take_in(filled, text, tmp_path / "ny")
    assert read(target)["evidence"][0]["exact"] == data["evidence"][0]["exact"]
    assert take_in(filled, text, tmp_path / "ny") == target
    data["evidence"][0]["roles"] = ["bruk"]
    filled.write_text(json.dumps(data))
    with pytest.raises(LabelError, match="Første merking endres ikke"):
        take_in(filled, text, tmp_path / "ny")
    data["evidence"][0]["exact"] = "Noe annet"
    filled.write_text(json.dumps(data))
    with pytest.raises(LabelError, match="Noe annet"):
        take_in(filled, text, tmp_path / "ny")
    filled.write_text(json.dumps(data | {"annotator": "../A"}))
    with pytest.raises(LabelError):
        take_in(filled, text, tmp_path / "ny")
    assert not (tmp_path / "ny" / "labels" / "A.json").exists()


@pytest.fixture
def book(text: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(worksheet(text, "fjellbygda"))))


def fill(book: openpyxl.Workbook, path: Path, cells: dict[str, dict[str, object]]) -> Path:
    for name, values in cells.items():
        for cell, value in values.items():
            book[name][cell] = value
    book.save(path)
    return path


def test_a_workbook_has_the_same_columns_and_comes_back(book: openpyxl.Workbook, text: Path, tmp_path: Path) -> None:
    head = [cell.value for cell in book["Setninger"][1]]
    assert head == ["enhet", "punkt", "tekst", *CRITERIA.values(), *ROLES.values(), "vag indikator", *QUESTIONS.values(), "kommentar"]
    assert book["Setninger"].data_validations.dataValidation[0].formula1 == '"x,?"'
    column = {name: openpyxl.utils.get_column_letter(place) for place, name in enumerate(head, 1)}
    ticks = {
        f"{column['indikator']}2": "x",
        f"{column['vag indikator']}2": "X",
        f"{column['inkludering']}3": "?",
        f"{column['kommentar']}2": "hm",
    }
    gap = next(row for row in book["Gap"].iter_rows(min_row=2) if row[0].value == "IND003 inkludering")
    fact = {row[0].value: row[1].coordinate for row in book["Felt"].iter_rows(min_row=2)}
    filled = fill(book, tmp_path / "svar.xlsx", {
        "Setninger": ticks, "Gap": {gap[4].coordinate: "x", gap[5].coordinate: "u001 og u002"}, "Vurdering": {"B2": 3}, "Om": {"B1": "K"},
        "Felt": {fact["boxes.samiske.ja"]: "krysset av", fact["amounts.eier"]: "100 000", fact["amounts.koordinator"]: "(tomt)"},
    })  # fmt: skip
    made = read(take_in(filled, text, tmp_path / "ny", "fjellbygda"))
    assert made["annotator"] == "K" and made["owner"] == "fjellbygda"
    assert (made["evidence"][0]["roles"], made["evidence"][0]["vague"], made["evidence"][0]["comment"]) == (["indikator"], True, "hm")
    assert made["evidence"][1]["uncertain"] == ["inkludering"]
    assert made["gaps"][0] | {"why": ""} == {
        "code": "IND003",
        "criterion": "inkludering",
        "units": ["u001", "u002"],
        "certain": True,
        "why": "",
    }
    assert made["ratings"] == {"gjennomforing": 3}
    assert made["fields"]["amounts"] == {"eier": 100000, "koordinator": None}
    assert made["fields"]["boxes"] == {"samiske": {"ja": True}}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Setninger": {"D2": "ja"}}, "Setninger, rad u"),
        ({"Setninger": {"A2": "u999"}}, "mangler. Ikke slett rader"),
        ({"Gap": {"E2": "kanskje"}}, "Gap, rad FOR001"),
        ({"Gap": {"A2": "FOR099", "E2": "x"}}, "FOR099"),
        ({"Vurdering": {"B2": "5"}}, "Velg 0, 1, 2 eller 3"),
        ({"Felt": {"B2": "kanskje"}}, "Felt, boxes"),
        ({"Om": {"B3": "annet"}}, "annen fil"),
        ({"Om": {"B1": ""}}, "hvem som har merket"),
    ],
)
def test_a_workbook_with_faults_is_refused_with_the_place(
    book: openpyxl.Workbook, text: Path, tmp_path: Path, cells: dict[str, dict[str, object]], told: str
) -> None:
    filled = fill(book, tmp_path / "svar.xlsx", {"Om": {"B1": "K"}} | cells)
    with pytest.raises(LabelError, match=told):
        take_in(filled, text, tmp_path / "ny")
    assert not (tmp_path / "ny").exists()


def test_a_file_that_is_no_workbook_is_refused(text: Path, tmp_path: Path) -> None:
    (tmp_path / "svar.xlsx").write_text("hei")
    with pytest.raises(LabelError, match="arbeidsbok"):
        take_in(tmp_path / "svar.xlsx", text, tmp_path)


def test_the_decision_page_holds_both_readers_and_refuses_one(text: Path, labelled: Path, tmp_path: Path) -> None:
    data = read(labelled / "labels" / NAME / "A.json")
    first = write_labels(tmp_path, data)
    data["evidence"][3]["roles"] = ["bruk"]
    second = write_labels(tmp_path, data | {"annotator": "B", "gaps": []})
    shown = embedded(decision_page(first, second, text))
    assert [said["annotator"] for said in shown["decide"]] == ["A", "B"]
    words = text.read_text()
    a, b = (labels_from(read(path), words, "prøve") for path in (first, second))
    assert differences(a, a) == 0
    assert differences(a, b) == 1 + len(a.gaps)
    with pytest.raises(LabelError, match="to merkere"):
        decision_page(first, first, text)


def test_exports_point_at_the_same_words(items: list[Item]) -> None:
    item = items[0]
    text = "😀 " + item.text
    data = item.gold.model_dump(mode="json")
    shifted = [unit | {"start": unit["start"] + 2, "end": unit["end"] + 2} for unit in data["evidence"]]
    shifted[0]["uncertain"] = ["inkludering"]
    labels = item.gold.model_validate(data | {"evidence": shifted})
    wide = text.encode("utf-16-le")

    def cut(start: int, end: int) -> str:
        return wide[2 * start : 2 * end].decode("utf-16-le")

    (task,) = json.loads(label_studio(labels, text))
    spans = [result["value"] for result in task["annotations"][0]["result"] if "start" in result["value"]]
    assert spans and all(cut(span["start"], span["end"]) == span["text"] for span in spans)
    assert {tag for span in spans for tag in span["labels"]} <= set(re.findall(r'Label value="([^"]+)"', label_studio_config()))
    assert "inkludering?" in spans[0]["labels"]
    line = json.loads(doccano(labels, text))
    assert {text[start:end] for start, end, _ in line["label"]} <= {unit.exact for unit in labels.evidence}
    assert [gap for gap in line["cats"] if gap.startswith("IND004")]
    cas = json.loads(inception(labels, text))
    notes = [item for item in cas["%FEATURE_STRUCTURES"] if item["%TYPE"] == "behovai.Evidence"]
    assert [cut(note["begin"], note["end"]) for note in notes] == [unit.exact for unit in labels.evidence]
    assert cas["%VIEWS"]["_InitialView"]["%MEMBERS"] == [note["%ID"] for note in notes]
    assert utf16("a😀b")(2) == 3


def test_the_command_line(text: Path, labelled: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    made = run(label, [str(text), "-o", str(tmp_path), "--format", "html", "--format", "xlsx"])
    assert made.exit_code == 0 and (tmp_path / f"{NAME}.merk.html").is_file() and (tmp_path / f"{NAME}.merk.xlsx").is_file()
    own = str(labelled / "labels" / NAME / "A.json")
    assert run(label, ["export", own, str(text), "--to", "inception", "-o", str(tmp_path)]).exit_code == 0
    assert run(label, ["import", own, str(text), "--into", str(tmp_path / "ny")]).exit_code == 0
    wrong = run(label, ["import", str(tmp_path / "borte.json"), str(text), "--into", str(tmp_path / "ny")])
    assert wrong.exit_code == 2 and "borte.json" in wrong.stderr
    assert run(evals, ["run", str(labelled), "-o", str(tmp_path / "a")]).exit_code == 0
    same = run(evals, ["compare", str(tmp_path / "a"), str(tmp_path / "a" / "records.jsonl"), "--labels", str(labelled)])
    assert same.exit_code == 0 and "nye eller borte: 0" in same.stdout
    assert run(evals, ["compare", str(tmp_path / "b"), str(tmp_path / "a"), "--labels", str(labelled)]).exit_code == 2


def test_imported_labels_make_a_folder_that_can_be_measured(text: Path, labelled: Path, tmp_path: Path) -> None:
    take_in(labelled / "labels" / NAME / "A.json", text, tmp_path)
    (tmp_path / "submissions").mkdir()
    (tmp_path / "submissions" / text.name).write_bytes(text.read_bytes())
    assert [item.id for item in load_folder(tmp_path)] == [NAME]
