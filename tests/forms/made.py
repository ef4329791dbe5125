"""Invented submissions made in memory: a printed source with parts of it exchanged, read as a form."""

from typing import Any

from behovai.forms import read_form
from behovai.ingest import read_bytes
from behovai.submission import Submission
from examples.press import press
from tests.press.press_sources import source


def read(form: str, *look: str, kind: str = "txt", **changes: Any) -> Submission:
    """The submission of `form` printed with this look; a change replaces a top key, and is merged where both are tables."""
    made = source(form) | {"utforming": list(look)}
    for key, value in changes.items():
        made[key] = {**made[key], **value} if isinstance(value, dict) and key in made else value
    return read_form(read_bytes(press(made, kind), f"fil.{kind}"))


def quoted(submission: Submission, section: str, tiltak: int | None = None) -> str:
    """The words of an answer, white space folded."""
    answer = next(a for a in submission.answers if (a.section, a.tiltak) == (section, tiltak))
    return " ".join(submission.quote(submission.unit(unit)) for unit in answer.units)
