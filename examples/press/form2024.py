"""The form of 2024: lokal kompetanseutvikling, filled in per tiltak."""

from collections.abc import Iterator
from typing import Any

from examples.press.form2025 import front
from examples.press.items import Answer, Field, Heading, Item, Line, Start, Table
from examples.press.parts import field_table, meeting, others, sum_table, ticks, units
from examples.press.source import Look, Source

PURPOSES = ("Analyse og vurdering av behov", "Planlegging av tiltak", "Gjennomføring av tiltak")
QUESTIONS = (
    (
        "forankring",
        "Beskriv hvordan tiltaket er forankret i den enkelte barnehage og skole på en måte som involverer ansatte og ledere, og i faglig "
        "dialog med UH",
        "Beskriv korleis tiltaket er forankra i den enkelte barnehagen og skulen på ein måte som involverer tilsette og leiarar, og i "
        "fagleg dialog med UH",
    ),
    (
        "prosesser",
        "Beskriv hvordan tiltakene skal fremme kollektive prosesser for profesjonsutvikling som utvikler barnehagen eller skolen",
        "Beskriv korleis tiltaka skal fremje kollektive prosessar for profesjonsutvikling som utviklar barnehagen eller skulen",
    ),
    (
        "laererutdanning",
        "Beskriv hvordan dette samarbeidet bidrar til å styrke lærerutdanningen",
        "Beskriv korleis dette samarbeidet bidreg til å styrkje lærarutdanninga",
    ),
    (
        "langsiktig_plan",
        "Beskriv hvordan dette tiltaket er forankret i langsiktig plan",
        "Beskriv korleis dette tiltaket er forankra i langsiktig plan",
    ),
    ("bruk_eier", "Eiers tilskudd skal brukes på følgende måte", "Eigar sitt tilskot skal brukast på følgjande måte"),
    ("bruk_uh", "UH sitt tilskudd skal brukes på følgende måte", "UH sitt tilskot skal brukast på følgjande måte"),
)


def items(source: Source, look: Look) -> Iterator[Item]:
    """The whole form with what the applicant filled in."""
    say = look.say
    yield Line((say("Statsforvalteren i Nordland", "Statsforvaltaren i Nordland"),), label=True)
    yield Line(("Nordlaanten Staatehaaltoje",))
    yield Line(("Nordlánda Stáhtaháldadiddje",))
    yield from front(source, look)
    yield Line((say("Total sum det meldes behov for 2024", "Total sum det blir meldt behov for 2024"),), label=True)
    yield sum_table(source, look, source.get("sumtabell", {}) or ["Sum"])
    yield Start()
    for number, tiltak in enumerate(source.get("tiltak", []), 1):
        yield from _tiltak(number, tiltak, look)
    yield from others(source, look)
    yield from meeting(source, look)
    yield from units(source, look)


def _tiltak(number: int, tiltak: dict[str, Any], look: Look) -> Iterator[Item]:
    say = look.say
    yield Heading(f"Tiltak {number}")
    yield Line((say("Navn på tiltak: ", "Namn på tiltak: "), Field(tiltak.get("navn", ""))))
    yield Line((say("Tilskuddet fordeles", "Tilskotet blir fordelt"),), label=True)
    shares = tuple((Field(str(cell)),) for cell in tiltak.get("belop", ["", "", ""]))
    yield Table((((say("Eier", "Eigar"),), ("UH",), ("Sum totalt",)), shares), (33, 33, 34))
    purpose = say("Hva skal tilskuddet brukes til? ", "Kva skal tilskotet brukast til? ")
    yield Line((purpose, Field(tiltak.get("bruk", ""), PURPOSES)))
    for key, nb, nn in QUESTIONS:
        yield Line((say(nb, nn),), label=True)
        yield Answer(tiltak.get(key, ""))
    coordinator = say(
        "Det er behov for å bruke midler til koordinator for dette tiltaket? ",
        "Er det behov for å bruke midlar til koordinator for dette tiltaket? ",
    )
    chosen = {"ja": "Ja", "nei": "Nei"}.get((tiltak.get("koordinator") or [""])[0], "")
    yield Line((coordinator, Field(chosen, ("Ja", "Nei"))))
    yield Line((say("Begrunn", "Grunngi"),), label=True)
    yield Answer(tiltak.get("koordinator_begrunnelse", ""))
    times = (("var_2024", "Vår 2024"), ("host_2024", say("Høst 2024", "Haust 2024")), ("var_2025", "Vår 2025"))
    duration = say("Tiltakets varighet ", "Varigheita til tiltaket ")
    yield Line((duration, *ticks(times, tiltak.get("varighet", []))))
    yield from _estimate(tiltak, look)
    yield Line((say("Hvem er målgruppa for tiltaket?", "Kven er målgruppa for tiltaket?"),), label=True)
    yield Answer(tiltak.get("malgruppe", ""))


def _estimate(tiltak: dict[str, Any], look: Look) -> Iterator[Item]:
    say = look.say
    title = say(
        "Dersom tiltak ønskes videreført etter vår 2025 gi anslag på behov",
        "Dersom tiltak er ønskt vidareført etter vår 2025, gi anslag på behov",
    )
    yield Line((title,), label=True)
    given = {row[0].replace("Haust", "Høst"): row for row in tiltak.get("anslag", []) if row}
    periods = [*("Høst 2025", "2026", "2027"), *(period for period in given if period not in ("Høst 2025", "2026", "2027"))]
    rows = []
    for period in periods:
        row = (given.get(period) or [period]) + [""] * 4
        rows.append([period.replace("Høst", say("Høst", "Haust")), *row[1:5]])
    reason = say("Begrunnelse", "Grunngiving")
    yield field_table(["", say("Eier", "Eigar"), reason, "UH", reason], rows, (12, 16, 28, 16, 28))
