"""The form of 2026: kollektiv kompetanseutvikling i barnehage og grunnskole."""

from collections.abc import Iterator

from examples.press.items import Answer, Box, Field, Heading, Help, Item, Letters, Line, Start
from examples.press.parts import contacts, field_table, meeting, others, ticks, units, yes_no
from examples.press.source import Look, Source

CRITERIA = (
    "Tiltakene er gjennomført i tråd med planer og behovsmeldinger",
    "Tiltakene har bidratt til planlagt praksisendring",
    "Tiltakene har styrket det profesjonelle læringsfellesskapet",
    "Tiltakene har utviklet kompetanse for å forebygge utenforskap, fremme inkludering og gi tilpasset tilbud",
    "Tiltakene har styrket og praksisrettet lærerutdanningen",
)
CRITERIA_NN = (
    "Tiltaka er gjennomførte i tråd med planar og behovsmeldingar",
    "Tiltaka har bidrege til planlagd praksisendring",
    "Tiltaka har styrkt det profesjonelle læringsfellesskapet",
    "Tiltaka har utvikla kompetanse for å førebyggje utanforskap, fremje inkludering og gi tilpassa tilbod",
    "Tiltaka har styrkt og praksisretta lærarutdanninga",
)


def items(source: Source, look: Look) -> Iterator[Item]:
    """The whole form with what the applicant filled in."""
    yield from _front(source, look)
    yield Start()
    yield from _needs_and_partnership(source, look)
    yield from _goals(source, look)
    yield from _target_and_money(source, look)
    yield from _other(source, look)
    yield from others(source, look)
    yield from meeting(source, look)
    yield from units(source, look)


def _front(source: Source, look: Look) -> Iterator[Item]:
    say = look.say
    felt, boxes, money = source.get("felt", {}), source.get("ruter", {}), source.get("belop", {})
    yield Heading(
        say(
            "Behovsmelding – Kollektiv kompetanseutvikling i barnehage og grunnskole",
            "Behovsmelding – Kollektiv kompetanseutvikling i barnehage og grunnskule",
        ),
        0,
    )
    yield Line((say("Behovsmeldingen gjelder:", "Behovsmeldinga gjeld:"),), label=True)
    kinds = (
        ("barnehage", "Barnehage"),
        ("grunnskole", say("Grunnskole", "Grunnskule")),
        ("begge_deler", say("Begge deler", "Begge delar")),
    )
    yield Line(ticks(kinds, boxes.get("gjelder", [])))
    yield Line((say("Eier: ", "Eigar: "), Field(felt.get("eier", ""))))
    yield Line(("Kompetansenettverk ", Field(felt.get("kompetansenettverk", ""))))
    yield Line(("Kompetansemiljø: ", Field(felt.get("kompetansemiljo", ""))))
    yield from contacts(source, look)
    note = "(Fyll ut liste)"
    yield yes_no(say("Partnerskapet består av flere eiere?", "Partnarskapet består av fleire eigarar?"), boxes.get("flere_eiere", []), note)
    several = say("Partnerskapet består av flere kompetansemiljø?", "Partnarskapet består av fleire kompetansemiljø?")
    yield yes_no(several, boxes.get("flere_kompetansemiljo", []), note)
    again = say("Partnerskapet ønsker å videreføre behovsmelding fra 2025?", "Partnarskapet ønskjer å vidareføre behovsmelding frå 2025?")
    yield yes_no(again, boxes.get("viderefores", []))
    yield Line((say("Total sum det meldes behov for 2026", "Total sum det blir meldt behov for 2026"),), label=True)
    row = ["Sum", money.get("eier", ""), money.get("uh", ""), money.get("totalt", "")]
    yield field_table(["", say("Eier", "Eigar"), "UH", "Totalt"], [row], (19, 27, 27, 27))
    yield Line((say("Ev. kommentar fra innsender", "Ev. kommentar frå innsendar"),), label=True)
    yield Answer(source.get("svar", {}).get("kommentar", ""))


