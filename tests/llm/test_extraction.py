"""The model points, the code concludes: what becomes of answers."""

import json

import pytest

from behovai.errors import AnswerUnusable, ModelUnreachable
from behovai.evidence import Question, Role
from behovai.extraction.local import LocalExtractor
from behovai.extraction.model import BothExtractors, ModelExtractor, requests_of
from behovai.extraction.request import MOST_CHARACTERS, halves, make_request, messages_of
from behovai.llm.reply import Reply, Usage
from behovai.llm.schema import MOST_UNITS
from behovai.pipeline import review_submission
from behovai.submission import Criterion
from tests.llm.conftest import read
from tests.llm.model_server import Answer, error, pointing

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Said:
    """A chat that gives these answers, one per sample."""

    name = "prove:modell"

    def __init__(self, *answers):
        self.answers = answers

    def ask(self, messages, schema, sample=0):
        answer = self.answers[sample]
        if isinstance(answer, Exception):
            raise answer
        return Reply(text=json.dumps(answer), finish="stop", model="m", usage=Usage(100, 0, 20, 1))


def answer(units=(), vague=(), **questions):
    return {"units": list(units), "vague": list(vague), "questions": questions}


def first_numbers(submission, section, count):
    return [int(unit.lstrip("u")) for found in submission.answers if found.section == section for unit in found.units][:count]


def test_what_the_model_points_at_becomes_evidence_in_reading_order(submission):
    one, two = first_numbers(submission, "1", 2)
    [goal] = first_numbers(submission, "4d", 1)
    units = [
        {"unit": goal, "criteria": ["inkludering"], "roles": ["datakilde", "indikator"]},
        {"unit": one, "criteria": [], "roles": ["utgangspunkt"]},
    ]
    evidence = ModelExtractor(Said(answer(units, [goal, two], needs_source=[two]))).extract(submission)
    assert [int(entry.unit.lstrip("u")) for entry in evidence.units] == [one, two, goal]
    last = evidence.units[-1]
    assert (last.criteria, last.roles, last.vague) == ((Criterion.INKLUDERING,), (Role.INDIKATOR, Role.DATAKILDE), True)
    assert (last.found_by, last.confidence) == (("model",), 1.0)
    assert evidence.answering(Question.NEEDS_SOURCE) == (evidence.units[1].unit,)
    assert evidence.units[1].vague is None, "vague is for an indikator only"
    assert evidence.reader == "prove:modell"
    assert evidence.trace["tokens"] == {"input": 100, "cached": 0, "output": 20}
    assert len(evidence.trace["prompt"]) == 12


def test_unknown_ids_are_dropped_and_counted(submission):
    [goal] = first_numbers(submission, "4d", 1)
    units = [{"unit": number, "criteria": ["inkludering"], "roles": []} for number in (goal, 9001, 9002, 0)]
    evidence = ModelExtractor(Said(answer(units, [9001], sami_how=[9003]))).extract(submission)
    assert [int(entry.unit.lstrip("u")) for entry in evidence.units] == [goal]
    assert "4 ukjente henvisninger fra modellen er forkastet." in evidence.notes


def test_printed_text_cannot_be_pointed_at(submission):
    printed = next(int(unit.id.lstrip("u")) for unit in submission.units if unit.printed)
    evidence = ModelExtractor(Said(answer([{"unit": printed, "criteria": ["inkludering"], "roles": []}]))).extract(submission)
    assert evidence.units == ()


def test_the_majority_of_samples_is_kept_with_its_share(submission):
    one, two, three = first_numbers(submission, "1", 3)

    def unit(number, *roles):
        return {"unit": number, "criteria": [], "roles": list(roles)}

    chat = Said(
        answer([unit(one, "aktivitet", "indikator"), unit(two, "endring")], [one]),
        answer([unit(one, "aktivitet", "indikator")], []),
        answer([unit(one, "aktivitet"), unit(three, "bruk")], [one]),
    )
    [entry] = ModelExtractor(chat, samples=3).extract(submission).units
    assert entry.roles == (Role.AKTIVITET, Role.INDIKATOR)
    assert entry.vague is True
    assert entry.confidence == 0.67


def test_half_is_no_majority(submission):
    one = first_numbers(submission, "1", 1)[0]
    chat = Said(answer([{"unit": one, "criteria": [], "roles": ["bruk"]}]), answer())
    assert ModelExtractor(chat, samples=2).extract(submission).units == ()


def test_without_an_answer_it_is_read_locally_and_said(submission):
    evidence = ModelExtractor(Said(ModelUnreachable("borte"))).extract(submission)
    assert evidence.units == LocalExtractor().extract(submission).units
    assert evidence.reader.startswith("local (etter forsøk med ")
    assert evidence.notes[0] == "Lest lokalt, fordi språkmodellen prove:modell ikke ga et brukbart svar: borte"
    review = review_submission(submission, ModelExtractor(Said(ModelUnreachable("borte"))))
    assert review.provenance["model"] == {"asked": "prove:modell", "fell_back": "ModelUnreachable"}


def test_strict_fails_and_names_the_file(submission):
    with pytest.raises(AnswerUnusable, match=r"fjellbygda-2026\.txt: nei"):
        ModelExtractor(Said(AnswerUnusable("nei")), strict=True).extract(submission)


