"""A piece of text → its sentences, as spans. Offsets are kept exactly; white space between sentences belongs to none."""

import re
from collections.abc import Iterator

from behovai.document import Span

# Full stops that do not end a sentence; those of ENDING do when a capital follows, those of MEASURES when a number stands before.
ABBREVIATIONS = frozenset(
    "adm ang anm art avd bl bl.a ca co d.e dvs dr ev evt eks f f.eks fr forts f.o.m gj gjsn hhv hr iflg ifm iht inkl innb insp jf jfr kap kl "
    "kl.tr kr lic mag mill mht mnd mrd mvh m.a maks min nr okt oppr overs pga pkt pr prof ref red resp sep st stk str t.eks "
    "tlf t.o.m to.m utg vedr vgs vol vs årl p.t p.g.a m.h.t i.f.m d.v.s if t.d kont tekn ped spes utd univ ass jan feb mar apr aug sept nov des".split()
)
ENDING = frozenset("osv etc m.m mm mfl m.fl o.l ol m.v mv o.a osb o.s.v".split())
MEASURES = frozenset("kr stk mill mnd min st".split())
_END = re.compile(r"[.!?…]+[\"»”’)\]]*(?=\s+[\"«“(\[]*(?P<next>[^\W_]|[–•-]))")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sentences in text[start:end], without surrounding white space; linear in the length."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _ends_sentence(text, begin, match):
            yield from trimmed(text, begin, match.end())
            begin = match.end()
    yield from trimmed(text, begin, end)


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    following = match["next"]
    if following.islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    before = text[max(begin, match.start() - 40) : match.start()]
    shown = before.split()[-1].lstrip('(«"') if before.split() else ""
    word = shown.lower()
    if word in ENDING or (word in MEASURES and re.search(r"\d\s*$", before[: -len(shown)])):
        return following.isupper()  # «374 500 kr. Vi søker», but «kr. 374 500»
    if word in ABBREVIATIONS or word.rpartition(".")[2] in ABBREVIATIONS or (len(shown) == 1 and shown.isupper()):
        return False  # an abbreviation, or an initial
    if word.isdigit():
        # «20. november» and «1. trinn» go on; «i 2026. Vi skal» and «uke 12. Deretter» end. A number first in its sentence is a label.
        return (following.isupper() or len(word) == 4) and before.strip().lower() != word
    return True


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without surrounding white space; nothing if only white space is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start=start, end=end)
