"""The table of sums in the ways offices lay it out, and what should add up in it."""

import pytest

from behovai.forms import read_form
from behovai.forms.account import Now
from behovai.forms.layout import Region
from behovai.forms.spec import FormVersion, load
from behovai.forms.sums import sum_table
from behovai.ingest import read_bytes
from behovai.scoring.arithmetic import adds_up

TITLE = "Total sum det meldes behov for 2026"
THREE = {"eier": 150000, "uh": 200000, "totalt": 350000}


HEAD = TITLE + "\n\tEier\tUH\tTotalt\n"


def read(text: str, version: FormVersion = "2026") -> tuple[dict[str, int], list[bool]]:
    """The amounts by party, and for each addition whether it adds up."""
    part = load(version).part("forside")
    assert part is not None
    assert part.sums is not None
    amounts, additions, _ = sum_table(part.sums, text, Region(part, 0, 0, len(text)), "front")
    return {amount.party: amount.kroner for amount in amounts}, [adds_up(addition) for addition in additions]


@pytest.mark.parametrize(
    "below",
    [
        "\n\tEier\tUH\tTotalt\nSum\t150 000\t200 000\t350 000",
        "\nEier UH Totalt\nSum 0,15 mill 0,2 mill 0,35 mill",
        "\nEier UH Totalt\nSum 150' 200' 350'",
        "\nEier\tUH\tTotalt\n150 000 kr\t200 000 kr\t350 000 kr",
        "\n\tSum\nEier\t150 000,-\nUH\t200 000,-\nTotalt\t350 000,-",
        "\nEier: 150 000\nHøyskole: 200 000\nTotalt: 350 000",
        "\n• Eier: kr 150 000\n• UH: kr 200 000\n• Totalt: kr 350 000",
        "\nEier\nkr. 150 000\nUH\nkr. 200 000\nTotalt\nkr. 350 000\nEv. kommentar",
        " – Eier: 150 000\nTotal sum det meldes behov for 2026 – UH: 200 000\nTotal sum det meldes behov for 2026 – Totalt: 350 000",
        "\nSum Eier\t150 000\nSum UH\t200 000\nSum Totalt\t350 000",
        "\n\tEier\tUH\tTotalt\nHøst 2026\t50 000\t80 000\t130 000\nVår 2027\t100 000\t120 000\t220 000\nSum\t150 000\t200 000\t350 000",
        "\n\tEier\tUH\tTotalt\nSum\t150 000\t200 000\t350 000\nav dette koordinator\t45 000\t\t",
    ],
)
def test_the_three_amounts_are_found_and_add_up(below: str) -> None:
    amounts, right = read(TITLE + below)
    assert amounts == THREE
    assert right
    assert all(right)


def test_rows_of_ones_own_must_add_up() -> None:
    _, right = read(
        TITLE + "\n\tEier\tUH\tTotalt\nHøst\t40 000\t80 000\t120 000\nVår\t50 000\t90 000\t140 000\nSum\t100 000\t170 000\t270 000"
    )
    assert right.count(False) == 2


def test_a_row_that_is_part_of_another_is_not_added() -> None:
    rows = "Drift\t150 000\t200 000\t350 000\nKoordinator\t60 000\t\t60 000\nSum\t150 000\t200 000\t350 000"
    amounts, right = read(f"{TITLE}\n\tEier\tUH\tTotalt\n{rows}")
    assert amounts == THREE
    assert right == [True] * 6


def test_schemes_unrolled_to_lines() -> None:
    rows = [
        f"{scheme} – {party}: {kroner}" for scheme, given in SCHEMES for party, kroner in zip(("Eier", "UH", "Totalt"), given, strict=True)
    ]
    amounts, right = read("\n".join(["Total sum det meldes behov for 2025", *rows]), "2025")
    assert amounts == {"eier": 300000, "uh": 0, "totalt": 300000}
    assert right == [True] * 6


SCHEMES = [
    ("Regional ordning", ("160 000", "0", "160 000")),
    ("Desentralisert ordning", ("", "", "")),
    ("Kompetanseløftet", ("140 000", "0", "140 000")),
    ("Sum", ("300 000", "0", "300 000")),
]


