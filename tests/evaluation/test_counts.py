"""Our own measures against scikit-learn, scipy, nltk and nervaluate."""

import math
import random

import nervaluate
import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance as nltk_masi
from scipy.optimize import linear_sum_assignment
from scipy.stats import binomtest
from sklearn import metrics as sk

from behovai.evaluation.agreement import Binary, alpha, nominal, ordinal
from behovai.evaluation.counts import Hits, best_pairs, bias, hits, kappa, masi_distance, mcc, wilson
from behovai.evaluation.measures import macro_f1
from behovai.evaluation.tally import iou, merged

NAMES = "abcde"


def drawn(seed: int, units: int = 60) -> list[tuple[frozenset[str], frozenset[str]]]:
    random.seed(seed)
    return [tuple(frozenset(name for name in NAMES if random.random() < 0.3) for _ in range(2)) for _ in range(units)]  # type: ignore[misc]


@pytest.mark.parametrize("seed", range(5))
def test_micro_and_macro_are_those_of_scikit_learn(seed: int) -> None:
    pairs = drawn(seed)
    gold, said = (np.array([[name in pair[side] for name in NAMES] for pair in pairs]) for side in (0, 1))
    each = [hits([i for i, (g, _) in enumerate(pairs) if name in g], [i for i, (_, s) in enumerate(pairs) if name in s]) for name in NAMES]
    whole = Hits(*map(sum, zip(*each, strict=True)))
    assert whole.f1 == pytest.approx(sk.f1_score(gold, said, average="micro"))
    assert whole.precision == pytest.approx(sk.precision_score(gold, said, average="micro"))
    assert whole.recall == pytest.approx(sk.recall_score(gold, said, average="micro"))
    assert macro_f1([count for found in each for count in found]) == pytest.approx(sk.f1_score(gold, said, average="macro"))


@pytest.mark.parametrize("seed", range(5))
def test_kappa_bias_and_mcc_are_those_of_scikit_learn(seed: int) -> None:
    random.seed(seed)
    pairs = [(rating := random.randrange(4), min(3, max(0, rating + random.choice((-1, 0, 0, 1))))) for _ in range(80)]
    first, second = zip(*pairs, strict=True)
    table = [[pairs.count((i, j)) for j in range(4)] for i in range(4)]
    assert kappa(table) == pytest.approx(sk.cohen_kappa_score(first, second))
    assert kappa(table, quadratic=True) == pytest.approx(sk.cohen_kappa_score(first, second, weights="quadratic"))
    assert bias(table) == pytest.approx(float(np.mean(np.array(second) - np.array(first))))
    yes, said = [a > 1 for a in first], [b > 1 for b in second]
    counts = sk.confusion_matrix(yes, said)
    assert mcc(Hits(counts[1, 1], counts[0, 1], counts[1, 0]), counts[0, 0]) == pytest.approx(sk.matthews_corrcoef(yes, said))


@pytest.mark.parametrize(("successes", "trials"), [(0, 7), (3, 3), (3, 20), (41, 50), (1, 1)])
def test_wilson_is_that_of_scipy(successes: int, trials: int) -> None:
    expected = binomtest(successes, trials).proportion_ci(method="wilson")
    assert wilson(successes, trials) == pytest.approx((expected.low, expected.high))


@pytest.mark.parametrize("seed", range(5))
def test_alpha_with_masi_is_that_of_nltk(seed: int) -> None:
    pairs = [(a or frozenset("-"), b or frozenset("-")) for a, b in drawn(seed)]
    data = [(coder, str(unit), pair[coder == "B"]) for unit, pair in enumerate(pairs) for coder in "AB"]
    assert alpha(pairs, masi_distance) == pytest.approx(AnnotationTask(data, distance=nltk_masi).alpha(), abs=1e-9)
    binary = [(int("a" in a), int("a" in b)) for a, b in pairs]
    data = [(coder, str(unit), pair[coder == "B"]) for unit, pair in enumerate(binary) for coder in "AB"]
    task = AnnotationTask(data)
    found = Binary(binary.count((1, 1)), binary.count((1, 0)), binary.count((0, 1)), binary.count((0, 0)))
    assert found.alpha == pytest.approx(task.alpha())
    assert found.kappa == pytest.approx(task.kappa())


def test_ordinal_alpha_is_that_of_nltk_with_the_same_distance() -> None:
    random.seed(4)
    pairs = [(rating := random.randrange(4), min(3, rating + random.choice((0, 0, 1)))) for _ in range(50)]
    data = [(coder, str(unit), pair[coder == "B"]) for unit, pair in enumerate(pairs) for coder in "AB"]
    distance = ordinal(pairs)
    assert alpha(pairs, distance) == pytest.approx(AnnotationTask(data, distance=distance).alpha())
    assert distance(0, 3) > distance(0, 1) > distance(1, 1) == 0


def test_positive_and_negative_agreement_where_kappa_collapses() -> None:
    found = Binary(both=0, first=1, second=1, neither=18)
    assert found.positive == 0
    assert found.negative == pytest.approx(36 / 38)
    assert found.kappa is not None and found.kappa < 0


@pytest.mark.parametrize("seed", range(20))
def test_pairs_are_as_many_as_the_best_assignment_gives(seed: int) -> None:
    random.seed(seed)
    edges = [{right for right in range(7) if random.random() < 0.25} for _ in range(6)]
    cost = np.array([[-1 if right in row else 0 for right in range(7)] for row in edges])
    rows, columns = linear_sum_assignment(cost)
    assert best_pairs(edges) == -cost[rows, columns].sum()


def test_exact_spans_are_nervaluates_strict_matches() -> None:
    gold = [{"label": "b", "start": 0, "end": 9}, {"label": "b", "start": 20, "end": 29}, {"label": "c", "start": 40, "end": 49}]
    said = [{"label": "b", "start": 0, "end": 9}, {"label": "b", "start": 22, "end": 29}, {"label": "b", "start": 40, "end": 49}]
    strict = nervaluate.Evaluator([gold], [said], tags=["b", "c"], loader="dict").evaluate()["overall"]["strict"]
    ours = hits(
        {(span["label"], span["start"], span["end"]) for span in gold}, {(span["label"], span["start"], span["end"]) for span in said}
    )
    assert (ours.precision, ours.recall) == pytest.approx((strict.precision, strict.recall))


def test_one_long_span_is_no_match_and_saying_it_twice_gains_nothing() -> None:
    assert iou((0, 40), (0, 2000)) < 0.5
    assert iou((0, 40), (0, 20)) == 0.5
    assert iou((0, 10), (10, 20)) == 0
    assert merged([(5, 9), (0, 6), (0, 6), (9, 12)]) == [(0, 9), (9, 12)]


def test_what_cannot_be_estimated_is_none_and_never_a_number() -> None:
    assert Hits().f1 is None
    assert wilson(0, 0) is None
    assert kappa([[5, 0], [0, 0]]) is None
    assert alpha([(1, 1), (1, 1)], nominal) is None
    assert mcc(Hits(0, 0, 3), 5) is None
    assert Hits(0, 0, 3).f1 == 0
    assert masi_distance(frozenset(), frozenset()) == 0
    assert math.isclose(masi_distance(frozenset("a"), frozenset("ab")), 1 - 0.5 * 2 / 3)
