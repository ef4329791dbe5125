"""Recognising a form, and what becomes of forms that are cut short, repeat a part, or are nobody's."""

import re
from pathlib import Path

import pytest

from behovai.errors import NotABehovsmelding, NotInForm
from behovai.forms import read_form, recognise
from behovai.forms.layout import find_regions, find_titles
from behovai.forms.spec import load
from behovai.ingest import read_bytes
from behovai.pipeline import review_bytes
from behovai.submission import FormVersion, Submission
from examples.press import press
from tests.forms.made import quoted, read
from tests.press.press_sources import source

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMS = ("2026", "2025", "2024")
COUNTY = """Melding om behov for kompetanseutvikling

1. Bakgrunn og behov
Barnehagene i Storelv har for lite kunnskap om flerspråklige barn. Vi har kartlagt det sammen med de ansatte.

2. Tiltak og samarbeid med universitetet
Vi vil ha tre samlinger i året. Kommunen leder, og universitetet veileder mellom samlingene.

3. Hvordan vil dere vurdere effekt?
Styrerne samler inn praksisfortellinger i mai og november.

4. Budsjett
Vi søker om 200 000 kr i tilskudd.
"""
HEADED = """# Søknad om tilskudd til kompetanseutvikling

## Utfordringer i skolen

Elevene leser for lite. Skolen har for få bøker.

## Egeninnsats

Kommunen betaler vikarer for lærerne.

## Hvem er deltakere?

Alle lærere på 1.–4. trinn ved skolen, i partnerskap med høgskolen.

## Evaluering av måloppnåelse

Vi teller utlån hver måned.

## Praktisk

Møtene er på torsdager.
"""
LETTER = """Behovsmelding fra Lia barnehage. Vi ønsker kompetanseheving i partnerskap med høgskolen. Tiltaket gjelder hele personalet.
Vi har ingen overskrifter.
"""


def made(text: str, kind: str = "txt") -> Submission:
    return read_form(read_bytes(text.encode(), f"fil.{kind}"))


@pytest.mark.parametrize("kind", ["txt", "md", "docx"])
@pytest.mark.parametrize("look", [(), ("skjema-nynorsk",), ("uten-hjelpetekst",), ("uten-forste-side",), ("harde-linjeskift",)])
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_known_in_both_malformer(form: str, look: tuple[str, ...], kind: str) -> None:
    made = source(form) | {"utforming": list(look)}
    assert recognise(read_bytes(press(made, kind), f"fil.{kind}")) == form


@pytest.mark.parametrize("look", [(), ("skjema-nynorsk",), ("uten-hjelpetekst",), ("svar-i-tabellcelle",), ("harde-linjeskift",)])
@pytest.mark.parametrize("form", FORMS)
def test_whatever_the_look_the_same_is_read(form: str, look: tuple[str, ...]) -> None:
    plain, other = read(form, kind="docx"), read(form, *look, kind="docx")
    assert other.boxes == plain.boxes
    assert [(a.party, a.kroner, a.place, a.tiltak) for a in other.amounts] == [
        (a.party, a.kroner, a.place, a.tiltak) for a in plain.amounts
    ]
    assert (other.enheter, other.deltakere) == (plain.enheter, plain.deltakere)
    assert [(party.navn, party.kontaktperson) for party in other.parter] == [(party.navn, party.kontaktperson) for party in plain.parter]
    own = {key: value for key, value in plain.fields.items() if not key.startswith("bruk")}  # a list, printed in the form's målform
    assert other.fields.keys() == plain.fields.keys()
    assert {key: other.fields[key] for key in own} == own
    for answer in plain.answers:
        assert quoted(other, answer.section, answer.tiltak) == quoted(plain, answer.section, answer.tiltak)


