"""What an answer, and a submission, says as a whole: units are read one by one first, and what they say together is looked at again.

A single word can make one unit look like an indikator; an answer that is only activity and intention seldom has two that do. The sums
of all units of an answer to a lettered criterion are put together to one profile, and a second, tiny linear model says whether the
answer as a whole names an indikator, a datakilde, both or neither. What it does not name is taken back from its units, unless one says
it plainly; what it names and no unit was found to, the likeliest one does, if it comes near. Before that, what only points elsewhere is
silenced and tables about assessment are obeyed; after it, lines that name several letters are obeyed, answers about something else than
their letter are taken back, and what few submissions leave out is heard where it is nearly said.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence

from behovai.evidence import Question
from behovai.extraction.columns import SURE
from behovai.forms.letters import named_letters
from behovai.submission import Criterion

WATCHED = ("indikator", "datakilde", "tidspunkt", "ansvarlig", "utgangspunkt", "bruk", "aktivitet", "endring", "resultat", "vague")
ASSESSMENT = ("indikator", "datakilde")
GIVEN = 1.0  # the sum of a label that this second look gives
PLAINLY = 2.5  # a unit with so high a sum says it, whatever the answer around it looks like
FAR = -3.0  # what no unit comes nearer to than this is given to none
_BOUND = 4.0
_SEE = ("se", "sjå")
_POINTING = frozenset("også òg punkt pkt bokstav svar svaret under over ovenfor ovanfor nedenfor nedanfor i på og til a b c d e #".split())


def profile(sums: Sequence[Sequence[float]], labels: Sequence[str], criterion: str) -> list[float]:
    """The answer's profile: highest, second highest and mean sum of each watched label, how much assessment in all, length, criterion.

    `sums` are the units' sums over their thresholds, a row a unit, in the order of `labels`.
    """
    columns = [[row[labels.index(label)] for row in sums] for label in WATCHED]
    ordered = [sorted((_bounded(value) for value in column), reverse=True) for column in columns]
    highest = [column[0] for column in ordered]
    second = [column[1] if len(column) > 1 else -_BOUND for column in ordered]
    mean = [sum(column) / len(column) for column in ordered]
    in_all = [sum(math.log1p(math.exp(min(value, 30.0))) for value in column) for column in columns[: len(ASSESSMENT)]]
    return [*highest, *second, *mean, *in_all, math.log(len(sums)), *(float(criterion == other.value) for other in Criterion)]


def only_points(words: Sequence[str]) -> bool:
    """Whether a unit does nothing but send the reader elsewhere («Se også b.»)."""
    return len(words) > 1 and words[0] in _SEE and _POINTING.issuperset(words[1:])


def say_nothing(row: list[float], labels: Sequence[str]) -> None:
    """A unit that only points elsewhere has no role and answers no question; what it bears on is left as it is. Changed in place."""
    criteria = {criterion.value for criterion in Criterion}
    row[:] = [value if label in criteria else min(value, -_BOUND) for label, value in zip(labels, row, strict=True)]


def spend_nothing(row: list[float], labels: Sequence[str]) -> None:
    """Travel as part of an amount does not say what the amount is used for (docs/rules.md, OKO003). Changed in place."""
    for use in (Question.USE_OWNER, Question.USE_PARTNER):
        place = labels.index(use.value)
        row[place] = min(row[place], -_BOUND)


def obey_letters(row: list[float], labels: Sequence[str], text: str, letters: Mapping[Criterion, str]) -> None:
    """A line that says it is about several letters («Funn fra b og c …») bears on those criteria and on none it does not name.

    The row is changed in place. `text` are the unit's words, `letters` the form's letters by criterion.
    """
    named = named_letters(text)
    if named:
        for criterion, letter in letters.items():
            place = labels.index(criterion.value)
            if letter in named:
                row[place] = max(row[place], GIVEN)
            elif not re.search(rf"\b{letter}\b", text):
                row[place] = min(row[place], -_BOUND)


def plainly(sums: Sequence[Sequence[float]], labels: Sequence[str]) -> set[str]:
    """What of ASSESSMENT some unit of an answer says so plainly that it is never taken back."""
    return {label for label in ASSESSMENT if max(row[labels.index(label)] for row in sums) >= PLAINLY}


def settle(sums: list[list[float]], labels: Sequence[str], named: Collection[str]) -> None:
    """Make the units of an answer agree with what of ASSESSMENT it names as a whole: sums are changed in place."""
    for label in ASSESSMENT:
        column = labels.index(label)
        if label not in named:
            for row in sums:
                row[column] = min(row[column], -_BOUND)
        else:
            likeliest = max(sums, key=lambda row: row[column])
            if FAR < likeliest[column] <= 0:
                likeliest[column] = GIVEN


def obey_columns(sums: list[list[float]], labels: Sequence[str], units: Sequence[Collection[str]]) -> bool:
    """A filled cell under «Kilde», «Når» or «Hvem» in a table about assessment is what its heading says, an empty one is nothing.

    Sums are changed in place; `units` are the features of each unit. Returns whether some cell names a source. (The labelling guide, 2: a
    row is governed by the headings of its columns.)
    """
    told = False
    for row, features in zip(sums, units, strict=True):
        for role in SURE:
            if f"kolonne={role}&vurdering" in features:
                row[labels.index(role)] = max(row[labels.index(role)], GIVEN)
                told = told or role == "datakilde"
        for role in (*SURE, "indikator"):
            if f"tom={role}" in features:
                row[labels.index(role)] = min(row[labels.index(role)], -_BOUND)
    return told


def stay_on_topic(sums: list[list[float]], own: int, least: float) -> None:
    """A unit in the answer to a criterion bears on it unless it plainly does not – and none does if none comes near it (KRI004)."""
    if max(row[own] for row in sums) < least:
        for row in sums:
            row[own] = -_BOUND


def bear_on_each(sums: list[list[float]], labels: Sequence[str]) -> None:
    """In an answer without letters the likeliest unit bears on a criterion unless it plainly does not: sums are changed in place.

    That a criterion is not answered at all is an error to correct (KRI001), and should not rest on a unit that was nearly found.
    """
    for criterion in Criterion:
        column = labels.index(criterion.value)
        likeliest = max(sums, key=lambda row: row[column])
        if -_BOUND < likeliest[column] <= 0:
            likeliest[column] = GIVEN


def hear(sums: list[list[float]], labels: Sequence[str], near: Mapping[str, float]) -> None:
    """What the likeliest unit of a whole submission nearly says, it says: sums are changed in place.

    `near` gives the sum, below 0, from which that holds, for labels whose absence from a submission is a gap and which few leave out.
    """
    for label, least in near.items():
        column = labels.index(label)
        likeliest = max(sums, key=lambda row: row[column])
        if least <= likeliest[column] <= 0:
            likeliest[column] = GIVEN


def _bounded(value: float) -> float:
    return max(-_BOUND, min(_BOUND, value))
