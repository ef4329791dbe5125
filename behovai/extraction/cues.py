"""Words → the named cues they give, by lookup: no pattern is tried where its first word does not stand."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, TypeVar

HEADING = ("ledd.", "om.")  # the groups of cues that count in headings and lead-ins only
_SHORTEST_HEAD = 3  # a compound's first part has at least so many letters
_SHORTEST_TAIL = 5  # and what is looked for in its last part

_Value = TypeVar("_Value")


class Cues(NamedTuple):
    """The cue data, indexed: whole words, word beginnings, phrases by their first word, long beginnings by their first letters."""

    whole: dict[str, tuple[str, ...]]
    begins: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    tails: dict[str, tuple[str, ...]]
    longest: int


@cache
def load() -> Cues:
    """The cues of cues.toml; names are «group.name»."""
    data = tomllib.loads((Path(__file__).parent / "cues.toml").read_text("utf-8"))
    whole: dict[str, list[str]] = {}
    begins: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    tails: dict[str, list[str]] = {}
    for group, cues in data.items():
        for name, entries in cues.items():
            cue = f"{group}.{name}"
            for entry in entries:
                first, *rest = entry.split()
                if rest:
                    phrases.setdefault(first, []).append((tuple(rest), cue))
                elif entry.endswith("*"):
                    begins.setdefault(entry[:-1], []).append(cue)
                else:
                    whole.setdefault(entry, []).append(cue)
    for beginning in begins:
        if len(beginning) >= _SHORTEST_TAIL:
            tails.setdefault(beginning[:_SHORTEST_TAIL], []).append(beginning)
    longest = max(map(len, (*begins, *phrases)))
    return Cues(_kept(whole), _kept(begins), _kept(phrases), _kept(tails), longest)


def _kept(index: dict[str, list[_Value]]) -> dict[str, tuple[_Value, ...]]:
    return {key: tuple(found) for key, found in index.items()}


class _Word(NamedTuple):
    """What a word gives: its cues, and the phrases that can begin with it.

    Of the phrases: their second words, whole or as beginnings, and each with second word, the rest and cue.
    """

    cues: tuple[str, ...]
    seconds: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[tuple[str, tuple[str, ...], str], ...]


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> _Word:
    phrases = list(_phrases(word))
    seconds = {second for second, _, _ in phrases}
    beginnings = tuple(sorted(second[:-1] for second in seconds if second[-1] == "*"))
    return _Word(tuple(sorted(_alone(word))), frozenset(seconds), beginnings, tuple(phrases))


def _alone(word: str) -> set[str]:
    cues = load()
    found = set(cues.whole.get(word, ()))
    for end in range(2, min(len(word), cues.longest) + 1):
        found.update(cues.begins.get(word[:end], ()))
    if len(word) > 9:
        for start in range(_SHORTEST_HEAD, len(word) - _SHORTEST_TAIL + 1):
            for beginning in cues.tails.get(word[start : start + _SHORTEST_TAIL], ()):
                if word.startswith(beginning, start):
                    found.update(cues.begins[beginning])
    return found


def _phrases(word: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    phrases, longest = load().phrases, load().longest
    for beginning in (word, *(word[:end] + "*" for end in range(2, min(len(word), longest) + 1))):
        yield from ((rest[0], rest[1:], cue) for rest, cue in phrases.get(beginning, ()))


def cues_in(words: Sequence[str]) -> dict[str, str]:
    """Each cue that the words give → the words that gave it first."""
    found: dict[str, str] = {}
    for index, (word, following) in enumerate(zip_longest(words, words[1:], fillvalue="")):
        known = _of_word(word)
        for cue in known.cues:
            found.setdefault(cue, word)
        if following not in known.seconds and not following.startswith(known.beginnings):
            continue  # as with most pairs of words
        for second, rest, cue in known.phrases:
            if cue not in found and _fits(following, second) and _follows(words, index + 2, rest):
                found[cue] = " ".join(words[index : index + 2 + len(rest)])
    return found


def _fits(word: str, part: str) -> bool:
    return word == part or (part[-1] == "*" and word.startswith(part[:-1]))


def _follows(words: Sequence[str], index: int, rest: tuple[str, ...]) -> bool:
    return not rest or (index + len(rest) <= len(words) and all(map(_fits, words[index : index + len(rest)], rest)))


def governing(found: Sequence[str]) -> tuple[str, ...]:
    """The roles that lead-in words announce («hva måles» → indikator)."""
    return _announced(found, "ledd.")


def heading(found: Sequence[str]) -> tuple[str, ...]:
    """The same of a line above a list, and what else it says the list is about («midlene brukes til» → om.penger)."""
    return _announced(found, HEADING)


def _announced(found: Sequence[str], groups: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(cue.removeprefix("ledd.") for cue in cues_in(found) if cue.startswith(groups)))
