"""Labels → evidence on a submission, also when its text was edited: a unit keeps what was labelled if its words still stand."""

from difflib import SequenceMatcher

from behovai.document import Unit
from behovai.evaluation.labels import Labels, UnitLabel
from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.submission import Criterion, Submission


def gold_evidence(labels: Labels, submission: Submission) -> Evidence:
    """The labels as evidence on the submission they were made for: a unit shows what is labelled on most of its characters."""
    entries = []
    for unit in own_units(submission):
        inside = [entry for entry in labels.evidence if _mostly(unit, entry)]
        if inside:
            entries.append(_joined(unit.id, inside))
    return Evidence(units=tuple(entry for entry in entries if entry.criteria or entry.roles or entry.questions), reader="fasit")


def carried(evidence: Evidence, before: Submission, after: Submission) -> Evidence:
    """Evidence of one text on an edited one: units with the same words, in order; of a unit copied elsewhere, the copy shows the same."""
    old, new = own_units(before), own_units(after)
    words_before = [before.quote(unit) for unit in old]
    words_after = [after.quote(unit) for unit in new]
    pairs: dict[str, str] = {}
    for block in SequenceMatcher(None, words_before, words_after, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            pairs[new[block.b + step].id] = old[block.a + step].id
    standing = dict(zip(words_before, (unit.id for unit in old), strict=True))
    shown = {entry.unit: entry for entry in evidence.units}
    entries = []
    for unit, words in zip(new, words_after, strict=True):
        source = pairs.get(unit.id) or standing.get(words)
        if source in shown:
            entries.append(shown[source].model_copy(update={"unit": unit.id}))
    return Evidence(units=tuple(entries), reader=evidence.reader)


def own_units(submission: Submission) -> list[Unit]:
    """The applicant's own units, in reading order."""
    wanted = {unit for answer in submission.answers for unit in answer.units}
    return [unit for unit in submission.units if unit.id in wanted]


def _mostly(unit: Unit, entry: UnitLabel) -> bool:
    shared = min(unit.end, entry.end) - max(unit.start, entry.start)
    return shared > 0 and 2 * shared >= min(unit.end - unit.start, entry.end - entry.start)


def _joined(unit: str, entries: list[UnitLabel]) -> UnitEvidence:
    roles = tuple(role for role in Role if any(role in entry.roles for entry in entries))
    vague = [entry.vague for entry in entries if entry.vague is not None]
    return UnitEvidence(
        unit=unit,
        criteria=tuple(name for name in Criterion if any(name in entry.criteria for entry in entries)),
        roles=roles,
        questions=tuple(name for name in Question if any(name in entry.questions for entry in entries)),
        vague=all(vague) if vague and Role.INDIKATOR in roles else None,
    )
