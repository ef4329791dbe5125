"""A form version as data: what it prints, asks and lets one tick. One .toml file per version; the folder is the list."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from behovai.submission import Criterion, FormVersion, Party

VERSIONS: tuple[FormVersion, ...] = ("2026", "2025", "2024")

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class BoxSpec:
    """A question answered by ticking: its wording and the wording of each option."""

    key: str
    question: Pattern
    options: dict[str, Pattern]


@dataclass(frozen=True)
class SumSpec:
    """A table of sums: its title and its rows (label → wording); one nameless row for the table of a tiltak."""

    title: Pattern
    rows: dict[str, Pattern]


@dataclass(frozen=True)
class Part:
    """A part of the form, from its title to the next part's title. Titles are patterns of small letters.

    `shares`: applicants tell here, in words or a table of their own, how much of the grant each party gets.
    `account`: what was granted and used before is told here beside what is asked for.
    `short`: what offices that type the form anew call it, looked for where no title is in the file. `content`: what is printed in it.
    """

    key: str
    titles: tuple[Pattern, ...]
    number: str | None = None
    answer: bool = False
    lettered: bool = False
    repeats: bool = False
    optional: bool = False
    shares: bool = False
    account: bool = False
    short: tuple[Pattern, ...] = ()
    content: Pattern | None = None
    labels: tuple[Pattern, ...] = ()
    help_patterns: tuple[Pattern, ...] = ()
    fields: dict[str, Pattern] = field(default_factory=dict)
    people: dict[str, Pattern] = field(default_factory=dict)
    boxes: tuple[BoxSpec, ...] = ()
    sums: SumSpec | None = None
    money: dict[Party, Pattern] = field(default_factory=dict)

    @property
    def anchors(self) -> tuple[Pattern, ...]:
        """What else is printed inside the part."""
        return (
            *(box.question for box in self.boxes),
            *self.fields.values(),
            *self.people.values(),
            *self.money.values(),
            *((self.sums.title,) if self.sums else ()),
        )


@dataclass(frozen=True)
class FormSpec:
    """A form version. `letters` map its lettered criteria; `criteria` are their printed wording."""

    version: FormVersion
    letters: dict[str, Criterion]
    criteria: dict[Criterion, Pattern]
    parts: tuple[Part, ...]

    @property
    def year(self) -> int:
        """The year it is called after: what is told of an earlier one is not asked for now."""
        return int(self.version)

    def part(self, key: str) -> Part | None:
        """The part with this key, if the form has it."""
        return next((part for part in self.parts if part.key == key), None)


_OPENING = r"(?:(?<![^\n\t])|(?<=[•*–☐☒☑-]\x20)|(?<=\*))"


def compiled(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Pattern:
    """A pattern of the data files: no case, a space is any white space, « where a line, cell or bullet begins, or what follows a box."""
    return re.compile(pattern.replace(" ", r"\s+").replace(r"\s+?", r"\s*").replace("«", _OPENING), flags)


def signs(version: FormVersion) -> tuple[list[list[str]], list[list[str]]]:
    """What tells a form version from others, and what speaks against it: each a list of wordings in lower case."""
    data = _data(version)
    return data["signs"], data["not_signs"]


def load(version: FormVersion) -> FormSpec:
    """The form of a version; KeyError or re.error if its data file is broken (a bug of ours)."""
    return _load(version)


@cache
def _data(version: FormVersion) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{version}.toml").read_text("utf-8"))


@cache
def _load(version: FormVersion) -> FormSpec:
    data = _data(version)
    return FormSpec(
        version=version,
        letters={letter: Criterion(key) for letter, key in data.get("letters", {}).items()},
        criteria={Criterion(key): compiled(pattern) for key, pattern in data.get("criteria", {}).items()},
        parts=tuple(_part(part) for part in data["parts"]),
    )


def _part(data: dict[str, Any]) -> Part:
    patterns = {key: {name: compiled(p) for name, p in data.get(key, {}).items()} for key in ("fields", "people", "money")}
    boxes = tuple(
        BoxSpec(
            key,
            compiled(box["question"]),
            {option: compiled(rf"(?<!\w)(?:{p})(?:(?!\w)|(?=[xX](?!\w)))") for option, p in box["options"].items()},
        )
        for key, box in data.get("boxes", {}).items()
    )
    sums = data.get("sums")
    return Part(
        key=data["key"],
        titles=tuple(compiled(title, re.NOFLAG) for title in data["titles"]),
        number=data.get("number"),
        answer=data.get("answer", False),
        lettered=data.get("lettered", False),
        repeats=data.get("repeats", False),
        optional=data.get("optional", False),
        shares=data.get("shares", False),
        account=data.get("account", False),
        short=tuple(compiled(title, re.NOFLAG) for title in data.get("short", ())),
        content=compiled(data["content"]) if "content" in data else None,
        help_patterns=tuple(pattern for text in data.get("help", ()) for pattern in _help(text)),
        labels=tuple(map(compiled, data.get("labels", ()))),
        boxes=boxes,
        sums=SumSpec(compiled(sums["title"]), {label: compiled(p) for label, p in sums["rows"].items()}) if sums else None,
        **patterns,
    )


def _help(text: str) -> Iterator[Pattern]:
    """One pattern a sentence, so that help text cut by a page break is still known for what it is."""
    for sentence in re.split(r"(?<=[.:])\s+(?=[A-ZÆØÅ])", text):
        if len(sentence.split()) >= 4:
            yield re.compile(r"\s+".join(map(re.escape, sentence.split())), re.IGNORECASE)
