"""The network in whole numbers gives what a plain reckoning gives, and its reasons add up to it."""

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behovai.extraction.lanes import LARGEST, Lanes, Matrix
from behovai.extraction.network import _TOGETHER, ANSWER, MOST, NAMED, SUBMISSION, ZERO, Network, load

LABELS = ("aktivitet", "indikator")
HIDDEN, CONTEXT = 5, 3


@st.composite
def lanes_with_numbers(draw: st.DrawFn) -> tuple[Lanes, list[int], list[int]]:
    """Lanes, and two rows of numbers whose sum has room in them."""
    bits = draw(st.sampled_from([16, 32]))
    lanes = Lanes(draw(st.integers(1, 9)), bits)
    row = st.lists(st.integers(-(lanes.largest // 2), lanes.largest // 2), min_size=lanes.count, max_size=lanes.count)
    return lanes, draw(row), draw(row)


@given(lanes_with_numbers())
def test_packed_rows_add_like_numbers(made: tuple[Lanes, list[int], list[int]]) -> None:
    lanes, one, other = made
    assert lanes.numbers(lanes.pack(one) + lanes.pack(other)) == tuple(map(int.__add__, one, other))
    assert lanes.numbers(-lanes.pack(one)) == tuple(-number for number in one)


@given(st.integers(1, 9).flatmap(lambda width: st.binary(min_size=width, max_size=width)), st.sampled_from([16, 32]))
def test_bytes_are_packed_like_numbers(row: bytes, bits: int) -> None:
    lanes = Lanes(len(row), bits)
    assert lanes.pack_bytes(row, ZERO) == lanes.pack([byte - ZERO for byte in row])


@given(lanes_with_numbers(), st.integers(0, 13), st.integers(0, 13))
def test_numbers_are_kept_between_nothing_and_most(made: tuple[Lanes, list[int], list[int]], bits: int, less: int) -> None:
    lanes, row, _ = made
    most = 2**bits - 1
    assert lanes.kept(lanes.pack(row), most, less) == tuple(min(max(number >> less, 0), most) for number in row)


@given(lanes_with_numbers(), st.data())
def test_lanes_can_be_cut(made: tuple[Lanes, list[int], list[int]], data: st.DataObject) -> None:
    lanes, row, _ = made
    first = data.draw(st.integers(1, lanes.count))
    parts = [Lanes(size, lanes.bits) for size in (first, lanes.count - first) if size]
    cut = [part.numbers(packed) for part, packed in zip(parts, lanes.cut(lanes.pack(row), parts), strict=True)]
    assert [number for numbers in cut for number in numbers] == row


@given(st.data())
def test_a_matrix_multiplies_like_numbers(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))
    number = st.integers(-(2**14), 2**14)
    columns = data.draw(st.lists(st.lists(number, min_size=height, max_size=height), min_size=width, max_size=width))
    vector = data.draw(st.lists(number, min_size=width, max_size=width))
    matrix = Matrix(columns)
    assert matrix.lanes.numbers(matrix.times(vector)) == tuple(
        sum(column[row] * value for column, value in zip(columns, vector, strict=True)) for row in range(height)
    )


def made() -> Network:
    dice = random.Random(4)
    features = [f"o={letter}" for letter in "abcdefgh"]

    def some(count: int, most: int) -> tuple[int, ...]:
        return tuple(dice.randint(-most, most) for _ in range(count))

    return Network(
        labels=LABELS,
        places={feature: place for place, feature in enumerate(features)},
        table=bytes(dice.randrange(256) for _ in range(len(features) * (HIDDEN + len(LABELS)))),
        step=(0.01, 0.02),
        hidden_start=some(HIDDEN, 50),
        context=[some(3 * CONTEXT, 2**12) for _ in range(HIDDEN)],
        answer=[some(CONTEXT, 2**12) for _ in range(HIDDEN)],
        submission=[some(CONTEXT, 2**12) for _ in range(HIDDEN)],
        context_start=some(CONTEXT, 2**18),
        label=[some(len(LABELS), 2**10) for _ in range(CONTEXT + HIDDEN)],
        start=(0.5, -0.25),
        context_bits=18,
        label_bits=20,
        named_worth=((0.0,),) * len(NAMED),
        named_start=(0.0,) * len(NAMED),
    )


@pytest.fixture
def tiny() -> Network:
    return made()


def inner(network: Network, answer: list[list[str]]) -> tuple[list[list[int]], list[list[int]]]:
    """The sums in the table of each unit of an answer, and their hidden numbers."""
    width = HIDDEN + len(LABELS)
    rows = [
        [
            [byte - ZERO for byte in network.table[place * width : (place + 1) * width]]
            for f in unit
            if (place := network.places.get(f, -1)) >= 0
        ]
        for unit in answer
    ]
    sums = [[sum(row[column] for row in unit) for column in range(width)] for unit in rows]
    hidden = [[min(max(0, value + start), MOST) for value, start in zip(row, network.hidden_start, strict=False)] for row in sums]
    return sums, hidden


def mean(hidden: list[list[int]]) -> list[float]:
    return [sum(column) / len(hidden) for column in zip(*hidden, strict=True)]


def reckoned(network: Network, answers: list[list[list[str]]]) -> list[list[list[float]]]:
    """The same in floating point, written as the description reads."""
    read = [inner(network, answer) for answer in answers]
    everywhere = mean([row for _, hidden in read for row in hidden])
    return [of_answer(network, sums, hidden, everywhere) for sums, hidden in read]


def of_answer(network: Network, sums: list[list[int]], hidden: list[list[int]], everywhere: list[float]) -> list[list[float]]:
    here = mean(hidden)
    nothing = [0] * HIDDEN
    found = []
    for place, own in enumerate(hidden):
        before = hidden[place - 1] if place else nothing
        after = hidden[place + 1] if place + 1 < len(hidden) else nothing
        context = []
        for row in range(CONTEXT):
            total = float(network.context_start[row])
            for column in range(HIDDEN):
                numbers = network.context[column]
                total += numbers[row] * own[column] + numbers[CONTEXT + row] * before[column] + numbers[2 * CONTEXT + row] * after[column]
                total += network.answer[column][row] * here[column] + network.submission[column][row] * everywhere[column]
            context.append(min(max(0.0, total) / 2**network.less, MOST))
        inner = [*context, *own]
        found.append(
            [
                sum(numbers[label] * value for numbers, value in zip(network.label, inner, strict=True)) / 2**network.label_bits
                + sums[place][HIDDEN + label] * network.step[label]
                + network.start[label]
                for label in range(len(LABELS))
            ]
        )
    return found


units = st.lists(st.sampled_from([f"o={letter}" for letter in "abcdefghxyz"]), unique=True)


@given(st.lists(st.lists(units, min_size=1, max_size=6), min_size=1, max_size=3))
def test_the_numbers_are_those_of_the_description(answers: list[list[list[str]]]) -> None:
    network = made()
    for of_answer, expected_of_answer in zip(network.scores(answers), reckoned(network, answers), strict=True):
        for found, expected in zip(of_answer, expected_of_answer, strict=True):
            assert found == pytest.approx(expected, abs=0.05)  # shortened numbers on the way


def test_order_and_unknown_features_change_nothing(tiny: Network) -> None:
    answer = [["o=a", "o=b", "o=c"], ["o=d"], ["o=e", "o=f"]]
    assert tiny.scores([answer]) == tiny.scores([[[*reversed(unit), "o=ukjent"] for unit in answer]])


def test_an_answer_of_unknown_words_gets_numbers_all_the_same(tiny: Network) -> None:
    assert len(tiny.scores([[["o=ukjent"], []]])[0]) == 2


def test_a_unit_of_very_many_features_is_reckoned_the_same() -> None:
    """More rows than lanes of 16 bits can hold together."""
    many = dataclasses.replace(made(), places={f"o={number}": 0 for number in range(600)})
    once = [byte - ZERO for byte in many.table[: HIDDEN + len(LABELS)]]
    found = many._unit(list(many.places))
    assert list(found.steps) == [600 * step for step in once[HIDDEN:]]
    assert list(found.hidden) == [min(max(0, 600 * step + start), MOST) for step, start in zip(once, many.hidden_start, strict=False)]


def test_a_submission_without_answers_gets_none(tiny: Network) -> None:
    assert tiny.scores([]) == []


def test_unknown_features_are_not_kept(tiny: Network) -> None:
    tiny.scores([[["o=a", *(f"o=ukjent{number}" for number in range(100))]]])
    assert set(tiny._inside.rows) == {"o=a"}


def test_reasons_add_up(tiny: Network) -> None:
    """What two texts differ by is what their reasons differ by, as long as the same inner numbers are on."""
    answer, other = [["o=a", "o=b", "o=c"], ["o=d", "o=g"], ["o=e", "o=f"]], [["o=b"], ["o=h", "o=a"]]
    for place in range(3):
        for label in LABELS:
            pulls = tiny.reasons([other, answer], 1, place, label, most=100)
            assert {pull.feature for pull in pulls} >= {*answer[place], ANSWER, SUBMISSION}
            column = LABELS.index(label)
            expected = tiny.scores([other, answer])[1][place][column] - constant(tiny, [other, answer], place, column)
            assert sum(pull.weight for pull in pulls) == pytest.approx(expected, abs=0.05)


def constant(network: Network, answers: list[list[list[str]]], place: int, column: int) -> float:
    """What the starting numbers alone add to a sum of the last answer, with the same inner numbers on."""
    read = [[network._unit(features) for features in answer] for answer in answers]
    units = read[-1]
    on = network._contexts(units, network._shared(read))[place]
    worth = [numbers[column] for numbers in network.label]
    through = [value if 0 < number < MOST else 0 for value, number in zip(worth, on, strict=False)]
    scale = 2 ** (network.label_bits + network.less)
    by_context = sum(value * start for value, start in zip(through, network.context_start, strict=True)) / scale
    own = [sum(map(int.__mul__, through, numbers)) for numbers in network.context]  # the first numbers: what a unit gives itself
    by_hidden = sum(
        start * (direct * 2**network.less + passed) / scale
        for start, direct, passed, value in zip(network.hidden_start, worth[CONTEXT:], own, units[place].hidden, strict=True)
        if 0 < value < MOST
    )
    return by_context + by_hidden + network.start[column]


def test_what_is_shipped_is_whole() -> None:
    network = load()
    width = len(network.hidden_start) + len(network.labels)
    assert len(network.table) == width * len(network.places)
    assert len(network.context) == len(network.answer) == len(network.submission) == len(network.hidden_start)
    assert len(network.label) == len(network.context_start) + len(network.hidden_start)
    assert {len(numbers) for numbers in network.context} == {3 * len(network.context_start)}
    assert len(network.start) == len(network.step) == len(network.labels)
    assert _TOGETHER * ZERO + max(map(abs, network.hidden_start)) < 2**15  # or sums would outgrow their lanes
    for row, start in enumerate(network.context_start):
        blocks = [
            column[row + block]
            for column in network.context
            for block in range(0, 3 * len(network.context_start), len(network.context_start))
        ]
        others = [column[row] for columns in (network.answer, network.submission) for column in columns]
        assert MOST * sum(map(abs, blocks + others)) + abs(start) <= LARGEST
    assert all(MOST * sum(map(abs, numbers)) <= LARGEST for numbers in zip(*network.label, strict=True))
