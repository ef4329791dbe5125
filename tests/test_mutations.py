"""Whatever becomes of a file's text, units stay exact, in order and apart, and only our own errors come out."""

from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from behovai.document import Document
from behovai.errors import BehovaiError
from behovai.finding import Review
from behovai.forms import read_form
from behovai.ingest import read_bytes
from behovai.pipeline import review_bytes, review_document
from examples.press import press
from tests.press.press_sources import source

FORMS = ("2026", "2025", "2024")
SCRAPS = (
    *("", "\n", "\n\n", "\t", " ", "☒", "☐", "[x]", "a) ", "e) ", "- ", "Ja X Nei", "4. Vurdering av måloppnåelse\n"),
    *("1", "150 000,-", "Eier", "Klikk eller trykk her for å skrive inn tekst.", "| a | b |\n", "Sum", "§ 5", "?!."),
    *("e\u0301", "\u00ad", "\ufeff", "𝔸", "\u202e", "Å" * 300, "7" * 5000),
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EDITS = st.lists(st.tuples(st.integers(0, 20_000), st.sampled_from([0, 0, 1, 5, 40, 400, 4000]), st.sampled_from(SCRAPS)), max_size=12)


@cache
def printed(form: str, kind: str) -> str:
    return press(source(form), kind).decode()


def mutated(text: str, edits: list[tuple[int, int, str]]) -> str:
    for place, length, scrap in edits:
        start = place % (len(text) + 1)
        text = text[:start] + scrap + text[start + length :]
    return text


def check(review: Review, document: Document) -> None:
    submission = review.submission
    told = {unit["id"]: unit["text"] for unit in review.units}
    assert list(told) == [unit.id for unit in submission.units]
    end = 0
    for unit in submission.units:
        assert end <= unit.start < unit.end <= len(document.text)
        assert document.text[unit.start : unit.end] == told[unit.id] == told[unit.id].strip() != ""
        end = unit.end
    pointed = [u for f in review.findings for u in f.units] + [e.unit for e in review.evidence]
    pointed += [u for answer in submission.answers for u in answer.units] + [u for units in submission.places.values() for u in units]
    assert set(pointed) <= set(told)
    for answer in submission.answers:
        assert not any(submission.unit(unit).printed for unit in answer.units)
    for amount in submission.amounts:
        assert any(sign.isdigit() for sign in document[amount.span])


@QUICK
@given(st.sampled_from(FORMS), st.sampled_from(["txt", "md"]), EDITS)
@example("2025", "md", [(0, 40, ""), (0, 40, ""), (5208, 0, "\n")])
def test_units_of_a_mutated_form(form: str, kind: str, edits: list[tuple[int, int, str]]) -> None:
    data = mutated(printed(form, kind), edits).encode()
    try:
        document = read_bytes(data, f"fil.{kind}")
        review = review_document(document)
    except BehovaiError as error:
        assert "fil." in str(error)
        return
    check(review, document)


@settings(QUICK, max_examples=25)
@given(st.sampled_from(FORMS), EDITS)
def test_a_review_is_its_own_json(form: str, edits: list[tuple[int, int, str]]) -> None:
    try:
        review = review_bytes(mutated(printed(form, "txt"), edits).encode(), "fil.txt")
    except BehovaiError:
        return
    again = Review.model_validate_json(review.model_dump_json())
    assert again == review
    assert again.model_dump_json() == review.model_dump_json()


@settings(QUICK, max_examples=40)
@given(st.sampled_from(FORMS), st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_docx_gives_a_review_or_our_own_error(form: str, bytes_: list[tuple[int, int]]) -> None:
    data = bytearray(_docx(form))
    for place, value in bytes_:
        data[place % len(data)] = value
    try:
        document = read_bytes(bytes(data), "fil.docx")
        read_form(document)
    except BehovaiError as error:
        assert "fil.docx" in str(error)


@cache
def _docx(form: str) -> bytes:
    return press(source(form), "docx")


@pytest.mark.parametrize("kind", ["docx", "txt", "md"])
@pytest.mark.parametrize("form", FORMS)
def test_the_untouched_form_passes_the_same_check(form: str, kind: str) -> None:
    document = read_bytes(press(source(form), kind), f"fil.{kind}")
    review = review_document(document)
    check(review, document)
    assert Review.model_validate_json(review.model_dump_json()) == review
    assert review.findings
