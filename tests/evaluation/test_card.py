import re
from pathlib import Path

import pytest

from behovai.evaluation.folder import Item
from evals.card import CARD, TABLES, filled

PLACES = re.compile(r"<!-- counts: ([\w-]+) -->")


def test_every_marked_place_has_a_table_and_every_table_a_place() -> None:
    assert sorted(PLACES.findall(CARD.read_text())) == sorted(TABLES)


def test_the_tables_hold_the_counts_and_filling_twice_changes_nothing(items: list[Item]) -> None:
    once = filled(CARD.read_text(), items)
    assert "| all | 6 | 4 | " in once
    assert "| SAM001 | samiske-ubesvart | feil | 1 | 5 | 0 |" in once
    assert re.search(r"\| inkludering \| 0 \| 0 \| 1 \| 5 \|", once)
    assert filled(once, items) == once


def test_a_place_without_a_table_is_told(items: list[Item]) -> None:
    with pytest.raises(KeyError):
        filled("<!-- counts: ukjent -->\n<!-- end -->", items)


def test_the_description_of_the_set_is_whole() -> None:
    words = (Path(CARD).parent / "dcat-ap-no.ttl").read_text()
    for needed in (
        "dct:title",
        "dct:description",
        "dct:publisher",
        "dcat:contactPoint",
        "dcat:theme",
        "dct:accessRights",
        "dct:identifier",
    ):
        assert needed in words
    assert words.count("[") == words.count("]") and words.rstrip().endswith(".")
