"""A submission with its evidence, asked the way rules ask."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from behovai.document import Span
from behovai.errors import NotInForm, Unreadable
from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.facts.municipalities import Municipality
from behovai.submission import Answer, Criterion, FormVersion, Submission

# Where each form asks about needs: the continuation form's progress account and the anchoring of 2024 stand for section 1.
NEEDS: dict[FormVersion, tuple[str, ...]] = {
    "2026": ("1",),
    "unknown": ("1",),
    "2025": ("tiltak", "fremdrift"),
    "2024": ("forankring",),
}
PLAN: dict[FormVersion, tuple[str, ...]] = {"2026": ("2",), "unknown": ("2",), "2024": ("prosesser",)}
TARGET: dict[FormVersion, tuple[str, ...]] = {"2026": ("5",), "unknown": ("5",), "2024": ("malgruppe",)}

FEWEST_WORDS = 8  # a shorter sentence may well recur


class Other(NamedTuple):
    """Another submission of a corpus: its owner, the document's name, its paragraphs."""

    owner: str
    document: str
    paragraphs: tuple[str, ...]


def _sentences(text: str) -> dict[str, str]:
    parts = re.split(r"(?<=[.!?])\s+|[\t|]", text)
    found = {" ".join(re.findall(r"\w+", part.casefold())): " ".join(part.split()) for part in parts}
    return {words: said for words, said in found.items() if len(words.split()) >= FEWEST_WORDS}


@dataclass(frozen=True)
class Case:
    """What a check sees. `owners` are the municipalities among the owners, `corpus` other submissions to compare with."""

    submission: Submission
    evidence: Evidence
    owners: tuple[Municipality, ...] = ()
    corpus: tuple[Other, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the text is in a language that is read here; text in English or a Sámi language is handed to a person."""
        return self.submission.language not in ("en", "se")

    def _readable_or_raise(self) -> None:
        if not self.readable:
            raise Unreadable("språk")

    @cached_property
    def shown(self) -> dict[str, UnitEvidence]:
        """The evidence by unit id. Unreadable where the text is in a language that is not read."""
        self._readable_or_raise()
        return {entry.unit: entry for entry in self.evidence.units}

    @cached_property
    def order(self) -> dict[str, int]:
        """Reading order of the units."""
        return {unit.id: place for place, unit in enumerate(self.submission.units)}

    def sorted(self, units: Iterable[str]) -> tuple[str, ...]:
        """The units once each, in reading order."""
        return tuple(sorted(set(units), key=lambda unit: self.order.get(unit, 0)))

    def written(self, *sections: str) -> tuple[str, ...]:
        """Ids of the applicant's own units in these sections; NotInForm if none of them is in the file, or one answers in an annex."""
        answers = [answer for answer in self.submission.answers if answer.section in sections]
        if not answers or not self.submission.annexed.isdisjoint(sections):
            raise NotInForm(", ".join(sections))
        return self.sorted(unit for answer in answers for unit in answer.units)

    def answering(self, *questions: Question, within: Collection[str] | None = None) -> tuple[str, ...]:
        """Ids of the units that answer one of the questions, anywhere or among `within`."""
        self._readable_or_raise()
        found = {unit for question in questions for unit in self._answered[question]}
        return tuple(entry.unit for entry in self.evidence.units if entry.unit in found and (within is None or entry.unit in within))

    @cached_property
    def _answered(self) -> dict[Question, list[str]]:
        found: dict[Question, list[str]] = {question: [] for question in Question}
        for entry in self.evidence.units:
            for question in entry.questions:
                found[question].append(entry.unit)
        return found

    def with_role(self, role: Role, within: Iterable[str]) -> tuple[str, ...]:
        """Those of the units that play a role."""
        return tuple(unit for unit in within if unit in self.shown and role in self.shown[unit].roles)

    @cached_property
    def sentences(self) -> dict[str, dict[str, str]]:
        """The whole sentences of at least eight words in section 4 by unit, folded → as written; a table row holds several."""
        text = self.submission.document.text
        units = (self.submission.unit(unit) for answer in self.assessment for unit in answer.units)
        return {unit.id: _sentences(text[unit.start : unit.end]) for unit in units}

    def box_keys(self, key: str) -> tuple[str, ...]:
        """A box question of every tiltak («varighet», «varighet_2»); NotInForm if none is there."""
        found = tuple(name for name in self.submission.boxes if name == key or name.removeprefix(key + "_").isdigit())
        if not found:
            raise NotInForm(key)
        return found

    def place(self, *keys: str) -> tuple[str, ...]:
        """The units where fields, boxes or tables stand, as far as known."""
        return self.sorted(unit for key in keys for unit in self.submission.places.get(key, ()))

    def at(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The units that share characters with the spans."""
        wanted = tuple(spans)
        return tuple(unit.id for unit in self.submission.units if any(unit.start < span.end and span.start < unit.end for span in wanted))

    def quote(self, unit: str, limit: int = 120) -> str:
        """The unit's words, cut after a whole word beyond `limit` characters."""
        text = self.submission.shown(self.submission.unit(unit))
        return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"

    @cached_property
    def assessment(self) -> tuple[Answer, ...]:
        """The answers of section 4; NotInForm if the section is not there, or they stand in an annex."""
        found = tuple(answer for answer in self.submission.answers if answer.section.startswith("4"))
        if not found or "4" in self.submission.annexed:
            raise NotInForm("4")
        return found

    def _answers_alone(self, unit: str) -> bool:
        return len(self.shown[unit].criteria) == 1 and bool(self.shown[unit].roles)

    def answer_to(self, criterion: Criterion) -> tuple[str, ...]:
        """The units of section 4 that are the answer to a criterion; none if nothing is written for it.

        With letters: the lettered answer, and the opening and closing lines that bear on the criterion; such lines alone are an
        answer only where one speaks of this criterion and plays a role. Without letters: every unit that bears on the criterion.
        """
        own = [unit for answer in self.submission.lettered(criterion) for unit in answer.units]
        lines = [unit for answer in self.assessment if answer.criterion is None for unit in answer.units]
        bearing = [unit for unit in lines if unit in self.shown and criterion in self.shown[unit].criteria]
        if not own and any(answer.criterion for answer in self.assessment) and not any(map(self._answers_alone, bearing)):
            return ()
        return self.sorted(own + bearing)
