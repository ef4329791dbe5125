"""An invented submission and a review of it, built by hand: rendering needs neither readers nor rules."""

from typing import Any

from behovai.document import Block, Cell, Document, Span, Tick, Unit
from behovai.evidence import Role, UnitEvidence
from behovai.finding import Finding, Level, Outcome, Review
from behovai.submission import Answer, Criterion, FormVersion, Malform, Submission

LETTERS = dict(
    zip(
        (Criterion.GJENNOMFORING, Criterion.PRAKSISENDRING, Criterion.LAERINGSFELLESSKAP, Criterion.INKLUDERING, Criterion.LAERERUTDANNING),
        "abcde",
        strict=True,
    )
)
CRITERIA = {letter: key for key, letter in LETTERS.items()}


class Sheet:
    """Writes a document block by block; every piece of a block becomes a unit."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.units: list[Unit] = []
        self.ticks: list[Tick] = []
        self.blanks: list[Span] = []
        self.tables = 0

    def block(self, section: str, kind: Any, *pieces: str, printed: bool = False, unit: Any = None) -> None:
        self.text += "\n" if self.text else ""
        start = len(self.text)
        for number, piece in enumerate(pieces):
            self.text += " " if number else ""
            self.unit(section, unit or {"paragraph": "sentence", "footnote": "sentence"}.get(kind, kind), len(self.text), piece, printed)
            self._write(piece)
        self.blocks.append(Block(kind=kind, span=Span(start=start, end=len(self.text)), page=self.page))

    def unit(self, section: str, kind: Any, start: int, text: str, printed: bool) -> None:
        shift = 2 if text.startswith("• ") else 0
        number = len(self.units) + 1
        self.units.append(
            Unit(id=f"u{number}", section=section, kind=kind, start=start + shift, end=start + len(text), page=self.page, printed=printed)
        )

    def row(self, section: str, *cells: str, printed: bool = True, row: int = 0) -> None:
        self.tables += row == 0
        self.text += "\n" if self.text else ""
        start = len(self.text)
        for column, cell in enumerate(cells):
            self.text += "\t" if column else ""
            if cell:
                place = Cell(table=self.tables - 1, row=row, column=column)
                span = Span(start=len(self.text), end=len(self.text) + len(cell))
                self.blocks.append(Block(kind="paragraph", span=span, page=self.page, cell=place))
            self._write(cell)
        self.unit(section, "row", start, self.text[start:], printed)

    def _write(self, text: str) -> None:
        for offset, sign in enumerate(text):
            if sign in "☐☒":
                place = len(self.text) + offset
                self.ticks.append(Tick(span=Span(start=place, end=place + 1), checked=sign == "☒"))
        if text.startswith("Klikk eller"):
            self.blanks.append(Span(start=len(self.text), end=len(self.text) + len(text)))
        self.text += text

    @property
    def page(self) -> int:
        return 1 + len(self.text) // 2500

    def find(self, words: str, which: int = 0) -> str:
        """The id of the unit that holds these words; the first, or the one after so many others."""
        return [unit.id for unit in self.units if words in self.text[unit.start : unit.end]][which]

    def document(self) -> Document:
        return Document(
            name="fjordvik.docx",
            format="docx",
            sha256="0" * 64,
            text=self.text,
            blocks=tuple(self.blocks),
            ticks=tuple(self.ticks),
            blanks=tuple(self.blanks),
        )


def sheet(extra: str = "") -> Sheet:
    """The invented text; `extra` is one more sentence in section 1."""
    page = Sheet()
    page.block("forside", "heading", "Behovsmelding – Kollektiv kompetanseutvikling i barnehage og grunnskole", printed=True)
    page.block("forside", "paragraph", "Behovsmeldingen gjelder: Barnehage ☐ Grunnskole ☐ Begge deler ☒", printed=True)
    page.row("forside", "Eier", "Fjordvik kommune")
    page.row("forside", "Kompetansemiljø", "Høgskolen i Dalen", row=1)
    page.block("forside", "paragraph", "Total sum det meldes behov for 2026", printed=True)
    page.row("forside", "", "Eier", "UH", "Totalt")
    page.row("forside", "Sum", "40 000", "310 000", "360 000", row=1)
    page.block("1", "heading", "1. Vurdering av behov (inkluderende prosesser)", printed=True)
    page.block(
        "1",
        "paragraph",
        "Beskriv hvilke utviklingsbehov som er identifisert. Forklar hvordan vurderingen er gjort i samarbeid med ansatte.",
        printed=True,
    )
    needs = [
        "Vi ser at overgangen fra barnehage til skole er krevende for en del barn.",
        "Ansatte ønsker mer felles språk om lek og læring.",
    ]
    page.block("1", "paragraph", *needs, *([extra] if extra else []))
    page.block("2", "heading", "2. Plan for partnerskap", printed=True)
    page.block(
        "2",
        "paragraph",
        "Høgskolen holder fire samlinger i året, og mellom samlingene prøver hvert team ut noe nytt i egen avdeling eller klasse "
        "og deler det med resten av personalet på neste fellesmøte, slik at alle får et eget forhold til det vi lærer og kan justere "
        "kursen underveis.",
    )
    page.block("2", "bullet", "• Høst 2026: to samlinger om lekende læring")
    page.block("2", "bullet", "• Vår 2027: to samlinger om overganger")
    page.block("3", "heading", "3. Eiers egeninnsats", printed=True)
    page.block("3", "paragraph", "Klikk eller trykk her for å skrive inn tekst.", printed=True)
    page.block("4", "heading", "4. Vurdering av måloppnåelse", printed=True)
    page.block("4", "paragraph", "Forklar hvordan dere vil vurdere måloppnåelse for tiltakene.", printed=True)
    page.block("4a", "heading", "a) Tiltakene er gjennomført i tråd med planer og behovsmeldinger", printed=True)
    page.block(
        "4a",
        "paragraph",
        "Minst 90 prosent av de ansatte deltar på alle fire samlingene.",
        "Styrer og rektor teller i møtereferatene etter hver samling.",
        "Tallene brukes til å justere planen før neste halvår.",
    )
    page.block("4b", "heading", "b) Tiltakene har bidratt til planlagt praksisendring", printed=True)
    page.block("4b", "paragraph", "Vi forventer bedre praksis i alle enheter.", "Ansatte vil få økt kompetanse.")
    page.block("4c", "heading", "c) Tiltakene har styrket det profesjonelle læringsfellesskapet", printed=True)
    page.block(
        "4c",
        "paragraph",
        "Teamene deler én prøvd idé på hvert fellesmøte.",
        "Ansatte vil få økt kompetanse.",
        "Vi spør de ansatte i en kort undersøkelse.",
    )
    page.block("4d", "heading", "d) Tiltakene har utviklet kompetanse for å forebygge utenforskap", printed=True)
    page.block("4e", "heading", "e) Tiltakene har styrket og praksisrettet lærerutdanningen", printed=True)
    page.block("4e", "paragraph", "Høgskolen tar med seg erfaringer tilbake.", "Lage ressursbank?")
    page.block("5", "heading", "5. Målgruppe", printed=True)
    page.block("5", "paragraph", "Alle ansatte i tre barnehager og to skoler.")
    page.block("medbestemmelse", "paragraph", "Behovsmeldingen har vært drøftet i medbestemmelse Ja ☐ Nei ☐", printed=True)
    return page


def finding(code: str, slug: str, level: str, units: tuple[str, ...] = (), **more: Any) -> Finding:
    given: dict[str, Any] = {
        "message": f"Noe om {slug} ser ut til å mangle.",
        "why": f"Grunnen til {slug}.",
        "suggestion": f"Skriv litt om {slug}.",
        "basis": ("§ 5",),
    }
    return Finding(code=code, slug=slug, level=Level(level), units=units, **{**given, **more})


def findings(page: Sheet, nn: bool = False) -> tuple[Finding, ...]:
    def say(bokmal: str, nynorsk: str) -> str:
        return nynorsk if nn else bokmal

    claim = {
        "message": say(
            "Svaret sier hva dere håper på, men det ser ut til å mangle hvordan dere vil se om det skjer.",
            "Svaret seier kva de håpar på, men det ser ut til å mangle korleis de vil sjå om det skjer.",
        ),
        "why": say("Rapporten neste år spør om måloppnåelse.", "Rapporten neste år spør om måloppnåing."),
        "suggestion": say(
            "Nevn ett tegn dere vil se etter, og hvor opplysningen kommer fra.",
            "Nemn eitt teikn de vil sjå etter, og kvar opplysninga kjem frå.",
        ),
        "basis": ("nr. 23 §§ 5, 17", "skjemaet punkt 4"),
        "weight": 80,
        "values": {
            "example": say(
                "I mai 2027 har alle team prøvd ut minst to leker i overgangen, og vi ser det i loggene.",
                "I mai 2027 har alle team prøvd ut minst to leikar i overgangen, og vi ser det i loggane.",
            )
        },
    }
    source = {
        "message": say("Det ser ut til å mangle hvor opplysningene kommer fra.", "Det ser ut til å mangle kvar opplysningane kjem frå."),
        "suggestion": say(
            "Nevn for eksempel referat, logg eller spørreundersøkelse.", "Nemn til dømes referat, logg eller spørjeundersøking."
        ),
        "basis": ("§ 17",),
        "why": say("Da kan funnene etterprøves.", "Då kan funna etterprøvast."),
        "weight": 60,
    }
    when = {
        **source,
        "message": say("Det står ikke når dere ser etter.", "Det står ikkje når de ser etter."),
        "suggestion": say("Skriv for eksempel «i juni hvert år».", "Skriv til dømes «i juni kvart år»."),
        "weight": 10,
    }
    key = Criterion
    return (
        finding(
            "OKO001",
            "sum-stemmer-ikke",
            "feil",
            (page.find("360 000"),),
            message=say("Summen på første side ser ikke ut til å stemme.", "Summen på første side ser ikkje ut til å stemme."),
            suggestion=say("Rett det tallet som er feil.", "Rett det talet som er feil."),
            why=say("Beløpet går videre til tilskuddsbrevet.", "Beløpet går vidare til tilskotsbrevet."),
            values={
                "arithmetic": say("40 000 + 310 000 = 350 000, men det står 360 000", "40 000 + 310 000 = 350 000, men det står 360 000")
            },
            weight=100,
            basis=(say("skjemaet, første side", "skjemaet, første side"),),
        ),
        finding(
            "FOR001",
            "medbestemmelse-ubesvart",
            "feil",
            (page.find("medbestemmelse Ja"),),
            message=say("Verken Ja eller Nei er krysset av for medbestemmelse.", "Verken Ja eller Nei er kryssa av for medbestemming."),
            suggestion=say("Kryss av, og skriv hvem som deltok.", "Kryss av, og skriv kven som deltok."),
            why=say("Skjemaet spør om dette.", "Skjemaet spør om dette."),
            weight=95,
            basis=(say("skjemaet", "skjemaet"),),
        ),
        finding(
            "KRI001",
            "kriterium-ubesvart",
            "feil",
            (),
            criterion=key.INKLUDERING,
            message=say("Her står det ikke noe svar ennå.", "Her står det ikkje noko svar enno."),
            suggestion=say("Skriv to–tre setninger om hva dere vil se etter.", "Skriv to–tre setningar om kva de vil sjå etter."),
            why=say("Skjemaet spør om alle fem.", "Skjemaet spør om alle fem."),
            weight=90,
        ),
        finding("KRI002", "vurderingsmate-mangler", "mangel", (page.find("bedre praksis"),), criterion=key.PRAKSISENDRING, **claim),
        finding("KRI002", "vurderingsmate-mangler", "mangel", (page.find("erfaringer tilbake"),), criterion=key.LAERERUTDANNING, **claim),
        finding(
            "EGE001",
            "egeninnsats-mangler",
            "mangel",
            (),
            message=say("Eiers egeninnsats ser ut til å mangle.", "Eigeninnsatsen til eigaren ser ut til å mangle."),
            suggestion=say(
                "Skriv hvor mye tid eller hvor mange personer dere setter av.", "Skriv kor mykje tid eller kor mange personar de set av."
            ),
            why=say("Forskriften ber om det.", "Forskrifta ber om det."),
            weight=70,
            basis=("§ 11",),
        ),
        finding(
            "BEH002",
            "behov-uten-datagrunnlag",
            "mangel",
            (page.find("overgangen fra barnehage"),),
            message=say(
                "Det ser ut til å mangle hva vurderingen av behov bygger på.", "Det ser ut til å mangle kva vurderinga av behov byggjer på."
            ),
            suggestion=say(
                "Nevn en kartlegging, en plan eller tall dere har brukt.", "Nemn ei kartlegging, ein plan eller tal de har brukt."
            ),
            why=say("Behovet skal være lokalt forankret.", "Behovet skal vere lokalt forankra."),
            weight=75,
            basis=("§§ 4, 11",),
            values={
                "example": say(
                    "Foreldreundersøkelsen i 2025 viste at overgangen er uklar for mange.",
                    "Foreldreundersøkinga i 2025 viste at overgangen er uklar for mange.",
                )
            },
        ),
        finding(
            "KRI003",
            "gjentatt-tekst",
            "mangel",
            (page.find("Ansatte vil få økt kompetanse", 1),),
            criterion=key.LAERINGSFELLESSKAP,
            message=say("Samme setning står også under et annet kjennetegn.", "Same setning står også under eit anna kjenneteikn."),
            suggestion=say("Skriv hva som er særskilt her.", "Skriv kva som er særskilt her."),
            why=say("Da blir det klarere hva som skal vurderes.", "Då blir det klarare kva som skal vurderast."),
            weight=40,
        ),
        finding("IND003", "datakilde-mangler", "mangel", (page.find("bedre praksis"),), criterion=key.PRAKSISENDRING, **source),
        finding("IND003", "datakilde-mangler", "mangel", (page.find("én prøvd idé"),), criterion=key.LAERINGSFELLESSKAP, **source),
        finding("IND004", "tidspunkt-mangler", "forslag", (page.find("én prøvd idé"),), criterion=key.LAERINGSFELLESSKAP, **when),
        finding(
            "TXT001",
            "uferdig-formulering",
            "forslag",
            (page.find("Lage ressursbank"),),
            criterion=key.LAERERUTDANNING,
            message=say("Dette ser ut som en huskelapp.", "Dette ser ut som ein hugselapp."),
            suggestion=say("Skriv ferdig eller ta det bort.", "Skriv ferdig eller ta det bort."),
            why=say("Leseren blir usikker.", "Lesaren blir usikker."),
            basis=("–",),
        ),
        finding(
            "MAL002",
            "malgruppe-uten-begrunnelse",
            "forslag",
            (page.find("Alle ansatte i tre"),),
            message=say("Det kan bli tydeligere hvorfor akkurat disse er valgt.", "Det kan bli tydelegare kvifor akkurat desse er valde."),
            suggestion=say("Knytt valget til behovet i punkt 1.", "Knyt valet til behovet i punkt 1."),
            why=say("Skjemaet spør om det.", "Skjemaet spør om det."),
            basis=("§ 2",),
        ),
    )


def review(malform: Malform = "nb", form: FormVersion = "2026", extra: str = "", **changes: Any) -> Review:
    """A review of the invented text. `changes` replace fields of the Review."""
    page = sheet(extra)
    asks = form == "2026"
    sections = ("1", "2", "3", "4a", "4b", "4c", "4d", "4e", "5")
    own = {section: tuple(unit.id for unit in page.units if unit.section == section and not unit.printed) for section in sections}
    submission = Submission(
        form=form,
        malform="nb",
        language="nb",
        document=page.document(),
        units=tuple(page.units),
        answers=tuple(Answer(section=section, criterion=CRITERIA.get(section[1:]), units=own[section]) for section in sections),
        fields={"eier": "Fjordvik kommune", "kompetansemiljo": "Høgskolen i Dalen"},
        boxes={"medbestemmelse": {"ja": False, "nei": False}, "samiske": {"ja": None, "nei": None, "ikke_relevant": None}},
        totals={"eier": 40000, "uh": 310000, "totalt": 360000},
        enheter={},
        places={},
        missing=("enheter",),
        letters=LETTERS if asks else {},
    )
    a, c = Criterion.GJENNOMFORING, Criterion.LAERINGSFELLESSKAP
    given: dict[str, Any] = {
        "malform": malform,
        "submission": submission,
        "findings": findings(page, nn=malform == "nn"),
        "evidence": (
            UnitEvidence(unit=page.find("90 prosent"), criteria=(a,), roles=(Role.INDIKATOR,), vague=False),
            UnitEvidence(unit=page.find("møtereferatene"), criteria=(a,), roles=(Role.DATAKILDE, Role.ANSVARLIG)),
            UnitEvidence(unit=page.find("én prøvd idé"), criteria=(c,), roles=(Role.INDIKATOR,), vague=False),
        ),
        "ratings": {
            Criterion.GJENNOMFORING: 3,
            Criterion.PRAKSISENDRING: 1,
            Criterion.LAERINGSFELLESSKAP: 2,
            Criterion.INKLUDERING: 0,
            Criterion.LAERERUTDANNING: 1,
        }
        if asks
        else {},
        "table": {
            a: {
                "indikator": (page.find("90 prosent"),),
                "datakilde": (page.find("møtereferatene"),),
                "ansvarlig": (page.find("møtereferatene"),),
                "bruk": (page.find("Tallene brukes"),),
            },
            c: {"indikator": (page.find("én prøvd idé"),), "datakilde": (page.find("kort undersøkelse"),)},
        }
        if asks
        else {},
        "outcomes": {"SAM001": Outcome.UNREADABLE, "BEH001": Outcome.PASSES},
        "provenance": {"program": "behovai 0.1.0", "reader": "local", "sha256": "0" * 64},
    }
    return Review(**{**given, **changes})
