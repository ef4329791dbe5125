"""One request to a chat model through langchain, and what came back, raw.

Own schema binding (`extra_body`) and own parsing: `with_structured_output` loses the raw answer, the reason why it ended and the token
count when an answer does not fit. Tracing, gateways and organisation headers from the environment are off: what leaves the machine is
what `behovai prompt` shows, to the address that was given, and to nobody else.
"""

import re
import threading
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from behovai.errors import ModelError, ModelRejected, ServerFault
from behovai.llm.reply import Message, Reply, Usage
from behovai.llm.retry import Transient

OPENAI = "https://api.openai.com/v1"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 524, 529})
KEY_LIKE = re.compile(r"\b(?:sk|lsv2|key|Bearer)[-_ ][\w*.-]{6,}", re.IGNORECASE)
LONGEST_SAID = 200  # characters of a server's message that are passed on


class BadRequest(ModelRejected):
    """Status 400 and its like: the server does not take the request in this form; another form may do."""


@dataclass(frozen=True)
class Server:
    """Who is asked and where. `base_url` is always explicit; for azure it is the resource's address. The key is never shown."""

    kind: Literal["openai", "azure"]
    model: str
    base_url: str = OPENAI
    key: str = field(default="", repr=False)
    api_version: str = "2024-10-21"

    @property
    def name(self) -> str:
        """«openai:NAME», as given on the command line."""
        return f"{self.kind}:{self.model}"

    @property
    def identity(self) -> str:
        """The model at its address: two servers may give different models the same name."""
        return f"{self.name}@{self.base_url.rstrip('/')}"

    @property
    def official(self) -> bool:
        """Whether it is OpenAI's or Azure's own service."""
        return self.kind == "azure" or urlsplit(self.base_url).hostname == urlsplit(OPENAI).hostname

    @property
    def on_this_machine(self) -> bool:
        """Whether nothing leaves the machine."""
        return urlsplit(self.base_url).hostname in LOOPBACK


class Connection:
    """A langchain chat model, made when first needed (importing it takes a second)."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._model: Any = None
        self._guard = threading.Lock()

    @property
    def model(self) -> Any:
        """The langchain model."""
        with self._guard:
            if self._model is None:
                self._model = _make(self.server)
        return self._model

    def close(self) -> None:
        """Hang up; a later request connects anew."""
        with self._guard:
            if self._model is not None:
                self._model.root_client.close()
                self._model = None

    def send(self, messages: tuple[Message, ...], body: Mapping[str, Any], seconds: float) -> Reply:
        """One try. Raises Transient where another may help, BadRequest where another form may, else ModelRejected or ServerFault."""
        from langchain_core.messages import HumanMessage, SystemMessage
        from langsmith import tracing_context

        said = [SystemMessage(message.text) if message.role == "system" else HumanMessage(message.text) for message in messages]
        try:
            with tracing_context(enabled=False):
                answer = self.model.invoke(said, config={"callbacks": []}, extra_body=dict(body), timeout=seconds)
        except ModelError:
            raise
        except Exception as error:  # whatever a server makes the client raise becomes one of ours, without its text
            raise self.told(error) from None
        return _reply(answer, self.server.model)

    def told(self, error: Exception) -> Exception:
        """An error of the client in our words: Transient, BadRequest, ModelRejected or ServerFault. Shows no key."""
        import openai

        if isinstance(error, openai.APITimeoutError):
            return Transient("tidsavbrudd")
        if isinstance(error, openai.APIStatusError):
            return self._status(error)
        if isinstance(error, openai.APIConnectionError):
            return Transient(f"ingen forbindelse med {urlsplit(self.server.base_url).netloc}")
        return self._fault(error)

    def _status(self, error: Any) -> Exception:
        code = _code(error.body)
        said = self._scrubbed(f"{error.status_code} {code} {_message(error.body)}".strip())
        if error.status_code == 429 and code == "insufficient_quota":
            return ModelRejected(f"Kontoen hos {self.server.name} er tom ({said}).")
        if error.status_code in TRANSIENT:
            return Transient(f"{error.status_code} {code}".strip(), _retry_after(error.response.headers))
        if error.status_code in (400, 405, 415, 422, 501):
            return BadRequest(f"{self.server.name} tok ikke imot spørsmålet: {said}")
        hint = {401: " Sjekk nøkkelen.", 403: " Sjekk tilgangen.", 404: " Sjekk modellnavnet og --base-url."}.get(error.status_code, "")
        return ModelRejected(f"{self.server.name} avviste spørsmålet: {said}.{hint}")

    def _fault(self, error: Exception) -> Exception:
        """Status 200 with something else than a chat answer. langchain passes an error object on as the ValueError's argument."""
        told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        code = str(told.get("code", "")) or str(told.get("type", ""))
        if code.isdigit() and int(code) in TRANSIENT:
            return Transient(f"feil {code} i et svar med status 200")
        detail = self._scrubbed(f"{code} {told.get('message', '')}".strip()) if told else type(error).__name__
        return ServerFault(f"{self.server.name} svarte med noe annet enn et svar ({detail}). Sjekk --base-url.")

    def _scrubbed(self, text: str) -> str:
        if self.server.key:
            text = text.replace(self.server.key, "***")
        return " ".join(KEY_LIKE.sub("***", text).split())[:LONGEST_SAID]


