"""The worksheet as a workbook with drop-downs, for those who prefer Excel – and back. Same columns as the page."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from behovai.errors import LabelError
from behovai.evaluation.labelling import CRITERIA, QUESTIONS, RATINGS, ROLES, Worksheet

YES, UNSURE = "x", "?"
NAMES: dict[str, str] = {**CRITERIA, **ROLES, "vague": "vag indikator", **QUESTIONS}
TICKED = {"true": "krysset av", "false": "ikke krysset av", "null": "kan ikke leses"}
EMPTY = "(tomt)"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MOST_BYTES = 50_000_000


def workbook(sheet: Worksheet) -> bytes:
    """The workbook: «Setninger», «Gap», «Vurdering», «Felt», «Om». Write x for yes, ? for uncertain."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    _fill(book.add_worksheet("Setninger"), _units(sheet), (bold, wrap), {2: 70}, range(3, 3 + len(NAMES)), [YES, UNSURE])
    _fill(book.add_worksheet("Gap"), _gaps(sheet), (bold, wrap), {3: 80, 5: 25}, (4,), [YES, UNSURE])
    if sheet.rated:
        rows = [["kjennetegn", "vurdering", *RATINGS], *([key, ""] for key in CRITERIA)]
        _fill(book.add_worksheet("Vurdering"), rows, (bold, wrap), {}, (1,), ["0", "1", "2", "3"])
    _fill(book.add_worksheet("Felt"), _facts(sheet), (bold, wrap), {0: 40, 1: 30}, (), [])
    about = book.add_worksheet("Om")
    _fill(about, [["merker", ""], ["merknad", ""], ["fil (ikke endre)", _about(sheet)]], (bold, wrap), {0: 20, 1: 40}, (), [])
    book.close()
    return buffer.getvalue()


