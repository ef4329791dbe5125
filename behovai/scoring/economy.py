"""OKO: do the amounts add up and agree, is it said what they are for, and how long the tiltak lasts?"""

from collections.abc import Iterable

from behovai.errors import NotInForm
from behovai.evidence import Question
from behovai.facts.law import CONTENTS, FORM, GRANT_LETTER, REPORTING
from behovai.finding import Level
from behovai.scoring.arithmetic import PLACES, adds_up, disagreements, kroner, shown
from behovai.scoring.case import Case
from behovai.scoring.names import OWNER, PARTNER
from behovai.scoring.rule import ALL_FORMS, FORM_2026, NOTHING, Hit, Rule, Text, listed
from behovai.submission import FormVersion, Party

PARTIES: dict[Party, Text] = {"eier": OWNER, "uh": PARTNER, "totalt": Text("totalt", "totalt")}
USES: dict[Party, Question] = {"eier": Question.USE_OWNER, "uh": Question.USE_PARTNER}
MONEY_PARTS = ("forside", "6", "okonomi")
EXPLAINED: dict[FormVersion, tuple[str, ...]] = {
    "2026": ("6",),
    "2025": ("tiltak", "fremdrift"),
    "2024": ("bruk_eier", "bruk_uh"),
}
SEE_BUDGET = Text(
    " Det er krysset av for budsjett i vedlegg: se om det står der.",
    " Det er kryssa av for budsjett i vedlegg: sjå om det står der.",
)


def asked_for(case: Case, party: Party) -> int | None:
    """The own tiltak's amount for a party in kroner, None where none is given anywhere."""
    total = case.submission.totals.get(party)
    if total is not None:
        return total
    return max((amount.kroner for amount in case.submission.amounts if amount.party == party), default=None)


def _coordinator_ticked(case: Case) -> bool:
    return any("ja" in case.submission.ticked(key) for key in case.box_keys("koordinator"))


def _money(case: Case) -> None:
    """NotInForm if the part that holds the amounts is not in the file."""
    if "forside" in case.submission.missing and not case.submission.amounts and not case.submission.sums:
        raise NotInForm("belop")


def _explained(case: Case) -> None:
    """NotInForm if the amounts, or the part that explains them, are not in the file."""
    _money(case)
    case.written(*EXPLAINED[case.submission.form])


def wrong_sum(case: Case) -> Iterable[Hit]:
    """Rows or columns that do not add up."""
    _money(case)
    wrong = [addition for addition in case.submission.sums if not adds_up(addition)]
    if wrong:
        yield Hit(case.at(addition.span for addition in wrong), values={"regnestykke": shown(wrong)})


def amount_missing(case: Case) -> Iterable[Hit]:
    """No amount, not even 0, for the owner or for the UH; not asked where a part that holds amounts, or its fields, were not found."""
    silent = [party for party in USES if asked_for(case, party) is None]
    if silent and ("belop" not in case.submission.places or any(key in case.submission.missing for key in MONEY_PARTS)):
        raise NotInForm("belop")
    if silent:
        yield Hit(case.place("belop"), values={"part": listed(PARTIES[party] for party in silent), "vedlegg": _see_budget(case)})


def use_unexplained(case: Case) -> Iterable[Hit]:
    """Money is asked for a party, and nothing says what for. An owner's amount that is all coordinator is OKO005's."""
    _explained(case)
    amounts = {party: asked_for(case, party) or 0 for party in USES}
    if amounts["eier"] == asked_for(case, "koordinator"):
        amounts["eier"] = 0
    silent = [party for party, question in USES.items() if amounts[party] > 0 and not case.answering(question)]
    if silent:
        of = listed(
            Text(f"{PARTIES[party].nb} ({kroner(amounts[party])} kr)", f"{PARTIES[party].nn} ({kroner(amounts[party])} kr)")
            for party in silent
        )
        yield Hit(values={"part": of, "vedlegg": _see_budget(case)})


def travel_not_shown(case: Case) -> Iterable[Hit]:
    """The UH asks for money and names no travel or stay."""
    _explained(case)
    if (asked_for(case, "uh") or 0) > 0 and not case.answering(Question.PARTNER_TRAVEL):
        yield Hit(values={"vedlegg": _see_budget(case)})


