"""Owner field → the municipalities it names, with språkvedtak and Sámi language area. Dated data lie in the .csv files beside."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

Sprakvedtak = Literal["bokmål", "nynorsk", "nøytral"]

# The word that makes a name a municipality's, in Norwegian, the three Sámi languages and Kven.
KOMMUNE = re.compile(r"\b(?:(?:verts)?kommun(?:e|er|ar|ene|ane)?|suohkan|gielda|tj[iï]elte|kunta|komuuni)\b:?", re.IGNORECASE)
SEPARATOR = re.compile(r"[,;:/()|\n\t•]|\s[-–—]\s|\s(?:og|ja|jih|samt|med|m/|v/|ved|for|er|&|\+)(?=\s)", re.IGNORECASE)
# Names that are also ordinary words or common place names: alone, without the word kommune, they prove nothing.
SHORTEST_BARE_NAME = 5
EVERYDAY = frozenset({"fjord", "heim", "marker", "strand", "sande", "stranda", "grane", "voss", "flora", "solund", "nordmarka"})


class Municipality(NamedTuple):
    """A municipality as of the date in the data files.

    `sami_area` is its category in the forvaltningsområde, `sami_district` its electoral district (sameloven § 2-4; None in Sør-Norge).
    """

    number: str
    name: str
    county: str
    sprakvedtak: Sprakvedtak
    sami_area: str | None
    sami_district: str | None


def find(text: str) -> tuple[Municipality, ...]:
    """The municipalities an owner field names, in order, once each; both where two share a name and nothing tells them apart.

    A name counts only if it fills its place between separators («Træna, Lurøy og Alstahaug kommuner»): an invented «Ytre Skard
    kommune» or «Bø montessoriskole» is none.
    """
    whole = bool(KOMMUNE.search(text))
    found: dict[str, Municipality] = {}
    for part in _parts(text):
        for municipality in _by_name().get(part, ()):
            if whole or (len(part) >= SHORTEST_BARE_NAME and part not in EVERYDAY):
                found[municipality.number] = municipality
    return _told_apart(tuple(found.values()), text)


def _parts(text: str) -> Iterable[str]:
    """The field cut at separators and at the word kommune, folded. Names that hold an «og» come first."""
    folded = " ".join(text.split()).casefold()
    for name in _by_name():
        if " og " in name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
            yield name
            folded = folded.replace(name, ",")
    for part in SEPARATOR.split(folded):
        yield from (piece.strip(" .«»\"'") for piece in KOMMUNE.split(part))


def _told_apart(found: tuple[Municipality, ...], text: str) -> tuple[Municipality, ...]:
    """Of municipalities that share a name, those in a county named in the field, or in the county of the others."""
    names = [municipality.name for municipality in found]
    sure = {municipality.county for municipality in found if names.count(municipality.name) == 1}
    hints = sure | {municipality.county for municipality in found if municipality.county.casefold() in text.casefold()}
    return tuple(
        municipality
        for municipality in found
        if names.count(municipality.name) == 1
        or municipality.county in hints
        or not any(other.county in hints for other in found if other.name == municipality.name)
    )


def names() -> frozenset[str]:
    """Every municipality's name, Norwegian and Sámi, case folded."""
    return frozenset(_by_name())


def unmistakable(found: Iterable[Municipality]) -> tuple[Municipality, ...]:
    """Those whose name no other of them shares."""
    all_found = tuple(found)
    names = [municipality.name for municipality in all_found]
    return tuple(municipality for municipality in all_found if names.count(municipality.name) == 1)


@cache
def _by_name() -> MappingProxyType[str, tuple[Municipality, ...]]:
    """Folded name, Norwegian or Sámi → the municipalities with that name."""
    sami = {row["kommunenr"]: row for row in _rows("samisk.csv")}
    all_found = {row["kommunenr"]: _municipality(row, sami.get(row["kommunenr"], {})) for row in _rows("sprakvedtak.csv")}
    named: dict[str, tuple[Municipality, ...]] = {}
    for municipality in all_found.values():
        key = municipality.name.casefold()
        named[key] = (*named.get(key, ()), municipality)
    for row in _rows("samiske_navn.csv"):
        named[row["navn"].casefold()] = (all_found[row["kommunenr"]],)
    return MappingProxyType(named)


def _municipality(row: dict[str, str], sami: dict[str, str]) -> Municipality:
    vedtak = row["sprakvedtak"]
    assert vedtak in ("bokmål", "nynorsk", "nøytral"), row
    return Municipality(
        row["kommunenr"],
        row["kommune"],
        row["fylke"],
        vedtak,  # type: ignore[arg-type]
        sami.get("forvaltningsomrade") or None,
        sami.get("valgkrets") or None,
    )


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a data file; lines that begin with # tell where they come from."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