def _needs_and_partnership(source: Source, look: Look) -> Iterator[Item]:
    say, answers = look.say, source.get("svar", {})
    yield Heading(say("1. Vurdering av behov (inkluderende prosesser)", "1. Vurdering av behov (inkluderande prosessar)"))
    yield Help(
        say(
            "Beskriv hvilke utviklingsbehov som er identifisert for barnehage og/eller grunnskole. Forklar hvordan vurderingen er gjort i "
            "samarbeid med ansatte og eventuelle andre aktører, og hvordan prosessen har vært inkluderende. Ta utgangspunkt i lokale "
            "behov, relevante planer og eventuelle data/kartlegginger. Se punktet i sammenheng med punkt 6.",
            "Beskriv kva utviklingsbehov som er identifiserte for barnehage og/eller grunnskule. Forklar korleis vurderinga er gjord i "
            "samarbeid med tilsette og eventuelle andre aktørar, og korleis prosessen har vore inkluderande. Ta utgangspunkt i lokale "
            "behov, relevante planar og eventuelle data/kartleggingar. Sjå punktet i samanheng med punkt 6.",
        )
    )
    yield Help("Skriv her:")
    yield Answer(answers.get("1", ""))
    yield Line((say("Hvilke(n) fase(r) er partnerskapet i", "Kva fase(r) er partnarskapet i"),), label=True)
    phases = (
        ("analyse", "Analyse/vurdering av behov"),
        ("planlegging", "Planlegging av tiltak"),
        ("gjennomforing", "Gjennomføring av tiltak"),
    )
    yield Line(ticks(phases, source.get("ruter", {}).get("fase", [])))
    yield Heading(say("2. Plan for partnerskap", "2. Plan for partnarskap"))
    yield Help(
        say(
            "Beskriv hvordan partnerskapet er organisert. Forklar hvordan samarbeidet planlegges, hvilke roller partene har, og hvordan "
            "tiltakene skal planlegges og gjennomføres i fellesskap.",
            "Beskriv korleis partnarskapet er organisert. Forklar korleis samarbeidet blir planlagt, kva roller partane har, og korleis "
            "tiltaka skal planleggjast og gjennomførast i fellesskap.",
        )
    )
    yield Help("Skriv her:")
    yield Answer(answers.get("2", ""))
    yield Heading(say("3. Eiers egeninnsats", "3. Eigeninnsatsen til eigaren"))
    yield Help(
        say(
            "Beskriv hvilken egeninnsats eier bidrar med i tiltaket. Dette kan være tid, ressurser, tilrettelegging, koordinering eller "
            "andre bidrag som er nødvendige for å gjennomføre tiltakene.",
            "Beskriv kva eigeninnsats eigaren bidreg med i tiltaket. Dette kan vere tid, ressursar, tilrettelegging, koordinering eller "
            "andre bidrag som er nødvendige for å gjennomføre tiltaka.",
        )
    )
    yield Help("Skriv her:")
    yield Answer(answers.get("3", ""))


def _goals(source: Source, look: Look) -> Iterator[Item]:
    say = look.say
    yield Heading(say("4. Vurdering av måloppnåelse", "4. Vurdering av måloppnåing"))
    yield Help(
        say(
            "Forklar hvordan dere vil vurdere måloppnåelse for tiltakene. Ta utgangspunkt i forskriftens § 5 (bokstav a–e):",
            "Forklar korleis de vil vurdere måloppnåinga for tiltaka. Ta utgangspunkt i § 5 i forskrifta (bokstav a–e):",
        )
    )
    yield Letters(CRITERIA_NN if look.nynorsk else CRITERIA)
    yield Help(say("Beskriv hvordan dere vil dokumentere og følge opp dette.", "Beskriv korleis de vil dokumentere og følgje opp dette."))
    yield Help("Skriv her:")
    yield Answer(source.get("svar", {}).get("4", ""))


