"""OpenAI's Batch API: hand in, look, collect. A collected answer goes into the cache, where the ordinary run then finds it.

So a batch needs no state of its own: what is neither stored nor on its way is handed in, and running the same command again goes on
from wherever it was.
"""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from behovai.errors import BehovaiError, ModelError
from behovai.llm.answer import read_reply
from behovai.llm.cache import Cache
from behovai.llm.chat import ModelChat
from behovai.llm.reply import Message, Mode, Reply, Usage

ENDPOINT = "/v1/chat/completions"
MOST_IN_ONE = 10_000  # the API takes 50 000 requests and 200 MB in a file; half a submission is 30 kB
ENDED = frozenset({"completed", "expired", "cancelled", "failed"})


class Question(NamedTuple):
    """One request to hand in."""

    messages: tuple[Message, ...]
    schema: dict[str, Any]
    sample: int = 0


@dataclass(frozen=True)
class Status:
    """Where things stand, in numbers of requests."""

    stored: int
    waiting: int
    handed_in: int
    failed: int = 0

    @property
    def complete(self) -> bool:
        """Whether every answer is stored."""
        return not (self.waiting or self.handed_in)


class Batch:
    """The Batch API behind a chat model's server. `chat` must have a cache."""

    def __init__(self, chat: ModelChat, mode: Mode = "json_schema") -> None:
        if chat.cache is None:
            raise BehovaiError("--batch trenger et lager for svar; ta bort --no-cache.")
        self._chat = chat
        self._cache: Cache = chat.cache
        self._mode: Mode = mode

    def advance(self, questions: Iterable[Question]) -> Status:
        """Collect what has come, hand in what is missing, and say where things stand. Raises ModelError."""
        wanted = {self._chat.key(*question): question for question in questions}
        failed = self._collect()
        under_way = {key for keys in self._cache.open_batches(self._chat.server.identity).values() for key in keys}
        missing = [key for key in wanted if key not in under_way and self._cache.get(key) is None]
        for start in range(0, len(missing), MOST_IN_ONE):
            self._hand_in({key: wanted[key] for key in missing[start : start + MOST_IN_ONE]})
        waiting = sum(key in under_way for key in wanted)
        return Status(stored=len(wanted) - waiting - len(missing), waiting=waiting, handed_in=len(missing), failed=failed)

    def _hand_in(self, questions: dict[str, Question]) -> None:
        lines = "\n".join(json.dumps(self._line(key, question), ensure_ascii=False) for key, question in questions.items())
        reserve = [
            self._chat.meter.reserve(self._chat.server.model, question.messages, self._chat.sampling.most_output)
            for question in questions.values()
        ]
        for set_aside in reserve:
            self._chat.meter.settle(self._chat.server.model, set_aside, Usage())
        with self._spoken() as client:
            file = client.files.create(file=("behovai.jsonl", io.BytesIO(lines.encode())), purpose="batch")
            batch = client.batches.create(input_file_id=file.id, endpoint=ENDPOINT, completion_window="24h")
        self._cache.add_batch(batch.id, self._chat.server.identity, list(questions))

    def _line(self, key: str, question: Question) -> dict[str, Any]:
        messages = [{"role": message.role, "content": message.text} for message in question.messages]
        body = {"model": self._chat.server.model, "messages": messages, **self._chat.body(self._mode, question.schema, question.sample)}
        return {"custom_id": key, "method": "POST", "url": ENDPOINT, "body": body}

    def _collect(self) -> int:
        """Store the answers of batches that have ended; how many of their requests failed and will be handed in again."""
        failed = 0
        for batch_id, keys in self._cache.open_batches(self._chat.server.identity).items():
            with self._spoken() as client:
                batch = client.batches.retrieve(batch_id)
                if batch.status not in ENDED:
                    continue
                text = client.files.content(batch.output_file_id).text if batch.output_file_id else ""
            stored = sum(self._store(line) for line in text.splitlines() if line.strip())
            failed += len(keys) - stored
            self._cache.close_batch(batch_id)
        return failed

    def _store(self, line: str) -> bool:
        try:
            data = json.loads(line)
            reply = _reply(data["response"]["body"], self._mode)
            self._chat.meter.settle(self._chat.server.model, 0.0, reply.usage)
            read_reply(reply)
        except (ValueError, KeyError, TypeError, IndexError, ModelError):
            return False
        self._cache.put(data["custom_id"], reply)
        return True

    def _spoken(self) -> "_Spoken":
        return _Spoken(self._chat)


class _Spoken:
    """The SDK's client, with its errors told in our words."""

    def __init__(self, chat: ModelChat) -> None:
        self._chat = chat

    def __enter__(self) -> Any:
        return self._chat.connection.model.root_client

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception) and not isinstance(error, BehovaiError):
            told = self._chat.connection.told(error)
            raise (told if isinstance(told, ModelError) else ModelError(f"Batch hos {self._chat.name} svarte ikke ({told}).")) from None


def _reply(body: dict[str, Any], mode: Mode) -> Reply:
    choice, used = body["choices"][0], body.get("usage") or {}
    return Reply(
        text=choice["message"].get("content") or "",
        finish=str(choice.get("finish_reason") or ""),
        model=str(body.get("model", "")),
        usage=Usage(
            input=int(used.get("prompt_tokens", 0)),
            cached=int((used.get("prompt_tokens_details") or {}).get("cached_tokens") or 0),
            output=int(used.get("completion_tokens", 0)),
            requests=1,
        ),
        refusal=choice["message"].get("refusal") or None,
        mode=mode,
    )


def questions_of(requests: Iterable[tuple[tuple[Message, ...], dict[str, Any]]], samples: int) -> Iterator[Question]:
    """Every request as many times as answers are wanted."""
    for messages, schema in requests:
        for sample in range(samples):
            yield Question(messages, schema, sample)
