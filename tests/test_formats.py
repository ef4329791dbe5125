"""The same submission says the same whichever kind of file it comes in.

docx, txt and md are printed here. The pdf and odt in tests/data were made by LibreOffice; renew them, after a change of
examples/sources or examples/press, with `python -m examples.press examples/sources/NAME.toml -o tests/data/NAME.pdf` (and .odt).
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from behovai.finding import Review
from behovai.pipeline import review_bytes
from examples.press import load, press

ROOT = Path(__file__).parent.parent
NAMES = ("fossdal-2026", "oygarden-sor-2025", "heimlid-2024")
SAME = {"flere_uh": "flere_kompetansemiljo"}  # what the older forms call it
KINDS = ("docx", "txt", "md", "pdf", "odt")


def data_of(name: str, kind: str) -> bytes:
    if kind in ("pdf", "odt"):
        return (ROOT / "tests/data" / f"{name}.{kind}").read_bytes()
    return press(load(ROOT / "examples/sources" / f"{name}.toml"), kind)


@cache
def reviewed(name: str, kind: str) -> Review:
    return review_bytes(data_of(name, kind), f"{name}.{kind}")


def answers(review: Review) -> dict[tuple[str, int | None], list[str]]:
    """What was said, without white space at line ends and without the sign of a list, which files draw in their own way."""
    submission = review.submission
    return {
        (answer.section, answer.tiltak): [submission.quote(submission.unit(unit)).lstrip("•-–*o ") for unit in answer.units]
        for answer in submission.answers
    }


def amounts(review: Review) -> list[Any]:
    return [(a.party, a.kroner, a.place, a.tiltak) for a in review.submission.amounts]


@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_file_reads_the_same(name: str, kind: str) -> None:
    word, other = reviewed(name, "docx"), reviewed(name, kind)
    one, two = word.submission, other.submission
    assert (two.form, two.malform, two.language) == (one.form, one.malform, one.language)
    assert two.boxes == one.boxes
    assert amounts(other) == amounts(word)
    assert (two.totals, two.enheter) == (one.totals, one.enheter)
    assert (two.fields, two.deltakere, two.parter) == (one.fields, one.deltakere, one.parter)
    assert answers(other) == answers(word)


@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_file_gives_the_same_facts_to_fix(name: str, kind: str) -> None:
    wanted, found = ([(f.code, f.criterion, f.message) for f in reviewed(name, k).findings if f.level == "feil"] for k in ("docx", kind))
    assert wanted
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_what_the_source_says_is_what_is_read(name: str) -> None:
    source = load(ROOT / "examples/sources" / f"{name}.toml")
    submission = reviewed(name, "pdf").submission
    for key, ticked in source["ruter"].items():
        assert submission.ticked(SAME.get(key, key)) == set(ticked), key
    said = " ".join(" ".join(words) for words in answers(reviewed(name, "pdf")).values())
    texts = list(source.get("svar", {}).values()) + [t[key] for t in source.get("tiltak", []) for key in ("forankring", "malgruppe")]
    for text in texts:
        first = " ".join(text.split("\n")[0].lstrip("abcde) ").split()[:3])
        assert first in said
    assert submission.fields["eier"] == source["felt"]["eier"]
