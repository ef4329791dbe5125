"""Whole texts of labels: joined to one submission, compared in the gaps that follow."""

from behovai.extraction.network import load
from behovai.submission import Criterion
from evals.freetext import Given, Text, agreement, f1, gaps, joined, marked, whole
from evals.labelled import LABELS, texts


def text() -> Text:
    return next(text for text in whole("again/*.txt") if text.submission.form == "2026" and text.submission.answers[-1].units)


def test_a_whole_text_is_its_answers_in_order() -> None:
    whole_text = text()
    parts = [(marks, part) for writer, _, marks, part in texts("again/*.txt") if writer == whole_text.writer]
    words = [part.document.text[unit.start : unit.end] for _, part in parts for unit in part.units]
    assert [whole_text.submission.document.text[unit.start : unit.end] for unit in whole_text.submission.units] == words
    assert list(whole_text.marks) == [mark for marks, _ in parts for mark in marks]
    assert len({unit.id for unit in whole_text.submission.units}) == len(words)


def test_what_the_form_asks_and_nobody_answered_is_empty() -> None:
    parts = [part for writer, _, _, part in texts("again/*.txt") if writer == text().writer]
    lettered = [part for part in parts if part.answers[0].criterion]
    made = joined([*(part for part in parts if not part.answers[0].section.startswith("4")), *lettered[:1]])
    empty = {answer.section for answer in made.answers if not answer.units}
    assert {f"4{letter}" for letter in "abcde"} - {lettered[0].answers[0].section} <= empty
    assert "4" not in empty
    unanswered = {criterion for code, criterion in gaps(made, marked(Text("", made, ((),) * len(made.units)))) if code == "KRI001"}
    assert unanswered == {str(criterion) for criterion in Criterion} - {str(lettered[0].answers[0].criterion)}


def test_sums_that_say_what_the_labels_say_give_the_same_gaps() -> None:
    """But for the second look, which sees an answer as a whole."""
    whole_text = text()
    evidence = {entry.unit: entry for entry in marked(whole_text).units}
    rows = []
    for unit in whole_text.submission.units:
        entry = evidence.get(unit.id)
        held = {*map(str, (*entry.criteria, *entry.roles, *entry.questions)), *(["vague"] if entry.vague else [])} if entry else set()
        rows.append([9.0 if label in held else -9.0 for label in LABELS])
    reading = Given(rows, load()).extract(whole_text.submission)
    assert f1([(gaps(whole_text.submission, reading), gaps(whole_text.submission, marked(whole_text)))]) > 0.9


def test_whoever_agrees_with_themselves_agrees_wholly() -> None:
    again = {one.writer: one for one in whole("again/*.txt")}
    assert set(agreement(again, again).values()) == {1.0}
    silent = {name: Text(name, one.submission, ((),) * len(one.marks)) for name, one in again.items()}
    found = agreement(again, silent)
    assert found["criteria"] == found["roles"] == 0 < found["gaps"] < 0.7
