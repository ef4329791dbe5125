"""A small labelled folder, invented: six submissions of four owners, labelled so that rules and labels agree."""

import hashlib
import json
from pathlib import Path
from typing import Any

from behovai.evaluation.carry import own_units
from behovai.evidence import Evidence, UnitEvidence
from behovai.finding import Outcome
from behovai.forms import read_form
from behovai.ingest import read_bytes
from behovai.scoring import score
from behovai.submission import Criterion, Submission
from examples.press import press

LETTERS = {"a": "gjennomforing", "b": "praksisendring", "c": "laeringsfellesskap", "d": "inkludering", "e": "laererutdanning"}
# sentence: roles (indikator! is vague), questions
SAYS: dict[str, tuple[str, str]] = {
    "Elevundersøkelsen og en egen kartlegging viser at elevene på mellomtrinnet leser lite.": ("datakilde utgangspunkt", "needs_source"),
    "Lærerne drøftet behovet på et personalmøte i november.": ("aktivitet", "needs_participation"),
    "Kommunen leder arbeidet og kaller inn til møtene.": ("aktivitet", "role_owner"),
    "Universitetet holder fire samlinger i semesteret.": ("aktivitet", "role_partner plan_time"),
    "Partene planlegger hver samling sammen i ei plangruppe.": ("aktivitet", "joint_planning"),
    "Hver lærer bruker tolv timer av fellestida.": ("", "effort_amount"),
    "Alle fire samlingene er holdt innen juni.": ("indikator", ""),
    "Plangruppa teller oppmøtet i deltakerlistene etter hver samling.": ("datakilde tidspunkt ansvarlig", ""),
    "Lærerne leser høyt og stopper for å snakke om teksten i minst tre timer i uka.": ("indikator", ""),
    "Rektor observerer to timer hos hver lærer i oktober og april.": ("datakilde tidspunkt ansvarlig", ""),
    "Praksisen i klasserommet skal bli bedre.": ("indikator! endring", ""),
    "Hvert team har lagt fram minst to egne eksempler på fellestid.": ("indikator", ""),
    "Teamlederne leser referatene i januar.": ("datakilde tidspunkt ansvarlig", ""),
    "Flere elever enn i fjor svarer at de har noen å være sammen med.": ("indikator", ""),
    "Svarene hentes fra Elevundersøkelsen, og sosiallæreren går gjennom dem i februar.": ("datakilde tidspunkt ansvarlig", ""),
    "Universitetet tar to eksempler fra skolene inn i undervisningen sin.": ("indikator", ""),
    "Faglæreren intervjuer seks studenter etter praksis.": ("datakilde ansvarlig", ""),
    "Funnene brukes til å justere samlingene om våren.": ("bruk", ""),
    "Mellomtrinnet er valgt fordi kartleggingen viste minst lesing der.": ("", "target_reason"),
    "Pengene til eier går til vikar, og universitetet bruker sine på undervisning og reise.": ("", "use_owner use_partner partner_travel"),
    "Samisk litteratur er med på to av samlingene.": ("", "sami_how sami_mention"),
}
S = list(SAYS)
FULL = {
    "1": " ".join([S[0], S[1], S[20]]),
    "2": " ".join(S[2:5]),
    "3": S[5],
    "4": "\n".join([f"a) {S[6]} {S[7]}", f"b) {S[8]} {S[9]} {S[17]}", f"c) {S[11]} {S[12]}", f"d) {S[13]} {S[14]}", f"e) {S[15]} {S[16]}"]),
    "5": "Lærere på mellomtrinnet. " + S[18],
    "6": S[19],
}
BOXES = {
    "gjelder": ["grunnskole"], "flere_eiere": ["nei"], "flere_kompetansemiljo": ["nei"], "viderefores": ["nei"], "fase": ["planlegging"],
    "budsjett_i_vedlegg": ["nei"], "varighet": ["host_2026"], "videreutdanning": ["nei"], "samiske": ["ja"], "medbestemmelse": ["ja"],
}  # fmt: skip


