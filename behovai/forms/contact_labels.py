"""Rows of the form → the labels of its contact persons, and what each says.

A label is whatever is made of «kontaktperson», a party and the words asked for («Navn, eier», «Kontaktperson hos UH (namn, funksjon)»).
What it leaves out, the headings above it say. Its value stands behind it or on the next line.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import NamedTuple

from behovai.document import Span
from behovai.forms.layout import EMPTY
from behovai.forms.spec import Part
from behovai.forms.tables import PARTIES, filled

KONTAKT = r"kontakt(?:person\w*|info\w*)?(?:\(er\))?"
BLOCK = 8  # lines for which a heading holds
_PARTIES = tuple(rf"(?!\w*lektor)(?:{party})s?" for party in PARTIES)
_LINKS = r"hos|for|ved|fr[åa]|og|sin|er|på(?=\s+kontakt)"
_MORE = r"stilling\w*|tittel|rolle|telefon\w*|tlf|mobil\w*|e-?post\w*"  # what offices ask for beside the words of the form
_TOGETHER = {"kontakt", "funksjon"}  # what a value tells if its label has none of the words
_CLOSED = re.compile(r"[:=;>]")
_LEAD = re.compile(
    r"(?:[ \u00a0•|#–-]|(?:felt|spørsmål|svar)\s*+:)*+"
    r"(?:(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?(?:[.);]\s*+|\s++)(?=[^\W\d]))?+(?:<\w{1,9} \w{1,9}=\")?+",
    re.IGNORECASE,
)
"""Marks of a list, «Felt:» or «Svar:», a number, the tag of an export."""
Label = re.Match[str]


class Row(NamedTuple):
    """A line without what stands before its label or answer, and where the whole of it stands."""

    text: str
    span: Span


class Field(NamedTuple):
    """A label in small letters, and what it says: None where that cannot be told. `closed` by a colon or the end of a cell.

    `below`: the value stands on the next line, or would.
    """

    label: str
    row: int
    closed: bool
    value: str | None
    below: bool


def row(start: int, line: str) -> Row:
    """The line that begins at `start`."""
    return Row(_LEAD.sub("", line.replace("*", ""), count=1), Span(start=start, end=start + len(line)))


def by_party(part: Part, rows: Sequence[Row]) -> Iterator[tuple[int, Field]]:
    """The fields of the owner's (0) and the UH's (1) contact person, under headings that hold until something else of the form begins."""
    party, contacts, last = None, False, Field("", 0, False, "", False)
    for field in _fields(part, rows):
        own = [i for i, pattern in enumerate(_PARTIES) if _names(pattern, field.label)]
        kontakt = "kontakt" in field.label
        heading = kontakt and not own and not field.value
        if heading or not field.label or len(own) > 1 or field.row - last.row > BLOCK:
            party, contacts = None, heading
        party = own[0] if len(own) == 1 else party
        beside = field.row == last.row and "kontakt" in last.label
        if party is not None and (kontakt or contacts or beside or _asked(part, field.label)):
            yield party, field
        last = field


def answer(key: str, part: Part, field: Field) -> str | None:
    """What the field says for a key of the part's people, "" if it is empty; None if it is not asked for that or does not show it."""
    asked = _asked(part, field.label) or _TOGETHER
    if key not in asked or not field.value or asked == {key}:
        return field.value if key in asked else None
    name = _name(field.value)
    behind = field.value.partition(name)[2].strip(" ,;:.()–-/") if name else ""
    return (name if key == "kontakt" else re.split(r"[,;)]", behind)[0]) or None


def opens(part: Part, line: str) -> bool:
    """Whether a line begins with something that the form prints."""
    return any(re.match(rf"(?:{anchor.pattern})(?!\w)", line, re.IGNORECASE) for anchor in part.anchors)


