"""The form's tables: contact persons, sums, medbestemmelse, other parties, unit counts. Rows are lines; cells stand between tabs.

Where a file has run the cells of a row together, placeholders, arithmetic and the number of columns tell them apart as far as they can.
"""

import re
from collections.abc import Iterator, Sequence

from behovai.document import Span
from behovai.forms.amounts import amounts, cell_amount, split_run
from behovai.forms.layout import EMPTY, Region
from behovai.forms.spec import SumSpec
from behovai.submission import Addition, Amount, Participant, Party, Person

_MARKUP = re.compile(r"</?[a-z]{1,6}>|\*{1,2}")
_NOTHING = re.compile(r"[\s\-–—_.,:|*/]*")
COLUMNS: tuple[Party, Party, Party] = ("eier", "uh", "totalt")
ENHETER = {
    "kommunale_barnehager": r"kommunale\s+barnehag[ea]r",
    "private_barnehager": r"private\s+barnehag[ea]r",
    "offentlige_skoler": r"offent(?:lige|lege)\s+sk[ou]l[ea]r",
    "private_skoler": r"private\s+sk[ou]l[ea]r",
    "pp_tjenester": r"PP-?\s?(?:tj?enest[ea]r?|tenester)",
}


def filled(text: str) -> str:
    """The cell or field as written; "" where nothing but a placeholder, dashes and dots is left."""
    plain = " ".join(_MARKUP.sub("", text.replace(EMPTY, " ")).split()).strip(" _|")
    return "" if _NOTHING.fullmatch(plain) else plain


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """(offset, line) of text[start:end]."""
    position = start
    for line in text[start:end].split("\n"):
        yield position, line
        position += len(line) + 1


def contact(label: re.Pattern[str], others: Sequence[re.Pattern[str]], text: str, region: Region) -> tuple[str, str] | None:
    """The owner's and the UH's cell of a row of contact persons; None if the row is not there."""
    match = re.compile(rf"^[ \t|*]*(?:{label.pattern})(?!\w)\s*:?", re.I | re.M).search(text, region.start, region.end)
    if not match:
        return None
    stop = text.find("\n", match.end())
    line = text[match.end() : stop if stop >= 0 else len(text)].strip("| ")
    if "\t" in line:
        cells = [filled(cell) for cell in line.removeprefix("\t").split("\t")]
        return cells[0], cells[1] if len(cells) > 1 else ""
    return _run_together(" ".join((line, *_continued(others, text, stop, region.end))))


def _continued(others: Sequence[re.Pattern[str]], text: str, start: int, end: int) -> Iterator[str]:
    """The lines after a row until another label begins: cells that the file broke over lines."""
    for _, line in list(lines(text, start + 1, min(end, start + 200)))[:2]:
        if not line.strip() or "\t" in line or any(pattern.match(line.strip(" |*")) for pattern in others):
            return
        yield line.strip()


def _run_together(line: str) -> tuple[str, str]:
    pieces = [piece.strip() for piece in re.split(f"({EMPTY})", line) if piece.strip()]
    if EMPTY in pieces:
        values = ["" if piece == EMPTY else piece for piece in pieces]
        return values[0], values[1] if len(values) > 1 else ""
    words = line.split()
    middle = len(words) // 2 if len(words) >= 4 else len(words)
    return " ".join(words[:middle]), " ".join(words[middle:])


def sum_table(spec: SumSpec, text: str, region: Region, place: str) -> tuple[list[Amount], list[Addition]]:
    """The amounts of a table of sums and what should add up in it: each row, and each column if there is more than one row."""
    title = spec.title.search(text, region.start, region.end)
    if not title:
        return [], []
    rows: list[tuple[str, list[int | None], Span]] = []
    budget = 2500
    for offset, line in lines(text, title.end(), min(region.end, title.end() + budget)):
        label = _row_label(spec, line, has_rows=bool(rows))
        if label is None:
            continue
        cells = _three(line, label, spec)
        rows.append((label, cells, Span(start=offset, end=offset + len(line))))
        if label.lower() == "sum" or label == "":
            break
    return _amounts(rows, place, region.tiltak), _additions(rows, place, region.tiltak)


