"""Labelled units → behovai/extraction/network.json and network.bin: what the local reader has learned, as plain numbers.

    python -m evals.train            # cross-validated by writer, then trained on all of it, and written
    python -m evals.train --check    # the figures only, beside those of a linear model with the same features; nothing is written

Three things are learned: the network that reads units; from the sums of an answer's units, whether an answer to a lettered criterion
names an indikator, a datakilde, both or neither (logistic regression); and how near a submission must come to saying what few leave out.
Data: evals/labelled.py. Needs requirements/train.txt; reviewing does not.
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import log

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from behovai.evidence import Question
from behovai.extraction import network
from behovai.extraction.answers import ASSESSMENT, obey_columns, profile
from evals.freetext import Given, f1, gaps, marked, whole
from evals.labelled import LABELS, Data, answers_of, gather, lettered
from evals.learn import Learner, vocabulary, write

FOLDS = 6
MISSED = [
    *(str(question) for question in Question if question not in (Question.UNFINISHED, Question.AI_INSTRUCTION)),
    "utgangspunkt",
    "bruk",
]
STRENGTH = 0.1  # of the linear model it is compared with: inverse of the ridge penalty
SILENT = 0.4  # share of lettered answers taken to say nothing about assessment as submissions come in; the invented ones have fewer
CAREFUL = ("unfinished",)
LEASTS = [round(-0.05 * step, 2) for step in range(21)]  # from 0 down to -1: what is further off was not said
ABOUT = 0.01  # F1 that is about the same
DOCUMENTS_COUNT = 3.0  # an answer of a whole submission counts more than a loose one when answers are judged


def held_out(data: Data) -> np.ndarray:
    """The sums each unit gets from a network that never saw its writer."""
    sums = np.zeros_like(data.labels)
    answers = answers_of(data)
    for train, test in GroupKFold(FOLDS).split(answers, groups=[data.writer[units.start] for units in answers]):
        learner = Learner(data, [answers[place] for place in train])
        unseen = [answers[place] for place in test]
        sums[[i for units in unseen for i in units]] = learner.sums(data, unseen)
    return sums


def held_out_linear(data: Data) -> np.ndarray:
    """The same from a logistic regression per label on the same features, for comparison."""
    sums, writers = np.zeros_like(data.labels), np.array(data.writer)
    for train, test in GroupKFold(FOLDS).split(data.features, groups=writers):
        places = vocabulary([data.features[i] for i in train], writers[train])
        seen, unseen = (_matrix([data.features[i] for i in rows], places) for rows in (train, test))
        for column in range(len(LABELS)):
            known = data.known[train, column] > 0
            target = data.labels[train, column][known]
            rarity = min(3.0, max(1.0, (len(target) - target.sum()) / max(1, target.sum()) / 8))
            model = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight={0: 1.0, 1: rarity}, max_iter=300)
            sums[test, column] = model.fit(seen[known], target).decision_function(unseen)
    return sums


def _matrix(features: Sequence[list[str]], places: dict[str, int]) -> csr_matrix:
    cells = [(row, places[feature]) for row, found in enumerate(features) for feature in found if feature in places]
    rows, columns = zip(*cells, strict=True)
    return csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(features), len(places)))


def threshold(sums: np.ndarray, target: np.ndarray, beta: float = 1.0) -> float:
    """The value over which calling a label gives the best F: recall counts `beta` times as much as precision."""
    order = np.argsort(-sums)
    hits = np.cumsum(target[order])
    best = int(np.argmax(hits / (np.arange(1, len(order) + 1) + beta**2 * target.sum())))
    following = sums[order][best + 1] if best + 1 < len(order) else sums[order][best] - 1
    return float((sums[order][best] + following) / 2)


def thresholds(data: Data, sums: np.ndarray) -> np.ndarray:
    """One for each label, from whole submissions only: loose answers have more of everything than real ones.

    For the labels of CAREFUL precision counts double: an ordinary sentence shown as a note to oneself is worse than a note not shown.
    """
    found = []
    for column, label in enumerate(LABELS):
        seen = (data.known[:, column] > 0) & data.whole
        found.append(threshold(sums[seen, column], data.labels[seen, column], beta=0.5 if label in CAREFUL else 1.0))
    return np.array(found)


def over(data: Data, sums: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """How far the sums are over their limits, once tables about assessment are obeyed: what the second look sees."""
    found = sums - limits
    for units in answers_of(data):
        if data.section[units.start].startswith(("=", "4")):
            rows = found[units.start : units.stop].tolist()
            obey_columns(rows, LABELS, [data.features[i] for i in units])
            found[units.start : units.stop] = rows
    return found


def naming(data: Data, above: np.ndarray) -> tuple[list[list[float]], list[float], float]:
    """What an answer's profile is worth for each of NAMED, where each starts, and the share of held-out answers judged right."""
    spans = lettered(data)
    rows = np.array([profile(above[span.start : span.stop].tolist(), LABELS, data.section[span.start][1:]) for span in spans])
    target = np.array([network.NAMED.index(_named_in(data.labels[span.start : span.stop])) for span in spans])
    weight = np.array([DOCUMENTS_COUNT if data.whole[span.start] else 1.0 for span in spans])
    writers = np.array([data.writer[span.start] for span in spans])
    model = LogisticRegression(C=0.1, max_iter=3000)
    called = np.zeros(len(spans))
    for train, test in GroupKFold(FOLDS).split(rows, groups=writers):
        called[test] = model.fit(rows[train], target[train], sample_weight=weight[train]).predict(rows[test])
    whole = weight > 1
    right = float((called == target)[whole].mean())
    model.fit(rows, target, sample_weight=weight)
    share = float((target[whole] == 0).mean())
    start = model.intercept_.copy()
    start[0] += log(SILENT / (1 - SILENT)) - log(share / (1 - share))
    return model.coef_.round(3).tolist(), start.round(3).tolist(), right


