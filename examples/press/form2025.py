"""The form of 2025: lokal kompetanseutvikling, continuation of tiltak from 2024."""

from collections.abc import Iterator

from examples.press.items import Answer, Field, Heading, Help, Item, Line, Start, Table
from examples.press.parts import contacts, meeting, others, sum_table, ticks, units, yes_no
from examples.press.source import Look, Source

SCHEMES = (("regional", "Regional ordning"), ("desentralisert", "Desentralisert ordning"), ("kompetanseloftet", "Kompetanseløftet"))
COUNTS = tuple(str(number) for number in range(1, 11))


def items(source: Source, look: Look) -> Iterator[Item]:
    """The whole form with what the applicant filled in."""
    yield from front(source, look)
    say = look.say
    again = say("Partnerskapet ønsker å videreføre behovsmelding fra 2024?", "Partnarskapet ønskjer å vidareføre behovsmelding frå 2024?")
    yield yes_no(again, source.get("ruter", {}).get("viderefores", []))
    yield Help(
        say(
            "Dersom ja, trenger ikke partnerskapet fylle ut tiltakene, men gi en kort redegjørelse for fremdrift i tiltaket "
            "(se siste side).",
            "Dersom ja, treng ikkje partnarskapet fylle ut tiltaka, men gi ei kort utgreiing om framdrifta i tiltaket (sjå siste side).",
        )
    )
    yield Line((say("Total sum det meldes behov for 2025", "Total sum det blir meldt behov for 2025"),), label=True)
    yield sum_table(source, look, [*(label for _, label in SCHEMES), "Sum"])
    yield from others(source, look)
    yield from meeting(source, look)
    yield from units(source, look)
    yield Start()
    yield from _continued(source, look)


def front(source: Source, look: Look) -> Iterator[Item]:
    """The first part, alike in 2024 and 2025: title, ordning, names, contact persons, questions about the partnership."""
    say, felt, boxes = look.say, source.get("felt", {}), source.get("ruter", {})
    yield Heading("Behovsmelding – lokal kompetanseutvikling i barnehage og grunnopplæring", 0)
    yield Line((say("Behovsmeldingen gjelder:", "Behovsmeldinga gjeld:"),), label=True)
    yield Line(ticks(SCHEMES, boxes.get("gjelder", [])))
    yield Line((say("Eier: ", "Eigar: "), Field(felt.get("eier", "")), "  Kompetansenettverk ", Field(felt.get("kompetansenettverk", ""))))
    yield Line((say("Universitet/Høgskole: ", "Universitet/Høgskule: "), Field(felt.get("kompetansemiljo", ""))))
    yield from contacts(source, look)
    note = "(Fyll ut liste)"
    yield yes_no(say("Partnerskapet består av flere eiere?", "Partnarskapet består av fleire eigarar?"), boxes.get("flere_eiere", []), note)
    yield yes_no(say("Partnerskapet består av flere UH?", "Partnarskapet består av fleire UH?"), boxes.get("flere_uh", []), note)
    several = say("Partnerskapet leverer behovsmelding i flere ordninger?", "Partnarskapet leverer behovsmelding i fleire ordningar?")
    yield yes_no(several, boxes.get("flere_ordninger", []))
    count = say("Totalt antall tiltak det er behov for tilskudd til? ", "Talet på tiltak det er behov for tilskot til totalt? ")
    yield Line((count, Field(str(felt.get("antall_tiltak", "")), COUNTS)))


def _continued(source: Source, look: Look) -> Iterator[Item]:
    say, answers, money = look.say, source.get("svar", {}), source.get("okonomi", {})
    yield Heading(say("Ved videreføring av tiltak", "Ved vidareføring av tiltak"))
    yield Line((say("Tiltak fra 2024 som videreføres", "Tiltak frå 2024 som blir vidareførte"),), label=True)
    yield Answer(answers.get("tiltak", ""))
    yield Line((say("Gi en kort redegjørelse for fremdriften i tiltaket", "Gi ei kort utgreiing om framdrifta i tiltaket"),), label=True)
    yield Answer(answers.get("fremdrift", ""))
    yield Heading("Økonomi", 2)
    rows = (
        (say("Ønsket sum eier", "Ønskt sum eigar"), "eier"),
        (say("Ønsket sum UH", "Ønskt sum UH"), "uh"),
        (say("Ønsket sum til koordinator", "Ønskt sum til koordinator"), "koordinator"),
        ("Total sum", "total"),
    )
    yield Table(tuple(((label,), (Field(str(money.get(key, ""))),)) for label, key in rows), (50, 50), head=False)
    yield Heading(say("Varighet", "Varigheit"), 2)
    times = (("var_2026", "Vår 2026"), ("ut_2026", "Ut 2026"), ("var_2027", "vår 2027"))
    yield Line(ticks(times, source.get("ruter", {}).get("varighet", [])))
