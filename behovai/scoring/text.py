"""TXT: what should not stand in an answer, and what stands in others' answers too."""

import re
from collections.abc import Iterable, Iterator

from behovai.document import Span
from behovai.errors import NotInForm
from behovai.evidence import Question
from behovai.facts.identifiers import Kind, find_identifiers
from behovai.facts.law import AWARD, CONTENTS, DATA_MINIMISATION, PERSONAL_NUMBER
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.rule import FREE_TEXT, NOTHING, Hit, Rule, Text, listed
from behovai.submission import Criterion

FEWEST_WORDS = 25
KINDS: dict[Kind, Text] = {
    "fodselsnummer": Text("fødselsnummer", "fødselsnummer"),
    "kontonummer": Text("kontonummer", "kontonummer"),
    "telefon": Text("telefonnummer", "telefonnummer"),
    "epost": Text("e-postadresse", "e-postadresse"),
}
TO_PARTNER = Text(
    " Dette gjelder teksten om lærerutdanning, så det er kompetansemiljøet som bør se på den.",
    " Dette gjeld teksten om lærarutdanning, så det er kompetansemiljøet som bør sjå på han.",
)


def written(case: Case) -> tuple[str, ...]:
    """All units of free-text answers."""
    return case.sorted(unit for answer in case.submission.answers for unit in answer.units)


def unfinished(case: Case) -> Iterable[Hit]:
    """Notes to self and open questions."""
    yield from _quoting(case, Question.UNFINISHED)


def addressed_to_ai(case: Case) -> Iterable[Hit]:
    """Sentences that address an automatic reviewer."""
    yield from _quoting(case, Question.AI_INSTRUCTION)


def _quoting(case: Case, question: Question) -> Iterator[Hit]:
    units = case.answering(question)
    if units:
        yield Hit(units, values={"sitat": case.quote(units[0])})


def personal_data(case: Case) -> Iterable[Hit]:
    """Identifiers in free-text answers; the values never hold the number itself."""
    found: dict[Kind, list[Span]] = {}
    for unit in (case.submission.unit(unit) for unit in written(case)):
        for identifier in find_identifiers(case.submission.document.text[unit.start : unit.end]):
            place = Span(start=unit.start + identifier.start, end=unit.start + identifier.end)
            found.setdefault(identifier.kind, []).append(place)
    if found:
        spans = [span for places in found.values() for span in places]
        yield Hit(case.at(spans), values={"hva": listed(KINDS[kind] for kind in KINDS if kind in found)})


def standard_text(case: Case) -> Iterable[Hit]:
    """Paragraphs of at least 25 words that another owner has too; not asked without a corpus."""
    others = [other for other in case.corpus if folded(other.owner) != folded(case.submission.fields.get("eier", ""))]
    if not others:
        raise NotInForm("corpus")
    theirs: dict[str, tuple[str, str]] = {}
    for other in others:
        for paragraph in other.paragraphs:
            theirs.setdefault(folded(paragraph), (other.owner, other.document))
    shared = [(units, theirs[words]) for words, units in paragraphs(case) if words in theirs]
    if shared:
        units = case.sorted(unit for found, _ in shared for unit in found)
        about = set(_about_teacher_education(case))
        values = {"sitat": case.quote(units[0]), "eier": shared[0][1][0], "dokument": shared[0][1][1]}
        yield Hit(units, values=values | {"til": TO_PARTNER if about.issuperset(units) else NOTHING})


