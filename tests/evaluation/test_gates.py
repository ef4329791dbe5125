import json
from dataclasses import replace
from pathlib import Path

import pytest

from behovai.errors import LabelError
from behovai.evaluation.baseline import accept, read_baseline
from behovai.evaluation.canaries import Canary, canaries
from behovai.evaluation.compare import compare, told
from behovai.evaluation.folder import Item
from behovai.evaluation.gates import Known, Thresholds, judge, prove, read_thresholds, soft, tallied
from behovai.evaluation.measures import CRITERIA, MEASURES, value
from behovai.evaluation.records import PERSONAL, Pointed, read_records, write_records
from behovai.evaluation.systems import Given, always, gold, keywords, never, reviewing, rules_on_gold, run
from behovai.evaluation.tally import tally
from behovai.evidence import Evidence
from behovai.finding import Outcome

LIMITS = read_thresholds(Path(__file__).parents[2] / "evals" / "thresholds.toml")


def test_gold_passes_every_gate_and_every_canary_trips_its_own(items: list[Item]) -> None:
    assert [gate for gate in prove(items, LIMITS) if not gate.passed] == []


@pytest.mark.parametrize("canary", canaries(), ids=lambda canary: f"{canary.system.key}-{canary.gate}")
def test_a_canary_is_caught_by_the_gate_it_names(items: list[Item], canary: Canary) -> None:
    gates = {gate.key: gate for gate in judge(items, run(canary.system, items), LIMITS)}
    assert not gates[canary.gate].passed


def test_a_canary_that_lives_is_reported(items: list[Item]) -> None:
    harmless = Canary(gold(), "floor:criteria")
    assert [gate.key for gate in prove(items, LIMITS, [harmless]) if not gate.passed] == ["canaries"]


def test_gold_that_does_not_score_one_is_reported(items: list[Item]) -> None:
    impossible = replace(LIMITS, floors={"criteria": 1.01})
    assert not prove(items, impossible, [])[0].passed


def test_an_error_is_counted_and_never_scored(items: list[Item]) -> None:
    broken = next(canary.system for canary in canaries() if canary.system.key == "raises")
    records = run(broken, items)
    assert [record.error for record in records] == ["RuntimeError"] * len(items)
    assert tallied(items, records) == []
    with pytest.raises(ValueError, match="never a score"):
        tally(items[0].gold, records[0], items[0].text)


def test_a_record_of_another_text_is_refused(items: list[Item]) -> None:
    records = [record.model_copy(update={"text_sha256": "0"}) for record in run(gold(), items)]
    with pytest.raises(LabelError, match="annen tekst"):
        tallied(items, records)


def test_uncertain_labels_count_on_neither_side(items: list[Item]) -> None:
    item = next(item for item in items if item.gold.gaps)
    nothing = run(never(), [item])[0]
    gap = item.gold.gaps[0]
    unsure = item.gold.model_copy(update={"gaps": (gap.model_copy(update={"certain": False}), *item.gold.gaps[1:])})
    certain, spared = tally(item.gold, nothing, item.text), tally(unsure, nothing, item.text)
    assert sum(found.fn for found in certain.gaps.values()) - sum(found.fn for found in spared.gaps.values()) >= 1
    assert spared.uncertain == 1
    said = nothing.model_copy(update={"outcomes": {f"{gap.code} {gap.criterion}".removesuffix(" None"): Outcome.FIRES}})
    assert sum(found.fp for found in tally(unsure, said, item.text).gaps.values()) == 0
    units = [u.model_copy(update={"uncertain": tuple(u.criteria), "criteria": ()}) for u in item.gold.evidence]
    blank = item.gold.model_copy(update={"evidence": tuple(units)})
    assert value(CRITERIA, [tally(blank, run(gold(), [item])[0], item.text)]) is None


def test_a_finding_where_the_form_does_not_ask_is_false_but_silence_is_no_pass(items: list[Item]) -> None:
    item = items[0]
    record = run(gold(), [item])[0]
    false = tally(item.gold, record.model_copy(update={"outcomes": record.outcomes | {"SAM006": Outcome.FIRES}}), item.text)
    assert false.gaps["SAM006"].fp == 1
    mute = tally(item.gold, record.model_copy(update={"outcomes": {}}), item.text)
    assert sum(mute.passed.values()) == 0
    assert sum(mute.abstained.values()) > 0
    assert sum(found.fn for found in mute.gaps.values()) == len(item.gold.gaps)


def test_half_a_unit_is_enough_and_less_is_not(items: list[Item]) -> None:
    item = items[0]
    unit = next(unit for unit in item.gold.evidence if unit.criteria and unit.end - unit.start > 30)
    record = run(never(), [item])[0]

    def found(length: float) -> int:
        end = unit.start + int((unit.end - unit.start) * length)
        half = Pointed(start=unit.start, end=end, criteria=unit.criteria)
        return tally(item.gold, record.model_copy(update={"evidence": (half,)}), item.text).labels[unit.criteria[0]].tp

    assert (found(0.3), found(0.7)) == (0, 1)


