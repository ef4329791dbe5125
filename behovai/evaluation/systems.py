"""Who is measured: the program, trivial baselines to beat, recorded replies of a model, and people."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from behovai.errors import BehovaiError
from behovai.evaluation.carry import gold_evidence
from behovai.evaluation.feedback import check
from behovai.evaluation.folder import Item
from behovai.evaluation.labels import Labels
from behovai.evaluation.records import Pointed, Record, digest, record_from, record_of
from behovai.evaluation.slots import slots
from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.extraction.local import LocalExtractor
from behovai.finding import Outcome
from behovai.pipeline import Extractor, review_submission
from behovai.submission import Criterion, Submission

# Rules that need no reading of sentences: boxes, short fields, tables, amounts, empty answers, repeated text, identifiers.
FORM_RULES = frozenset(
    "FOR001 FOR002 FOR003 FOR004 FOR005 FOR006 FOR007 FOR008 FOR009 FOR010 FOR011 FOR012 SAM001 SAM005 EGE001 KRI001 KRI003 MAL001 "
    "OKO001 OKO002 OKO006 OKO007 TXT002 TXT003".split()
)


@dataclass(frozen=True)
class System:
    """Something that says what an item shows. `covers` says which items it can be asked about."""

    key: str
    name: str
    say: Callable[[Item, Sequence[Item]], Record]
    covers: Callable[[Item], bool] = lambda item: True


def run(system: System, items: Sequence[Item]) -> list[Record]:
    """A record per item the system covers. Whatever goes wrong becomes an error record: it is counted, never scored."""
    records = []
    for item in items:
        if not system.covers(item):
            continue
        started = time.perf_counter()
        try:
            record = system.say(item, items)
        except Exception as error:
            # The message of a bug may hold words of the text, so only its kind is kept.
            told = str(error) if isinstance(error, BehovaiError) else type(error).__name__
            record = Record(system=system.key, submission=item.id, text_sha256=digest(item.text), error=told)
        records.append(record.model_copy(update={"seconds": round(time.perf_counter() - started, 4)}))
    return records


def reviewing(key: str, name: str, extractor: Extractor) -> System:
    """The rules on what an extractor points at."""

    def say(item: Item, items: Sequence[Item]) -> Record:
        review = review_submission(item.submission, extractor, corpus=item.others)
        return record_of(review, key, item.id).model_copy(update={"feedback": check(review)})

    return System(key, name, say)


def local(extractor: Extractor | None = None) -> System:
    """The program as it is out of the box."""
    return reviewing("local", "behovai lokal", extractor or LocalExtractor())


def rules_on_gold() -> System:
    """The rules on the labelled evidence: what is wrong here is wrong with the rules, the reading of the form, or the labels."""

    def say(item: Item, items: Sequence[Item]) -> Record:
        review = review_submission(item.submission, Given(gold_evidence(item.gold, item.submission)), corpus=item.others)
        return record_of(review, "rules_on_gold", item.id)

    return System("rules_on_gold", "regler på fasit-bevis", say, lambda item: "questions" in item.gold.labelled)


def never() -> System:
    """Says nothing at all."""

    def say(item: Item, items: Sequence[Item]) -> Record:
        outcomes = {str(slot): Outcome.PASSES for slot in slots()}
        return Record(system="never", submission=item.id, text_sha256=digest(item.text), outcomes=outcomes)

    return System("never", "sier aldri noe", say)


def always() -> System:
    """Points at every rule the form asks, and says that every unit shows everything."""
    asked = rules_on_gold()

    def say(item: Item, items: Sequence[Item]) -> Record:
        base = asked.say(item, items)
        fires = {slot: state if state is Outcome.NOT_ASKED else Outcome.FIRES for slot, state in base.outcomes.items()}
        evidence = tuple(
            Pointed(start=unit.start, end=unit.end, criteria=tuple(Criterion), roles=tuple(Role), questions=tuple(Question), vague=True)
            for unit in item.gold.evidence
        )
        return base.model_copy(update={"system": "always", "outcomes": fires, "evidence": evidence, "ratings": {}})

    return System("always", "sier alltid alt", say)


def form_rules() -> System:
    """The rules that read no sentence."""
    inner = reviewing("form_rules", "bare skjemaregler", Given(Evidence(units=())))

    def say(item: Item, items: Sequence[Item]) -> Record:
        record = inner.say(item, items)
        kept = {
            slot: state if state is not Outcome.FIRES or slot.split()[0] in FORM_RULES else Outcome.PASSES
            for slot, state in record.outcomes.items()
        }
        return record.model_copy(update={"outcomes": kept, "ratings": {}, "feedback": None})

    return System("form_rules", "bare skjemaregler", say)


def keywords() -> System:
    """The rules on evidence from a short list of words: what one gets in an afternoon."""
    return reviewing("keywords", "nøkkelord", Keywords())


def annotator(name: str) -> System:
    """A person's first labels, measured against what was agreed afterwards: the human ceiling."""

    def first(item: Item) -> Labels | None:
        return next((labels for labels in item.firsts if labels.annotator == name), None)

    def say(item: Item, items: Sequence[Item]) -> Record:
        labels = first(item)
        assert labels is not None
        return record_from(labels, item.text, f"human_{name}")

    return System(f"human_{name}", f"merker {name}", say, lambda item: first(item) is not None and len(item.firsts) > 1)


