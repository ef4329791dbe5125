"""Section 4: KRI, IND, ratings and the table."""

from dataclasses import replace

import pytest

from behovai.evidence import Role
from behovai.submission import Criterion
from tests.scoring.build import A, B, C, D, E, build, outcome, scored

FIVE = {f"4{letter}": f"Svar {letter}." for letter in "abcde"}
IND = ("IND001", "IND002", "IND003", "IND004", "IND005")


def outcomes(case: object, criterion: Criterion, codes: tuple[str, ...] = IND) -> list[str]:
    return [outcome(case, code, criterion) for code in codes]  # type: ignore[arg-type]


def test_an_unanswered_criterion_is_one_message() -> None:
    case = build(answers=FIVE | {"4d": ""})
    assert outcome(case, "KRI001", D) == "fires"
    assert outcomes(case, D, ("KRI002", "KRI003", "KRI004", *IND)) == ["not_asked"] * 8
    assert [finding.code for finding in scored(case).findings if finding.criterion is D] == ["KRI001"]
    assert scored(case).ratings[D] == 0


def test_neither_sign_nor_source_is_one_message() -> None:
    case = build(answers=FIVE, shows={"4b.1": [B, Role.AKTIVITET]})
    assert outcome(case, "KRI002", B) == "fires"
    assert outcomes(case, B) == ["not_asked", "passes", "not_asked", "not_asked", "not_asked"]
    assert scored(case).ratings[B] == 1


def test_elements_one_by_one() -> None:
    source = build(answers=FIVE, shows={"4c.1": [C, Role.DATAKILDE, Role.TIDSPUNKT]})
    assert outcomes(source, C) == ["fires", "passes", "passes", "passes", "fires"]
    vague = build(answers=FIVE, shows={"4c.1": [C, Role.INDIKATOR, "vague", Role.ANSVARLIG]})
    assert outcomes(vague, C) == ["passes", "fires", "fires", "fires", "passes"]
    assert scored(vague).ratings[C] == 2


def test_vague_only_if_every_sign_is() -> None:
    case = build(
        answers={"4a": "Bedre praksis. Alle samlinger holdt."}, shows={"4a.1": [A, Role.INDIKATOR, "vague"], "4a.2": [A, Role.INDIKATOR]}
    )
    assert outcome(case, "IND002", A) == "passes"


@pytest.mark.parametrize("fourth", [Role.TIDSPUNKT, Role.ANSVARLIG, Role.UTGANGSPUNKT, Role.BRUK])
def test_concrete_is_sign_source_and_one_more(fourth: Role) -> None:
    assert scored(build(answers=FIVE, shows={"4a.1": [A, Role.INDIKATOR, Role.DATAKILDE, fourth]})).ratings[A] == 3
    assert scored(build(answers=FIVE, shows={"4a.1": [A, Role.INDIKATOR, Role.DATAKILDE]})).ratings[A] == 2
    assert scored(build(answers=FIVE, shows={"4a.1": [A, Role.INDIKATOR, "vague", Role.DATAKILDE, fourth]})).ratings[A] == 2


def test_opening_and_closing_lines_count_for_each_answered_letter() -> None:
    case = build(
        answers=FIVE | {"4": "Plangruppa leser referatene i mai.", "4e": ""},
        shows={"4.1": [A, B, C, D, E, Role.DATAKILDE, Role.TIDSPUNKT, Role.ANSVARLIG]},
    )
    assert outcomes(case, A) == ["fires", "passes", "passes", "passes", "passes"]
    assert outcome(case, "KRI001", E) == "fires"


def test_a_line_on_one_criterion_is_its_answer() -> None:
    case = build(answers={"4a": "Vi teller.", "4": "Studentene intervjues."}, shows={"4.1": [E, Role.DATAKILDE]})
    assert outcome(case, "KRI001", E) == "passes"
    assert outcome(case, "KRI001", B) == "fires"


def test_section_without_letters() -> None:
    case = build(answers={"4": "Rektor observerer. Vi teller oppmøte."}, shows={"4.1": [B, Role.DATAKILDE], "4.2": [A, B, Role.INDIKATOR]})
    assert [outcome(case, "KRI001", criterion) for criterion in (A, B, C, D, E)] == ["passes", "passes", "fires", "fires", "fires"]
    assert outcomes(case, B, ("IND001", "IND003")) == ["passes", "passes"]
    assert outcomes(case, A, ("IND001", "IND003")) == ["passes", "fires"]


