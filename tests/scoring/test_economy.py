import pytest

from behovai.evidence import Question
from tests.scoring.build import addition, amount, build, outcome, scored

USE = {"6": "Vikarer. Forelesere og reise."}


def message(case: object, code: str, malform: str = "nb") -> str:
    return next(finding.message for finding in scored(case, malform).findings if finding.code == code)  # type: ignore[arg-type]


def test_arithmetic_is_shown() -> None:
    case = build(sums=(addition(350_000, 409_000, total=795_000),))
    assert "350 000 + 409 000 = 759 000, men det står 795 000" in message(case, "OKO001")
    empty = build(sums=(addition(None, 214_900, total=229_900),))
    assert "tomt felt + 214 900 = 214 900, men det står 229 900" in message(empty, "OKO001", "nn")


def test_the_same_figures_are_shown_once() -> None:
    rows = tuple(addition(310_000, 420_000, total=710_000, label=label) for label in ("Desentralisert ordning", "Sum", "Sum"))
    assert "Desentralisert ordning og Sum: 310 000 + 420 000 = 730 000, men det står 710 000." in message(build(sums=rows), "OKO001")


@pytest.mark.parametrize(
    "row",
    [
        addition(350_000, 409_000, total=759_000),
        addition(None, 214_900, total=214_900),
        addition(350_000, 409_000, total=None),
        addition(None, None, total=229_900),
        addition(150_000, 320_000, 60_000, total=530_000, place="okonomi"),
        addition(210_000, 320_000, 60_000, total=530_000, place="okonomi"),
    ],
)
def test_sums_that_hold(row: object) -> None:
    assert outcome(build(sums=(row,)), "OKO001") == "passes"


def test_coordinator_is_part_of_the_sum_on_the_first_page() -> None:
    assert outcome(build(sums=(addition(210_000, 320_000, 60_000, total=530_000),)), "OKO001") == "fires"
    assert outcome(build(missing=("forside",)), "OKO001") == "not_asked"


def test_missing_amount() -> None:
    case = build(totals={"eier": None})
    assert outcome(case, "OKO002") == "fires" and "for eier." in message(case, "OKO002")
    assert outcome(build(totals={"eier": 0}), "OKO002") == "passes"
    assert outcome(build(totals={"eier": None}, amounts=(amount("eier", 0, "front"),)), "OKO002") == "passes"
    assert outcome(build(totals={"eier": None}, missing=("forside",)), "OKO002") == "not_asked"


def test_amounts_whose_fields_were_not_found_are_not_missing() -> None:
    case = build(totals={"eier": None})
    del case.submission.places["belop"]
    assert outcome(case, "OKO002") == "not_asked"


def test_use_of_the_money() -> None:
    both = {"6.1": [Question.USE_OWNER], "6.2": [Question.USE_PARTNER, Question.PARTNER_TRAVEL]}
    assert [outcome(build(answers=USE, shows=both), code) for code in ("OKO003", "OKO004")] == ["passes", "passes"]
    case = build(answers=USE, shows={"6.1": [Question.USE_OWNER]})
    assert [outcome(case, code) for code in ("OKO003", "OKO004")] == ["fires", "fires"]
    assert "kompetansemiljøet (200 000 kr)" in message(case, "OKO003")
    nothing = build(answers=USE, totals={"eier": 0, "uh": 0, "totalt": 0})
    assert [outcome(nothing, code) for code in ("OKO003", "OKO004")] == ["passes", "passes"]
    assert outcome(build(without=("6",)), "OKO003") == "not_asked"
    assert outcome(build("2025"), "OKO004") == "not_asked"


def test_budget_in_an_annex_is_mentioned() -> None:
    assert "vedlegg" in message(build(ticks={"budsjett_i_vedlegg": "ja"}), "OKO003")
    assert "vedlegg" not in message(build(), "OKO003")


def test_owner_who_asks_only_for_the_coordinator() -> None:
    case = build(
        answers=USE,
        shows={"6.2": [Question.USE_PARTNER], "6.1": [Question.COORDINATOR_REASON]},
        totals={"eier": 60_000, "koordinator": 60_000},
    )
    assert [outcome(case, code) for code in ("OKO003", "OKO005")] == ["passes", "passes"]


def test_coordinator() -> None:
    assert outcome(build(), "OKO005") == "passes"
    assert outcome(build(totals={"koordinator": 40_000}), "OKO005") == "fires"
    assert outcome(build(totals={"koordinator": 0}), "OKO005") == "passes"
    assert outcome(build("2024", ticks={"koordinator": "ja"}), "OKO005") == "fires"
    wish = {"koordinator_begrunnelse": "Det er et ønske."}
    assert outcome(build("2024", ticks={"koordinator": "ja"}, answers=wish), "OKO005") == "fires"
    reason = {"koordinator_begrunnelse.1": [Question.COORDINATOR_REASON]}
    assert outcome(build("2024", ticks={"koordinator": "ja"}, answers=wish, shows=reason), "OKO005") == "passes"
    assert outcome(build("2024", ticks={"koordinator": None}), "OKO005") == "unreadable"


def test_duration() -> None:
    assert outcome(build(ticks={"varighet": ()}), "OKO006") == "fires"
    assert outcome(build("2024"), "OKO006") == "passes"


def test_amounts_in_two_places() -> None:
    case = build("2025", amounts=(amount("uh", 320_000, "front"), amount("uh", 230_000, "okonomi")))
    assert outcome(case, "OKO007") == "fires"
    assert "320 000 (første side) og 230 000 (økonomi)" in message(case, "OKO007")
    assert outcome(build(amounts=(amount("uh", 320_000, "front"),)), "OKO007") == "passes"


def test_owner_with_and_without_coordinator_is_the_same() -> None:
    amounts = (amount("eier", 470_000, "front"), amount("eier", 370_000, "okonomi"), amount("koordinator", 100_000, "okonomi"))
    assert outcome(build("2025", amounts=amounts), "OKO007") == "passes"
    totals = (amount("totalt", 500_000, "front"), amount("totalt", 400_000, "okonomi"), amount("koordinator", 100_000, "okonomi"))
    assert outcome(build("2025", amounts=totals), "OKO007") == "fires"


def test_one_row_per_ordning_and_several_tiltak() -> None:
    rows = (amount("uh", 100_000, "front"), amount("uh", 300_000, "front"), amount("uh", 100_000, "okonomi"))
    assert outcome(build("2025", amounts=rows), "OKO007") == "passes"
    more = (amount("uh", 900_000, "front"), amount("uh", 300_000, "okonomi"))
    assert outcome(build("2025", amounts=more), "OKO007") == "fires"
    assert outcome(build("2025", amounts=more, fields={"antall_tiltak": "3"}), "OKO007") == "passes"
    numbered = (amount("uh", 300_000, "front"), amount("uh", 100_000, "tiltak", tiltak=1), amount("uh", 200_000, "tiltak", tiltak=2))
    assert outcome(build("2024", amounts=numbered), "OKO007") == "passes"
