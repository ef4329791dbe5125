"""Whole shares stated in free text: «Eier: 150 000,-», «Volda søker om 355 000», «kr 130 000 til eierne», «til sammen kr 410 000».

Only an amount that plainly is a party's whole share is taken. Parts of a budget («20 000 til reise og 95 000 til lønn») are not: an
amount read wrongly here would accuse the applicant of contradicting themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from behovai.document import Span
from behovai.forms.account import Now, heads
from behovai.forms.amounts import Money, amounts
from behovai.forms.sentences import sentences
from behovai.forms.told import Parties, is_none, is_spent, told
from behovai.submission import Addition, Amount, Party

_GENERIC = {
    "koordinator": r"koordinator(?:en|funksjon(?:en)?|stilling(?:a|en)?)?",
    "uh": r"UHs?\b(?:(?:-/?|/)\w+)*|HVL|NTNU|UiT|UiS|UiA|UiO|UiB|USN|OsloMet|HINN|NLA|DMMH|HiØ|HVO|SePU|Statped|kompetansemiljø(?:et|ene|a|ane)?|universitet(?:et)?|høg?sk[ou]len?|høyskolen?|fagsk[ou]len?",
    "eier": r"(?:skole|skule|barnehage)?ei(?:er|gar)(?:en|e|ne|ane)?s?|ei(?:er|gar)-?(?:an)?delen?|kommune(?:n|ne|ane|r)?",
}
_TOTAL = r"totalt?(?:\s+(?:sum|beløp|søknadssum|tilskudd|tilskot))?|totalsum|sum(?:\s+totalt)?|(?:til\s?)?sam(?:men|an)lagt|til\s?sam(?:men|an)|i\s+alt|samla\s+sum|samlet\s+sum"
_ASKS = (
    r"(?:(?:ber|søker|søkjer|melder|har|treng|trenger|ønsker|ønskjer|vil\s+ha|får|skal\s+ha)\s+(?:(?:inn\s+)?(?:behov\s+)?(?:om|for|på)\s+)?"
    r"|(?:sin|sitt|sine|s)?\s*(?:del|andel|part|beløp|sum|tilskudd|tilskot)?\s*(?:er|blir|utgjør|på|:|=|–|-|,|\()?\s*)"
)
_NUMBER = r"(?:(?:kr|nok)\.?\s*)?(?=\d)"
_PARTIAL_BEFORE = re.compile(
    r"(?:\bav\s+(?:\w+\s+){0,2}(?:sum|del|andel|beløp|tilskudd|tilskot)\w*[^\w,;]*(?:\w+[^\w,;]+){0,3}"
    r"|(?:\bav\s+(?:dette|disse)|herav|derav|hvorav|inkludert|inkl\.?|medrekna)\W*(?:\w+\W+){0,3})$",
    re.I,
)
_SHARE_OF = re.compile(  # before «av tilskuddet»: a whole share; «en del av» is none
    r"\b(?:(?:vår|deres|deira|sin|\w+s)\s+(?:del|andel|part)|(?:delen|andelen|parten|fordeling\w*)(?:\s+(?:vår|deres|deira|sin))?)\s+$",
    re.I,
)
_NOW = Now()
_REACH = 160  # how far back words can make an amount a part of another
_MOST = 40  # amounts of a line that are added
_FOR = re.compile(r"\s*(?:kr\w*\.?\s*)?(?:for|til|på)\s", re.IGNORECASE)
_NAME = 30  # characters of a party's name
_ANSWER = 6  # words of a cell that holds an answer, at the least
_COLON = re.compile(r":\s*(?:kr\.?\s*)?$", re.IGNORECASE)
_PLUS = re.compile(r"\s*(?:kr\s*)?\+")
_PER = re.compile(
    r"\s*(?:kr(?:oner)?\.?)?\s*(?:per|pr\.?|à|timen\b|døgnet\b|i\s+(?:timen|året|halvåret|semesteret|måneden|månaden)|årlig|årleg|hvert|kvart|hver|kvar)\b",
    re.I,
)
_LIST = re.compile(
    r"[^.;\n]{0,60}?\b(?:til|for)\b[^.;\n]{0,60}?\b(?:og|samt|,)\s*(?:kr\.?\s*)?\d[\d .]{3,}\S*\s*(?:kr\s*)?(?:til|for|i|på)\b", re.I
)
_COMMON = frozenset(
    "universitetet universitet høgskolen høgskulen høgskole høgskule høyskolen fagskolen fagskulen kommune kommunen kommuner kommunar norges norge senter senteret stiftelsen barnehage barnehagen "
    "barnehager skole skolen skule avdeling vest nord sør øst den det for øvre nedre søre nordre ytre indre arktiske og samt".split()
)


@dataclass(frozen=True)
class Names:
    """What the parties are called in this submission beside «eier» and «UH»."""

    eier: tuple[str, ...] = ()
    uh: tuple[str, ...] = ()


def names_of(fields: dict[str, str]) -> Names:
    """The proper names in the fields eier and kompetansemiljo; an owner of barnehager is also «barnehagene»."""
    owner = fields.get("eier", "")
    units = ("barnehagen", "barnehagene", "barnehagane") if "barnehage" in owner.lower() else ()
    return Names((*_proper(owner), *units), _proper(fields.get("kompetansemiljo", "")))


def _proper(field: str) -> tuple[str, ...]:
    words = re.findall(r"[A-ZÆØÅ][\w-]{1,}", field)
    initials = ["".join(word[0] for word in re.findall(r"[A-ZÆØÅ][\w-]+", name)) for name in re.split(r"[,;/]", field)]
    named = [word for word in words if word.lower() not in _COMMON and len(word) > 2]
    return tuple(dict.fromkeys((*named, *(short for short in initials if len(short) > 2))))


def shares(text: str, start: int, end: int, place: str, names: Names, now: Now = _NOW) -> tuple[list[Amount], list[Addition]]:
    """The whole shares stated in text[start:end], at most one a party, and their sum if a total is stated with them."""
    found: dict[Party, list[tuple[Money, Span]]] = {}
    head = ""
    for position, line in _prose(text, start, end):
        if any(money.sure or money.kroner == 0 for money in amounts(line)):
            for party, money in () if now.leaves(head) else _whole(line, list(_in_line(line, names, head, now)), names):
                span = Span(start=position + money.start, end=position + money.end)
                found.setdefault(party, []).append((money, span))
        elif line.strip():
            head = line if heads(line) else ""
    # Two amounts for one party are parts of a budget, or two tiltak: neither is the whole.
    single = {party: values[0] for party, values in found.items() if len({money.kroner for money, _ in values}) == 1}
    stated = [Amount(party=party, kroner=money.kroner, place=place, span=span) for party, (money, span) in single.items()]
    return stated, list(_addition(single, place)) or list(_ledger(text, start, end, place))


def _prose(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(offset, line) of text[start:end] but for rows of tables; a cell that holds an answer is a line of its own."""
    position = start
    for line in text[start:end].split("\n"):
        if "\t" not in line:
            yield position, line
        else:
            offset = position
            for cell in line.split("\t"):
                if len(cell.split()) >= _ANSWER:
                    yield offset, cell
                offset += len(cell) + 1
        position += len(line) + 1


