"""The edits: what is done to the text, and what must follow."""

import re
from collections.abc import Iterator

from behovai.document import Span
from behovai.evaluation.derive import ASSURANCE, Base, Edit, Kind, answers, fires, role_elsewhere, with_role, without
from behovai.evidence import Role
from behovai.finding import Outcome
from behovai.submission import Answer, Criterion

FEWEST_WORDS = 8
MISSING = {Role.DATAKILDE: "IND003", Role.TIDSPUNKT: "IND004", Role.ANSVARLIG: "IND005", Role.INDIKATOR: "IND001"}


def role_deleted(role: Role) -> Kind:
    """Delete every unit of an answer that plays the role: the rule for its absence fires (or KRI002 where nothing else is left)."""

    def edits(base: Base) -> Iterator[Edit]:
        for criterion, answer in answers(base):
            units = with_role(base, answer, role)
            rest = [unit for unit in answer.units if unit not in units]
            if units and rest and not role_elsewhere(base, criterion, answer, role):
                text = without(base.text, (base.submission.unit(unit).span for unit in units))
                yield Edit(text, fires(f"{MISSING[role]} {criterion}", f"KRI002 {criterion}"))

    return edits


def answer_deleted(base: Base) -> Iterator[Edit]:
    """Delete a whole lettered answer: KRI001, and only that, for the criterion."""
    for criterion, answer in answers(base):
        lines = any(not other.criterion and other.units and other.section.startswith("4") for other in base.submission.answers)
        if not lines:

            def check(after: Base, name: Criterion = criterion) -> str:
                stray = [slot for slot, state in after.outcomes.items() if slot.endswith(f" {name}") and state is Outcome.FIRES]
                return "" if stray == [f"KRI001 {name}"] else f"{name}: {', '.join(stray) or 'ingenting'} i stedet for KRI001"

            yield Edit(without(base.text, (base.submission.unit(unit).span for unit in answer.units)), check)


def sentence_copied(base: Base) -> Iterator[Edit]:
    """Copy a sentence without abbreviations to the end of a later answer: KRI003 for the later."""
    given = list(answers(base))
    for _, first in given:
        for later, answer in given:
            last = base.submission.unit(answer.units[-1])
            for unit in (base.submission.unit(unit) for unit in first.units):
                words = base.submission.quote(unit)
                whole = (
                    unit.kind == "sentence"
                    and words.find(".") == len(words) - 1
                    and words[0].isupper()
                    and len(words.split()) > FEWEST_WORDS
                )
                room = last.start > unit.end and base.text[last.end - 1] in ".!?" and first is not answer
                if whole and room and base.outcomes.get(f"KRI003 {later}") is Outcome.PASSES:
                    yield Edit(base.text[: last.end] + " " + words + base.text[last.end :], fires(f"KRI003 {later}"))


def digit_changed(base: Base) -> Iterator[Edit]:
    """Change a digit of a total: the sum no longer adds up."""
    for addition in base.submission.sums:
        given = [part for part in addition.parts if part is not None]
        if addition.total and given and sum(given) == addition.total and base.outcomes.get("OKO001") is Outcome.PASSES:
            for amount in base.submission.amounts:
                words = base.text[amount.span.start : amount.span.end]
                if amount.party == "totalt" and amount.kroner == addition.total and (place := re.search(r"[1-8]", words)):
                    spot = amount.span.start + place.start()
                    text = base.text[:spot] + str(int(base.text[spot]) + 1) + base.text[spot + 1 :]
                    yield Edit(text, fires("OKO001"))


def unticked(key: str, code: str) -> Kind:
    """Untick every box of a question: the rule for an unanswered question fires."""

    def edits(base: Base) -> Iterator[Edit]:
        units = base.submission.places.get(key, ())
        if base.outcomes.get(code) is Outcome.PASSES and units and any(base.submission.boxes.get(key, {}).values()):
            spans = [base.submission.unit(unit).span for unit in units]
            start, end = min(span.start for span in spans), max(span.end for span in spans)
            ticks = [tick.span for tick in base.submission.document.ticks if tick.checked and start <= tick.span.start < end]
            text = base.text
            for span in ticks:
                if span.end - span.start == 1:
                    text = text[: span.start] + "☐" + text[span.end :]
            if text != base.text:
                yield Edit(text, fires(code))

    return edits


def boxes_lost(base: Base) -> Iterator[Edit]:
    """Remove every box glyph: rules on boxes say «unreadable», none of them fires; FOR009 says so."""
    ticks = base.submission.document.ticks
    text = without(base.text, (tick.span for tick in ticks))
    reads = ("FOR001", "FOR003", "FOR005", "FOR007", "FOR011", "SAM001", "SAM003", "SAM004", "OKO006")

    def check(after: Base) -> str:
        wrong = [code for code in reads if after.outcomes.get(code) is Outcome.FIRES]
        if after.outcomes.get("FOR009") is not Outcome.FIRES:
            wrong.append("FOR009 slår ikke til")
        return ", ".join(wrong)

    if len(ticks) >= 4:
        yield Edit(text, check)


