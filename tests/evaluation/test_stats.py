import random

import pytest

from behovai.evaluation.counts import Hits
from behovai.evaluation.stats import bootstrap, paired, total


def f1(sums: tuple[int, ...]) -> float | None:
    return Hits(*sums).f1


def world(random_: random.Random, owners: int) -> dict[str, list[tuple[int, int, int]]]:
    """Owners differ; both submissions of an owner are as hard as each other."""
    parts: dict[str, list[tuple[int, int, int]]] = {}
    for owner in range(owners):
        found = min(0.98, max(0.2, random_.gauss(0.75, 0.15)))
        parts[str(owner)] = [
            (sum(random_.random() < found for _ in range(10)), sum(random_.random() > found for _ in range(10)), 0) for _ in range(2)
        ]
        parts[str(owner)] = [(tp, fp, 10 - tp) for tp, fp, _ in parts[str(owner)]]
    return parts


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    source = random.Random(5)
    truth = f1(total([sums for parts in world(source, 4000).values() for sums in parts]))
    assert truth is not None
    held = 0
    for draw in range(120):
        found = bootstrap(world(source, 25), f1, draws=200, seed=draw)
        held += found.low is not None and found.high is not None and found.low <= truth <= found.high
    assert 0.86 <= held / 120 <= 1.0


def test_drawing_owners_is_more_careful_than_drawing_submissions() -> None:
    parts = world(random.Random(2), 20)
    alone = {f"{owner}-{place}": [sums] for owner, both in parts.items() for place, sums in enumerate(both)}
    by_owner, by_submission = bootstrap(parts, f1), bootstrap(alone, f1)
    assert by_owner.error is not None and by_submission.error is not None
    assert by_owner.error > by_submission.error


def test_a_pair_sees_what_two_intervals_do_not() -> None:
    before = world(random.Random(3), 30)
    after = {owner: [(tp + 1, fp, fn - 1) if fn else (tp, fp, fn) for tp, fp, fn in sums] for owner, sums in before.items()}
    change = paired(before, after, f1)
    assert change.low is not None and change.low > 0
    lone, other = bootstrap(before, f1), bootstrap(after, f1)
    assert lone.high is not None and other.low is not None and lone.high > other.low
    assert change.visible is not None and lone.visible is not None and change.visible < lone.visible


def test_the_same_run_twice_differs_by_nothing_and_the_same_seed_gives_the_same() -> None:
    parts = world(random.Random(1), 10)
    assert paired(parts, parts, f1)[:3] == (0, 0, 0)
    assert bootstrap(parts, f1) == bootstrap(parts, f1)


def test_what_cannot_be_drawn_has_no_interval() -> None:
    assert bootstrap({}, f1).value is None
    assert bootstrap({"a": [(0, 0, 0)]}, f1) == (None, None, None, None)
    with pytest.raises(ValueError, match="same owners"):
        paired({"a": [(1, 0, 0)]}, {"b": [(1, 0, 0)]}, f1)