def _addition(single: dict[Party, tuple[Money, Span]], place: str) -> Iterator[Addition]:
    if not {"eier", "uh", "totalt"} <= single.keys():
        return
    eier, uh, total = (single[party][0].kroner for party in ("eier", "uh", "totalt"))
    extra = single["koordinator"][0].kroner if "koordinator" in single else 0
    if total == eier + uh + extra:
        return
    yield Addition(place=place, label="", names=("Eier", "UH"), parts=(eier, uh), total=total, span=single["totalt"][1])


_ENTRY = re.compile(rf"[\s•*–-]*(?P<label>[^:\n\d]{{3,60}}):\s*{_NUMBER}", re.I)


def _ledger(text: str, start: int, end: int, place: str) -> Iterator[Addition]:
    """Lines «name: amount» one under the other, closed by a line with the total."""
    entries: list[tuple[str, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        entry = _ENTRY.match(line)
        money = next(amounts(line, entry.end()), None) if entry else None
        if entry is None or money is None or not money.sure:
            entries = []
        elif re.match(rf"\s*(?:{_TOTAL})\s*$", entry["label"], re.I):
            names, parts = tuple(name for name, _ in entries), tuple(kroner for _, kroner in entries)
            if len(parts) >= 2 and money.kroner not in _possible(parts):
                yield Addition(
                    place=place, label="", names=names, parts=parts, total=money.kroner, span=Span(start=position, end=position + len(line))
                )
            entries = []
        else:
            entries.append((" ".join(entry["label"].split()), money.kroner))
        position += len(line) + 1


def _possible(parts: tuple[int, ...]) -> set[int]:
    """The sum, and the sum without one line: a line can be part of another («koordinator», «reise»)."""
    return {sum(parts), *(sum(parts) - part for part in parts if len(parts) > 2)}


def _whole(line: str, told: list[tuple[Party, Money]], names: Names) -> Iterator[tuple[Party, Money]]:
    """The shares but for parts of a party's sum: «UiT: 150 000, senteret 60 000, til sammen 210 000 for kompetansemiljøene»."""
    given = [money for money in amounts(line) if money.sure][:_MOST] if told else []
    parts: set[int] = set()
    for last in range(2, len(given)):
        whose = _FOR.match(line, given[last].end)
        if whose and parties_of(names).named(line[whose.end() : whose.end() + _NAME]):
            for first in range(last - 1):
                if sum(money.kroner for money in given[first:last]) == given[last].kroner:
                    parts.update(money.start for money in given[first:last])
    yield from ((party, money) for party, money in told if money.start not in parts)


def _in_line(line: str, names: Names, head: str, now: Now) -> Iterator[tuple[Party, Money]]:
    """The shares of a line: what its sentences tell, then what stands in it like a field. `head` is the line above its list."""
    patterns, parties = _patterns(names), parties_of(names)
    spans = list(sentences(line, 0, len(line)))
    begins = [span.start for span in spans]
    taken: set[int] = set()
    for party, money in chain(_in_sentences(line, spans, parties), _after_party(line, patterns), _before_party(line, patterns)):
        which = max(0, bisect_right(begins, money.start) - 1)
        begin, end = (spans[which].start, spans[which].end) if spans else (0, len(line))
        asked = now.asks(line[begin:end], money.start - begin, head)
        spent = party == "totalt" and (is_spent(line, money) or _sums_up(line[begin : money.start], money.kroner, names))
        if (
            money.start not in taken
            and asked
            and not (spent or _partial(line, money) or is_none(line, money, begin, end, alone=_alone(line[begin:end], money.start - begin)))
        ):
            yield party, money
        taken.add(money.start)


def _in_sentences(line: str, spans: list[Span], parties: Parties) -> Iterator[tuple[Party, Money]]:
    before = ""
    for span in spans:
        sentence = line[span.start : span.end]
        for party, money in told(sentence, before, parties):
            yield party, money._replace(start=span.start + money.start, end=span.start + money.end)
        before = sentence


class _Party(NamedTuple):
    """How a party is named: opening a clause before its amount, or after it («kr 130 000 til eierne»)."""

    party: Party
    opening: re.Pattern[str]
    after: re.Pattern[str]


@lru_cache(maxsize=64)  # they take longer to compile than most texts to read
def _patterns(names: Names) -> tuple[_Party, ...]:
    words: dict[Party, str] = {
        "totalt": _TOTAL,
        "koordinator": _GENERIC["koordinator"],
        "uh": "|".join((_GENERIC["uh"], *(re.escape(name) for name in names.uh))),
        "eier": "|".join((_GENERIC["eier"], *(re.escape(name) for name in names.eier))),
    }
    rest = r"(?:\s+(?:i|på|ved|for)\s+(?-i:[A-ZÆØÅ])[\w-]+|\s+(?-i:[A-ZÆØÅ])[\w-]+|\s+kommune|\s+barnehage|\s+skole|\s+skule)?"
    made = []
    for party, pattern in words.items():
        opening = rf"(?:^|(?<=[.;,:(!?]\s)|(?<=\bog\s))[\s|*•–-]*(?:(?:(?:midl[ae]r|tilskudd|tilskot|beløp|andel|del)\s+)?til\s+)?(?:{pattern})s?{rest}\s*{_ASKS}{_NUMBER}"
        after = rf"\s*(?:kr\.?|kroner)?\s*(?:til|på)\s+(?:{pattern})(?!\w)"
        made.append(_Party(party, re.compile(opening, re.IGNORECASE), re.compile(after, re.IGNORECASE)))
    return tuple(made)


def _after_party(line: str, patterns: Sequence[_Party]) -> Iterator[tuple[Party, Money]]:
    """«UH: 250 000», «Eigarane sin del, 330 000», «UiT har behov for 240 000»; the party opens the line, a sentence or a clause."""
    for named in patterns:
        for match in named.opening.finditer(line):
            money = next((money for money in amounts(line, match.start(), match.end() + _REACH) if money.end > match.end()), None)
            if money and money.start <= match.end() and (money.sure or money.kroner == 0) and not _LIST.match(line, money.end):
                yield named.party, money


@lru_cache(maxsize=64)
def parties_of(names: Names) -> Parties:
    """The words for the two parties, generic ones and proper names."""
    return Parties.of(*("|".join((_GENERIC[party], *map(re.escape, known))) for party, known in (("eier", names.eier), ("uh", names.uh))))


def _before_party(line: str, patterns: Sequence[_Party]) -> Iterator[tuple[Party, Money]]:
    """«kr 130 000 til eierne»."""
    for money in amounts(line):
        for named in patterns:
            if money.sure and named.party in ("uh", "eier") and named.after.match(line, money.end):
                yield named.party, money


def _alone(sentence: str, place: int) -> bool:
    """Whether the amount at that place is the only one of its sentence and follows a colon: «UH: 250 000 til rettleiing»."""
    return bool(_COLON.search(sentence[:place])) and sum(money.sure for money in amounts(sentence)) == 1


def _sums_up(leading: str, total: int, names: Names) -> bool:
    """Whether a sum is of the parts of one party's share: «Universitetet: lønn 140 000, reise 30 000, til sammen 170 000»."""
    parts = [money.kroner for money in amounts(leading) if money.sure]
    return len(parts) > 1 and len(parties_of(names).named(leading)) == 1 and total in accumulate(reversed(parts))


def _partial(line: str, money: Money) -> bool:
    """Whether the amount is a part of something rather than a whole share."""
    before = re.split(r"(?<!\bca)(?<!\binkl)[.;]\s", line[max(0, money.start - _REACH) : money.start])[-1]
    part = _PARTIAL_BEFORE.search(before)
    if (part and not _SHARE_OF.search(before[: part.start()])) or _PER.match(line, money.end):
        return True
    return bool(_PLUS.match(line, money.end))
