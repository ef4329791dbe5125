"""Every way a server can misbehave, through the real client against a server on loopback."""

import email.utils
import json
import threading
import time

import pytest

from behovai.errors import (
    AnswerCutOff,
    AnswerEmpty,
    AnswerRefused,
    AnswerUnusable,
    ModelRejected,
    ModelUnreachable,
    OverBudget,
    ServerFault,
)
from behovai.llm.chat import Sampling
from behovai.llm.connection import Server
from behovai.llm.cost import Meter, Price, Prices
from behovai.llm.reply import Message
from behovai.llm.retry import Patience
from behovai.llm.schema import answer_schema
from tests.llm.conftest import KEY
from tests.llm.model_server import Answer, error, pointing

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
MESSAGES = (
    Message("system", "Svar med JSON."),
    Message("user", "<<<ENHETER\n## 4b Mål (kriterium: praksisendring)\n\n[7] Vi prøver ut.\nENHETER>>>"),
)
SCHEMA = answer_schema()


def kind_of(request):
    shape = request.get("response_format", {}).get("type")
    if shape == "json_schema":
        bounded = "maxItems" in json.dumps(request["response_format"])
        return "json_schema" if bounded else "json_schema_plain"
    return "function_calling" if "tools" in request else "json_mode" if shape else "text"