def _row_label(spec: SumSpec, line: str, *, has_rows: bool) -> str | None:
    stripped = line.strip(" |*\t")
    for label, pattern in spec.rows.items():
        if label == "":
            if not has_rows and (next(amounts(line), None) or EMPTY in line) and not re.match(r"\s*ei(er|gar)\b", line, re.I):
                return ""
            continue
        match = pattern.match(stripped)
        if (
            match
            and (match.end() == len(stripped) or not stripped[match.end()].isalpha())
            and not re.match(r"sum\s+(totalt|koord)", stripped, re.I)
        ):
            return label
    return None


def _three(line: str, label: str, spec: SumSpec) -> list[int | None]:
    """Eier, UH, totalt of a row."""
    if "\t" in line:
        cells = line.split("\t")
        values = cells[1:] if label and spec.rows[label].match(cells[0].strip(" |*")) else cells
        found = [cell_amount(cell) for cell in values][:3]
        return [*found, *([None] * (3 - len(found)))]
    rest = line.strip(" |*")
    if label:
        match = spec.rows[label].match(rest)
        rest = rest[match.end() :] if match else rest
    if EMPTY in rest:
        return _with_gaps(rest.strip(" :"))
    for count in (3, 2, 1):
        cut = split_run(rest, count)
        if cut:
            return [*([None] * (3 - count)), *cut]
    return [None, None, None]


def _with_gaps(rest: str) -> list[int | None]:
    values: list[int | None] = []
    for piece in re.split(f"({EMPTY})", rest):
        if piece == EMPTY:
            values.append(None)
        elif piece.strip():
            values.extend(split_run(piece, 3 - rest.count(EMPTY)) or [cell_amount(piece)])
    return [*values, None, None, None][:3]


def _amounts(rows: list[tuple[str, list[int | None], Span]], place: str, tiltak: int | None) -> list[Amount]:
    if not rows:
        return []
    total = next((row for row in rows if row[0].lower() == "sum"), rows[-1])
    given = [row for row in rows if any(cell is not None for cell in row[1])]
    source = total if any(cell is not None for cell in total[1]) or len(given) != 1 else given[0]
    found = []
    for party, kroner in zip(COLUMNS, source[1], strict=True):
        if kroner is None and source is total and len(given) > 1:
            single = [row[1][COLUMNS.index(party)] for row in given if row is not total and row[1][COLUMNS.index(party)] is not None]
            kroner = sum(value for value in single if value is not None) if single else None
        if kroner is not None:
            found.append(Amount(party=party, kroner=kroner, place=place, tiltak=tiltak, span=source[2]))
    return found


def _additions(rows: list[tuple[str, list[int | None], Span]], place: str, tiltak: int | None) -> list[Addition]:
    found = [
        Addition(place=place, label=label or "Sum", names=("Eier", "UH"), parts=tuple(cells[:2]), total=cells[2], tiltak=tiltak, span=span)
        for label, cells, span in rows
        if any(cell is not None for cell in cells)
    ]
    schemes = [row for row in rows if row[0].lower() != "sum"]
    total = next((row for row in rows if row[0].lower() == "sum"), None)
    if total and schemes:
        for index, column in enumerate(("Eier", "UH", "Totalt")):
            parts = tuple(row[1][index] for row in schemes)
            if total[1][index] is not None and any(part is not None for part in parts):
                names = tuple(row[0] for row in schemes)
                found.append(
                    Addition(place=place, label=column, names=names, parts=parts, total=total[1][index], tiltak=tiltak, span=total[2])
                )
    return found


_HEADER = re.compile(
    r"^\s*(?:hvem\s+som\s+har\s+deltatt|kven\s+som\s+(?:har\s+)?(?:delt[ae]k\w*|vore\s+med)|rolle|na[vm]n|na[vm]n\s+på\s+ei(?:er|gar)\s?/\s?UH|kontaktperson|ei(?:er|gar)\s?/\s?UH|type|nr\.?)\s*:?\s*$",
    re.IGNORECASE,
)
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
        if any(cells) and not all(_HEADER.match(cell) for cell in cells if cell) and re.search(r"[^\W\d_]{2}", cells[0]):
            padded = [*cells, "", ""]
            found.append(Participant(navn=padded[0], kontaktperson=padded[1], type=padded[2]))
    return found


