import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from behovai.evaluation.carry import gold_evidence
from behovai.evaluation.feedback import VERDICTS, check, untraceable
from behovai.evaluation.folder import Item
from behovai.evaluation.gates import Thresholds
from behovai.evaluation.page import markdown, terminal
from behovai.evaluation.report import html
from behovai.evaluation.suite import Suite, between_people, measure_all
from behovai.evaluation.systems import Given, replayed, run
from behovai.evidence import Question
from behovai.extraction.model import requests_of
from behovai.llm.keys import content_key
from behovai.llm.replay import record
from behovai.pipeline import review_submission
from behovai.submission import Criterion

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def suite(items: list[Item]) -> Suite:
    return measure_all(items, Thresholds())


def test_the_page_shows_every_system_every_part_and_what_cannot_be_seen(suite: Suite) -> None:
    shown = terminal(suite)
    assert shown.splitlines()[0].startswith("6 behovsmeldinger · 4 eiere")
    assert "Minste forskjell" in shown.splitlines()[1]
    for name in ("behovai lokal", "nøkkelord", "bare skjemaregler", "sier alltid alt", "sier aldri noe", "regler på fasit-bevis"):
        assert shown.count(name) == 2
    assert "BUILD (4, 3 eiere)" in shown and "TEST (2, 1 eiere)" in shown
    assert max(len(line) for line in shown.splitlines() if " NEI " not in line) <= 120
    assert "| IND004 |" in markdown(suite)


def test_rules_on_gold_evidence_agree_with_labels_made_by_them(suite: Suite) -> None:
    one = next(one for one in suite.measured if one.key == "rules_on_gold")
    wrong = {slot.code for tally in one.tallies for slot, _ in tally.wrong_slots}
    assert wrong <= {"TXT002"}  # the owners share sentences, which the labels do not say


def test_people_are_measured_against_each_other_before_anything_is_decided(items: list[Item]) -> None:
    item = items[0]
    first = item.gold
    second = first.model_copy(update={"annotator": "B", "gaps": first.gaps[1:]})
    decided = first.model_copy(update={"gaps": (first.gaps[0].model_copy(update={"certain": False}), *first.gaps[1:])})
    (pair,) = between_people([replace(item, gold=decided, firsts=(first, second))])
    assert pair.name == "merker A mot B"
    assert sum(found.fp for found in pair.tallies[0].gaps.values()) == 1
    assert between_people(items) == []


def test_the_report_hides_the_test_part_until_it_is_opened(suite: Suite) -> None:
    closed, opened = html(suite), html(suite, opened=True)
    assert "fjellbygda-2026" in closed and "skogbygda-2026 ·" not in closed
    assert "skogbygda-2026 ·" in opened
    assert not re.search(r"(?:src|href)=[\"']?https?:|@import|fetch\(", opened)


def test_feedback_is_checked_for_verdicts_and_traces(items: list[Item]) -> None:
    item = next(item for item in items if item.id == "havbygda-2026")
    review = review_submission(item.submission, Given(gold_evidence(item.gold, item.submission)))
    facts = check(review)
    assert (facts.points, facts.untraceable, facts.verdicts) == (len(review.findings), (), ())
    assert facts.words > 50
    finding = review.findings[0]
    assert untraceable(finding.model_copy(update={"code": "XXX001"}), item.submission)
    assert untraceable(finding.model_copy(update={"units": ("u999",)}), item.submission)
    assert untraceable(finding.model_copy(update={"values": {"sitat": "Dette står ikke der."}}), item.submission)
    assert not untraceable(finding.model_copy(update={"values": {"sitat": "Rektor observerer to timer hos …"}}), item.submission)
    harsh = review.model_copy(update={"findings": (finding.model_copy(update={"message": "Svaret oppfyller ikke kravet."}),)})
    assert check(harsh).verdicts == ("oppfyller ikke",)


@pytest.mark.parametrize("words", ["Søknaden avslås.", "Dette godkjennes.", "Svaret er utilstrekkelig.", "Dette oppfyller ikkje kravet."])
def test_words_of_a_decision_are_known(words: str) -> None:
    assert VERDICTS.search(words)
    assert not VERDICTS.search("Det ser ut til å mangle en kilde. Legg til en setning om hvem som går gjennom svarene.")


def test_recorded_replies_are_replayed_for_the_same_request_only(items: list[Item], tmp_path: Path) -> None:
    item = items[0]
    (messages, schema), *_ = requests_of(item.submission)
    unit = next(int(unit.id[1:]) for unit in item.submission.units if not unit.printed)
    answer = {"units": [{"unit": unit, "criteria": ["praksisendring"], "roles": []}], "vague": [], "questions": {q: [] for q in Question}}
    folder = tmp_path / "modell-x"
    record(folder, item.id, content_key(messages, schema), json.dumps(answer), ("x", "2026-01-01"))
    system = replayed(folder)
    assert system.covers(item)
    (one,) = run(system, [item])
    assert one.error is None and [entry.criteria for entry in one.evidence] == [(Criterion.PRAKSISENDRING,)]
    assert not any(system.covers(other) for other in items if other.text != item.text)


def test_the_command_exits_with_one_when_a_gate_fails(labelled: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evals", "--labels", str(labelled), "--runs", str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert "Porter:" in done.stdout, done.stderr
    assert done.returncode == int("  NEI " in done.stdout)
    assert {path.name for path in tmp_path.iterdir()} >= {"records.jsonl", "rapport.html", "rapport.md", "keywords.jsonl"}
    gone = subprocess.run([sys.executable, "-m", "evals", "--labels", str(tmp_path / "x")], cwd=ROOT, capture_output=True, text=True)
    assert gone.returncode == 1 and "Finner ikke mappen" in gone.stderr and "Traceback" not in gone.stderr


def test_a_labelled_folder_is_a_test_suite(labelled: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:behovai",  # as an installed package it is there by its entry point
        "-p",
        "behovai.evaluation.plugin",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
        "--rootdir",
        str(tmp_path),
    ]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    bounds = [part for bound in ("fields=0.9", "roles=1.1", "tull=0") for part in ("--behovai-min", bound)]
    done = subprocess.run(
        [*command, "--behovai-labels", str(labelled), *bounds],
        cwd=tmp_path, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    assert "min::fields=0.9" not in done.stdout
    assert "roller per enhet: nedre grense" in done.stdout and "målet «tull» finnes ikke" in done.stdout
    assert re.search(r"\d+ failed, \d+ passed", done.stdout), done.stdout + done.stderr
    (tmp_path / "tom").mkdir()
    broken = subprocess.run(
        [*command, "--behovai-labels", str(tmp_path / "tom")], cwd=tmp_path, capture_output=True, text=True, env=environment
    )
    assert broken.returncode == 4 and "fant verken" in broken.stderr
