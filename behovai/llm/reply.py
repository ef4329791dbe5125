"""What goes to a chat model and what comes back."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

Mode = Literal["json_schema", "json_schema_plain", "function_calling", "json_mode", "text", "recorded"]


class Message(NamedTuple):
    """One message of the conversation."""

    role: Literal["system", "user"]
    text: str


@dataclass(frozen=True)
class Usage:
    """Tokens: read, read from the server's own cache (part of `input`), written. `requests` counts those that were answered."""

    input: int = 0
    cached: int = 0
    output: int = 0
    requests: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(self.input + other.input, self.cached + other.cached, self.output + other.output, self.requests + other.requests)


@dataclass(frozen=True)
class Reply:
    """The raw answer, always kept: its text, why it ended, what it used. `stored` tells that nothing was asked or paid this time."""

    text: str
    finish: str
    model: str
    usage: Usage = Usage()
    refusal: str | None = None
    mode: Mode = "json_schema"
    stored: bool = False


class Chat(Protocol):
    """The seam. Everything the program wants of a language model."""

    @property
    def name(self) -> str:
        """Who answers, as the reviewer is told: «openai:NAME», «replay:mappe»."""
        ...

    def ask(self, messages: tuple[Message, ...], schema: dict[str, Any], sample: int = 0) -> Reply:
        """An answer that can be read as the schema. Different `sample` numbers give independent answers. Raises ModelError."""
        ...
