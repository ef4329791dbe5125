"""The network in whole numbers gives what a plain reckoning gives, and its reasons add up to it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behovai.extraction.lanes import Matrix, add_bytes, pack_bytes
from behovai.extraction.network import ANSWER, MOST, SUBMISSION, ZERO, Network, load

LABELS = ("aktivitet", "indikator")
HIDDEN, CONTEXT = 5, 3


@given(st.integers(1, 9).flatmap(lambda width: st.lists(st.binary(min_size=width, max_size=width), max_size=20)), st.integers(1, 40))
def test_lanes_add_like_numbers(rows: list[bytes], times: int) -> None:
    width = len(rows[0]) if rows else 3
    many = rows * times  # more than one lane of 16 bits can hold at once
    assert add_bytes([pack_bytes(row) for row in many], width) == [sum(row[place] for row in many) for place in range(width)]


@given(st.data())
def test_a_matrix_multiplies_like_numbers(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))
    number = st.integers(-(2**14), 2**14)
    columns = data.draw(st.lists(st.lists(number, min_size=height, max_size=height), min_size=width, max_size=width))
    vector = data.draw(st.lists(number, min_size=width, max_size=width))
    assert Matrix(columns).times(vector) == tuple(
        sum(column[row] * value for column, value in zip(columns, vector, strict=True)) for row in range(height)
    )


@given(st.data())
def test_a_product_can_be_cut_and_added_in_its_lanes(data: st.DataObject) -> None:
    number = st.integers(-(2**14), 2**14)
    columns = data.draw(st.lists(st.lists(number, min_size=6, max_size=6), min_size=2, max_size=2))
    vector = data.draw(st.lists(number, min_size=2, max_size=2))
    whole, half = Matrix(columns), Matrix([column[:3] for column in columns])
    first, second = whole.cut(whole.packed(vector), 2)
    assert [half.numbers(first), half.numbers(second)] == [whole.times(vector)[:3], whole.times(vector)[3:]]
    assert half.numbers(first + second) == tuple(map(int.__add__, half.numbers(first), half.numbers(second)))


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
        context=Matrix([some(3 * CONTEXT, 2**12) for _ in range(HIDDEN)]),
        answer=Matrix([some(CONTEXT, 2**12) for _ in range(HIDDEN)]),
        submission=Matrix([some(CONTEXT, 2**12) for _ in range(HIDDEN)]),
        context_start=some(CONTEXT, 2**18),
        label=Matrix([some(len(LABELS), 2**10) for _ in range(CONTEXT + HIDDEN)]),
        start=(0.5, -0.25),
        context_bits=18,
        label_bits=20,
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
                numbers = network.context.columns[column]
                total += numbers[row] * own[column] + numbers[CONTEXT + row] * before[column] + numbers[2 * CONTEXT + row] * after[column]
                total += network.answer.columns[column][row] * here[column] + network.submission.columns[column][row] * everywhere[column]
            context.append(min(max(0.0, total) / 2**network.less, MOST))
        inner = [*context, *own]
        found.append(
            [
                sum(numbers[label] * value for numbers, value in zip(network.label.columns, inner, strict=True)) / 2**network.label_bits
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


def test_a_submission_without_answers_gets_none(tiny: Network) -> None:
    assert tiny.scores([]) == []


def test_unknown_features_are_not_kept(tiny: Network) -> None:
    tiny.scores([[["o=a", *(f"o=ukjent{number}" for number in range(100))]]])
    assert set(tiny._seen) == {"o=a"}


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
    worth = [numbers[column] for numbers in network.label.columns]
    through = [value if 0 < number < MOST else 0 for value, number in zip(worth, on, strict=False)]
    scale = 2 ** (network.label_bits + network.less)
    by_context = sum(value * start for value, start in zip(through, network.context_start, strict=True)) / scale
    own = [sum(map(int.__mul__, through, numbers)) for numbers in network.context.columns]  # the first numbers: what a unit gives itself
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
    assert len(network.context.columns) == len(network.answer.columns) == len(network.submission.columns) == len(network.hidden_start)
    assert len(network.label.columns) == len(network.context_start) + len(network.hidden_start)
    assert {len(numbers) for numbers in network.context.columns} == {3 * len(network.context_start)}
    assert len(network.start) == len(network.step) == len(network.labels)
