"""Many files, one slow reader: several are read ahead in threads while the reviews are put together one after the other."""

import queue
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from behovai.errors import BehovaiError
from behovai.evidence import Evidence
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.submission import Submission


class Reader(Protocol):
    """An extractor that may be used from several threads."""

    def extract(self, submission: Submission) -> Evidence:
        """The evidence in the answers."""
        ...


class Ahead:
    """An extractor that has often read the submission by the time it is asked for it.

    The threads are daemons: whoever interrupts the program does not wait for a slow server.
    """

    def __init__(self, reader: Reader, paths: Iterable[Path], jobs: int) -> None:
        self._reader = reader
        self._waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for path in paths:
            self._waiting.put(path)
        self._done: dict[str, Evidence | Exception] = {}
        self._changed = threading.Condition()
        self._stopped = False
        self._working = jobs
        self.threads = [threading.Thread(target=self._work, daemon=True, name="behovai-ahead") for _ in range(jobs)]
        for thread in self.threads:
            thread.start()

    def extract(self, submission: Submission) -> Evidence:
        """The evidence, waiting for it if it is on its way. Raises what the reader raised."""
        key = submission.document.sha256
        with self._changed:
            while key not in self._done and self._working:
                self._changed.wait(0.5)
            found = self._done.get(key)
        if isinstance(found, Exception):
            raise found
        return found or self._reader.extract(submission)

    def stop(self, grace: float) -> None:
        """Begin nothing new, and give what is on its way `grace` seconds to be stored."""
        self._stopped = True
        until = time.monotonic() + grace
        for thread in self.threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _work(self) -> None:
        while not self._stopped:
            try:
                path = self._waiting.get_nowait()
            except queue.Empty:
                break
            self._read(path)
        with self._changed:
            self._working -= 1
            self._changed.notify_all()

    def _read(self, path: Path) -> None:
        try:
            submission = read_form(read_document(path))
        except (BehovaiError, OSError):
            return  # told when the file's own turn comes
        try:
            found: Evidence | Exception = self._reader.extract(submission)
        except Exception as error:  # raised where the review is made, with the file's name
            found = error
        with self._changed:
            self._done[submission.document.sha256] = found
            self._changed.notify_all()
