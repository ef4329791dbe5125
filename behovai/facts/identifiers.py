"""Text → where it holds a fødselsnummer, an account number, a phone number or an e-mail address.

Check digits are Skatteetaten's and the banks' (mod 11; the same as in python-stdnum, which would cost a late import for two sums).
Every valid fødselsnummer also passes the account number's check, so fødselsnummer is tried first.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["fodselsnummer", "kontonummer", "telefon", "epost"]

NOT_IN_NUMBER = r"(?<![\d])(?<!\d[ .,-])"
NUMBER_ENDS = r"(?![ .,-]?\d)"
ELEVEN = re.compile(
    NOT_IN_NUMBER + r"(?:(?P<person>\d{6}[ -]?\d{5})|(?P<account>\d{4}(?P<by>[. ])\d{2}(?P=by)\d{5}))" + NUMBER_ENDS,
)
EIGHT = re.compile(
    NOT_IN_NUMBER + r"(?P<code>(?:\+|00)47[ ]?)?(?P<number>(?P<grouped>\d{3} \d{2} \d{3}|\d{2} \d{2} \d{2} \d{2})|\d{8})" + NUMBER_ENDS,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

DIGIT = re.compile(r"\d")
FEWEST_DIGITS = 8  # of any number looked for

CONTEXT = 40  # characters before a number in which a word may tell what it is
PERSON_WORD = re.compile(r"fødsels|person\s?n(?:umme)?r|personnummer|\bf\.?\s?nr\b|\bfødt\b", re.IGNORECASE)
ACCOUNT_WORD = re.compile(r"konto", re.IGNORECASE)
PHONE_WORD = re.compile(r"\b(?:tlf|telefon\w*|mob(?:il\w*)?|ring\w*|sms|nås(?:t)?|nåast|treffes|når (?:meg|du)|nummer\w*)\b", re.IGNORECASE)
MONEY_BEFORE = re.compile(r"\b(?:kr|nok|sum|beløp|totalt?)\.?:?\s*$", re.IGNORECASE)
MONEY_AFTER = re.compile(r"\s*(?:kr\b|kroner\b|,-|,00\b|NOK\b)", re.IGNORECASE)


class Identifier(NamedTuple):
    """What was found and where; offsets in the text given."""

    kind: Kind
    start: int
    end: int


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """All identifiers in reading order. Amounts, years and organisation numbers (9 digits) are none.

    A number with failing check digits counts where a word before it says what it is: a typing error is still somebody's number.
    """
    if "@" not in text and len(DIGIT.findall(text)) < FEWEST_DIGITS:
        return ()
    found = [*_eleven(text), *_phones(text), *(Identifier("epost", match.start(), match.end()) for match in EMAIL.finditer(text))]
    return tuple(sorted(found, key=lambda identifier: identifier.start))


def _eleven(text: str) -> Iterator[Identifier]:
    for match in ELEVEN.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        before = text[max(0, match.start() - CONTEXT) : match.start()]
        person_form = match["person"] is not None
        if person_form and _is_date(digits) and (_is_person(digits) or PERSON_WORD.search(before)):
            yield Identifier("fodselsnummer", match.start(), match.end())
        elif ACCOUNT_WORD.search(before) or (_is_account(digits) and (match["account"] or " " not in match.group())):
            yield Identifier("kontonummer", match.start(), match.end())
        elif PERSON_WORD.search(before):
            yield Identifier("fodselsnummer", match.start(), match.end())


def _phones(text: str) -> Iterator[Identifier]:
    for match in EIGHT.finditer(text):
        before = text[max(0, match.start() - CONTEXT) : match.start()]
        if MONEY_BEFORE.search(before) or MONEY_AFTER.match(text, match.end()):
            continue
        # Grouped in threes is an amount; only 3-2-3 and 2-2-2-2 are how a number is written that could stand without a word.
        mobile = match["grouped"] and match["number"][0] in "49"
        if match["code"] or mobile or PHONE_WORD.search(before):
            yield Identifier("telefon", match.start(), match.end())


def _is_date(digits: str) -> bool:
    """Day 1–31 (+40: D-number), month 1–12 (+40: H-number and synthetic, +65 and +80: synthetic)."""
    day, month = int(digits[:2]), int(digits[2:4])
    return (1 <= day <= 31 or 41 <= day <= 71) and any(1 <= month - shift <= 12 for shift in (0, 40, 65, 80))


def _is_person(digits: str) -> bool:
    return _check(digits[:10], (3, 7, 6, 1, 8, 9, 4, 5, 2)) and _check(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def _is_account(digits: str) -> bool:
    return _check(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def _check(digits: str, weights: tuple[int, ...]) -> bool:
    """Whether the last digit is the mod 11 check digit of those before."""
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
    return rest == int(digits[len(weights)])
