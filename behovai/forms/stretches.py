"""Section 4 → which stretch answers which criterion, however the applicant marked them.

By letters or numbers (forms/letters.py), the printed criterion repeated, a name («Praksisendring:»), a table with a row each, or not at all.
"""

import re
from dataclasses import dataclass
from itertools import accumulate

from behovai.forms.letters import LETTER_BEHIND, TOGETHER, Start, printed_list, starts
from behovai.forms.spec import FormSpec
from behovai.forms.tables import lines
from behovai.submission import Criterion

NAMES: dict[Criterion, re.Pattern[str]] = {
    Criterion.LAERERUTDANNING: re.compile(r"lær[ea]r(?:ut|-?\s?og barnehagelær[ea]rut)danning|praksisrett|praksisopplæring", re.I),
    Criterion.INKLUDERING: re.compile(r"inkluder|ut[ae]nforskap|tilpass(?:a|et|ing)", re.I),
    Criterion.LAERINGSFELLESSKAP: re.compile(r"læringsfellesskap|profesjonsfellesskap|profesjonell?e fellesskap|\bPLF\b", re.I),
    Criterion.PRAKSISENDRING: re.compile(r"praksisendring|endr[ae]\w* (?:av )?praksis|praksis\w* (?:er |vert |blir )?endr", re.I),
    Criterion.GJENNOMFORING: re.compile(r"gjennomfør|i tr[åa]d med plan|framdrift|fremdrift", re.I),
}


_LEAST_COLUMNS = 4  # so many of the five criteria must head a column
_HEADING = 25  # words of such a heading, at the most


@dataclass(frozen=True)
class Stretch:
    """text[start:end] answers `criterion` (None: lines for all letters); `label` is where the answer's own words begin.

    `also` are further criteria that its label names: «c) og d) …» answers both.
    """

    criterion: Criterion | None
    start: int
    label: int
    end: int
    also: tuple[Criterion, ...] = ()


def stretches(spec: FormSpec, text: str, start: int, end: int) -> list[Stretch]:
    """The stretches of text[start:end], in reading order and without gaps; one without a criterion if nothing marks them."""
    columns = _columns(spec, text, start, end)
    if columns:
        return columns
    after = printed_list(spec, text, start, end)
    if after > start:
        return [Stretch(None, start, after, after), *stretches(spec, text, after, end)]
    behind = _behind(spec, text, start, end)
    if behind:
        return behind
    lettered = starts(spec, text, start, end)
    marked = _by_content(spec, lettered, text, end) if lettered else _named(spec, text, start, end)
    if not marked:
        return [Stretch(None, start, start, end)]
    result = [Stretch(None, start, start, marked[0][1])] if marked[0][1] > start else []
    for index, (criterion, begin, label) in enumerate(marked):
        stop = marked[index + 1][1] if index + 1 < len(marked) else end
        also, after = _also(spec, text, begin, stop)
        result.append(
            Stretch(criterion, begin, min(max(label, after), stop), stop, tuple(other for other in also if other is not criterion))
        )
    return result


def _columns(spec: FormSpec, text: str, start: int, end: int) -> list[Stretch]:
    """The cells of a table with a column for each criterion, what stands before it, and what stands after."""
    rows = [(begin, line.split("\t")) for begin, line in lines(text, start, end)]
    for place, (begin, cells) in enumerate(rows):
        if len(cells) < _LEAST_COLUMNS:
            continue
        heads = {column: criterion for column, cell in enumerate(cells) if (criterion := _heading(spec, cell))}
        if len(heads) < _LEAST_COLUMNS or len(set(heads.values())) < len(heads):
            continue
        found = [Stretch(None, start, start, begin)]
        last = begin + sum(map(len, cells)) + len(cells) - 1
        for offset, row in rows[place + 1 :]:
            if len(row) != len(cells):
                break
            ends = list(accumulate((len(cell) + 1 for cell in row), initial=offset))
            found += [Stretch(criterion, ends[column], ends[column], ends[column + 1] - 1) for column, criterion in heads.items()]
            last = ends[-1] - 1
        return [*found, Stretch(None, last, last, end)]
    return []


