"""The contact persons in the ways offices lay them out."""

import pytest

from behovai.forms.contacts import Pair, contact
from behovai.forms.layout import Region
from behovai.forms.spec import load

PART = load("2024").part("forside")
BOTH = ("Kari Aas", "Per Vik")


def told(text: str) -> Pair | None:
    assert PART is not None
    region = Region(PART, 0, 0, len(text))
    return contact(PART.people["kontakt"], (*PART.people.values(), *PART.anchors), text, region)


def read(text: str) -> tuple[str, str] | None:
    pair = told(text)
    return (pair[0].value, pair[1].value) if pair else None


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktpersoner:\n\tEier\tUH\nNavn\tKari Aas\tPer Vik\nFunksjon\tRådgiver\tDosent",
        "Kontaktpersoner:\nEier UH\nNavn Kari Aas Per Vik\nFunksjon Rådgiver Dosent",
        "Kontaktpersonar:\n\tNamn\tFunksjon\nEigar\tKari Aas\tRådgjevar\nUH\tPer Vik\tDosent",
        "Kontaktpersoner:\nEier\nNavn: Kari Aas\nFunksjon: Rådgiver\nUH\nNavn: Per Vik\nFunksjon: Dosent",
        "Kontaktpersoner:\nEier\nNavn: Kari Aas\nHøyskole\nNavn: Per Vik",
        "Kontaktpersoner:\t\nEier – Navn\tKari Aas\nEier – Funksjon\tRådgiver\nUH – Navn\tPer Vik",
        "Kontaktpersonar: Eigar, namn\nKari Aas\nKontaktpersonar: Eigar, funksjon\nRådgjevar\nKontaktpersonar: UH, namn\nPer Vik",
        "Kontaktpersoner:\nEier: Navn Kari Aas. Funksjon Rådgiver\nUH: Navn Per Vik. Funksjon Dosent",
        "Navn (eier): Kari Aas, funksjon: Rådgiver\nNavn (UH): Per Vik, funksjon: Dosent",
        "Kontaktpersoner – Eier – Navn: Kari Aas\nKontaktpersoner – UH – Navn: Per Vik",
    ],
)
def test_both_are_found(text: str) -> None:
    assert read(text) == BOTH


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("\tEier\tUH\nNavn\t\tPer Vik\nFunksjon\tRådgiver\tDosent", ("", "Per Vik")),
        ("Navn, eier\tKari Aas\nNavn, UH\t\nFunksjon, UH\t", ("Kari Aas", "")),
        ("Eier\nNavn: Kari Aas\nFunksjon: Rådgiver\nUH\nNavn:\nFunksjon: Dosent", ("Kari Aas", "")),
    ],
)
def test_an_empty_field_is_the_one_that_is_empty(text: str, pair: tuple[str, str]) -> None:
    assert read(text) == pair


@pytest.mark.parametrize(
    ("text", "eier", "uh"),
    [
        ("\tEier\tUH\nNavn\t\tPer Vik", "Navn\t\tPer Vik", "Navn\t\tPer Vik"),
        ("Eier\nNavn: Kari Aas\nUH\nNavn:\nFunksjon: Dosent", "Navn: Kari Aas", "Navn:"),
        ("Navn, eier\tKari Aas\nNavn, UH\t\nFunksjon, UH\t", "Navn, eier\tKari Aas", "Navn, UH\t"),
        ("\tNavn\tFunksjon\nEier\t\tRådgiver\nUH\tPer Vik\tDosent", "Eier\t\tRådgiver", "UH\tPer Vik\tDosent"),
    ],
)
def test_each_has_its_own_place(text: str, eier: str, uh: str) -> None:
    pair = told(text)
    assert pair is not None
    assert [text[one.span.start : one.span.end] for one in pair] == [eier, uh]


def test_labels_whose_values_stand_elsewhere_are_not_taken_for_empty() -> None:
    assert read("Eier\nNavn\nFunksjon\nTelefon\nE-post\tKari Aas\nRådgiver\n70 11 22 33") is None


def test_labels_alone_are_no_empty_fields_at_the_end_of_the_file_either() -> None:
    assert read("Navn\nFunksjon") is None
    assert read("Navn\nFunksjon\n") is None


def test_a_heading_is_no_name() -> None:
    assert read("Navn\tFunksjon\nKari Aas\tRådgiver") is None
