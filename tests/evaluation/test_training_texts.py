"""The texts the local reader learns from: every mark is a label, and no writer of a whole submission is an owner of the test part."""

import json

import pytest

from evals import labelled
from evals.labelled import HERE, LABELS, texts


def test_every_mark_is_a_label() -> None:
    unknown = {mark for _, _, marks, _ in texts() for found in marks for mark in found if mark.rstrip("?!") not in LABELS}
    assert not unknown


def test_every_unit_has_its_marks_and_its_words() -> None:
    for writer, _, marks, submission in texts():
        assert len(marks) == len(submission.units), writer
        assert all(submission.quote(unit).strip() for unit in submission.units), writer


def test_whole_submissions_have_writers_of_their_own() -> None:
    test = set(json.loads((HERE / "splits.json").read_text("utf-8"))["test"])
    writers = {writer for writer, whole, _, _ in texts() if whole}
    assert len(writers) > 400
    assert not writers & test


def test_what_is_doubted_holds_where_two_mostly_agree_and_is_unknown_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    (_, _, _, submission) = next(text for text in texts() if len(text[2]) > 1)
    marks: list[list[str]] = [[] for _ in submission.units]
    marks[0] = ["praksisendring?", "indikator?", "datakilde"]
    monkeypatch.setattr(labelled, "submissions", lambda: iter(()))
    monkeypatch.setattr(labelled, "texts", lambda: iter([("writer", True, marks, submission)]))
    data = labelled.gather()
    shown = {
        label: (data.labels[0, LABELS.index(label)], data.known[0, LABELS.index(label)])
        for label in ("praksisendring", "indikator", "datakilde")
    }
    assert shown == {"praksisendring": (1, 1), "indikator": (0, 0), "datakilde": (1, 1)}
    assert not data.labels[1].any()
