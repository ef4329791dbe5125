"""What was paid for is kept: under threads, under processes, under kill -9."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from behovai.errors import AnswerUnusable, BehovaiError
from behovai.llm.cache import Cache
from behovai.llm.connection import Server
from behovai.llm.keys import request_key
from behovai.llm.reply import Message, Reply, Usage
from behovai.llm.schema import answer_schema
from tests.llm.model_server import Answer

REPLY = Reply(text='{"units": []}', finish="stop", model="m", usage=Usage(5, 1, 2, 1), mode="json_mode")
MESSAGES = (Message("system", "s"), Message("user", "<<<ENHETER\n## 4b x (kriterium: praksisendring)\n\n[7] y\nENHETER>>>"))


def test_what_is_stored_is_found_and_says_so(tmp_path):
    Cache(tmp_path / "a" / "svar.sqlite").put("k", REPLY)
    found = Cache(tmp_path / "a" / "svar.sqlite").get("k")
    assert found == Reply(**{**REPLY.__dict__, "stored": True})
    assert Cache(tmp_path / "a" / "svar.sqlite").get("other") is None


def test_every_part_of_a_request_is_in_its_key():
    base = {"model": "m", "messages": MESSAGES, "schema": answer_schema(), "parameters": {"seed": 0}}
    other_schema = {**answer_schema(), "title": "x"}
    changes = [
        {},
        {"model": "n"},
        {"messages": MESSAGES[::-1]},
        {"messages": MESSAGES[:1]},
        {"schema": other_schema},
        {"parameters": {"seed": 1}},
    ]
    assert len({request_key(**{**base, **change}) for change in changes}) == len(changes)
    assert Server("openai", "m", "http://a/v1").identity != Server("openai", "m", "http://b/v1").identity


def test_a_row_that_cannot_be_read_counts_as_none(tmp_path):
    cache = Cache(tmp_path / "svar.sqlite")
    cache.put("k", REPLY)
    with sqlite3.connect(cache.path) as database:
        database.execute("UPDATE replies SET reply = '{\"text\": 1'")
    database.close()
    assert cache.get("k") is None


def test_a_file_that_is_no_cache_is_said_to_be_none(tmp_path):
    path = tmp_path / "svar.sqlite"
    path.write_bytes(b"dette er ikke en database, men noe helt annet" * 50)
    with pytest.raises(BehovaiError, match=r"svar\.sqlite"):
        Cache(path)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_nothing_is_paid_for_twice_by_threads_or_runs(server, chat):
    serving = server(delay=0.1)
    one = chat(serving, cache=True)
    threads = [threading.Thread(target=one.ask, args=(MESSAGES, answer_schema())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again = chat(serving, cache=True).ask(MESSAGES, answer_schema())
    assert again.stored
    assert len(serving.requests) == 1


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_answer_that_cannot_be_used_is_not_stored(server, chat):
    serving = server(lambda request, index: Answer(text="Fint!"))
    one = chat(serving, cache=True)
    with pytest.raises(AnswerUnusable):
        one.ask(MESSAGES, answer_schema())
    assert one.cache.size() == 0


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_no_text_and_no_key_lies_in_the_file(server, chat):
    one = chat(server(), cache=True)
    one.ask((MESSAGES[0], Message("user", MESSAGES[1].text.replace("y", "Hemmelig setning"))), answer_schema())
    written = b"".join(path.read_bytes() for path in Path(one.cache.path).parent.glob("svar.sqlite*"))
    assert b"units" in written
    assert b"emmelig" not in written


def fill(path, name, number):
    cache = Cache(Path(path))
    for index in range(number):
        cache.put(f"{name}-{index}", REPLY)


def test_processes_write_side_by_side(tmp_path):
    path = str(tmp_path / "svar.sqlite")
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=fill, args=(path, name, 40)) for name in "abcd"]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert Cache(Path(path)).size() == 160


def test_threads_write_side_by_side(tmp_path):
    cache = Cache(tmp_path / "svar.sqlite")
    threads = [threading.Thread(target=lambda name=name: [cache.put(f"{name}{i}", REPLY) for i in range(25)]) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cache.size() == 200


WRITER = """
import sys
from pathlib import Path
from behovai.llm.cache import Cache
from behovai.llm.reply import Reply
cache = Cache(Path(sys.argv[1]))
for index in range(100000):
    cache.put(f"k{index}", Reply(text=str(index), finish="stop", model="m"))
    print(index, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_what_was_stored_before_kill_9_is_there_after(tmp_path):
    path = tmp_path / "svar.sqlite"
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}
        )
        assert process.stdout
        told = [process.stdout.readline() for _ in range(30)]
        time.sleep(0.01)
        process.kill()
        rest = process.stdout.read()
        process.stdout.close()
        process.wait()
        last = int([*told, *rest.split()][-1])
        cache = Cache(path)
        assert all((found := cache.get(f"k{index}")) and found.text == str(index) for index in range(last + 1))
        with sqlite3.connect(path) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()


def test_a_file_that_is_locked_while_it_is_made_ready_is_tried_again(tmp_path, monkeypatch):
    whole, tries = Cache._open, []

    def locked_first(self):
        tries.append(1)
        if len(tries) < 3:
            raise sqlite3.OperationalError("database is locked")
        return whole(self)

    monkeypatch.setattr(Cache, "_open", locked_first)
    assert Cache(tmp_path / "svar.sqlite").size() == 0
    assert len(tries) == 4
