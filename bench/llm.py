"""behovai beside LangExtract and Instructor, in one run on one machine, against the same server on loopback.

    python -m bench.llm [--submissions 200] [--latency 1.0] > docs/bench-llm.md

The server answers with canned text, so nothing here says how well any model reads. All texts are invented.
"""

import argparse
import json
import platform
import random
import subprocess
import sys
import tempfile
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from behovai.extraction.ahead import Ahead
from behovai.extraction.model import ModelExtractor, requests_of
from behovai.forms import read_form
from behovai.ingest import read_bytes, read_document
from behovai.llm.cache import Cache
from behovai.llm.chat import ModelChat
from behovai.llm.connection import Server
from behovai.llm.retry import Patience
from bench.llm_rivals import KEY, WORKERS, instructor_ask, instructor_client, langextract, langextract_many
from bench.llm_texts import chosen as chosen_texts
from bench.llm_texts import instructions, sentences, submission, typo
from tests.llm.model_server import Answer, ModelServer, error


def behovai_chat(url, folder=None):
    cache = Cache(Path(folder) / "svar.sqlite") if folder else None
    return ModelChat(Server("openai", "prove", url, KEY), cache, patience=Patience(tries=3, first_wait=0.05))


# ---------------------------------------------------------------- what the server says


def quoting(quotes, where=""):
    """A plan that gives these quotations to whoever asks for quotations; in pieces, only for the piece that holds `where`."""

    def plan(request, index):
        if "<<<ENHETER" in json.dumps(request, ensure_ascii=False):
            return None
        if "tools" in request:
            name = request["tools"][0]["function"]["name"]
            facts = [{"fact": "x", "substring_quotes": [quote]} for quote in quotes]
            return Answer(text=json.dumps({"facts": facts}), tool=True, finish="tool_calls", body=_tool(request, name, facts))
        if where not in " ".join(request["messages"][-1]["content"].split()):
            return Answer(text='{"extractions": []}')
        return Answer(text=json.dumps({"extractions": [{"kriterium": quote, "kriterium_attributes": {}} for quote in quotes]}))

    return plan


