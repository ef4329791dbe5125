"""Answers already paid for, in one SQLite file. Safe under threads, processes and kill -9: every write is one transaction in WAL mode.

Holds keys (sha256) and answers (numbers and enum words), no text of a submission and no key to a server.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from behovai.errors import BehovaiError
from behovai.llm.reply import Reply, Usage

AGAIN = 0.02  # seconds until a locked file is tried again
WAIT = 30.0  # seconds to wait for another process's transaction
TABLES = """
CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, reply TEXT NOT NULL, stored REAL NOT NULL);
CREATE TABLE IF NOT EXISTS servers (server TEXT PRIMARY KEY, mode TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS batches (
    id TEXT PRIMARY KEY, server TEXT NOT NULL, keys TEXT NOT NULL, submitted REAL NOT NULL, done INTEGER NOT NULL
);
"""


class Cache:
    """One file; opened anew for every use, so nothing is shared between threads and nothing is left open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._asking: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._prepare(time.monotonic() + WAIT)
        except (OSError, sqlite3.Error) as error:
            if _is_locked(error):
                used = f"Et annet program bruker {path.name}. Vent til det er ferdig, eller velg et annet lager med --cache."
                raise BehovaiError(used) from None
            raise BehovaiError(
                f"Lageret for svar kan ikke åpnes ({path.name}: {type(error).__name__}). Velg et annet med --cache, eller slett filen."
            ) from None

    def _prepare(self, until: float) -> None:
        """Make the file ready. SQLite does not wait its turn to change the journal, so where two begin at once, one tries again."""
        while True:
            try:
                with self._open() as database:
                    database.execute("PRAGMA journal_mode=WAL")
                    database.executescript(TABLES)
                    return
            except sqlite3.OperationalError as error:
                if not _is_locked(error) or time.monotonic() > until:
                    raise
                time.sleep(AGAIN)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=WAIT)) as database, database:
            database.execute("PRAGMA synchronous=NORMAL")
            yield database

    @contextmanager
    def one_at_a_time(self, key: str) -> Iterator[None]:
        """Two threads that want the same answer: the second waits, and finds what the first one paid for."""
        with self._guard:
            lock = self._asking.setdefault(key, threading.Lock())
        with lock:
            yield

    def get(self, key: str) -> Reply | None:
        """The stored answer, or None; a row that cannot be read counts as none."""
        with self._open() as database:
            row = database.execute("SELECT reply FROM replies WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            data: dict[str, Any] = json.loads(row[0])
            return Reply(**{**data, "usage": Usage(**data["usage"]), "stored": True})
        except (ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, reply: Reply) -> None:
        """Store an answer; it is on disk when this returns."""
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?)", (key, json.dumps(asdict(reply)), time.time()))

    def size(self) -> int:
        """How many answers are stored."""
        with self._open() as database:
            return int(database.execute("SELECT COUNT(*) FROM replies").fetchone()[0])

    def mode(self, server: str) -> str | None:
        """The way of asking that this server last understood."""
        with self._open() as database:
            row = database.execute("SELECT mode FROM servers WHERE server = ?", (server,)).fetchone()
        return row[0] if row else None

    def remember_mode(self, server: str, mode: str) -> None:
        """Keep it for the next run."""
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO servers VALUES (?, ?)", (server, mode))

    def open_batches(self, server: str) -> dict[str, list[str]]:
        """Batches that were handed in and not collected: batch id → keys asked for."""
        with self._open() as database:
            rows = database.execute("SELECT id, keys FROM batches WHERE server = ? AND done = 0 ORDER BY submitted", (server,)).fetchall()
        return {row[0]: json.loads(row[1]) for row in rows}

    def add_batch(self, batch: str, server: str, keys: list[str]) -> None:
        """Note that a batch was handed in."""
        with self._open() as database:
            database.execute("INSERT INTO batches VALUES (?, ?, ?, ?, 0)", (batch, server, json.dumps(keys), time.time()))

    def close_batch(self, batch: str) -> None:
        """Note that a batch is collected, or will never be."""
        with self._open() as database:
            database.execute("UPDATE batches SET done = 1 WHERE id = ?", (batch,))


def _is_locked(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
