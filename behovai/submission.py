"""What the applicant wrote and ticked, whichever file and form it came in."""

import re
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field, NonNegativeInt

from behovai.document import LIST_MARK, PLACEHOLDER, Document, Noun, Span, Unit
from behovai.errors import NotInForm, Unreadable


class Criterion(StrEnum):
    """The five kjennetegn på måloppnåelse (forskrift 12. januar 2026 nr. 23 § 5), keyed by content: forms letter them differently."""

    GJENNOMFORING = "gjennomforing"
    PRAKSISENDRING = "praksisendring"
    LAERINGSFELLESSKAP = "laeringsfellesskap"
    INKLUDERING = "inkludering"
    LAERERUTDANNING = "laererutdanning"


_ANNEX = re.compile(
    r"(?:(?:vi )?(?:viser|syner) til|se|sjå|jf\.?|jamfør)?\W{0,3}(?:(?:eget|eige|eigne)\W{1,3})?vedl(?:egg|agt|agd)\w*[^.!?]{0,60}[.!?]?",
    re.IGNORECASE,
)
FormVersion = Literal["2026", "2025", "2024", "unknown"]
Malform = Literal["nb", "nn"]
Language = Literal["nb", "nn", "en", "se", "unknown"]
Party = Literal["eier", "uh", "koordinator", "totalt"]


class Answer(Noun):
    """A free-text answer. `section` is the form's place («1», «4b», «forankring»), `tiltak` counts from 1 where a form holds several.

    `criterion` is set for answers to one lettered criterion. `units` are ids of the applicant's own units, in order; an answer
    that holds nothing but white space, help text or placeholders has none and is unanswered.
    """

    section: str
    criterion: Criterion | None = None
    tiltak: int | None = None
    units: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the applicant wrote anything."""
        return bool(self.units)


class Amount(Noun):
    """An amount in whole kroner as it stands at one place. `place` names the table or line: «front», «section6», «tiltak», «okonomi»."""

    party: Party
    kroner: NonNegativeInt
    place: str
    tiltak: int | None = None
    span: Span


class Addition(Noun):
    """Amounts that should add up: a row (eier + UH = totalt) or a column of a table of sums. None where a cell is empty."""

    place: str
    label: str
    names: tuple[str, ...]
    parts: tuple[int | None, ...]
    total: int | None
    tiltak: int | None = None
    span: Span


class Person(Noun):
    """A row of the medbestemmelse table."""

    rolle: str
    navn: str


class Participant(Noun):
    """A row of the list of other owners and kompetansemiljøer."""

    navn: str
    kontaktperson: str
    type: str


class Submission(Noun):
    """A behovsmelding.

    `boxes[key][option]` is true, false or None (unreadable); a key is missing where the form has no such question or that part is
    not in the file (`missing`). `fields` hold the short fields as written, "" where empty. `totals` are the own tiltak's amounts
    in kroner, None where none is given. `enheter` are unit counts, None where empty. `places` say where a field, box or table
    stands (key → unit ids). `letters` are the form's own letters (criterion → «a» … «e»). `joint` are the
    criteria answered together with another: criterion → the one whose answer it is. `units` are written out by the Review.
    """

    form: FormVersion
    malform: Malform
    language: Language
    document: Document
    units: tuple[Unit, ...] = Field(exclude=True)
    answers: tuple[Answer, ...]
    fields: dict[str, str]
    boxes: dict[str, dict[str, bool | None]]
    amounts: tuple[Amount, ...] = ()
    sums: tuple[Addition, ...] = ()
    totals: dict[Party, int | None]
    enheter: dict[str, int | None]
    deltakere: tuple[Person, ...] = ()
    parter: tuple[Participant, ...] = ()
    places: dict[str, tuple[str, ...]]
    missing: tuple[str, ...] = ()
    letters: dict[Criterion, str] = {}
    joint: dict[Criterion, Criterion] = {}

    def lettered(self, criterion: Criterion) -> tuple[Answer, ...]:
        """The lettered answers to a criterion; to one that is answered together with another («c) og d) …»), that one's."""
        own = tuple(answer for answer in self.answers if answer.criterion is criterion)
        if criterion not in self.joint or any(answer.units for answer in own):
            return own
        return tuple(answer for answer in self.answers if answer.criterion is self.joint[criterion])

    @cached_property
    def annexed(self) -> frozenset[str]:
        """The sections where nothing is written but that the answer stands in an annex; «4» for all of its letters."""
        written: dict[str, list[Unit]] = {}
        for answer in self.answers:
            written.setdefault("4" if answer.criterion else answer.section, []).extend(map(self.unit, answer.units))
        return frozenset(key for key, units in written.items() if units and all(_ANNEX.fullmatch(self.quote(unit)) for unit in units))

    def unit(self, unit_id: str) -> Unit:
        """The unit with this id; KeyError if there is none."""
        return self._by_id[unit_id]

    @cached_property
    def _by_id(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    def quote(self, unit: Unit) -> str:
        """The unit's own words, white space folded."""
        return " ".join(self.document.text[unit.start : unit.end].split())

    def shown(self, unit: Unit) -> str:
        """The same for people to read: a dot between the cells of a row, a dash for one left as printed, no mark of a list."""
        text = self.document.text[unit.start : unit.end]
        mark = LIST_MARK.match(text) if unit.kind == "bullet" else None
        cells = text[mark.end() if mark else 0 :].split("\t")
        plain = ("–" if len(cells) > 1 and PLACEHOLDER.fullmatch(cell.strip()) else " ".join(cell.split()) for cell in cells)
        return " · ".join(words for words in plain if words)

    def box(self, key: str) -> dict[str, bool]:
        """The options of a box question. NotInForm if it is not asked here, Unreadable if any of its boxes cannot be read."""
        if key not in self.boxes:
            raise NotInForm(key)
        options = self.boxes[key]
        if any(checked is None for checked in options.values()):
            raise Unreadable(key)
        return {option: bool(checked) for option, checked in options.items()}

    def ticked(self, key: str) -> frozenset[str]:
        """The ticked options of a box question; raises as `box`."""
        return frozenset(option for option, checked in self.box(key).items() if checked)

    def answers_to(self, section: str) -> tuple[Answer, ...]:
        """The answers of a section, one per tiltak. NotInForm if the form has no such section or it is not in the file."""
        found = tuple(answer for answer in self.answers if answer.section == section)
        if not found:
            raise NotInForm(section)
        return found
