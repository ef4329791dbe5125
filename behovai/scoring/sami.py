"""SAM: are Sámi perspectives attended to in the assessment of needs? Nobody's ethnicity is ever inferred, and no children are counted."""

from collections.abc import Iterable

from behovai.errors import NotInForm
from behovai.evidence import Question
from behovai.facts.law import AWARD, BARNEHAGELOVEN_SAMI, FORM, GOALS, SAMELOVEN_AREA, SAMELOVEN_DISTRICTS, SAMI_AREA
from behovai.facts.municipalities import unmistakable
from behovai.finding import Level
from behovai.scoring.case import Case
from behovai.scoring.formalities import only, unticked
from behovai.scoring.rule import FORM_2026, NOTHING, Hit, Rule, Text, listed

SAID = (Question.SAMI_HOW, Question.SAMI_REASON)
NAMED = (*SAID, Question.SAMI_MENTION)
WRITE = Text(
    "Skriv en setning eller to i punkt 1 om hva dere vurderte.",
    "Skriv ei setning eller to i punkt 1 om kva de vurderte.",
)
SAID_THERE = Text(
    "Dere ser ut til å si noe om dette i punkt 1. La avkryssingen stemme med det.",
    "De ser ut til å seie noko om dette i punkt 1. Lat avkryssinga stemme med det.",
)
SAID_ELSEWHERE = Text(
    "Dere ser ut til å si noe om dette et annet sted. Flytt det gjerne til punkt 1, og la avkryssingen stemme med det.",
    "De ser ut til å seie noko om dette ein annan stad. Flytt det gjerne til punkt 1, og lat avkryssinga stemme med det.",
)


def district(case: Case) -> Text:
    """A sentence on the Sámi electoral district, if an owner lies in one."""
    inside = [owner for owner in unmistakable(case.owners) if owner.sami_district]
    if not inside:
        return NOTHING
    names = listed(Text(owner.name, owner.name) for owner in inside)
    return Text(f" {names.nb} ligger i en samisk valgkrets.", f" {names.nn} ligg i ein samisk valkrins.")


def unanswered(case: Case) -> Iterable[Hit]:
    """No box ticked; what the text says of it all the same is shown too."""
    named, said = (case.answering(*NAMED), case.answering(*SAID)) if case.readable else ((), ())
    there = any(case.submission.unit(unit).section == "1" for unit in said)
    for hit in unticked(case, "samiske"):
        yield Hit((*hit.units, *named), values={"råd": SAID_THERE if there else SAID_ELSEWHERE if said else WRITE})


def yes_without_how(case: Case) -> Iterable[Hit]:
    """Ja, and no sentence says how."""
    if only(case, "samiske", "ja") and not case.answering(Question.SAMI_HOW):
        yield Hit(case.place("samiske"))


def no_without_reason(case: Case) -> Iterable[Hit]:
    """Nei, and no sentence gives a reason."""
    if only(case, "samiske", "nei") and not case.answering(Question.SAMI_REASON):
        yield Hit(case.place("samiske"), values={"valgkrets": district(case)})


def irrelevant_without_reason(case: Case) -> Iterable[Hit]:
    """«Vurdert ikke relevant», and no sentence gives the assessment."""
    if only(case, "samiske", "ikke_relevant") and not case.answering(Question.SAMI_REASON):
        yield Hit(case.place("samiske"), values={"valgkrets": district(case)})


def in_language_area(case: Case) -> Iterable[Hit]:
    """An owner in the forvaltningsområde, and the answer is not Ja."""
    if "samiske" not in case.submission.boxes or not (case.owners or case.submission.fields.get("eier")):
        raise NotInForm("samiske, eier")
    inside = [owner for owner in unmistakable(case.owners) if owner.sami_area]
    if inside and not only(case, "samiske", "ja"):
        names = listed(Text(owner.name, owner.name) for owner in inside)
        yield Hit(case.place("samiske"), values={"kommune": names})


def not_mentioned(case: Case) -> Iterable[Hit]:
    """The form does not ask, and the text does not mention it."""
    if "samiske" in case.submission.boxes:
        raise NotInForm("the form asks")
    if not case.answering(*NAMED):
        yield Hit()


WHY_SAMI = Text(
    "Samiske perspektiver skal være ivaretatt i de lokale vurderingene av behov (forskriften § 4). Det gjelder også der ingen "
    "barnehager eller skoler gir samisk opplæring: alle barn og elever skal lære om samisk kultur og samfunnsliv.",
    "Samiske perspektiv skal vere tekne vare på i dei lokale vurderingane av behov (forskrifta § 4). Det gjeld òg der ingen "
    "barnehagar eller skular gir samisk opplæring: alle barn og elevar skal lære om samisk kultur og samfunnsliv.",
)

SAM001 = Rule(
    code="SAM001",
    slug="samiske-ubesvart",
    level=Level.FEIL,
    forms=FORM_2026,
    basis=(AWARD, FORM),
    check=unanswered,
    weight=70,
    message=Text(
        "Det er ikke krysset av for om de samiske perspektivene er ivaretatt (punkt 7).",
        "Det er ikkje kryssa av for om dei samiske perspektiva er tekne vare på (punkt 7).",
    ),
    why=WHY_SAMI,
    suggestion=Text(
        "Kryss av. {råd}",
        "Kryss av. {råd}",
    ),
)

