import re
from collections.abc import Iterator
from typing import Any

import pytest

from behovai.document import Document, Unit
from behovai.finding import Level, Outcome, Review
from behovai.render import Audience
from behovai.render.feedback import Feedback, build, phrases_for
from behovai.render.phrases import Phrases
from behovai.render.places import Quote, quote, shorten
from behovai.submission import Criterion
from tests.render.sample import finding, findings, review, sheet

BOTH: tuple[Audience, ...] = ("reviewer", "applicant")


def section(feedback: Feedback, key: str) -> Any:
    return next(part for part in feedback.sections if part.key == key)


def said(value: Any) -> Iterator[tuple[str, str]]:
    """Every text a reader meets, with the name of its field; quotes apart."""
    if isinstance(value, Quote):
        yield ("place", value.place)
    elif hasattr(value, "model_fields_set"):
        skip = {"anchor", "units", "absent", "key", "malform", "audience", "code", "slug", "level", "owner", "letter"}
        for name in type(value).model_fields:
            if name not in skip:
                yield from ((name if at == "" else at, text) for at, text in said(getattr(value, name)))
    elif isinstance(value, tuple):
        for inner in value:
            yield from said(inner)
    elif isinstance(value, str) and value:
        yield ("", value)


def quotes(value: Any) -> Iterator[Quote]:
    if isinstance(value, Quote):
        yield value
    elif hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            yield from quotes(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from quotes(inner)


def test_facts_come_first_and_the_rest_in_the_agreed_order() -> None:
    keys = [part.key for part in build(review(), "reviewer").sections]
    assert keys == ["facts", "points", "rest", "good", "table", "partner", "hand", "ratings", "source"]


def test_at_most_five_points_the_heaviest_first_and_the_sixth_in_the_short_list() -> None:
    page = sheet()
    many = tuple(finding(f"TST00{n}", f"sak-{n}", "mangel", (page.units[n].id,), weight=n) for n in range(1, 8))
    feedback = build(review(findings=many), "reviewer")
    assert [point.code for point in section(feedback, "points").points] == ["TST007", "TST006", "TST005", "TST004", "TST003"]
    assert [point.code for point in section(feedback, "rest").brief] == ["TST002", "TST001"]


def test_the_same_code_for_several_criteria_is_one_point_with_the_forms_letters() -> None:
    feedback = build(review(), "reviewer")
    sources = [point for point in feedback.points if point.code == "IND003"]
    assert len(sources) == 1
    assert [case.target.letter for case in sources[0].cases] == ["b", "c"]
    assert sources[0].cases[0].target.full == "b) Tiltakene har bidratt til planlagt praksisendring"
    assert [words.place for words in sources[0].quotes] == ["punkt 4 b, side 1", "punkt 4 c, side 1"]


def test_messages_that_differ_are_said_per_criterion() -> None:
    keys = (Criterion.PRAKSISENDRING, Criterion.LAERINGSFELLESSKAP)
    two = tuple(finding("TST001", "sak", "mangel", criterion=key, message=f"Noe om {key}.") for key in keys)
    (point,) = build(review(findings=two), "reviewer").points
    assert [case.message for case in point.cases] == ["Noe om praksisendring.", "Noe om laeringsfellesskap."]


def test_the_note_on_letters_stands_only_where_form_and_regulation_differ() -> None:
    rows = section(build(review(), "reviewer"), "table").rows
    assert {row.target.letter: row.target.note for row in rows} == {
        "a": "",
        "b": "",
        "c": "",
        "d": "bokstav e i § 5",
        "e": "bokstav d i § 5",
    }


def test_the_partner_gets_its_own_list_by_name() -> None:
    part = section(build(review(), "reviewer"), "partner")
    assert part.title == "Til Høgskolen i Dalen"
    assert [point.code for point in part.brief] == ["KRI002", "TXT001"]


def test_every_finding_is_said_exactly_once() -> None:
    for audience in BOTH:
        spoken = sorted((point.code, case.target.key) for point in build(review(), audience).points for case in point.cases)
        given = sorted((f.code, f.criterion) for f in review().findings if f.criterion)
        assert spoken == given
        assert {point.code for point in build(review(), audience).points} == {f.code for f in review().findings}


def test_good_things_are_concrete_answers_and_signs_with_a_source() -> None:
    praise = section(build(review(), "applicant"), "good").praise
    assert [(item.target.letter, len(item.quotes)) for item in praise] == [("a", 2), ("c", 2)]
    assert praise[0].text != praise[1].text


def test_praise_for_an_answer_quotes_that_answer_though_others_bear_on_it_too() -> None:
    wider = tuple(entry.model_copy(update={"criteria": tuple(Criterion)}) for entry in review().evidence)
    quoted = [item.quotes for item in section(build(review(), "applicant"), "good").praise]
    assert [
        item.quotes for item in section(build(review(evidence=wider), "applicant"), "good").praise if item.target.letter in "ac"
    ] == quoted


def test_vague_signs_are_not_praised() -> None:
    vague = tuple(entry.model_copy(update={"vague": True}) for entry in review().evidence)
    assert [item.target.letter for item in section(build(review(evidence=vague), "applicant"), "good").praise] == ["a"]


def test_the_table_holds_the_applicants_words_or_nothing() -> None:
    first, second, *_ = section(build(review(), "applicant"), "table").rows
    assert [bool(cell) for cell in first.cells] == [True, True, False, True, False, True]
    assert not any(second.cells)
    assert not [part for part in build(review(form="2025"), "applicant").sections if part.key == "table"]


def test_what_is_not_rated_gets_neither_table_nor_ratings() -> None:
    unrated = review(ratings=dict.fromkeys(Criterion), table={})
    assert not {"table", "ratings"} & {part.key for part in build(unrated, "reviewer").sections}


def test_ratings_are_for_reviewers() -> None:
    assert section(build(review(), "reviewer"), "ratings").lines[0] == "a) Gjennomføring: 3 konkret"
    assert "ratings" not in [part.key for part in build(review(), "applicant").sections]


def test_what_cannot_be_read_is_to_be_looked_at_by_hand() -> None:
    part = section(build(review(), "reviewer"), "hand")
    assert any("samiske perspektiver" in line for line in part.lines)
    assert any("SAM001" in line for line in part.lines)
    assert any("antall enheter" in line for line in part.lines)
    sami = review().submission.model_copy(update={"language": "se"})
    assert any("samisk" in line for line in section(build(review(submission=sami, outcomes={}), "reviewer"), "hand").lines)


def test_outcomes_per_criterion_are_seen_too() -> None:
    outcomes: dict[str, Any] = {
        "KRI009": {Criterion.GJENNOMFORING: Outcome.UNREADABLE},
        "KRI008": {Criterion.GJENNOMFORING: Outcome.PASSES},
    }
    lines = " ".join(section(build(review(outcomes=outcomes), "reviewer"), "hand").lines)
    assert "KRI009" in lines and "KRI008" not in lines


def test_a_clean_review_says_so_and_never_calls_it_approved() -> None:
    for audience in BOTH:
        feedback = build(review(findings=()), audience)
        assert feedback.intro == phrases_for(review(), audience).lines("intro_clean")


@pytest.mark.parametrize("form", ["2024", "2025"])
def test_forms_that_ask_little_get_a_milder_frame(form: Any) -> None:
    assert build(review(form=form), "reviewer").intro != build(review(), "reviewer").intro


def test_the_date_stands_only_where_provenance_gives_one() -> None:
    assert build(review(), "reviewer").subtitle[-1] == "Kollektiv kompetanseutvikling, skjema 2026"
    assert build(review(provenance={"date": "2026-02-01"}), "reviewer").subtitle[-1] == "2026-02-01"


def test_quotes_are_the_beginning_of_their_unit() -> None:
    long = sheet()
    unit = long.find("Høgskolen holder fire")
    feedback = build(review(findings=(finding("TST001", "sak", "mangel", (unit,)),)), "reviewer")
    found = list(quotes(feedback))
    assert any(words.text.endswith(" …") for words in found)
    submission = review().submission
    for words in found:
        assert submission.quote(submission.unit(words.unit)).startswith(words.text.removesuffix(" …"))


def test_a_long_quote_is_cut_at_a_word() -> None:
    assert shorten("en to tre fire", 9) == "en to …"
    assert shorten("en to", 9) == "en to"
    assert shorten("uendeligordutenmellomrom", 9) == "uendelig …"


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("malform", ["nb", "nn"])
def test_every_sentence_comes_from_a_phrase_a_finding_or_the_submission(malform: Any, audience: Audience) -> None:
    given = review(malform)
    own = {text for f in given.findings for text in (f.message, f.why, f.suggestion, *f.basis, *f.values.values())}
    own |= set(given.submission.fields.values())
    shapes = [shape for key, shape in _shapes(phrases_for(given, audience)) if key != "source_line"]
    for name, text in said(build(given, audience)):
        if name == "lines" and any(str(value)[:12] in text or "sendt ut av mask" in text for value in given.provenance.values()):
            continue
        assert text in own or any(shape.fullmatch(text) for shape in shapes), f"{name}: {text}"


def _shapes(phrases: Phrases) -> Iterator[tuple[str, re.Pattern[str]]]:
    def walk(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from walk(value)
            else:
                yield from ((key, text) for text in (value if isinstance(value, list) else [value]))

    for key, text in walk(phrases._tables):
        yield key, re.compile(re.sub(r"\\\{\w+\\\}", ".+?", re.escape(text)))


NOT_NYNORSK = (
    r"\b(ikke|fra|hvordan|se|tilskudd|tilskuddet|eiere?|barnehager|elever|formål|noen?|hva|hvor|hvem|hvorfor|hvert?|flere|mer|bare|dere|deres"
    r"|disse|mangler|bruker|skriver|sier|gjøre?|finnes|kommer|uten|jeg|en|et|avgjør|laget|måloppnåelse|nå|ses|si|være|viktigste|bedre"
    r"|behovsmeldingen|forskriften|enheter|videre|videreføring|tilbakemeldingen|steder|punktene|ansvarlig|datakilde)\b"
)
NOT_BOKMAL = (
    r"\b(ikkje|frå|korleis|sjå|tilskot|tilskotet|eigar|eigarar|barnehagar|elevar|føremål|noko|nokon|kva|kvar|kven|kvifor|kvart|fleire|meir"
    r"|berre|dykk|dykkar|desse|manglar|brukar|seier|gjere?|finst|kjem|utan|eg|ein|eit|avgjer|laga|måloppnåing|no|seie|vere|viktigaste"
    r"|betre|behovsmeldinga|forskrifta|einingar|vidare|vidareføring|tilbakemeldinga|stader|ansvarleg|datakjelde|dei)\b"
)


@pytest.mark.parametrize(("malform", "foreign"), [("nn", NOT_NYNORSK), ("nb", NOT_BOKMAL)])
@pytest.mark.parametrize("form", ["2026", "2025"])
def test_no_word_of_the_other_malform(malform: Any, foreign: str, form: Any) -> None:
    for audience in BOTH:
        for findings_given in (findings(sheet(), nn=malform == "nn"), ()):
            feedback = build(review(malform, form, findings=findings_given), audience)
            text = "\n".join(text for _, text in said(feedback))
            assert re.findall(foreign, text, re.IGNORECASE) == []


@pytest.mark.parametrize(("malform", "foreign"), [("nn", NOT_NYNORSK), ("nb", NOT_BOKMAL)])
def test_no_word_of_the_other_malform_in_any_phrase(malform: Any, foreign: str) -> None:
    tables = Phrases(malform, "reviewer")._tables
    text = "\n".join(text for _, text in _texts(tables))
    assert re.findall(foreign, text, re.IGNORECASE) == []


def test_both_malforms_have_the_same_phrases_and_slots() -> None:
    bokmal, nynorsk = (dict(_texts(Phrases(malform, "reviewer")._tables)) for malform in ("nb", "nn"))
    assert bokmal.keys() == nynorsk.keys()
    for key in bokmal:
        assert sorted(re.findall(r"\{\w+\}", bokmal[key])) == sorted(re.findall(r"\{\w+\}", nynorsk[key])), key


def test_no_phrase_passes_judgement() -> None:
    for malform in ("nb", "nn"):
        text = " ".join(text for _, text in _texts(Phrases(malform, "reviewer")._tables)).casefold()  # type: ignore[arg-type]
        assert not re.search(r"oppfyll|avslå|avslag|godkje?nn|underkje?nn|krav", text)


def test_the_audience_decides_the_person() -> None:
    applicant = " ".join(text for _, text in said(build(review(), "applicant")))
    assert "Dere kan sjekke dette før dere sender inn" in applicant
    assert "forvaltningsloven § 11 fjerde ledd" in " ".join(build(review(), "reviewer").intro)


def test_a_level_without_findings_has_no_heading() -> None:
    only = tuple(f for f in review().findings if f.level is Level.FORSLAG)
    keys = [part.key for part in build(review(findings=only), "applicant").sections]
    assert "facts" not in keys and "points" not in keys and "rest" in keys


def _texts(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", " ".join(value) if isinstance(value, list) else value


def test_a_missing_phrase_is_an_error() -> None:
    with pytest.raises(KeyError):
        Phrases("nb", "reviewer")("no_such_phrase")


def test_feedback_is_the_same_for_a_review_read_back_from_its_json() -> None:
    again = Review.model_validate_json(review().model_dump_json())
    assert build(again, "reviewer") == build(review(), "reviewer")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- Alle team har agenda", "Alle team har agenda"),
        ("o Intervju med studentar", "Intervju med studentar"),
        ("▪ Referat", "Referat"),
        ("- –10 prosent fravær", "–10 prosent fravær"),
        ("–10 prosent fravær", "–10 prosent fravær"),
        ("-", "-"),
    ],
)
def test_quotes_leave_out_the_mark_of_a_list(text: str, shown: str) -> None:
    bullet = Unit(id="u001", section="4b", kind="bullet", start=0, end=len(text), page=None, printed=False)
    given = review().submission.model_copy(
        update={"document": Document(name="", format="txt", sha256="", text=text, blocks=()), "units": (bullet,)}
    )
    assert quote(given, "u001", Phrases("nb", "reviewer")).text == shown
