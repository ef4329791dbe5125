"""What an answer and a submission say as wholes: sums are lowered or raised, never beyond what was asked."""

from dataclasses import replace

import pytest

from behovai.extraction.answers import (
    bear_on_each,
    hear,
    obey_columns,
    obey_letters,
    only_points,
    plainly,
    say_nothing,
    settle,
    stay_on_topic,
)
from behovai.extraction.network import load
from behovai.extraction.words import words
from behovai.submission import Criterion

LABELS = ("indikator", "datakilde", "needs_source")
HEADED = (*LABELS, "tidspunkt", "ansvarlig")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Se også b.", True),
        ("Sjå svaret under punkt 4 c)", True),
        ("Se", False),
        ("Se at flere leker sammen", False),
        ("Vi ser på b.", False),
    ],
)
def test_some_units_only_point_elsewhere(text: str, points: bool) -> None:
    assert only_points(words(text)) is points


def test_what_only_points_elsewhere_says_nothing_itself() -> None:
    row = [2.0, -9.0, 3.0]
    say_nothing(row, ("indikator", "datakilde", "praksisendring"))
    assert [value > 0 for value in row] == [False, False, True]


def test_a_silent_answer_has_no_assessment() -> None:
    sums = [[2.0, -1.0, 3.0], [0.5, 1.0, -2.0]]
    settle(sums, LABELS, ())
    assert all(value <= 0 for row in sums for value in row[:2])
    assert [row[2] for row in sums] == [3.0, -2.0]


def test_an_answer_that_speaks_of_assessment_has_its_likeliest_unit() -> None:
    sums = [[-2.0, -1.0, 0.0], [-3.0, -0.2, 0.0]]
    settle(sums, LABELS, {"datakilde"})
    assert sums[1][1] > 0
    assert sum(value > 0 for row in sums for value in row) == 1


def test_what_no_unit_comes_near_is_given_to_none() -> None:
    sums = [[-5.0, -3.5, 0.0], [-6.0, -9.0, 0.0]]
    settle(sums, LABELS, {"indikator", "datakilde"})
    assert sums == [[-5.0, -3.5, 0.0], [-6.0, -9.0, 0.0]]


def test_what_an_answer_does_not_name_is_taken_back() -> None:
    sums = [[2.0, 1.0, 0.0], [0.3, -1.0, 2.0]]
    settle(sums, LABELS, {"datakilde"})
    assert [[value > 0 for value in row] for row in sums] == [[False, True, False], [False, False, True]]


def test_what_one_unit_says_plainly_is_named_whatever_the_answer_looks_like() -> None:
    sums = [[-9.0, 2.6, 9.0], [1.0, -3.0, 0.0]]
    assert plainly(sums, LABELS) == {"datakilde"}
    silence = replace(load(), named_worth=((0.0,),) * 4, named_start=(1.0, 0.5, 0.0, -1.0))  # the likeliest is that nothing is named
    assert silence.named([0.0]) == set()
    assert silence.named([0.0], plainly(sums, LABELS)) == {"datakilde"}


def test_what_is_named_is_left_alone_and_what_is_not_is_out_of_reach() -> None:
    sums = [[-2.0, 1.0, 0.0]]
    settle(sums, LABELS, {"datakilde"})
    assert sums == [[-4.0, 1.0, 0.0]]


def test_an_answer_far_from_its_criterion_is_about_something_else() -> None:
    near, far = [[3.0, 0.0, 0.0], [0.5, 0.0, 0.0]], [[1.9, 0.0, 0.0], [0.5, 0.0, 0.0]]
    stay_on_topic(near, 0, 2.0)
    stay_on_topic(far, 0, 2.0)
    assert [row[0] > 0 for row in near] == [True, True]
    assert [row[0] > 0 for row in far] == [False, False]


def test_what_a_submission_nearly_says_is_heard_in_its_likeliest_unit() -> None:
    near, far, said = [[0.0, 0.0, -1.4], [0.0, 0.0, -1.2]], [[0.0, 0.0, -1.6], [0.0, 0.0, -4.0]], [[0.0, 0.0, 2.0], [0.0, 0.0, -1.2]]
    for sums in (near, far, said):
        hear(sums, LABELS, {"needs_source": -1.5})
    assert [row[2] > 0 for row in near] == [False, True]
    assert [row[2] for row in far] == [-1.6, -4.0]
    assert [row[2] for row in said] == [2.0, -1.2]


def test_a_filled_cell_in_a_table_about_assessment_is_what_its_heading_says() -> None:
    sums = [[-2.0, -3.0, 0.0, 0.0, 0.0], [-2.0, 4.0, 0.0, 0.0, 0.0], [-2.0, -3.0, 0.0, 0.0, 0.0]]
    units = [{"kolonne=datakilde&vurdering"}, {"kolonne=datakilde&vurdering"}, {"kolonne=datakilde", "kolonne=indikator&vurdering"}]
    assert obey_columns(sums, HEADED, units)
    assert [row[1] for row in sums] == [1.0, 4.0, -3.0]
    assert [row[0] for row in sums] == [-2.0, -2.0, -2.0]  # an activity under «Indikator» is none
    assert not obey_columns(sums, HEADED, [set(), set(), set()])


def test_an_answer_without_letters_bears_on_a_criterion_unless_it_plainly_does_not() -> None:
    labels = tuple(criterion.value for criterion in Criterion)
    sums = [[2.0, -1.0, -9.0, -3.0, 0.5], [1.0, -0.5, -4.5, -5.0, -1.0]]
    bear_on_each(sums, labels)
    assert sums == [[2.0, -1.0, -9.0, 1.0, 0.5], [1.0, 1.0, -4.5, -5.0, -1.0]]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Funn fra b og c går til arbeidsgruppa.", "bc"),
        ("Tal frå a, b og e blir lagde fram i styringsgruppa.", "abe"),
        ("For punkta a–d gjeld at rektor samlar svara.", "abcd"),
        ("Bokstav b til d vurderes samlet i juni.", "bcd"),
        ("Punkt a og b er besvart over; for d gjelder det samme.", "abd"),
        ("Det som gjelder b, er nevnt over.", "ad"),
        ("Elever i klasse 3 a og b svarer i mars.", "ad"),
        ("Vi ser på begge deler.", "ad"),
    ],
)
def test_a_line_that_names_letters_bears_on_those_and_no_others(text: str, letters: str) -> None:
    labels, form = list(map(str, Criterion)), dict(zip(Criterion, "abcde", strict=True))
    row = [0.5, -2.0, -9.0, 0.5, -1.0]
    obey_letters(row, labels, text, form)
    assert {form[Criterion(label)] for label, value in zip(labels, row, strict=True) if value > 0} == set(letters)
