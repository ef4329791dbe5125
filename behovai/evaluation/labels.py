"""What a person said about a submission, and a loader that refuses what does not fit: nothing is scored half.

Format «behovai-labels/1», one JSON file per submission and annotator (labels/<id>/<annotator>.json; docs/labelling.md).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, NonNegativeInt, ValidationError

from behovai.document import Noun, Span
from behovai.errors import LabelError
from behovai.evaluation.anchor import Anchored, anchor
from behovai.evidence import Question, Role
from behovai.finding import Rating
from behovai.scoring import RULES, Rule
from behovai.submission import Criterion, FormVersion

Layer = Literal["criteria", "roles", "questions", "vague", "gaps", "ratings", "fields"]
LAYERS: tuple[Layer, ...] = ("criteria", "roles", "questions", "vague", "gaps", "ratings", "fields")
UNCERTAIN_NAMES = frozenset([*Criterion, *Role, *Question, "vague"])
SHOWN_PROBLEMS = 20


class UnitLabel(Noun):
    """What one unit shows. `uncertain` names the criteria, roles and questions two careful readers could differ on: never scored."""

    unit: str
    start: NonNegativeInt
    end: NonNegativeInt
    exact: str
    criteria: tuple[Criterion, ...] = ()
    roles: tuple[Role, ...] = ()
    questions: tuple[Question, ...] = ()
    vague: bool | None = None
    uncertain: tuple[str, ...] = ()
    comment: str = ""

    @property
    def span(self) -> Span:
        """The unit's place in the text."""
        return Span(start=self.start, end=self.end)


class GapLabel(Noun):
    """A gap that holds, at a criterion where the rule has one; `certain` false is never scored."""

    code: str
    criterion: Criterion | None = None
    units: tuple[str, ...] = ()
    certain: bool = True
    why: str = ""


class FieldLabels(Noun):
    """What the form says, as far as labelled: only keys that stand here are scored. A box is None where it cannot be read."""

    boxes: dict[str, dict[str, bool | None]] = Field(default_factory=dict)
    fields: dict[str, str] = Field(default_factory=dict)
    amounts: dict[str, int | None] = Field(default_factory=dict)
    enheter: dict[str, int | None] = Field(default_factory=dict)
    deltakere: int | None = None
    parter: int | None = None


class LabelSource(Noun):
    """Which file and text the offsets belong to."""

    sha256: str = ""
    text_sha256: str = ""
    offsets: str = "unicode code points, NFC, end exclusive"


class Labels(Noun):
    """One annotator's labels of one submission. `labelled` are the layers the annotator was asked for; others are not scored."""

    schema_version: Literal["behovai-labels/1"] = "behovai-labels/1"
    submission: str
    owner: str
    form: FormVersion
    file: str
    source: LabelSource = LabelSource()
    annotator: str
    status: Literal["first", "adjudicated"] = "first"
    guideline: str = ""
    minutes: float | None = None
    evidence: tuple[UnitLabel, ...]
    ratings: dict[Criterion, Rating] | None = None
    gaps: tuple[GapLabel, ...] = ()
    not_applicable: tuple[str, ...] = ()
    fields: FieldLabels = FieldLabels()
    note: str = ""
    labelled: tuple[Layer, ...] = LAYERS


def read_labels(path: Path, text: str, rules: Iterable[Rule] = RULES) -> Labels:
    """The labels in a file, on the submission's text. LabelError names the file, every place and what to do.

    Offsets of an older text are found again by the exact words; «instead of» of the catalogue is applied.
    """
    return labels_from(parsed(path), text, str(path), rules)


