"""Amounts as Norwegians write them → whole kroner, with where they stood."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = 80  # characters in which a single quotation mark can have been opened
_OPENED = re.compile(r"(?<!\d)'")
_SEP = "[ .\u00a0\u202f']"
_NUMBER = re.compile(
    rf"(?<![\w.,/–-])(?:(?:kr|nok)\.?\s*)?(?!0\d)(?P<digits>\d{{1,3}}(?:{_SEP}\d{{3}})+(?!\d)|[1-9]\d{{0,2}}(?:,\d{{3}})+(?![\d,])|\d+)"
    r"(?P<rest>\s?,\s?[-–—]+|[,.]\d{1,3}(?!\d)|\.\s?[-–—]+|\s?[-–—](?=\s|$)|\.,-)?"
    r"(?:,\s?[-–—])?(?:\s*(?P<unit>mill\w*\.?|mnok|tusen|(?:kr\b\.?|kroner\b|nok\b)(?!\s*\d))|(?P<thousands>'(?!\d)))?(?![\w%]|\s%)",
    re.IGNORECASE,
)


class Money(NamedTuple):
    """Whole kroner at text[start:end]; `sure` where the writing itself says kroner («,-», «kr») or groups thousands."""

    kroner: int
    start: int
    end: int
    sure: bool


def amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Money]:
    """Every number in text[start:end] that can be an amount, in order. Years and dates are not told apart: see `sure`."""
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        digits = re.sub(r"\D", "", match["digits"])[:18]  # no sum is longer, and Python refuses to read thousands of digits
        unit = (match["unit"] or "").lower()
        rest = match["rest"] or ""
        kroner = int(digits)
        quoted = bool(_OPENED.search(text, max(start, match.start() - _QUOTED), match.start()))
        thousands = unit == "tusen" or (match["thousands"] and len(digits) <= 3 and not quoted)
        if not kroner and rest.strip(" ,.0-–—") and not thousands and not unit.startswith(("mill", "mnok")):
            continue  # «0,15 årsverk»
        zeros = 6 if unit.startswith(("mill", "mnok")) else 3 if thousands else 0
        fraction = rest.strip(" ,.-–—") if zeros else ""
        kroner = kroner * 10**zeros + (int(fraction) * 10 ** (zeros - len(fraction)) if fraction.isdigit() else 0)
        sure = bool(
            zeros
            or unit
            or (rest and not rest.strip(" ,.").isdigit())
            or len(digits) > 4
            or match.group().lower().startswith(("kr", "nok"))
        )
        yield Money(kroner, match.start(), match.end(), sure)


def cell_amount(text: str) -> int | None:
    """The amount in a table cell; None where the cell holds no number."""
    found = next(amounts(text), None)
    return found.kroner if found else None


def split_run(text: str, count: int) -> list[int] | None:
    """«350 000 409 000 759 000» → three amounts: the groups of digits cut so that the last is the sum of the others, if any cut is.

    For rows whose cells a file has run together. None if the text cannot be cut into `count` amounts.
    """
    plain = re.sub(r"\b(?:kr|nok)\b\.?|,\s?[-–—]+|,00\b|\.\s?[-–—]+", "|", text, flags=re.IGNORECASE)
    pieces = [re.findall(r"\d+", piece) for piece in plain.replace("\u00a0", " ").split("|")]
    cuts = [cut for cut in _cuts([p for p in pieces if p], count) if cut]
    if not cuts:
        return None
    exact = [cut for cut in cuts if sum(cut[:-1]) == cut[-1]]
    return (exact or sorted(cuts, key=lambda cut: max(cut) - min(cut)))[0]


def _cuts(pieces: list[list[str]], count: int) -> Iterator[list[int]]:
    if not pieces:
        if count == 0:
            yield []
        return
    if count <= 0:
        return
    for used, cut in _piece_cuts(pieces[0], count):
        for tail in _cuts(pieces[1:], count - used):
            yield cut + tail


def _piece_cuts(groups: list[str], most: int) -> Iterator[tuple[int, list[int]]]:
    if not groups:
        yield 0, []
        return
    if most == 0 or len(groups) > 12:
        return
    size = 1
    while size <= len(groups):
        number = "".join(groups[:size])
        if size > 1 and len(groups[size - 1]) != 3:
            break
        if size > 1 and (groups[0].startswith("0") or len(groups[0]) > 3):
            break
        if number == "0" or not groups[0].startswith("0"):
            for used, tail in _piece_cuts(groups[size:], most - 1):
                yield used + 1, [int(number[:18]), *tail]
        size += 1
