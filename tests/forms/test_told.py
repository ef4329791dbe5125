"""Amounts told in running text: invented texts, written to try the reader, with what a careful reader takes from them.

456 stand in told.json, 90 accounts of progress in account.json.
"""

import json
import time
from pathlib import Path

import pytest

from behovai.forms.account import Now
from behovai.forms.shares import names_of, shares

HERE = Path(__file__).parent
TEXTS = json.loads((HERE / "told.json").read_text("utf-8"))
ACCOUNTS = json.loads((HERE / "account.json").read_text("utf-8"))


def told_in(case: dict, year: int | None = None, *, account: bool = False) -> dict[str, int]:
    names = names_of({"eier": case["eier"], "kompetansemiljo": case["uh"]})
    stated, _ = shares(case["text"], 0, len(case["text"]), "2", names, Now(case.get("year", year), account))
    return {amount.party: amount.kroner for amount in stated}


@pytest.mark.parametrize("case", TEXTS, ids=[str(number) for number in range(len(TEXTS))])
def test_nothing_is_taken_that_is_not_told(case: dict) -> None:
    """An amount read wrongly would accuse the applicant of contradicting themselves."""
    assert told_in(case).items() <= case["gold"].items()


@pytest.mark.parametrize("case", ACCOUNTS, ids=[str(number) for number in range(len(ACCOUNTS))])
def test_in_an_account_only_what_is_asked_for_now_is_taken(case: dict) -> None:
    assert told_in(case, 2025, account=True).items() <= case["gold"].items()


def test_most_of_what_is_told_is_read() -> None:
    told = [(number, item) for number, case in enumerate(TEXTS) for item in case["gold"].items()]
    read = [(number, item) for number, case in enumerate(TEXTS) for item in told_in(case).items()]
    assert len(told) == 395
    assert len(set(told) & set(read)) >= 268


def test_half_of_what_an_account_asks_for_is_read() -> None:
    told = [(number, item) for number, case in enumerate(ACCOUNTS) for item in case["gold"].items()]
    read = [(number, item) for number, case in enumerate(ACCOUNTS) for item in told_in(case, 2025, account=True).items()]
    assert len(told) == 98
    assert len(set(told) & set(read)) >= 49


@pytest.mark.parametrize(
    "text",
    [
        "HVL (to tilsette, til saman 0,15 årsverk) held samlingane.",
        "Kommunens del: se regnskap (konto 11500).",
        "Samlet overskudd i driften for 2024 kr 73 000.",
        "Økonomi 2024:\nEier 118 000\nUH 132 000\nSum 250 000",
    ],
)
def test_numbers_that_are_no_share(text: str) -> None:
    assert told_in({"text": text, "eier": "Lia kommune", "uh": "HVL"}, 2026) == {}


@pytest.mark.parametrize("word", ["UH-institusjonssamarbeidet", "UH-kompetansemiljørepresentantene", "UH" + "-/" * 200, "UH" + "-a" * 200])
def test_a_long_word_takes_no_longer_than_others(word: str) -> None:
    begin = time.process_time()
    told_in({"text": f"{word} gjelder alle, og vi søker om 100 000 kr.", "eier": "Lia kommune", "uh": "HVL"})
    assert time.process_time() - begin < 5