def test_evidence_in_printed_text_is_a_false_alarm(items: list[Item]) -> None:
    item = items[0]
    stray = Pointed(start=0, end=10, criteria=("inkludering",))
    record = run(gold(), [item])[0]
    more = record.model_copy(update={"evidence": (*record.evidence, stray)})
    assert tally(item.gold, more, item.text).labels["inkludering"].fp == 1


def test_records_are_read_back_and_scored_without_running(items: list[Item], tmp_path: Path) -> None:
    records = run(keywords(), items)
    write_records(tmp_path / "run" / "records.jsonl", records)
    again = read_records(tmp_path / "run")
    assert again == records
    figures = [[value(measure, tallied(items, said)) for measure in MEASURES.values()] for said in (records, again)]
    assert figures[0] == figures[1]
    (tmp_path / "run" / "records.jsonl").write_text('{"system": 1}\n')
    with pytest.raises(LabelError, match="linje 1"):
        read_records(tmp_path / "run")


def test_records_hold_no_names_and_no_sentence(items: list[Item]) -> None:
    records = run(reviewing("empty", "tom", Given(Evidence(units=()))), items)
    shown = "".join(record.model_dump_json() for record in records)
    assert "Testesen" not in shown and "fellestida" not in shown
    assert all(records[0].fields.fields[key] for key in PERSONAL)


def test_a_new_baseline_needs_a_reason_and_only_real_harm_fails(items: list[Item], tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    good, bad = tallied(items, run(rules_on_gold(), items)), tallied(items, run(keywords(), items))
    with pytest.raises(LabelError, match="hvorfor"):
        accept(path, good, "ja", "2026-11-20", "0.1")
    assert [gate.passed for gate in soft(good, read_baseline(path), LIMITS)] == [True]
    accept(path, good, "første tall for prøven", "2026-11-20", "0.1")
    baseline = read_baseline(path)
    assert all(gate.passed for gate in soft(good, baseline, LIMITS))
    failed = {gate.key for gate in soft(bad, baseline, LIMITS) if not gate.passed}
    assert {"soft:roles", "soft:gaps"} <= failed
    slight = [replace(one, labels=one.labels) for one in good]
    slight[0].labels["inkludering"] = slight[0].labels["inkludering"]._replace(fn=slight[0].labels["inkludering"].fn + 1)
    assert all(gate.passed for gate in soft(slight, baseline, LIMITS))
    path.write_text("{}")
    with pytest.raises(LabelError, match="basislinjen"):
        read_baseline(path)


def test_known_breaches_are_spared_by_name_and_need_a_reason(items: list[Item], tmp_path: Path) -> None:
    records = [record.model_copy(update={"outcomes": dict(record.outcomes)}) for record in run(gold(), items)]
    records[0].outcomes["FOR011"] = Outcome.FIRES
    facts = {gate.key: gate for gate in judge(items, records, LIMITS)}["facts"]
    assert not facts.passed and f"{items[0].id} FOR011" in facts.told
    spared = replace(LIMITS, known=(Known(items[0].id, "FOR011", "prøve"),))
    assert {gate.key: gate for gate in judge(items, records, spared)}["facts"].passed
    path = tmp_path / "thresholds.toml"
    path.write_text('[[known]]\nsubmission = "a"\nwhat = "FOR011"\nreason = " "\n')
    with pytest.raises(LabelError, match="begrunnelse"):
        read_thresholds(path)
    path.write_text("[floors]\nnoe = 0.5\n")
    with pytest.raises(LabelError, match="noe"):
        read_thresholds(path)


def test_floors_are_not_asked_of_a_handful() -> None:
    assert LIMITS.fitting(3).floors == {}
    assert LIMITS.fitting(40) == LIMITS
    assert Thresholds().floors == {}


def test_comparison_names_what_is_better_and_every_finding_that_turned(items: list[Item]) -> None:
    changes, turned = compare(items, run(never(), items), run(gold(), items))
    shown = told(changes, turned)
    assert next(change for change in changes if change.name == CRITERIA.name).verdict == "bedre"
    assert {one.appeared for one in turned} == {True} and {one.right for one in turned} == {True}
    assert len(turned) == sum(len(item.gold.gaps) for item in items)
    assert f"{items[0].id} SAM001 (riktig)" in shown
    same, none = compare(items, run(always(), items), run(always(), items))
    assert none == [] and {change.verdict for change in same} <= {"ingen forskjell som synes", "ikke målbar"}
    assert json.dumps([change.before for change in same])