def _heading(spec: FormSpec, cell: str) -> Criterion | None:
    """The criterion that heads a column: as printed, by its name, else by its letter."""
    if not 0 < len(cell.split()) <= _HEADING:
        return None
    as_printed = [criterion for criterion, pattern in spec.criteria.items() if pattern.search(cell)]
    named = as_printed or [criterion for criterion, pattern in NAMES.items() if pattern.search(cell)]
    letter = re.match(r"\s*\(?([a-e])[).:]", cell, re.IGNORECASE)
    return named[0] if len(named) == 1 else spec.letters[letter[1].lower()] if letter else None


def _behind(spec: FormSpec, text: str, start: int, end: int) -> list[Stretch]:
    """Answers that each end with their letter: «Rektor fører liste. (a)»."""
    marks = list(LETTER_BEHIND.finditer(text, start, end))
    letters = [mark["letter"] for mark in marks]
    if len(letters) < 3 or letters != sorted(set(letters)):
        return []
    begin = max(
        (match.end() for pattern in spec.criteria.values() for match in pattern.finditer(text, start, marks[0].start())), default=start
    )
    found = [Stretch(None, start, start, begin)] if begin > start else []
    for mark in marks:
        found.append(Stretch(spec.letters[mark["letter"]], begin, begin, mark.start()))
        begin = mark.end()
    return [*found, Stretch(None, begin, begin, end)] if text[begin:end].strip() else found


def _also(spec: FormSpec, text: str, start: int, end: int) -> tuple[list[Criterion], int]:
    """The criteria a label names together, by letters («c) og d)», «c/d:») or as printed, and where such letters end."""
    match = TOGETHER.match(text, start, end)
    if match:
        return [spec.letters[match[name].lower()] for name in ("one", "other")], match.end()
    cell = text.find("\t", start, end)
    head = text[start:cell] if cell >= 0 and "\n" not in text[start:cell] else ""
    return [criterion for criterion, pattern in spec.criteria.items() if pattern.search(head)], start


def _by_content(spec: FormSpec, lettered: list[Start], text: str, end: int) -> list[tuple[Criterion, int, int]]:
    """A letter stands for the form's criterion unless the applicant names another one beside it, or wrote d and e in § 5's order."""
    result: list[tuple[Criterion, int, int]] = []
    for index, item in enumerate(lettered):
        stop = lettered[index + 1].start if index + 1 < len(lettered) else end
        criterion, label = _label(spec, text, item.label, stop)
        result.append((criterion or spec.letters[item.letter], item.start, label))
    named = [criterion for criterion, _, _ in result]
    if len(set(named)) < len(named):
        result = [(spec.letters[item.letter], item.start, label) for item, (_, _, label) in zip(lettered, result, strict=True)]
    return _regulation_order(result, text, end)


def _label(spec: FormSpec, text: str, start: int, stop: int) -> tuple[Criterion | None, int]:
    """The criterion that the words right after a letter restate or name, and where the answer begins after them."""
    for criterion, pattern in spec.criteria.items():
        match = pattern.match(text, start, stop)
        if match and _closes(text, match.end(), stop):
            return criterion, match.end()
    line = text.find("\n", start, stop)
    tab = text.find("\t", start, stop)
    colon = text.find(":", start, min(stop, start + 90))
    ends = [position for position in (line, tab, colon) if position >= 0]
    if not ends:
        return None, start
    head = text[start : min(ends)]
    if 0 < len(head.split()) <= 14 and not re.search(r"[.!?]\s", head):
        named = [criterion for criterion, pattern in NAMES.items() if pattern.search(head)]
        if len(named) == 1 or (len(named) > 1 and len(head.split()) > 4):
            return named[0], min(ends) if _only_a_name(head, text, min(ends), stop, in_cell=min(ends) == tab) else start
    return None, start


