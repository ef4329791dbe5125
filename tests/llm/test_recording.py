"""Prompts out, raw answers in: what is recorded is found again by the same request, and by no other."""

import json
import subprocess
import sys
from pathlib import Path

from behovai.extraction.model import ModelExtractor, requests_of
from behovai.llm.replay import ReplayChat
from tests.llm.conftest import form, read
from tests.llm.model_server import pointing

ROOT = Path(__file__).parents[2]


def program(name, *arguments):
    done = subprocess.run([sys.executable, "-m", f"evals.{name}", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_prompt_to_replay(tmp_path):
    for name in ("labels", "submissions"):
        (tmp_path / name).mkdir()
    (tmp_path / "submissions" / "fjellbygda-2026.txt").write_bytes(form())
    (tmp_path / "submissions" / "unlabelled.txt").write_bytes(form())
    (tmp_path / "labels" / "fjellbygda-2026").mkdir()
    spilt = tmp_path / "spilt"
    program("record_prompts", spilt, "--labels", tmp_path / "labels", "--submissions", tmp_path / "submissions")
    assert sorted(path.name for path in spilt.iterdir()) == ["fjellbygda-2026.prompt.txt", "fjellbygda-2026.request.json"]
    [(messages, schema)] = requests_of(read())
    shown = (spilt / "fjellbygda-2026.prompt.txt").read_text("utf-8")
    assert all(message.text in shown for message in messages)
    assert json.dumps(schema) in shown

    answer = pointing({"messages": [message._asdict() | {"content": message.text} for message in messages]})
    (spilt / "fjellbygda-2026.answer.txt").write_text(f"Her:\n```json\n{answer}\n```", "utf-8")
    (spilt / "fjellbygda-2026.answer.2.txt").write_text("Nei.", "utf-8")
    told = program("record_import", spilt, "--model", "modell-x", "--date", "2026-11-20", "-o", tmp_path / "replay")
    assert "fjellbygda-2026.answer.2.txt: AnswerUnusable" in told
    chat = ReplayChat(tmp_path / "replay")
    assert len(chat) == 2
    assert ModelExtractor(chat, strict=True).extract(read()).reader == "replay:replay"
    assert "Ingen innspilte svar" in ModelExtractor(chat).extract(read({"1": "En annen tekst."})).notes[0]
