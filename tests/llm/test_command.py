"""The command line with a model: many files, killed and gone on with, batch, replay, what would be sent."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from behovai.cli import main
from behovai.extraction.model import requests_of
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.llm.keys import content_key
from behovai.llm.replay import record
from tests.llm.conftest import form
from tests.llm.model_server import error, finish_batches, pointing

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    """Make a folder of different submissions."""

    def make(number):
        made = tmp_path / "inn"
        made.mkdir()
        for index in range(number):
            (made / f"m{index:02}.txt").write_bytes(
                form({"1": f"Vi kartla {index + 3} klasser i vår. Funnene er drøftet.", "3": f"{index + 40} timer."})
            )
        return made

    return make


def run(*arguments, env=None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=env)


def options(server, tmp_path):
    return [
        "--model",
        "openai:prove",
        "--base-url",
        server.url,
        "--cache",
        tmp_path / "svar.sqlite",
        "--format",
        "json",
        "-o",
        tmp_path / "ut",
    ]


def test_a_folder_is_read_by_the_model_once(server, tmp_path, folder):
    serving, inn = server(delay=0.1), folder(6)
    done = run("review", inn, *options(serving, tmp_path), "--jobs", 6)
    assert done.exit_code == 0, done.output
    assert len(serving.requests) == 6
    assert serving.most_in_flight > 2
    first = json.loads((tmp_path / "ut" / "m00.json").read_text("utf-8"))
    assert first["provenance"]["model"]["answered"] == ["prove"]
    assert {tuple(entry["found_by"]) for entry in first["evidence"]} == {("model",)}
    assert "6 spørsmål til modellen" in done.output
    again = run("review", inn, *options(serving, tmp_path))
    assert again.exit_code == 0
    assert len(serving.requests) == 6
    assert json.loads((tmp_path / "ut" / "m00.json").read_text("utf-8"))["evidence"] == first["evidence"]


def command(inn, server, tmp_path, *more):
    return [sys.executable, "-m", "behovai.cli", "review", str(inn), *map(str, options(server, tmp_path)), *more]


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_killed_and_started_again_it_asks_only_for_what_is_missing(server, tmp_path, folder):
    serving, inn = server(delay=0.8), folder(8)
    process = subprocess.Popen(
        command(inn, serving, tmp_path, "--jobs", "2"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until(lambda: len(serving.requests) >= 5)
    process.kill()
    process.wait()
    time.sleep(1.2)
    before = len(serving.requests)
    done = run("review", inn, *options(serving, tmp_path))
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "ut").glob("*.json"))) == 8
    asked = [json.dumps(request["messages"][1]) for request in serving.requests if request]  # one may be cut off before its words
    assert len(set(asked)) == 8
    assert len(asked) <= 8 + 2, "only what was on its way when it was killed is asked twice"
    assert len(asked) - before <= 8 - (before - 2)


def test_interrupted_it_keeps_what_is_on_its_way_and_says_how_to_go_on(server, tmp_path, folder):
    serving, inn = server(delay=0.8), folder(6)
    process = subprocess.Popen(
        command(inn, serving, tmp_path, "--jobs", "2"),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell starts what it runs in the background deaf to it
    )
    until(lambda: len(serving.requests) >= 2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode != 0
    assert "kjør samme kommando igjen" in told
    assert "Traceback" not in told
    run("review", inn, *options(serving, tmp_path))
    asked = [json.dumps(request["messages"][1]) for request in serving.requests]
    assert len(asked) == len(set(asked)) == 6, "nothing is paid for twice"


def test_one_bad_answer_of_many_loses_nothing(server, tmp_path, folder):
    serving, inn = server(lambda request, index: error(400) if "Vi kartla 5 " in request["messages"][1]["content"] else None), folder(5)
    done = run("review", inn, *options(serving, tmp_path), "--jobs", 1)
    assert done.exit_code == 0, done.output
    readers = [json.loads(path.read_text("utf-8"))["provenance"]["reader"] for path in sorted((tmp_path / "ut").glob("*.json"))]
    assert readers == ["openai:prove", "openai:prove", "local (etter forsøk med openai:prove)", "openai:prove", "openai:prove"]
    strict = run("review", inn, *options(serving, tmp_path), "--strict")
    assert strict.exit_code == 2
    assert "m02.txt" in strict.output


def test_max_cost_stops_and_the_rest_is_read_locally(server, tmp_path, folder):
    serving, inn = server(), folder(4)
    prices = tmp_path / "priser.toml"
    prices.write_text('currency = "NOK"\n[prove]\ninput = 10\noutput = 10\n', "utf-8")
    done = run("review", inn, *options(serving, tmp_path), "--prices", prices, "--max-cost", 0.25, "--jobs", 1)
    assert done.exit_code == 0, done.output
    assert 0 < len(serving.requests) < 4
    reviews = [json.loads(path.read_text("utf-8"))["provenance"] for path in sorted((tmp_path / "ut").glob("*.json"))]
    assert sum(review["reader"].startswith("local") for review in reviews) == 4 - len(serving.requests)
    assert reviews[0]["model"]["cost"] > 0
    assert "NOK" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--model", "gpt"], "openai:NAVN"),
        (["--model", "openai:x"], "OPENAI_API_KEY"),
        (["--model", "azure:x"], "AZURE_OPENAI_API_KEY"),
        (["--extractor", "both"], "--model"),
        (["--model", "replay:finnes-ikke"], "finnes ikke"),
        (["--model", "openai:x", "--base-url", "http://127.0.0.1:9/v1", "--max-cost", "1"], "--prices"),
        (["--model", "openai:x", "--base-url", "http://127.0.0.1:9/v1", "--no-cache", "--batch"], "--no-cache"),
    ],
)
def test_what_is_missing_is_said(tmp_path, folder, arguments, told):
    nothing = {
        "OPENAI_API_KEY": "",
        "AZURE_OPENAI_API_KEY": "",
        "AZURE_OPENAI_ENDPOINT": "",
        "BEHOVAI_API_KEY": "",
        "XDG_CACHE_HOME": str(tmp_path),
    }
    done = run("review", folder(1), *arguments, env=nothing)
    assert done.exit_code == 2
    assert told in done.output


def test_prompt_shows_what_is_sent_to_the_letter(server, tmp_path, folder):
    serving, inn = server(), folder(1)
    shown = json.loads(run("prompt", inn / "m00.txt", "--format", "json").output)
    run("review", inn, *options(serving, tmp_path))
    [request] = serving.requests
    assert [message["content"] for message in request["messages"]] == [message["text"] for message in shown[0]["messages"]]
    assert request["response_format"]["json_schema"]["schema"] == shown[0]["schema"]
    text = run("prompt", inn / "m00.txt").output
    assert all(message["text"] in text for message in shown[0]["messages"])


def test_a_batch_is_handed_in_looked_at_and_collected(server, tmp_path, folder):
    serving, inn = server(), folder(3)
    given = [*options(serving, tmp_path), "--batch"]
    first = run("review", inn, *given)
    assert (first.exit_code, "3 er nettopp sendt inn" in first.output) == (3, True), first.output
    waiting = run("review", inn, *given)
    assert (waiting.exit_code, "3 er underveis" in waiting.output) == (3, True), waiting.output
    assert len(serving.batches) == 1
    finish_batches(serving, fails=[1])
    partly = run("review", inn, *given)
    assert (partly.exit_code, "2 svar er klare" in partly.output, "1 mislyktes" in partly.output) == (3, True, True), partly.output
    finish_batches(serving)
    last = run("review", inn, *given)
    assert last.exit_code == 0, last.output
    assert len(list((tmp_path / "ut").glob("*.json"))) == 3
    assert not any(path.startswith("/v1/chat") for path in serving.paths)


def test_recorded_answers_are_replayed_offline(tmp_path, folder):
    inn = folder(2)
    for path in inn.iterdir():
        [(messages, schema)] = requests_of(read_form(read_document(path)))
        answer = pointing({"messages": [{"role": message.role, "content": message.text} for message in messages]})
        if path.stem == "m00":
            record(tmp_path / "spilt", "any-name", content_key(messages, schema), f"```json\n{answer}\n```", ("modell-x", "2026-11-20"))
    done = run("review", inn, "--model", f"replay:{tmp_path / 'spilt'}", "--format", "json", "-o", tmp_path / "ut")
    assert done.exit_code == 0, done.output
    first, second = (json.loads((tmp_path / "ut" / f"m0{i}.json").read_text("utf-8"))["provenance"] for i in range(2))
    assert first["reader"] == "replay:spilt"
    assert first["model"]["answered"] == ["modell-x"]
    assert second["reader"].startswith("local (")
    assert "Ingen innspilte svar" in second["notes"][0]


def test_the_reviewer_is_shown_where_the_two_readings_differ(server, tmp_path, folder):
    done = run("review", folder(1), *options(server(), tmp_path), "--format", "html", "--format", "md", "--extractor", "both")
    assert done.exit_code == 0, done.output
    for suffix in ("html", "md"):
        shown = next((tmp_path / "ut").glob(f"*.{suffix}")).read_text("utf-8")
        assert "er uenige om" in shown
        assert "bare lokal lesing ser" in shown
        assert "ingenting er sendt ut av maskinen" not in shown


def test_importing_the_command_line_loads_nothing_of_this():
    never = ("langchain", "openai", "jinja2", "sqlite3", "behovai.llm")
    code = f"import sys, behovai.cli; print([name for name in sys.modules if name.startswith({never})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "."})
    assert done.stdout.strip() == "[]"