def _fields(part: Part, rows: Sequence[Row]) -> Iterator[Field]:
    """Every label and its value; one without words for a row that something else of the form opens."""
    words = "|".join((KONTAKT, *_PARTIES, *(pattern.pattern for pattern in part.people.values()), _MORE, _LINKS))
    pattern = re.compile(rf"(?<!\w)(?:(?:{words})(?!\w)(?P<tail>[^\w\t<{EMPTY}]*))+", re.IGNORECASE)
    labels = [_labels(part, pattern, text.lstrip()) for text, _ in rows]
    for place, found in enumerate(labels):
        text = rows[place].text.lstrip()
        if not found and opens(part, text):
            yield Field("", place, False, None, False)
        for i, label in enumerate(found):
            last, bare = i + 1 == len(found), label.end() == len(text)
            value: str | None = _value(part, text[label.end() : None if last else found[i + 1].start()])
            if bare:
                value = _below(part, rows, labels, place)
            elif not last and not value:
                value = None  # labels side by side: their values stand elsewhere
            yield Field(label.group().lower(), place, not bare or bool(_CLOSED.search(label["tail"])), value, bare)


def _labels(part: Part, pattern: re.Pattern[str], text: str) -> list[Label]:
    """The labels in a row that begins with one."""
    found = [match for match in pattern.finditer(text) if _is_label(part, match)]
    return found if found and found[0].start() == 0 else []


def _is_label(part: Part, match: Label) -> bool:
    """Whether the words are used as a label: by a colon or the end of the cell, or else by where they stand and a capital behind them."""
    label = match.group()
    before, after = match.string[max(0, match.start() - 3) : match.start()].rstrip(" ")[-1:], match.string[match.end() : match.end() + 1]
    asks = "kontakt" in label.lower() or bool(_asked(part, label))
    if not asks and not any(_names(party, label) for party in _PARTIES):
        return False
    if _CLOSED.search(match["tail"]) or after in (EMPTY, "\t", "<") or (not after and before in ("", "\t")):
        return True
    apart = before in ("", *".,;:(–-\t") or (asks and label[:1].isupper())
    return apart and after.isupper() and (asks or bool(re.match(rf"(?:{_LINKS})\s", label, re.IGNORECASE)))


def _below(part: Part, rows: Sequence[Row], labels: Sequence[Sequence[Label]], place: int) -> str | None:
    """The value on the next line; "" where another label or nothing stands there, None where that is not known."""
    filled_in = (i for i in range(place + 1, len(rows)) if rows[i].text)
    following, then = next(filled_in, None), next(filled_in, None)
    if following is None or labels[following] or "?" in rows[following].text or opens(part, rows[following].text):
        return ""
    two = then is not None and not labels[then] and bool(_name(rows[then].text))  # names one below the other: whose is not told
    return None if two or re.search(r"[\t:]", rows[following].text) else _value(part, rows[following].text)


def _value(part: Part, text: str) -> str:
    """The value as far as something else that the form prints."""
    for other in part.anchors:
        text = re.split(rf"(?:^|(?<=[.,;\t ]))(?:{other.pattern})(?!\w)", text, maxsplit=1, flags=re.IGNORECASE)[0]
    cells = (filled(re.sub(r"^[\s>–-]*(?:svar\s*:)?", "", cell, flags=re.IGNORECASE)) for cell in text.split("\t"))
    return ", ".join(cell for cell in cells if cell).strip(" .,;")


def _asked(part: Part, label: str) -> set[str]:
    """What a label asks for by name: keys of the part's people, "" for anything else."""
    return {key for key, pattern in part.people.items() if _names(pattern.pattern, label)} | ({""} if _names(_MORE, label) else set())


def _names(pattern: str, label: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{pattern})(?!\w)", label, re.IGNORECASE))


def _name(value: str) -> str:
    """«Kari Aas, rådgiver» → «Kari Aas», «Per Vik PPT-leder» → «Per Vik»; "" where no two words in a row look like a name."""
    words = list(dropwhile(lambda word: not word[0].isupper(), re.split(r"[,;(/]|\s[–-]\s", value)[0].split()))
    end = next((i for i, word in enumerate(words) if not _of_name(word, words[0])), len(words))
    return " ".join(words[:end]).removesuffix(" og").strip(" .:") if end > 1 else ""


def _of_name(word: str, first: str) -> bool:
    abbreviation = word[:2].isupper() and word[1:2].isalpha() and not first[:2].isupper()
    return word in ("og", "av", "von", "van", "de") or (word[0].isupper() and not abbreviation)
