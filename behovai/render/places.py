"""Where something stands, in words a reader of the form knows, and the words that stand there."""

import re

from behovai.document import Noun, Span, Unit
from behovai.finding import Finding
from behovai.render.phrases import Phrases
from behovai.submission import Criterion, Submission

QUOTE_LENGTH = 260
CELL_LENGTH = 110
_NUMBERED = re.compile(r"(\d+)([a-e]?)$")


class Quote(Noun):
    """The applicant's own words, cut from the document: `text` is the unit's beginning, with «…» where it was cut."""

    unit: str
    place: str
    text: str


def shorten(text: str, length: int) -> str:
    """`text`, cut at a word to at most `length` characters, with «…» where it was cut."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head else head
    return at_word.rstrip(" ,;:–-") + " …"


def quote(submission: Submission, unit_id: str, phrases: Phrases, length: int = QUOTE_LENGTH, cell: Span | None = None) -> Quote:
    """The unit's own words, or those of one cell of a row, and its place."""
    unit = submission.unit(unit_id)
    words = " ".join(submission.document[cell].split()) if cell else submission.shown(unit)
    return Quote(unit=unit_id, place=place(unit, phrases), text=shorten(words, length))


def place(unit: Unit, phrases: Phrases) -> str:
    """«punkt 4 b, side 3»."""
    numbered = _NUMBERED.match(unit.section)
    if numbered:
        where = phrases("place_numbered", number=" ".join(part for part in numbered.groups() if part))
    else:
        where = phrases.name("sections", unit.section)
    return phrases("place_page", place=where, page=unit.page) if unit.page is not None else where


def sections(submission: Submission, finding: Finding) -> tuple[str, ...]:
    """The parts of the form a finding is about: those of its units, else that of its criterion's answer."""
    if finding.units:
        return tuple(dict.fromkeys(submission.unit(unit_id).section for unit_id in finding.units))
    if finding.criterion is None:
        return ()
    return tuple(dict.fromkeys(answer.section for answer in submission.lettered(finding.criterion)))


def anchor_units(submission: Submission, finding: Finding) -> tuple[str, ...]:
    """Where to point for a finding: its units; for something absent, the first unit of the answer where it would stand, if any."""
    if finding.units:
        return finding.units
    wanted = sections(submission, finding)
    return tuple(unit.id for unit in submission.units if unit.section in wanted)[:1]


def in_form_order(submission: Submission, criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """Criteria by the form's letters; forms without letters keep the order given."""
    return tuple(sorted(criteria, key=lambda key: submission.letters.get(key, "")))
