"""The letters by which applicants mark the answers of section 4: «a)», «A.», «Bokstav a:», «ad b og c)», 1–5, I–V, in a cell, or behind."""

import re
from dataclasses import dataclass
from itertools import pairwise

from behovai.forms.spec import FormSpec

_WORDS = r"(?:(?:bokstav|punkt|pkt\.?|kriterium|kriterie|kjennetegn|kjenneteikn|ad|til|§\s*5)\s*,?\s*)*"
_LETTER = re.compile(
    rf"(?:^|(?<=\n))[ \t*_#|•(–-]*{_WORDS}"
    r"(?P<letter>[a-eA-E]|[1-5]|(?-i:I{1,3}|IV|V))\s*(?P<end>[).:/]+|\s[–-]\s|(?=\t)|(?=\s[^\t\n]{2,60}\t))[*_]*(?:[ \t]*(?=\S)|(?=\n|$))",
    re.IGNORECASE,
)
_NAMED_LETTER = re.compile(
    r"(?:^|(?<=\n))[ \t*_#|]*(?:bokstav|kriterium|kriterie|punkt|pkt\.?)\s+(?P<letter>[a-e])\b[).:–-]*[*_]*[ \t]*", re.IGNORECASE
)
_INLINE = re.compile(r"(?<=[.!?:;)»])(?<!pkt\.)(?<!Pkt\.) \(?(?P<letter>[a-e])\)\s+(?=[A-ZÆØÅ«])")
_IN_CELL = re.compile(r"(?<=\t)\(?(?P<letter>[a-e])\)\s+(?=[A-ZÆØÅ«])")
LETTER_BEHIND = re.compile(r"(?<=[.!?»]) ?\((?P<letter>[a-e])\)\.?(?=\s*(?:\n|$))")
_REQUEST = re.compile(r"\s*(?:beskriv|skildr)\s+(?:hvordan|korleis)\s+[^.\n]{5,80}\.?", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV", "V")
TOGETHER = re.compile(
    rf"(?:^|(?<=\n))[ \t*_#|•(–-]*{_WORDS}"
    r"(?P<one>[a-e])\s?[).]?\s?(?:og|&|/|\+)\s?(?P<other>[a-e])(?:[).:]+|\s[–-]\s)[*_]*[ \t]*",
    re.IGNORECASE,
)
# How a line begins that is about several letters: what of them («Funn fra», «For»), the word «punkt» or «bokstav», the letters.
_ONE = r"(?-i:[a-e])\)?"
_SEVERAL = re.compile(
    r"[ \t(]*(?:(?:felles|samlet|samla)\s+)?"
    r"(?P<about>(?:(?:det|dette)\s+)?(?:for|gjeld(?:er)?(?:\s+for)?)\s+(?:både\s+)?"
    r"|(?:funn\w*|tal|tall\w*|resultat\w*|svar\w*|data\w*|regneark\w*|det\s+vi\s+\w+)(?:\s+vi\s+\w+)?\s+(?:fra|frå|under|i|på|for|til|av)\s+(?:både\s+)?)?"
    r"(?P<word>(?:punkt|bokstav|pkt)[a-zæøå]*\.?\s+)?"
    rf"(?P<letters>{_ONE}(?:\s?,\s?{_ONE})*(?:\s(?:og|eller|samt)\s|\s?[&/–-]\s?|\stil\s)(?-i:[a-e])\b\)?)(?![\w-]|\s+på\b)(?P<colon>\s?:)?",
    re.IGNORECASE,
)


def named_letters(line: str) -> frozenset[str]:
    """The letters that the beginning of a line says it is about, two at least or none: «Funn fra b og c går til …», «For a–e gjelder …».

    «Elever i klasse 3 a og b», «Svarene gjelder ikke a og b» and «de samme kildene som under a og b» say nothing of the kind.
    """
    match = _SEVERAL.match(line)
    if not match:
        return frozenset()
    letters = re.findall(r"\b[a-e]\b", match["letters"])
    if re.search(r"[–-]|til", match["letters"]):
        letters = [letter for letter in "abcde" if letters[0] <= letter <= letters[-1]]
    plain = match["about"] or match["word"] or match["colon"] or len(letters) == len("abcde")
    return frozenset(letters if plain else ())


@dataclass(frozen=True)
class Start:
    """Where a letter stands and where the words after it begin."""

    letter: str
    start: int
    label: int


def starts(spec: FormSpec, text: str, start: int, end: int) -> list[Start]:
    """The letters that mark the answers in text[start:end], in reading order; none if they do not."""
    return _best_pass(spec, _all_starts(spec, text, start, end), text, end)


def _all_starts(spec: FormSpec, text: str, start: int, end: int) -> list[Start]:
    """Where answers begin by letters, or by numbers where nothing stands between the letters."""
    found = {m.start(): Start(m["letter"].lower(), m.start(), m.end()) for m in _INLINE.finditer(text, start, end)}
    found |= {m.start(): Start(m["one"].lower(), m.start(), m.end()) for m in TOGETHER.finditer(text, start, end)}
    numbered, opening = [], set()
    for pattern in (_NAMED_LETTER, _LETTER):
        for m in pattern.finditer(text, start, end):
            number = m["letter"] in _ROMAN or m["letter"].isdigit()
            item = Start(m["letter"] if number else m["letter"].lower(), m.start(), m.end())
            if number:
                numbered.append(item)
            else:
                found[m.start()] = item
                opening.add(item.letter)
    cells = (Start(m["letter"], m.start(), m.end()) for m in _IN_CELL.finditer(text, start, end))
    again = max((item.start for item in found.values() if item.letter == "b"), default=0)  # b stands twice: the labels, then the answers
    twice = sum(item.letter == "b" for item in found.values()) > 1
    more = (item for item in cells if item.letter not in opening or (twice and item.letter == "a" and item.start < again))
    letters = sorted([*found.values(), *more], key=lambda item: item.start)
    few = len({item.letter for item in letters}) < 2
    return (_numbers(numbered) or letters) if few or _only_printed(spec, letters, text) else letters


def printed_list(spec: FormSpec, text: str, start: int, end: int) -> int:
    """Where the form's own list a–e ends, if it stands in text[start:end] with its request after it; else `start`."""
    last = max((match.end() for pattern in spec.criteria.values() for match in pattern.finditer(text, start, end)), default=start)
    request = _REQUEST.match(text, last, end)
    letters = [item for item in _all_starts(spec, text, start, last) if item.letter.isalpha()] if request else []
    return request.end() if request and _only_printed(spec, letters, text) else start


def _only_printed(spec: FormSpec, letters: list[Start], text: str) -> bool:
    """Whether the letters are those of the printed list, with none of the applicant's words between them."""
    between = (text[one.label : two.start] for one, two in pairwise(letters))
    return len(letters) >= 3 and not any(own_words(spec, words) for words in between)


def _numbers(numbered: list[Start]) -> list[Start]:
    """1–5 or I–V as a–e, where four of them stand at least."""
    for kind in ("12345", _ROMAN):
        places = {number: letter for number, letter in zip(kind, "abcde", strict=True)}
        items = [Start(places[item.letter], item.start, item.label) for item in numbered if item.letter in places]
        if len({item.letter for item in items}) >= 4:
            return items
    return []


def _best_pass(spec: FormSpec, starts: list[Start], text: str, end: int) -> list[Start]:
    """Of several runs a … e (the printed list, a sub-list) the one that holds the most of the applicant's words."""
    runs: list[list[Start]] = []
    once = len({item.letter for item in starts}) == len(starts)  # then their order does not matter: some begin with e
    for item in starts:
        if runs and (once or item.letter > runs[-1][-1].letter):
            runs[-1].append(item)
        else:
            runs.append([item])
    if not runs:
        return []

    def words(run: list[Start]) -> tuple[int, int]:
        bodies = []
        for index, item in enumerate(run):
            following = [s.start for s in starts if s.start > item.start]
            stop = run[index + 1].start if index + 1 < len(run) else min(following, default=end)
            bodies.append(len(own_words(spec, text[item.label : stop])))
        listed = len(run) >= 3 and not any(bodies[:-1])
        return (0 if listed else sum(1 for body in bodies if body > 3), sum(bodies))

    best = max(runs, key=words)
    return best if len(best) >= 2 or (len(best) == 1 and best[0].letter == "a" and words(best)[0]) else []


def own_words(spec: FormSpec, text: str) -> str:
    """The text without the printed criteria, letters and white space at its ends."""
    for pattern in spec.criteria.values():
        text = pattern.sub(" ", text)
    return re.sub(r"^[\W\d_]+|[\W_]+$", "", text)
