"""Whole invented texts → the gaps of free text that follow from a reading of them, to be compared with those that follow from another.

    python -m evals.freetext    # how well two annotators of the same texts agree, on units and on the gaps that follow

One gap often hangs on one unit. So readings that agree on most units can still differ in many gaps, and what the rules that need no
reading find (boxes, sums, fields) must not hide it. Data: evals/training, and evals/again with the labels of second annotators.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from behovai.document import Document, Unit
from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.extraction.features import Reading
from behovai.extraction.local import LocalExtractor
from behovai.extraction.network import Network
from behovai.forms.spec import load
from behovai.scoring import score
from behovai.submission import Answer, Criterion, FormVersion, Submission
from evals.labelled import LEANING, marks_of, texts

FREE_TEXT = ("BEH", "PAR", "EGE", "KRI", "IND", "MAL", "TXT001", "TXT004", "OKO004")
KINDS = {"criteria": Criterion, "roles": Role, "questions": Question}
Gap = tuple[str, str]


@dataclass(frozen=True)
class Text:
    """A whole invented submission: what was written, and for each unit the marks of an annotator."""

    writer: str
    submission: Submission
    marks: tuple[Sequence[str], ...]


def whole(files: str = "training/*.txt") -> Iterator[Text]:
    """The whole submissions among the labelled texts, in the order of the files."""
    parts: dict[str, list[tuple[list[list[str]], Submission]]] = defaultdict(list)
    for writer, is_whole, marks, submission in texts(files):
        if is_whole:
            parts[writer].append((marks, submission))
    for writer, answers in parts.items():
        marks = tuple(mark for found, _ in answers for mark in found)
        yield Text(writer, joined([submission for _, submission in answers]), marks)


def joined(answers: Sequence[Submission]) -> Submission:
    """The submission whose answers these are, each the only one of its own; what the form asks and nobody answered is empty."""
    text, units, made = "", [], []
    for part in answers:
        ids = []
        for unit in part.units:
            shown = part.document.text[unit.start : unit.end]
            units.append(unit.model_copy(update={"id": f"u{len(units) + 1:03}", "start": len(text), "end": len(text) + len(shown)}))
            ids.append(units[-1].id)
            text += shown + "\n"
        made.append(part.answers[0].model_copy(update={"units": tuple(ids)}))
    first = answers[0]
    document = Document(name="", format="txt", sha256="", text=text, blocks=())
    return first.model_copy(update={"document": document, "units": tuple(units), "answers": (*made, *_unanswered(first.form, made))})


def _unanswered(form: FormVersion, answers: Sequence[Answer]) -> Iterator[Answer]:
    spec, given = load(form), {answer.section for answer in answers}
    lettered = any(answer.criterion for answer in answers)
    for part in spec.parts:
        if not part.answer or part.optional:
            continue
        letters = spec.letters if part.lettered and lettered else {"": None}
        for letter, criterion in letters.items():
            if part.key + letter not in given:
                yield Answer(section=part.key + letter, criterion=criterion, units=())


def marked(text: Text) -> Evidence:
    """What the annotator says, with what they doubted where two mostly settle it so."""
    return Evidence(units=tuple(_entries(text.submission.units, map(marks_of, text.marks))), reader="labels")


def _entries(units: Iterable[Unit], marks: Iterable[tuple[list[str], list[str]]]) -> Iterator[UnitEvidence]:
    for unit, (sure, unsure) in zip(units, marks, strict=True):
        held = {*sure, *LEANING.intersection(unsure)}
        criteria, roles, questions = (tuple(noun for noun in nouns if noun.value in held) for nouns in KINDS.values())
        if held:
            vague = "vague" in held if Role.INDIKATOR in roles else None
            yield UnitEvidence(unit=unit.id, criteria=criteria, roles=roles, questions=questions, vague=vague)


class Given(LocalExtractor):
    """The local reader with sums that are known: only the second look is its own."""

    def __init__(self, sums: Sequence[Sequence[float]], network: Network | None = None) -> None:
        """A row of sums, over their thresholds, for each unit in order."""
        super().__init__(network)
        self._rows = sums

    def sums(self, answers: list[list[Reading]]) -> list[list[list[float]]]:
        """The given ones, by answer."""
        rows = iter(self._rows)
        return [[list(next(rows)) for _ in answer] for answer in answers]


def gaps(submission: Submission, evidence: Evidence) -> set[Gap]:
    """The gaps of free text that follow, as code and criterion."""
    found = score(submission, evidence, submission.malform).findings
    return {(finding.code, str(finding.criterion)) for finding in found if finding.code.startswith(FREE_TEXT)}


def f1(pairs: Iterable[tuple[set, set]]) -> float:
    """F1 of the members of all first sets in the second ones; the same the other way round."""
    kept = list(pairs)
    size = sum(len(one) + len(other) for one, other in kept)
    return 2 * sum(len(one & other) for one, other in kept) / size if size else float("nan")


def agreement(first: Mapping[str, Text], second: Mapping[str, Text]) -> dict[str, float]:
    """F1 of two annotators on units, by kind, without what either doubts, and on the gaps that follow."""
    found: dict[str, float] = {}
    both = [(first[writer], text) for writer, text in second.items()]
    for kind, nouns in KINDS.items():
        names = {noun.value for noun in nouns}
        pairs = [pair for one, other in both for pair in zip(one.marks, other.marks, strict=True)]
        found[kind] = f1(_sure(*pair, names) for pair in pairs)
    found["gaps"] = f1((gaps(one.submission, marked(one)), gaps(other.submission, marked(other))) for one, other in both)
    return found


def _sure(one: Sequence[str], other: Sequence[str], names: set[str]) -> tuple[set[str], set[str]]:
    (mine, doubted), (theirs, too) = marks_of(one), marks_of(other)
    counted = names - {*doubted, *too}
    return counted & {*mine}, counted & {*theirs}


def main() -> None:
    """Print the agreement of two annotators."""
    again = {text.writer: text for text in whole("again/*.txt")}
    once = {text.writer: text for text in whole() if text.writer in again}
    units = sum(len(text.marks) for text in again.values())
    print(f"{len(again)} texts, {units} units, labelled by two annotators; F1 of one in the other")
    for kind, value in agreement(once, again).items():
        print(f"  {kind:<10} {value:.2f}")


if __name__ == "__main__":
    main()