def unit_counts(text: str, start: int, end: int) -> dict[str, int | None]:
    """How many units of each kind take part, None where empty; «5 (4 + VO)» is 5."""
    labels = {key: re.compile(pattern, re.I).search(text, start, end) for key, pattern in ENHETER.items()}
    rows = [line for _, line in lines(text, start, end) if "\t" in line]
    header = next((line.split("\t") for line in rows if len(re.findall("|".join(ENHETER.values()), line, re.I)) >= 3), None)
    if header:
        values = next((line.split("\t") for line in rows[rows.index("\t".join(header)) + 1 :]), [])
        result: dict[str, int | None] = {}
        for key, pattern in ENHETER.items():
            column = next((i for i, cell in enumerate(header) if re.search(pattern, cell, re.I)), None)
            result[key] = _count(values[column]) if column is not None and column < len(values) else None
        return result
    if rows and all(re.search("|".join(ENHETER.values()), row.split("\t")[0], re.I) for row in rows[:3]):
        return {
            key: next((_count(row.split("\t")[1]) for row in rows if re.search(pattern, row.split("\t")[0], re.I)), None)
            for key, pattern in ENHETER.items()
        }
    last = max((match.end() for match in labels.values() if match), default=start)
    tokens = re.findall(rf"{EMPTY}|\d+(?:\s*\([^)]*\))?|(?<!\S)[-–—]+(?!\S)|ingen|null", text[last:end], re.I)
    counts = [_count(token) for token in tokens][:5]
    return dict(zip(ENHETER, [*counts, *([None] * (5 - len(counts)))], strict=True))


def _count(cell: str) -> int | None:
    match = re.search(r"\d+", cell)
    if match:
        return int(match.group()[:9])
    return 0 if re.fullmatch(r"\s*(?:ingen|null|inga)\s*", cell, re.I) else None


def field(
    label: re.Pattern[str], others: tuple[re.Pattern[str], ...], text: str, region: Region, anchors: tuple[re.Pattern[str], ...]
) -> Span | None:
    """Where the value of a short field stands (empty span if it is left empty); None if the label is not there.

    The value ends at the line, at a tab that another label follows, or at the next label on the same line.
    """
    best: tuple[int, re.Match[str]] | None = None
    for match in re.compile(rf"(?<![\w/])(?:{label.pattern})(?![\w/])", re.I).finditer(text, region.start, region.end):
        line = max(text.rfind("\n", 0, match.start()), text.rfind("\t", 0, match.start())) + 1
        first = not text[line : match.start()].strip(" *|#_")
        colon = text[match.end() : match.end() + 4].lstrip(" *").startswith(":")
        capital = match.group()[:1].isupper()
        score = 2 * first + 2 * colon + capital - 3 * bool(re.match(r"\s+UH\b", text[match.end() : match.end() + 5]))
        if score >= 3 and (best is None or score > best[0]):
            best = (score, match)
    if best is None:
        return None
    start = best[1].end()
    while start < region.end and text[start] in " :*|\t":
        start += 1
    if start < region.end and text[start] == "\n" and not _is_label(text, start + 1, (*others, *anchors)):
        start += 1
    stop = text.find("\n", start)
    stop = region.end if stop < 0 else min(stop, region.end)
    for pattern in others:
        for match in re.compile(rf"(?<![\w/])(?:{pattern.pattern})(?![\w/])", re.I).finditer(text, start, stop):
            if match.group()[:1].isupper() and text[match.start() - 1] in " \t|*" and pattern is not label:
                stop = min(stop, match.start())
    return Span(start=min(start, stop), end=stop)


def _is_label(text: str, start: int, patterns: tuple[re.Pattern[str], ...]) -> bool:
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)].lstrip(" *|#_")
    return not line or "\t" in line or any(pattern.match(line) for pattern in patterns) or bool(re.match(r"kontaktperson", line, re.I))