def test_both_readings_side_by_side(submission):
    local = LocalExtractor().extract(submission)
    seen = {entry.unit: entry for entry in local.units}
    agreed = local.units[0]
    unseen = next(unit for found in submission.answers for unit in found.units if unit not in seen) if len(seen) < 12 else None
    number = int(agreed.unit.lstrip("u"))
    same = {"unit": number, "criteria": [c.value for c in agreed.criteria], "roles": [r.value for r in agreed.roles]}
    questions = {question.value: [number] for question in agreed.questions}
    units = [same] + ([{"unit": int(unseen.lstrip("u")), "criteria": ["inkludering"], "roles": []}] if unseen else [])
    both = BothExtractors(ModelExtractor(Said(answer(units, [number] if agreed.vague else [], **questions)))).extract(submission)
    entries = {entry.unit: entry for entry in both.units}
    assert entries[agreed.unit].found_by == ("local", "model")
    assert not any(note.startswith(agreed.unit) for note in both.notes)
    other = local.units[1]
    assert entries[other.unit] == other
    assert any(note.startswith(f"{other.unit}: bare lokal lesing ser ") for note in both.notes)
    if unseen:
        assert entries[unseen].found_by == ("model",)
        assert f"{unseen}: bare modellen ser inkludering" in both.notes
    assert any("er uenige om" in note for note in both.notes)
    assert review_submission(submission, BothExtractors(ModelExtractor(Said(answer(units))))).provenance["notes"]


def test_both_without_an_answer_says_it_is_local_only(submission):
    evidence = BothExtractors(ModelExtractor(Said(ModelUnreachable("borte")))).extract(submission)
    assert evidence.reader.startswith("local (etter forsøk med ")
    assert "Lest lokalt" in evidence.notes[0]


def test_one_request_with_the_unchanging_part_first(submission):
    [(messages, _)] = requests_of(submission)
    [(others, _)] = requests_of(read({"1": "Noe helt annet."}))
    assert messages[0] == others[0]
    assert messages[1] != others[1]
    own = sum(len(submission.quote(unit)) for unit in submission.units if not unit.printed)
    assert len(messages[1].text) <= 1.3 * len(submission.document.text)
    assert own > 0


def long_submission(sentences):
    text = " ".join(f"Setning nummer {number} handler om lesing i klassen hver eneste dag." for number in range(sentences))
    return read({"1": text, "2": text, "3": "Kort."})


def test_a_long_submission_is_split_at_section_borders():
    submission = long_submission(150)
    request = make_request(submission)
    assert {section.key for section in request.parts[0].sections} == {"1"}
    assert all(part.size <= MOST_UNITS for part in request.parts)
    assert sum(part.size for part in request.parts) == len(request.ids)
    assert "Dette er del 1 av 2" in messages_of(request.parts[0])[1].text


def test_a_section_over_the_limit_is_cut_between_units():
    submission = read({"1": " ".join("Dette er en ganske lang setning om lesing og skriving i skolen." for _ in range(450))})
    request = make_request(submission)
    numbers = [number for part in request.parts for section in part.sections for number, _ in section.units]
    assert numbers == sorted(request.ids)
    assert all(sum(len(text) + 8 for section in part.sections for _, text in section.units) <= MOST_CHARACTERS for part in request.parts)


def test_halves_lose_nothing():
    [part, *_] = make_request(long_submission(60)).parts
    first, second = halves(part)
    assert abs(first.size - second.size) <= 1
    assert [u for half in (first, second) for s in half.sections for u in s.units] == [u for s in part.sections for u in s.units]


def test_an_answer_cut_off_is_asked_for_again_in_halves(server, chat):
    def plan(request, index):
        return Answer(text='{"units": [', finish="length") if index == 0 else None

    serving = server(plan)
    evidence = ModelExtractor(chat(serving), strict=True).extract(long_submission(40))
    assert len(serving.requests) == 3
    assert evidence.trace["requests"] == 2
    whole = ModelExtractor(chat(server()), strict=True).extract(long_submission(40))
    assert evidence.bearing_on(Criterion.PRAKSISENDRING) == whole.bearing_on(Criterion.PRAKSISENDRING)


def test_whatever_the_answer_the_review_is_valid_and_quotes_the_document(server, chat):
    texts = [
        "{}",
        "[]",
        '{"units": [{"unit": -5}, {"unit": 3.7}, {"unit": true}]}',
        '{"units": null}',
        '{"units": {"12": {"roles": 7}}}',
        "\x00\ud7ff",
        "9" * 10_000,
    ]
    for text in texts:
        submission = read()
        review = review_submission(submission, ModelExtractor(chat(server(lambda request, index, text=text: Answer(text=text)))))
        assert type(review).model_validate_json(review.model_dump_json()) == review
        known = {unit.id for unit in submission.units}
        assert {entry.unit for entry in review.evidence} <= known


def test_a_server_error_in_one_part_falls_back_as_a_whole(server, chat):
    serving = server(lambda request, index: Answer(text=pointing(request)) if index == 0 else error(500))
    evidence = ModelExtractor(chat(serving)).extract(long_submission(150))
    assert evidence.reader.startswith("local (etter forsøk med ")
