"""Submission → what each unit shows a reader who knows the scheme: where it stands, what governs it, its cues and its words.

A feature is a short string that a person can read («4x», «4x&kilde.observasjon», «ledd=indikator», «o=refleksjonsnotat»).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from behovai.document import Unit
from behovai.extraction.cues import cues_in
from behovai.extraction.words import stem, words
from behovai.submission import Answer, Submission

_LEAD_WORDS = 9
_BULLET = "•-–*·o "


@dataclass(frozen=True)
class Reading:
    """A unit as the extractor sees it. `features` maps each feature to the words it came from (empty where it is a place)."""

    unit: Unit
    answer: Answer
    words: tuple[str, ...]
    features: dict[str, str]


@dataclass
class _Context:
    """What stands above the unit in the same answer: the lead-in that governs it, the columns of its table, the unit before."""

    lead: tuple[str, ...] = ()
    lead_kind: str = ""
    columns: tuple[tuple[str, ...], ...] = ()
    before: frozenset[str] = field(default_factory=frozenset)
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
    for answer in submission.answers:
        context = _Context()
        for unit_id in answer.units:
            unit = units[unit_id]
            shown = text[unit.start : unit.end]
            found = tuple(words(shown))
            features = dict(_features(answer, submission.form, unit, shown, found, context))
            yield Reading(unit, answer, found, features)
            _advance(context, unit, shown, found, features)


def _features(answer: Answer, form: str, unit: Unit, shown: str, found: tuple[str, ...], context: _Context) -> Iterator[tuple[str, str]]:
    group = group_of(answer, form)
    yield group, ""
    yield f"{group}&{unit.kind}", ""
    if answer.criterion:
        yield f"krit={answer.criterion.value}", ""
    cues = cues_in(list(found))
    kind = "4" if group.startswith("4") else group
    for cue, source in cues.items():
        if cue.startswith("ledd."):
            continue
        yield f"c={cue}", source
        yield f"{kind}&{cue}", source
        if answer.criterion and cue.startswith(("gjor.", "tid.", "tegn.")):
            yield f"{answer.criterion.value}&{cue}", source
    for first, second in _PAIRS:
        if first in cues and second in cues:
            yield f"{kind}&{first}+{second}", f"{cues[first]}, {cues[second]}"
    yield from _governed(unit, shown, context, cues)
    yield from _shape(shown, found, context)
    yield from _words(found, kind)


_PAIRS = tuple(
    (first, second)
    for first in ("hvem.leder", "hvem.eier", "hvem.uh", "hvem.gruppe", "hvem.ansatte", "hvem.barn", "tegn.vag", "tegn.tall", "tegn.flerefaerre")
    for second in (
        "hvem.ansvarsord", "kilde.metode", "kilde.undersokelse", "kilde.skriftlig", "kilde.observasjon", "kilde.samtale", "kilde.statistikk", "kilde.tilbakemelding", "nar.hvert", "nar.maned",
        "nar.periode", "nar.sesong", "gjor.planlegg", "gjor.sammen", "gjor.samling", "gjor.mote", "penger.bruk", "penger.timer", "penger.kroner", "behov.medvirk", "behov.behov", "tid.fortid", "tid.framtid",
    )
)  # fmt: skip


def _governed(unit: Unit, shown: str, context: _Context, cues: dict[str, str]) -> Iterator[tuple[str, str]]:
    for lead in context.lead:
        yield f"ledd={lead}", ""
        yield f"ledd={lead}&{unit.kind}", ""
    head = shown.lstrip(_BULLET)
    cut = head.find(":")
    if 0 < cut <= 60:
        label = words(head[:cut])
        for cue in cues_in([*label, ":"]):
            if cue.startswith("ledd.") and len(label) <= 6:
                yield f"merke={cue[5:]}", head[:cut]
    for clause in head.split(". "):
        cut = clause.find(":")
        if 0 < cut <= 25:
            for cue in cues_in(words(clause[:cut])):
                if cue.startswith("ledd."):
                    yield f"merke2={cue[5:]}", clause[:cut]
    if unit.kind == "row":
        for column, cell in zip(context.columns, shown.split("\t"), strict=False):
            if cell.strip(" –-"):
                for role in column:
                    yield f"kolonne={role}", cell.strip()[:40]


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
    for cue in context.before:
        yield f"før&{cue}", ""


_WANTED_BEFORE = ("kilde.", "tegn.", "bruk.", "nar.")


def _words(found: tuple[str, ...], kind: str) -> Iterator[tuple[str, str]]:
    stems = [stem(word) for word in found]
    for word, root in zip(found, stems, strict=True):
        yield f"o={root}", word
        yield f"{kind}&o={root}", word
        if len(root) > 9:
            yield f"e={root[-6:]}", word
            yield f"s={root[:5]}", word
    for index in range(len(stems) - 1):
        yield f"o={stems[index]} {stems[index + 1]}", f"{found[index]} {found[index + 1]}"
    if stems:
        yield f"f={stems[0]}", found[0]


def _advance(context: _Context, unit: Unit, shown: str, found: tuple[str, ...], features: dict[str, str]) -> None:
    context.position += 1
    leads = tuple(sorted({cue[5:] for cue in cues_in(list(found)) if cue.startswith("ledd.")}))
    short = len(found) <= _LEAD_WORDS
    if unit.kind == "row":
        columns = tuple(tuple(cue[5:] for cue in cues_in(words(cell)) if cue.startswith("ledd.")) for cell in shown.split("\t"))
        if sum(bool(column) for column in columns) >= 2 and len(found) <= 16 and not context.columns:
            context.columns = columns
    elif (shown.rstrip().endswith(":") or unit.kind == "heading") and short:
        context.lead, context.lead_kind = leads, unit.kind
    elif unit.kind == "sentence" and context.lead and not short and context.position > 2:
        # Prose after the bullets is no longer governed by the line above them.
        context.lead = () if "ledd" not in features else context.lead
    context.before = frozenset(feature[2:] for feature in features if feature.startswith("c=") and feature[2:].startswith(_WANTED_BEFORE))
