"""PAR: the plan for the partnership – who does what, when, and how the parties plan together."""

from collections.abc import Iterable

from behovai.errors import NotInForm
from behovai.evidence import Question
from behovai.facts.law import AWARD, CONTENTS
from behovai.finding import Level
from behovai.scoring.case import PLAN, Case
from behovai.scoring.names import OWNER, PARTNER
from behovai.scoring.rule import FREE_TEXT_2026, Hit, Rule, Text, listed

ROLES = {Question.ROLE_OWNER: OWNER, Question.ROLE_PARTNER: PARTNER}


def plan(case: Case) -> tuple[str, ...]:
    """The units where this form asks for the plan."""
    form = case.submission.form
    if form not in PLAN:
        raise NotInForm("2")
    return case.written(*PLAN[form])


def unclear_roles(case: Case) -> Iterable[Hit]:
    """For a party, nothing in sections 2, 3 or 6 says what it does."""
    plan(case)
    within = case.written("2", "3", "6")
    silent = [party for question, party in ROLES.items() if not case.answering(question, within=within)]
    if silent:
        yield Hit(values={"part": listed(silent)})


def without_time(case: Case) -> Iterable[Hit]:
    """No activity is placed in time."""
    plan(case)
    if not case.answering(Question.PLAN_TIME):
        yield Hit(values={"sted": _place(case)})


def without_joint_planning(case: Case) -> Iterable[Hit]:
    """Nothing says that or how the parties plan together."""
    plan(case)
    if not case.answering(Question.JOINT_PLANNING):
        yield Hit(values={"sted": _place(case)})


def _place(case: Case) -> Text:
    if case.submission.form == "2024":
        return Text("svaret om kollektive prosesser", "svaret om kollektive prosessar")
    return Text("punkt 2", "punkt 2")


PAR001 = Rule(
    code="PAR001",
    slug="roller-uklare",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(AWARD, CONTENTS),
    check=unclear_roles,
    weight=72,
    message=Text(
        "Teksten ser ikke ut til å si hva {part} gjør i partnerskapet (punkt 2, 3 og 6).",
        "Teksten ser ikkje ut til å seie kva {part} gjer i partnarskapet (punkt 2, 3 og 6).",
    ),
    why=Text(
        "Tiltaket skal planlegges og gjennomføres i partnerskap. Da trenger begge parter å vite hvem som gjør hva.",
        "Tiltaket skal planleggjast og gjennomførast i partnarskap. Då treng begge partar å vite kven som gjer kva.",
    ),
    suggestion=Text(
        "Skriv en setning om hver part, for eksempel: «Kommunen leder plangruppa og frikjøper lærerne. Høgskolen holder fire samlinger og "
        "veileder mellom dem.»",
        "Skriv ei setning om kvar part, til dømes: «Kommunen leier plangruppa og frikjøper lærarane. Høgskulen held fire samlingar og "
        "rettleier mellom dei.»",
    ),
)

PAR002 = Rule(
    code="PAR002",
    slug="plan-uten-tid",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026 | {"2024"},
    basis=(CONTENTS,),
    check=without_time,
    weight=56,
    message=Text(
        "Planen ser ut til å mangle tidspunkt: ingen aktivitet er plassert i tid ({sted}).",
        "Planen ser ut til å mangle tidspunkt: ingen aktivitet er plassert i tid ({sted}).",
    ),
    why=Text(
        "En plan med tid gjør det lettere å følge opp og å se om tiltaket går som tenkt.",
        "Ein plan med tid gjer det lettare å følgje opp og å sjå om tiltaket går som tenkt.",
    ),
    suggestion=Text(
        "Sett måned, semester eller antall på det dere skal gjøre, for eksempel: «Fagdag i september, to samlinger hvert semester, "
        "oppsummering i mai.»",
        "Set månad, semester eller tal på det de skal gjere, til dømes: «Fagdag i september, to samlingar kvart semester, "
        "oppsummering i mai.»",
    ),
)

PAR003 = Rule(
    code="PAR003",
    slug="felles-planlegging-mangler",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026 | {"2024"},
    basis=(AWARD, CONTENTS),
    check=without_joint_planning,
    weight=60,
    message=Text(
        "Teksten ser ikke ut til å si hvordan partene planlegger sammen ({sted}).",
        "Teksten ser ikkje ut til å seie korleis partane planlegg saman ({sted}).",
    ),
    why=Text(
        "Tiltaket skal planlegges av eier og kompetansemiljø i fellesskap, ikke bestilles av den ene.",
        "Tiltaket skal planleggjast av eigar og kompetansemiljø i fellesskap, ikkje bestillast av den eine.",
    ),
    suggestion=Text(
        "Skriv hvem som møtes, og hvor ofte, for eksempel: «En plangruppe med rektor, styrer, PPT og høgskolen møtes to ganger i "
        "semesteret og lager programmet sammen.»",
        "Skriv kven som møtest, og kor ofte, til dømes: «Ei plangruppe med rektor, styrar, PPT og høgskulen møtest to gonger i "
        "semesteret og lagar programmet saman.»",
    ),
)

RULES = (PAR001, PAR002, PAR003)
