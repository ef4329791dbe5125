"""The part of the command line that has to do with language models: options, where the key comes from, `behovai prompt`."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from behovai.cli_command import Command
from behovai.errors import BehovaiError

if TYPE_CHECKING:
    from behovai.llm.connection import Server
    from behovai.llm.cost import Meter
    from behovai.llm.reply import Chat
    from behovai.pipeline import Extractor

Function = TypeVar("Function", bound=Callable[..., Any])
NOT_YET = 3  # exit status of --batch while answers are missing
GRACE = 5.0  # seconds for answers that are on their way when the user interrupts
_FILE = click.Path(path_type=Path, dir_okay=False)
_OPTIONS = (
    click.option("--model", metavar="NAVN", help="La en språkmodell lese: openai:NAVN, azure:DEPLOYMENT eller replay:MAPPE."),
    click.option("--base-url", metavar="URL", help="Adressen til tjenesten (vLLM, Ollama, llama.cpp, Azure). Uten valg: OpenAI."),
    click.option(
        "--extractor", type=click.Choice(["local", "model", "both"]), help="Hvem som leser. Uten valg: modellen når --model er gitt."
    ),
    click.option(
        "--samples", type=click.IntRange(1, 25), metavar="TALL", default=1, show_default=True, help="Antall svar; flertallet gjelder."
    ),
    click.option("--strict", is_flag=True, help="Stopp når modellen ikke svarer, i stedet for å lese lokalt."),
    click.option("--max-cost", type=click.FloatRange(min=0), metavar="BELØP", help="Stopp før det koster mer. Krever --prices."),
    click.option("--prices", type=_FILE, metavar="FIL", help="Pristabell (.toml eller .json), pris per million tokens."),
    click.option(
        "--jobs", type=click.IntRange(1, 64), metavar="TALL", default=4, show_default=True, help="Antall filer modellen leser samtidig."
    ),
    click.option("--batch", is_flag=True, help="Bruk Batch-tjenesten (billigere, tar timer). Kjør samme kommando igjen for å hente svar."),
    click.option("--cache", type=_FILE, metavar="FIL", help="Lager for svar, så ingenting betales to ganger."),
    click.option("--no-cache", is_flag=True, help="Ikke lagre eller gjenbruk svar."),
)


def model_options(command: Function) -> Function:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextmanager
def reading(paths: Sequence[Path], choices: Mapping[str, Any]) -> "Iterator[Extractor | None]":
    """The extractor the options ask for; None for the local one. Says afterwards what it cost. Raises BehovaiError."""
    if choices["extractor"] == "local" or not choices["model"]:
        if choices["extractor"] in ("model", "both"):
            raise BehovaiError("Velg en språkmodell med --model, for eksempel --model openai:NAVN.")
        yield None
        return
    from behovai.llm.chat import ModelChat
    from behovai.llm.cost import Meter, read_prices

    meter = Meter(read_prices(choices["prices"]) if choices["prices"] else None, choices["max_cost"])
    chat = _chat(choices, meter)
    try:
        if choices["batch"]:
            _batch(chat, paths, choices["samples"])
        with _ahead(chat, meter, paths, choices) as reader:
            yield reader
    finally:
        if isinstance(chat, ModelChat):
            chat.close()
        if meter.usage.requests:
            click.echo(f"behovai: {meter.summary()}", err=True)


@contextmanager
def _ahead(chat: "Chat", meter: "Meter", paths: Sequence[Path], choices: Mapping[str, Any]) -> "Iterator[Extractor]":
    """Several files read at once; what is on its way when the user interrupts is stored."""
    from behovai.extraction.ahead import Ahead
    from behovai.extraction.model import BothExtractors, ModelExtractor

    model = ModelExtractor(chat, choices["samples"], choices["strict"], meter.cost)
    reader = Ahead(BothExtractors(model) if choices["extractor"] == "both" else model, paths, min(choices["jobs"], max(1, len(paths))))
    try:
        yield reader
    except KeyboardInterrupt:
        click.echo("behovai: avbrutt. Det som er besvart, er lagret; kjør samme kommando igjen for å fortsette.", err=True)
        reader.stop(GRACE)
        raise
    finally:
        reader.stop(0)


def _chat(choices: Mapping[str, Any], meter: "Meter") -> "Chat":
    kind, _, name = str(choices["model"]).partition(":")
    if kind == "replay" and name:
        from behovai.llm.replay import ReplayChat

        return ReplayChat(Path(name))
    if kind not in ("openai", "azure") or not name:
        raise BehovaiError(f"--model {choices['model']}: skriv openai:NAVN, azure:DEPLOYMENT eller replay:MAPPE.")
    from behovai.llm.cache import Cache
    from behovai.llm.chat import ModelChat, Sampling

    cache = None if choices["no_cache"] else Cache(choices["cache"] or _cache_file())
    sampling = Sampling() if choices["samples"] == 1 else Sampling(temperature=0.7)
    return ModelChat(_server(kind, name, choices["base_url"]), cache, meter, sampling)


def _server(kind: str, name: str, base_url: str | None) -> "Server":
    """The server with its key. OPENAI_API_KEY goes to OpenAI only; any other address gets BEHOVAI_API_KEY or none."""
    from behovai.llm.connection import OPENAI, Server

    own = os.environ.get("BEHOVAI_API_KEY", "")
    if kind == "azure":
        url = base_url or os.environ.get("AZURE_OPENAI_ENDPOINT", "")
        key = own or os.environ.get("AZURE_OPENAI_API_KEY", "")
        if not (url and key):
            raise BehovaiError("Azure trenger --base-url (eller AZURE_OPENAI_ENDPOINT) og AZURE_OPENAI_API_KEY.")
        return Server("azure", name, url, key, os.environ.get("OPENAI_API_VERSION", Server.api_version))
    server = Server("openai", name, base_url or OPENAI, own)
    if not server.official:
        return server
    key = own or os.environ.get("OPENAI_API_KEY", "")
    if not key:
        raise BehovaiError("OpenAI trenger en nøkkel: sett miljøvariabelen OPENAI_API_KEY. For en egen tjener: --base-url.")
    return Server("openai", name, OPENAI, key)


def _cache_file() -> Path:
    """Where the system wants caches."""
    root = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "behovai" / "svar.sqlite"


def _batch(chat: "Chat", paths: Sequence[Path], samples: int) -> None:
    """Hand in, look, collect; ends the program with NOT_YET while answers are missing."""
    from behovai.extraction.model import requests_of
    from behovai.forms import read_form
    from behovai.ingest import read_document
    from behovai.llm.batch import Batch, Question, questions_of
    from behovai.llm.chat import ModelChat

    if not isinstance(chat, ModelChat):
        raise BehovaiError("--batch virker med openai: og azure:.")
    questions: list[Question] = []
    for path in paths:
        try:
            questions += questions_of(requests_of(read_form(read_document(path))), samples)
        except BehovaiError:
            continue  # told by the review itself
    status = Batch(chat).advance(questions)
    if status.complete:
        return
    failed = f" {status.failed} mislyktes sist og er sendt på nytt." if status.failed else ""
    click.echo(
        f"behovai: {status.stored} svar er klare, {status.waiting} er underveis, {status.handed_in} er nettopp sendt inn.{failed} "
        "Kjør samme kommando igjen senere.",
        err=True,
    )
    raise SystemExit(NOT_YET)


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Lesbar tekst, eller JSON.")
def prompt(file: Path, shape: str) -> None:
    """Vis nøyaktig hva en språkmodell ville fått se. Ingenting sendes."""
    import json

    from behovai.extraction.model import requests_of
    from behovai.forms import read_form
    from behovai.ingest import read_document

    try:
        requests = requests_of(read_form(read_document(file)))
    except BehovaiError as error:
        click.echo(f"behovai: {error}", err=True)
        raise SystemExit(2) from None
    if shape == "json":
        data = [{"messages": [message._asdict() for message in messages], "schema": schema} for messages, schema in requests]
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for number, (messages, schema) in enumerate(requests, 1):
        head = f" (del {number} av {len(requests)})" if len(requests) > 1 else ""
        for message in messages:
            click.echo(f"===== {message.role}{head} =====\n{message.text}\n")
        click.echo(f"===== schema{head} =====\n{json.dumps(schema, ensure_ascii=False)}")
    sys.stdout.flush()
