"""The raw answer of a model → Pointers, or the reason why not. Reads what can be read before anybody pays for asking again.

Fences, think tags, prose around the object, trailing commas, other names for the keys, ids as strings: all are read. An answer that is
cut off, refused, empty or of another shape is told apart, because what to do about it differs.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from behovai.errors import AnswerCutOff, AnswerEmpty, AnswerRefused, AnswerUnusable
from behovai.evidence import Question, Role
from behovai.llm.reply import Reply
from behovai.llm.schema import Pointed, Pointers
from behovai.submission import Criterion

THINKING = re.compile(r"<(think|thinking|reasoning|thought)>.*?</\1>", re.DOTALL | re.IGNORECASE)
THINKING_END = re.compile(r"^.*</(?:think|thinking|reasoning|thought)>", re.DOTALL | re.IGNORECASE)
THINKING_OPEN = re.compile(r"<(?:think|thinking|reasoning|thought)>", re.IGNORECASE)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
KEYS = {
    "units": ("units", "unit_list", "enheter", "einingar", "evidence", "items", "results", "pointers"),
    "vague": ("vague", "vag", "vage", "vague_indicators", "vage_indikatorer"),
    "questions": ("questions", "sporsmal", "spørsmål", "spørsmal"),
    "unit": ("unit", "id", "unit_id", "unitid", "enhet", "eining", "nr", "number", "nummer"),
    "criteria": ("criteria", "criterion", "kriterier", "kriterium", "kriteria"),
    "roles": ("roles", "role", "roller", "rolle"),
}
MOST_FALSE_STARTS = 50  # brackets in prose that open no JSON; more is noise, and each costs a look at the whole text
REFUSALS = ("content_filter", "safety", "refusal")
Word = TypeVar("Word", bound=StrEnum)


def read_reply(reply: Reply) -> Pointers:
    """What the answer points at.

    Raises AnswerRefused, AnswerCutOff, AnswerEmpty or AnswerUnusable.
    """
    if reply.refusal or reply.finish in REFUSALS:
        raise AnswerRefused(f"{reply.model} ville ikke svare. Prøv en annen modell, eller les lokalt (--extractor local).")
    if reply.finish == "length":
        raise AnswerCutOff(f"Svaret fra {reply.model} ble avkortet etter {reply.usage.output} tegnbiter (tokens).")
    text = _said(reply.text)
    if not text:
        if THINKING_OPEN.search(reply.text):
            raise AnswerCutOff(f"{reply.model} kom ikke lenger enn til å tenke. Gi modellen mer plass, eller velg en annen.")
        raise AnswerEmpty(f"{reply.model} svarte uten innhold.")
    best = max((found for found in (_pointers(value) for value in _values(text)) if found), key=_size, default=None)
    if best is None:
        if text.lstrip("`json\n \t").startswith(("{", "[")) and not _closed(text):
            raise AnswerCutOff(f"Svaret fra {reply.model} slutter midt i.")
        raise AnswerUnusable(f"Svaret fra {reply.model} følger ikke skjemaet det ble bedt om.")
    return best


def _said(text: str) -> str:
    """The answer without the thinking before it."""
    rest = THINKING_END.sub("", THINKING.sub("", text))
    opened = THINKING_OPEN.search(rest)
    return (rest[: opened.start()] if opened else rest).strip()


def _closed(text: str) -> bool:
    return text.rstrip("` \n\t").endswith(("}", "]"))


def _values(text: str) -> Iterator[Any]:
    """Every whole JSON object or list in the text that is not inside another one."""
    decoder = json.JSONDecoder()
    text = TRAILING_COMMA.sub(r"\1", text)
    at = failed = 0
    while failed < MOST_FALSE_STARTS and (start := _next_open(text, at)) >= 0:
        try:
            value, at = decoder.raw_decode(text, start)
            yield value
        except (json.JSONDecodeError, RecursionError):
            at, failed = start + 1, failed + 1


def _next_open(text: str, at: int) -> int:
    return min((found for found in (text.find("{", at), text.find("[", at)) if found >= 0), default=-1)


def _size(found: Pointers) -> int:
    return len(found.units) + len(found.vague) + sum(len(units) for units in found.questions.values())


def _pointers(value: Any) -> Pointers | None:
    """The value as an answer; None if it is none."""
    value = _unwrapped(value)
    if value is None:
        return None
    raw = _get(value, "units")
    entries = _entries(raw)
    if entries is None:
        return None
    read = [_pointed(entry) for entry in entries]
    vague, lost_vague = _numbers(_get(value, "vague"))
    questions, lost_questions = _questions(_get(value, "questions"))
    units = [pointed for pointed, _ in read if pointed]
    if entries and not units:
        return None
    return Pointers(
        units=tuple(units),
        vague=frozenset(vague),
        questions=questions,
        dropped=sum(lost for _, lost in read) + lost_vague + lost_questions,
    )


def _unwrapped(value: Any) -> Mapping[str, Any] | None:
    """The object that holds the units: itself, inside a single key («answer», the schema's name), or a bare list of units."""
    for _ in range(3):
        if isinstance(value, list):
            return {"units": value} if all(isinstance(item, dict) for item in value) else None
        if not isinstance(value, dict):
            return None
        if _get(value, "units") is not None and "properties" not in value:
            return value
        if len(value) != 1 and "arguments" not in value:
            return None
        value = value.get("arguments", next(iter(value.values())))
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except (json.JSONDecodeError, RecursionError):
                return None
    return None


def _get(value: Mapping[str, Any], key: str) -> Any:
    folded = {str(name).casefold().strip(): item for name, item in value.items()}
    return next((folded[name] for name in KEYS[key] if name in folded), None)


def _entries(raw: Any) -> list[Any] | None:
    if isinstance(raw, list):
        return raw
    if isinstance(raw, dict):  # {"28": {…}} keyed by id
        return [{"unit": key, **entry} for key, entry in raw.items() if isinstance(entry, dict)]
    return None


def _pointed(entry: Any) -> tuple[Pointed | None, int]:
    if not isinstance(entry, dict):
        return None, 1
    unit = _number(_get(entry, "unit"))
    if unit is None:
        return None, 1
    criteria, lost_criteria = _words(_get(entry, "criteria"), Criterion)
    roles, lost_roles = _words(_get(entry, "roles"), Role)
    return Pointed(unit=unit, criteria=criteria, roles=roles), lost_criteria + lost_roles


def _questions(raw: Any) -> tuple[dict[Question, tuple[int, ...]], int]:
    pairs: Iterable[tuple[Any, Any]] = ()
    if isinstance(raw, dict):
        pairs = raw.items()
    elif isinstance(raw, list):  # [{"question": …, "units": […]}]
        pairs = [(item.get("question"), item.get("units")) for item in raw if isinstance(item, dict)]
    found, lost = {}, 0
    for name, numbers in pairs:
        words, unknown = _words(name, Question)
        units, bad = _numbers(numbers)
        lost += unknown + bad
        if words and units:
            found[words[0]] = tuple(units)
    return found, lost


def _words(raw: Any, kind: type[Word]) -> tuple[tuple[Word, ...], int]:
    """The words that are in the enum, in the enum's order, and how many were not."""
    given = [raw] if isinstance(raw, str) else raw if isinstance(raw, list) else []
    folded = {str(word).casefold().strip() for word in given} - {"", "none", "ingen", "null"}
    known = tuple(item for item in kind if item.value in folded)
    return known, len(folded) - len(known)


def _numbers(raw: Any) -> tuple[list[int], int]:
    given = raw if isinstance(raw, list) else [] if raw is None else [raw]
    read = [_number(item) for item in given]
    return list(dict.fromkeys(number for number in read if number is not None)), read.count(None)


def _number(raw: Any) -> int | None:
    """28, "28", "u028", "[28]"."""
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, int):
        return raw
    match = re.fullmatch(r"\W*[uU]?(\d{1,6})\W*", str(raw))
    return int(match.group(1)) if match else None
