"""Amounts told in running text: 366 invented texts (told.json), written to try the reader, with what a careful reader takes from them."""

import json
import time
from pathlib import Path

import pytest

from behovai.forms.shares import names_of, shares

TEXTS = json.loads((Path(__file__).parent / "told.json").read_text("utf-8"))


def told_in(case: dict) -> dict[str, int]:
    stated, _ = shares(case["text"], 0, len(case["text"]), "2", names_of({"eier": case["eier"], "kompetansemiljo": case["uh"]}))
    return {amount.party: amount.kroner for amount in stated}


@pytest.mark.parametrize("case", TEXTS, ids=[str(number) for number in range(len(TEXTS))])
def test_nothing_is_taken_that_is_not_told(case: dict) -> None:
    """An amount read wrongly would accuse the applicant of contradicting themselves."""
    assert told_in(case).items() <= case["gold"].items()


def test_most_of_what_is_told_is_read() -> None:
    told = [(number, item) for number, case in enumerate(TEXTS) for item in case["gold"].items()]
    read = [(number, item) for number, case in enumerate(TEXTS) for item in told_in(case).items()]
    assert len(told) == 319
    assert len(set(told) & set(read)) >= 217


@pytest.mark.parametrize("word", ["UH-institusjonssamarbeidet", "UH-kompetansemiljørepresentantene", "UH" + "-/" * 200, "UH" + "-a" * 200])
def test_a_long_word_takes_no_longer_than_others(word: str) -> None:
    begin = time.process_time()
    told_in({"text": f"{word} gjelder alle, og vi søker om 100 000 kr.", "eier": "Lia kommune", "uh": "HVL"})
    assert time.process_time() - begin < 1