# The words that the criteria are printed and named with; a line of nothing else answers nothing.
_OF_A_NAME = re.compile(
    r"tiltak\w*|gjennomfør\w*|planlag\w*|praksis\w*|endring\w*|endr[ae]\w*|profesjon\w*|lærings\w*|fellesskap\w*|inkluder\w*|ut[ae]nforskap\w*|tilpass\w*|tilb[ou]d\w*|opplæring\w*"
    r"|(?:barnehage)?lær[ea]r\w*|f[oø]rebygg\w*|fr[ae]m\w*|styrk\w*|kompetanse\w*|plan\w*|behovsmelding\w*|kriteri\w*|kjennet\w*|bokstav|punkt|målopp\w*|vurdering"
    r"|og|i|av|til|for|det|den|dei|de|med|å|tr[åa]d|om|plf|samt|a|b|c|d|e|\d",
    re.IGNORECASE,
)


def _only_a_name(head: str, text: str, end: int, stop: int, *, in_cell: bool) -> bool:
    """Whether the words name the criterion and answer nothing: alone in a cell, or on a line above the answer. Not before a colon."""
    if text[end] == ":" or len(head.split()) > 8 or head.rstrip().endswith((".", "!", "?")):
        return False
    return in_cell or bool(re.search(r"[^\W\d_]{2}", text[end:stop])) or all(map(_OF_A_NAME.fullmatch, re.findall(r"\w+", head)))


def _closes(text: str, position: int, stop: int) -> bool:
    rest = text[position : min(stop, position + 40)]
    following = rest.lstrip(" \t.:*_)–-")
    return (
        not following
        or following[0] == "\n"
        or following[0].isupper()
        or following[0] in "•-–(«0123456789"
        or "\n" in rest[: len(rest) - len(following)]
    )


def _regulation_order(result: list[tuple[Criterion, int, int]], text: str, end: int) -> list[tuple[Criterion, int, int]]:
    """Swap inkludering and laererutdanning where each answer speaks only of the other: § 5 and the form letter them differently."""
    place = {criterion: index for index, (criterion, _, _) in enumerate(result)}
    one, other = place.get(Criterion.INKLUDERING), place.get(Criterion.LAERERUTDANNING)
    if one is None or other is None:
        return result

    def about(index: int, criterion: Criterion) -> int:
        stop = result[index + 1][1] if index + 1 < len(result) else end
        return len(_ABOUT[criterion].findall(text, result[index][2], stop))

    inkl, laer = Criterion.INKLUDERING, Criterion.LAERERUTDANNING
    if about(one, laer) > 2 * about(one, inkl) and about(other, inkl) > 2 * about(other, laer):
        swapped = list(result)
        swapped[one] = (laer, *result[one][1:])
        swapped[other] = (inkl, *result[other][1:])
        return swapped
    return result


_ABOUT = {
    Criterion.INKLUDERING: re.compile(
        r"inkluder|ut[ae]nforskap|tilpass|fravær|mobb|krenk|trygg|trivsel|tilhør|PPT|særskil|spesialped|tidleg? inn?sats|tidlig innsats|sårbar|universel|utestengt|lekemiljø|leikemiljø",
        re.I,
    ),
    Criterion.LAERERUTDANNING: re.compile(
        r"lær[ea]rutdanning|student|praksisopplæring|emneplan|forsk[ni]|\bUH\b|universitet|høg?sk[ou]le|undervisning(?:a|en) på|campus|grunnutdanning|FoU",
        re.I,
    ),
}


def _named(spec: FormSpec, text: str, start: int, end: int) -> list[tuple[Criterion, int, int]]:
    """Headings or row labels that restate or name a criterion; used only if at least two different ones are found."""
    found: list[tuple[Criterion, int, int]] = []
    position = start
    for line in text[start:end].split("\n"):
        head = re.match(r"[ *_#|•–-]*(?:\d{1,2}(?:\.\d{1,2})+[.)]?\s+)?", line)
        begin = position + (head.end() if head else 0)
        criterion, label = _label(spec, text, begin, end)
        first = re.split(r"[\t:]", line.strip(" *_#|"), maxsplit=1)
        short = len(first[0].split()) <= 8 and (len(first) > 1 or not re.search(r"[.!?]$", line.strip()))
        if criterion and (label > begin or short) and criterion not in [c for c, _, _ in found]:
            stop = label if label > begin else begin + len(first[0])
            found.append((criterion, position, stop))
        position += len(line) + 1
    return found if len(found) >= 2 else []
