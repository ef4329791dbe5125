"""FOR, the boxes: what is ticked, not ticked, ticked twice, or cannot be read."""

import re
from collections.abc import Iterable

from behovai.errors import NotInForm, Unreadable
from behovai.facts.law import FORM, HOVEDAVTALEN, VIDEREUTDANNING
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.names import box
from behovai.scoring.rule import ALL_FORMS, FORM_2026, Hit, Rule, Text, listed

ELSEWHERE = re.compile(r"^\s*(se|sjå|jf)\b|\b(referat|protokoll|vedlegg)", re.IGNORECASE)


def unticked(case: Case, key: str) -> Iterable[Hit]:
    """A hit if the question is asked and no box is ticked."""
    if not case.submission.ticked(key):
        yield Hit(case.place(key))


def only(case: Case, key: str, option: str) -> bool:
    """Whether this option, and no other, is ticked; two boxes at once are FOR008's."""
    return case.submission.ticked(key) == {option}


def codetermination_unanswered(case: Case) -> Iterable[Hit]:
    """Neither Ja nor Nei."""
    return unticked(case, "medbestemmelse")


def codetermination_without_participants(case: Case) -> Iterable[Hit]:
    """Ja, and nobody is in the table. A row with only a role or only a name names somebody; «se referat» names nobody."""
    named = any(cell.strip() and not ELSEWHERE.search(cell) for person in case.submission.deltakere for cell in (person.rolle, person.navn))
    if only(case, "medbestemmelse", "ja") and not named:
        yield Hit(case.place("medbestemmelse"))


def codetermination_no(case: Case) -> Iterable[Hit]:
    """Nei."""
    if only(case, "medbestemmelse", "nei"):
        yield Hit(case.place("medbestemmelse"))


def phase_unanswered(case: Case) -> Iterable[Hit]:
    """No phase."""
    return unticked(case, "fase")


def further_education_unanswered(case: Case) -> Iterable[Hit]:
    """None of Ja, Nei, Vet ikke."""
    return unticked(case, "videreutdanning")


def concerns_unanswered(case: Case) -> Iterable[Hit]:
    """Nothing ticked for what the behovsmelding concerns."""
    return unticked(case, "gjelder")


def contradictory(case: Case) -> Iterable[Hit]:
    """Two answers to a Ja/Nei question. What cannot be read is left to FOR009, unless nothing can be read at all."""
    questions = {key: options for key, options in case.submission.boxes.items() if {"ja", "nei"} <= set(options)}
    if not questions:
        raise NotInForm("boxes")
    twice = [key for key, options in questions.items() if sum(1 for checked in options.values() if checked) > 1]
    if twice:
        yield Hit(case.place(*twice), values={"felt": listed(box(key) for key in twice)})
    elif all(None in options.values() for options in questions.values()):
        raise Unreadable("boxes")


def unreadable(case: Case) -> Iterable[Hit]:
    """Any box whose state cannot be read."""
    if not case.submission.boxes:
        raise NotInForm("boxes")
    lost = [key for key, options in case.submission.boxes.items() if None in options.values()]
    if lost:
        yield Hit(case.place(*lost), values={"felt": listed(box(key) for key in lost)})


FOR001 = Rule(
    code="FOR001",
    slug="medbestemmelse-ubesvart",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM, HOVEDAVTALEN),
    check=codetermination_unanswered,
    weight=60,
    message=Text(
        "Det er ikke krysset av for om behovsmeldingen er drøftet i medbestemmelse.",
        "Det er ikkje kryssa av for om behovsmeldinga er drøfta i medbestemming.",
    ),
    why=Text(
        "Skjemaet spør om tiltaket er drøftet med de tillitsvalgte. Et tomt felt sier verken ja eller nei.",
        "Skjemaet spør om tiltaket er drøfta med dei tillitsvalde. Eit tomt felt seier verken ja eller nei.",
    ),
    suggestion=Text(
        "Kryss av for Ja eller Nei. Ved Ja: før opp rolle og navn på dem som deltok.",
        "Kryss av for Ja eller Nei. Ved Ja: før opp rolle og namn på dei som deltok.",
    ),
)

FOR002 = Rule(
    code="FOR002",
    slug="medbestemmelse-uten-deltakere",
    level=Level.MANGEL,
    forms=ALL_FORMS,
    basis=(FORM,),
    check=codetermination_without_participants,
    weight=44,
    message=Text(
        "Det er krysset av for at behovsmeldingen er drøftet i medbestemmelse, men ingen deltakere er ført opp.",
        "Det er kryssa av for at behovsmeldinga er drøfta i medbestemming, men ingen deltakarar er førte opp.",
    ),
    why=Text(
        "Skjemaet ber om rolle og navn på dem som deltok i drøftingen.",
        "Skjemaet ber om rolle og namn på dei som deltok i drøftinga.",
    ),
    suggestion=Text(
        "Fyll ut tabellen med rolle og navn, for eksempel hovedtillitsvalgt og verneombud.",
        "Fyll ut tabellen med rolle og namn, til dømes hovudtillitsvald og verneombod.",
    ),
)

