"""Submission → Evidence by a language model: it points at units, what it points at is counted, and the rules do the rest.

A model cannot quote, conclude or invent here: an id that was not sent is dropped and counted. Where the model does not answer, the
local extractor reads and the evidence says so, or the error is raised (`strict`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from behovai.errors import AnswerCutOff, ModelError
from behovai.evidence import Evidence, Question, Role, UnitEvidence
from behovai.extraction.local import LocalExtractor
from behovai.extraction.request import Part, Request, halves, make_request, messages_of
from behovai.llm.answer import read_reply
from behovai.llm.prompt import prompt_hash
from behovai.llm.reply import Chat, Message, Reply, Usage
from behovai.llm.schema import Pointers, answer_schema
from behovai.submission import Criterion, Submission

FEWEST_TO_SPLIT = 20  # units; a smaller request that is cut off is not too long, something else is wrong
KINDS = {
    "fodselsnummer": "fødselsnummer",
    "kontonummer": "kontonummer",
    "epost": "e-postadresser",
    "telefon": "telefonnumre",
    "navn": "navn",
}
Label = Criterion | Role | Question | str
VAGUE = "vag"
Cost = Callable[[str, Usage], float | None]
"""Model name and use → what it costs, None without a price."""


class Told(NamedTuple):
    """The answers to one request, one per sample, each read and in full."""

    pointers: tuple[Pointers, ...]
    replies: tuple[Reply, ...]


class ModelExtractor:
    """Reads through a chat model. `samples` answers are taken, and what more than half of them point at is kept."""

    def __init__(self, chat: Chat, samples: int = 1, strict: bool = False, cost: Cost | None = None) -> None:
        self.chat = chat
        self.samples = samples
        self.strict = strict
        self._cost = cost

    def extract(self, submission: Submission) -> Evidence:
        """What the model points at. Raises ModelError only if strict."""
        try:
            return self._read(submission)
        except ModelError as error:
            if self.strict:
                raise type(error)(f"{submission.document.name}: {error}") from None
            local = LocalExtractor().extract(submission)
            # Not plain «local»: that would tell the reviewer that nothing was sent.
            reader = f"local (etter forsøk med {self.chat.name})"
            note = f"Lest lokalt, fordi språkmodellen {self.chat.name} ikke ga et brukbart svar: {error}"
            return local.model_copy(
                update={
                    "reader": reader,
                    "notes": (note, *local.notes),
                    "trace": {"asked": self.chat.name, "fell_back": type(error).__name__},
                }
            )

    def _read(self, submission: Submission) -> Evidence:
        request = make_request(submission)
        told = [self._ask(part) for part in request.parts]
        entries, unknown = count(told, request.ids, self.samples)
        order = {unit.id: place for place, unit in enumerate(submission.units)}
        replies = [reply for one in told for reply in one.replies]
        dropped = unknown + sum(pointers.dropped for one in told for pointers in one.pointers)
        return Evidence(
            units=tuple(sorted(entries, key=lambda entry: order[entry.unit])),
            reader=self.chat.name,
            notes=tuple(_notes(request, dropped)),
            trace=self._trace(replies) | {"dropped": dropped, "masked": dict(request.masked)},
        )

    def _trace(self, replies: list[Reply]) -> dict[str, Any]:
        """What a researcher needs to say how it was read, and what it cost this time."""
        used = sum((reply.usage for reply in replies if not reply.stored), Usage())
        cost = self._cost(self.chat.name.partition(":")[2], used) if self._cost else None
        return {
            "asked": self.chat.name,
            "answered": sorted({reply.model for reply in replies}),
            "prompt": prompt_hash(),
            "samples": self.samples,
            "requests": used.requests,
            "stored": sum(reply.stored for reply in replies),
            "tokens": {"input": used.input, "cached": used.cached, "output": used.output},
            **({"cost": round(cost, 6)} if cost is not None else {}),
        }

    def _ask(self, part: Part) -> Told:
        replies, pointers = list[Reply](), list[Pointers]()
        for sample in range(self.samples):
            said = list(self._whole(part, sample))
            replies += said
            pointers.append(_joined(read_reply(reply) for reply in said))
        return Told(tuple(pointers), tuple(replies))

    def _whole(self, part: Part, sample: int) -> Iterator[Reply]:
        """The answer to a part; one that is cut off is asked for again in two halves."""
        try:
            yield self.chat.ask(messages_of(part), answer_schema(), sample)
        except AnswerCutOff:
            if part.size < FEWEST_TO_SPLIT:
                raise
            for half in halves(part):
                yield from self._whole(half, sample)


class BothExtractors:
    """The model and the local extractor side by side: what either points at counts, and where they differ is told unit by unit."""

    def __init__(self, model: ModelExtractor, local: LocalExtractor | None = None) -> None:
        self._model = model
        self._local = local or LocalExtractor()

    def extract(self, submission: Submission) -> Evidence:
        """The two together. `found_by` names who pointed at a unit; the notes name the differences. Raises ModelError only if strict."""
        model, local = self._model.extract(submission), self._local.extract(submission)
        if "fell_back" in model.trace:
            return model
        order = {unit.id: place for place, unit in enumerate(submission.units)}
        by_model, by_local = ({entry.unit: entry for entry in found.units} for found in (model, local))
        units = sorted({*by_model, *by_local}, key=order.__getitem__)
        differences = [said for unit in units if (said := _difference(unit, by_local.get(unit), by_model.get(unit)))]
        summary = f"Lokal lesing og {model.reader} er uenige om {len(differences)} av {len(units)} enheter."
        return Evidence(
            units=tuple(_merged(by_local.get(unit), by_model.get(unit)) for unit in units),
            reader=f"local + {model.reader}",
            notes=(*model.notes, *local.notes, summary, *differences),
            trace=model.trace,
        )


def requests_of(submission: Submission) -> list[tuple[tuple[Message, ...], dict[str, Any]]]:
    """Exactly what would be sent: messages and schema, per request."""
    return [(messages_of(part), answer_schema()) for part in make_request(submission).parts]


def count(told: Iterable[Told], ids: dict[int, str], samples: int) -> tuple[list[UnitEvidence], int]:
    """What more than half of the samples point at, with the lowest share as confidence; and how many ids were not sent."""
    votes: Counter[tuple[str, Label]] = Counter()
    unknown = 0
    for one in told:
        for pointers in one.pointers:
            said = set(_said(pointers))
            unknown += len({number for number, _ in said if number not in ids})
            votes.update((ids[number], label) for number, label in said if number in ids)
    kept: dict[str, dict[Label, float]] = {}
    for (unit, label), number in votes.items():
        if number * 2 > samples:
            kept.setdefault(unit, {})[label] = number / samples
    return [_entry(unit, labels) for unit, labels in kept.items() if set(labels) != {VAGUE}], unknown


def _said(pointers: Pointers) -> Iterator[tuple[int, Label]]:
    for pointed in pointers.units:
        for label in (*pointed.criteria, *pointed.roles):
            yield pointed.unit, label
    for number in pointers.vague:
        yield number, VAGUE
    for question, numbers in pointers.questions.items():
        for number in numbers:
            yield number, question


def _entry(unit: str, labels: dict[Label, float]) -> UnitEvidence:
    roles = tuple(role for role in Role if role in labels)
    return UnitEvidence(
        unit=unit,
        criteria=tuple(criterion for criterion in Criterion if criterion in labels),
        roles=roles,
        questions=tuple(question for question in Question if question in labels),
        vague=VAGUE in labels if Role.INDIKATOR in roles else None,
        found_by=("model",),
        confidence=round(min(share for label, share in labels.items() if label != VAGUE), 2),
    )


def _joined(read: Iterable[Pointers]) -> Pointers:
    """The answers to the halves of a part as one."""
    whole = list(read)
    questions: dict[Question, tuple[int, ...]] = {}
    for one in whole:
        for question, numbers in one.questions.items():
            questions[question] = (*questions.get(question, ()), *numbers)
    return Pointers(
        units=tuple(pointed for one in whole for pointed in one.units),
        vague=frozenset(number for one in whole for number in one.vague),
        questions=questions,
        dropped=sum(one.dropped for one in whole),
    )


def _notes(request: Request, dropped: int) -> Iterator[str]:
    if request.masked:
        said = ", ".join(f"{number} {KINDS[kind]}" for kind, number in request.masked.items())
        yield f"Maskert før teksten ble sendt: {said}."
    if len(request.parts) > 1:
        yield f"Teksten var lang og ble lest i {len(request.parts)} deler."
    if dropped:
        yield f"{dropped} ukjente henvisninger fra modellen er forkastet."


def _labels(entry: UnitEvidence | None) -> list[str]:
    if entry is None:
        return []
    return [label.value for label in (*entry.criteria, *entry.roles, *entry.questions)] + ([VAGUE] if entry.vague else [])


def _difference(unit: str, local: UnitEvidence | None, model: UnitEvidence | None) -> str:
    """«u028: bare lokal lesing ser indikator; bare modellen ser datakilde», or nothing."""
    only_local = [label for label in _labels(local) if label not in _labels(model)]
    only_model = [label for label in _labels(model) if label not in _labels(local)]
    said = [f"bare lokal lesing ser {', '.join(only_local)}"] if only_local else []
    said += [f"bare modellen ser {', '.join(only_model)}"] if only_model else []
    return f"{unit}: {'; '.join(said)}" if said else ""


def _merged(local: UnitEvidence | None, model: UnitEvidence | None) -> UnitEvidence:
    """What either points at; an indikator is vague where all who call it one call it vague."""
    found = [entry for entry in (local, model) if entry]
    if len(found) == 1:
        return found[0]
    first, second = found
    vague = [entry.vague for entry in found if entry.vague is not None]
    return UnitEvidence(
        unit=first.unit,
        criteria=tuple(item for item in Criterion if item in first.criteria + second.criteria),
        roles=tuple(item for item in Role if item in first.roles + second.roles),
        questions=tuple(item for item in Question if item in first.questions + second.questions),
        vague=all(vague) if vague else None,
        found_by=("local", "model"),
        confidence=second.confidence,
    )
