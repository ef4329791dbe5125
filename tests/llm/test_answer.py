"""One malformed answer per test case: what can be read is read, what cannot is told apart."""

import json

import pytest

from behovai.errors import AnswerCutOff, AnswerEmpty, AnswerRefused, AnswerUnusable
from behovai.evidence import Question, Role
from behovai.llm.answer import read_reply
from behovai.llm.reply import Reply
from behovai.llm.schema import Pointed, answer_schema, without_bounds
from behovai.submission import Criterion

GOOD = {
    "units": [
        {"unit": 12, "criteria": ["praksisendring"], "roles": ["aktivitet", "indikator"]},
        {"unit": 13, "criteria": [], "roles": ["bruk"]},
    ],
    "vague": [12],
    "questions": {"needs_source": [3, 4]},
}
TEXT = json.dumps(GOOD)


def reply(text, finish="stop", refusal=None):
    return Reply(text=text, finish=finish, model="prove", refusal=refusal)


def unchanged(pointers):
    return (
        pointers.units
        == (
            Pointed(unit=12, criteria=(Criterion.PRAKSISENDRING,), roles=(Role.AKTIVITET, Role.INDIKATOR)),
            Pointed(unit=13, roles=(Role.BRUK,)),
        )
        and pointers.vague == {12}
        and pointers.questions == {Question.NEEDS_SOURCE: (3, 4)}
        and pointers.dropped == 0
    )


RENAMED = {
    "enheter": [{"id": "u012", "kriterium": "praksisendring", "roller": ["Aktivitet ", "INDIKATOR"]}, {"nr": "[13]", "rolle": "bruk"}]
}
READABLE = {
    "plain": TEXT,
    "fence": f"```json\n{TEXT}\n```",
    "fence and prose": f"Her er svaret:\n```\n{TEXT}\n```\nSi fra om noe mangler.",
    "leading prose": f"Jeg har lest enhetene [12] og [13]. {TEXT}",
    "thinking": f'<think>Enhet 12 {{kanskje}} {{"units": []}} …</think>{TEXT}',
    "thinking not opened": f"Enhet 12 er en aktivitet.</think>\n{TEXT}",
    "trailing comma": TEXT[:-1] + ",}",
    "wrapped": json.dumps({"peker": GOOD}),
    "wrapped call": json.dumps({"name": "peker", "arguments": TEXT}),
    "keys in capitals": TEXT.replace('"units"', '"Units"').replace('"questions"', '"QUESTIONS"'),
    "keyed by id": json.dumps({**GOOD, "units": {"12": GOOD["units"][0], "u13": GOOD["units"][1]}})
    .replace('"unit": 12, ', "")
    .replace('"unit": 13, ', ""),
    "norwegian keys": json.dumps({**RENAMED, "vage": [12], "spørsmål": {"needs_source": ["u003", "4"]}}),
    "questions as list": json.dumps({**GOOD, "questions": [{"question": "needs_source", "units": [3, 4]}]}),
    "twice, first one empty": '{"units": [], "vague": [], "questions": {}} ' + TEXT,
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE.keys())
def test_what_can_be_read_is_read(text):
    assert unchanged(read_reply(reply(text)))


def test_a_bare_list_is_a_list_of_units():
    assert [pointed.unit for pointed in read_reply(reply(json.dumps(GOOD["units"]))).units] == [12, 13]


def test_an_empty_selection_is_an_answer():
    assert read_reply(reply('{"units": [], "vague": [], "questions": {}}')).units == ()


def test_words_outside_the_schema_are_dropped_and_counted():
    text = json.dumps(
        {"units": [{"unit": 1, "criteria": ["praksisendring", "kvalitet"], "roles": ["mål"]}, {"unit": "x", "roles": []}], "vague": ["?"]}
    )
    pointers = read_reply(reply(text))
    assert pointers.units == (Pointed(unit=1, criteria=(Criterion.PRAKSISENDRING,)),)
    assert pointers.dropped == 4


SCHEMA_ECHO = json.dumps(answer_schema())
TOLD_APART = {
    "cut off": (reply(TEXT[:60], "length"), AnswerCutOff),
    "cut off without saying so": (reply(TEXT[:60]), AnswerCutOff),
    "never done thinking": (reply("<think>La meg se på enhet 12"), AnswerCutOff),
    "refused": (reply("", refusal="Jeg kan ikke hjelpe med det."), AnswerRefused),
    "filtered": (reply("", "content_filter"), AnswerRefused),
    "empty": (reply(" \n"), AnswerEmpty),
    "empty fence": (reply("```json\n```"), AnswerUnusable),
    "prose": (reply("Kommunen gjør mye bra."), AnswerUnusable),
    "another schema": (reply('{"answer": "ja", "score": 3}'), AnswerUnusable),
    "a list of words": (reply('["praksisendring"]'), AnswerUnusable),
    "null": (reply("null"), AnswerUnusable),
    "the schema itself": (reply(SCHEMA_ECHO), AnswerUnusable),
    "units of prose": (reply('{"units": ["enhet 12 er en aktivitet"], "vague": [], "questions": {}}'), AnswerUnusable),
    "deep nesting": (reply("[" * 100_000), AnswerCutOff),
}


@pytest.mark.parametrize(("given", "kind"), TOLD_APART.values(), ids=TOLD_APART.keys())
def test_what_cannot_be_read_is_told_apart(given, kind):
    with pytest.raises(kind) as raised:
        read_reply(given)
    assert type(raised.value) is kind


def walk(schema):
    yield schema
    for value in schema.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from walk(item)


def test_the_schema_is_strict_and_leaves_no_room_for_prose():
    for node in walk(answer_schema()):
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        if node.get("type") == "array":
            assert node["maxItems"] > 0
        if node.get("type") == "string":
            assert node["enum"]
        if node.get("type") == "integer":
            assert node["maximum"]
        assert node.get("type") != "number"


def test_without_bounds_nothing_else_changes():
    plain = without_bounds(answer_schema())
    assert not {"maxItems", "minimum", "maximum"} & {key for node in walk(plain) for key in node}
    assert plain["properties"]["units"]["items"]["properties"]["roles"]["items"]["enum"] == [role.value for role in Role]
