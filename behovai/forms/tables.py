"""The form's short fields, and its tables of medbestemmelse, other parties and unit counts. Rows are lines; cells stand between tabs.

Contact persons are read in forms/contacts.py, sums in forms/sums.py.
"""

import re
from collections.abc import Iterator

from behovai.document import Span
from behovai.forms.layout import ANSWER, DRAWN, EMPTY, NUMBERED, Region, line_end
from behovai.submission import Participant, Person

_MARKUP = re.compile(r"</?[a-z]{1,6}>|\*{1,2}")
_LEADERS = re.compile(r"[._…]{4,}")  # the dotted line one writes on
_NOTHING = re.compile(r"[\s\-–—_.,:|*/]*")
PARTIES = (
    r"(?:barnehage|skole|skule)?ei(?:er|gar)(?:en|e|ne|ane)?",
    r"UH|(?:universitet|høg?sk[ou]le|høysk[ou]le|fagsk[ou]le|kompetansemiljø)[\w/]*",
)
"""What labels and headings call the owner and the UH."""
ENHETER = {
    "kommunale_barnehager": r"kommunale\s+barnehag[ea]r",
    "private_barnehager": r"private\s+barnehag[ea]r",
    "offentlige_skoler": r"offent(?:lige|lege)\s+sk[ou]l[ea]r",
    "private_skoler": r"private\s+sk[ou]l[ea]r",
    "pp_tjenester": r"PP-?\s?(?:tj?enest[ea]r?|tenester)",
}