def test_what_the_front_page_holds() -> None:
    submission = read("2026", belop={"eier": "150 000", "uh": "60 000,-", "totalt": "kr 210 000"})
    assert submission.fields["eier"] == "Fjellbygda kommune"
    assert submission.fields["kontakt_eier"] == "Kari Testesen"
    assert submission.fields["kompetansenettverk"] == ""
    assert submission.totals == {"eier": 150_000, "uh": 60_000, "koordinator": None, "totalt": 210_000}
    assert submission.enheter["offentlige_skoler"] == 3
    assert submission.enheter["private_barnehager"] is None
    assert [person.navn for person in submission.deltakere] == ["Per Eksempelsen"]
    assert [(party.navn, party.type) for party in submission.parter] == [("Dalbygda kommune", "Eier")]
    assert submission.missing == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_missing_first_page_is_missing_not_empty(form: str) -> None:
    whole, cut = read(form), read(form, "uten-forste-side")
    assert "forside" in cut.missing
    assert "eier" not in cut.fields
    assert "gjelder" not in cut.boxes
    with pytest.raises(NotInForm):
        cut.box("gjelder")
    for answer in cut.answers:
        assert quoted(cut, answer.section, answer.tiltak) == quoted(whole, answer.section, answer.tiltak)


TILTAK = [
    {"navn": "Lesing ute", "belop": ["10 000", "5 000", "15 000"], "forankring": "Vi leser ute.", "koordinator": ["nei"]},
    {"navn": "Tall og spill", "belop": ["20 000", "7 000", "27 000"], "forankring": "Vi spiller.", "varighet": ["var_2025"]},
    {"navn": "Kunst", "belop": ["", "", ""], "forankring": "", "bruk_uh": "Reise og opphold.", "koordinator": ["ja"]},
]


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_several_tiltak_are_kept_apart(kind: str) -> None:
    submission = read("2024", kind=kind, tiltak=TILTAK)
    assert [quoted(submission, "forankring", number) for number in (1, 2, 3)] == ["Vi leser ute.", "Vi spiller.", ""]
    assert quoted(submission, "bruk_uh", 3) == "Reise og opphold."
    found = {(a.tiltak, a.party): a.kroner for a in submission.amounts if a.place == "tiltak"}
    assert found == {
        (1, "eier"): 10_000,
        (1, "uh"): 5_000,
        (1, "totalt"): 15_000,
        (2, "eier"): 20_000,
        (2, "uh"): 7_000,
        (2, "totalt"): 27_000,
    }
    assert submission.ticked("varighet") == frozenset()
    assert submission.ticked("varighet_2") == {"var_2025"}
    assert submission.ticked("koordinator") == {"nei"}
    assert submission.ticked("koordinator_3") == {"ja"}


def test_a_list_left_open_does_not_take_the_answer_of_another_tiltak() -> None:
    submission = read("2024", tiltak=TILTAK)
    assert True not in submission.boxes.get("koordinator_2", {}).values()


@pytest.mark.parametrize("marked", ["", "\ufeff"])
def test_a_county_with_its_own_headings(marked: str) -> None:
    submission = made(marked + COUNTY)
    assert submission.form == "unknown"
    assert (submission.malform, submission.language) == ("nb", "nb")
    said = {answer.section: quoted(submission, answer.section) for answer in submission.answers if answer.answered}
    assert "flerspråklige barn" in said["1"]
    assert "tre samlinger" in said["2"]
    assert "praksisfortellinger" in said["4"]
    assert "200 000" in said["6"]
    assert (submission.boxes, submission.fields, submission.amounts) == ({}, {}, ())


def test_styled_headings_of_an_unknown_form() -> None:
    submission = made(HEADED, "md")
    said = {answer.section: quoted(submission, answer.section) for answer in submission.answers if answer.answered}
    assert "få bøker" in said["1"]
    assert "vikarer" in said["3"]
    assert "1.–4. trinn" in said["5"]
    assert "utlån" in said["4"]
    assert [section for section, words in said.items() if "torsdager" in words and section.startswith("s")]


def test_an_unknown_form_without_headings_is_one_answer() -> None:
    submission = made(LETTER)
    assert submission.form == "unknown"
    assert [answer.section for answer in submission.answers if answer.answered] == ["0"]
    assert "hele personalet" in quoted(submission, "0")


@pytest.mark.parametrize(
    "text",
    ["Oppskrift på vafler. Bland egg, melk og mel.", "Referat fra møte i borettslaget. Skolen ble nevnt.", "x", "1 2 3 4"],
)
def test_something_else_is_no_behovsmelding(text: str) -> None:
    with pytest.raises(NotABehovsmelding, match=r"fil\.txt"):
        made(text)


@pytest.mark.parametrize("number", ["²", "7" * 5000, "to", ""])
def test_any_number_of_tiltak_can_be_typed(number: str) -> None:
    made = source("2025")
    made["felt"] = {**made["felt"], "antall_tiltak": number}
    assert review_bytes(press(made, "txt"), "fil.txt").form == "2025"


