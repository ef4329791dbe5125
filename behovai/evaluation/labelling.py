"""What an annotator gets: the units of a submission, the choices, and nothing a program thinks. As a page, and back as labels."""

from pathlib import Path
from typing import Any

from behovai.document import Noun
from behovai.evaluation.carry import own_units
from behovai.evaluation.labels import Labels
from behovai.evaluation.records import digest
from behovai.evaluation.slots import slots
from behovai.evaluation.templating import rendered
from behovai.evidence import Question, Role
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.scoring import RULES
from behovai.submission import Criterion, Submission

CRITERIA: dict[str, str] = {
    Criterion.GJENNOMFORING: "gjennomføring",
    Criterion.PRAKSISENDRING: "praksisendring",
    Criterion.LAERINGSFELLESSKAP: "læringsfellesskap",
    Criterion.INKLUDERING: "inkludering",
    Criterion.LAERERUTDANNING: "lærerutdanning",
}
ROLES: dict[str, str] = {role: str(role) for role in Role}
QUESTIONS: dict[str, str] = {
    Question.NEEDS_SOURCE: "kilde bak behovet",
    Question.NEEDS_PARTICIPATION: "ansatte var med på å vurdere behovet",
    Question.ROLE_OWNER: "hva eier gjør",
    Question.ROLE_PARTNER: "hva UH gjør",
    Question.PLAN_TIME: "aktivitet satt i tid",
    Question.JOINT_PLANNING: "partene planlegger sammen",
    Question.EFFORT_AMOUNT: "omfang av egeninnsats",
    Question.TARGET_REASON: "hvorfor denne målgruppen",
    Question.USE_OWNER: "hva eiers penger går til",
    Question.USE_PARTNER: "hva UHs penger går til",
    Question.PARTNER_TRAVEL: "UHs reise og opphold",
    Question.COORDINATOR_REASON: "grunn til koordinator",
    Question.SAMI_HOW: "hvordan samiske perspektiver ivaretas",
    Question.SAMI_REASON: "grunn til nei eller ikke relevant (samisk)",
    Question.SAMI_MENTION: "nevner samiske perspektiver",
    Question.CONTINUATION_STATUS: "status for det som videreføres",
    Question.UNFINISHED: "lapp til seg selv, åpent spørsmål",
    Question.AI_INSTRUCTION: "instruks til en KI",
}
RATINGS = (
    "0 mangler – ubesvart",
    "1 påstand – verken indikator eller datakilde",
    "2 delvis – noe mellom 1 og 3",
    "3 konkret – en indikator som ikke er vag, en datakilde, og minst én av tidspunkt, ansvarlig, utgangspunkt, bruk",
)


class Row(Noun):
    """A unit to label."""

    unit: str
    section: str
    page: int | None
    start: int
    end: int
    exact: str


class GapRow(Noun):
    """A gap to consider, with its condition."""

    slot: str
    code: str
    criterion: str | None
    slug: str
    level: str
    condition: str


class Worksheet(Noun):
    """Everything on the page: which text, the units, the gaps the form asks for, the boxes and fields it has."""

    submission: str
    owner: str
    form: str
    file: str
    sha256: str
    text_sha256: str
    units: tuple[Row, ...]
    gaps: tuple[GapRow, ...]
    boxes: dict[str, tuple[str, ...]]
    fields: tuple[str, ...]
    amounts: tuple[str, ...]
    enheter: tuple[str, ...]
    rated: bool


def worksheet(path: Path, owner: str = "") -> Worksheet:
    """The worksheet of a file; `owner` is the key submissions are grouped by (by default the file's name without the year).

    Raises InputError for a file that cannot be read.
    """
    submission = read_form(read_document(path))
    return worksheet_of(submission, path.stem, owner or path.stem.rsplit("-", 1)[0])


def worksheet_of(submission: Submission, name: str, owner: str) -> Worksheet:
    """The worksheet of a submission that has been read."""
    text = submission.document.text
    rules = {rule.code: rule for rule in RULES}
    asked = [slot for slot in slots() if submission.form in rules[slot.code].forms]
    return Worksheet(
        submission=name,
        owner=owner,
        form=submission.form,
        file=submission.document.name,
        sha256=submission.document.sha256,
        text_sha256=digest(text),
        units=tuple(
            Row(unit=u.id, section=u.section, page=u.page, start=u.start, end=u.end, exact=text[u.start : u.end])
            for u in own_units(submission)
        ),
        gaps=tuple(
            GapRow(
                slot=str(slot),
                code=slot.code,
                criterion=slot.criterion,
                slug=rules[slot.code].slug,
                level=rules[slot.code].level,
                condition=rules[slot.code].message.nb.replace("{", "‹").replace("}", "›"),
            )
            for slot in asked
        ),
        boxes={key: tuple(options) for key, options in submission.boxes.items()},
        fields=tuple(submission.fields),
        amounts=tuple(submission.totals),
        enheter=tuple(submission.enheter),
        rated=any(rule.code == "KRI002" and submission.form in rule.forms for rule in RULES),
    )


def choices() -> dict[str, Any]:
    """The names of everything that can be ticked."""
    return {"criteria": CRITERIA, "roles": ROLES, "questions": QUESTIONS, "ratings": RATINGS}


def page(sheet: Worksheet, annotator: str = "", decide: tuple[Labels, Labels] | None = None) -> str:
    """One offline HTML page: label a submission, or – with two annotators' labels – decide where they differ.

    The page shows no proposal of any program, sends nothing, and saves a file of format behovai-labels/1.
    """
    said = [labels.model_dump(mode="json") for labels in decide] if decide else []
    data = {"sheet": sheet.model_dump(mode="json"), "choices": choices(), "annotator": annotator, "decide": said}
    return rendered("label.html", {"title": sheet.submission, "data": data, "deciding": bool(decide)})
