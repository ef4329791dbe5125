"""The contact persons in the ways offices lay them out."""

import pytest

from behovai.forms.contacts import contact
from behovai.forms.layout import Region
from behovai.forms.spec import load

PART = load("2024").part("forside")
BOTH = ("Kari Aas", "Per Vik")


def read(text: str, key: str = "kontakt") -> tuple[str, str] | None:
    assert PART is not None
    region = Region(PART, 0, 0, len(text))
    return contact(PART.people[key], (*PART.people.values(), *PART.anchors), text, region)


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


def test_labels_whose_values_stand_elsewhere_are_not_taken_for_empty() -> None:
    assert read("Eier\nNavn\nFunksjon\nTelefon\nE-post\tKari Aas\nRådgiver\n70 11 22 33") is None


def test_labels_alone_are_no_empty_fields_at_the_end_of_the_file_either() -> None:
    assert read("Navn\nFunksjon") is None
    assert read("Navn\nFunksjon\n") is None


def test_a_heading_is_no_name() -> None:
    assert read("Navn\tFunksjon\nKari Aas\tRådgiver") is None
