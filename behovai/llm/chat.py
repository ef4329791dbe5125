"""The one method through which the program talks to a language model: `ask(messages, schema) -> Reply`.

What is behind it: the cache first, then the price, then the server in the way it understands, asked again where that helps.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from behovai.errors import AnswerEmpty, AnswerUnusable, ModelError, ModelUnreachable
from behovai.llm.answer import read_reply
from behovai.llm.cache import Cache
from behovai.llm.connection import BadRequest, Connection, Server
from behovai.llm.cost import Meter
from behovai.llm.keys import request_key
from behovai.llm.modes import Modes, messages_for, request_for
from behovai.llm.reply import Message, Mode, Reply, Usage
from behovai.llm.retry import Patience, persist

REASKED = 2  # ways that are tried after an unusable answer of a server that has answered well before


@dataclass(frozen=True)
class Sampling:
    """How an answer is drawn. `most_output` is the limit of one answer in tokens; None for a temperature leaves it to the server."""

    temperature: float | None = 0.0
    most_output: int = 16_000
    names: tuple[str, ...] = field(default=("temperature", "seed", "max_completion_tokens", "max_tokens"), repr=False)

    def parameters(self, sample: int, official: bool) -> dict[str, Any]:
        """What goes into the request. OpenAI's newer models know only max_completion_tokens, other servers only max_tokens."""
        body: dict[str, Any] = {"seed": sample, "max_completion_tokens" if official else "max_tokens": self.most_output}
        return body if self.temperature is None else {"temperature": self.temperature, **body}


class ModelChat:
    """A chat model at a server. One object serves any number of threads."""

    def __init__(
        self,
        server: Server,
        cache: Cache | None = None,
        meter: Meter | None = None,
        sampling: Sampling | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.server = server
        self.cache = cache
        self.meter = meter or Meter()
        self.sampling = sampling or Sampling()
        self.connection = Connection(server)
        self._patience = patience or Patience()
        self._modes = Modes(server.identity, cache)
        self._rejected: frozenset[str] = frozenset()  # parameters this server does not take
        self._down = False  # gave no answer lately: the next question is tried once only

    @property
    def name(self) -> str:
        """«openai:NAME»."""
        return self.server.name

    def key(self, messages: tuple[Message, ...], schema: Mapping[str, Any], sample: int = 0) -> str:
        """The cache's key of a request."""
        return request_key(self.server.identity, messages, schema, self.sampling.parameters(sample, self.server.official))

    def ask(self, messages: tuple[Message, ...], schema: dict[str, Any], sample: int = 0) -> Reply:
        """An answer that can be read as the schema: a stored one, else the server's. Raises ModelError."""
        if self.cache is None:
            return self._ask_server(messages, schema, sample)
        key = self.key(messages, schema, sample)
        with self.cache.one_at_a_time(key):
            stored = self.cache.get(key)
            if stored:
                return stored
            reply = self._ask_server(messages, schema, sample)
            self.cache.put(key, reply)
            return reply

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def body(self, mode: Mode, schema: Mapping[str, Any], sample: int) -> dict[str, Any]:
        """The request without model and messages."""
        parameters = self.sampling.parameters(sample, self.server.official)
        return {**{name: value for name, value in parameters.items() if name not in self._rejected}, **request_for(mode, schema)}

    def _ask_server(self, messages: tuple[Message, ...], schema: dict[str, Any], sample: int) -> Reply:
        used = Usage()
        first: ModelError | None = None
        known = self._modes.known
        for tried, mode in enumerate(self._modes.order()):
            if known and tried >= REASKED and not isinstance(first, BadRequest):
                break
            try:
                reply = self._send(mode, messages, schema, sample)
                used += reply.usage
                read_reply(reply)
            except BadRequest as error:
                first = first or error
                continue
            except (AnswerEmpty, AnswerUnusable) as error:
                first = error if first is None or isinstance(first, BadRequest) else first
                continue
            self._modes.worked(mode) if not known or isinstance(first, BadRequest) else None
            return replace(reply, usage=used, mode=mode)
        raise first or ModelError("Ingen måte å spørre på virket.")

    def _send(self, mode: Mode, messages: tuple[Message, ...], schema: dict[str, Any], sample: int) -> Reply:
        """One request in one way, again without a parameter the server says it does not know."""
        said = messages_for(mode, messages, schema)
        for _ in self.sampling.names:
            body = self.body(mode, schema, sample)
            try:
                return self._persist(said, body)
            except BadRequest as error:
                unknown = next((name for name in self.sampling.names if name in body and re.search(rf"\b{name}\b", str(error))), None)
                if unknown is None:
                    raise
                self._rejected |= {unknown}
        raise BadRequest(f"{self.name} tok ikke imot spørsmålet.")

    def _persist(self, said: tuple[Message, ...], body: dict[str, Any]) -> Reply:
        """Ask with patience; without any while the server is down, so that many files do not each wait for it."""
        patience = replace(self._patience, tries=1) if self._down else self._patience
        try:
            reply = persist(lambda seconds: self._paid(said, body, seconds), patience)
        except ModelUnreachable:
            self._down = True
            raise
        self._down = False
        return reply

    def _paid(self, messages: tuple[Message, ...], body: dict[str, Any], seconds: float) -> Reply:
        set_aside = self.meter.reserve(self.server.model, messages, self.sampling.most_output)
        used = Usage()
        try:
            reply = self.connection.send(messages, body, seconds)
            used = reply.usage
            return reply
        finally:
            self.meter.settle(self.server.model, set_aside, used)
