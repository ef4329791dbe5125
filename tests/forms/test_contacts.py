"""The contact persons in the ways offices lay them out."""

from functools import partial

import pytest

from behovai.forms.contacts import Pair, contact
from behovai.forms.layout import Region
from behovai.forms.spec import load
from tests.growth import SAFE, growth

PART = load("2024").part("forside")
BOTH = ("Kari Aas", "Per Vik")


def told(text: str, key: str = "kontakt") -> Pair | None:
    assert PART is not None
    return contact(key, text, Region(PART, 0, 0, len(text)))


def read(text: str, key: str = "kontakt") -> tuple[str, str] | None:
    pair = told(text, key)
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
        "Kontaktperson eier (navn, funksjon):\n>> Kari Aas, rådgiver\nKontaktperson UH (navn, funksjon):\n>> Per Vik, dosent",
        "Kontaktperson eier:\n\nKari Aas, styrer Lia barnehage\n\nKontaktperson UH:\n\nPer Vik, dosent\n\nFlere eiere? Nei",
        "Kontaktperson eier: Kari Aas, rådgiver\nKontaktperson, UH: Per Vik høgskolelektor",
        "Kontakt eigar\tKari Aas, rådgjevar\nKontakt UH\tPer Vik PPT-leiar",
        "Kontaktperson eier: rådgiver Kari Aas\nKontaktperson UH er Per Vik",
        "Namn på kontaktperson hos eigar: Kari Aas\nNamn på kontaktperson hos UH: Per Vik",
        "Namn og funksjon eigar\tKari Aas, rådgjevar\nNamn og funksjon UH\tPer Vik, professor",
        "KONTAKTPERSONAR\nEigar: Kari Aas, skulesjef\nUH...: Per Vik, førsteamanuensis",
        "A.5 Kontaktperson hos eigar (namn):\nSvar: Kari Aas\nA.6 Kontaktperson hos UH (namn):\nSvar: Per Vik",
        "Kontaktperson eier\n– Navn: Kari Aas\n– Funksjon: styrer\nKontaktperson UH\n– Navn: Per Vik",
        "**Kontaktpersonar**\n- Eigar\n  - Namn: Kari Aas\n- UH\n  - Namn: Per Vik",
        "5. Kontaktperson eigar – namn\nKari Aas\n6. Funksjon eigar\nSkulesjef\n7. Kontaktperson UH – namn\nPer Vik\n8. Funksjon UH",
        "Kontaktpersoner: for eier Kari Aas (rådgiver), for UH Per Vik (universitetslektor)",
        "Kontaktpersoner: Eier: Kari Aas, rådgiver – UH: Per Vik, lektor",
        "\tEigar\tKompetansemiljø\nNamn på verksemda\tLia kommune\tNTNU\nKontaktperson\tKari Aas\tPer Vik\nFunksjon\tStyrar\tLektor",
        "\tEigar\tUH\nNamn\tLia kommune\tNTNU\nKontaktperson\tKari Aas\tPer Vik",
        "\tEier (Lia)\tEier (Moe)\tUH\nNavn\tKari Aas\tLiv Dal\tPer Vik",
        "Eier: Lia kommune\nKontaktperson: Kari Aas, rådgiver\nUH: NTNU\nKontaktperson: Per Vik",
        "Felt: Kontaktperson eier, navn\nSvar: Kari Aas\nFelt: Kontaktperson UH, navn\nSvar: Per Vik",
        "kontakt.eier.navn = Kari Aas\nkontakt.eier.funksjon = leder\nkontakt.uh.navn = Per Vik",
        "5a;Kontaktperson eier: navn;Kari Aas\n5b;Kontaktperson UH: navn;Per Vik",
        '<felt navn="Kontaktperson eier – navn">Kari Aas</felt>\n<felt navn="Kontaktperson UH – navn">Per Vik</felt>',
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
        ("Kontaktperson eier:\n>> Kari Aas, rådgiver\nKontaktperson UH:\n>>\nFlere eiere? Nei", ("Kari Aas", "")),
        ("Kontaktperson eier:\nKontaktperson UH:\nPer Vik, dosent\nFlere eiere? Nei", ("", "Per Vik")),
        ("Kontaktperson eier:\nSvar:\nKontaktperson UH:\nSvar: Per Vik", ("", "Per Vik")),
        ("Kontaktperson eier: –\nKontaktperson UH: Per Vik", ("", "Per Vik")),
        ("Kontaktperson eier\t\nKontaktperson UH\tPer Vik, dosent", ("", "Per Vik")),
        ("KONTAKTPERSONAR\nEigar:\nUH: Per Vik, dosent", ("", "Per Vik")),
        ("Kontaktperson eier\n– Navn:\n– Funksjon: styrer\nKontaktperson UH\n– Navn: Per Vik", ("", "Per Vik")),
        ("5. Kontaktperson eigar – namn\n6. Funksjon eigar\nStyrar\n7. Kontaktperson UH – namn\nPer Vik\n8. Funksjon UH", ("", "Per Vik")),
        ("\tEigar\tUH\nNamn på verksemda\tLia kommune\tNTNU\nKontaktperson\tKari Aas\t", ("Kari Aas", "")),
        ('<felt navn="Kontaktperson eier – navn">Kari Aas</felt>\n<felt navn="Kontaktperson UH – navn"></felt>', ("Kari Aas", "")),
        ("Kontaktperson eier:\nKontaktperson UH:\nFlere eiere? Nei", ("", "")),
    ],
)
def test_an_empty_field_is_the_one_that_is_empty(text: str, pair: tuple[str, str]) -> None:
    assert read(text) == pair


