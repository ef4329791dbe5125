"""What the headings of columns say about a row, also where each row answers another letter."""

import pytest

from behovai.evidence import Role
from behovai.extraction.columns import columns_in, headed
from behovai.extraction.features import read as read_units
from behovai.extraction.local import LocalExtractor
from behovai.finding import Review
from behovai.pipeline import review_bytes
from behovai.render.feedback import build
from behovai.submission import Criterion, Submission
from examples.press import press
from tests.forms.made import read
from tests.press.press_sources import source

TABLE = """| Kriterium | Indikator | Kilde | Når | Hvem |
| a) Planer | Alle fire samlingene er holdt | møtelister | desember | rådgiver |
| b) Praksisendring | Vi øver på samtaler | | juni | rektor |
| c) Læringsfellesskap | Team deler opptak | | | - |
| d) Inkludering | Ingen elev går alene | elevsamtaler | mai | PPT |"""


def submission(kind: str) -> Submission:
    return read("2026", kind=kind, svar={"4": TABLE})


def roles_of(made: Submission) -> dict[Criterion | None, set[str]]:
    """The roles that headings give what answers each letter."""
    found = {}
    for reading in read_units(made):
        if reading.answer.criterion:
            found[reading.answer.criterion] = {
                feature.removeprefix("kolonne=").removesuffix("&vurdering") for feature in reading.features if "kolonne=" in feature
            }
    return found


@pytest.mark.parametrize("kind", ["docx", "odt", "txt"])
def test_a_table_with_a_row_for_each_letter_keeps_its_headings(kind: str) -> None:
    found = roles_of(submission(kind))
    assert found[Criterion.GJENNOMFORING] == {"indikator", "datakilde", "tidspunkt", "ansvarlig"}
    assert found[Criterion.PRAKSISENDRING] == {"indikator", "tidspunkt", "ansvarlig"}
    assert found[Criterion.LAERINGSFELLESSKAP] == {"indikator"}
    assert found[Criterion.INKLUDERING] == {"indikator", "datakilde", "tidspunkt", "ansvarlig"}


@pytest.mark.parametrize("kind", ["docx", "odt", "txt"])
def test_what_stands_under_a_heading_is_found(kind: str) -> None:
    made = submission(kind)
    evidence = LocalExtractor().extract(made)
    shown = {entry.unit: set(entry.roles) for entry in evidence.units}
    rows = {reading.answer.criterion: shown.get(reading.unit.id, set()) for reading in read_units(made)}
    assert {Role.DATAKILDE, Role.TIDSPUNKT, Role.ANSVARLIG} <= rows[Criterion.GJENNOMFORING]
    assert {Role.TIDSPUNKT, Role.ANSVARLIG} <= rows[Criterion.PRAKSISENDRING]
    assert Role.DATAKILDE not in rows[Criterion.PRAKSISENDRING]  # the cell is empty
    assert not {Role.DATAKILDE, Role.TIDSPUNKT, Role.ANSVARLIG} & rows[Criterion.LAERINGSFELLESSKAP]


def test_a_row_of_headings_announces_two_roles_at_least() -> None:
    assert columns_in("Kilde\tNår\tHvem") == [("datakilde",), ("tidspunkt",), ("ansvarlig",)]
    assert columns_in("Samling\tNår") == ()
    assert columns_in("Rektor\tjuni") == ()


def test_a_plan_of_activities_is_no_table_about_assessment() -> None:
    plan = [(), ("tidspunkt",), ("ansvarlig",)]
    assert not headed(plan, [(("tidspunkt",), "juni")], []).assessing
    assert headed([*plan, ("datakilde",)], [(("tidspunkt",), "juni")], []).assessing


@pytest.mark.parametrize("text", ["", " – ", "ikke avklart", "Vet ikke", "kommer seinare", "kjem seinare."])
def test_a_cell_that_says_there_is_nothing_is_not_filled(text: str) -> None:
    assert headed([("datakilde",)], [(("datakilde",), text)], []).cells == ()


def test_a_heading_that_announces_two_roles_decides_neither() -> None:
    both = ("indikator", "tidspunkt")
    assert headed([both, ("datakilde",)], [(both, "alle samlinger holdt"), (("datakilde",), "lister")], []).sure == ("datakilde",)


def rows(*lines: str) -> list[set[str]]:
    """The roles that headings give the units of section 4."""
    made = read("2026", kind="docx", svar={"4": "\n".join(lines)})
    return [
        {feature.removeprefix("kolonne=") for feature in reading.features if feature.startswith("kolonne=") and "&" not in feature}
        for reading in read_units(made)
        if reading.answer.section.startswith("4")
    ]


def test_headings_end_with_their_table() -> None:
    found = rows(
        "| Indikator | Kilde | Når |",
        "| Samlingene er holdt | møtelister | juni |",
        "",
        "Vi har også laget en plan for hvem som skal være med på hva i løpet av året.",
        "",
        "| Gruppe | Innhold | Omfang |",
        "| Skole A | Samtaler om praksis | 3 dager |",
    )
    assert found[1] == {"indikator", "datakilde", "tidspunkt"}
    assert not any(found[2:])


def test_sentences_in_a_first_row_are_no_headings() -> None:
    found = rows("| Tegn: samlingene er holdt | Metode: møtelister |", "| Vi øver på samtaler | Flere elever trives |")
    assert not any(found)


def test_a_cell_below_a_filled_one_with_nothing_further_down_may_be_merged_with_it() -> None:
    made = read(
        "2026", kind="docx", svar={"4": "| Indikator | Kilde | Når |\n| A holdt | møtelister | juni |\n| B prøvd | | mai |\n| C delt | | |"}
    )
    empty = [
        {f for f in reading.features if f.startswith("tom=")} for reading in read_units(made) if reading.answer.section.startswith("4")
    ]
    assert not any(empty)


def test_the_section_4_table_shows_the_cell_that_says_it() -> None:
    review = review_bytes(press(source("2026") | {"svar": {"4": TABLE}}, "docx"), "tabell.docx")
    (unit,) = review.table[Criterion.GJENNOMFORING]["datakilde"]
    text = review.submission.document
    assert {element: text[span] for element, span in review.cells[unit].items()} == {
        "indikator": "Alle fire samlingene er holdt",
        "datakilde": "møtelister",
        "tidspunkt": "desember",
        "ansvarlig": "rådgiver",
    }
    shown = next(section for section in build(review, "reviewer").sections if section.key == "table").rows[0]
    assert [cell[0].text for cell in shown.cells[:4]] == ["Alle fire samlingene er holdt", "møtelister", "desember", "rådgiver"]
    assert Review.model_validate_json(review.model_dump_json()) == review
