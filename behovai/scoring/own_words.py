"""Examples made of what the applicant already wrote: their own source, group or activity, cut from their text – never an invented fact."""

import re
from collections.abc import Iterable, Iterator

from behovai.evidence import Question, Role
from behovai.scoring.case import Case
from behovai.scoring.rule import Text
from behovai.submission import Criterion

# Sources and groups that have a name of their own, as they can stand in a sentence.
SOURCE = re.compile(
    r"\b(?:Elevundersøk(?:elsen|inga)|Foreldreundersøk(?:elsen|inga)|Lærerundersøkelsen|Lærarundersøkinga|medarbeid[ea]rundersøk(?:elsen|inga)|10-FAKTOR|Ungdata"
    r"|[Ss]t[åa](?:steds|stads)analys(?:en|ene|a|ane)|nasjonale\s+prøver?|GSI|BASIL|Basil|tilstandsrapport(?:en|ene|ane)?"
    r"|kvalitetsmelding(?:en|a)|kartleggingsprøve(?:ne|r|ane)|fraværstall(?:ene)?|fråværstal(?:a)?"
    r"|møtereferat(?:ene|er|a)?|teamreferat(?:ene|a)?|refleksjonsnotat(?:ene|a)?|observasjonsskjema(?:et)?|praksisfortelling(?:ene|er)|praksisforteljing(?:ane|ar))\b"
)
GROUP = re.compile(
    r"\b(?:styringsgrupp[ae]n?|arbeidsgrupp[ae]n?|prosjektgrupp[ae]n?|plangrupp[ae]n?|ressursgrupp[ae]n?|utviklingsgrupp[ae]n?|kjernegrupp[ae]n?|referansegrupp[ae]n?|ledergrupp[ae]n?|leiargruppa"
    r"|skolemiljøteamet|skulemiljøteamet|rektormøtet|styrermøtet|styrarmøtet|ledermøtet|leiarmøtet|nettverksmøtet)\b"
)
QUOTED = 110
# What to ask of an answer that names no sign: with a source, only what one would see; with neither, where too.
SEEN = {
    True: Text("Hva vil dere se mer eller mindre av hvis det virker?", "Kva vil de sjå meir eller mindre av dersom det verkar?"),
    False: Text(
        "Hva vil dere se mer eller mindre av hvis det virker, og hvor vil dere se det?",
        "Kva vil de sjå meir eller mindre av dersom det verkar, og kvar vil de sjå det?",
    ),
}
CARRIED_OUT = {
    True: Text("Når regner dere det som gjennomført?", "Når reknar de det som gjennomført?"),
    False: Text("Hvor vil dere se at det er gjort som planlagt?", "Kvar vil de sjå at det er gjort som planlagt?"),
}


def own_source(case: Case, criterion: Criterion) -> dict[str, Text]:
    """A named source that stands elsewhere in the text, as a question whether it can show this too; nothing if there is none."""
    answer = set(case.answer_to(criterion))
    elsewhere = [entry.unit for entry in case.evidence.units if entry.unit not in answer]
    named = [unit for unit in elsewhere if Role.DATAKILDE in case.shown[unit].roles or Question.NEEDS_SOURCE in case.shown[unit].questions]
    for words, place in _found(case, SOURCE, named):
        return {
            "example": Text(
                f"Dere nevner «{words}» i {place}. Kan den kilden si noe om dette også?",
                f"De nemner «{words}» i {place}. Kan den kjelda seie noko om dette òg?",
            )
        }
    return {}


def own_group(case: Case) -> dict[str, Text]:
    """A group that the applicant names, as a question whether it can look at this; nothing if there is none."""
    for words, place in _found(case, GROUP, [unit.id for unit in case.submission.units if not unit.printed]):
        return {
            "example": Text(
                f"Dere nevner «{words}» i {place}. Skal de se på dette?", f"De nemner «{words}» i {place}. Skal dei sjå på dette?"
            )
        }
    return {}


def own_activity(case: Case, criterion: Criterion) -> dict[str, Text]:
    """What the applicant will do that bears on the criterion, as a question what one would see then; nothing if there is none."""
    answer = case.answer_to(criterion)
    bearing = [entry.unit for entry in case.evidence.bearing_on(criterion) if Role.AKTIVITET in entry.roles]
    # what is said in a sentence tells more than a line of a list does
    first = min(bearing, key=lambda unit: (unit not in answer, case.submission.unit(unit).kind != "sentence"), default=None)
    if first is None:
        return {}
    words = case.quote(first, QUOTED)
    stop = "" if words.endswith((".", "!", "?", "…")) else "."
    ask = (CARRIED_OUT if criterion is Criterion.GJENNOMFORING else SEEN)[bool(case.with_role(Role.DATAKILDE, answer))]
    return {"example": Text(f"Dere skriver: «{words}»{stop} {ask.nb}", f"De skriv: «{words}»{stop} {ask.nn}")}


def _found(case: Case, pattern: re.Pattern[str], units: Iterable[str]) -> Iterator[tuple[str, str]]:
    for unit in case.sorted(units):
        place = case.submission.unit(unit)
        match = pattern.search(case.submission.document.text, place.start, place.end)
        if match and re.fullmatch(r"\d[a-e]?", place.section):
            yield " ".join(match.group().split()), "punkt " + " ".join(place.section)
