"""VID: a tiltak that goes on is described again each year."""

from collections.abc import Iterable

from behovai.errors import NotInForm
from behovai.evidence import Question, Role
from behovai.facts.law import CONTENTS
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.rule import Hit, Rule, Text


def without_status(case: Case) -> Iterable[Hit]:
    """Continuation = Ja, and nothing says how far the work has come or what came of it; asked only where Ja is ticked."""
    if "ja" not in case.submission.ticked("viderefores"):
        raise NotInForm("viderefores")
    if not case.answering(Question.CONTINUATION_STATUS) and not case.with_role(Role.RESULTAT, case.shown):
        yield Hit(case.place("viderefores"))


VID001 = Rule(
    code="VID001",
    slug="viderefoering-uten-status",
    level=Level.MANGEL,
    forms=frozenset({"2025", "2026"}),
    basis=(CONTENTS,),
    check=without_status,
    weight=65,
    message=Text(
        "Tiltaket skal videreføres, men teksten ser ikke ut til å si hvor langt dere er kommet, og hva det har ført til.",
        "Tiltaket skal vidareførast, men teksten ser ikkje ut til å seie kor langt de er komne, og kva det har ført til.",
    ),
    why=Text(
        "Tiltak over flere år skal beskrives på nytt hvert år, slik at det går fram hvorfor arbeidet bør fortsette.",
        "Tiltak over fleire år skal omtalast på nytt kvart år, slik at det går fram kvifor arbeidet bør halde fram.",
    ),
    suggestion=Text(
        "Skriv to–tre setninger: hva er gjennomført, hva ser dere av resultater så langt, og hva gjenstår?",
        "Skriv to–tre setningar: kva er gjennomført, kva ser de av resultat så langt, og kva står att?",
    ),
)

RULES = (VID001,)
