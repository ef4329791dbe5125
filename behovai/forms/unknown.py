"""A form nobody has described: free text under its own headings, mapped to the questions every such form asks."""

import re
from dataclasses import dataclass

from behovai.document import Block, Document, Span
from behovai.forms.language import languages
from behovai.forms.layout import EMPTY, WRITE_HERE, without_placeholders
from behovai.forms.pieces import Zone, answer_pieces, printed_pieces
from behovai.forms.units import cut
from behovai.submission import Answer, Submission

# What a heading is about → the section of the 2026 form that asks the same. The first that fits counts.
SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "4",
        re.compile(
            r"måloppn|vurdering av mål|\bmål\b|forventet (?:mål|resultat|effekt)|venta (?:mål|resultat)|indikator|evaluering|effekt", re.I
        ),
    ),
    ("3", re.compile(r"egeninnsats|eigeninnsats|eget bidrag|eige bidrag", re.I)),
    ("6", re.compile(r"økonomi|budsjett|søknadsbeløp|søknadssum|kostnad|finansiering|varighe?i?t", re.I)),
    ("5", re.compile(r"målgruppe|deltaker|deltakar", re.I)),
    ("2", re.compile(r"partn[ea]rskap|samarbeid|plan\b|tiltak|gjennomføring|framdrift|fremdrift|roller|organisering", re.I)),
    ("1", re.compile(r"behov|bakgrunn|forankring|utfordring|nåsituasjon|nosituasjon|kartlegging", re.I)),
)
_WORDS = re.compile(
    r"behovsmelding|kompetanseutvikling|kompetanseheving|kompetansetiltak|partn[ea]rskap|tilskudd|tilskot|barnehag|\bskole|\bskule|universitet|høg?sk[ou]le|tiltak|målgruppe",
    re.I,
)
_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d+)*[.)]?\s+)?[A-ZÆØÅ][^.!?\n]{2,80}[:?]?$")


@dataclass(frozen=True)
class _Heading:
    start: int
    end: int
    section: str


def looks_like_one(text: str) -> bool:
    """Whether the text speaks of what a behovsmelding is about: at least four of its words, and barnehage or skole."""
    found = {match.lower()[:8] for match in _WORDS.findall(text)}
    return (
        len(found) >= 4 and bool(re.search(r"barnehag|sk[ou]le", text, re.I)) and bool(re.search(r"kompetanse|behovsmelding", text, re.I))
    )


def read_unknown(document: Document) -> Submission:
    """A submission with `form` «unknown»: answers by heading, no boxes, no fields."""
    headings = _headings(document)
    stops = [*(heading.start for heading in headings), len(document.text)]
    zones = [Zone(heading.section, heading.end, stop, None) for heading, stop in zip(headings, stops[1:], strict=True)]
    if stops[0] > 0:
        zones.insert(0, Zone("0", 0, stops[0], None))
    masked = without_placeholders(document)
    own = answer_pieces(document, zones, _marks(document, masked))
    units, sources = cut(document, own, printed_pieces(document, [], own))
    language, malform = languages(" ".join(document[unit.span] for unit in units if not unit.printed))
    sections = dict.fromkeys(zone.section for zone in zones)
    return Submission(
        form="unknown",
        malform=malform,
        language=language,
        document=document,
        units=units,
        answers=tuple(Answer(section=s, units=tuple(u for u, piece in sources.items() if piece.section == s)) for s in sections),
        fields={},
        boxes={},
        totals={"eier": None, "uh": None, "koordinator": None, "totalt": None},
        enheter={},
        places={},
    )


def _marks(document: Document, masked: str) -> list[Span]:
    spans = [Span(start=m.start(), end=m.end()) for m in re.finditer(f"{EMPTY} *", masked)]
    spans += [Span(start=m.start(), end=m.end()) for m in WRITE_HERE.finditer(document.text)]
    return sorted(spans, key=lambda span: span.start)


def _headings(document: Document) -> list[_Heading]:
    styled = [block for block in document.blocks if block.kind == "heading"]
    blocks = styled if len(styled) >= 3 else [block for block in document.blocks if _looks(document, block)]
    found = []
    for index, block in enumerate(blocks):
        title = document[block.span]
        section = next((key for key, pattern in SECTIONS if pattern.search(title)), f"s{index + 1}")
        found.append(_Heading(block.span.start, block.span.end, section))
    return found


def _looks(document: Document, block: Block) -> bool:
    title = document[block.span]
    return (
        block.cell is None
        and block.kind == "paragraph"
        and len(title.split()) <= 9
        and bool(_HEADING.fullmatch(title))
        and not title.endswith(",")
    )
