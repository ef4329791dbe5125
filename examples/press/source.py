"""A source file (TOML) and the look it asks for."""

import tomllib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Source = dict[str, Any]
Boxes = Literal["control", "glyph", "bracket", "cross", "gone"]

LAYOUTS = frozenset(
    {
        "skjema-nynorsk",
        "ruter-som-x",
        "harde-linjeskift",
        "uten-hjelpetekst",
        "svar-i-tabellcelle",
        "glyph-ruter",
        "ruter-borte",
        "uten-forste-side",
    }
)
KINDS = ("docx", "odt", "pdf", "txt", "md")
BOX_OPTIONS = {
    "gjelder": {
        "2026": "barnehage grunnskole begge_deler",
        "2025": "regional desentralisert kompetanseloftet",
        "2024": "regional desentralisert kompetanseloftet",
    },
    "fase": {"2026": "analyse planlegging gjennomforing"},
    "varighet": {"2026": "var_2026 host_2026 var_2027 videre", "2025": "var_2026 ut_2026 var_2027"},
    "videreutdanning": {"2026": "ja nei vet_ikke"},
    "samiske": {"2026": "ja nei ikke_relevant"},
}
YES_NO = {
    "2026": "flere_eiere flere_kompetansemiljo viderefores budsjett_i_vedlegg medbestemmelse",
    "2025": "flere_eiere flere_uh flere_ordninger viderefores medbestemmelse",
    "2024": "flere_eiere flere_uh flere_ordninger medbestemmelse",
}
TOP_KEYS = frozenset(
    {
        "id",
        "form",
        "malform",
        "eier_id",
        "fil",
        "utforming",
        "felt",
        "ruter",
        "belop",
        "enheter",
        "parter",
        "medbestemmelse",
        "svar",
        "sumtabell",
        "okonomi",
        "tiltak",
    }
)


UNITS = frozenset({"kommunale_barnehager", "private_barnehager", "offentlige_skoler", "private_skoler", "pp_tjenester"})
FIELDS = frozenset({"eier", "kompetansenettverk", "kompetansemiljo", "kontakt_eier", "kontakt_uh"})
FIELDS_2025 = FIELDS | {"epost_eier", "epost_uh", "merkes", "antall_tiltak"}
FIELDS_2024 = FIELDS_2025 | {"telefon_eier", "telefon_uh", "kontonr_eier", "kontonr_uh", "orgnr_eier", "orgnr_uh"}
TILTAK = frozenset(
    {"navn", "belop", "bruk", "forankring", "prosesser", "laererutdanning", "langsiktig_plan", "bruk_eier", "bruk_uh"}
    | {"koordinator", "koordinator_begrunnelse", "varighet", "anslag", "malgruppe"}
)


@dataclass(frozen=True)
class Look:
    """How a source is to be printed."""

    nynorsk: bool
    boxes: Boxes
    controls: bool
    help: bool
    cells: bool
    wrap: bool
    first_page: bool
    auto_bullets: bool
    line_breaks: bool

    def say(self, nb: str, nn: str) -> str:
        """The printed wording in the form's målform."""
        return nn if self.nynorsk else nb

    def empty(self, choice: bool = False) -> str:
        """What an empty field shows."""
        if choice:
            return self.say("Velg et element.", "Vel eit element.")
        return "Klikk eller trykk her for å skrive inn tekst."

    def box(self, checked: bool) -> str:
        """A box as plain characters, "" where the export lost it."""
        marks = {"bracket": ("[ ]", "[x]"), "cross": ("", "X"), "gone": ("", "")}
        return marks.get(self.boxes, ("☐", "☒"))[checked]


def load(path: Path) -> Source:
    """Read a source file. Raises tomllib.TOMLDecodeError."""
    with path.open("rb") as file:
        return tomllib.load(file)


