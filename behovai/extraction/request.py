"""Submission → what a model is sent: masked, numbered units between markers, in as few requests as the limit allows."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from behovai.facts.law import SIGNS_WORDING
from behovai.facts.municipalities import names as municipality_names
from behovai.llm.masking import mask
from behovai.llm.names import Name, names_in
from behovai.llm.prompt import render
from behovai.llm.reply import Message
from behovai.llm.schema import MOST_UNITS
from behovai.submission import Answer, Criterion, FormVersion, Submission

MOST_CHARACTERS = 60_000  # of units in one request: about 20 000 tokens; a submission of ten pages has 25 000
MARKER = re.compile(r"<<<+|>>>+")
LOOKS_NUMBERED = re.compile(r"\[(\d+)\]")
TITLES = {
    "kommentar": "Kommentar fra innsender",
    "1": "Vurdering av behov",
    "2": "Plan for partnerskap",
    "3": "Eiers egeninnsats",
    "4": "Vurdering av måloppnåelse – gjelder alle bokstavene",
    "5": "Målgruppe",
    "6": "Økonomi og varighet",
    "forankring": "Forankring som involverer ansatte og ledere, i faglig dialog med UH",
    "prosesser": "Kollektive prosesser",
    "laererutdanning": "Hvordan tiltaket styrker lærerutdanningen",
    "langsiktig_plan": "Forankring i langsiktig plan",
    "bruk_eier": "Eiers bruk av midlene",
    "bruk_uh": "UHs bruk av midlene",
    "koordinator_begrunnelse": "Begrunnelse for koordinator",
    "anslag": "Anslag for videreføring",
    "malgruppe": "Målgruppe",
    "tiltak": "Om tiltaket",
    "fremdrift": "Framdrift ved videreføring",
}
EXPLAINED = {
    Criterion.GJENNOMFORING: "Framdrift, milepæler, status for planen, avvik fra den, hvordan gjennomføringen dokumenteres.",
    Criterion.PRAKSISENDRING: (
        "Hva de ansatte gjør eller skal gjøre annerledes i det daglige arbeidet, utprøving i klasse eller avdeling, observasjon av praksis."
    ),
    Criterion.LAERINGSFELLESSKAP: (
        "Kollektive prosesser, felles refleksjon, deling, nettverk, team, felles språk eller metode, ledere som leder læring."
    ),
    Criterion.INKLUDERING: (
        "Trygt miljø, mobbing, fravær, tilhørighet, universell utforming og tilpasset opplæring, tidlig hjelp – kompetanse for dette."
    ),
    Criterion.LAERERUTDANNING: (
        "Hva universitetet eller høgskolen lærer eller endrer, praksisopplæring, studenter, forskning ut av partnerskapet."
    ),
}


class Section(NamedTuple):
    """An answer, or a part of one, as the prompt shows it: numbers and masked texts."""

    key: str
    title: str
    criterion: str
    tiltak: int | None
    units: tuple[tuple[int, str], ...]


class Part(NamedTuple):
    """What goes into one request."""

    form: FormVersion
    sections: tuple[Section, ...]
    number: int = 1
    parts: int = 1

    @property
    def size(self) -> int:
        """Units in it."""
        return sum(len(section.units) for section in self.sections)


class Request(NamedTuple):
    """All there is to send for a submission. `ids` gives the unit of every number; `masked` counts what was masked, per kind."""

    parts: tuple[Part, ...]
    ids: dict[int, str]
    masked: dict[str, int]


def make_request(submission: Submission) -> Request:
    """Mask, number and split. Units keep their ids: unit «u028» is number 28."""
    units = {unit.id: unit for unit in submission.units}
    own = [unit_id for answer in submission.answers for unit_id in answer.units]
    masked = mask({unit_id: submission.quote(units[unit_id]) for unit_id in own}, _names(submission), _kept(submission))
    numbers = {unit_id: int(unit_id.lstrip("u")) for unit_id in own}
    sections = [_section(answer, numbers, masked.texts) for answer in submission.answers if answer.units]
    groups = list(_grouped(sections))
    parts = tuple(Part(submission.form, tuple(group), index, len(groups)) for index, group in enumerate(groups, 1))
    return Request(parts, {number: unit_id for unit_id, number in numbers.items()}, masked.counts)


def messages_of(part: Part) -> tuple[Message, ...]:
    """System prompt, the same for every submission, then the units."""
    user = render("user.j2", form=part.form, sections=part.sections, part=part.number, parts=part.parts)
    return Message("system", system_prompt()), Message("user", user)


@cache
def system_prompt() -> str:
    """The unchanging instructions."""
    return render(
        "system.j2",
        criteria={criterion.value: SIGNS_WORDING[criterion] for criterion in Criterion},
        explained={criterion.value: text for criterion, text in EXPLAINED.items()},
    )


def halves(part: Part) -> tuple[Part, Part]:
    """A part in two of about the same size, for an answer that was cut off."""
    wanted, first, second = part.size // 2, list[Section](), list[Section]()
    for section in part.sections:
        room = max(0, wanted - sum(len(one.units) for one in first))
        if room and section.units[:room]:
            first.append(section._replace(units=section.units[:room]))
        if section.units[room:]:
            second.append(section._replace(units=section.units[room:]))
    return part._replace(sections=tuple(first)), part._replace(sections=tuple(second))


def _names(submission: Submission) -> tuple[Name, ...]:
    contacts = [text for key, text in submission.fields.items() if key.startswith("kontakt_")]
    contacts += [party.kontaktperson for party in submission.parter]
    tables = names_in([*contacts, *(person.navn for person in submission.deltakere)])
    return tuple(dict.fromkeys((*tables, *names_in((person.rolle for person in submission.deltakere), least=2))))


def _kept(submission: Submission) -> frozenset[str]:
    """Names of municipalities and the words of the parties' names; they survive though they may be somebody's surname."""
    parties = [text for key, text in submission.fields.items() if key.startswith(("eier", "kompetanse"))]
    parties += [party.navn for party in submission.parter]
    return municipality_names() | {word for text in parties for word in re.findall(r"[\w-]{3,}", text)}


def _section(answer: Answer, numbers: dict[str, int], texts: dict[str, str]) -> Section:
    criterion = answer.criterion.value if answer.criterion else ""
    title = TITLES.get(answer.section, "Vurdering av måloppnåelse" if criterion else "")
    units = tuple((numbers[unit_id], _as_data(texts[unit_id])) for unit_id in answer.units)
    return Section(answer.section, title, criterion, answer.tiltak, units)


def _as_data(text: str) -> str:
    """Text that cannot be taken for one of our markers or numbers."""
    return LOOKS_NUMBERED.sub(r"(\1)", MARKER.sub("«", text))


def _grouped(sections: list[Section]) -> Iterator[list[Section]]:
    """Sections in as few groups as the limits allow, cut at section borders; a section over the limit is cut between units."""
    group: list[Section] = []
    units = characters = 0
    for section in (piece for whole in sections for piece in _pieces(whole)):
        size = sum(len(text) + 8 for _, text in section.units)
        if group and (units + len(section.units) > MOST_UNITS or characters + size > MOST_CHARACTERS):
            yield group
            group, units, characters = [], 0, 0
        group.append(section)
        units += len(section.units)
        characters += size
    if group:
        yield group


def _pieces(section: Section) -> Iterator[Section]:
    units: list[tuple[int, str]] = []
    characters = 0
    for number, text in section.units:
        if units and (len(units) >= MOST_UNITS or characters + len(text) + 8 > MOST_CHARACTERS):
            yield section._replace(units=tuple(units))
            units, characters = [], 0
        units.append((number, text))
        characters += len(text) + 8
    yield section._replace(units=tuple(units))
