"""Text → the language and målform it is written in, by the small words that tell them apart.

General language guessers call a third of bokmål paragraphs nynorsk; a few dozen function words that exist in one målform only
decide nearly every text of two sentences or more.
"""

import re
from collections import Counter

from behovai.submission import Language, Malform

WORDS: dict[Language, frozenset[str]] = {
    "nb": frozenset(
        """
        ikke jeg hun hva hvem hvor hvordan hvorfor hvilke hvilken fra noe noen mye mer flere være vært bli blir
        ble gjøre gjør dem deres disse både gjennom også skolen skolene barnehagene elevene lærerne ansatte
        kommunene tiltakene arbeidet enheten enhetene økt utvikle måloppnåelse hver hvert etter følge videre uke
        uker bare selv sammen se si gi får tilskudd egen eget egne en et hvis når bruke brukes styrke lage
        erfaringer samtaler endringer målinger kartlegginger endret utviklet
        """.split()
    ),
    "nn": frozenset(
        """
        ikkje eg ho kva kven kvar korleis kvifor kva noko nokon nokre mykje meir fleire vere vore bli blir vart
        vert gjere gjer dei deira desse frå gjennom òg skulen skulane barnehagane elevane lærarane tilsette
        kommunane tiltaka einskild eining einingane auka auke utvikle måloppnåing kvart kvar etter følgje vidare
        veke veker berre sjølv saman sjå seie gje gjev tilskot eigen eige eigne ein eit dersom når bruke nytte
        styrkje lage erfaringar samtalar endringar målingar kartleggingar endra utvikla arbeider heile nye
        vaksne borna born leiar leiarar leiarane lærar lærarar skule skular
        """.split()
    ),
    "en": frozenset(
        """
        the and of to is are with for that this will be by from have has our we in on their which as not it
        """.split()
    ),
    "se": frozenset(
        """
        ja lea leat dan dat mii sii ahte muhto dahje gii dása mánáid mánát oahppiid skuvllas gielda sámi
        sámegiela lij li
        """.split()
    ),
}
_ONLY_NB = WORDS["nb"] - WORDS["nn"]
_ONLY_NN = WORDS["nn"] - WORDS["nb"]
_NORWEGIAN = WORDS["nb"] | WORDS["nn"] | {"og", "i", "på", "til", "er", "av", "som", "det", "med"}
_ENGLISH = WORDS["en"] - {"for", "by"}
_SAMI = WORDS["se"] - {"ja"}
_WORD = re.compile(r"[^\W\d_]+")


def languages(text: str) -> tuple[Language, Malform]:
    """The language of the text («nb» or «nn», «en», «se» – a Sámi language –, «unknown» where too few words tell), and the målform.

    The målform is bokmål where nothing tells.
    """
    counts = Counter(_WORD.findall(text.lower()))
    malform: Malform = "nn" if _of(counts, _ONLY_NN) > _of(counts, _ONLY_NB) else "nb"
    total, norwegian, english, sami = counts.total(), _of(counts, _NORWEGIAN), _of(counts, _ENGLISH), _of(counts, _SAMI)
    if total >= 20 and english > norwegian and english > 0.15 * total:
        return "en", malform
    if total >= 20 and sami > norwegian and sami > 0.04 * total:
        return "se", malform
    return "unknown" if norwegian < max(2, 0.08 * total) else malform, malform


def _of(counts: Counter[str], words: frozenset[str]) -> int:
    return sum(counts[word] for word in words)
