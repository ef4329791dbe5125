"""An x typed beside boxes that were left as printed."""

import pytest

from behovai.forms.boxes import read_box, typed_behind
from behovai.forms.spec import load
from behovai.ingest import read_bytes

ASKED = "Behovsmeldingen er drøftet i medbestemmelse: "
OTHER = "De samiske perspektivene er ivaretatt i behovsmeldingen? "
YES, NO, BOTH = {"ja": True, "nei": False}, {"ja": False, "nei": True}, {"ja": True, "nei": True}


def read(text: str) -> dict[str, bool | None]:
    spec = load("2026")
    document = read_bytes(text.encode(), "fil.txt")
    box = next(box for part in spec.parts for box in part.boxes if box.key == "medbestemmelse")
    found = read_box(box, document, 0, len(document.text), behind=typed_behind(spec, document))
    assert found
    return found.options


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{ASKED}X ☐ Ja ☐ Nei", YES),
        (f"{ASKED}☐ X Ja ☐ Nei", YES),
        (f"{ASKED}☐ Ja ☐ X Nei", NO),
        (f"{ASKED}☐ Ja ☐ Nei X", NO),
        (f"{ASKED}Ja ☐ Nei ☐ x", NO),
        (f"{ASKED}Ja x☐ Nei ☐", YES),
        (f"{ASKED}x Ja ☐ x Nei ☐", BOTH),
        (f"{ASKED}Ja ☐ Nei √ ☐", NO),
        (f"{ASKED}Ja ☐ Nei ☐", {"ja": False, "nei": False}),
    ],
)
def test_an_x_at_an_edge_or_within_a_place(text: str, wanted: dict[str, bool]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("edge", "wanted"),
    [
        ("☐ Ja ☐ Nei ☐ Vurdert ikke relevant X", YES),
        ("X ☐ Ja ☐ Nei ☐ Vurdert ikke relevant", NO),
        ("☐ Ja ☐ Nei ☐ Vurdert ikke relevant", {"ja": None, "nei": None}),
    ],
)
def test_an_x_between_two_places_by_what_is_done_elsewhere(edge: str, wanted: dict[str, bool | None]) -> None:
    assert read(f"{OTHER}{edge}\n\n{ASKED}☐ Ja X ☐ Nei") == wanted


def test_boxes_that_are_ticked_need_no_x() -> None:
    assert read(f"{ASKED}☒ Ja x ☐ Nei") == YES