@pytest.mark.parametrize("version", FORMS)
def test_titles_are_written_in_small_letters(version: FormVersion) -> None:
    """They are looked for in lower-cased text; only the letters of «\\S» and the like may be capital."""
    for part in load(version).parts:
        for title in part.titles:
            assert not re.search(r"(?<!\\)[A-ZÆØÅ]", title.pattern), title.pattern


def test_titles_in_capitals_and_letters_that_grow_when_made_small_are_found_where_they_stand() -> None:
    plain = "# 1 Vurdering av behov\n\nVi har spurt de ansatte.\n\n# 2 Plan for partnerskap\n\nVi møtes hver måned.\n\n"
    text = plain + "# 3 Eiers egeninnsats\n\nVi gir tid.\n\n# 4 Vurdering av måloppnåelse\n\nVi teller.\n"
    grown = text.replace("Vi har spurt", "İİİ har spurt").replace("Plan for partnerskap", "PLAN FOR PARTNERSKAP")
    found, expected = (read_form(read_bytes(one.encode(), "melding.md")) for one in (grown, text))
    assert [answer.section for answer in found.answers] == [answer.section for answer in expected.answers]
    assert quoted(found, "2") == quoted(expected, "2") == "Vi møtes hver måned."


@pytest.mark.parametrize(
    "number", ["{}.", "{}", "{})", "Punkt {}:", "Del {} –", "Kap. {}", "## {}", "B.{}", "2.{}", "Felt: {}.", "==== {}.", "{roman}."]
)
def test_titles_however_they_are_numbered(number: str) -> None:
    text = press(source("2026"), "txt").decode()
    for place, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII"), 1):
        text = re.sub(rf"(?m)^{place}\. (?=[A-ZÆØÅ])", number.format(place, roman=roman) + " ", text)
    as_printed, other = made(press(source("2026"), "txt").decode()), made(text)
    assert other.missing == as_printed.missing == ()
    assert [(a.section, len(a.units)) for a in other.answers] == [(a.section, len(a.units)) for a in as_printed.answers]


def test_a_number_of_another_part_is_no_title() -> None:
    text = "Vi viser til punkt\n6 Plan for partnerskap\nSkrevet av oss.\n\n2. Plan for partnerskap\nKommunen leder."
    assert opening(text)["2"] == "2. Plan for partnerskap"


def test_parts_without_their_titles_are_known_by_what_is_printed_in_them() -> None:
    text = (
        "2. Plan for partnerskap\nKommunen leder.\n\nEr behovsmeldingen sett i sammenheng med videreutdanning? Ja ☒ Nei ☐ Vet ikke ☐\n"
        "Drøftet: Ja ☒ Nei ☐\nKommunale barnehager: 3\nPrivate barnehager: 0"
    )
    assert opening(text) == {
        "2": "2. Plan for partnerskap",
        "7": "Er behovsmeldingen sett i sammenheng med videreutdanning? Ja ☒ Nei ☐ Vet ikke ☐",
        "enheter": "Kommunale barnehager: 3",
    }
    plain = "2. Plan for partnerskap\nKommunale barnehager og skoler er med, sier vi. Private barnehager er spurt."
    assert list(opening(plain)) == ["2"]


def opening(text: str) -> dict[str, str]:
    """The parts found in a text, each with the line it begins with."""
    spec, document = load("2026"), read_bytes(text.encode(), "fil.txt")
    found = find_regions(spec, document, find_titles(spec, document.text))
    return {region.part.key: document.text[region.start : region.end].strip().split("\n")[0] for region in found}


def test_words_that_set_off_questions_and_answers_are_not_part_of_them() -> None:
    submission = made(
        "Behovsmelding – kollektiv kompetanseutvikling\n\nFelt: Eier\nSvar: Lia kommune\n\nFelt: Kompetansemiljø\n>> HVL\n\n"
        "Felt: Vurdering av behov\nSvar: Barna leser lite.\n\nFelt: Plan for partnerskap\nSvar: Vi møtes.\n\n"
        "Felt: Målgruppe\nSvar: Alle.\n\n"
        "Felt: Behovsmeldingen har vært drøftet i medbestemmelse\nSvar: Ja\n\n"
        "Felt: Antall kommunale barnehager\nSvar: 7\n\nFelt: Antall private barnehager\nSvar:\n"
    )
    assert (submission.fields["eier"], submission.fields["kompetansemiljo"]) == ("Lia kommune", "HVL")
    assert quoted(submission, "1") == "Barna leser lite."
    assert submission.enheter["kommunale_barnehager"] == 7


