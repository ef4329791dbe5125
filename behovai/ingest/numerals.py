"""Numbers as list labels write them: 1, 01, a, B, iv."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 3999


def letters(value: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb, as Word and LibreOffice count (ECMA-376 17.18.59)."""
    if not 0 < value <= _MOST:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def roman(value: int) -> str:
    """4 → iv."""
    if not 0 < value <= _MOST:
        return str(value)
    text = ""
    for worth, sign in _ROMAN + _ROMAN_ONES:
        text += sign * (value // worth)
        value %= worth
    return text
