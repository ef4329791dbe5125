import pytest

from behovai.forms.amounts import amounts, cell_amount, split_run

SPELLINGS = {
    "464 000,-": 464_000,
    "364.300, -": 364_300,
    "1 220 000": 1_220_000,
    "1.220.000": 1_220_000,
    "kr 15000": 15_000,
    "kr150000": 150_000,
    "0": 0,
    "0,-": 0,
    "0 kr": 0,
    "2,5 mill": 2_500_000,
    "2.5 mill": 2_500_000,
    "0,75 mnok": 750_000,
    "1,2 mill. kr": 1_200_000,
    "3 millioner kroner": 3_000_000,
    "2 MILL": 2_000_000,
    "150 tusen": 150_000,
    "1,5 tusen": 1_500,
    "150'": 150_000,
    "kr 275' til UH": 275_000,
    "150 000 NOK": 150_000,
    "NOK 75 000": 75_000,
    "kr. 150.000,00": 150_000,
    "150 000,00": 150_000,
    "150.000,50": 150_000,
    "kr 75 000,-": 75_000,
    "75000,-": 75_000,
    "75.000,-": 75_000,
    "75 000 ,-": 75_000,
    "75 000.-": 75_000,
    "75 000,–": 75_000,
    "75 000 kr": 75_000,
    "75 000 kr.": 75_000,
    "75 000 kroner": 75_000,
    "150\u00a0000": 150_000,
    "150\u202f000": 150_000,
    "150'000": 150_000,
    "25 000 - ": 25_000,
    "ca. 40 000 kr": 40_000,
    "500,-": 500,
}


@pytest.mark.parametrize(("written", "kroner"), SPELLINGS.items())
def test_spellings(written: str, kroner: int) -> None:
    (money,) = amounts(written)
    assert money.kroner == kroner
    assert cell_amount(written) == kroner


@pytest.mark.parametrize("empty", ["", "-", "–", "ingen", "kr", "Klikk her"])
def test_a_cell_without_a_number_holds_no_amount(empty: str) -> None:
    assert cell_amount(empty) is None


@pytest.mark.parametrize("text", ["i 2026", "40 lærere", "12,50", "3 av 10", "2025/2026", "12.05.2026"])
def test_years_dates_and_counts_are_not_sure(text: str) -> None:
    assert not [money for money in amounts(text) if money.sure]


@pytest.mark.parametrize("text", ["464 000,-", "kr 90", "90 kr", "2 mill", "15000", "15 000"])
def test_what_the_writing_calls_kroner_is_sure(text: str) -> None:
    (money,) = amounts(text)
    assert money.sure


def test_a_letter_beside_the_digits_or_a_percent_makes_no_amount() -> None:
    assert [money.kroner for money in amounts("U35 og x100 og 20% og § 5a")] == []


def test_places_are_those_of_the_text_asked_for() -> None:
    text = "12 000 og 34 000,- og kr 56 000"
    found = [text[money.start : money.end] for money in amounts(text, 9)]
    assert found == ["34 000,-", "kr 56 000"]
    assert [money.kroner for money in amounts(text, 9, 18)] == [34_000]


@pytest.mark.parametrize(
    ("run", "cells"),
    [
        ("350 000 409 000 759 000", [350_000, 409_000, 759_000]),
        ("464 000,- 20 000,- 484 000,-", [464_000, 20_000, 484_000]),
        ("150 000 NOK 1 220 000 NOK 1 370 000 NOK", [150_000, 1_220_000, 1_370_000]),
        ("0 15000 15000", [0, 15_000, 15_000]),
        ("100 000 0 100 000", [100_000, 0, 100_000]),
        ("kr 75000 kr 25000 kr 100000", [75_000, 25_000, 100_000]),
        ("150.000,00 50.000,00 200.000,00", None),
        ("1 100 200 1 100 200", None),
    ],
)
def test_cells_run_together_are_cut_where_they_add_up(run: str, cells: list[int] | None) -> None:
    found = split_run(run, 3)
    if cells is None:
        assert found is None or len(found) == 3
    else:
        assert found == cells


def test_too_few_groups_for_the_cells() -> None:
    assert split_run("350 000", 3) is None
    assert split_run("", 3) is None


def test_a_row_of_nothing_but_empty_cells_and_a_stray_number() -> None:
    assert split_run("10 000", 0) is None


def test_endless_digits_do_no_harm() -> None:
    assert [money.sure for money in amounts("9" * 6000)] == [True]
    assert cell_amount("1" + " 000" * 3000) is not None
    split_run("9" * 6000 + " 1 2", 3)


@pytest.mark.parametrize("text", ["400-500 000 kr", "000 kr"])
def test_the_end_of_a_range_is_no_amount_of_nothing(text: str) -> None:
    assert 0 not in [money.kroner for money in amounts(text)]


@pytest.mark.parametrize(("text", "kroner"), [("'Strategi 2026'", 2026), ("'om 300 000'", 300_000)])
def test_a_closing_quotation_mark_is_no_thousand(text: str, kroner: int) -> None:
    assert [money.kroner for money in amounts(text)] == [kroner]
