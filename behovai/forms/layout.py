"""Document + form version → its regions: which stretch of the text belongs to which part of the form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from behovai.document import PLACEHOLDER, Document
from behovai.forms.spec import BoxSpec, FormSpec, Part

_SET_OFF = re.compile(r"([\n\t])((?:felt|spørsmål|svar)\s?:|>+)(?=\s)", re.IGNORECASE)  # in exports and replies
EMPTY = "\u2400"  # stands for a placeholder in `without_placeholders`
_LEFT = re.compile(rf"\s*(?:{PLACEHOLDER.pattern})\s*", re.IGNORECASE)  # a field as it was: the answer may stand above it
ASIDE = re.compile(r"\([^)\n]*\)")  # «(Fyll ut liste)»
ANSWER = re.compile(r"^\s*(?:svar\s*:|>+|[–—-]\s)\s*", re.IGNORECASE)  # how an answer is set off in a reply
WRITE_HERE = re.compile(r"skriv\s+her\s*(?:\([^)\n]{0,20}$)?:?|^svar\s*:", re.IGNORECASE | re.MULTILINE)
_IMPERATIVE = re.compile(
    r"\s*(?:beskriv|forklar|forklår|oppgi|oppgje|gjer\s+(?:kort\s+)?greie|gi\s+en\s+kort|skildr|ta\s+utgangspunkt|se\s+punktet|sjå\s+punktet|dette\s+kan|målgruppa\s+kan)\b",
    re.IGNORECASE,
)
DRAWN = " *#_|=<>–•-\t"  # what a title may be drawn with
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NUMBERED = re.compile(
    rf"(?:felt|spørsmål|punkt|pkt\.?|del|kap(?:it(?:tel|let)|\.)?|seksjon|avsnitt)?\W{{0,2}}(?P<list>[A-Z]\.?\s?(?=\d)|(?:\d{{1,2}}\.)+(?=\d))?"
    rf"(?P<number>\d{{1,2}}|(?:{'|'.join(sorted(ROMAN, key=len, reverse=True))})(?=[.):]))?\W{{0,3}}",
    re.IGNORECASE,
)
"""How a title is numbered: «3.», «Del 3 –», «Kap. 3», «B.3», «III», «1.3», and «Felt:» before it in an export."""


def line_end(text: str, position: int) -> int:
    """Where the line that holds the position ends: before its line break, or at the end of the text."""
    stop = text.find("\n", position)
    return stop if stop >= 0 else len(text)


def without_placeholders(document: Document) -> str:
    """The text with every placeholder as EMPTY and spaces, and without what sets off fields and answers: same length, same offsets."""
    text = _SET_OFF.sub(lambda match: match[1] + " " * len(match[2]), document.text)
    text = PLACEHOLDER.sub(lambda match: EMPTY + " " * (len(match.group()) - 1), text)
    for blank in document.blanks:
        if EMPTY not in text[blank.start : blank.end] and blank.end > blank.start:
            text = text[: blank.start] + EMPTY + " " * (blank.end - blank.start - 1) + text[blank.end :]
    return text


@dataclass(frozen=True)
class Region:
    """text[start:end] belongs to `part`; its title ends at `body`. `tiltak` counts from 1 in forms that repeat, else None."""

    part: Part
    start: int
    body: int
    end: int
    tiltak: int | None = None

    def key(self, name: str) -> str:
        """What a field or box of this region is called in a submission: «sted», and «sted_2» for the second tiltak."""
        return name if not self.tiltak or self.tiltak == 1 else f"{name}_{self.tiltak}"


Titles = Mapping[str, Sequence[re.Match[str]]]


def is_long(title: re.Match[str]) -> bool:
    """Whether a title is so long that nobody writes it by chance."""
    return title.end() - title.start() >= 25


def find_titles(spec: FormSpec, text: str) -> Titles:
    """For each part, every place that reads like one of its titles, title by title."""
    lower = _small(text)
    return {part.key: [match for title in part.titles for match in title.finditer(lower)] for part in spec.parts}


def _small(text: str) -> str:
    """The text in small letters, as long as before: titles are found so four times as fast as without regard to case."""
    lower = text.lower()
    if len(lower) != len(text):  # «İ» becomes two characters
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower


class _Place(NamedTuple):
    """Where a part may begin: its title from the start of the line or label. `sure`: it is titled as the form prints it."""

    score: int
    start: int
    end: int
    part: Part
    sure: bool


def find_regions(spec: FormSpec, document: Document, titles: Titles) -> list[Region]:
    """The parts found in the file, in reading order. The front part begins at 0 whether or not its own title is there."""
    text = document.text
    headings = {block.span.start for block in document.blocks if block.kind == "heading"}
    found: list[_Place] = []
    for part in spec.parts:
        places = _candidates(part, text, titles[part.key], headings, sure=True)
        if not places:
            short = [match for title in part.short for match in title.finditer(_small(text))]
            places = _candidates(part, text, short, headings, sure=False) or list(_by_content(part, text))
        found += places if part.repeats else sorted(places, key=lambda place: -place.score)[:1]
    return _regions(sorted(found, key=lambda place: place.start), text, spec)


def _regions(found: list[_Place], text: str, spec: FormSpec) -> list[Region]:
    kept: list[tuple[int, int, Part]] = []
    for place in found:
        _, start, end, part, _ = place
        if kept and (start < kept[-1][1] or (part is kept[-1][2] and start - kept[-1][1] < 120 and part.key == "tiltak")):
            continue
        if kept and kept[-1][2].answer and not _is_part(place, text):
            continue  # words of the answer
        kept.append((start, end, part))
    numbered = any(part.repeats for part in spec.parts)
    regions, tiltak = [], 0
    for index, (start, end, part) in enumerate(kept):
        stop = kept[index + 1][0] if index + 1 < len(kept) else len(text)
        if part.key == "forside" and index == 0:
            start = 0
        if part.key == "tiltak" and part.repeats:
            tiltak += 1
        regions.append(Region(part, start, end, stop, max(1, tiltak) if numbered and part.repeats else None))
    return regions


def _candidates(part: Part, text: str, titles: Sequence[re.Match[str]], headings: set[int], *, sure: bool) -> list[_Place]:
    """The places that look enough like the title of the part."""
    scored = (_Place(*_score(part, text, match, headings, long=sure and is_long(match)), part, sure) for match in titles)
    return sorted((place for place in scored if place.score >= 2), key=lambda place: place.start)


def _is_part(place: _Place, text: str) -> bool:
    """Whether a part that is not titled as printed may begin within an answer: it asks for one, or holds what the form prints in it."""
    following = text[place.end : place.end + 200]
    boxes = _option_follows(place.part, following) or any(_options_follow(box, following) for box in place.part.boxes)
    printed = place.end > place.start and place.part.content and place.part.content.search(following)
    return place.sure or place.part.answer or boxes or bool(printed)


_CELL_ENDS = re.compile(r"[ *_:?]*\t")  # the title fills its cell, and the answer stands beside it


def _score(part: Part, text: str, match: re.Match[str], headings: set[int], *, long: bool) -> tuple[int, int, int]:
    line = max(text.rfind("\n", 0, match.start()), text.rfind("\t", 0, match.start())) + 1
    before = text[line : match.start()].strip(DRAWN)
    label = NUMBERED.fullmatch(before) if before else None
    if (match.start() and text[match.start() - 1].isalnum()) or (match.end() < len(text) and text[match.end()].isalnum()):
        return 0, 0, 0
    if before and not label and not long:
        return 0, 0, 0
    stop = text.find("\n", match.end())
    rest = text[match.end() : stop if stop >= 0 else len(text)]
    end = match.end() + len(rest) - len(rest.lstrip(" *_:?)."))
    words = len(match.group().split())
    score = 1 if words > 1 else 0
    score += 2 if long else 0
    score += _numbered(part, label, alone=not rest.strip(" *_:?.)|\t")) if label else 0
    score += 2 if not rest.strip(" *_:?.)|\t") or _CELL_ENDS.match(rest) else 0
    following = text[end : end + 400]
    score += 2 if any(pattern.search(following) for pattern in part.anchors) else 0
    score += 3 if any(_options_follow(box, following) for box in part.boxes) else 0
    score += 2 if _option_follows(part, following) else 0
    score += 2 if _IMPERATIVE.match(following) or WRITE_HERE.match(following.strip()) else 0
    score += 1 if line in headings else 0
    score += 2 if rest.lstrip().startswith(":") and not before else 0
    score -= 1 if before and not label else 0
    return score, (match.start() if before and not label else line), min(end, len(text))


def _numbered(part: Part, label: re.Match[str], *, alone: bool) -> int:
    """What the number before a title says: the form's own number for it, another, or one of a list of the sender's («A.3», «1.4»).

    `alone`: the title fills its line; then another number may be that of a sender who numbers anew.
    """
    written = (label["number"] or "").upper()
    if part.number is None or not written:
        return 0
    number = str(ROMAN.index(written) + 1) if written in ROMAN else written
    return 4 if number == part.number else 0 if label["list"] else -1 if alone else -4


def _by_content(part: Part, text: str) -> Iterator[_Place]:
    """Where a part without its title begins: at the first line that holds what is printed in it."""
    printed = [part.content] if part.content else [box.question for box in part.boxes] if part.number and not part.answer else []
    places = [match.start() for pattern in printed if (match := pattern.search(text))]
    if places and not part.repeats:
        start = text.rfind("\n", 0, min(places)) + 1
        yield _Place(0, start, start, part, sure=False)


def _option_follows(part: Part, following: str) -> bool:
    """Whether the title is itself a question answered by ticking, and an option stands behind it: «Drøftet i medbestemmelse: Ja»."""
    rest = following.lstrip(" :?*\t")
    return any(option.match(rest) for box in part.boxes for option in box.options.values())


def _options_follow(box: BoxSpec, following: str) -> bool:
    return all(option.search(following[:150]) for option in box.options.values())


def leading_help(text: str, start: int, end: int) -> int:
    """Where an answer can begin: after «Skriv her:» or after the form's request («Beskriv …») that opens text[start:end]."""
    marker = WRITE_HERE.search(text, start, min(end, start + 3000))
    if marker and not _LEFT.fullmatch(text, marker.end(), end):
        return marker.end()
    position = start
    while _IMPERATIVE.match(text, position, end):
        stop = re.compile(r"[.:](?=\s|$)").search(text, position, end)
        if not stop or stop.end() - position > 400:
            break
        position = stop.end()
    return position
