"""What makes two requests the same request."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from behovai.llm.reply import Message


def content_key(messages: tuple[Message, ...], schema: Mapping[str, Any]) -> str:
    """sha256 of messages and schema: the key of a recorded answer, whoever gave it."""
    return digest({"messages": [list(message) for message in messages], "schema": schema})


def request_key(model: str, messages: tuple[Message, ...], schema: Mapping[str, Any], parameters: Mapping[str, Any]) -> str:
    """sha256 of model, messages, schema and parameters: the key of the cache. How an answer was asked for (mode) is no part of it."""
    return digest({"model": model, "content": content_key(messages, schema), "parameters": parameters})


def digest(value: Any) -> str:
    """sha256 of a value's canonical JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
