import pytest

from behovai.forms.shares import Names, names_of, shares
from tests.forms.made import read

NAMES = Names(("Fjellbygda",), ("Nord",))


def found(text: str) -> dict[str, int]:
    stated, _ = shares(text, 0, len(text), "section6", NAMES)
    for amount in stated:
        assert any(sign.isdigit() for sign in text[amount.span.start : amount.span.end])
    return {amount.party: amount.kroner for amount in stated}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Eier: 150 000,-", {"eier": 150_000}),
        ("Eier: 0,-", {"eier": 0}),
        ("UH: 250 000", {"uh": 250_000}),
        ("Nord: 200 000 kr", {"uh": 200_000}),
        ("Fjellbygda søker om 355 000", {"eier": 355_000}),
        ("kr 130 000 til eierne", {"eier": 130_000}),
        ("til sammen kr 410 000", {"totalt": 410_000}),
        ("Totalt: 410 000,-", {"totalt": 410_000}),
        ("Eigarane sin del, 330 000", {"eier": 330_000}),
        ("UiT har behov for 240 000", {"uh": 240_000}),
        ("Koordinator: 50 000", {"koordinator": 50_000}),
        ("Eier: 100 000\nUH: 200 000\nTotalt: 300 000", {"eier": 100_000, "uh": 200_000, "totalt": 300_000}),
    ],
)
def test_whole_shares(text: str, stated: dict[str, int]) -> None:
    assert found(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        "20 000 til reise og 95 000 til lønn",
        "Eier bruker 20 000 til reise og 95 000 til lønn",
        "Kommunen dekker vikar for 80 000",
        "Herav 40 000 til eier",
        "inkludert 30 000 til UH",
        "inkl. 30 000 til UH",
        "ca. 40 000 til eier",
        "Eier: 500 kr per time",
        "Kommunen: 100 000 per år",
        "UH: 100 000 + reise",
        "Eier: 100 000\nEier: 120 000",
        "Eier søker om 2026",
        "I 2026 skal 30 lærere delta.",
        "Eier\t100 000",
        "",
    ],
)
def test_parts_of_a_budget_are_not_taken(text: str) -> None:
    assert found(text) == {}


def test_a_total_that_does_not_add_up_is_a_sum_to_look_at() -> None:
    text = "Eier: 100 000\nUH: 200 000\nTotalt: 310 000"
    (addition,) = shares(text, 0, len(text), "section6", NAMES)[1]
    assert (addition.parts, addition.total) == ((100_000, 200_000), 310_000)
    right = text.replace("310", "300")
    assert shares(right, 0, len(right), "section6", NAMES)[1] == []


def test_a_ledger_closed_by_its_sum() -> None:
    wrong = "Reise: 10 000\nVikar: 20 000\nSum: 40 000"
    (addition,) = shares(wrong, 0, len(wrong), "section6", NAMES)[1]
    assert (addition.names, addition.parts, addition.total) == (("Reise", "Vikar"), (10_000, 20_000), 40_000)
    right = wrong.replace("40 000", "30 000")
    assert shares(right, 0, len(right), "section6", NAMES)[1] == []


def test_names_are_the_proper_ones() -> None:
    names = names_of({"eier": "Fjellbygda kommune", "kompetansemiljo": "Universitetet i Nordfjell"})
    assert names.eier == ("Fjellbygda",)
    assert "Nordfjell" in names.uh
    assert "Universitetet" not in names.uh


def test_shares_in_the_answer_about_economy_become_amounts() -> None:
    submission = read("2026", svar={"6": "Fjellbygda søker om 150 000. Vi bruker 20 000 til reise og 95 000 til vikar."})
    assert [(a.party, a.kroner) for a in submission.amounts if a.place == "section6"] == [("eier", 150_000)]
    assert submission.totals["eier"] == 150_000


def test_parts_of_a_sum_for_one_party_are_no_shares() -> None:
    text = "UiT: 150 000, senteret 60 000, til sammen 210 000 for kompetansemiljøene. Kommunen: 95 000."
    stated, _ = shares(text, 0, len(text), "6", Names(("Lia",), ("UiT",)))
    assert {amount.party: amount.kroner for amount in stated if amount.party != "totalt"} == {"eier": 95_000}
