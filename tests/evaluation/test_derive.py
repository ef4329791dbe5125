from collections.abc import Iterator

import pytest

from behovai.evaluation import derive
from behovai.evaluation.carry import carried, gold_evidence, own_units
from behovai.evaluation.derive import Base, Edit, answers, base_of, derived_gates, fires, results
from behovai.evaluation.edits import KINDS
from behovai.evaluation.folder import Item
from behovai.evaluation.gates import Thresholds
from behovai.finding import Outcome
from behovai.forms import read_form
from behovai.ingest import read_bytes


@pytest.fixture(scope="module")
def found(items: list[Item]) -> dict[str, list[tuple[str, str]]]:
    return results(items, KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_edit_is_made_and_the_rules_follow(found: dict[str, list[tuple[str, str]]], kind: str) -> None:
    assert len(found[kind]) >= 4
    assert [what for _, what in found[kind] if what] == []


def unchanged(base: Base) -> Iterator[Edit]:
    """No edit at all: a check that still passed could not fail."""
    criterion = next(name for name, _ in answers(base))
    yield Edit(base.text, fires(f"KRI001 {criterion}"))


def unreadable(base: Base) -> Iterator[Edit]:
    yield Edit("Oppskrift på vafler: mel, melk og egg.", lambda after: "")


def test_an_expectation_that_is_not_met_is_told(items: list[Item]) -> None:
    outcomes = results(items, {"ingen": unchanged, "vafler": unreadable})
    assert all(what.startswith("KRI001") for _, what in outcomes["ingen"])
    assert all(what.startswith("kan ikke leses") for _, what in outcomes["vafler"])


def test_a_kind_that_could_be_tried_on_too_few_is_no_pass(items: list[Item]) -> None:
    many = items * 4
    gates = derived_gates(many, Thresholds(), {"aldri": lambda base: iter(())})
    assert [(gate.passed, gate.told) for gate in gates] == [(False, "bare 0 behovsmeldinger kunne endres slik")]


def test_evidence_follows_its_words_and_is_not_given_to_others(items: list[Item]) -> None:
    item = items[0]
    evidence = gold_evidence(item.gold, item.submission)
    edited = item.text.replace("Rektor observerer", "Inspektør observerer").replace("Skriv her:", "Skriv her:\n")
    after = read_form(read_bytes(edited.encode(), "a.txt"))
    moved = carried(evidence, item.submission, after)
    words = {after.quote(after.unit(entry.unit)): entry for entry in moved.units}
    before = {item.submission.quote(item.submission.unit(entry.unit)): entry for entry in evidence.units}
    assert not any(quote.startswith("Inspektør") for quote in words)
    for quote, entry in words.items():
        assert (entry.criteria, entry.roles) == (before[quote].criteria, before[quote].roles)
    assert len(own_units(after)) == len(own_units(item.submission))


def test_a_submission_that_reads_otherwise_as_text_is_left_out(items: list[Item], monkeypatch: pytest.MonkeyPatch) -> None:
    assert base_of(items[0]) is not None
    monkeypatch.setattr(derive, "_read", lambda text, name: None)
    assert base_of(items[0]) is None


def test_gold_evidence_gives_the_labelled_gaps_back(items: list[Item]) -> None:
    for item in items:
        base = base_of(item)
        assert base is not None
        fired = {slot for slot, state in base.outcomes.items() if state is Outcome.FIRES}
        assert fired == {f"{gap.code} {gap.criterion}".removesuffix(" None") for gap in item.gold.gaps}