def coordinator_unexplained(case: Case) -> Iterable[Hit]:
    """A coordinator without a reason: an amount above 0, or Ja in the form of 2024, which asks for no amount."""
    _explained(case)
    asked = _coordinator_ticked(case) if case.submission.form == "2024" else (asked_for(case, "koordinator") or 0) > 0
    if asked and not case.answering(Question.COORDINATOR_REASON):
        yield Hit(case.place("koordinator"))


def duration_unanswered(case: Case) -> Iterable[Hit]:
    """No duration box, for one of the tiltak at least."""
    empty = [key for key in case.box_keys("varighet") if not case.submission.ticked(key)]
    if empty:
        yield Hit(case.place(*empty))


def amounts_differ(case: Case) -> Iterable[Hit]:
    """The same amount given differently in two places."""
    _money(case)
    found = list(disagreements(case.submission, PARTIES))
    if found:
        lines = [
            Text(
                *(
                    f"{PARTIES[party].in_(malform)} {kroner(one.kroner)} ({PLACES[one.place].in_(malform)}) "
                    f"og {kroner(two.kroner)} ({PLACES[two.place].in_(malform)})"
                    for malform in ("nb", "nn")
                )
            )
            for party, one, two in found
        ]
        tall = Text("; ".join(line.nb for line in lines), "; ".join(line.nn for line in lines))
        yield Hit(case.at(amount.span for _, one, two in found for amount in (one, two)), values={"tall": tall})


def _see_budget(case: Case) -> Text:
    return SEE_BUDGET if case.submission.boxes.get("budsjett_i_vedlegg", {}).get("ja") else NOTHING


OKO001 = Rule(
    code="OKO001",
    slug="sum-stemmer-ikke",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM, GRANT_LETTER),
    check=wrong_sum,
    weight=88,
    message=Text(
        "Summen stemmer ikke. {regnestykke}.",
        "Summen stemmer ikkje. {regnestykke}.",
    ),
    why=Text(
        "Tilskuddsbrevet bygger på beløpene i skjemaet.",
        "Tilskotsbrevet byggjer på beløpa i skjemaet.",
    ),
    suggestion=Text(
        "Se over beløpene og rett det som er feil. Skriv 0 der det ikke søkes om noe.",
        "Sjå over beløpa og rett det som er feil. Skriv 0 der det ikkje blir søkt om noko.",
    ),
)

OKO002 = Rule(
    code="OKO002",
    slug="belop-mangler",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM, GRANT_LETTER),
    check=amount_missing,
    weight=90,
    message=Text(
        "Det er ikke ført opp noe beløp for {part}.{vedlegg}",
        "Det er ikkje ført opp noko beløp for {part}.{vedlegg}",
    ),
    why=Text(
        "Et tomt felt kan bety både null og glemt.",
        "Eit tomt felt kan tyde både null og gløymt.",
    ),
    suggestion=Text(
        "Før opp beløpet. Skriv 0 hvis det ikke søkes om noe.",
        "Før opp beløpet. Skriv 0 dersom det ikkje blir søkt om noko.",
    ),
)

OKO003 = Rule(
    code="OKO003",
    slug="bruk-ikke-forklart",
    level=Level.MANGEL,
    forms=ALL_FORMS,
    basis=(FORM, REPORTING),
    check=use_unexplained,
    weight=62,
    message=Text(
        "Teksten ser ikke ut til å si hva pengene til {part} skal brukes til.{vedlegg}",
        "Teksten ser ikkje ut til å seie kva pengane til {part} skal brukast til.{vedlegg}",
    ),
    why=Text(
        "Bruken skal kunne knyttes til tiltaket, og dere skal rapportere på den etterpå.",
        "Bruken skal kunne knytast til tiltaket, og de skal rapportere på han etterpå.",
    ),
    suggestion=Text(
        "Skriv en kort liste for hver part, gjerne med beløp, for eksempel: «Eier: vikarer på samlingsdager 80 000, lokale 20 000. "
        "Høgskolen: forberedelse og gjennomføring av fire samlinger, reise.»",
        "Skriv ei kort liste for kvar part, gjerne med beløp, til dømes: «Eigar: vikarar på samlingsdagar 80 000, lokale 20 000. "
        "Høgskulen: førebuing og gjennomføring av fire samlingar, reise.»",
    ),
)

