"""What a line above a list says about the lines below it."""

import pytest

from behovai.extraction.features import read as read_units
from tests.forms.made import read


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("Hva måles:", "indikator"),
        ("Koordinatorfunksjon:", "om.koordinator"),
        ("Midlane skal gå til:", "om.penger"),
        ("Samlinger i planen:", "om.samling"),
    ],
)
def test_a_line_above_a_list_governs_the_list_and_not_the_prose_after_it(line: str, lead: str) -> None:
    prose = "Dette har vi snakket om lenge, og alle enhetene er med på at vi skal prøve det ut sammen til høsten."
    made = read("2026", svar={"2": f"{line}\n• Kontakt med høgskolen\n• Reise og opphold\n{prose}\nSå ser vi."})
    leads = [
        {feature.removeprefix("ledd=") for feature in reading.features if feature.startswith("ledd=") and "&" not in feature}
        for reading in read_units(made)
        if reading.answer.section == "2"
    ]
    assert [lead in found for found in leads] == [False, True, True, True, False]
