"""Parts that the forms of 2024, 2025 and 2026 share."""

from collections.abc import Iterable, Iterator, Sequence

from examples.press.items import Box, Field, Heading, Item, Line, Piece, Pieces, Table
from examples.press.source import Look, Source

LIST_ROWS = 9
MEETING_ROWS = 3


def ticks(options: Iterable[tuple[str, str]], ticked: Sequence[str], gap: str = "   ") -> Pieces:
    """A row of options, each followed by its box. An option is its key and its printed words."""
    pieces: list[Piece] = []
    for key, words in options:
        pieces += [f"{gap if pieces else ''}{words} ", Box(key in ticked)]
    return tuple(pieces)


def yes_no(question: str, ticked: Sequence[str], note: str = "") -> Line:
    """A question with the boxes Ja and Nei; `note` stands after the first box."""
    return Line((f"{question} Ja ", Box("ja" in ticked), f"  {note} Nei  " if note else "    Nei ", Box("nei" in ticked)))


def field_table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Table:
    """A table whose first column is printed and whose other cells are fields."""
    body: list[tuple[Pieces, ...]] = [((row[0],), *((Field(_flat(cell)),) for cell in row[1:])) for row in rows]
    top: tuple[Pieces, ...] = tuple((words,) for words in head)
    return Table((top, *body), tuple(widths))


def contacts(source: Source, look: Look) -> Iterator[Item]:
    """The table of contact persons; which rows it has depends on the form."""
    felt = source.get("felt", {})
    say = look.say
    eier, uh = felt.get("kontakt_eier", ["", ""]), felt.get("kontakt_uh", ["", ""])
    rows = [[say("Navn", "Namn"), eier[0], uh[0]], ["Funksjon", eier[1], uh[1]]]
    if source["form"] == "2024":
        rows.append(["Telefon", felt.get("telefon_eier", ""), felt.get("telefon_uh", "")])
    if source["form"] != "2026":
        rows.append(["E-post", felt.get("epost_eier", ""), felt.get("epost_uh", "")])
    if source["form"] == "2024":
        rows.append(["Kontonr", felt.get("kontonr_eier", ""), felt.get("kontonr_uh", "")])
        rows.append(["Org. Nr", felt.get("orgnr_eier", ""), felt.get("orgnr_uh", "")])
    if source["form"] != "2026":
        mark = felt.get("merkes", "")
        both = mark if isinstance(mark, list) else [mark, ""]
        rows.append([say("Ev. merkes", "Ev. merkast"), both[0], both[1]])
    yield Line((say("Kontaktpersoner:", "Kontaktpersonar:"),), label=True)
    yield field_table(["", say("Eier", "Eigar"), "UH"], rows, (20, 40, 40))


def sum_table(source: Source, look: Look, labels: Iterable[str]) -> Table:
    """The sums per ordning of the forms of 2024 and 2025."""
    cells = source.get("sumtabell", {})
    rows = [[label, *cells.get(label, ["", "", ""])] for label in labels]
    return field_table(["Ordning", look.say("Eier", "Eigar"), "UH", "Totalt"], rows, (34, 22, 22, 22))


def others(source: Source, look: Look) -> Iterator[Item]:
    """The list of other owners and kompetansemiljøer: nine numbered rows, more only if they are needed."""
    say = look.say
    title = say("Liste over andre eiere og UH i partnerskapet", "Liste over andre eigarar og UH i partnarskapet")
    if source["form"] == "2026":
        title = say(
            "Liste over andre eiere og kompetansemiljø i partnerskapet", "Liste over andre eigarar og kompetansemiljø i partnarskapet"
        )
    yield Heading(title, 2)
    kinds = (say("Eier", "Eigar"), "UH")
    listed = source.get("parter", [])
    rows: list[tuple[Pieces, ...]] = [
        (("",), (say("Navn på eier/UH", "Namn på eigar/UH"),), ("Kontaktperson",), (say("Eier/UH", "Eigar/UH"),))
    ]
    for number in range(max(LIST_ROWS, len(listed))):
        row = listed[number] if number < len(listed) else {}
        kind = kinds[0] if row.get("type") == "Eier" else row.get("type", "")
        cells = (Field(_flat(row.get("navn", ""))), Field(_flat(row.get("kontaktperson", ""))), Field(kind, kinds))
        rows.append(((str(number + 1),), *((cell,) for cell in cells)))
    yield Table(tuple(rows), (6, 38, 36, 20))


def meeting(source: Source, look: Look) -> Iterator[Item]:
    """Medbestemmelse: the boxes and who took part."""
    say = look.say
    ticked = source.get("ruter", {}).get("medbestemmelse", [])
    yield yes_no(say("Behovsmeldingen har vært drøftet i medbestemmelse", "Behovsmeldinga har vore drøfta i medbestemming"), ticked)
    yield Line((say("Hvem som har deltatt:", "Kven som har delteke:"),))
    present = source.get("medbestemmelse", [])
    rows: list[tuple[Pieces, ...]] = [(("Rolle",), (say("Navn", "Namn"),))]
    for number in range(max(MEETING_ROWS, len(present))):
        row = present[number] if number < len(present) else {}
        rows.append(((Field(_flat(row.get("rolle", ""))),), (Field(_flat(row.get("navn", ""))),)))
    yield Table(tuple(rows), (50, 50))


def units(source: Source, look: Look) -> Iterator[Item]:
    """How many units of each kind take part."""
    say = look.say
    yield Line(
        (say("Hvor mange enheter er inkludert i behovsmeldingen?", "Kor mange einingar er inkluderte i behovsmeldinga?"),), label=True
    )
    columns = (
        ("kommunale_barnehager", say("Kommunale barnehager", "Kommunale barnehagar")),
        ("private_barnehager", say("Private barnehager", "Private barnehagar")),
        ("offentlige_skoler", say("Offentlige skoler", "Offentlege skular")),
        ("private_skoler", say("Private skoler", "Private skular")),
        ("pp_tjenester", say("PP-tjenester", "PP-tenester")),
    )
    counts = source.get("enheter", {})
    head = tuple((words,) for _, words in columns)
    yield Table((head, tuple((Field(_flat(counts.get(key, ""))),) for key, _ in columns)), (20, 20, 20, 20, 20))


def _flat(value: object) -> str:
    return " ".join(str(value).split())
