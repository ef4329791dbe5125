"""The examples give the feedback kept in examples/feedback. Renew it with `python -m examples.snapshots`, and read the difference."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from behovai.corpus import files_in
from behovai.pipeline import review
from behovai.render.feedback import build, phrases_for
from behovai.render.points import target
from examples.snapshots import FOLDER, HERE, made

ROOT = HERE.parent
NAMES = [path.stem for path in files_in(HERE)]


@pytest.fixture(scope="module")
def wanted() -> dict[Path, bytes]:
    return dict(made())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", [".md", ".lines.txt"])
def test_feedback_is_the_kept_one(name: str, suffix: str, wanted: dict[Path, bytes]) -> None:
    path = FOLDER / f"{name}{suffix}"
    assert path.exists(), "run python -m examples.snapshots"
    assert wanted[path].decode() == path.read_text("utf-8"), "if this is meant: python -m examples.snapshots"


def test_no_snapshot_without_an_example(wanted: dict[Path, bytes]) -> None:
    assert set(FOLDER.iterdir()) == set(wanted)


def test_there_are_examples_of_every_form_and_kind() -> None:
    assert {name[-4:] for name in NAMES} == {"2024", "2025", "2026"}
    assert {path.suffix for path in files_in(HERE)} >= {".docx", ".pdf", ".odt", ".txt"}


def test_the_same_bytes_in_every_process() -> None:
    files = [str(path) for path in files_in(HERE)]
    code = (
        "import sys; from pathlib import Path; from behovai.pipeline import review\n"
        "for name in sys.argv[1:]: sys.stdout.buffer.write(review(Path(name)).model_dump_json().encode())"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code, *files],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    ]
    assert len(found[0]) > 10_000
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_is_praised_for_a_sign_it_is_asked_for(name: str) -> None:
    found = review(next(path for path in files_in(HERE) if path.stem == name))
    asked = {finding.criterion for finding in found.findings if finding.code in ("KRI001", "KRI002", "IND001") and finding.criterion}
    praised = {praise.target for section in build(found, "reviewer").sections for praise in section.praise}
    phrases = phrases_for(found, "reviewer")
    assert not praised & {target(found.submission, criterion, phrases) for criterion in asked}