def filled(text: str) -> str:
    """The cell or field as written; "" where nothing but a placeholder, dashes and dots is left."""
    plain = " ".join(_LEADERS.sub(" ", _MARKUP.sub("", text.replace(EMPTY, " "))).split()).strip(" _|,;")
    return "" if _NOTHING.fullmatch(plain) else ANSWER.sub("", plain)


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(offset, line) of text[start:end]."""
    position = start
    for line in text[start:end].split("\n"):
        yield position, line
        position += len(line) + 1


_HEADER = re.compile(
    r"^\s*(?:hvem\s+som\s+har\s+deltatt|kven\s+som\s+(?:har\s+)?(?:delt[ae]k\w*|vore\s+med)|rolle|na[vm]n|na[vm]n\s+på\s+ei(?:er|gar)\s?/\s?UH|kontaktperson|ei(?:er|gar)|UH|ei(?:er|gar)\s?/\s?UH|type|nr\.?)\s*:?\s*$",
    re.IGNORECASE,
)
_HEADINGS = re.compile(r"[#\s]*(?:medbestemm\w*|felt|utfylt|svar|spørsmål|vel(?:g|j)?)\s*:?\s*", re.IGNORECASE)
_NAME = re.compile(
    r"(?!.*(?:forbund|delta\b|tillit|leder|leiar|verneombud|HTV|PTV|Skolenes|FO\b|rektor|styrer))[A-ZÆØÅ][\w’-]+(?:\s+[A-ZÆØÅ][\w’.-]*){1,3}"
)
_POINTER = re.compile(
    r"\s*(?:se|sjå|jf\.?|jamfør|vedlagt|vedlagd|kommer|kjem|ettersendes|blir ettersendt)\b", re.IGNORECASE
)  # «se referat» names nobody
_HEADER_WORDS = re.compile(
    r"(?:hvem\s+som\s+har\s+deltatt|kven\s+som\s+(?:har\s+)?(?:delt[ae]k\w*|vore\s+med))\s*:?|^\s*rolle\s+na[vm]n\s*$|^\s*na[vm]n\s+på\s+ei(?:er|gar)\s?/\s?UH\s+kontaktperson\s+ei(?:er|gar)\s?/\s?UH\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def people(text: str, start: int, end: int) -> list[Person]:
    """The rows of the medbestemmelse table that name somebody or a role."""
    found: list[Person] = []
    for _, line in lines(text, start, end):
        cells = [filled(cell) for cell in _HEADER_WORDS.sub("", line).split("\t")]
        if not any(cells) or all(_HEADER.match(cell) for cell in cells if cell):
            continue
        if len(cells) == 1 and found and not found[-1].navn and _NAME.fullmatch(cells[0]):
            found[-1] = Person(rolle=found[-1].rolle, navn=cells[0])  # the second cell of a row that the file broke over lines
        else:
            found.append(Person(rolle=cells[0], navn=" ".join(cell for cell in cells[1:] if cell)))
    return [
        person
        for person in found
        if re.search(r"[^\W\d_]{2}", person.rolle + person.navn) and not _POINTER.match(person.rolle + person.navn)
    ]


def parties(text: str, start: int, end: int) -> list[Participant]:
    """The rows of the list of other owners and kompetansemiljøer that are filled in."""
    found = []
    for _, line in lines(text, start, end):
        plain = re.sub(r"^[\s*|]*\d{1,2}[.)]?(?=\s|$)", "", _HEADER_WORDS.sub("", line))
        cells = [filled(cell) for cell in plain.removeprefix("\t").split("\t")]
        if any(cells) and not all(map(_is_heading, filter(None, cells))) and re.search(r"[^\W\d_]{2}", cells[0]):
            padded = [*cells, "", ""]
            found.append(Participant(navn=padded[0], kontaktperson=padded[1], type=padded[2]))
    return found


def _is_heading(cell: str) -> bool:
    """Whether a cell is printed: «Kontaktperson», «Namn / kontaktperson / eigar eller UH»."""
    parts = re.split(r"[/,]|\b(?:eller|og)\b", cell)
    return bool(_HEADINGS.fullmatch(cell)) or all(_HEADER.match(part) for part in parts if part.strip())


def unit_counts(text: str, start: int, end: int) -> dict[str, int | None]:
    """How many units of each kind take part, None where empty; «5 (4 + VO)» is 5."""
    labels = {key: re.compile(pattern, re.I).search(text, start, end) for key, pattern in ENHETER.items()}
    rows = [line for _, line in lines(text, start, end) if "\t" in line]
    kinds = re.compile("|".join(ENHETER.values()), re.IGNORECASE)
    header = next(
        (cells for cells in (line.split("\t") for line in rows) if sum(len(kinds.findall(cell)) == 1 for cell in cells) >= 3), None
    )
    if header:
        values = next((line.split("\t") for line in rows[rows.index("\t".join(header)) + 1 :]), [])
        result: dict[str, int | None] = {}
        for key, pattern in ENHETER.items():
            column = next((i for i, cell in enumerate(header) if re.search(pattern, cell, re.I)), None)
            result[key] = _count(values[column]) if column is not None and column < len(values) else None
        return result
    beside = _beside({key: match for key, match in labels.items() if match}, text, end)
    if any(count is not None for count in beside.values()):
        return {key: beside.get(key) for key in ENHETER}
    if rows and all(re.search("|".join(ENHETER.values()), row.split("\t")[0], re.I) for row in rows[:3]):
        return {
            key: next((_count(row.split("\t")[1]) for row in rows if re.search(pattern, row.split("\t")[0], re.I)), None)
            for key, pattern in ENHETER.items()
        }
    last = max((match.end() for match in labels.values() if match), default=start)
    tokens = re.findall(rf"{EMPTY}|\d+(?:\s*\([^)]*\))?|(?<!\S)[-–—]+(?!\S)|ingen|null", text[last:end], re.I)
    counts = [_count(token) for token in tokens][:5]
    return dict(zip(ENHETER, [*counts, *([None] * (5 - len(counts)))], strict=True))


_NUMERALS = "ingen én to tre fire fem seks sju åtte ni ti elleve tolv".split()
_SAME = {"inga": "ingen", "null": "ingen", "en": "én", "ein": "én", "ei": "én", "ett": "én", "eitt": "én", "syv": "sju"}
_BEHIND = re.compile(r"\s*[:–-]?\s*(\d+|(?:ingen|inga|null|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti)\b)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<![\w,.])(\d+|{'|'.join(_NUMERALS)}|en|ein|ei|ett|eitt|syv)\s+$", re.IGNORECASE)


def _beside(labels: dict[str, re.Match[str]], text: str, end: int) -> dict[str, int | None]:
    """Counts that stand each behind its label («Private skoler: 2», on the next line too), or before it («to private skoler»).

    Nothing where only the last label has a number behind it: the numbers of a row whose cells were lost come after all labels.
    """
    order = sorted(labels.items(), key=lambda item: item[1].start())
    ends = [*(match.start() for _, match in order[1:]), end][: len(order)]
    behind = {key: _BEHIND.match(text, match.end(), stop) for (key, match), stop in zip(order, ends, strict=True)}
    if any(behind[key] for key, _ in order[:-1]):
        return {key: _count(match[1]) if match else None for key, match in behind.items()}
    before = {key: _BEFORE.search(text[max(0, match.start() - 20) : match.start()].rpartition("\n")[2]) for key, match in order}
    return {key: _count(match[1]) if match else None for key, match in before.items()}


def _count(cell: str) -> int | None:
    match = re.search(r"\d+", cell)
    if match:
        return int(match.group()[:9])
    word = _SAME.get(cell.strip().lower(), cell.strip().lower())
    return _NUMERALS.index(word) if word in _NUMERALS else None


_COLON = re.compile(r"[ *.…]*:")
_SUM = re.compile(r"\s*:?\s*(?:kr|nok)?\.?\s*\d{1,3}[ .']\d{3}", re.IGNORECASE)  # «Eier: 160 000» names no owner


def field(
    label: re.Pattern[str], others: tuple[re.Pattern[str], ...], text: str, region: Region, anchors: tuple[re.Pattern[str], ...]
) -> Span | None:
    """Where the value of a short field stands (empty span if it is left empty); None if the label is not there.

    The value ends at the line, at a tab that another label follows, or at the next label on the same line.
    """
    best = _best_place(label, text, region)
    if best is None or _heads(text, best, (*others, *anchors)):
        return None
    start = best.end()
    while start < region.end and text[start] in " .…:*|\t":
        start += 1
    if start < region.end and text[start] == "\n" and not _is_label(text, start + 1, (*others, *anchors)):
        start += 1
    stop = text.find("\n", start)
    stop = region.end if stop < 0 else min(stop, region.end)
    for pattern in others:
        for match in re.compile(rf"(?<![\w/])(?:{pattern.pattern})(?![\w/])", re.I).finditer(text, start, stop):
            begins = match.group()[:1].isupper() or _COLON.match(text, match.end())
            if begins and text[match.start() - 1] in " \t|*" and pattern is not label:
                stop = min(stop, match.start())
    return Span(start=min(start, stop), end=stop)


def _best_place(label: re.Pattern[str], text: str, region: Region) -> re.Match[str] | None:
    """Where the label most looks like one: first on its line or in its cell, before a colon, with a capital."""
    best: tuple[int, re.Match[str]] | None = None
    for match in re.compile(rf"(?<![\w/])(?:{label.pattern})(?![\w/])", re.I).finditer(text, region.start, region.end):
        if _SUM.match(text, match.end()):
            continue
        line = max(text.rfind("\n", 0, match.start()), text.rfind("\t", 0, match.start())) + 1
        before = text[line : match.start()].strip(DRAWN)
        first = not before or bool(NUMBERED.fullmatch(before)) or text[match.start() - 2 : match.start()] == "**"
        colon = bool(_COLON.match(text, match.end()))
        capital = match.group()[:1].isupper()
        score = 2 * first + 2 * colon + capital - 3 * bool(re.match(r"\s+UH\b", text[match.end() : match.end() + 5]))
        if score >= 3 and (best is None or score > best[0]):
            best = (score, match)
    return best[1] if best else None


def _heads(text: str, label: re.Match[str], labels: tuple[re.Pattern[str], ...]) -> bool:
    """Whether a label is one of several in a row of headings: then its value stands below."""
    line = text[text.rfind("\n", 0, label.start()) + 1 : line_end(text, label.end())]
    cells = [cell.strip(" :*|") for cell in line.split("\t")]
    return len(cells) > 2 and all(any(pattern.fullmatch(cell) for pattern in labels) for cell in cells[1:])


def _is_label(text: str, start: int, patterns: tuple[re.Pattern[str], ...]) -> bool:
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)].lstrip(" *|#_")
    return not line or "\t" in line or any(pattern.match(line) for pattern in patterns) or bool(re.match(r"kontaktperson", line, re.I))