def _make(server: Server) -> Any:
    try:
        import openai
        from langchain_openai import AzureChatOpenAI, ChatOpenAI
    except ImportError:
        raise ModelError("Språkmodeller krever en tilleggspakke: pip install 'behovai[llm]'.") from None
    warnings.filterwarnings("ignore", category=UserWarning, module=r"langchain_openai\.")  # they repeat what we tell better
    # An outside proxy has no business with a server on this machine.
    client = openai.DefaultHttpxClient(trust_env=not server.on_this_machine)
    shared: dict[str, Any] = {"max_retries": 0, "http_client": client, "cache": False, "verbose": False, "streaming": False}
    shared |= {"use_responses_api": False, "stream_usage": False, "api_key": server.key or "none"}
    if server.kind == "azure":
        model: Any = AzureChatOpenAI(
            azure_endpoint=server.base_url, azure_deployment=server.model, api_version=server.api_version, azure_ad_token=None, **shared
        )
    else:
        model = ChatOpenAI(model=server.model, base_url=server.base_url, **shared)
    for made in (model.root_client, model.root_async_client):
        if not server.official:
            made.organization = made.project = None  # from the environment, and nobody else's business
    return model


def _reply(answer: Any, model: str) -> Reply:
    extra, meta, used = answer.additional_kwargs, answer.response_metadata, answer.usage_metadata or {}
    text = (
        answer.content
        if isinstance(answer.content, str)
        else "".join(part.get("text", "") for part in answer.content if isinstance(part, dict))
    )
    calls = [*answer.tool_calls, *answer.invalid_tool_calls]
    if calls and not text.strip():
        raw = (extra.get("tool_calls") or [{}])[0].get("function", {}).get("arguments")
        text = raw if isinstance(raw, str) else str(calls[0]["args"])
    return Reply(
        text=text,
        finish=str(meta.get("finish_reason") or ""),
        model=str(meta.get("model_name") or model),
        usage=Usage(
            input=int(used.get("input_tokens", 0)),
            cached=int((used.get("input_token_details") or {}).get("cache_read") or 0),
            output=int(used.get("output_tokens", 0)),
            requests=1,
        ),
        refusal=extra.get("refusal") or None,
    )


def _code(body: Any) -> str:
    if not isinstance(body, dict):
        return ""
    inner = body.get("error", body)
    return str(inner.get("code") or inner.get("type") or "") if isinstance(inner, dict) else ""


def _message(body: Any) -> str:
    if not isinstance(body, dict):
        return ""
    inner = body.get("error", body)
    return str(inner.get("message") or inner.get("detail") or "") if isinstance(inner, dict) else str(inner)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from retry-after-ms, or Retry-After as seconds or as a date."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return float(headers[name]) * scale
        except (KeyError, ValueError):
            continue
    try:
        return (parsedate_to_datetime(headers["retry-after"]) - datetime.now(UTC)).total_seconds()
    except (KeyError, ValueError, TypeError):
        return None