def source(owner: str, drop: tuple[int, ...] = (), boxes: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """A full submission of 2026 without some sentences."""
    answers = dict(FULL)
    for number in drop:
        answers = {key: " ".join(part for part in text.split(S[number])).replace("  ", " ") for key, text in answers.items()}
    answers["4"] = (
        answers["4"].replace(" a)", "\na)").replace(" b)", "\nb)").replace(" c)", "\nc)").replace(" d)", "\nd)").replace(" e)", "\ne)")
    )
    return {
        "id": f"{owner}-2026", "form": "2026", "malform": "nb", "eier_id": owner, "fil": "txt", "utforming": [],
        "felt": {"eier": f"{owner.title()} kommune", "kompetansenettverk": "", "kompetansemiljo": "Universitetet i Utkanten",
                 "kontakt_eier": ["Kari Testesen", "Rådgiver"], "kontakt_uh": ["Ola Prøvesen", "Lektor"]},
        "enheter": {"kommunale_barnehager": "", "private_barnehager": "", "offentlige_skoler": "3", "private_skoler": "",
                    "pp_tjenester": ""},
        "parter": [], "medbestemmelse": [{"rolle": "Hovedtillitsvalgt", "navn": "Per Eksempelsen"}],
        "ruter": BOXES | (boxes or {}), "belop": {"eier": "100 000", "uh": "200 000", "totalt": "300 000", "koordinator": ""},
        "svar": answers,
    }  # fmt: skip


SOURCES = (
    ("fjellbygda-2026", source("fjellbygda")),
    ("fjellbygda-2025", source("fjellbygda", (7,))),
    ("dalbygda-2026", source("dalbygda", (9, 12, 17), {"samiske": []})),
    ("havbygda-2026", source("havbygda", (1, 8, 13))),
    ("skogbygda-2026", source("skogbygda", (0, 4, 16), {"medbestemmelse": ["nei"]})),
    ("skogbygda-2025", source("skogbygda", (5, 18), {"varighet": []})),
)


def evidence_of(submission: Submission) -> Evidence:
    """What the sentences are labelled with; in section 4 a sentence bears on the criterion it answers."""
    entries = []
    for answer in submission.answers:
        for unit in answer.units:
            words = submission.quote(submission.unit(unit)).strip()
            found = next((says for sentence, says in SAYS.items() if words.endswith(sentence)), ("", ""))
            roles = found[0].replace("!", "").split()
            criteria = (answer.criterion,) if answer.criterion else ()
            vague = "indikator!" in found[0].split() if "indikator" in roles else None
            if criteria or roles or found[1]:
                order = ["aktivitet", "endring", "resultat", "indikator", "datakilde", "tidspunkt", "ansvarlig", "utgangspunkt", "bruk"]
                roles.sort(key=order.index)
                shown = {"unit": unit, "criteria": criteria, "roles": roles, "questions": found[1].split(), "vague": vague}
                entries.append(UnitEvidence.model_validate(shown))
    return Evidence(units=tuple(entries))


def labels_of(submission: Submission, name: str, owner: str) -> dict[str, Any]:
    """The label file of a submission, gaps and ratings as the rules conclude."""
    evidence = evidence_of(submission)
    shown = {entry.unit: entry for entry in evidence.units}
    scored = score(submission, evidence, "nb")
    units = []
    for unit in own_units(submission):
        entry = shown.get(unit.id, UnitEvidence(unit=unit.id))
        units.append({
            "unit": unit.id, "start": unit.start, "end": unit.end, "exact": submission.document[unit.span],
            "criteria": list(entry.criteria), "roles": list(entry.roles), "questions": list(entry.questions),
            "vague": entry.vague, "uncertain": [],
        })  # fmt: skip
    gaps = [
        {"code": code, "criterion": criterion, "units": [], "certain": True}
        for code, outcome in scored.outcomes.items()
        for criterion, state in (outcome.items() if isinstance(outcome, dict) else [(None, outcome)])
        if state is Outcome.FIRES
    ]
    return {
        "schema": "behovai-labels/1", "submission": name, "owner": owner, "form": submission.form, "file": f"{name}.txt",
        "source": {"sha256": submission.document.sha256, "text_sha256": hashlib.sha256(submission.document.text.encode()).hexdigest()},
        "annotator": "A", "status": "first", "guideline": "docs/labelling.md", "evidence": units,
        "ratings": {str(Criterion(key)): value for key, value in scored.ratings.items() if value is not None}, "gaps": gaps,
        "fields": {"boxes": submission.boxes, "fields": {"eier": submission.fields["eier"]}, "amounts": dict(submission.totals)},
    }  # fmt: skip


def write_folder(folder: Path) -> Path:
    """The folder on disk, with a split."""
    (folder / "submissions").mkdir(parents=True)
    for name, made in SOURCES:
        data = press(made, "txt")
        (folder / "submissions" / f"{name}.txt").write_bytes(data)
        write_labels(folder, labels_of(read_form(read_bytes(data, f"{name}.txt")), name, made["eier_id"]))
    split = {"build": ["fjellbygda", "dalbygda", "havbygda"], "test": ["skogbygda"], "opened": []}
    (folder / "splits.json").write_text(json.dumps(split))
    return folder


def write_labels(folder: Path, labels: dict[str, Any]) -> Path:
    """One label file in its place."""
    path = folder / "labels" / labels["submission"] / f"{labels['annotator']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(labels, ensure_ascii=False))
    return path


def read(path: Path) -> dict[str, Any]:
    """A label file as data."""
    data: dict[str, Any] = json.loads(path.read_text())
    return data