OKO004 = Rule(
    code="OKO004",
    slug="uh-reise-ikke-synliggjort",
    level=Level.MANGEL,
    forms=FORM_2026,
    basis=(FORM,),
    check=travel_not_shown,
    weight=54,
    message=Text(
        "Reise og opphold ser ikke ut til å være synlig i andelen til kompetansemiljøet (punkt 6).{vedlegg}",
        "Reise og opphald ser ikkje ut til å vere synleg i delen til kompetansemiljøet (punkt 6).{vedlegg}",
    ),
    why=Text(
        "Skjemaet ber kompetansemiljøet vise kostnader til reise og opphold i sin andel.",
        "Skjemaet ber kompetansemiljøet vise kostnader til reise og opphald i sin del.",
    ),
    suggestion=Text(
        "Skriv hva reise og opphold utgjør, eller at alt er digitalt og det ikke blir reise.",
        "Skriv kva reise og opphald utgjer, eller at alt er digitalt og det ikkje blir reise.",
    ),
)

OKO005 = Rule(
    code="OKO005",
    slug="koordinator-uten-begrunnelse",
    level=Level.MANGEL,
    forms=ALL_FORMS,
    basis=(CONTENTS, FORM),
    check=coordinator_unexplained,
    weight=58,
    message=Text(
        "Det er søkt om midler til koordinator, men begrunnelsen ser ut til å mangle.",
        "Det er søkt om midlar til koordinator, men grunngivinga ser ut til å mangle.",
    ),
    why=Text(
        "En begrenset del av midlene kan gå til koordinator, og skjemaet ber om at det blir begrunnet.",
        "Ein avgrensa del av midlane kan gå til koordinator, og skjemaet ber om at det blir grunngitt.",
    ),
    suggestion=Text(
        "Skriv hva koordinatoren skal gjøre, og hvorfor det trengs, for eksempel: «Fire kommuner deler én koordinator i 20 prosent som "
        "innkaller, holder kontakten med høgskolen og følger opp mellom samlingene.»",
        "Skriv kva koordinatoren skal gjere, og kvifor det trengst, til dømes: «Fire kommunar deler éin koordinator i 20 prosent som "
        "kallar inn, held kontakten med høgskulen og følgjer opp mellom samlingane.»",
    ),
)

OKO006 = Rule(
    code="OKO006",
    slug="varighet-ubesvart",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM,),
    check=duration_unanswered,
    weight=52,
    message=Text(
        "Det er ikke krysset av for hvor lenge tiltaket varer.",
        "Det er ikkje kryssa av for kor lenge tiltaket varer.",
    ),
    why=Text(
        "Varigheten viser hvilke semestre midlene skal dekke.",
        "Varigheita viser kva semester midlane skal dekkje.",
    ),
    suggestion=Text(
        "Kryss av for semestrene tiltaket varer.",
        "Kryss av for semestera tiltaket varer.",
    ),
)

OKO007 = Rule(
    code="OKO007",
    slug="ulike-belop",
    level=Level.FEIL,
    forms=ALL_FORMS,
    basis=(FORM, GRANT_LETTER),
    check=amounts_differ,
    weight=87,
    message=Text(
        "Det samme beløpet er oppgitt ulikt to steder: {tall}.",
        "Det same beløpet er oppgitt ulikt to stader: {tall}.",
    ),
    why=Text(
        "Da er det uklart hvilket beløp det meldes behov for.",
        "Då er det uklart kva beløp det blir meldt behov for.",
    ),
    suggestion=Text(
        "Finn ut hvilket beløp som er riktig, og rett det andre.",
        "Finn ut kva beløp som er rett, og rett det andre.",
    ),
)

RULES = (OKO001, OKO002, OKO003, OKO004, OKO005, OKO006, OKO007)