def _named_in(labels: np.ndarray) -> frozenset[str]:
    return frozenset(label for label in ASSESSMENT if labels[:, LABELS.index(label)].any())


def off_topic(data: Data, above: np.ndarray) -> float:
    """The sum for its own criterion that a unit of an answer must reach for the answer to be about it (KRI004).

    It is the value that tells the answers of whole submissions apart best, in F of those about something else. Precision counts double:
    to call an answer so hides what it says.
    """
    nearest, elsewhere = [], []
    for span in lettered(data):
        column = LABELS.index(data.section[span.start][1:])
        bears = data.labels[span.start : span.stop, column]
        if data.whole[span.start] and (bears.any() or data.known[span.start : span.stop, column].all()):
            nearest.append(above[span.start : span.stop, column].max())
            elsewhere.append(not bears.any())
    return -threshold(-np.array(nearest), np.array(elsewhere), beta=0.5)


def near(data: Data, above: np.ndarray) -> dict[str, float]:
    """For labels whose absence from a submission is a gap, the sum below 0 from which the likeliest unit is heard.

    It is the one nearest to 0 that tells absence about as well as the best does (F1).
    """
    found = {}
    named, sections = np.array(data.submission), np.array(data.section)
    beyond = data.whole & ~np.char.startswith(sections, "=") & ~np.char.startswith(sections, "4")
    submissions = [np.flatnonzero(named == name) for name in sorted(set(named[beyond]))]  # not those with section 4 alone
    for label in MISSED:
        column = LABELS.index(label)
        sure = [units for units in submissions if data.labels[units, column].any() or data.known[units, column].all()]
        highest = np.array([above[units, column].max() for units in sure])
        absent = np.array([not data.labels[units, column].any() for units in sure])
        told = [2 * (absent & (highest < least)).sum() / max(1, (highest < least).sum() + absent.sum()) for least in LEASTS]
        least = next(least for least, value in zip(LEASTS, told, strict=True) if value >= max(told) - ABOUT)
        if least < 0:
            found[label] = least
    return found


def figures(data: Data, sums: np.ndarray, limits: np.ndarray) -> list[float]:
    """F1 of each label on the units of whole submissions."""
    found = []
    for column in range(len(LABELS)):
        seen = (data.known[:, column] > 0) & data.whole
        called, target = sums[seen, column] > limits[column], data.labels[seen, column] > 0
        found.append(2 * (called & target).sum() / max(1, called.sum() + target.sum()))
    return found


def free_text(data: Data, above: np.ndarray, reader: network.Network) -> dict[str, float]:
    """F1 of the gaps of free text that follow from held-out sums, by register.

    Only the sums are held out: thresholds and the second look of this network were fitted on the same texts.
    """
    places = defaultdict(list)
    for place, name in enumerate(data.submission):
        places[name].append(place)
    found = {}
    for register in ("office", "submissions"):
        pairs = []
        for text in whole(f"training/{register}-*.txt"):
            reading = Given(above[places[text.writer]].tolist(), reader).extract(text.submission)
            pairs.append((gaps(text.submission, marked(text)), gaps(text.submission, reading)))
        found[register] = f1(pairs)
    return found


def main() -> None:
    """Cross-validate, print, and write unless --check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="print the figures, write nothing")
    asked = parser.parse_args()
    data = gather()
    print(f"{sum(data.whole)} units of whole submissions, {len(data.whole) - sum(data.whole)} of loose answers")
    sums = held_out(data)
    limits = thresholds(data, sums)
    found = figures(data, sums, limits)
    for label, value, column in zip(LABELS, found, data.labels.T, strict=True):
        print(f"  {label:<22} F1 {value:.2f}  ({int(column[data.whole].sum())} positives)")
    print(f"  mean                   F1 {np.mean(found):.3f}")
    if asked.check:
        linear = held_out_linear(data)
        print(f"  mean, linear model     F1 {np.mean(figures(data, linear, thresholds(data, linear))):.3f}")
    above = over(data, sums, limits)
    worth, start, right = naming(data, above)
    print(f"  answers judged right on whether they name an indikator, a datakilde, both or neither: {right:.3f}")
    least = round(off_topic(data, above), 2)
    print(f"  an answer is about its criterion if a unit is over its threshold by {least:.2f}")
    second_look = {"named_worth": worth, "named_start": start, "off_topic": least, "near": near(data, above)}
    if not asked.check:
        write(Learner(data, answers_of(data)), limits, second_look, network.HERE)
    for register, value in free_text(data, sums - limits, replace(network.load(), **second_look)).items():
        print(f"  gaps of free text, sums held out, {register + '-*.txt':<17} F1 {value:.3f}")


if __name__ == "__main__":
    main()
