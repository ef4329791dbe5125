"""Words → rough stems that are the same in bokmål and nynorsk, singular and plural, present and past.

Not a lemmatiser: it only has to give the same stem for forms that mean the same, fast and without a dictionary.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"§\s?\d+|\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")

# Nynorsk function words and a few nouns and verbs of the field → bokmål.
_SAME = dict(
    pair.split(":")
    for pair in (
        "ikkje:ikke eg:jeg me:vi ho:hun dei:de deira:deres kva:hva kven:hvem kor:hvor kvar:hver kvart:hvert korleis:hvordan kvifor:hvorfor frå:fra "
        "noko:noe nokon:noen nokre:noen mykje:mye meir:mer fleire:flere vere:være vore:vært vert:blir vart:ble blei:ble bli:bli gjere:gjøre gjer:gjør "
        "gjort:gjort òg:også saman:sammen sjølv:selv ein:en eit:et ei:en dersom:hvis nytte:bruke nyttar:bruker tilskot:tilskudd veke:uke veker:uker "
        "berre:bare no:nå då:da sidan:siden etter:etter fyrst:først først:først mellom:mellom gje:gi gjev:gir gi:gi teke:tatt tek:tar ta:ta kome:kommet kjem:kommer "
        "seier:sier seie:si sjå:se ser:ser born:barn borna:barna vaksne:voksne heile:hele alle:alle einskild:enkelt einskilde:enkelte haust:høst hausten:høsten "
        "år:år åra:årene møte:møte synleg:synlig måndag:mandag laurdag:lørdag korkje:verken anten:enten likevel:likevel difor:derfor drøfte:drøfte"
    ).split()
)
_NUMERALS = frozenset("to tre fire fem seks sju syv åtte ni ti elleve tolv femten tjue tretti førti femti hundre".split())
# Letters that differ systematically inside words.
_INSIDE = (
    (re.compile(r"^skul"), "skol"),
    (re.compile(r"skul(?=e|a)"), "skol"),
    (re.compile(r"høgskul"), "høgskol"),
    (re.compile(r"^høysk"), "høgsk"),
    (re.compile(r"lærar"), "lærer"),
    (re.compile(r"tilsett"), "ansatt"),
    (re.compile(r"^leiar"), "leder"),
    (re.compile(r"leiar"), "leder"),
    (re.compile(r"^leiing|^leiel"), "ledel"),
    (re.compile(r"^leik"), "lek"),
    (re.compile(r"vidare"), "videre"),
    (re.compile(r"^auk"), "øk"),
    (re.compile(r"^eigar"), "eier"),
    (re.compile(r"eigen"), "egen"),
    (re.compile(r"^eig"), "eg"),
    (re.compile(r"eining"), "enhet"),
    (re.compile(r"rettlei"), "veiled"),
    (re.compile(r"utanfor"), "utenfor"),
    (re.compile(r"heim"), "hjem"),
    (re.compile(r"fråvær"), "fravær"),
    (re.compile(r"kjenneteikn"), "kjennetegn"),
    (re.compile(r"teikn"), "tegn"),
    (re.compile(r"målopp(?:nåing|nåelse)"), "måloppnå"),
    (re.compile(r"undersøking|undersøkels"), "undersøk"),
    (re.compile(r"leg(?:e)?$"), "lig"),
    (re.compile(r"leg(?=a|e)"), "lig"),
    (re.compile(r"tidleg"), "tidlig"),
    (re.compile(r"tillitsval[dg]t?"), "tillitsval"),
    (re.compile(r"framdrift"), "fremdrift"),
    (re.compile(r"framleis"), "fortsatt"),
    (re.compile(r"vaksen"), "voksen"),
    (re.compile(r"einig"), "enig"),
    (re.compile(r"partnar"), "partner"),
    (re.compile(r"deltak"), "delta"),
    (re.compile(r"deltek"), "delta"),
)
_ANY_INSIDE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _INSIDE))  # most words have none
_ENDINGS = re.compile(
    r"(?:ingane|ingene|ingar|inger|inga|ingen|ing|elsene|elser|elsen|else|heitene|heiten|heiter|heit|hetene|heten|heter|het|"
    r"arane|erane|erne|arne|ene|ane|ende|ande|ast|est|ere|are|aste|este|te|de|tt|ar|er|en|et|es|as|a|e|t|s)$"
)


def words(text: str) -> list[str]:
    """The words and numbers of the text in order, lower case; a number as «#», a year as «#år», a paragraph sign kept."""
    return [_number(match) if match[0].isdigit() else "#" if match in _NUMERALS else match for match in _WORD.findall(text.lower())]


def _number(match: str) -> str:
    return "#år" if len(match) == 4 and match[:2] in ("19", "20") else "#"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The rough stem of a word: «lærarane» and «lærerne» give the same."""
    word = _SAME.get(word, word)
    if len(word) < 4 or word[0] in "#§":
        return word
    if _ANY_INSIDE.search(word):
        for pattern, replacement in _INSIDE:
            word = pattern.sub(replacement, word)
    cut = _ENDINGS.sub("", word)
    if len(cut) < 3:
        return word
    again = re.sub(r"(?:er|ar|s|e)$", "", cut) if len(cut) > 5 else cut
    return again if len(again) >= 3 else cut
