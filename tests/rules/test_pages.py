"""Every example page, printed as a file and reviewed as a user's file would be."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from behovai.evidence import Evidence
from behovai.extraction.local import LocalExtractor
from behovai.finding import Outcomes
from behovai.forms import read_form
from behovai.ingest import read_bytes
from behovai.pipeline import Extractor, review_submission
from behovai.scoring import RULES, Other
from behovai.submission import Criterion, Submission
from examples.press import press
from tests.rules.pages import Example, codes, read

BY_CODE = {rule.code: rule for rule in RULES}
EXAMPLES = [(code, number, example) for code in codes() for number, example in enumerate(read(code), 1)]


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert codes() == sorted(BY_CODE)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_a_page_shows_a_firing_a_passing_and_what_is_not_caught(code: str) -> None:
    told = {outcome for example in read(code) for outcome, about, _ in example.expected if about == code}
    assert {"fires", "passes"} <= told
    assert "Fanges ikke" in (Path(__file__).parent / f"{code}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_expectations_are_about_rules_and_criteria_that_exist(code: str) -> None:
    for example in read(code):
        for _, about, criterion in example.expected:
            assert bool(criterion) == BY_CODE[about].per_criterion, about


def test_overrides_change_something_that_is_there() -> None:
    def known(base: Any, change: Any, path: str) -> None:
        for key, value in change.items():
            if isinstance(value, dict):
                assert key in base or key == "okonomi", f"{path}.{key}"
                known(base[key], value, f"{path}.{key}")

    for code, _, example in EXAMPLES:
        known(example.source, example.overrides, code)


# Rules that rest on the form and the text alone: the same whoever reads the answers.
BY_FORM = ("FOR", "SAM001", "SAM005", "EGE001", "KRI001", "KRI003", "MAL001", "OKO001", "OKO002", "OKO006", "OKO007", "TXT002", "TXT003")


class Nobody:
    """An extractor that points at nothing."""

    def extract(self, submission: Submission) -> Evidence:
        return Evidence(units=())


def outcomes_of(example: Example, extractor: Extractor) -> Outcomes:
    """What the printed example gives, with other owners' paragraphs where the page has some."""
    submission = read_form(read_bytes(press(example.source, "docx"), "eksempel.docx"))
    corpus = [Other("Annvik kommune", "annvik.docx", example.corpus)] if example.corpus else []
    return review_submission(submission, extractor, corpus=corpus).outcomes


def wrong(example: Example, outcomes: Outcomes) -> list[str]:
    """Expectations of the page that do not hold."""
    found = ((outcome, about, criterion, outcomes[about]) for outcome, about, criterion in example.expected)
    return [
        f"{outcome} expected: {about} {criterion}"
        for outcome, about, criterion, got in found
        if (got[Criterion(criterion)] if isinstance(got, dict) else got) != outcome
    ]


each_example = pytest.mark.parametrize(
    "example", [example for _, _, example in EXAMPLES], ids=[f"{code}-{number}" for code, number, _ in EXAMPLES]
)


@each_example
def test_what_the_form_shows_needs_no_reader(example: Example) -> None:
    by_form = tuple(told for told in example.expected if told[1].startswith(BY_FORM))
    if by_form:
        assert not wrong(replace(example, expected=by_form), outcomes_of(example, Nobody()))


@each_example
def test_an_example_gives_what_its_page_says(example: Example) -> None:
    assert not wrong(example, outcomes_of(example, LocalExtractor()))
