"""Choices marked in the cells of a table, under or beside their headings."""

import pytest

from behovai.document import Span
from behovai.forms.grids import marked
from behovai.forms.spec import BoxSpec, load
from behovai.ingest import read_bytes


def states(key: str, text: str) -> dict[str, bool | None] | None:
    spec: BoxSpec = next(box for part in load("2026").parts for box in part.boxes if box.key == key)
    document = read_bytes(text.encode(), "fil.txt")
    question = spec.question.search(document.text)
    assert question
    found = marked(spec, document, Span(start=question.start(), end=question.end()), len(document.text))
    return found[0] if found else None


OWNERS = "Partnerskapet består av flere eiere?"
YES, NO = {"ja": True, "nei": False}, {"ja": False, "nei": True}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{OWNERS}\nJa\tNei\n\tX", NO),
        (f"{OWNERS}\nJa (Fyll ut liste)\tNei\nX\t", YES),
        (f"{OWNERS}\tJa\tNei\n\tX\t", YES),
        (f"\tJa\tNei\n{OWNERS}\tX\t\nFlere UH?\t\tX", YES),
        (f"\tJa\tNei\nFlere UH?\tX\t\n{OWNERS}\t\tx", NO),
        (f"\tJa\tNei\n{OWNERS}\t☐\t☒", NO),
        (f"{OWNERS}\tJa\tNei\nKryss\tX\tX", {"ja": True, "nei": True}),
        (f"{OWNERS}\nJa\tNei\n\t\n", {"ja": None, "nei": None}),
        (f"{OWNERS}\nJa\tNei\nEt annet spørsmål\tJa", {"ja": None, "nei": None}),
    ],
)
def test_the_marked_cell_is_the_answer(text: str, wanted: dict[str, bool | None]) -> None:
    assert states("flere_eiere", text) == wanted


def test_one_heading_for_two_questions() -> None:
    text = "\tJa\tNei\tVet ikke / Vurdert ikke relevant\nEr behovsmeldingen sett i sammenheng med videreutdanning?\t\t\tX"
    assert states("videreutdanning", text) == {"ja": False, "nei": False, "vet_ikke": True}


@pytest.mark.parametrize(
    "text",
    [
        f"{OWNERS} Ja ☐ Nei ☒",
        f"{OWNERS}\nJa\tX\tNei\t",
        f"{OWNERS} ja☐ Nei☒\nTema\tja\tnei\nSpråk\tx\t",
        f"{OWNERS}\nJa, det er to.\tNei",
        f"Ja\tNei\nX\t\n\nEt helt annet avsnitt.\n\n{OWNERS} Nei",
    ],
)
def test_what_is_no_such_table(text: str) -> None:
    assert states("flere_eiere", text) is None
