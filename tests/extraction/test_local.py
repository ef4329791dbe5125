"""The local reader as a whole: what it says, it can explain."""

from dataclasses import replace
from pathlib import Path

from behovai.extraction.local import AGAIN, VAGUE, LocalExtractor
from behovai.extraction.network import load
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.submission import Criterion, Submission
from tests.forms.made import read as made

EXAMPLES = Path(__file__).parents[2] / "examples"


LINES = (
    "For a–e gjelder at svarene legges fram for formannskapet.",
    "Tall fra a og e ligger i Teams.",
    "Svar på d og e regnes om til prosent.",
    "Tall fra b, c og e hentes av rådgiveren.",
)


def closing(line: str) -> Submission:
    return made("2026", svar={"4": "\n\n".join([*(f"{letter}) Vi ser på det i juni." for letter in "abcde"), line])})


def files() -> list[Submission]:
    return [read_form(read_document(EXAMPLES / name)) for name in ("langasen-2026.docx", "gronsund-2026.pdf")]


def test_every_label_has_a_reason_for_it() -> None:
    reader = LocalExtractor()
    for submission in (*files(), *map(closing, LINES)):
        for entry in reader.extract(submission).units:
            labels = {*map(str, entry.criteria), *map(str, entry.roles), *map(str, entry.questions)} | ({VAGUE} if entry.vague else set())
            assert labels <= {reason.label for reason in reader.explain(submission, entry.unit) if reason.weight > 0}


def test_a_line_for_several_letters_bears_on_those_it_names() -> None:
    for line, letters in zip(LINES, ("abcde", "ae", "de", "bce"), strict=True):
        submission = closing(line)
        unit = next(unit for unit in submission.units if submission.shown(unit) == line)
        shown = next(entry for entry in LocalExtractor().extract(submission).units if entry.unit == unit.id)
        assert "".join(sorted(submission.letters[criterion] for criterion in shown.criteria)) == letters


def test_what_the_network_alone_would_not_give_is_said_to_come_from_the_second_look() -> None:
    network = replace(load(), start=tuple(-1000.0 for _ in load().labels))  # it gives nothing by itself
    submission = closing(LINES[0])
    unit = next(unit for unit in submission.units if submission.shown(unit) == LINES[0])
    reasons = LocalExtractor(network).explain(submission, unit.id)
    assert {reason.label for reason in reasons} == set(map(str, Criterion))
    assert sum(reason.feature == AGAIN for reason in reasons) == len(Criterion)
