"""Submission → what each unit shows a reader who knows the scheme: where it stands, what governs it, its cues and its words.

A feature is a short string that a person can read («4x», «4x&kilde.observasjon», «ledd=indikator», «o=refleksjonsnotat»).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from behovai.document import Unit
from behovai.extraction.columns import Columns, Headed, Roles, columns_in, headed
from behovai.extraction.cues import HEADING, cues_in, governing, heading
from behovai.extraction.notes import only_travel, wording
from behovai.extraction.words import stem, words
from behovai.forms.shares import names_of
from behovai.submission import Answer, Submission

ONLY_TRAVEL = "bare=reise"
_LEAD_WORDS = 9
_LABEL_WORDS = 6
_WANTED_BEFORE = ("kilde.", "tegn.", "bruk.", "nar.")
_BULLET = "•-–*·o "


# What the sections of the old forms ask is asked in a section of the new one: what words mean there is learned from both.
_ALIKE = {
    "forankring": "1", "tiltak": "1", "prosesser": "2", "malgruppe": "5",
    "bruk_eier": "6", "bruk_uh": "6", "koordinator_begrunnelse": "6", "okonomi": "6",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A unit as the extractor sees it. `features` maps each feature to the words it came from (empty where it is a place)."""

    unit: Unit
    answer: Answer
    words: tuple[str, ...]
    features: dict[str, str]


@dataclass
class _Context:
    """What a unit stands in: the kind of answer, and above it the lead-in that governs it, the headings of its table, the unit before.

    `group` is the kind of section, `kind` the same as words and cues are learned with it: all of section 4 as one, the old forms'
    sections as those of 2026.
    """

    group: str = ""
    kind: str = ""
    lead: tuple[str, ...] = ()
    columns: Sequence[Roles] = ()
    row: Headed = field(default_factory=Headed)
    before: tuple[str, ...] = ()
    position: int = 0


def group_of(answer: Answer, form: str) -> str:
    """The kind of section: «4x» for a lettered answer, else the section's key; old forms by what their sections ask."""
    if answer.criterion:
        return "4x"
    return answer.section if form in ("2026", "unknown") else f"{form}.{answer.section}"


def read(submission: Submission) -> Iterator[Reading]:
    """A reading of every unit of the applicant's answers, in order."""
    text = submission.document.text
    units = {unit.id: unit for unit in submission.units}
    columns = Columns(submission.document)
    parties = _parties(submission)
    for answer in submission.answers:
        group = group_of(answer, submission.form)
        context = _Context(group, "4" if group.startswith("4") else _ALIKE.get(answer.section, group))
        for unit_id in answer.units:
            unit = units[unit_id]
            shown = text[unit.start : unit.end]
            found = tuple(words(shown))
            context.row = _row(unit, shown, columns, context)
            cues = {cue: source for cue, source in cues_in(found).items() if not cue.startswith(HEADING)}
            _add_parties(cues, shown, parties)
            features = dict(_features(answer, unit, shown, cues, context))
            features.update(_shape(shown, found, context))
            _add_words(features, found, context.kind)
            yield Reading(unit, answer, found, features)
            _advance(context, unit, shown, found)
            context.before = tuple(cue for cue in cues if cue.startswith(_WANTED_BEFORE))