def _target_and_money(source: Source, look: Look) -> Iterator[Item]:
    say, answers, boxes = look.say, source.get("svar", {}), source.get("ruter", {})
    yield Heading("5. Målgruppe")
    yield Help(
        say(
            "Beskriv hvem som er målgruppen for tiltakene. Dette kan inkludere barnehagelærere, lærere, ledere, andre ansatte, SFO, "
            "PP-tjenesten, kulturskole, tverrfaglige tjenester osv. Forklar hvordan målgruppen er valgt ut fra behovsvurderingen.",
            "Beskriv kven som er målgruppa for tiltaka. Dette kan inkludere barnehagelærarar, lærarar, leiarar, andre tilsette, SFO, "
            "PP-tenesta, kulturskule, tverrfaglege tenester osv. Forklar korleis målgruppa er vald ut frå behovsvurderinga.",
        )
    )
    yield Help("Skriv her:")
    yield Answer(answers.get("5", ""))
    yield Heading(say("6. Økonomi og varighet", "6. Økonomi og varigheit"))
    yield Help(
        say(
            "Oppgi ønsket tilskuddsbeløp fordelt på eier, universitet/høgskole/fagskole/andre, og eventuell koordinator. Beskriv tiltakets "
            "varighet (f.eks. vår/høst/årstall) og eventuelle planer for videreføring. Forklar kort hvordan midlene skal brukes og "
            "eventuelle forutsetninger for gjennomføring.",
            "Oppgi ønskt tilskotsbeløp fordelt på eigar, universitet/høgskule/fagskule/andre, og eventuell koordinator. Beskriv varigheita "
            "til tiltaket (t.d. vår/haust/årstal) og eventuelle planar for vidareføring. Forklar kort korleis midlane skal brukast, og "
            "eventuelle føresetnader for gjennomføringa.",
        )
    )
    yield Help(
        say(
            "UH/kompetansemiljø skal synliggjøre kostnader for reise og opphold i sin andel.",
            "UH/kompetansemiljø skal synleggjere kostnader til reise og opphald i sin del.",
        )
    )
    attached = boxes.get("budsjett_i_vedlegg", [])
    yield Line(("Skriv her (leverer budsjett i vedlegg  ja", Box("ja" in attached), "       Nei", Box("nei" in attached), " ):"))
    yield Answer(answers.get("6", ""))
    yield Line((say("Tiltakets varighet", "Varigheita til tiltaket"),), label=True)
    times = (
        ("var_2026", "Vår 2026"),
        ("host_2026", say("Høst 2026", "Haust 2026")),
        ("var_2027", "Vår 2027"),
        ("videre", say("Videre", "Vidare")),
    )
    yield Line(ticks(times, boxes.get("varighet", [])))
    label = say("Sum koordinator (må begrunnes ovenfor) ", "Sum koordinator (må grunngivast ovanfor) ")
    yield Line((label, Field(source.get("belop", {}).get("koordinator", ""))))


def _other(source: Source, look: Look) -> Iterator[Item]:
    say, boxes = look.say, source.get("ruter", {})
    yield Heading(say("7. Annet", "7. Anna"))
    yield Line(
        (say("Er behovsmeldingen sett i sammenheng med videreutdanning?", "Er behovsmeldinga sett i samanheng med vidareutdanning?"),)
    )
    yield Line(ticks((("ja", "Ja"), ("nei", "Nei"), ("vet_ikke", say("Vet ikke", "Veit ikkje"))), boxes.get("videreutdanning", [])))
    yield Line((say("De samiske perspektivene er ivaretatt i behovsmeldingen?", "Dei samiske perspektiva er varetekne i behovsmeldinga?"),))
    kinds = (("ja", "Ja"), ("nei", "Nei"), ("ikke_relevant", say("Vurdert ikke relevant", "Vurdert ikkje relevant")))
    yield Line(ticks(kinds, boxes.get("samiske", [])))
