"""How to ask a server for JSON: schema → schema without bounds → function calling → JSON mode → in words. Remembered per server."""

import json
from collections.abc import Mapping
from typing import Any

from behovai.llm.cache import Cache
from behovai.llm.reply import Message, Mode
from behovai.llm.schema import NAME, without_bounds

MODES: tuple[Mode, ...] = ("json_schema", "json_schema_plain", "function_calling", "json_mode", "text")


class Modes:
    """Which way a server understands; in memory, and in the cache where there is one."""

    def __init__(self, server: str, cache: Cache | None) -> None:
        self._server = server
        self._cache = cache
        known = cache.mode(server) if cache else None
        self._known: Mode | None = next((mode for mode in MODES if mode == known), None)

    @property
    def known(self) -> Mode | None:
        """The way that worked, None before any did."""
        return self._known

    def order(self) -> tuple[Mode, ...]:
        """What to try, best first: what worked before, else all."""
        return (self._known, *(mode for mode in MODES if mode != self._known)) if self._known else MODES

    def worked(self, mode: Mode) -> None:
        """Remember."""
        if self._known != mode:
            self._known = mode
            if self._cache:
                self._cache.remember_mode(self._server, mode)


def request_for(mode: Mode, schema: Mapping[str, Any]) -> dict[str, Any]:
    """What the mode adds to the body of the request."""
    if mode == "json_schema":
        return {"response_format": {"type": "json_schema", "json_schema": {"name": NAME, "strict": True, "schema": schema}}}
    if mode == "json_schema_plain":
        plain = without_bounds(dict(schema))
        return {"response_format": {"type": "json_schema", "json_schema": {"name": NAME, "strict": True, "schema": plain}}}
    if mode == "function_calling":
        function = {"name": NAME, "description": "Enhetene og hva de viser.", "parameters": without_bounds(dict(schema)), "strict": True}
        return {"tools": [{"type": "function", "function": function}], "tool_choice": "required"}
    return {"response_format": {"type": "json_object"}} if mode == "json_mode" else {}


def messages_for(mode: Mode, messages: tuple[Message, ...], schema: Mapping[str, Any]) -> tuple[Message, ...]:
    """The messages; where the server does not take the schema, it follows the instructions in words."""
    if mode not in ("json_mode", "text"):
        return messages
    said = json.dumps(without_bounds(dict(schema)), ensure_ascii=False, separators=(",", ":"))
    system = Message("system", f"{messages[0].text}\n\nSvar bare med JSON etter dette skjemaet:\n{said}")
    return (system, *messages[1:])