def _tool(request, name, facts):
    call = {"id": "c1", "type": "function", "function": {"name": name, "arguments": json.dumps({"facts": facts})}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return json.dumps(
        {"id": "x", "object": "chat.completion", "created": 1, "model": request["model"], "choices": [choice], "usage": usage}
    ).encode()


def prompt_characters(server):
    return sum(len(message["content"]) for request in server.requests for message in request["messages"])


# ---------------------------------------------------------------- measurements


def size(text):
    """Requests and prompt characters for one submission, all three given instructions of the same length as ours."""
    document = read_form(read_bytes(text.encode(), "m.txt"))
    asked = instructions()
    rows = {}
    with ModelServer(quoting([])) as server:
        chat = behovai_chat(server.url)
        ModelExtractor(chat, strict=True).extract(document)
        chat.close()
        rows["behovai"] = (len(server.requests), prompt_characters(server))
    for name, options in {"LangExtract": {}, "LangExtract, whole document": {"whole": True}}.items():
        with ModelServer(quoting([])) as server:
            langextract(text, server.url, instructions=asked, **options)
            rows[name] = (len(server.requests), prompt_characters(server))
    with ModelServer(quoting(["x"])) as server:
        instructor_ask(instructor_client(server.url), text, asked)
        rows["Instructor"] = (len(server.requests), prompt_characters(server))
    return rows


def grounding(text, invented):
    """How many of 100 invented quotations are shown as standing in the text, and right spans of 75 sentences with one typo."""
    chosen = random.Random(3).sample(sentences(text), 75)
    mistyped = [typo(sentence, index) for index, sentence in enumerate(chosen)]
    rows = {}
    for name, options in {
        "LangExtract": {},
        "LangExtract, whole document": {"whole": True},
        "LangExtract, accept_match_lesser=False": {"whole": True, "lesser": False},
    }.items():
        false = sum(_lx_span(text, quote, options, chosen[index % 75]) is not None for index, quote in enumerate(invented))
        pairs = zip(mistyped, chosen, strict=True)
        right = sum(_iou(_lx_span(text, wrong, options, sentence), text, sentence) >= 0.95 for wrong, sentence in pairs)
        rows[name] = (false, right)
    false = sum(bool(_inst_quotes(text, quote)) for quote in invented)
    right = sum(
        any(_same(found, sentence) for found in _inst_quotes(text, wrong)) for wrong, sentence in zip(mistyped, chosen, strict=True)
    )
    rows["Instructor"] = (false, right)
    rows["behovai"] = _behovai_grounding(text, chosen)
    return rows


def _behovai_grounding(text, chosen):
    """The model has no place to write a quotation; what it can invent is a unit: 100 that were not sent, 75 that were."""
    document = read_form(read_bytes(text.encode(), "m.txt"))
    numbers = {document.quote(unit): int(unit.id[1:]) for unit in document.units if not unit.printed}
    unsent = [number for number in range(5000, 5100)]
    asked = [numbers.get(" ".join(sentence.split())) for sentence in chosen]
    units = [{"unit": number, "criteria": ["praksisendring"], "roles": []} for number in [*unsent, *filter(None, asked)]]
    answer = json.dumps({"units": units, "vague": [], "questions": {}})
    with ModelServer(lambda request, index: Answer(text=answer)) as server:
        chat = behovai_chat(server.url)
        evidence = ModelExtractor(chat, strict=True).extract(document)
        chat.close()
    shown = [document.quote(document.unit(entry.unit)) for entry in evidence.units]
    return sum(quote not in " ".join(text.split()) for quote in shown), sum(" ".join(sentence.split()) in shown for sentence in chosen)


def _lx_span(text, quote, options, where):
    """Where it says the quotation stands; the canned answer comes for the piece of the text that holds `where`."""
    with ModelServer(quoting([quote], where)) as server:
        found = langextract(text, server.url, **options).extractions
    spans = [(item.char_interval.start_pos, item.char_interval.end_pos) for item in found if item.char_interval]
    return spans[0] if spans else None


def _iou(span, text, sentence):
    if span is None:
        return 0.0
    start = text.index(sentence)
    end = start + len(sentence)
    return max(0, min(end, span[1]) - max(start, span[0])) / (max(end, span[1]) - min(start, span[0]))


def _inst_quotes(text, quote):
    with ModelServer(quoting([quote])) as server:
        return [found for fact in instructor_ask(instructor_client(server.url), text).facts for found in fact.substring_quotes]


def _same(found, sentence):
    return abs(len(found) - len(sentence)) <= 0.05 * len(sentence) and (found in sentence or sentence in found)


def failing(texts):
    """Every 20th call fails for good (400, so that no library asks again): what is left, and what a second run asks for."""

    def plan(request, index):
        return error(400, "bad", "nei") if _number(request) % 20 == 7 else quoting(["Vi"])(request, index)

    def _number(request):
        return int(json.dumps(request).split("Tiltak nummer ")[1].split(" ")[0])

    rows = {}
    with ModelServer(plan) as server, tempfile.TemporaryDirectory() as folder:
        chat = behovai_chat(server.url, folder)
        documents = [read_form(read_bytes(text.encode(), "m.txt")) for text in texts]
        read = [ModelExtractor(chat).extract(document) for document in documents]
        kept = sum(found.reader == chat.name for found in read)
        before = len(server.requests)
        for document in documents:
            ModelExtractor(chat).extract(document)
        chat.close()
        per_failure = (before - kept) / max(1, len(texts) - kept)
        rows["behovai"] = (kept, len(texts) - kept, round((len(server.requests) - before) / per_failure))
    with ModelServer(plan) as server:
        kept, asked = _each(texts, lambda text: langextract(text, server.url, whole=True), server)
        rows["LangExtract, one call per document"] = (kept, 0, asked)
    with ModelServer(plan) as server:
        try:
            kept = len(langextract_many(texts, server.url))
        except Exception:
            kept = 0
        rows["LangExtract, all documents in one call"] = (kept, 0, len(texts))
    with ModelServer(plan) as server:
        client = instructor_client(server.url, max_retries=0)
        kept, asked = _each(texts, lambda text: instructor_ask(client, text, retries=0), server)
        rows["Instructor"] = (kept, 0, asked)
    return rows


def _each(texts, ask, server):
    kept = 0
    for text in texts:
        try:
            ask(text)
            kept += 1
        except Exception:  # what the library lets through to the user
            continue
    before = len(server.requests)
    for text in texts:
        try:
            ask(text)
        except Exception:
            continue
    return kept, len(server.requests) - before


def wall(texts, latency, rivals=True):
    """Seconds for all submissions with 20 in flight against a server in another process, beside the bound latency x n / 20."""
    program = (
        "import sys, json, time\nfrom tests.llm.model_server import ModelServer\nfrom bench.llm import quoting\n"
        f"server = ModelServer(quoting(['Vi']), delay={latency})\nprint(server.url, flush=True)\nsys.stdin.read()\n"
    )
    serving = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    url = serving.stdout.readline().strip()
    rows = {}
    try:
        rows["behovai, from texts to evidence"] = _timed_behovai(texts, url)
        rows["behovai, the requests alone"] = _timed_requests(texts, url)
        if not rivals:
            return rows
        client = instructor_client(url)
        instructor_ask(client, texts[0])
        rows["Instructor"] = _pooled(texts, lambda text: instructor_ask(client, text))
        langextract(texts[0], url, whole=True)
        rows["LangExtract, whole document"] = _pooled(texts, lambda text: langextract(text, url, whole=True))
    finally:
        serving.stdin.close()
        serving.wait()
    return rows


def _timed_behovai(texts, url):
    """All of it: reading files in 20 threads, masking, rendering, asking, counting; the cache on disk is on."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for index, text in enumerate(texts):
            paths.append(Path(folder) / f"{index}.txt")
            paths[-1].write_text(text, "utf-8")
        chat = behovai_chat(url, folder)
        chat.ask(*requests_of(read_form(read_document(paths[0])))[0], 99)
        began = time.perf_counter()
        ahead = Ahead(ModelExtractor(chat, strict=True), paths, WORKERS)
        for thread in ahead.threads:
            thread.join()
        seconds = time.perf_counter() - began
        chat.close()
        return seconds


def _timed_requests(texts, url):
    questions = [requests_of(read_form(read_bytes(text.encode(), "m.txt")))[0] for text in texts]
    chat = behovai_chat(url)
    chat.ask(*questions[0], 99)
    seconds = _pooled(questions, lambda question: chat.ask(*question))
    chat.close()
    return seconds


def _pooled(items, ask):
    began = time.perf_counter()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(ask, items))
    return time.perf_counter() - began


def imports():
    """Seconds until the first request could leave: import and client, each in a fresh process; the best of three."""
    programs = {
        "behovai, no model named": "import behovai.cli",
        "behovai": "from behovai.llm.connection import Connection, Server; Connection(Server('openai', 'm', 'http://127.0.0.1:9/v1')).model",
        "LangExtract": "import langextract as lx; from langextract.providers.openai import OpenAILanguageModel as M; M(api_key='x')",
        "Instructor": "import instructor, openai; instructor.from_openai(openai.OpenAI(api_key='x'))",
    }
    return {name: min(_seconds(program) for _ in range(3)) for name, program in programs.items()}


def _seconds(program):
    began = time.perf_counter()
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True, capture_output=True)
    return time.perf_counter() - began


# ---------------------------------------------------------------- the page


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--latency", type=float, nargs="*", default=[1.0], help="seconds; the rivals only at the first")
    parser.add_argument(
        "--folder", type=Path, default=Path("evals/submissions"), help="submissions to quote from; made ones if there is none"
    )
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    (text, invented), fixed = chosen_texts(options.folder), len(instructions())
    import instructor  # noqa: F401 – imports are paid for here, not in the first measurement
    import langchain_openai  # noqa: F401
    import langextract  # noqa: F401

    print("# Språkmodell: målt ved siden av LangExtract og Instructor\n")
    print(
        f"`{' '.join(['python -m bench.llm', *sys.argv[1:]])}` · {time.strftime('%Y-%m-%d')} · Python {platform.python_version()} · ",
        end="",
    )
    from importlib.metadata import version

    print(", ".join(f"{name} {version(name)}" for name in ("langextract", "instructor", "langchain-openai", "openai")) + "\n")
    print("Alle tre mot den samme tjeneren på 127.0.0.1 med faste svar: tallene sier ingenting om hvor godt en modell leser.")
    print("Tekstene er oppdiktede.\n\n## Hva som sendes for én behovsmelding\n")
    print(f"Dokumentet har {len(text)} tegn; alle får en instruks på {fixed} tegn.\n")
    rows = size(text)
    head = ["", "spørsmål", "tegn sendt", "× dokumentet", "uten instruksen, × dokumentet"]
    print(table(head, [(n, r, c, f"{c / len(text):.2f}", f"{(c - r * fixed) / len(text):.2f}") for n, (r, c) in rows.items()]))
    print("\n## Sitater\n")
    rows = grounding(text, invented)
    print(table(["", "oppdiktede vist som funnet (av 100)", "rett sted (av 75 med én skrivefeil)"], [(n, *r) for n, r in rows.items()]))
    print("\nDe oppdiktede er setninger fra andre behovsmeldinger. Skrivefeil: én bokstav byttet ut; rett sted er IoU ≥ 0,95.")
    print("behovai ber aldri om sitater: i stedet for oppdiktede sitater får den 100 enheter som ikke ble sendt, og i stedet for")
    print("setninger med skrivefeil numrene på de samme 75. Peker modellen på en feil enhet som finnes, kan ingen av de tre se det.\n")
    print("## Når hvert 20. spørsmål mislykkes (status 400)\n")
    rows = failing([submission(index) for index in range(60)])
    print(
        table(
            ["av 60 behovsmeldinger", "lest av modellen", "lest lokalt, og sagt", "spurt om ved ny kjøring"],
            [(n, *r) for n, r in rows.items()],
        )
    )
    for number, latency in enumerate(options.latency):
        bound = latency * options.submissions / WORKERS
        print(f"\n## {options.submissions} behovsmeldinger, {WORKERS} samtidig, {latency:g} s svartid\n\nNedre grense {bound:.1f} s.\n")
        rows = wall([submission(index) for index in range(options.submissions)], latency, rivals=number == 0)
        print(table(["", "sekunder", "over grensen"], [(n, f"{s:.2f}", f"{100 * (s / bound - 1):.1f} %") for n, s in rows.items()]))
    print("\n## Til første spørsmål kan sendes (ny prosess, beste av tre)\n")
    print(table(["", "sekunder"], [(n, f"{s:.2f}") for n, s in imports().items()]))


if __name__ == "__main__":
    main()
