"""FOR, the rest of the form: short fields, tables and parts that are empty or not in the file."""

from collections.abc import Iterable

from behovai.errors import NotInForm, Unreadable
from behovai.facts.law import FORM, RECIPIENTS
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.names import FIELDS, box, part
from behovai.scoring.rule import ALL_FORMS, Hit, Rule, Text, listed


def units_missing(case: Case) -> Iterable[Hit]:
    """No count at all; a 0 is a count."""
    if not case.submission.enheter:
        raise NotInForm("enheter")
    if all(count is None for count in case.submission.enheter.values()):
        yield Hit(case.place("enheter"))


def parties_without_list(case: Case) -> Iterable[Hit]:
    """Ja to several owners or kompetansemiljøer, and an empty list."""
    if "parter" in case.submission.missing:
        raise NotInForm("parter")
    asked = {key: case.submission.boxes[key] for key in ("flere_eiere", "flere_kompetansemiljo") if key in case.submission.boxes}
    if not asked:
        raise NotInForm("flere_eiere")
    listed_parties = any(party.navn.strip() for party in case.submission.parter)
    several = [key for key, options in asked.items() if options.get("ja") and not options.get("nei")]
    if several:
        if not listed_parties:
            yield Hit(case.place(*several, "parter"), values={"flere": listed(box(key) for key in several)})
    elif any(None in options.values() for options in asked.values()):
        raise Unreadable("flere_eiere")


def key_field_empty(case: Case) -> Iterable[Hit]:
    """Owner, kompetansemiljø or a contact name empty."""
    fields = {key: value for key, value in case.submission.fields.items() if key in FIELDS}
    if not fields or "forside" in case.submission.missing:
        raise NotInForm("forside")
    empty = [key for key in FIELDS if key in fields and not fields[key].strip()]
    if empty:
        yield Hit(case.place(*empty), values={"felt": listed(FIELDS[key] for key in empty)})


def part_missing(case: Case) -> Iterable[Hit]:
    """Parts not in the file. The list of other parties is often left out where there are none, and is no sign."""
    absent = [key for key in case.submission.missing if key != "parter"]
    if absent:
        yield Hit(values={"deler": listed(part(key) for key in absent)})


FOR004 = Rule(
    code="FOR004",
    slug="enheter-mangler",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM,),
    check=units_missing,
    weight=56,
    message=Text(
        "Antall enheter er ikke fylt ut.",
        "Talet på einingar er ikkje fylt ut.",
    ),
    why=Text(
        "Tallene viser hvor mange barnehager, skoler og PP-tjenester tiltaket når.",
        "Tala viser kor mange barnehagar, skular og PP-tenester tiltaket når.",
    ),
    suggestion=Text(
        "Fyll inn antallet i tabellen på siste side. Skriv 0 der ingen er med.",
        "Fyll inn talet i tabellen på siste side. Skriv 0 der ingen er med.",
    ),
)

FOR006 = Rule(
    code="FOR006",
    slug="flere-parter-uten-liste",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM, RECIPIENTS),
    check=parties_without_list,
    weight=57,
    message=Text(
        "Det er krysset av for {flere}, men listen over dem er tom.",
        "Det er kryssa av for {flere}, men lista over dei er tom.",
    ),
    why=Text(
        "Listen viser hvem som er med i partnerskapet, og hvem tilskuddet kan gå til.",
        "Lista viser kven som er med i partnarskapet, og kven tilskotet kan gå til.",
    ),
    suggestion=Text(
        "Før dem opp med kontaktperson i listen bak i skjemaet, eller rett krysset.",
        "Før dei opp med kontaktperson i lista bak i skjemaet, eller rett krysset.",
    ),
)

FOR010 = Rule(
    code="FOR010",
    slug="nokkelfelt-tomt",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM,),
    check=key_field_empty,
    weight=59,
    message=Text(
        "Ikke fylt ut på første side: {felt}.",
        "Ikkje fylt ut på første side: {felt}.",
    ),
    why=Text(
        "Opplysningene trengs for å vite hvem som melder behovet, og hvem som kan svare på spørsmål.",
        "Opplysningane trengst for å vite kven som melder behovet, og kven som kan svare på spørsmål.",
    ),
    suggestion=Text(
        "Fyll det ut, eller flytt det dit hvis det står et annet sted.",
        "Fyll det ut, eller flytt det dit dersom det står ein annan stad.",
    ),
)

FOR012 = Rule(
    code="FOR012",
    slug="del-av-skjema-mangler",
    level=Level.FORSLAG,
    forms=ALL_FORMS,
    basis=(FORM,),
    check=part_missing,
    weight=39,
    message=Text(
        "Dette er ikke funnet i filen: {deler}.",
        "Dette er ikkje funne i fila: {deler}.",
    ),
    why=Text(
        "Det som ikke er funnet, er ikke vurdert. Det kan ha falt ut ved utskrift eller eksport, eller stå på en annen måte "
        "enn i skjemaet.",
        "Det som ikkje er funne, er ikkje vurdert. Det kan ha falle ut ved utskrift eller eksport, eller stå på ein annan måte "
        "enn i skjemaet.",
    ),
    suggestion=Text(
        "Send hele skjemaet, eller se etter i originalen.",
        "Send heile skjemaet, eller sjå etter i originalen.",
    ),
)

RULES = (FOR004, FOR006, FOR010, FOR012)