def test_the_owner_after_a_number_and_among_other_fields() -> None:
    text = "Behovsmelding – kollektiv kompetanseutvikling. Vurdering av behov. Målgruppe. Plan for partnerskap. Samiske perspektiv.\n\n"
    for fields in (
        "2. Eier\nLia kommune\n4. Kompetansemiljø\nHVL",
        "**Eier:** Lia kommune, **kompetansemiljø:** HVL",
        "A.2 Eier: Lia kommune\n– Kompetansemiljø: HVL",
    ):
        submission = made("Behovsmeldingen gjelder: ☒ Barnehage ☐ Grunnskole ☐ Begge deler\n\n" + fields + "\n\n" + text)
        assert (submission.fields["eier"], submission.fields["kompetansemiljo"]) == ("Lia kommune", "HVL"), fields


@pytest.mark.parametrize(
    "prose",
    [
        "Enheter: alle seks deltar.",
        "Enheter\nAlle seks deltar.",
        "Enheter:",
        "Medbestemmelse\nTillitsvalgte ser på tallene.",
        "Andre eiere: nabokommunen får referatene.",
        "Saken er drøftet i medbestemmelsesutvalget to ganger.",
        "Vi noterer antall enheter som er inkludert i behovsmeldingen.",
        "Kommunale barnehager og private barnehager deltar på samme samlinger.",
        "Vi regner med 14 offentlige skoler og 20 private skoler.",
        "Navn på eier/UH står i avtalen.",
    ],
)
@pytest.mark.parametrize("section", ["3", "4b"])
def test_words_of_a_title_in_an_answer_do_not_end_it(prose: str, section: str) -> None:
    form = (EXAMPLES / "kystbarnehagene-sa-2026.txt").read_text("utf-8")
    form = form[: form.index("Liste over andre eiere")]  # the last page is missing, and with it the titles as printed
    before = made(form)
    last = next(answer for answer in before.answers if answer.section == section).units[0]
    said = before.quote(before.unit(last)).split(".")[0]
    after = made(form.replace(said, f"{prose}\n\n{said}", 1))
    assert before.missing == after.missing
    kept = {answer.section: {before.quote(before.unit(unit)) for unit in answer.units} for answer in before.answers}
    now = {answer.section: {after.quote(after.unit(unit)) for unit in answer.units} for answer in after.answers}
    assert {key: units for key, units in kept.items() if key != section} == {key: now[key] for key in kept if key != section}
    assert kept[section] <= now[section]


@pytest.mark.parametrize(
    "prose",
    [
        "Det er behov for koordinator for å få dette til.",
        "Vi ser på hvordan samarbeidet styrker lærerutdanningen.",
        "Tiltaket har forankring i langsiktig plan.",
        "Vi melder nytt behov dersom videreføring etter våren 2025 blir aktuelt.",
        "Kollektive prosesser: vi øver.",
    ],
)
def test_words_of_a_title_in_an_answer_of_2024_do_not_end_it(prose: str) -> None:
    form = (EXAMPLES / "kvitmoen-2024.txt").read_text("utf-8")
    before = made(form)
    first = next(answer for answer in before.answers if answer.section == "prosesser").units[0]
    said = before.quote(before.unit(first))
    after = made(form.replace(said, f"{prose}\n\n{said}", 1))
    assert [(a.section, a.tiltak, len(a.units)) for a in after.answers] == [
        (a.section, a.tiltak, len(a.units) + (first in a.units)) for a in before.answers
    ]


def test_titles_without_numbers_with_the_answers_beside_them() -> None:
    text = "Plan for partnerskap\tKommunen leder.\nEiers egeninnsats\tVikar.\nMålgruppe\tAlle. Plan for partnerskap: se over."
    assert {key: line.split("\t")[1] for key, line in opening(text).items()} == {
        "2": "Kommunen leder.",
        "3": "Vikar.",
        "5": "Alle. Plan for partnerskap: se over.",
    }