def look_of(source: Source, kind: str) -> Look:
    """The look a source asks for in a file of this kind. What the words leave open follows from the id, so it is always the same."""
    words = set(source.get("utforming", []))
    seed = zlib.crc32(str(source.get("id", "")).encode())
    boxes: Boxes = "control" if kind in ("docx", "odt", "pdf") else "glyph"
    if kind == "md" and seed & 8:
        boxes = "bracket"
    if "ruter-som-x" in words:
        boxes = "bracket" if seed & 1 else "cross"
    if "glyph-ruter" in words:
        boxes = "glyph"
    if "ruter-borte" in words:
        boxes = "gone"
    return Look(
        nynorsk="skjema-nynorsk" in words,
        boxes=boxes,
        controls="glyph-ruter" not in words,
        help="uten-hjelpetekst" not in words,
        cells="svar-i-tabellcelle" in words,
        wrap="harde-linjeskift" in words,
        first_page="uten-forste-side" not in words,
        auto_bullets=bool(seed & 2),
        line_breaks=bool(seed & 4),
    )


def problems(source: Source) -> list[str]:
    """What in a source does not fit the format, as short sentences; [] if it fits."""
    form = str(source.get("form", ""))
    if form not in YES_NO:
        return [f"form is {form!r}"]
    found = [f"{key} is {source.get(key)!r}" for key, known in (("malform", ("nb", "nn")), ("fil", KINDS)) if source.get(key) not in known]
    found += [f"unknown top key {key}" for key in source if key not in TOP_KEYS]
    found += [f"unknown layout word {word}" for word in source.get("utforming", []) if word not in LAYOUTS]
    found += _box_problems(source.get("ruter", {}), form)
    found += _row_problems(source)
    found += _key_problems(source, form)
    answers = source.get("svar", {})
    wanted = {"2026": ("1", "2", "3", "4", "5", "6"), "2025": ("tiltak", "fremdrift"), "2024": ()}[form]
    found += [f"svar has no {key}" for key in wanted if key not in answers]
    found += [f"unknown svar.{key}" for key in answers if key not in (*wanted, "kommentar")]
    if form == "2024":
        found += [] if source.get("tiltak") else ["no tiltak"]
    return found


def _box_problems(boxes: dict[str, Any], form: str) -> Iterable[str]:
    allowed = {key: forms[form] for key, forms in BOX_OPTIONS.items() if form in forms}
    allowed |= dict.fromkeys(YES_NO[form].split(), "ja nei")
    for key, ticked in boxes.items():
        if key not in allowed:
            yield f"unknown ruter.{key}"
        elif not isinstance(ticked, list):
            yield f"ruter.{key} is not a list"
        else:
            yield from (f"ruter.{key}: unknown option {option!r}" for option in ticked if option not in allowed[key].split())


def _row_problems(source: Source) -> Iterable[str]:
    felt = source.get("felt", {})
    yield from (f"felt.{key} is not [navn, funksjon]" for key in ("kontakt_eier", "kontakt_uh") if len(felt.get(key, ["", ""])) != 2)
    for label, row in source.get("sumtabell", {}).items():
        if not isinstance(row, list) or len(row) != 3:
            yield f"sumtabell {label!r} is not three cells"
    for group, keys in (("parter", {"navn", "kontaktperson", "type"}), ("medbestemmelse", {"rolle", "navn"})):
        for row in source.get(group, []):
            if not isinstance(row, dict) or set(row) - keys:
                yield f"{group}: unexpected row {sorted(row)}"
    for number, tiltak in enumerate(source.get("tiltak", []), 1):
        yield from (f"tiltak {number}: anslag row has {len(row)} cells" for row in tiltak.get("anslag", []) if len(row) != 5)
        if len(tiltak.get("belop", ["", "", ""])) != 3:
            yield f"tiltak {number}: belop is not three cells"


def _key_problems(source: Source, form: str) -> Iterable[str]:
    known = {
        "felt": {"2026": FIELDS, "2025": FIELDS_2025, "2024": FIELDS_2024}[form],
        "enheter": UNITS,
        "belop": frozenset({"eier", "uh", "totalt", "koordinator"} if form == "2026" else ()),
        "okonomi": frozenset({"eier", "uh", "koordinator", "total"} if form == "2025" else ()),
    }
    if form != "2024":
        known["sumtabell"] = frozenset({"Regional ordning", "Desentralisert ordning", "Kompetanseløftet", "Sum"} if form == "2025" else ())
    for group, keys in known.items():
        yield from (f"unknown {group}.{key}" for key in source.get(group, {}) if key not in keys)
    for number, tiltak in enumerate(source.get("tiltak", []), 1):
        yield from (f"tiltak {number}: unknown key {key}" for key in tiltak if key not in TILTAK)
