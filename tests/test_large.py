"""Large answers: the time grows with the length of the text, not with its square, and nothing falls over."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from behovai import corpus
from behovai.corpus import MANY, Job, reviews
from behovai.errors import BehovaiError, UnreadableFile
from behovai.extraction.cues import cues_in
from behovai.extraction.notes import wording
from behovai.extraction.words import words
from behovai.finding import Review
from behovai.pipeline import review_bytes
from tests.growth import SAFE, growth

FORM = (Path(__file__).parent.parent / "examples" / "kystbarnehagene-sa-2026.txt").read_text("utf-8")
TITLE = "Plan for partnerskap"
SENTENCE = "Vi møtes i nettverket hver måned og drøfter det som har skjedd siden sist. "


def filled(answer: str) -> bytes:
    """A whole submission with this written in the first answer."""
    assert TITLE in FORM
    return FORM.replace(TITLE, f"{answer}\n\n{TITLE}", 1).encode()


def bullets(length: int) -> str:
    return "\n".join(f"- punkt {number}" for number in range(length // 10))


ANSWERS: dict[str, Callable[[int], str]] = {
    "one sentence over and over": lambda length: SENTENCE * (length // len(SENTENCE)),
    "one long paragraph": lambda length: "Skolene prøver ut, og lærerne ser etter tegn, "[:46] * (length // 46),
    "bullets": bullets,
    "one word": lambda length: "x" * length,
    "one compound": lambda length: "undersøkelse" * (length // 12),
    "rows of a table": lambda length: "a\tb\n" * (length // 8),
    "numbers": lambda length: "12 000 " * (length // 7),
    "open brackets": lambda length: "[her " * (length // 5),
    "questions": lambda length: "? (" * (length // 3),
    "amounts told": lambda length: "Eier søker om 100 000 kr og UH får 200 000, " * (length // 45),
    "amounts of nobody": lambda length: "i alt 100 000 kr. " * (length // 18),
    "box questions": lambda length: "Partnerskapet består av flere eiere? Ja Nei " * (length // 44),
    "cells with questions": lambda length: "\tFlere eiere:" * (length // 13),
    "questions of cells": lambda length: "Flere eiere?\t" * (length // 13),
    "a dotted line": lambda length: "Se " + "." * length + " planen",
    "notes": lambda length: "avklares " * (length // 9),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_time_grows_with_the_text(name: str) -> None:
    small, large = filled(ANSWERS[name](20_000)), filled(ANSWERS[name](80_000))
    assert growth(lambda: review_bytes(small, "liten.txt"), lambda: review_bytes(large, "stor.txt")) < SAFE


def test_the_measure_knows_a_square_from_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    now, delays = 0.0, iter([3.0])

    def work(takes: float) -> None:
        nonlocal now
        now += takes + next(delays, 0.0)

    monkeypatch.setattr(time, "process_time", lambda: now)
    assert growth(partial(work, 0.1), partial(work, 0.4)) == pytest.approx(4.0)
    assert growth(partial(work, 0.1), partial(work, 1.6)) == pytest.approx(16.0)


@pytest.mark.parametrize(
    ("answer", "units"),
    [(SENTENCE * 1000, 1000), (bullets(200_000), 20_000), ("x" * 200_000, 1), ((SENTENCE * 3000)[:200_000], 2500)],
    ids=["1000 times", "20 000 bullets", "one word", "200 000 characters"],
)
def test_large_answers_are_read_whole(answer: str, units: int) -> None:
    review = review_bytes(filled(answer), "stor.txt")
    written = sum(not unit.printed for unit in review.submission.units)
    assert written >= units
    text = review.submission.document.text
    assert all(text[unit.start : unit.end].strip() for unit in review.submission.units)


def read_words(text: str) -> None:
    wording(text)
    cues_in(words(text))


def test_words_and_notes_alone_are_linear() -> None:
    for text in ("undersøkelse", "? (", "[her ", "avklares ", "må inn ", "a: "):
        small, large = (partial(read_words, text * (length // len(text))) for length in (50_000, 200_000))
        assert growth(small, large) < SAFE, text


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """More files than one process is used for, one of them no submission."""
    paths = []
    for number in range(MANY + 3):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(FORM.replace("2027", str(2027 + number)), "utf-8")
        paths.append(path)
    paths[4].write_text("Handleliste: melk, brød.", "utf-8")
    return paths


def test_two_processes_say_what_one_says(many: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    several = [shown(result) for result in reviews(many, Job())]
    monkeypatch.setattr(corpus, "MANY", 10_000)
    assert several == [shown(result) for result in reviews(many, Job())]
    assert isinstance(dict(reviews(many, Job()))[many[4]], BehovaiError)


def shown(result: tuple[Path, Review | BehovaiError]) -> tuple[Path, str]:
    path, review = result
    return path, review.model_dump_json() if isinstance(review, Review) else str(review)


def stop_at_three(number: int) -> int:
    """What a broken library would do to a process, at number 3."""
    import os

    if number == 3:
        os._exit(1)
    return number * number


def test_a_stopped_process_costs_one_file() -> None:
    made: Iterator[int | None] = corpus._each(stop_at_three, range(30), several=True)
    assert list(made) == [None if number == 3 else number * number for number in range(30)]


def test_a_file_that_stops_the_process_is_told(many: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "_each", lambda function, given, several: (None if several else function(task) for task in given))
    assert all(isinstance(result, UnreadableFile) for _, result in reviews(many, Job()))
