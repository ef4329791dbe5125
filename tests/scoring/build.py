"""Hand-made submissions and evidence: say what is written where, and what each unit shows.

    case = build(answers={"1": "Vi kartla. Alle var med.", "4a": "…"}, shows={"1.1": [Question.NEEDS_SOURCE]})

Every sentence of an answer is a unit with the id «section.number», counted from 1.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from behovai.document import Block, Document, Span, Unit
from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.scoring import Other, Scored, make_case, score
from behovai.scoring.case import Case
from behovai.submission import Addition, Amount, Answer, Criterion, Participant, Person, Submission

LETTERS = dict(zip("abcde", ("gjennomforing", "praksisendring", "laeringsfellesskap", "inkludering", "laererutdanning"), strict=True))
A, B, C, D, E = (Criterion(key) for key in LETTERS.values())

BOXES = {
    "2026": {
        "gjelder": ("grunnskole", ("barnehage", "grunnskole", "begge_deler")),
        "flere_eiere": ("nei", ("ja", "nei")),
        "flere_kompetansemiljo": ("nei", ("ja", "nei")),
        "viderefores": ("nei", ("ja", "nei")),
        "fase": ("planlegging", ("analyse", "planlegging", "gjennomforing")),
        "budsjett_i_vedlegg": ("nei", ("ja", "nei")),
        "varighet": ("host_2026", ("var_2026", "host_2026", "var_2027", "videre")),
        "videreutdanning": ("nei", ("ja", "nei", "vet_ikke")),
        "samiske": ("ja", ("ja", "nei", "ikke_relevant")),
        "medbestemmelse": ("ja", ("ja", "nei")),
    },
    "2025": {
        "gjelder": ("desentralisert", ("regional", "desentralisert", "kompetanseloftet")),
        "flere_eiere": ("nei", ("ja", "nei")),
        "flere_kompetansemiljo": ("nei", ("ja", "nei")),
        "flere_ordninger": ("nei", ("ja", "nei")),
        "viderefores": ("ja", ("ja", "nei")),
        "varighet": ("var_2026", ("var_2026", "ut_2026", "var_2027")),
        "medbestemmelse": ("ja", ("ja", "nei")),
    },
    "2024": {
        "gjelder": ("desentralisert", ("regional", "desentralisert", "kompetanseloftet")),
        "flere_eiere": ("nei", ("ja", "nei")),
        "flere_kompetansemiljo": ("nei", ("ja", "nei")),
        "varighet": ("var_2024", ("var_2024", "host_2024", "var_2025")),
        "koordinator": ("nei", ("ja", "nei")),
        "medbestemmelse": ("ja", ("ja", "nei")),
    },
    "unknown": {},
}
SECTIONS = {
    "2026": ("kommentar", "1", "2", "3", "4", "4a", "4b", "4c", "4d", "4e", "5", "6"),
    "2025": ("tiltak", "fremdrift"),
    "2024": ("forankring", "prosesser", "laererutdanning", "bruk_eier", "bruk_uh", "koordinator_begrunnelse", "malgruppe"),
    "unknown": (),
}
FIELDS = {"eier": "Fjordvik kommune", "kompetansenettverk": "", "kompetansemiljo": "Fjordhøgskolen", "kontakt_eier": "A", "kontakt_uh": "B"}

Shown = Criterion | Role | Question | str


def boxes(form: str, changes: Mapping[str, Any]) -> dict[str, dict[str, bool | None]]:
    """All boxes ticked well; a change is a ticked option, several, () for none, None for unreadable, "-" for not in the form."""
    made: dict[str, dict[str, bool | None]] = {}
    for key, (ticked, options) in BOXES[form].items():
        chosen = changes.get(key, ticked)
        if chosen == "-":
            continue
        chosen = (chosen,) if isinstance(chosen, str) else chosen
        made[key] = {option: None if chosen is None else option in chosen for option in options}
    return made


def build(
    form: str = "2026",
    answers: Mapping[str, str] | None = None,
    shows: Mapping[str, Iterable[Shown]] | None = None,
    ticks: Mapping[str, Any] | None = None,
    corpus: Iterable[Other] = (),
    without: Iterable[str] = (),
    **changes: Any,
) -> Case:
    """A case of this form; sections not named are unanswered, sections in `without` are not in the file."""
    answers = answers or {}
    sections = [key for key in (*SECTIONS[form], *(key for key in answers if key not in SECTIONS[form])) if key not in without]
    text, units, blocks, made = "", [], [], []
    for section in sections:
        ids = []
        start = len(text)
        for number, sentence in enumerate(re.split(r"(?<=[.?!])\s+", answers.get(section, "")), 1):
            if sentence:
                ids.append(f"{section}.{number}")
                units.append(
                    Unit(
                        id=ids[-1],
                        section=section,
                        kind="sentence",
                        start=len(text),
                        end=len(text) + len(sentence),
                        page=None,
                        printed=False,
                    )
                )
                text += sentence + " "
        if ids:
            blocks.append(Block(kind="paragraph", span=Span(start=start, end=len(text) - 1)))
            text = text[:-1] + "\n"
        letter = section[1:] if form in ("2026", "unknown") and re.fullmatch("4[a-e]", section) else ""
        made.append(Answer(section=section, criterion=Criterion(LETTERS[letter]) if letter else None, units=tuple(ids)))
    if not any(key.startswith("4") and key != "4" for key in answers) and "4" in answers:
        made = [answer for answer in made if not answer.criterion]
    submission = Submission(
        form=form,  # type: ignore[arg-type]
        malform="nb",
        language="nb",
        document=Document(name="prøve.txt", format="txt", sha256="0", text=text, blocks=tuple(blocks)),
        units=tuple(units),
        answers=tuple(made),
        fields=FIELDS | changes.pop("fields", {}),
        boxes=boxes(form, ticks or {}),
        totals={"eier": 100_000, "uh": 200_000, "totalt": 300_000, "koordinator": None} | changes.pop("totals", {}),
        enheter={"offentlige_skoler": 3, "private_skoler": None} | changes.pop("enheter", {}),
        deltakere=changes.pop("deltakere", (Person(rolle="Hovedtillitsvalgt", navn="Navn Navnesen"),)),
        places={"belop": ()} | changes.pop("places", {}),
        letters={} if form in ("2024", "2025") else {Criterion(key): letter for letter, key in LETTERS.items()},
        **changes,
    )
    return make_case(submission, Evidence(units=tuple(_entry(unit, shown) for unit, shown in (shows or {}).items())), corpus)


def _entry(unit: str, shown: Iterable[Shown]) -> UnitEvidence:
    found = list(shown)
    return UnitEvidence(
        unit=unit,
        criteria=tuple(one for one in found if isinstance(one, Criterion)),
        roles=tuple(one for one in found if isinstance(one, Role)),
        questions=tuple(one for one in found if isinstance(one, Question)),
        vague="vague" in found if Role.INDIKATOR in found else None,
    )


def scored(case: Case, malform: str = "nb") -> Scored:
    """All rules on a case."""
    return score(case.submission, case.evidence, malform, corpus=case.corpus)  # type: ignore[arg-type]


def outcome(case: Case, code: str, criterion: Criterion | None = None) -> str:
    """What became of a rule."""
    found = scored(case).outcomes[code]
    return str(found[criterion] if isinstance(found, dict) and criterion else found)


def addition(*parts: int | None, total: int | None, place: str = "front", label: str = "Sum") -> Addition:
    """A row of amounts."""
    return Addition(
        place=place, label=label, parts=parts, names=("eier", "uh", "koordinator")[: len(parts)], total=total, span=Span(start=0, end=1)
    )


def amount(party: str, kroner: int, place: str, tiltak: int | None = None) -> Amount:
    """A single amount."""
    return Amount(party=party, kroner=kroner, place=place, tiltak=tiltak, span=Span(start=0, end=1))  # type: ignore[arg-type]


def party(name: str, kind: str = "Eier") -> Participant:
    """A row of the list of other parties."""
    return Participant(navn=name, kontaktperson="", type=kind)