@pytest.mark.parametrize("below", ["\nRegional ordning: eigar kr 55 000, UH kr 125 000, totalt kr 180 000\nEigar legg inn 30 timar sjølv."])
def test_what_a_sentence_says_of_a_party_is_no_row(below: str) -> None:
    amounts, right = read("Total sum det blir meldt behov for 2025" + below, "2025")
    assert amounts == {"eier": 55000, "uh": 125000, "totalt": 180000}
    assert right == [True]


def test_where_the_table_stands_also_where_it_is_empty() -> None:
    part = load("2026").part("forside")
    assert part is not None
    assert part.sums is not None
    empty, other = f"{TITLE}\n\tEier\tUH\tTotalt\nSum\t\t\t", f"{TITLE}: se vedlegg"
    found = [sum_table(part.sums, text, Region(part, 0, 0, len(text)), "front") for text in (empty, other)]
    assert [one.amounts for one in found] == [[], []]
    assert found[0].span is not None
    assert empty[found[0].span.start : found[0].span.end] == "Sum\t\t\t"
    assert found[1].span is None


def test_a_sum_told_in_sentences() -> None:
    submission = read_form(
        read_bytes(
            (
                "Kollektiv kompetanseutvikling. Behovsmeldingen gjelder: ☒ Barnehage ☐ Grunnskole ☐ Begge deler\nEier: Lia kommune\n"
                f"Kompetansemiljø: HVL\n{TITLE}\nVi melder behov for 205 000 kr. Eierne skal ha 65 000 kroner og HVL 140 000 kroner.\n"
                "1. Vurdering av behov\nBarna leser lite.\n\n2. Plan for partnerskap\nVi møtes.\n\n5. Målgruppe\nAlle."
            ).encode(),
            "fil.txt",
        )
    )
    assert (submission.totals["eier"], submission.totals["uh"]) == (65000, 140000)


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        (
            "\n\tHaust\tSum\nEigarane i alt\t90 000\t150 000\nUH (HVL)\t110 000\t200 000\nTotalt, alt\t200 000\t350 000",
            THREE,
        ),
        ("\nEier\nUH\nTotalt\nSum\n150 000\n200 000\n350 000\nEv. kommentar", THREE),
        ("\nEier\nUH\nTotalt\nSum\n150 000\n350 000\nEv. kommentar", {}),
        (": Vi søker om midler, til sammen kr 350 000.", {}),
    ],
)
def test_tables_that_have_come_apart(below: str, wanted: dict[str, int]) -> None:
    assert read(TITLE + below)[0] == wanted


def test_a_row_without_a_label_under_its_headings() -> None:
    part = load("2024").part("tiltak")
    assert part is not None
    assert part.sums is not None
    text = "Tilskuddet fordeles\tEier\tUH\tSum totalt\n\t84 000\t126 000\t210 000"
    amounts, additions, _ = sum_table(part.sums, text, Region(part, 0, 0, len(text), 1), "tiltak")
    assert {amount.party: amount.kroner for amount in amounts} == {"eier": 84000, "uh": 126000, "totalt": 210000}
    assert all(map(adds_up, additions))


def test_rows_of_earlier_years_and_columns_of_ones_own() -> None:
    part = load("2026").part("forside")
    assert part is not None
    assert part.sums is not None
    text = f"{TITLE}\n\tEier\tUH\tTotalt\nBevilget 2025\t70 000\t120 000\t190 000\nSum 2026\t150 000\t200 000\t350 000"
    found = sum_table(part.sums, text, Region(part, 0, 0, len(text)), "front", Now(2026))
    assert {amount.party: amount.kroner for amount in found.amounts} == THREE
    assert all(map(adds_up, found.additions))
    wide = f"{TITLE}\nI fjor\tEier\tUH\tTotalt\tKommentar\nSum\t140 000\t200 000\t150 000\t225 000\t375 000\t"
    assert sum_table(part.sums, wide, Region(part, 0, 0, len(wide)), "front").amounts == []
