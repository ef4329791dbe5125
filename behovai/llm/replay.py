"""Recorded answers in a folder, for tests, evals and research that anybody can repeat: `--model replay:FOLDER`.

One JSON file per request – which is one per submission, unless it was long – with these keys:

    format   "behovai-replay/1"
    key      sha256 of the messages and the schema (`keys.content_key`): the same request, whoever answers it
    sample   0, 1, 2 … where several answers to the same request were recorded
    model    who answered, as free text
    date     when, YYYY-MM-DD
    answer   the raw answer as text, nothing mended

The name of a file means nothing. A prompt or schema that changes has another key: old recordings are then not found, and that is said.
"""

import json
from pathlib import Path
from typing import Any

from behovai.errors import BehovaiError, NotRecorded
from behovai.llm.answer import read_reply
from behovai.llm.keys import content_key
from behovai.llm.reply import Message, Reply

FORMAT = "behovai-replay/1"


class ReplayChat:
    """Answers from files. Raises NotRecorded for a request without one."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise BehovaiError(f"Mappen med innspilte svar finnes ikke: {folder.name}.")
        self._folder = folder
        self._replies = dict(_read(path) for path in sorted(folder.glob("*.json")))

    @property
    def name(self) -> str:
        """«replay:folder»."""
        return f"replay:{self._folder.name}"

    def __len__(self) -> int:
        return len(self._replies)

    def holds(self, messages: tuple[Message, ...], schema: dict[str, Any]) -> bool:
        """Whether an answer to exactly this request was recorded."""
        return (content_key(messages, schema), 0) in self._replies

    def ask(self, messages: tuple[Message, ...], schema: dict[str, Any], sample: int = 0) -> Reply:
        """The recorded answer to exactly this request."""
        reply = self._replies.get((content_key(messages, schema), sample))
        if reply is None:
            raise NotRecorded(
                f"Ingen innspilte svar i {self._folder.name} passer til denne teksten med dagens instruks og skjema. Spill inn på nytt."
            )
        read_reply(reply)
        return reply


def _read(path: Path) -> tuple[tuple[str, int], Reply]:
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
        key, sample = str(data["key"]), int(data.get("sample", 0))
        reply = Reply(text=str(data["answer"]), finish="stop", model=str(data["model"]), mode="recorded", stored=True)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BehovaiError(f"Det innspilte svaret {path.name} kan ikke leses ({type(error).__name__}).") from None
    return (key, sample), reply


def record(folder: Path, name: str, key: str, answer: str, source: tuple[str, str], sample: int = 0) -> Path:
    """Write one recorded answer; `source` is (model, date). Returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    data = {"format": FORMAT, "key": key, "sample": sample, "model": source[0], "date": source[1], "answer": answer}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path