def assured(base: Base) -> Iterator[Edit]:
    """Add an empty assurance to every answer that ends in a sentence: no rating rises, and nothing that fired is silenced."""
    text = base.text
    last = [base.submission.unit(answer.units[-1]) for _, answer in answers(base)]
    ends = sorted((unit.end for unit in last if unit.kind == "sentence" and text[: unit.end].endswith(".")), reverse=True)
    for end in ends:
        text = text[:end] + " " + ASSURANCE[base.submission.malform] + text[end:]

    def check(after: Base) -> str:
        risen = [name for name, old in base.ratings.items() if (after.ratings.get(name) or 0) > (old or 0)]
        silent = [
            slot
            for slot, state in base.outcomes.items()
            if state is Outcome.FIRES and after.outcomes[slot] is not Outcome.FIRES and slot[:3] in ("KRI", "IND")
        ]
        return ", ".join([*risen, *silent])

    if ends:
        yield Edit(text, check)


def swapped(base: Base) -> Iterator[Edit]:
    """Swap the answers to d and e: whichever criterion the words are now read under is rated as the words were before."""
    d, e = Criterion.INKLUDERING, Criterion.LAERERUTDANNING
    given = dict(answers(base))
    lines = [unit for other in base.submission.answers if other.section.startswith("4") and not other.criterion for unit in other.units]
    if d not in given or e not in given or lines:
        return
    spans = [_whole(base, given[name].units) for name in (d, e)]
    first, second = sorted(spans, key=lambda span: span.start)
    if second.start < first.end:
        return
    text, words = base.text, base.submission.document
    changed = text[: first.start] + words[second] + text[first.end : second.start] + words[first] + text[second.end :]

    def check(after: Base) -> str:
        for name in (d, e):
            words = _longest(base, given[name])
            holders = [other for other, answer in answers(after) if _longest(after, answer) == words]
            if len(holders) != 1 or after.ratings[holders[0]] != base.ratings[name]:
                return f"{name} var {base.ratings[name]}, ble {[after.ratings[other] for other in holders]}"
        return ""

    yield Edit(changed, check)


def number_added(base: Base) -> Iterator[Edit]:
    """Put a synthetic fødselsnummer (month + 80: nobody has it) in an answer: TXT003."""
    units = [unit for answer in base.submission.answers for unit in answer.units]
    if units and base.outcomes.get("TXT003") is Outcome.PASSES:
        end = base.submission.unit(units[0]).end
        yield Edit(base.text[:end] + " Fødselsnummer 01810700021." + base.text[end:], fires("TXT003"))


def needs_deleted(base: Base) -> Iterator[Edit]:
    """Delete the answer on needs: BEH001 alone."""
    units = [unit for answer in base.submission.answers if answer.section == "1" for unit in answer.units]

    def check(after: Base) -> str:
        fired = [code for code in ("BEH001", "BEH002", "BEH003") if after.outcomes.get(code) is Outcome.FIRES]
        return "" if fired == ["BEH001"] else f"{', '.join(fired) or 'ingenting'} i stedet for BEH001"

    if units and base.submission.form == "2026":
        yield Edit(without(base.text, (base.submission.unit(unit).span for unit in units)), check)


def lines_broken(base: Base) -> Iterator[Edit]:
    """More blank lines between paragraphs: nothing changes."""

    def check(after: Base) -> str:
        changed = [slot for slot, state in base.outcomes.items() if after.outcomes[slot] is not state]
        return ", ".join(changed)

    yield Edit(base.text.replace("\n", "\n\n"), check)


def _longest(base: Base, answer: Answer) -> str:
    return max((base.submission.quote(base.submission.unit(unit)) for unit in answer.units), key=len)


def _whole(base: Base, units: tuple[str, ...]) -> Span:
    spans = [base.submission.unit(unit).span for unit in units]
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


KINDS: dict[str, Kind] = {
    "slett eneste datakilde → IND003": role_deleted(Role.DATAKILDE),
    "slett eneste indikator → IND001": role_deleted(Role.INDIKATOR),
    "slett eneste tidspunkt → IND004": role_deleted(Role.TIDSPUNKT),
    "slett eneste ansvarlig → IND005": role_deleted(Role.ANSVARLIG),
    "slett et svar i punkt 4 → bare KRI001": answer_deleted,
    "slett svaret på punkt 1 → bare BEH001": needs_deleted,
    "kopier en setning til et annet svar → KRI003": sentence_copied,
    "endre et siffer i en sum → OKO001": digit_changed,
    "fjern krysset for samiske perspektiver → SAM001": unticked("samiske", "SAM001"),
    "fjern krysset for medbestemmelse → FOR001": unticked("medbestemmelse", "FOR001"),
    "fjern krysset for varighet → OKO006": unticked("varighet", "OKO006"),
    "fjern rutetegnene → uleselig, ikke gap": boxes_lost,
    "legg til en tom forsikring → ingen vurdering stiger": assured,
    "bytt svarene d og e → vurderingen følger innholdet": swapped,
    "skriv et fødselsnummer i et svar → TXT003": number_added,
    "flere tomme linjer → ingenting endres": lines_broken,
}