def read_workbook(path: Path, sheet: Worksheet) -> dict[str, Any]:
    """The labels in a filled workbook, as JSON data. LabelError names the sheet and the cell."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise LabelError(f"{path.name}: arbeidsboken er for stor.")
        book = _cells(path)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise LabelError(f"{path.name}: kan ikke leses som arbeidsbok. Lagre den som .xlsx og prøv igjen.") from error
    for needed in ("Setninger", "Gap", "Felt", "Om"):
        if needed not in book:
            raise LabelError(f"{path.name}: arket «{needed}» mangler. Bruk arbeidsboken som behovai label laget.")
    about = {row[0]: row[1] for row in book["Om"] if len(row) > 1}
    if about.get("fil (ikke endre)") != _about(sheet):
        raise LabelError(f"{path.name}: arbeidsboken gjelder en annen fil enn {sheet.file}.")
    return {
        "schema": "behovai-labels/1",
        "submission": sheet.submission,
        "owner": sheet.owner,
        "form": sheet.form,
        "file": sheet.file,
        "source": {"sha256": sheet.sha256, "text_sha256": sheet.text_sha256},
        "annotator": about.get("merker", "").strip(),
        "status": "first",
        "guideline": "docs/labelling.md",
        "evidence": _read_units(path.name, book["Setninger"], sheet),
        "ratings": _read_ratings(path.name, book.get("Vurdering", [])),
        "gaps": _read_gaps(path.name, book["Gap"], sheet),
        "fields": _read_facts(path.name, book["Felt"]),
        "note": about.get("merknad", ""),
    }


def _about(sheet: Worksheet) -> str:
    return json.dumps([sheet.submission, sheet.text_sha256])


def _units(sheet: Worksheet) -> list[list[str]]:
    head = ["enhet", "punkt", "tekst", *NAMES.values(), "kommentar"]
    return [head, *([row.unit, row.section, " ".join(row.exact.split())] for row in sheet.units)]


def _gaps(sheet: Worksheet) -> list[list[str]]:
    head = ["gap", "navn", "nivå", "vilkår", "holder", "enheter"]
    return [head, *([gap.slot, gap.slug, gap.level, gap.condition] for gap in sheet.gaps)]


def _facts(sheet: Worksheet) -> list[list[str]]:
    keys = [f"boxes.{key}.{option}" for key, options in sheet.boxes.items() for option in options]
    keys += [f"{group}.{key}" for group in ("fields", "amounts", "enheter") for key in getattr(sheet, group)]
    told = f"{' / '.join(TICKED.values())} · {EMPTY} = ikke utfylt · tom celle = ikke merket"
    return [["felt", "verdi", told], *([key, ""] for key in [*keys, "deltakere", "parter"])]


def _fill(page: Any, rows: list[list[str]], styles: tuple[Any, Any], widths: dict[int, int], ticked: Any, options: list[str]) -> None:
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            page.write_string(number, column, words, styles[0] if number == 0 else styles[1])
    for column, width in widths.items():
        page.set_column(column, column, width)
    page.freeze_panes(1, min(3, len(rows[0])))
    for column in ticked:
        page.data_validation(1, column, max(1, len(rows) - 1), column, {"validate": "list", "source": options, "ignore_blank": True})


def _read_units(name: str, rows: list[list[str]], sheet: Worksheet) -> list[dict[str, Any]]:
    by_unit = {row[0]: row for row in rows[1:] if row and row[0]}
    keys = list(NAMES)
    entries = []
    for unit in sheet.units:
        row = by_unit.get(unit.unit)
        if row is None:
            raise LabelError(f"{name}, Setninger: raden {unit.unit} mangler. Ikke slett rader.")
        marks = {key: _mark(name, "Setninger", unit.unit, key, _at(row, 3 + place)) for place, key in enumerate(keys)}
        yes = [key for key, mark in marks.items() if mark == YES]
        entries.append(
            {
                "unit": unit.unit,
                "start": unit.start,
                "end": unit.end,
                "exact": unit.exact,
                "criteria": [key for key in CRITERIA if key in yes],
                "roles": [key for key in ROLES if key in yes],
                "questions": [key for key in QUESTIONS if key in yes],
                "vague": "vague" in yes if "indikator" in yes else None,
                "uncertain": [key for key, mark in marks.items() if mark == UNSURE],
                "comment": _at(row, 3 + len(keys)),
            }
        )
    return entries


def _mark(name: str, page: str, row: str, column: str, words: str) -> str:
    mark = words.strip().lower()
    if mark not in ("", YES, UNSURE):
        raise LabelError(f"{name}, {page}, rad {row}, kolonne {NAMES.get(column, column)}: «{words}». Skriv x, ? eller ingenting.")
    return mark


def _read_gaps(name: str, rows: list[list[str]], sheet: Worksheet) -> list[dict[str, Any]]:
    known = {gap.slot: gap for gap in sheet.gaps}
    found = []
    for row in rows[1:]:
        mark = _mark(name, "Gap", _at(row, 0), "holder", _at(row, 4))
        if mark and _at(row, 0) not in known:
            raise LabelError(f"{name}, Gap: «{_at(row, 0)}» finnes ikke. Ikke endre første kolonne.")
        if mark:
            gap = known[_at(row, 0)]
            units = re.findall(r"u\d+", _at(row, 5))
            found.append({"code": gap.code, "criterion": gap.criterion, "units": units, "certain": mark == YES})
    return found


def _read_ratings(name: str, rows: list[list[str]]) -> dict[str, int] | None:
    found = {}
    for row in rows[1:]:
        words = _at(row, 1).strip()
        if words and words.removesuffix(".0") not in ("0", "1", "2", "3"):
            raise LabelError(f"{name}, Vurdering, {_at(row, 0)}: «{words}». Velg 0, 1, 2 eller 3.")
        if words:
            found[_at(row, 0)] = int(float(words))
    return found or None


def _read_facts(name: str, rows: list[list[str]]) -> dict[str, Any]:
    result: dict[str, Any] = {"boxes": {}, "fields": {}, "amounts": {}, "enheter": {}}
    states = {told: {"true": True, "false": False, "null": None}[key] for key, told in TICKED.items()}
    for row in rows[1:]:
        key, words = _at(row, 0), _at(row, 1).strip()
        group, _, rest = key.partition(".")
        if not words:
            continue
        if group == "boxes":
            if words not in states:
                raise LabelError(f"{name}, Felt, {key}: «{words}». Skriv {' / '.join(TICKED.values())}.")
            box, _, option = rest.partition(".")
            result["boxes"].setdefault(box, {})[option] = states[words]
        elif group == "fields":
            result["fields"][rest] = "" if words == EMPTY else words
        elif rest:
            result[group][rest] = _number(name, key, words)
        else:
            result[key] = _number(name, key, words)
    return result


def _number(name: str, key: str, words: str) -> int | None:
    if words == EMPTY:
        return None
    digits = re.sub(r"[\s.]0?$|\s", "", words)
    if not digits.isdigit():
        raise LabelError(f"{name}, Felt, {key}: «{words}» er ikke et helt tall. Skriv tallet uten «kr», eller {EMPTY}.")
    return int(digits)


def _at(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _cells(path: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook as rows of strings."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(path) as package:
        if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
            raise ValueError("too large")

        def tree(name: str) -> Any:
            return etree.fromstring(package.read(name), parser)

        shared = []
        if "xl/sharedStrings.xml" in package.namelist():
            shared = ["".join(item.itertext(f"{_MAIN}t")) for item in tree("xl/sharedStrings.xml").iter(f"{_MAIN}si")]
        relations = {item.get("Id"): item.get("Target") for item in tree("xl/_rels/workbook.xml.rels")}
        result = {}
        for entry in tree("xl/workbook.xml").iter(f"{_MAIN}sheet"):
            target = relations[entry.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")]
            result[entry.get("name")] = _rows(tree("xl/" + target.removeprefix("/xl/")), shared)
        return result


def _rows(tree: Any, shared: list[str]) -> list[list[str]]:
    rows = []
    for row in tree.iter(f"{_MAIN}row"):
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            column = 0
            for letter in re.match(r"[A-Z]+", cell.get("r"))[0]:  # type: ignore[index]
                column = column * 26 + ord(letter) - 64
            cells += [""] * (column - 1 - len(cells))
            value = cell.findtext(f"{_MAIN}v") or "".join(cell.itertext(f"{_MAIN}t"))
            cells.append(shared[int(value)] if cell.get("t") == "s" and value else value)
        rows.append(cells)
    return rows
