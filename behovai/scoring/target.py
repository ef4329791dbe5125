"""MAL: who the tiltak is for, and why them."""

from collections.abc import Iterable

from behovai.errors import NotInForm
from behovai.evidence import Question
from behovai.facts.law import FORM, TARGET_GROUP
from behovai.finding import Level
from behovai.scoring.case import TARGET, Case
from behovai.scoring.rule import FREE_TEXT_2026, Hit, Rule, Text


def target(case: Case) -> tuple[str, ...]:
    """The units where this form asks for the target group."""
    form = case.submission.form
    if form not in TARGET:
        raise NotInForm("5")
    return case.written(*TARGET[form])


def missing(case: Case) -> Iterable[Hit]:
    """Unanswered."""
    if not target(case):
        yield Hit()


def without_reason(case: Case) -> Iterable[Hit]:
    """Answered, and nothing there says why these."""
    units = target(case)
    if units and not case.answering(Question.TARGET_REASON, within=units):
        yield Hit(units)


MAL001 = Rule(
    code="MAL001",
    slug="malgruppe-mangler",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026 | {"2024"},
    basis=(TARGET_GROUP, FORM),
    check=missing,
    replaces=("MAL002",),
    weight=70,
    message=Text(
        "Feltet for målgruppe ser ut til å være tomt.",
        "Feltet for målgruppe ser ut til å vere tomt.",
    ),
    why=Text(
        "Målgruppen viser hvem tiltaket når, og om hele eller deler av personalet er med.",
        "Målgruppa viser kven tiltaket når, og om heile eller delar av personalet er med.",
    ),
    suggestion=Text(
        "Skriv hvilke grupper som er med, og gjerne hvor mange, for eksempel: «Alle ansatte på fire skoler, SFO og to rådgivere i PPT.»",
        "Skriv kva grupper som er med, og gjerne kor mange, til dømes: «Alle tilsette på fire skular og i SFO, og to rådgivarar frå PPT.»",
    ),
)

MAL002 = Rule(
    code="MAL002",
    slug="malgruppe-uten-begrunnelse",
    level=Level.FORSLAG,
    forms=FREE_TEXT_2026,
    basis=(FORM,),
    check=without_reason,
    weight=24,
    message=Text(
        "Målgruppen er beskrevet, men svaret ser ikke ut til å si hvorfor nettopp disse er valgt (punkt 5).",
        "Målgruppa er omtala, men svaret ser ikkje ut til å seie kvifor nettopp desse er valde (punkt 5).",
    ),
    why=Text(
        "Skjemaet ber dere knytte målgruppen til behovet i punkt 1.",
        "Skjemaet ber dykk knyte målgruppa til behovet i punkt 1.",
    ),
    suggestion=Text(
        "Legg til en setning, for eksempel: «Assistentene er med fordi kartleggingen viste at det er de som oftest er ute i friminuttene.»",
        "Legg til ei setning, til dømes: «Assistentane er med fordi kartlegginga viste at det er dei som oftast er ute i friminutta.»",
    ),
)

RULES = (MAL001, MAL002)
