"""BEH: the needs – are they described, what do they rest on, and who took part in assessing them?"""

import re
from collections.abc import Iterable

from behovai.errors import NotInForm
from behovai.evidence import Question
from behovai.facts.law import AWARD, CONTENTS
from behovai.finding import Level
from behovai.scoring.case import NEEDS, Case
from behovai.scoring.names import part
from behovai.scoring.rule import FREE_TEXT, FREE_TEXT_2026, NOTHING, Hit, Rule, Text

# A sentence that points back at an earlier behovsmelding, in bokmål or nynorsk …
POINTS_BACK = re.compile(
    r"\bvi[dt]e?[ae]reføre?|\bvidareføre?|\bfortset|\bhe?ld(er)? fram|\bholder fram|\bframhald|\bfor(tsettelse|lengelse)\b"
    r"|\btidl(igere|egare) (innsendt|innmeldt|innsend|innmeld)|\bbehovsmelding\w* (fra|frå|for|i) (20\d\d|fjor)|\bvis(er|ar)? til\b"
    r"|^(se|sjå) (den|der|behov|tidl|fjor|omtal|beskriv)|\b(samme|same) \w*behov"
    r"|\bbehov\w* er (framleis |fortsatt )?(de[ti]? )?(samme|same)|\buendr|\bing(en|a) (ny\w* )?endring"
    r"|\bsom (i fjor|før|sist)\b|\b(andre|tredje|fjerde|siste) år(et)? (av|i|for|med) (prosj|tilt|samarb|partn|sats)|\bår \d av \d",
    re.IGNORECASE,
)
# … and says nothing of a need in the same breath.
TELLS_A_NEED = re.compile(
    r"\btreng|\bmangl|\butfordr|\b(ønsker|ønskjer|vil|skal) (\w+ )?(bli|lære|styrk|øke|auke|utvikle|forstå)|\bvis(er|te|ar|ast) at\b"
    r"|\bser at\b|\bfordi\b",
    re.IGNORECASE,
)
LONGEST_POINTER = 25  # words; a longer sentence says something of its own
MOST_POINTERS = 4


def needs(case: Case) -> tuple[str, ...]:
    """The units where this form asks about needs."""
    form = case.submission.form
    if form not in NEEDS:
        raise NotInForm("1")
    return case.written(*NEEDS[form])


def not_described(case: Case) -> Iterable[Hit]:
    """Unanswered, or nothing but that an earlier behovsmelding is continued."""
    units = needs(case)
    if not units:
        yield Hit(values={"slik": NOTHING})
        return
    told = case.answering(Question.NEEDS_SOURCE, Question.NEEDS_PARTICIPATION, within=units)
    words = [case.submission.quote(case.submission.unit(unit)) for unit in units]
    short = len(units) <= MOST_POINTERS and all(len(said.split()) <= LONGEST_POINTER for said in words)
    if short and not told and all(POINTS_BACK.search(said) and not TELLS_A_NEED.search(said) for said in words):
        yield Hit(
            units, values={"slik": Text(" Teksten viser bare til en tidligere melding.", " Teksten viser berre til ei tidlegare melding.")}
        )


def without_source(case: Case) -> Iterable[Hit]:
    """Needs are described; no data, survey, mapping or plan is named."""
    if needs(case) and not case.answering(Question.NEEDS_SOURCE):
        yield Hit(values={"sted": _place(case)})


def without_participation(case: Case) -> Iterable[Hit]:
    """Nothing says how staff took part."""
    needs(case)
    if not case.answering(Question.NEEDS_PARTICIPATION):
        yield Hit(values={"sted": _place(case)})


def _place(case: Case) -> Text:
    if case.submission.form == "2024":
        return Text("svaret om forankring", "svaret om forankring")
    return part(NEEDS[case.submission.form][0])