@pytest.mark.parametrize(
    ("text", "eier", "uh"),
    [
        ("\tEier\tUH\nNavn\t\tPer Vik", "Navn\t\tPer Vik", "Navn\t\tPer Vik"),
        ("Eier\nNavn: Kari Aas\nUH\nNavn:\nFunksjon: Dosent", "Navn: Kari Aas", "Navn:"),
        ("\tEier\tUH\nNavn\tKari Aas\nkari@lia.no\tPer Vik", "Navn\tKari Aas", "Navn\tKari Aas\nkari@lia.no\tPer Vik"),
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


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktperson eier (navn, funksjon):\nKari Aas, rådgiver\nKontaktperson UH (navn, funksjon):\nPer Vik, dosent",
        "Kontaktperson eier: Kari Aas, rådgiver\nKontaktperson, UH: Per Vik dosent",
        "Kontaktpersoner: for eier Kari Aas (rådgiver), for UH Per Vik (dosent)",
        "Kontaktperson eier, navn: Kari Aas\nKontaktperson eier, funksjon: rådgiver\nKontaktperson UH, funksjon: dosent",
    ],
)
def test_the_function_is_what_stands_behind_the_name(text: str) -> None:
    assert read(text, "funksjon") == ("rådgiver", "dosent")


def test_what_a_label_does_not_ask_for_is_not_read_from_its_value() -> None:
    assert read("Kontaktperson eier (navn): Kari Aas\nKontaktperson UH (navn): Per Vik", "funksjon") is None
    assert read("Kontaktperson eier: Kari Aas\nKontaktperson UH: Per Vik", "telefon") is None


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktperson eier:\nKontaktperson UH:\nKari Aas\nPer Vik",
        "Kontaktperson eier\tKontaktperson UH\nKari Aas\tPer Vik",
        "Navn, eier:\nFunksjon, eier:\nNavn, UH:\nFunksjon, UH:\nKari Aas\nrådgiver\nPer Vik\ndosent",
        "Kontaktpersonar: Namn eigar\nFunksjon eigar\nNamn UH\nFunksjon UH\nFleire eigarar?",
        "Eigar\nNamn\nFunksjon\tKari Aas\nRådgjevar\nUH\nNamn\tPer Vik",
        "Kontaktperson eier:\nStyrer: Kari Aas\nKontaktperson UH:\nDosent: Per Vik",
        "Kontaktperson eier:\nKari Aas\trådgiver\nKontaktperson UH:\nPer Vik\tdosent",
    ],
)
def test_values_that_stand_elsewhere_are_not_taken_for_empty(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Kontaktpersoner\nEier: 160 000\nUH: 200 000",
        "Kontaktpersoner:\nEier: Kari Aas\nTotal sum det meldes behov for\nEier: 160 000\nUH: 200 000",
        "Navn på eier: Lia kommune\nNavn på UH: NTNU",
        "Eier: Lia kommune\nUH: NTNU",
        "Kontaktperson for eier har deltatt i alle møter.\nKontaktperson for UH har vært med.",
        "Kontaktperson eier: se vedlegg\nKontaktperson UH: Per Vik",
        "Kontaktpersoner\nNavn: Kari Aas\nFunksjon: rådgiver",
        "Eier\nNavn: Kari Aas\nFunksjon: rådgiver\nSamarbeidspartner\nPer Vik",
        "Navn\tKari Aas\nFunksjon\tRådgiver",
    ],
)
def test_what_is_no_pair_of_contact_persons_says_nothing(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "piece", ["Navn: ", "Navn\t", "kontakt ", "og ", "- ", "Kari ", "1.1", "UH/", "Eier:\n", "Eier\tUH\n", "Navn Kari Aas\n", "\n"]
)
def test_a_long_front_page_takes_no_longer_than_it_is_long(piece: str) -> None:
    small, large = (partial(told, "Kontaktperson eier: " + piece * times) for times in (1500, 6000))
    assert growth(small, large) < SAFE


def test_a_cell_of_several_lines() -> None:
    assert read("\tEier\tUH\nNavn\tKari Aas\nkari@lia.no\tPer Vik\nFunksjon\tRådgiver\tDosent") == BOTH
    assert read("\tEier\tUH\nNavn\tKari Aas\t\nFunksjon\tRådgiver\tDosent") == ("Kari Aas", "")
