"""IND: the elements of an answer in section 4 – a sign, a source, when, who, where one stands today, what the findings are for."""

from collections.abc import Iterable

from behovai.errors import NotInForm
from behovai.evidence import Role
from behovai.facts.law import REPORTING, SIGNS
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.own_words import own_activity, own_group, own_source
from behovai.scoring.rule import FREE_TEXT_2026, Hit, Rule, Text
from behovai.scoring.samples import SIGNS as SIGN
from behovai.scoring.samples import SOURCES, WHO
from behovai.submission import Criterion


def absent(case: Case, criterion: Criterion, role: Role) -> tuple[str, ...] | None:
    """None unless the criterion is answered without this element; then the units that show an indikator or a datakilde, else all."""
    units = case.answer_to(criterion)
    if not units or case.with_role(role, units):
        return None
    return case.sorted(case.with_role(Role.INDIKATOR, units) + case.with_role(Role.DATAKILDE, units)) or units


def no_sign(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Answered, and no indikator."""
    units = absent(case, criterion, Role.INDIKATOR)
    if units:
        yield Hit(units, values={"eksempel": SIGN[criterion], **own_activity(case, criterion)})


def vague_sign(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Indikator(er) given, and every one is vague."""
    signs = case.with_role(Role.INDIKATOR, case.answer_to(criterion))
    if signs and all(case.shown[unit].vague for unit in signs):
        yield Hit(signs, values={"sitat": case.quote(signs[0]), "eksempel": SIGN[criterion]})


def no_source(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Answered, and no datakilde."""
    units = absent(case, criterion, Role.DATAKILDE)
    if units:
        yield Hit(units, values={"eksempel": SOURCES[criterion], **own_source(case, criterion)})


def no_time(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Answered, and no tidspunkt of the assessment."""
    units = absent(case, criterion, Role.TIDSPUNKT)
    if units:
        yield Hit(units)


def nobody_responsible(case: Case, criterion: Criterion) -> Iterable[Hit]:
    """Answered, and no ansvarlig for the assessment."""
    units = absent(case, criterion, Role.ANSVARLIG)
    if units:
        yield Hit(units, values={"eksempel": WHO[criterion], **own_group(case)})


def no_starting_point(case: Case) -> Iterable[Hit]:
    """Section 4 answered; neither it nor section 1 names a utgangspunkt."""
    before = [unit for answer in case.submission.answers if answer.section == "1" for unit in answer.units]
    if not case.with_role(Role.UTGANGSPUNKT, [*before, *_assessment(case)]):
        yield Hit()


def no_use(case: Case) -> Iterable[Hit]:
    """Section 4 answered; nothing in it says what the findings are used for."""
    if not case.with_role(Role.BRUK, _assessment(case)):
        yield Hit()


def _assessment(case: Case) -> list[str]:
    """The units of section 4; NotInForm if it is unanswered, since then there is nothing to add to."""
    units = [unit for answer in case.assessment for unit in answer.units]
    if not units:
        raise NotInForm("4")
    return units


IND001 = Rule(
    code="IND001",
    slug="indikator-mangler",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(SIGNS, REPORTING),
    check=no_sign,
    per_criterion=True,
    weight=76,
    message=Text(
        "Svaret sier hvordan dere vil undersøke, men et tegn å se etter ser ut til å mangle: hva vil vise at målet er nådd?",
        "Svaret seier korleis de vil undersøkje, men eit teikn å sjå etter ser ut til å mangle: kva vil vise at målet er nådd?",
    ),
    why=Text(
        "Uten et tegn er det vanskelig å si etterpå om tiltaket virket. Det kan gjerne være kvalitativt.",
        "Utan eit teikn er det vanskeleg å seie etterpå om tiltaket verka. Det kan gjerne vere kvalitativt.",
    ),
    suggestion=Text(
        "Skriv ett konkret tegn, for eksempel: {eksempel}",
        "Skriv eitt konkret teikn, til dømes: {eksempel}",
    ),
)

IND002 = Rule(
    code="IND002",
    slug="indikator-vag",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(SIGNS, REPORTING),
    check=vague_sign,
    per_criterion=True,
    weight=74,
    message=Text(
        "Tegnet dere vil se etter, er så åpent at det blir vanskelig å si etterpå om det slo til: «{sitat}»",
        "Teiknet de vil sjå etter, er så ope at det blir vanskeleg å seie etterpå om det slo til: «{sitat}»",
    ),
    why=Text(
        "Ord som «bedre», «økt» og «styrket» sier retningen, men ikke hva noen vil se, høre eller telle.",
        "Ord som «betre», «auka» og «styrkt» seier retninga, men ikkje kva nokon vil sjå, høyre eller telje.",
    ),
    suggestion=Text(
        "Si hva som skal være annerledes, hos hvem, og gjerne sammenlignet med hva, for eksempel: {eksempel}",
        "Sei kva som skal vere annleis, hos kven, og gjerne samanlikna med kva, til dømes: {eksempel}",
    ),
)

IND003 = Rule(
    code="IND003",
    slug="datakilde-mangler",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(SIGNS, REPORTING),
    check=no_source,
    per_criterion=True,
    weight=73,
    message=Text(
        "Svaret ser ikke ut til å si hvor opplysningene skal komme fra.",
        "Svaret ser ikkje ut til å seie kvar opplysningane skal kome frå.",
    ),
    why=Text(
        "Mange oppdager for sent at de ikke har noe å vurdere ut fra. Kilden bør være bestemt før tiltaket starter.",
        "Mange oppdagar for seint at dei ikkje har noko å vurdere ut frå. Kjelda bør vere bestemt før tiltaket startar.",
    ),
    suggestion=Text(
        "Nevn kilden eller måten dere vil finne det ut på, for eksempel {eksempel}.",
        "Nemn kjelda eller måten de vil finne det ut på, til dømes {eksempel}.",
    ),
)

IND004 = Rule(
    code="IND004",
    slug="tidspunkt-mangler",
    level=Level.FORSLAG,
    forms=FREE_TEXT_2026,
    basis=(SIGNS,),
    check=no_time,
    per_criterion=True,
    weight=30,
    message=Text(
        "Svaret ser ikke ut til å si når dere skal vurdere dette.",
        "Svaret ser ikkje ut til å seie når de skal vurdere dette.",
    ),
    why=Text(
        "«Underveis» og «kontinuerlig» blir lett til aldri. Et tidspunkt gjør at noen faktisk ser etter.",
        "«Undervegs» og «kontinuerleg» blir lett til aldri. Eit tidspunkt gjer at nokon faktisk ser etter.",
    ),
    suggestion=Text(
        "Skriv når eller hvor ofte, for eksempel «i november og april» eller «ved slutten av hvert semester».",
        "Skriv når eller kor ofte, til dømes «i november og april» eller «ved slutten av kvart semester».",
    ),
)

IND005 = Rule(
    code="IND005",
    slug="ansvarlig-mangler",
    level=Level.FORSLAG,
    forms=FREE_TEXT_2026,
    basis=(SIGNS,),
    check=nobody_responsible,
    per_criterion=True,
    weight=28,
    message=Text(
        "Svaret ser ikke ut til å si hvem som skal vurdere dette.",
        "Svaret ser ikkje ut til å seie kven som skal vurdere dette.",
    ),
    why=Text(
        "Når det står hvem som ser etter, blir vurderingen gjort også om folk bytter jobb.",
        "Når det står kven som ser etter, blir vurderinga gjord òg om folk byter jobb.",
    ),
    suggestion=Text(
        "Skriv en rolle, ikke nødvendigvis et navn, for eksempel {eksempel}.",
        "Skriv ei rolle, ikkje nødvendigvis eit namn, til dømes {eksempel}.",
    ),
)

IND006 = Rule(
    code="IND006",
    slug="utgangspunkt-mangler",
    level=Level.FORSLAG,
    forms=FREE_TEXT_2026,
    basis=(SIGNS,),
    check=no_starting_point,
    weight=34,
    message=Text(
        "Utgangspunktet ser ut til å mangle: hvordan er det i dag? (punkt 1 og 4)",
        "Utgangspunktet ser ut til å mangle: korleis er det i dag? (punkt 1 og 4)",
    ),
    why=Text(
        "En endring er lettere å få øye på når det står hvor dere startet.",
        "Ei endring er lettare å få auge på når det står kvar de starta.",
    ),
    suggestion=Text(
        "Legg til en setning om hvordan det er i dag, for eksempel: «I dag har to av fem avdelinger fast tid til refleksjon.»",
        "Legg til ei setning om korleis det er i dag, til dømes: «I dag har to av fem avdelingar fast tid til refleksjon.»",
    ),
)

IND007 = Rule(
    code="IND007",
    slug="bruk-av-funn-mangler",
    level=Level.FORSLAG,
    forms=FREE_TEXT_2026,
    basis=(SIGNS, REPORTING),
    check=no_use,
    weight=32,
    message=Text(
        "Teksten ser ikke ut til å si hva dere skal bruke funnene til (punkt 4).",
        "Teksten ser ikkje ut til å seie kva de skal bruke funna til (punkt 4).",
    ),
    why=Text(
        "Funn som noen venter på, blir brukt. Da kan tiltaket også justeres mens det pågår.",
        "Funn som nokon ventar på, blir brukte. Då kan tiltaket òg justerast medan det går føre seg.",
    ),
    suggestion=Text(
        "Legg til en setning, for eksempel: «Plangruppa går gjennom funnene i januar og justerer vårens samlinger.»",
        "Legg til ei setning, til dømes: «Plangruppa går gjennom funna i januar og justerer samlingane om våren.»",
    ),
)

RULES = (IND001, IND002, IND003, IND004, IND005, IND006, IND007)