def test_one_request_with_schema_first_and_the_reply_whole(server, chat):
    serving = server()
    reply = chat(serving).ask(MESSAGES, SCHEMA)
    assert json.loads(reply.text)["units"][0]["unit"] == 7
    assert (reply.finish, reply.mode, reply.stored, reply.usage.requests) == ("stop", "json_schema", False, 1)
    assert reply.usage.input > 0
    assert reply.usage.cached == 10
    [sent] = serving.requests
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert sent["response_format"]["json_schema"]["strict"] is True
    assert sent["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (sent["temperature"], sent["seed"], sent["max_tokens"]) == (0.0, 0, 4000)


def rejecting(*modes, status=400):
    def plan(request, index):
        if kind_of(request) in modes:
            return error(status, "invalid_request_error", "response_format is not supported")
        return Answer(text=pointing(request), tool="tools" in request)

    return plan


@pytest.mark.parametrize(
    ("rejected", "used"),
    [
        (("json_schema",), "json_schema_plain"),
        (("json_schema", "json_schema_plain"), "function_calling"),
        (("json_schema", "json_schema_plain", "function_calling"), "json_mode"),
        (("json_schema", "json_schema_plain", "function_calling", "json_mode"), "text"),
    ],
)
@pytest.mark.parametrize("status", [400, 422, 501])
def test_the_way_of_asking_is_found_and_remembered(server, chat, rejected, used, status):
    serving = server(rejecting(*rejected, status=status))
    first = chat(serving, cache=True)
    assert first.ask(MESSAGES, SCHEMA).mode == used
    assert len(serving.requests) == len(rejected) + 1
    first.ask(MESSAGES, SCHEMA, 1)
    chat(serving, cache=True).ask(MESSAGES, SCHEMA, 2)  # another run
    assert [kind_of(request) for request in serving.requests[-2:]] == [used, used]
    assert len(serving.requests) == len(rejected) + 3


def test_a_schema_that_is_not_sent_is_said_in_words(server, chat):
    serving = server(rejecting("json_schema", "json_schema_plain", "function_calling"))
    chat(serving).ask(MESSAGES, SCHEMA)
    last = serving.requests[-1]["messages"][0]["content"]
    assert last.startswith(MESSAGES[0].text)
    assert '"additionalProperties":false' in last


def test_a_server_that_ignores_the_schema_is_asked_in_another_way(server, chat):
    serving = server(lambda request, index: Answer(text="Fint opplegg!" if kind_of(request) != "json_mode" else None))
    reply = chat(serving).ask(MESSAGES, SCHEMA)
    assert reply.mode == "json_mode"
    assert reply.usage.requests == 4, "what the bad answers used is counted"


def test_a_server_that_has_answered_well_is_asked_once_more_not_four_times(server, chat):
    serving = server(lambda request, index: Answer(text=None if index == 0 else "Fint opplegg!"))
    one = chat(serving)
    one.ask(MESSAGES, SCHEMA)
    with pytest.raises(AnswerUnusable):
        one.ask(MESSAGES, SCHEMA, 1)
    assert len(serving.requests) == 3


@pytest.mark.parametrize("name", ["temperature", "seed", "max_tokens"])
def test_a_parameter_the_server_does_not_know_is_left_out_from_then_on(server, chat, name):
    serving = server(
        lambda request, index: error(400, "unsupported_parameter", f"Unsupported value: '{name}'") if name in request else None
    )
    one = chat(serving)
    one.ask(MESSAGES, SCHEMA)
    one.ask(MESSAGES, SCHEMA, 1)
    assert [name in request for request in serving.requests] == [True, False, False]


TOLD_APART = {
    "cut off": (Answer(text='{"units": [', finish="length"), AnswerCutOff, 1),
    "refused": (Answer(text="", refusal="Nei"), AnswerRefused, 1),
    "filtered": (Answer(text="", finish="content_filter"), AnswerRefused, 1),
    "empty": (Answer(text=""), AnswerEmpty, 5),
    "prose": (Answer(text="Dette er bra."), AnswerUnusable, 5),
    "wrong schema": (Answer(text='{"score": 3}'), AnswerUnusable, 5),
    "error with status 200": (Answer(body=b'{"error": {"message": "modellen er borte", "code": "gone"}}'), ServerFault, 1),
    "null choices": (Answer(body=b'{"id": "x", "choices": null}'), ServerFault, 1),
    "no choices": (Answer(body=b'{"id": "x", "choices": []}'), ServerFault, 1),
    "web page with status 200": (Answer(body=b"<html>Logg inn</html>", headers={"Content-Type": "text/html"}), ServerFault, 1),
    "not JSON with status 200": (Answer(body=b"{oops"), ServerFault, 1),
    "wrong key": (error(401, "invalid_api_key", f"Incorrect API key provided: {KEY}"), ModelRejected, 1),
    "no access": (error(403), ModelRejected, 1),
    "no such model": (error(404, "model_not_found"), ModelRejected, 1),
    "empty account": (error(429, "insufficient_quota"), ModelRejected, 1),
    "too many requests": (error(429, "rate_limit_exceeded"), ModelUnreachable, 3),
    "server error": (error(500), ModelUnreachable, 3),
    "overloaded": (error(529), ModelUnreachable, 3),
    "bad gateway page": (Answer(status=502, body=b"<html>", headers={"Content-Type": "text/html"}), ModelUnreachable, 3),
    "429 inside status 200": (Answer(body=b'{"error": {"message": "later", "code": 429}}'), ModelUnreachable, 3),
    "hangs up": (Answer(hang_up=True), ModelUnreachable, 3),
}


@pytest.mark.parametrize(("given", "kind", "requests"), TOLD_APART.values(), ids=TOLD_APART.keys())
def test_what_goes_wrong_is_told_apart_and_the_key_is_never_told(server, chat, given, kind, requests):
    serving = server(lambda request, index: given)
    with pytest.raises(kind) as raised:
        chat(serving).ask(MESSAGES, SCHEMA)
    assert type(raised.value).__mro__[:2][-1] is kind or type(raised.value) is kind
    assert len(serving.requests) == requests
    assert KEY not in str(raised.value)
    assert raised.value.__cause__ is None


def test_what_goes_away_is_waited_for(server, chat):
    serving = server(lambda request, index: [error(503), error(429), None][index])
    assert chat(serving).ask(MESSAGES, SCHEMA).usage.requests == 1
    assert len(serving.requests) == 3


def later(seconds):
    return email.utils.format_datetime(
        email.utils.localtime().astimezone(email.utils.datetime.timezone.utc) + email.utils.datetime.timedelta(seconds=seconds), usegmt=True
    )


@pytest.mark.parametrize(
    ("headers", "least"),
    [({"Retry-After": "1"}, 1.0), ({"retry-after-ms": "400"}, 0.4), ({"Retry-After": later}, 0.5)],
    ids=["seconds", "ms", "date"],
)
def test_retry_after_is_honoured(server, chat, headers, least):
    given = {name: value(3) if callable(value) else value for name, value in headers.items()}
    serving = server(lambda request, index: error(429, headers=given) if index == 0 else None)
    began = time.monotonic()
    chat(serving).ask(MESSAGES, SCHEMA)
    assert least <= time.monotonic() - began < 8


def test_a_wait_beyond_the_deadline_is_not_begun(server, chat):
    serving = server(lambda request, index: error(429, headers={"Retry-After": "3600"}))
    began = time.monotonic()
    with pytest.raises(ModelUnreachable):
        chat(serving).ask(MESSAGES, SCHEMA)
    assert time.monotonic() - began < 8, "an hour is not waited for"


def test_a_slow_answer_is_given_up(server, chat):
    serving = server(delay=30.0)
    began = time.monotonic()
    with pytest.raises(ModelUnreachable):
        chat(serving, patience=Patience(tries=2, timeout=0.4, deadline=5, first_wait=0.01)).ask(MESSAGES, SCHEMA)
    assert time.monotonic() - began < 10


def test_an_answer_that_drips_is_given_up_at_the_deadline(server, chat):
    """Each byte resets the client's own timeout; the deadline is ours."""
    serving = server(lambda request, index: Answer(text=None, drip=0.05))
    began = time.monotonic()
    with pytest.raises(ModelUnreachable):
        chat(serving, patience=Patience(tries=2, timeout=0.5, deadline=1.0, first_wait=0.01)).ask(MESSAGES, SCHEMA)
    assert time.monotonic() - began < 10


def test_a_server_that_is_down_is_not_waited_for_again_and_again(server, chat):
    serving = server(lambda request, index: error(503) if index < 4 else None)
    one = chat(serving)
    for _ in range(2):
        with pytest.raises(ModelUnreachable):
            one.ask(MESSAGES, SCHEMA)
    assert len(serving.requests) == 3 + 1
    assert one.ask(MESSAGES, SCHEMA).usage.requests == 1


def test_nobody_at_the_address(chat, server):
    serving = server()
    serving.__exit__()
    with pytest.raises(ModelUnreachable, match=r"127\.0\.0\.1"):
        chat(serving).ask(MESSAGES, SCHEMA)


def test_twenty_at_once_share_one_client(server, chat):
    serving = server(delay=0.15)
    one = chat(serving)
    one.ask(MESSAGES, SCHEMA)
    threads = [threading.Thread(target=one.ask, args=(MESSAGES, SCHEMA, sample)) for sample in range(1, 21)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(serving.requests) == 21
    assert serving.most_in_flight > 10


def test_azure_speaks_its_own_way(server, chat):
    serving = server()
    one = chat(Server("azure", "min-modell", f"http://127.0.0.1:{serving.port}", KEY, "2024-10-21"))
    assert one.ask(MESSAGES, SCHEMA).usage.requests == 1
    assert serving.paths == ["/openai/deployments/min-modell/chat/completions?api-version=2024-10-21"]
    assert serving.headers[0]["api-key"] == KEY
    assert "max_completion_tokens" in serving.requests[0]


@pytest.mark.parametrize("name", ["gpt-4", "gpt-3.5-turbo", "gpt-5-mini", "gpt-5-pro", "gpt-6", "codex-mini", "o1"])
def test_a_model_s_name_changes_nothing(server, chat, name):
    """langchain drops the temperature, changes the mode or the address for some names; a local server may have any alias."""
    serving = server()
    chat(serving, model=name).ask(MESSAGES, SCHEMA)
    assert serving.paths == ["/v1/chat/completions"]
    assert serving.requests[0]["temperature"] == 0.0
    assert kind_of(serving.requests[0]) == "json_schema"


PRICES = Prices({"prove": Price(input=10.0, output=20.0, cached=1.0)})


def test_what_it_costs_is_counted(server, chat):
    meter = Meter(PRICES)
    reply = chat(server(), meter=meter).ask(MESSAGES, SCHEMA)
    used = reply.usage
    expected = ((used.input - 10) * 10 + 10 * 1 + used.output * 20) / 1_000_000
    assert meter.cost("prove", used) == pytest.approx(expected)
    assert "1 spørsmål" in meter.summary()
    assert meter.usage == used


def test_the_limit_is_never_passed_however_many_ask_at_once(server, chat):
    serving = server(delay=0.05)
    most = Meter(PRICES).reserve("prove", MESSAGES, 4000)
    meter = Meter(PRICES, limit=2.5 * most)
    one, stopped = chat(serving, meter=meter), []

    def ask(sample):
        try:
            one.ask(MESSAGES, SCHEMA, sample)
        except OverBudget:
            stopped.append(sample)

    threads = [threading.Thread(target=ask, args=(sample,)) for sample in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert serving.most_in_flight <= 2
    assert len(serving.requests) + len(stopped) == 8
    assert stopped
    assert meter.cost("prove", meter.usage) <= 2.5 * most


def test_a_limit_without_a_price_stops_before_anything_is_sent(server, chat):
    serving = server()
    with pytest.raises(OverBudget):
        chat(serving, meter=Meter(Prices({"annen": Price(1, 1, 1)}), limit=1.0)).ask(MESSAGES, SCHEMA)
    assert not serving.requests


def test_samples_differ_in_seed_and_are_stored_apart(server, chat):
    serving = server()
    one = chat(serving, cache=True, sampling=Sampling(temperature=0.7))
    for sample in (0, 1, 0, 1):
        one.ask(MESSAGES, SCHEMA, sample)
    assert [request["seed"] for request in serving.requests] == [0, 1]