def _parties(submission: Submission) -> dict[str, re.Pattern[str]]:
    """What the parties are called in this submission: «Nord holder tre fagdager»."""
    names = names_of(submission.fields)
    given = (("hvem.eier", names.eier), ("hvem.uh", names.uh))
    return {cue: re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b") for cue, known in given if known}


def _add_parties(cues: dict[str, str], shown: str, parties: dict[str, re.Pattern[str]]) -> None:
    for cue, pattern in parties.items():
        match = None if cue in cues else pattern.search(shown)
        if match:
            cues[cue] = match[0]


def _features(answer: Answer, unit: Unit, shown: str, cues: dict[str, str], context: _Context) -> Iterator[tuple[str, str]]:
    group, kind = context.group, context.kind
    yield group, ""
    yield f"{group}&{unit.kind}", ""
    if answer.criterion:
        yield f"krit={answer.criterion.value}", ""
    for cue, source in cues.items():
        yield f"c={cue}", source
        yield f"{kind}&{cue}", source
        if answer.criterion and cue.startswith(("gjor.", "tid.", "tegn.")):
            yield f"{answer.criterion.value}&{cue}", source
    for first in _PAIRED:
        if first in cues:
            for second in _PAIRED_WITH:
                if second in cues:
                    yield f"{kind}&{first}+{second}", f"{cues[first]}, {cues[second]}"
    yield from _governed(unit, shown, context)
    yield from _headed(context.row)


def _row(unit: Unit, shown: str, columns: Columns, context: _Context) -> Headed:
    """What headings say about a unit: by the cells it stands in, else, of a row, by the tabs in the text."""
    if columns.known or unit.kind != "row":
        return columns.of(unit)
    cells = list(zip(context.columns, shown.split("\t"), strict=False))
    return headed(context.columns, cells, [own for own, text in cells if not text.strip()])


_PAIRED = "hvem.leder hvem.eier hvem.uh hvem.gruppe hvem.ansatte hvem.barn tegn.vag tegn.tall tegn.flerefaerre".split()
_PAIRED_WITH = (
    "hvem.ansvarsord kilde.metode kilde.undersokelse kilde.skriftlig kilde.observasjon kilde.samtale kilde.statistikk kilde.tilbakemelding "
    "nar.hvert nar.maned nar.periode nar.sesong gjor.planlegg gjor.sammen gjor.samling gjor.mote penger.bruk penger.timer penger.kroner "
    "behov.medvirk behov.behov tid.fortid tid.framtid"
).split()


def _governed(unit: Unit, shown: str, context: _Context) -> Iterator[tuple[str, str]]:
    """What a lead-in above, or a label in the unit, says about it."""
    for lead in context.lead:
        yield f"ledd={lead}", ""
        yield f"ledd={lead}&{unit.kind}", ""
    head = shown.lstrip(_BULLET)
    cut = head.find(":")
    label = words(head[:cut]) if 0 < cut <= 60 else []
    if 0 < len(label) <= _LABEL_WORDS:
        for role in governing([*label, ":"]):
            yield f"merke={role}", head[:cut]
    for clause in head.split(". "):
        cut = clause.find(":")
        for role in governing(words(clause[:cut])) if 0 < cut <= 25 else ():
            yield f"merke2={role}", clause[:cut]


def _headed(row: Headed) -> Iterator[tuple[str, str]]:
    """What the headings of its columns say about a row."""
    for role, cell in row.cells:
        yield f"kolonne={role}", cell
        if row.assessing and role in row.sure:
            yield f"kolonne={role}&vurdering", cell
    if row.assessing:
        yield from ((f"tom={role}", "") for role in row.empty)


def _shape(shown: str, found: tuple[str, ...], context: _Context) -> Iterator[tuple[str, str]]:
    stripped = shown.rstrip()
    if stripped.endswith(":"):
        yield "slutt=:", ""
        if len(found) <= _LEAD_WORDS:
            yield "kort:", ""
    if stripped.endswith("?"):
        yield "slutt=?", ""
    if stripped.endswith("?") and len(found) <= 5:
        yield "kort?", ""
    yield f"lengde={min(len(found) // 6, 5)}", ""
    yield f"nr={min(context.position, 3)}", ""
    patterns = wording(shown)
    yield from ((f"ordlyd={name}", "") for name in patterns)
    if "machine" in patterns and "order" in patterns:
        yield "ordlyd=machine+order", ""
    for cue in context.before:
        yield f"før&{cue}", ""
    if only_travel(shown):
        yield ONLY_TRAVEL, ""


def _add_words(features: dict[str, str], found: tuple[str, ...], kind: str) -> None:
    """The unit's words, each alone and with the next: most features are these, so what a word gives is kept and added at once."""
    for word in found:
        features.update(_of_word(word, kind))
    stems = [stem(word) for word in found]
    for (first, second), (root, following) in zip(pairwise(found), pairwise(stems), strict=True):
        features[f"o={root} {following}"] = f"{first} {second}"
    if stems:
        features[f"f={stems[0]}"] = found[0]


@lru_cache(maxsize=50_000)
def _of_word(word: str, kind: str) -> dict[str, str]:
    """To be copied from, never changed: it is kept."""
    root = stem(word)
    parts = (f"e={root[-6:]}", f"s={root[:5]}") if len(root) > 9 else ()
    return dict.fromkeys((f"o={root}", f"{kind}&o={root}", *parts), word)


def _advance(context: _Context, unit: Unit, shown: str, found: tuple[str, ...]) -> None:
    context.position += 1
    short = len(found) <= _LEAD_WORDS
    if unit.kind == "row" and not context.columns and len(found) <= 2 * _LEAD_WORDS:
        context.columns = columns_in(shown)
    elif (shown.rstrip().endswith(":") or unit.kind == "heading") and short:
        context.lead = heading(found)
    elif unit.kind == "sentence" and not short:
        context.columns = ()
        context.lead = ()  # prose after the bullets is no longer governed by the line above them
