"""Where a text holds a fødselsnummer, an account number or a phone number, however the digits are grouped."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Groups of digits with at most one separator and one space on each side; a line break counts as a separator.
RUN = re.compile(r"\d+(?:[ \t\n]?[ .\n/–—-]?[ \t\n]?\d+)*")
GROUP = re.compile(r"\d+")
FOREIGN = re.compile(r"(?<![\w+])(?:\+|00)(?P<code>[1-9]\d{0,2})[ )(.-]{0,2}\d(?:[ .()-]{0,2}\d){5,12}(?!\d)")
CONTEXT = 45  # characters before a number in which a word may tell what it is
PERSON_WORD = re.compile(r"fødsels|person\s?n(?:umme)?r|\bf\.?\s?nr\b|\bfødt\b|d-nummer", re.IGNORECASE)
ACCOUNT_WORD = re.compile(r"konto|\bIBAN\b", re.IGNORECASE)
PHONE_WORD = re.compile(
    r"\b(?:tlf|telefon\w*|mob(?:il\w*)?|ring\w*|sms|nås(?:t)?|nåast|treffes|treffast|nummer\w*|vipps\w*|kontakt\w*)\b", re.IGNORECASE
)
MONEY_BEFORE = re.compile(r"(?:\b(?:kr|nok|sum|sums?(?:men|ma)|beløp\w*|total\w*|kroner)\b\.?|\bkr\.?)[ :=–-]*$", re.IGNORECASE)
MONEY_AFTER = re.compile(r"[ ]?(?:kr\b|kroner\b|,-|,\d\d\b|\.-|NOK\b|mill)", re.IGNORECASE)
ORG_WORD = re.compile(r"org(?:anisasjons)?\.?\s?n(?:umme)?r\.?:?\s*$", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")


class Found(NamedTuple):
    """What was found and where; offsets in the text given."""

    kind: str
    start: int
    end: int


def number_spans(text: str) -> Iterator[Found]:
    """All of them in reading order, each once; fødselsnummer before kontonummer before phone where two could be meant."""
    for run in RUN.finditer(text):
        groups = [(run.start() + group.start(), run.start() + group.end()) for group in GROUP.finditer(run.group())]
        yield from _in_run(text, groups)
    yield from (Found("telefon", match.start(), match.end()) for match in FOREIGN.finditer(text) if match["code"] != "47")


def _in_run(text: str, groups: Sequence[tuple[int, int]]) -> Iterator[Found]:
    first = 0
    while first < len(groups):
        start, end = groups[first]
        if text[start:end] == "47" and text[max(0, start - 1) : start] == "+":
            first += 1  # the country code is no part of the number it stands before
            continue
        found, last = _window(text, groups, first)
        if found:
            yield found
        first = last + 1 if found else first + 1


def _window(text: str, groups: Sequence[tuple[int, int]], first: int) -> tuple[Found | None, int]:
    """The identifier that begins with group `first`, and the number of its last group."""
    digits = ""
    for last in range(first, min(len(groups), first + 11)):
        digits += text[slice(*groups[last])]
        sizes = tuple(end - start for start, end in groups[first : last + 1])
        seps = tuple(text[groups[i][1] : groups[i + 1][0]] for i in range(first, last))
        start, end = groups[first][0], groups[last][1]
        kind = _kind(text, digits, sizes, seps, (start, end))
        if kind:
            return Found(kind, _with_code(text, start) if kind == "telefon" else start, end), last
        if len(digits) > 12:
            break
    return None, first


def _kind(text: str, digits: str, sizes: tuple[int, ...], seps: tuple[str, ...], span: tuple[int, int]) -> str | None:
    before, after = text[max(0, span[0] - CONTEXT) : span[0]], text[span[1] : span[1] + 8]
    if len(digits) == 11:
        return _eleven(digits, sizes, seps, before)
    if len(digits) == 8 and not any("\n" in sep for sep in seps):
        return "telefon" if _phone(digits, sizes, seps, before, after) else None
    if len(digits) == 10 and digits.startswith("47") and before.rstrip("( ").endswith("+"):
        return "telefon"
    if len(digits) == 12 and digits.startswith("0047"):
        return "telefon"
    return None


def _eleven(digits: str, sizes: tuple[int, ...], seps: tuple[str, ...], before: str) -> str | None:
    person, account = _is_person(digits), _is_account(digits)
    told_person, told_account = bool(PERSON_WORD.search(before)), bool(ACCOUNT_WORD.search(before))
    if _amounts(sizes) and not (told_person or told_account):
        return None
    whole = len(sizes) == 1 or sizes == (4, 2, 5) or (sizes == (6, 5) and seps[0].strip() != "")
    if not (whole or person or account or told_person or told_account):
        return None
    if person or told_person or (_is_date(digits) and not account and not told_account):
        return "fodselsnummer"
    return "kontonummer"


def _amounts(sizes: tuple[int, ...]) -> bool:
    """Whether the groups are one or more sums written in threes: «1 220 000 2 340», «15 000 464 000»."""
    return len(sizes) > 1 and sizes[0] <= 3 and all(size <= 3 for size in sizes) and sizes[-1] == 3 and 3 in sizes[1:]


def _phone(digits: str, sizes: tuple[int, ...], seps: tuple[str, ...], before: str, after: str) -> bool:
    if digits[0] in "01" or MONEY_BEFORE.search(before) or MONEY_AFTER.match(after) or ORG_WORD.search(before):
        return False
    if before.rstrip("( ").endswith("+47") or before.rstrip().endswith("0047"):
        return True
    same = len(set(seps)) <= 1
    if sizes == (8,):
        return not _eight_of_date(digits)
    if sizes in ((3, 2, 3), (2, 2, 2, 2)):
        return same
    if sizes == (4, 4):
        return not (YEAR.fullmatch(digits[:4]) and YEAR.fullmatch(digits[4:])) and (digits[0] in "49" or bool(PHONE_WORD.search(before)))
    return bool(PHONE_WORD.search(before)) and (not _amounts(sizes) or "lf" in before[-8:].casefold())


def _eight_of_date(digits: str) -> bool:
    """«20260115» is a date."""
    return bool(YEAR.fullmatch(digits[:4])) and 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:]) <= 31


def _with_code(text: str, start: int) -> int:
    """Where a phone number begins with its country code counted in."""
    code = re.search(r"[(]?(?:\+|00)(?:47)?[) ]{0,2}$", text[max(0, start - 8) : start])
    return start - len(code.group()) if code else start


def _is_date(digits: str) -> bool:
    """Day 1–31 (+40: D-number), month 1–12 (+40: H-number and synthetic, +65 and +80: synthetic)."""
    day, month = int(digits[:2]), int(digits[2:4])
    return (1 <= day <= 31 or 41 <= day <= 71) and any(1 <= month - shift <= 12 for shift in (0, 40, 65, 80))


def _is_person(digits: str) -> bool:
    """Skatteetaten's two check digits (mod 11)."""
    return _is_date(digits) and _check(digits[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2)) and _is_account(digits)


def _is_account(digits: str) -> bool:
    """The banks' check digit (mod 11); the same weights as the second check digit of a fødselsnummer."""
    return _check(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def _check(digits: str, weights: tuple[int, ...]) -> bool:
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
    return rest == int(digits[len(weights)])
