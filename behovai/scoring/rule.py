"""What a rule is: a check on a case, and the words that explain what it found."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from behovai.facts.law import Reference
from behovai.finding import Level
from behovai.submission import Criterion, FormVersion, Malform

ALL_FORMS: frozenset[FormVersion] = frozenset({"2024", "2025", "2026"})
FORM_2026: frozenset[FormVersion] = frozenset({"2026"})
# A form we do not know has its free text mapped to the sections of 2026; nothing is known about its boxes and tables.
FREE_TEXT_2026: frozenset[FormVersion] = FORM_2026 | {"unknown"}
FREE_TEXT: frozenset[FormVersion] = ALL_FORMS | {"unknown"}


@dataclass(frozen=True)
class Text:
    """The same words in bokmål and nynorsk; {slots} are filled from Hit.values."""

    nb: str
    nn: str

    def in_(self, malform: Malform) -> str:
        """The words in this målform."""
        return self.nn if malform == "nn" else self.nb


NOTHING = Text("", "")


def listed(texts: Iterable[Text]) -> Text:
    """«a, b og c» of fixed phrases."""
    parts = tuple(texts)
    return Text(joined(part.nb for part in parts), joined(part.nn for part in parts))


def joined(words: Iterable[str]) -> str:
    """«a, b og c» of words."""
    *first, last = tuple(words) or ("",)
    return f"{', '.join(first)} og {last}" if first else last


@dataclass(frozen=True)
class Hit:
    """A rule holds here. `units` are the places it rests on, none where something is absent.

    `values` fill the slots: facts from the form, numbers, quotations cut from units, or fixed phrases (Text).
    """

    units: tuple[str, ...] = ()
    criterion: Criterion | None = None
    values: Mapping[str, str | Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One entry of the catalogue, complete in itself.

    `check(case)` – or `check(case, criterion)` if `per_criterion` – yields a Hit where the rule holds. It may raise NotInForm or
    Unreadable anywhere; the runner turns them into the outcomes not_asked and unreadable. `forms` are the form versions that ask.
    `replaces` are the codes this one stands instead of, for the same place. `weight` (0–100) orders findings of the same level.
    """

    code: str
    slug: str
    level: Level
    forms: frozenset[FormVersion]
    basis: tuple[Reference, ...]
    check: Callable[..., Iterable[Hit]]
    message: Text
    why: Text
    suggestion: Text
    weight: int
    per_criterion: bool = False
    replaces: tuple[str, ...] = ()


_COLLEGE = re.compile(r"\b([Hh])øgsk(?:ole|ule)n(s?)\b")
_IS_COLLEGE = re.compile(r"h(?:øg|øy|ø)sk", re.IGNORECASE)
_UNIVERSITY = re.compile(r"universitet|\b(?:NTNU|UiT|UiS|UiA|UiB|UiO|USN|OsloMet|NMBU)\b", re.IGNORECASE)


def fitted(example: str, partner: str) -> str:
    """An example with the university in place of the college, where the partner is one and no college."""
    if not _UNIVERSITY.search(partner) or _IS_COLLEGE.search(partner):
        return example
    return _COLLEGE.sub(lambda match: f"{'U' if match[1] == 'H' else 'u'}niversitetet{match[2]}", example)