def test_nothing_at_all_and_not_in_the_file() -> None:
    assert [outcome(build(), "KRI001", criterion) for criterion in Criterion] == ["fires"] * 5
    gone = build(without=("4", "4a", "4b", "4c", "4d", "4e"))
    assert [outcome(gone, "KRI001", criterion) for criterion in Criterion] == ["not_asked"] * 5
    assert set(scored(gone).ratings.values()) == {None} and scored(gone).table == {}


def test_repeated_sentence_is_reported_for_the_later_answer() -> None:
    same = "Vi vil evaluere dette sammen med de ansatte hvert halvår."
    case = build(answers={"4b": same, "4d": f"- {same.upper()}", "4e": "Vi ser etter."})
    assert outcome(case, "KRI003", B) == "passes"
    assert outcome(case, "KRI003", D) == "fires"
    short = build(answers={"4b": "Vi evaluerer sammen.", "4d": "Vi evaluerer sammen."})
    assert outcome(short, "KRI003", D) == "passes"
    within = build(answers={"4b": f"{same} {same}"})
    assert outcome(within, "KRI003", B) == "passes"


def test_off_topic() -> None:
    case = build(answers=FIVE, shows={"4a.1": [B], "4b.1": [B]})
    assert outcome(case, "KRI004", A) == "fires"
    assert outcome(case, "KRI004", B) == "passes"


def test_starting_point_and_use_once_per_document() -> None:
    case = build(answers=FIVE | {"1": "I dag har to av fem det."}, shows={"1.1": [Role.UTGANGSPUNKT], "4a.1": [A, Role.BRUK]})
    assert [outcome(case, code) for code in ("IND006", "IND007")] == ["passes", "passes"]
    bare = build(answers=FIVE | {"2": "I dag har to av fem det."}, shows={"2.1": [Role.UTGANGSPUNKT, Role.BRUK]})
    assert [outcome(bare, code) for code in ("IND006", "IND007")] == ["fires", "fires"]
    assert [outcome(build(), code) for code in ("IND006", "IND007")] == ["not_asked", "not_asked"]


def test_old_forms_have_no_ratings() -> None:
    case = build("2025", answers={"fremdrift": "Vi teller."}, shows={"fremdrift.1": [A, Role.INDIKATOR]})
    assert set(scored(case).ratings.values()) == {None}
    assert [outcome(case, "KRI001", criterion) for criterion in Criterion] == ["not_asked"] * 5


def test_table_shows_the_shortest_unit_and_concrete_before_vague() -> None:
    case = build(
        answers={"4a": "Bedre praksis. Alle fire samlingene er holdt innen jul. Referatene, listene og skjemaene leses. Referat leses."},
        shows={
            "4a.1": [A, Role.INDIKATOR, "vague"],
            "4a.2": [A, Role.INDIKATOR],
            "4a.3": [A, Role.DATAKILDE],
            "4a.4": [A, Role.DATAKILDE],
        },
    )
    row = scored(case).table[A]
    assert (row["indikator"], row["datakilde"], row["bruk"]) == (("4a.2",), ("4a.4",), ())


def test_the_example_is_made_from_the_answer_itself_else_from_a_sentence() -> None:
    def example(*shown: str) -> str:
        case = build(
            answers={"2": "Samling i mai. Teamlederne møtes hver måned.", "4c": "Teamene prøver ut malen. Vi har et spørreskjema."},
            shows={"4c.2": [C, Role.DATAKILDE], **{unit: [C, Role.AKTIVITET] for unit in shown}},
        )
        units = tuple(unit.model_copy(update={"kind": "bullet"}) if unit.id == "2.1" else unit for unit in case.submission.units)
        bulleted = replace(case, submission=case.submission.model_copy(update={"units": units}))
        return next(finding for finding in scored(bulleted).findings if finding.code == "IND001").values.get("example", "")

    assert "«Teamene prøver ut malen.»" in example("2.1", "2.2", "4c.1")
    assert "«Teamlederne møtes hver måned.»" in example("2.1", "2.2")
    assert "«Samling i mai.»" in example("2.1")
    assert not example()


@pytest.mark.parametrize("text", ["Se vedlegg 1, punkt 4.", "Vi viser til vedlegg.", "Se vedlegg 1. Vedlagt plan for evaluering."])
def test_an_answer_in_an_annex_is_not_judged_here(text: str) -> None:
    case = build(answers={"4": text})
    assert outcomes(case, A, ("KRI001", "KRI002", *IND)) == ["not_asked"] * 7
    assert outcome(case, "IND006") == "not_asked"
    assert set(scored(case).ratings.values()) == {None}


def test_an_annex_beside_an_answer_is_no_reason_to_leave_it() -> None:
    assert outcome(build(answers={"4": "Se vedlegg 1. Vi fører liste over møtene."}), "KRI001", A) == "fires"
