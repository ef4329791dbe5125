"""KRI: does the answer to each § 5 criterion say how goal achievement will be assessed?"""

from collections.abc import Iterable

from behovai.evidence import Role
from behovai.facts.law import REPORTING, SIGNS
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.own_words import own_activity
from behovai.scoring.rule import FREE_TEXT_2026, Hit, Rule, Text
from behovai.scoring.samples import ANSWERS
from behovai.submission import Criterion


def unanswered(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Nothing is written for the criterion."""
    if not case.answer_to(criterion):
        yield Hit(values={"eksempel": ANSWERS[criterion]})


def no_assessment(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Answered, with neither indikator nor datakilde."""
    units = case.answer_to(criterion)
    if units and not case.with_role(Role.INDIKATOR, units) and not case.with_role(Role.DATAKILDE, units):
        yield Hit(units, values={"eksempel": ANSWERS[criterion], **own_activity(case, criterion)})


def repeated(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """A whole sentence also stands, earlier, in the answer to another criterion."""
    own = case.answer_to(criterion)
    earlier: dict[str, str] = {}
    for other in Criterion:
        for unit in case.answer_to(other) if other is not criterion else ():
            for words in case.sentences[unit] if unit not in own else ():
                earlier[words] = min(unit, earlier.get(words, unit), key=case.order.__getitem__)
    again = [
        (unit, earlier[words], said)
        for unit in own
        for words, said in case.sentences[unit].items()
        if words in earlier and case.order[earlier[words]] < case.order[unit]
    ]
    if again:
        yield Hit(case.sorted(unit for own_unit, other, _ in again for unit in (own_unit, other)), values={"sitat": again[0][2]})


def off_topic(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Answered, and nothing in the answer bears on the criterion."""
    units = case.answer_to(criterion)
    if units and not any(unit in case.shown and criterion in case.shown[unit].criteria for unit in units):
        yield Hit(units)


KRI001 = Rule(
    code="KRI001",
    slug="kriterium-ubesvart",
    level=Level.FEIL,
    forms=FREE_TEXT_2026,
    basis=(SIGNS, REPORTING),
    check=unanswered,
    per_criterion=True,
    replaces=("KRI002", "KRI003", "KRI004", "IND001", "IND002", "IND003", "IND004", "IND005"),
    weight=95,
    message=Text(
        "Det er ikke skrevet noe om dette kjennetegnet i punkt 4.",
        "Det er ikkje skrive noko om dette kjenneteiknet i punkt 4.",
    ),
    why=Text(
        "Skjemaet ber om en vurdering av alle de fem kjennetegnene i § 5, og rapporten etterpå bygger på dem.",
        "Skjemaet ber om ei vurdering av alle dei fem kjenneteikna i § 5, og rapporten etterpå byggjer på dei.",
    ),
    suggestion=Text(
        "Skriv kort hva dere vil se etter, og hvor opplysningene skal komme fra, for eksempel: {eksempel}",
        "Skriv kort kva de vil sjå etter, og kvar opplysningane skal kome frå, til dømes: {eksempel}",
    ),
)

KRI002 = Rule(
    code="KRI002",
    slug="vurderingsmate-mangler",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(SIGNS, REPORTING),
    check=no_assessment,
    per_criterion=True,
    replaces=("IND001", "IND003", "IND004", "IND005"),
    weight=86,
    message=Text(
        "Svaret forteller om aktivitet, ønsker eller resultater så langt, men ser ikke ut til å si hvordan dere vil vurdere dette: et tegn "
        "å se etter, eller en kilde.",
        "Svaret fortel om aktivitet, ønske eller resultat så langt, men ser ikkje ut til å seie korleis de vil vurdere dette: eit teikn å "
        "sjå etter, eller ei kjelde.",
    ),
    why=Text(
        "Punkt 4 spør hvordan dere skal finne ut om tiltaket virker. Et tegn som kan observeres, er like godt som et tall.",
        "Punkt 4 spør korleis de skal finne ut om tiltaket verkar. Eit teikn som kan observerast, er like godt som eit tal.",
    ),
    suggestion=Text(
        "Legg til ett tegn dere vil se etter, og hvor dere vil se etter det, for eksempel: {eksempel}",
        "Legg til eitt teikn de vil sjå etter, og kvar de vil sjå etter det, til dømes: {eksempel}",
    ),
)

KRI003 = Rule(
    code="KRI003",
    slug="gjentatt-tekst",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(SIGNS,),
    check=repeated,
    per_criterion=True,
    weight=40,
    message=Text(
        "Samme setning står også i svaret på et annet kjennetegn: «{sitat}»",
        "Same setning står òg i svaret på eit anna kjenneteikn: «{sitat}»",
    ),
    why=Text(
        "De fem kjennetegnene spør om ulike ting. Med samme setning blir det uklart hva som er tenkt for hvert av dem.",
        "Dei fem kjenneteikna spør om ulike ting. Med same setning blir det uklart kva som er tenkt for kvart av dei.",
    ),
    suggestion=Text(
        "La setningen stå der den passer best, og skriv det som er særegent for det andre kjennetegnet.",
        "La setninga stå der ho passar best, og skriv det som er særeige for det andre kjenneteiknet.",
    ),
)

KRI004 = Rule(
    code="KRI004",
    slug="svar-om-noe-annet",
    level=Level.FORSLAG,
    forms=FREE_TEXT_2026,
    basis=(SIGNS,),
    check=off_topic,
    per_criterion=True,
    weight=36,
    message=Text(
        "Svaret ser ut til å handle om noe annet enn dette kjennetegnet.",
        "Svaret ser ut til å handle om noko anna enn dette kjenneteiknet.",
    ),
    why=Text(
        "Bokstavene i skjemaet og i forskriften har ikke helt samme rekkefølge (d og e), så svar kan lett havne på feil plass.",
        "Bokstavane i skjemaet og i forskrifta har ikkje heilt same rekkjefølgje (d og e), så svar kan lett hamne på feil plass.",
    ),
    suggestion=Text(
        "Se på ordlyden i skjemaet en gang til. Flytt teksten dit den hører hjemme, eller si hvordan den gjelder her.",
        "Sjå på ordlyden i skjemaet ein gong til. Flytt teksten dit han høyrer heime, eller sei korleis han gjeld her.",
    ),
)

RULES = (KRI001, KRI002, KRI003, KRI004)