def gold() -> System:
    """The gold labels themselves, which must score 1."""
    return System("gold", "fasit", lambda item, items: record_from(item.gold, item.text, "gold"))


def replayed(folder: Path) -> System:
    """A model's recorded answers (llm/replay.py), read as `--model replay:FOLDER --strict` reads them; asked only of what was recorded."""
    from behovai.extraction.model import ModelExtractor, requests_of
    from behovai.llm.replay import ReplayChat

    chat = ReplayChat(folder)

    def recorded(item: Item) -> bool:
        requests = requests_of(item.submission)
        return bool(requests) and all(chat.holds(messages, schema) for messages, schema in requests)

    return System(
        folder.name,
        f"modell: {folder.name}",
        lambda item, items: reviewing(folder.name, folder.name, ModelExtractor(chat, strict=True)).say(item, items),
        recorded,
    )


@dataclass(frozen=True)
class Given:
    """An extractor that found this already."""

    evidence: Evidence

    def extract(self, submission: Submission) -> Evidence:
        """What was found."""
        return self.evidence


WORDS: dict[Role | Question, re.Pattern[str]] = {
    Role.INDIKATOR: re.compile(r"\b(indikator|tegn på|teikn på|andel|antall|talet på|minst \w+|flere|fleire)\b", re.I),
    Role.DATAKILDE: re.compile(r"undersøk|kartlegg|observas|referat|intervju|logg|spørreskjema|ståstedsanalys", re.I),
    Role.TIDSPUNKT: re.compile(r"\b(hvert|kvart|hver|kvar) (semester|halvår|år|måned|månad)|evalueres i (jan|mai|jun|des)", re.I),
    Role.ANSVARLIG: re.compile(r"\b(rektor|styrer|styrar|plangrupp|styringsgrupp|ressursgrupp)", re.I),
    Role.BRUK: re.compile(r"juster|videre arbeid|vidare arbeid|funnene|funna", re.I),
    Role.UTGANGSPUNKT: re.compile(r"\bi dag\b|per i dag|utgangspunkt|startpunkt", re.I),
    Question.NEEDS_SOURCE: re.compile(r"undersøk|kartlegg|\bplan\b|analyse|prøver", re.I),
    Question.NEEDS_PARTICIPATION: re.compile(r"tillitsvalgt|tillitsvald|ansatte|tilsette|personalmøte|styrere|rektorer", re.I),
    Question.ROLE_OWNER: re.compile(r"\b(eier|eigar|kommunen|vertskommunen) (har|skal|tar|tek|leder|leier)", re.I),
    Question.ROLE_PARTNER: re.compile(r"\b(universitetet|høgskolen|høgskulen|UH|senteret) (har|skal|bidrar|bidreg|leder)", re.I),
    Question.PLAN_TIME: re.compile(r"\b(høst|haust|vår)\w*\b|20\d\d|januar|mars|august|oktober", re.I),
    Question.JOINT_PLANNING: re.compile(r"planlegg\w* (sammen|saman|i fellesskap)|plangrupp|planleggingsmøte", re.I),
    Question.EFFORT_AMOUNT: re.compile(r"\d+ ?(timer|timar|dager|dagar|prosent|%|kr|stilling)", re.I),
    Question.TARGET_REASON: re.compile(r"\b(fordi|siden|sidan|derfor)\b", re.I),
    Question.USE_OWNER: re.compile(r"\b(vikar|frikjøp|kursmateriell|lokaler)\b", re.I),
    Question.USE_PARTNER: re.compile(r"\b(undervisning|veiledning|rettleiing|forelesning)\b", re.I),
    Question.PARTNER_TRAVEL: re.compile(r"\breise|opphold|overnatting", re.I),
    Question.COORDINATOR_REASON: re.compile(r"koordinator", re.I),
    Question.SAMI_HOW: re.compile(r"\bsamisk", re.I),
    Question.SAMI_MENTION: re.compile(r"\bsamisk", re.I),
    Question.CONTINUATION_STATUS: re.compile(r"så langt|hittil|i fjor|har gjennomført", re.I),
    Question.UNFINISHED: re.compile(r"\?\s*$|\bTODO\b|xx", re.I),
}


class Keywords:
    """An extractor by words alone: a unit of a lettered answer bears on that criterion, and words give roles and questions."""

    def extract(self, submission: Submission) -> Evidence:
        """What the words say."""
        entries = []
        for answer in submission.answers:
            for unit in answer.units:
                words = submission.quote(submission.unit(unit))
                found = {name for name, pattern in WORDS.items() if pattern.search(words)}
                roles = tuple(role for role in Role if role in found)
                entries.append(
                    UnitEvidence(
                        unit=unit,
                        criteria=(answer.criterion,) if answer.criterion else (),
                        roles=roles,
                        questions=tuple(question for question in Question if question in found),
                        vague=False if Role.INDIKATOR in roles else None,
                    )
                )
        return Evidence(units=tuple(entry for entry in entries if entry.criteria or entry.roles or entry.questions), reader="nøkkelord")