BEH001 = Rule(
    code="BEH001",
    slug="behov-ikke-beskrevet",
    level=Level.MANGEL,
    forms=FREE_TEXT_2026,
    basis=(AWARD, CONTENTS),
    check=not_described,
    replaces=("BEH002", "BEH003"),
    weight=100,
    message=Text(
        "Behovet ser ikke ut til å være beskrevet i punkt 1.{slik}",
        "Behovet ser ikkje ut til å vere omtala i punkt 1.{slik}",
    ),
    why=Text(
        "Behovsmeldingen skal inneholde en vurdering av behovet hvert år, også når tiltaket er flerårig og videreføres.",
        "Behovsmeldinga skal innehalde ei vurdering av behovet kvart år, òg når tiltaket er fleirårig og blir vidareført.",
    ),
    suggestion=Text(
        "Skriv hva dere ønsker å bli bedre på, hva dere bygger det på, og hvordan de ansatte var med. Ved videreføring: hva er fortsatt "
        "behovet, og hva har endret seg siden sist?",
        "Skriv kva de ønskjer å bli betre på, kva de byggjer det på, og korleis dei tilsette var med. Ved vidareføring: kva er framleis "
        "behovet, og kva har endra seg sidan sist?",
    ),
)

BEH002 = Rule(
    code="BEH002",
    slug="behov-uten-datagrunnlag",
    level=Level.MANGEL,
    forms=FREE_TEXT,
    basis=(AWARD, CONTENTS),
    check=without_source,
    weight=75,
    message=Text(
        "Behovet er beskrevet, men teksten ser ikke ut til å si hva beskrivelsen bygger på ({sted}).",
        "Behovet er omtala, men teksten ser ikkje ut til å seie kva omtalen byggjer på ({sted}).",
    ),
    why=Text(
        "Når grunnlaget er nevnt, kan andre se at behovet er reelt, og dere kan sammenligne når tiltaket er ferdig.",
        "Når grunnlaget er nemnt, kan andre sjå at behovet er reelt, og de kan samanlikne når tiltaket er ferdig.",
    ),
    suggestion=Text(
        "Nevn minst én kilde, for eksempel en ståstedsanalyse, en undersøkelse, en kartlegging eller en plan, og hva den viser: "
        "«Ståstedsanalysen i høst viste at tre av fem skoler mangler felles rutiner for tilpasset opplæring.»",
        "Nemn minst éi kjelde, til dømes ein ståstadsanalyse, ei undersøking, ei kartlegging eller ein plan, og kva ho viser: "
        "«Ståstadsanalysen i haust viste at tre av fem skular manglar felles rutinar for tilpassa opplæring.»",
    ),
)

BEH003 = Rule(
    code="BEH003",
    slug="behov-uten-medvirkning",
    level=Level.MANGEL,
    forms=FREE_TEXT,
    basis=(AWARD, CONTENTS),
    check=without_participation,
    weight=77,
    message=Text(
        "Teksten ser ikke ut til å si hvordan de ansatte var med på å vurdere behovet ({sted}).",
        "Teksten ser ikkje ut til å seie korleis dei tilsette var med på å vurdere behovet ({sted}).",
    ),
    why=Text(
        "De ansatte skal involveres i vurderingen, og vurderingen skal bygge på inkluderende prosesser i barnehage og skole.",
        "Dei tilsette skal involverast i vurderinga, og vurderinga skal byggje på inkluderande prosessar i barnehage og skule.",
    ),
    suggestion=Text(
        "Skriv hvem som var med, og hvordan, for eksempel: «Hver barnehage drøftet behovet på personalmøte i oktober, og styrerne og de "
        "tillitsvalgte samlet innspillene.»",
        "Skriv kven som var med, og korleis, til dømes: «Kvar barnehage drøfta behovet på personalmøte i oktober, og styrarane og dei "
        "tillitsvalde samla innspela.»",
    ),
)

RULES = (BEH001, BEH002, BEH003)
