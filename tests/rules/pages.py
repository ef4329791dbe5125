"""The example pages tests/rules/CODE.md: prose, fenced overrides of a base submission, and what each is expected to give.

    ```toml
    ruter.medbestemmelse = []
    ```
    fires: FOR001

An override is merged into base_2026.toml, or into the base of the `form` it names: tables are merged, everything else replaced.
A block «```korpus» before it holds a paragraph of another owner's submission.
"""

import re
import tomllib
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BLOCK = re.compile(r"^```(toml|korpus)\n(.*?)^```\n((?:(?:fires|passes|not_asked|unreadable): [^\n]*\n)*)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A source in the format of examples.press and the outcomes expected: (outcome, code, criterion key or "")."""

    source: dict[str, Any]
    expected: tuple[tuple[str, str, str], ...]
    corpus: tuple[str, ...]
    overrides: dict[str, Any]


def codes() -> list[str]:
    """The codes that have a page."""
    return sorted(path.stem for path in FOLDER.glob("[A-Z]*.md"))


def read(code: str) -> tuple[Example, ...]:
    """The examples on a rule's page, in order."""
    found, corpus = [], ()
    for kind, body, lines in BLOCK.findall((FOLDER / f"{code}.md").read_text(encoding="utf-8") + "\n"):
        if kind == "korpus":
            corpus = (" ".join(body.split()),)
            continue
        overrides = tomllib.loads(body)
        expected = [re.fullmatch(r"(\w+): (\w+)(?: (\w+))?", line) for line in lines.splitlines()]
        assert expected and all(expected), f"{code}: a block without what it gives"
        base = tomllib.loads((FOLDER / f"base_{overrides.get('form', '2026')}.toml").read_text(encoding="utf-8"))
        told = tuple((match[1], match[2], match[3] or "") for match in expected if match)
        found.append(Example(merged(base, overrides), told, corpus, overrides))
        corpus = ()
    return tuple(found)


def merged(base: dict[str, Any], overrides: dict[str, Any]) -> dict[str, Any]:
    """The base with the overrides in it; [[tiltak]] of 2024 is merged one by one."""
    result = deepcopy(base)
    for key, value in overrides.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merged(result[key], value)
        elif key == "tiltak" and isinstance(value, list):
            result[key] = [merged(result["tiltak"][0], one) for one in value]
        else:
            result[key] = value
    return result