def paragraphs(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The applicant's paragraphs of at least 25 words: folded words, and the units in them."""
    units = [case.submission.unit(unit) for unit in written(case)]
    for block in case.submission.document.blocks:
        inside = tuple(unit.id for unit in units if unit.span.overlaps(block.span))
        words = folded(case.submission.document[block.span]) if inside else ""
        if len(words.split()) >= FEWEST_WORDS:
            yield words, inside


def folded(text: str) -> str:
    """The words alone: case, punctuation and white space do not make a paragraph another one."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _about_teacher_education(case: Case) -> Iterator[str]:
    for answer in case.submission.answers:
        if answer.criterion is Criterion.LAERERUTDANNING or answer.section == "laererutdanning":
            yield from answer.units
    yield from (entry.unit for entry in case.evidence.bearing_on(Criterion.LAERERUTDANNING))


TXT001 = Rule(
    code="TXT001",
    slug="uferdig-formulering",
    level=Level.FORSLAG,
    forms=FREE_TEXT,
    basis=(),
    check=unfinished,
    weight=22,
    message=Text(
        "Teksten ser ut til å ha en uferdig formulering eller en lapp til dere selv: «{sitat}»",
        "Teksten ser ut til å ha ei uferdig formulering eller ein lapp til dykk sjølve: «{sitat}»",
    ),
    why=Text(
        "Leseren kan ikke vite om dette er avklart.",
        "Lesaren kan ikkje vite om dette er avklara.",
    ),
    suggestion=Text(
        "Skriv det ferdig, eller ta det ut.",
        "Skriv det ferdig, eller ta det ut.",
    ),
)

TXT002 = Rule(
    code="TXT002",
    slug="standardtekst",
    level=Level.FORSLAG,
    forms=FREE_TEXT,
    basis=(AWARD, CONTENTS),
    check=standard_text,
    weight=20,
    message=Text(
        "Et avsnitt står ord for ord også i en behovsmelding fra {eier} ({dokument}): «{sitat}»{til}",
        "Eit avsnitt står ord for ord òg i ei behovsmelding frå {eier} ({dokument}): «{sitat}»{til}",
    ),
    why=Text(
        "Felles tekst kan være riktig, men den sier lite om akkurat dette partnerskapet.",
        "Felles tekst kan vere rett, men han seier lite om akkurat dette partnarskapet.",
    ),
    suggestion=Text(
        "Legg til én setning om hva som gjelder her: hvem, hva og når i dette samarbeidet.",
        "Legg til éi setning om kva som gjeld her: kven, kva og når i dette samarbeidet.",
    ),
)

TXT003 = Rule(
    code="TXT003",
    slug="personopplysning-i-fritekst",
    level=Level.MANGEL,
    forms=FREE_TEXT,
    basis=(DATA_MINIMISATION, PERSONAL_NUMBER),
    check=personal_data,
    weight=94,
    message=Text(
        "Det ser ut til å stå {hva} i et fritekstsvar.",
        "Det ser ut til å stå {hva} i eit fritekstsvar.",
    ),
    why=Text(
        "Behovsmeldingen er et offentlig dokument. Slike opplysninger hører ikke hjemme i fritekst.",
        "Behovsmeldinga er eit offentleg dokument. Slike opplysningar høyrer ikkje heime i fritekst.",
    ),
    suggestion=Text(
        "Ta det ut av teksten. Bruk feltene på første side til kontaktopplysninger.",
        "Ta det ut av teksten. Bruk felta på første side til kontaktopplysningar.",
    ),
)

TXT004 = Rule(
    code="TXT004",
    slug="instruks-til-ki",
    level=Level.FORSLAG,
    forms=FREE_TEXT,
    basis=(),
    check=addressed_to_ai,
    weight=37,
    message=Text(
        "En setning ser ut til å være skrevet til et KI-verktøy, ikke til saksbehandleren: «{sitat}»",
        "Ei setning ser ut til å vere skriven til eit KI-verktøy, ikkje til saksbehandlaren: «{sitat}»",
    ),
    why=Text(
        "Setningen er vist her, men ikke fulgt. Den har ikke påvirket vurderingen.",
        "Setninga er vist her, men ikkje følgd. Ho har ikkje påverka vurderinga.",
    ),
    suggestion=Text(
        "Ta gjerne setningen ut av svaret.",
        "Ta gjerne setninga ut av svaret.",
    ),
)

RULES = (TXT001, TXT002, TXT003, TXT004)