def parsed(path: Path) -> Any:
    """The JSON of a label file, unchecked. Raises LabelError."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise LabelError(f"Finner ikke merkefilen {path}. Sjekk navnet.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise LabelError(f"{path}: filen er ikke gyldig JSON ({error}). Lagre den på nytt fra merkesiden.") from error


def labels_from(data: Any, text: str, place: str, rules: Iterable[Rule] = RULES) -> Labels:
    """Checked labels out of parsed JSON; `place` is how messages name it. Raises LabelError."""
    labels = _parsed(data, place)
    known = {rule.code: rule for rule in rules}
    problems = [*_unit_problems(labels), *_gap_problems(labels, known)]
    moved = hashlib.sha256(text.encode()).hexdigest() != labels.source.text_sha256
    anchored, wrong = _anchored(labels, text, bool(labels.source.text_sha256) and moved)
    problems += wrong
    if problems:
        raise LabelError(_listed(place, problems))
    return anchored.model_copy(update={"gaps": closed(anchored.gaps, known.values())})


def closed(gaps: Iterable[GapLabel], rules: Iterable[Rule]) -> tuple[GapLabel, ...]:
    """The gaps without those that a certain one stands instead of, for the same place."""
    gaps = tuple(gaps)
    replaces = {rule.code: rule.replaces for rule in rules}
    replaced = {(code, gap.criterion) for gap in gaps if gap.certain for code in replaces.get(gap.code, ())}
    return tuple(gap for gap in gaps if (gap.code, gap.criterion) not in replaced)


def dump(labels: Labels) -> str:
    """The file of the labels."""
    data = labels.model_dump(mode="json", exclude_defaults=False)
    data = {"schema": data.pop("schema_version"), **data}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _parsed(data: Any, place: str) -> Labels:
    if not isinstance(data, dict):
        raise LabelError(f"{place}: en merkefil er ett JSON-objekt. Bruk filen som merkesiden lagret.")
    if data.get("schema") != "behovai-labels/1":
        raise LabelError(f"{place}: «schema» er {data.get('schema')!r}, ikke «behovai-labels/1». Er det en merkefil?")
    content = {"schema_version" if key == "schema" else key: value for key, value in data.items()}
    try:
        return Labels.model_validate(content)
    except ValidationError as error:
        raise LabelError(_listed(place, [_told(detail, data) for detail in error.errors()])) from error


def _told(detail: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in detail["loc"]).lstrip(".")
    unit = _unit_at(detail["loc"], data)
    allowed = str(detail.get("ctx", {}).get("expected", ""))
    given = detail.get("input")
    kind = {"missing": "mangler", "extra_forbidden": "er ukjent"}.get(detail["type"], f"{given!r} passer ikke")
    return f"{where}{unit}: {kind}" + (f"; velg en av {allowed}" if allowed else "")


def _unit_at(loc: tuple[Any, ...], data: Mapping[str, Any]) -> str:
    try:
        return f" ({data['evidence'][loc[1]]['unit']})" if loc[0] == "evidence" else ""
    except (KeyError, IndexError, TypeError):
        return ""


def _unit_problems(labels: Labels) -> list[str]:
    counts = Counter(entry.unit for entry in labels.evidence)
    problems = [f"{unit}: enheten står {count} ganger; behold én" for unit, count in counts.items() if count > 1]
    for entry in labels.evidence:
        strange = [name for name in entry.uncertain if name not in UNCERTAIN_NAMES]
        problems += [f"{entry.unit}: «usikker» nevner {name!r}, som ikke finnes" for name in strange]
        if entry.vague is not None and Role.INDIKATOR not in entry.roles:
            problems.append(f"{entry.unit}: «vag» er satt uten rollen indikator; fjern den eller sett rollen")
    return problems


def _gap_problems(labels: Labels, known: Mapping[str, Rule]) -> list[str]:
    units = {entry.unit for entry in labels.evidence}
    problems = []
    seen: set[tuple[str, Criterion | None]] = set()
    for index, gap in enumerate(labels.gaps):
        where = f"gaps[{index}] {gap.code}"
        rule = known.get(gap.code)
        if rule is None:
            problems.append(f"{where}: koden finnes ikke i regelkatalogen (behovai rules)")
            continue
        if rule.per_criterion != (gap.criterion is not None):
            problems.append(
                f"{where}: " + ("mangler kjennetegn" if rule.per_criterion else "regelen gjelder hele skjemaet, fjern kjennetegnet")
            )
        if (gap.code, gap.criterion) in seen:
            problems.append(f"{where}: står to ganger for samme sted; behold én")
        seen.add((gap.code, gap.criterion))
        problems += [f"{where}: enheten {unit} er ikke merket i evidence" for unit in gap.units if unit not in units and not _id_like(unit)]
    problems += [f"not_applicable: koden {slot.split()[0]} finnes ikke" for slot in labels.not_applicable if slot.split()[0] not in known]
    return problems


def _id_like(unit: str) -> bool:
    """A gap may rest on a box or a printed line, which has an id but no evidence."""
    return unit.startswith("u") and unit[1:].isdigit()


def _anchored(labels: Labels, text: str, moved: bool) -> tuple[Labels, list[str]]:
    found = _places(labels, text, moved)
    problems = []
    for entry, place in zip(labels.evidence, found, strict=True):
        if place.span is None:
            stands = text[entry.start : entry.end]
            problems.append(
                f"{entry.unit}: ved {entry.start}–{entry.end} står «{_cut(stands)}», ikke «{_cut(entry.exact)}». "
                "Er det riktig fil? Ellers merk enheten på nytt."
            )
    if problems:
        return labels, problems
    spans = [place.span for place in found if place.span]
    taken = Counter((span.start, span.end) for span in spans)
    problems = [f"{start}–{end}: to enheter havner på samme sted" for (start, end), count in taken.items() if count > 1]
    moved_entries = tuple(
        entry.model_copy(update={"start": span.start, "end": span.end}) for entry, span in zip(labels.evidence, spans, strict=True)
    )
    return labels.model_copy(update={"evidence": moved_entries}), problems


def _places(labels: Labels, text: str, moved: bool) -> list[Anchored]:
    """Where each unit stands now. What moved is looked for as far off as the one before it, so that repeated sentences keep their order."""
    found: list[Anchored] = []
    drift = 0
    for entry in labels.evidence:
        place = anchor(text, Span(start=entry.start, end=entry.end), entry.exact, entry.start + drift if moved else None)
        drift = place.span.start - entry.start if place.span else drift
        found.append(place)
    return found


def _cut(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 60 else folded[:60] + " …"


def _listed(place: str, problems: list[str]) -> str:
    more = f"\n  … og {len(problems) - SHOWN_PROBLEMS} til" if len(problems) > SHOWN_PROBLEMS else ""
    return f"{place}: {len(problems)} feil i merkene. Ingenting er målt.\n  " + "\n  ".join(problems[:SHOWN_PROBLEMS]) + more
