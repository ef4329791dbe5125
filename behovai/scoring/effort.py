"""EGE: what the owner puts in. The regulation asks for a description and sets no percentage; nor does any text here."""

from collections.abc import Iterable

from behovai.evidence import Question
from behovai.facts.law import CONTENTS, FORM
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.rule import FREE_TEXT_2026, Hit, Rule, Text


def missing(case: Case) -> Iterable[Hit]:
    """Section 3 unanswered."""
    if not case.written("3"):
        yield Hit()


def without_extent(case: Case) -> Iterable[Hit]:
    """Answered, with no amount of any kind."""
    units = case.written("3")
    if units and not case.answering(Question.EFFORT_AMOUNT):
        yield Hit(units)


EGE001 = Rule(
    code="EGE001",
    slug="egeninnsats-mangler",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(CONTENTS,),
    check=missing,
    replaces=("EGE002",),
    weight=92,
    message=Text(
        "Eiers egeninnsats ser ikke ut til å være beskrevet (punkt 3).",
        "Eigeninnsatsen til eigaren ser ikkje ut til å vere omtala (punkt 3).",
    ),
    why=Text(
        "Behovsmeldingen skal beskrive hva eier selv bidrar med. Det trenger ikke være penger.",
        "Behovsmeldinga skal seie noko om kva eigaren sjølv bidreg med. Det treng ikkje vere pengar.",
    ),
    suggestion=Text(
        "Skriv hva eier stiller med, for eksempel tid til samlinger, vikarer, lokaler, en koordinator eller en plangruppe.",
        "Skriv kva eigaren stiller med, til dømes tid til samlingar, vikarar, lokale, ein koordinator eller ei plangruppe.",
    ),
)

EGE002 = Rule(
    code="EGE002",
    slug="egeninnsats-uten-omfang",
    level=Level.FORSLAG,
    forms=FREE_TEXT_2026,
    basis=(FORM,),
    check=without_extent,
    weight=26,
    message=Text(
        "Eiers egeninnsats er beskrevet, men omfanget ser ut til å mangle (punkt 3).",
        "Eigeninnsatsen er omtala, men omfanget ser ut til å mangle (punkt 3).",
    ),
    why=Text(
        "Ingen bestemt størrelse er krevd. Men et omtrentlig omfang viser at tiden faktisk er satt av.",
        "Ingen bestemt storleik er kravd. Men eit omtrentleg omfang viser at tida faktisk er sett av.",
    ),
    suggestion=Text(
        "Legg til et tall om dere har det: timer, dager, antall ansatte, stillingsdel eller kroner – for eksempel «fire halve plandager "
        "for 60 ansatte».",
        "Legg til eit tal om de har det: timar, dagar, tal på tilsette, stillingsdel eller kroner – til dømes «fire halve plandagar "
        "for 60 tilsette».",
    ),
)

RULES = (EGE001, EGE002)