FOR003 = Rule(
    code="FOR003",
    slug="medbestemmelse-nei",
    level=Level.MANGEL,
    forms=ALL_FORMS,
    basis=(FORM, HOVEDAVTALEN),
    check=codetermination_no,
    weight=46,
    message=Text(
        "Det er krysset av for at behovsmeldingen ikke er drøftet i medbestemmelse.",
        "Det er kryssa av for at behovsmeldinga ikkje er drøfta i medbestemming.",
    ),
    why=Text(
        "Når de tillitsvalgte er med tidlig, er tiltaket bedre forankret blant dem som skal gjennomføre det.",
        "Når dei tillitsvalde er med tidleg, er tiltaket betre forankra blant dei som skal gjennomføre det.",
    ),
    suggestion=Text(
        "Drøft behovsmeldingen med de tillitsvalgte og oppdater skjemaet, eller skriv når drøftingen er planlagt.",
        "Drøft behovsmeldinga med dei tillitsvalde og oppdater skjemaet, eller skriv når drøftinga er planlagd.",
    ),
)

FOR005 = Rule(
    code="FOR005",
    slug="fase-ubesvart",
    level=Level.FEIL,
    forms=FORM_2026,
    basis=(FORM,),
    check=phase_unanswered,
    weight=48,
    message=Text(
        "Det er ikke krysset av for hvilken fase partnerskapet er i (punkt 1).",
        "Det er ikkje kryssa av for kva fase partnarskapet er i (punkt 1).",
    ),
    why=Text(
        "Fasen viser om midlene skal gå til analyse, planlegging eller gjennomføring.",
        "Fasen viser om midlane skal gå til analyse, planlegging eller gjennomføring.",
    ),
    suggestion=Text(
        "Kryss av for den eller de fasene partnerskapet er i nå.",
        "Kryss av for den eller dei fasane partnarskapet er i no.",
    ),
)

FOR007 = Rule(
    code="FOR007",
    slug="videreutdanning-ubesvart",
    level=Level.FEIL,
    forms=FORM_2026,
    basis=(FORM, VIDEREUTDANNING),
    check=further_education_unanswered,
    weight=47,
    message=Text(
        "Det er ikke krysset av for om behovsmeldingen er sett i sammenheng med videreutdanning (punkt 7).",
        "Det er ikkje kryssa av for om behovsmeldinga er sett i samanheng med vidareutdanning (punkt 7).",
    ),
    why=Text(
        "Behovet for videreutdanning skal vurderes sammen med de kollektive tiltakene.",
        "Behovet for vidareutdanning skal vurderast saman med dei kollektive tiltaka.",
    ),
    suggestion=Text(
        "Kryss av for Ja, Nei eller Vet ikke. Ved Ja: si gjerne kort i punkt 1 hvordan de to henger sammen.",
        "Kryss av for Ja, Nei eller Veit ikkje. Ved Ja: sei gjerne kort i punkt 1 korleis dei to heng saman.",
    ),
)

FOR008 = Rule(
    code="FOR008",
    slug="motstridende-avkryssing",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM,),
    check=contradictory,
    weight=62,
    message=Text(
        "Det er krysset av for to svar som utelukker hverandre: {felt}.",
        "Det er kryssa av for to svar som utelukkar kvarandre: {felt}.",
    ),
    why=Text(
        "Med to kryss kan ikke svaret leses, og resten av vurderingen kan bli feil.",
        "Med to kryss kan ikkje svaret lesast, og resten av vurderinga kan bli feil.",
    ),
    suggestion=Text(
        "La bare det krysset stå som er riktig.",
        "La berre det krysset stå som er rett.",
    ),
)

FOR009 = Rule(
    code="FOR009",
    slug="uleselig-avkryssing",
    level=Level.FORSLAG,
    forms=ALL_FORMS,
    basis=(),
    check=unreadable,
    weight=38,
    message=Text(
        "Avkryssingen kan ikke leses fra filen: {felt}.",
        "Avkryssinga kan ikkje lesast frå fila: {felt}.",
    ),
    why=Text(
        "Noen filer mister rutene når de eksporteres. Det betyr ikke at feltet er tomt, så reglene om det er ikke avgjort.",
        "Nokre filer mistar rutene når dei blir eksporterte. Det tyder ikkje at feltet er tomt, så reglane om det er ikkje avgjorde.",
    ),
    suggestion=Text(
        "Se etter i originalen, eller lagre skjemaet på nytt som .docx eller .pdf og prøv igjen.",
        "Sjå etter i originalen, eller lagre skjemaet på nytt som .docx eller .pdf og prøv igjen.",
    ),
)

FOR011 = Rule(
    code="FOR011",
    slug="gjelder-ubesvart",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM,),
    check=concerns_unanswered,
    weight=58,
    message=Text(
        "Det er ikke krysset av for hva behovsmeldingen gjelder.",
        "Det er ikkje kryssa av for kva behovsmeldinga gjeld.",
    ),
    why=Text(
        "Krysset øverst på første side avgjør hvor behovsmeldingen hører hjemme.",
        "Krysset øvst på første side avgjer kvar behovsmeldinga høyrer heime.",
    ),
    suggestion=Text(
        "Kryss av øverst på første side.",
        "Kryss av øvst på første side.",
    ),
)

RULES = (FOR001, FOR002, FOR003, FOR005, FOR007, FOR008, FOR009, FOR011)
