"""The local reader as a whole: what it says, it can explain."""

from pathlib import Path

import pytest

from behovai.extraction.answers import GIVEN
from behovai.extraction.local import TOGETHER, VAGUE, LocalExtractor
from behovai.forms import read_form
from behovai.ingest import read_document
from tests.forms.made import read

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["langasen-2026.docx", "gronsund-2026.pdf"])
def test_every_label_has_its_reasons(name: str) -> None:
    submission = read_form(read_document(EXAMPLES / name))
    reader = LocalExtractor()
    for entry in reader.extract(submission).units:
        reasons = reader.explain(submission, entry.unit)
        labels = {*map(str, entry.criteria), *map(str, entry.roles), *map(str, entry.questions)} | ({VAGUE} if entry.vague else set())
        assert labels <= {reason.label for reason in reasons}


LAST = {
    "For a–e gjelder at svarene legges fram for formannskapet.": "abcde",
    "Regnearket for a og e ligger i Teams.": "ae",
    "Svar fra d og e regnes om til prosent.": "de",
    "Tall fra b, c og e hentes av rådgiveren.": "bce",
}


def test_what_only_the_second_look_gives_is_said_to_come_from_it() -> None:
    reader, lifted = LocalExtractor(), []
    for last, letters in LAST.items():
        submission = read("2026", svar={"4": "\n\n".join([*(f"{letter}) Vi ser på det i juni." for letter in "abcde"), last])})
        unit = next(unit for unit in submission.units if submission.shown(unit) == last)
        shown = next(entry for entry in reader.extract(submission).units if entry.unit == unit.id)
        assert "".join(sorted(submission.letters[criterion] for criterion in shown.criteria)) == letters
        lifted += [reason for reason in reader.explain(submission, unit.id) if reason.feature == TOGETHER]
    assert lifted and all(reason.weight >= GIVEN for reason in lifted)