SAM002 = Rule(
    code="SAM002",
    slug="samiske-ja-uten-beskrivelse",
    level=Level.MANGEL,
    forms=FORM_2026,
    basis=(AWARD,),
    check=yes_without_how,
    weight=78,
    message=Text(
        "Det er krysset av for at de samiske perspektivene er ivaretatt, men teksten ser ikke ut til å si hvordan.",
        "Det er kryssa av for at dei samiske perspektiva er tekne vare på, men teksten ser ikkje ut til å seie korleis.",
    ),
    why=WHY_SAMI,
    suggestion=Text(
        "Beskriv det kort i punkt 1, for eksempel: «Samisk språksenter var med da vi vurderte behovet, og vi tar med samiske "
        "fortellinger og steder i arbeidet.»",
        "Skriv kort om det i punkt 1, til dømes: «Samisk språksenter var med då vi vurderte behovet, og vi tek med samiske "
        "forteljingar og stader i arbeidet.»",
    ),
)

SAM003 = Rule(
    code="SAM003",
    slug="samiske-nei-uten-begrunnelse",
    level=Level.MANGEL,
    forms=FORM_2026,
    basis=(AWARD, SAMELOVEN_DISTRICTS),
    check=no_without_reason,
    weight=79,
    message=Text(
        "Det er krysset av for at de samiske perspektivene ikke er ivaretatt, og teksten ser ikke ut til å si hvorfor.{valgkrets}",
        "Det er kryssa av for at dei samiske perspektiva ikkje er tekne vare på, og teksten ser ikkje ut til å seie kvifor.{valgkrets}",
    ),
    why=WHY_SAMI,
    suggestion=Text(
        "Snakk med enhetene om spørsmålet en gang til. Skriv i punkt 1 hva dere kom fram til, og hva dere vil gjøre.",
        "Snakk med einingane om spørsmålet ein gong til. Skriv i punkt 1 kva de kom fram til, og kva de vil gjere.",
    ),
)

SAM004 = Rule(
    code="SAM004",
    slug="samiske-ikke-relevant-uten-begrunnelse",
    level=Level.MANGEL,
    forms=FORM_2026,
    basis=(AWARD, SAMELOVEN_DISTRICTS),
    check=irrelevant_without_reason,
    weight=80,
    message=Text(
        "Dere har krysset av for «Vurdert ikke relevant» ved de samiske perspektivene, men vurderingen bak ser ut til å mangle.{valgkrets}",
        "De har kryssa av for «Vurdert ikkje relevant» ved dei samiske perspektiva, men vurderinga bak ser ut til å mangle.{valgkrets}",
    ),
    why=WHY_SAMI,
    suggestion=Text(
        "Skriv i punkt 1 hva dere vurderte, og hvorfor det ikke fikk følger for tiltaket – eller hvordan temaet kan knyttes til samiske "
        "forhold i rammeplanen og læreplanene.",
        "Skriv i punkt 1 kva de vurderte, og kvifor det ikkje fekk følgjer for tiltaket – eller korleis temaet kan knytast til samiske "
        "forhold i rammeplanen og læreplanane.",
    ),
)

SAM005 = Rule(
    code="SAM005",
    slug="samiske-i-sprakforvaltningskommune",
    level=Level.MANGEL,
    forms=FORM_2026,
    basis=(AWARD, SAMELOVEN_AREA, SAMI_AREA, BARNEHAGELOVEN_SAMI),
    check=in_language_area,
    weight=82,
    message=Text(
        "{kommune} er med i forvaltningsområdet for samiske språk, men det er ikke svart ja på om de samiske perspektivene er ivaretatt "
        "(punkt 7).",
        "{kommune} er med i forvaltningsområdet for samiske språk, men det er ikkje svart ja på om dei samiske perspektiva er tekne vare "
        "på (punkt 7).",
    ),
    why=Text(
        "Kommuner i forvaltningsområdet har et særlig ansvar for samisk språk og kultur i barnehage og skole.",
        "Kommunar i forvaltningsområdet har eit særleg ansvar for samisk språk og kultur i barnehage og skule.",
    ),
    suggestion=Text(
        "Vurder sammen med dem som arbeider med samisk språk og kultur i kommunen, hva tiltaket kan bidra med. Skriv det i punkt 1.",
        "Vurder saman med dei som arbeider med samisk språk og kultur i kommunen, kva tiltaket kan bidra med. Skriv det i punkt 1.",
    ),
)

SAM006 = Rule(
    code="SAM006",
    slug="samiske-ikke-omtalt",
    level=Level.FORSLAG,
    forms=frozenset({"2024", "2025", "unknown"}),
    basis=(GOALS,),
    check=not_mentioned,
    weight=25,
    message=Text(
        "Samiske perspektiver ser ikke ut til å være omtalt.",
        "Samiske perspektiv ser ikkje ut til å vere omtala.",
    ),
    why=Text(
        "Dette skjemaet spør ikke om det, men tilskuddet skal bidra til at samiske perspektiver blir ivaretatt i barnehage og skole.",
        "Dette skjemaet spør ikkje om det, men tilskotet skal bidra til at samiske perspektiv blir tekne vare på i barnehage og skule.",
    ),
    suggestion=Text(
        "Skriv gjerne en setning om hvordan temaet kan knyttes til samiske forhold i rammeplanen og læreplanene.",
        "Skriv gjerne ei setning om korleis temaet kan knytast til samiske forhold i rammeplanen og læreplanane.",
    ),
)

RULES = (SAM001, SAM002, SAM003, SAM004, SAM005, SAM006)
