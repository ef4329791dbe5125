"""Text → the same text without what identifies a person, before anything leaves the machine.

In this order: fødselsnummer, kontonummer (every valid fødselsnummer also passes the account number's check), e-mail, phone, names
from the form's contact and medbestemmelse tables wherever they occur. Sums of money, years, names of organisations and of
municipalities survive. Where in doubt it masks: a reader of `[TELEFON]` loses nothing, a person does.

The rules' search for identifiers (TXT003) is another: it must not accuse an applicant of a number that is none.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from behovai.llm.names import Name, name_spans
from behovai.llm.numbers import Found, number_spans

EMAIL = re.compile(r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\]|\(alfakrøll\))\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# Said before a name in running text: «rektor Kari Nordmann» is masked even where no table names her.
TITLED = re.compile(
    r"\b(?i:rektor|styrar|styrer|barnehagestyr[ea]r|lær[ea]r|rådgiv[ea]r|rådgjev[ea]r|kontaktperson|(?:hoved|hovud)?tillits(?:valgt|vald)e?|"
    r"verneombud|prosjektleder|prosjektleiar|kommunalsjef|oppvekstsjef|koordinator|kontakt|førstelektor|professor|universitetslektor)"
    r"(?:en|a)?,? (?:er |heter )?(?P<name>[A-ZÆØÅ][\w'-]+(?: (?:[A-ZÆØÅ]\.|[A-ZÆØÅ][\w'-]+)){1,3})"
)
ORGANISATION = re.compile(
    r"skole|skule|barnehage|kommune|universitet|høgsk|senter|forbund|NTNU|\bAS\b|\bSA\b|PPT|\b(?:Nord|Oslo|Norges?|Norsk)\b", re.IGNORECASE
)
TOKENS = {"fodselsnummer": "[FØDSELSNUMMER]", "kontonummer": "[KONTONUMMER]", "epost": "[E-POST]", "telefon": "[TELEFON]", "navn": "[NAVN]"}


class Masked(NamedTuple):
    """The texts by unit id, and how many of each kind were masked."""

    texts: dict[str, str]
    counts: dict[str, int]


def mask(texts: Mapping[str, str], names: Iterable[Name], keep: Iterable[str] = ()) -> Masked:
    """Mask texts that stand one after the other (unit id → text).

    A number cut in two by a unit's end is found too; the token then stands in the first unit. `names` are what `names_in` reads in
    the form's tables; `keep` are words that survive although they are somebody's surname (names of municipalities).
    Returns one line of folded text per unit id, in the order given.
    """
    clean = {unit: _clean(text) for unit, text in texts.items()}
    whole = "\n".join(clean.values())
    found = _apart([*_found(whole, tuple(names), frozenset(word.casefold() for word in keep))])
    counts: dict[str, int] = {}
    for item in found:
        counts[item.kind] = counts.get(item.kind, 0) + 1
    return Masked(dict(_cut(clean, found)), counts)


def _clean(text: str) -> str:
    """NFC, one line, without characters that cannot be seen: a zero-width space hides a number from every pattern."""
    seen = "".join(
        char for char in unicodedata.normalize("NFKC" if _fullwidth(text) else "NFC", text) if unicodedata.category(char) != "Cf"
    )
    return " ".join(seen.split())


def _fullwidth(text: str) -> bool:
    return any("０" <= char <= "９" for char in text)


def _found(whole: str, names: tuple[Name, ...], keep: frozenset[str]) -> Iterator[Found]:
    """In order of preference: what comes first wins where two overlap."""
    emails = [Found("epost", match.start(), match.end()) for match in EMAIL.finditer(whole)]
    numbers = list(number_spans(whole))
    yield from (item for item in numbers if item.kind == "fodselsnummer")
    yield from (item for item in numbers if item.kind == "kontonummer")
    yield from emails
    yield from (item for item in numbers if item.kind == "telefon")
    yield from (Found("navn", start, end) for start, end in name_spans(whole, names, keep))
    for match in TITLED.finditer(whole):
        if not ORGANISATION.search(match["name"]):
            yield Found("navn", match.start("name"), match.end("name"))


def _apart(found: list[Found]) -> list[Found]:
    """In reading order, without overlaps; where two overlap, one token covers both."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and item.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(kept[-1].end, item.end))
        else:
            kept.append(item)
    return kept


def _cut(clean: Mapping[str, str], found: list[Found]) -> Iterator[tuple[str, str]]:
    start = 0
    for unit, text in clean.items():
        end = start + len(text)
        pieces, at = [], start
        for item in found:
            if item.end <= start or item.start >= end:
                continue
            pieces.append(text[at - start : max(item.start, start) - start])
            if item.start >= start:
                pieces.append(TOKENS[item.kind])
            at = min(item.end, end)
        pieces.append(text[at - start :])
        yield unit, "".join(pieces)
        start = end + 1
