"""The texts the local reader learns from: every mark is a label, and no writer of a whole submission is an owner of the test part."""

import json

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
