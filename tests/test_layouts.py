"""Invented submissions as offices lay them out, with the errors that a careful reader sees in the finished file.

Made without sight of the reader (tests/data/layouts), and used to mend it since. An error called where there is none is worse than one
that is missed, and where boxes cannot be read, the reader says so (FOR009) instead of guessing.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from behovai.finding import Level
from behovai.pipeline import review

FOLDER = Path(__file__).parent / "data" / "layouts"
LAYOUTS = json.loads((FOLDER / "layouts.json").read_text("utf-8"))
UNREADABLE = "FOR009"
NUMBERS = "ingen én to tre fire fem seks sju åtte ni ti".split()

MISSED = {
    "almelund-2026.md": {"OKO007"},
    "brekkfoss-2026.txt": {"FOR001", "OKO006"},  # key = value
    "elvegard-2025.docx": {"FOR006"},
    "elvestrand-2025.docx": {"OKO001"},  # columns of terms
    "hamreskog-2026.docx": {"OKO007"},
    "hauglia-2026.docx": {"FOR007"},
    "hjelmfjord-2026.txt": {"FOR004"},
    "lauvnes-2026.docx": {"FOR005"},
    "lonardalen-2026.docx": {"KRI001 laererutdanning"},  # the whole form as one table
    "nordmarka-2025.txt": {"FOR001", "FOR004", "OKO002"},  # keywords for labels
    "nymarka-og-granlia-kommu-2026.pdf": {"KRI001 laererutdanning"},  # section 4 without letters
    "rodfjell-2026.pdf": {"FOR006"},
    "saeterskar-2025.pdf": {"OKO006"},  # other terms than the form prints
    "sandskar-2026.docx": {"OKO007"},
    "skogmo-2026.docx": {"FOR011"},
    "stiftelsen-asheim-montes-2024.odt": {"FOR010"},
    "tindane-2024.odt": {"OKO006"},
    "tindvoll-2026.pdf": {"FOR006"},
    "tinnvik-oppvekstetaten-2026.docx": {"OKO007"},
    "trollhaug-montessoriskol-2026.md": {"KRI001 praksisendring", "OKO002"},
    "vikarheia-2026.pdf": {"KRI001 inkludering"},
}


@cache
def called(name: str) -> tuple[set[str], set[str]]:
    """The errors called in a file, with their criterion, and all codes."""
    findings = review(FOLDER / name).findings
    errors = {" ".join(filter(None, (found.code, found.criterion))) for found in findings if found.level is Level.FEIL}
    return errors, {found.code for found in findings}


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_error_is_called_that_a_reader_does_not_see(name: str) -> None:
    errors, _ = called(name)
    unsure = {error for error in errors if error.split()[0] in LAYOUTS[name]["unsure"]}
    assert errors - unsure - set(LAYOUTS[name]["feil"]) == set()


def test_as_many_errors_are_called_as_the_readme_says() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    seen = there = wrong = 0
    for name, layout in LAYOUTS.items():
        certain = {error for error in layout["feil"] if error.split()[0] not in layout["unsure"]}
        errors = {error for error in called(name)[0] if error.split()[0] not in layout["unsure"]}
        seen, there, wrong = seen + len(errors & certain), there + len(certain), wrong + len(errors - certain)
    assert f"I {len(LAYOUTS)} oppdiktede filer" in readme
    assert f"{seen} av {there} formelle feil" in readme
    assert f"{wrong} som ikke er der" in readme


def test_what_was_called_at_first_sight_is_as_the_readme_says() -> None:
    """`first`: what the reader called wrongly and missed in the newest files before anything was mended by them."""
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    new = [layout for layout in LAYOUTS.values() if "first" in layout]
    there = sum(error.split()[0] not in layout["unsure"] for layout in new for error in layout["feil"])
    missed = sum(len(layout["first"]["missed"]) for layout in new)
    wrong = [len(layout["first"]["wrong"]) for layout in new if layout["first"]["wrong"]]
    assert f"De siste {len(new)} " in readme
    assert f"{there - missed} av {there} feil og meldte {sum(wrong)} uten grunn, i {NUMBERS[len(wrong)]} av filene" in readme


def test_what_is_missed_is_told_as_unreadable_or_named_here() -> None:
    missed = {}
    for name, layout in LAYOUTS.items():
        errors, codes = called(name)
        left = {error for error in layout["feil"] if error.split()[0] not in layout["unsure"]} - errors
        if left and UNREADABLE not in codes:
            missed[name] = left
    assert missed == MISSED
