"""Names of persons in the form's tables, and where they occur in running text."""

import re
from collections.abc import Iterable, Iterator

Name = tuple[str, ...]
"""The parts of one person's name as written: («Randi», «Moe», «Solstad»)."""

WORD = re.compile(r"[^\W\d_][\w'’-]*")
SPLIT = re.compile(r"[,;:/|()\n\t&]|\b(?:og|samt|ved|fra|frå)\b|\s[-–—]\s")
# A cell of the table may hold an organisation or a title instead of, or beside, a name.
NO_NAME = re.compile(
    r"kommun|forbund|landsforb|universitet|høgsk|høysk|skole|skule|barnehag|senter|sentr|instit|fagskol|akadem|rådgiv|rådgjev|sjef|"
    r"leder|leiar|rektor|styrer|styrar|lærer|lærar|koordinator|tillits|verneomb|prosjekt|oppvekst|avdeling|etat|nettverk|delta$|"
    r"fellesorg|^(?:NTNU|UiT|UiS|HVL|OsloMet|INN|Nord|Delta|PPT|RKK|KS|PBL|AS|SA|BA|FO|Norge|Norsk|Lektorlaget|hovedtillitsvalgt|navn|namn|rolle|funksjon)$",
    re.IGNORECASE,
)
PARTICLES = frozenset({"van", "von", "de", "der", "den", "la", "le", "af", "av", "el", "al", "bin"})
# Names that are also everyday words: masked when written with a capital, never in small letters.
EVERYDAY = frozenset(
    "dag liv per mai tor even odd bror stein bjørn berg dal lund vik haug moe hagen bakke bakken strand holm nes moen lie eide vang "
    "solberg gran rose april juni iris signe siv unn bo an eli åse ask ulv sol helge eir frode gro hege signe lier engen myr myhre hansen "
    "skog sand sande voll sund fjell lien elv kvam haugen nygård bekk brekke aas åsen lunde krog smed prest bonde skaug tveit rud".split()
)
PLACE_AFTER = re.compile(r"\s*-?(?:kommun|skol|skul|barnehag|ungdomss|barness|oppvekst|region|fylke)", re.IGNORECASE)
INITIAL = r"(?-i:[A-ZÆØÅ])\.?"


def names_in(cells: Iterable[str], least: int = 1) -> tuple[Name, ...]:
    """The names that stand in table cells; organisations and titles are left out.

    `least` is the fewest words a name has: 2 for a column of roles, which holds a name only by mistake.
    """
    found: dict[Name, None] = {}
    for cell in cells:
        for part in SPLIT.split(" ".join(cell.split()) if "\n" not in cell else cell):
            for name in _runs(part):
                if len(name) >= least:
                    found[name] = None
    return tuple(found)


def _runs(part: str) -> Iterator[Name]:
    """Runs of capitalised words that are no organisation («Kari Nordmann Solbakken skole» gives nothing: it could be the school)."""
    words = WORD.findall(part)
    if any(NO_NAME.search(word) for word in words):
        words = _before_no_name(words)
    run = tuple(word for word in words if word[0].isupper() or word.casefold() in PARTICLES or len(words) == 2)
    if run and not (len(run) == 1 and len(run[0]) < 3):
        yield run


def _before_no_name(words: list[str]) -> list[str]:
    """What stands before or after the words that are none: «rektor Kari Nordmann», «Kari Nordmann rektor»."""
    marks = [index for index, word in enumerate(words) if NO_NAME.search(word)]
    before, after = words[: marks[0]], words[marks[-1] + 1 :]
    organisation = re.search(r"skole|skule|barnehage|kommune|senter", words[marks[0]], re.IGNORECASE)
    if before and not (organisation and len(before) < 2):
        return before
    return [word for word in after if word[0].isupper()]


def name_spans(text: str, names: Iterable[Name], keep: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a name or a part of it occurs: in the genitive, with initials, in capitals or, if it is no everyday word, in small letters.

    A part that is in `keep` (case folded) survives where it stands alone («i Grane»), and so does what names a place («Solberg skole»).
    """
    for name in names:
        parts = {piece for part in name for piece in (part, *part.split("-")) if len(piece) > 1 and piece.casefold() not in PARTICLES}
        if not parts:
            continue
        one = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        pattern = re.compile(
            rf"(?<![\w])(?:{INITIAL}\s+){{0,2}}?(?:{one})(?:[ ,-]+(?:{INITIAL}(?=[ ]))?[ ]?(?:{one}))*(?:['’]?s)?(?![^\W_])", re.IGNORECASE
        )
        for match in pattern.finditer(text):
            if _is_name(text, match, keep):
                yield match.span()


def _is_name(text: str, match: re.Match[str], keep: frozenset[str]) -> bool:
    words = WORD.findall(match.group())
    long = [word for word in words if len(word) > 1]
    if len(long) > 1:
        return True
    word = long[0]
    bare = re.sub(r"['’]?s$", "", word) if word.casefold() not in keep else word
    if word.casefold() in keep or bare.casefold() in keep:
        return len(words) > 1
    if PLACE_AFTER.match(text, match.end()):
        return False
    return word[0].isupper() or (len(bare) > 3 and bare.casefold() not in EVERYDAY)
