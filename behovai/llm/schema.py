"""The only shape an answer can have: integers and enums, with a limit on every list. No place for a quotation, a verdict or prose."""

from typing import Any

from pydantic import Field

from behovai.document import Noun
from behovai.evidence import Question, Role
from behovai.submission import Criterion

Schema = dict[str, Any]

MOST_UNITS = 200  # units in one request; longer submissions are split at section borders
MOST_PER_QUESTION = 40
GREATEST_UNIT = 99999
NAME = "peker"


class Pointed(Noun):
    """What the model says one unit shows; `unit` is the number the unit had in the prompt."""

    unit: int
    criteria: tuple[Criterion, ...] = ()
    roles: tuple[Role, ...] = ()


class Pointers(Noun):
    """A whole answer. `dropped` counts what could not be read: numbers that are none, words that are not in the schema."""

    units: tuple[Pointed, ...] = ()
    vague: frozenset[int] = frozenset()
    questions: dict[Question, tuple[int, ...]] = Field(default_factory=dict)
    dropped: int = 0


def answer_schema() -> Schema:
    """The strict JSON schema of an answer, the same for every submission. Bounds are integers: some grammars do not know others."""
    number = {"type": "integer", "minimum": 1, "maximum": GREATEST_UNIT}
    unit = _object(
        {
            "unit": number,
            "criteria": _list({"type": "string", "enum": [item.value for item in Criterion]}, len(Criterion)),
            "roles": _list({"type": "string", "enum": [item.value for item in Role]}, len(Role)),
        }
    )
    questions = _object({question.value: _list(number, MOST_PER_QUESTION) for question in Question})
    return _object({"units": _list(unit, MOST_UNITS), "vague": _list(number, MOST_UNITS), "questions": questions})


def without_bounds(schema: Schema) -> Schema:
    """The same schema for servers that reject minItems, maximum and the like (Azure does)."""
    if isinstance(schema, dict):
        kept = {key: value for key, value in schema.items() if key not in ("minimum", "maximum", "maxItems")}
        return {key: without_bounds(value) if isinstance(value, dict) else value for key, value in kept.items()}
    return schema


def _object(properties: dict[str, Any]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: Schema, most: int) -> Schema:
    return {"type": "array", "items": items, "maxItems": most}
