"""A sentence → the shares of the grant it tells: «Kommunen sin del er sett til 95 000, medan HVL får 185 000».

Each amount is judged by the words between the amounts around it. What is told of last year, of another form, of the owner's own effort,
roughly, or as the price of something is no share asked for now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from behovai.forms.amounts import Money, amounts
from behovai.submission import Party


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_KR = r"\s*(?:,-|kr\.?|kroner|kronene)?\s*"

# What makes an amount none of those asked for now.
_NOT_NOW = _any(
    r"\bi\s+fjor|fjoråre?ts?\b|\bforrige\b|\bførre\b|\btid(?:ligere|legare)\b|\bopp(?:rinnelig|havleg)",
    r"\bfikk\b|\bfekk\b|(?<!få\s)\btildelt\b|\bbrukt[ei]?\b|\btil\s+gode\b|\butbetalt\b|\bmot(?:tatt|teke|tok)\b|\bvar\s+på\b",
    r"\bann(?:et|a)\s+tiltak|\b(?:eget|eige|eigen|egen|anna|annet|annen|andre|(?:også|òg)\s+sendt)\s+(?:skjema|melding|behovsmelding|søknad)|\ba?e?nten\b|\btiltak\s+\d",
    r"\butkast\w*|\bførst\s+tenk\w*|\b(?:ble|blei|vart)\s+(?:det\s+)?(?:stående|ståande|nevnt|nemnt)|\bmisforstå\w*",
    r"\bløyvd\b|\bbevilg\w*|\binnvilg\w*|\bhar\s+gitt\b",
    r"\bikk(?:e|je)\s+(?:om|inn)\b|\b(?:ble|blei|vart)\s+det\b|\b(?:egen|eigen|annen|annan|andre)\s+ei(?:er|gar)|\b(?:regionen|fylket)\b|\bkost(?:er|ar)\b",
    r"\bsøkte\b|\bhar\s+søkt\s+(?!om)|\b(?:andre|hver|kvar|kvar\s+av)\s+(?:av\s+)?kommun\w*|\bytterlig\w*|\bytterleg\w*|\bi\s+tillegg\b|\bredusert?\b(?!\s+til)|\bigjen\s+fr[aå]\b",
    r"\bår(?:lig|leg)\b|\b(?:fr[aå]|av)\s+(?:Udir\w*|staten|fylke\w*|statsforvalt\w*)|\bi\s+[\w-]+(?:midl[ae]r|tilskudd|tilskot)\b|\bubrukte?\b|\boversk(?:y|ot|udd)\w*",
    r"\bdersom\b|\bhvis\b|\bom\s+vi\s+(?:får|kunne)|\bneste\s+år\b|\b(?:hausten|høsten|våren)\s*:",
)
_ROUGHLY = _any(
    r"(?:\bca\.?|\bom\s*lag|\brundt|\bomtrent|\bomkring|\binntil|\bbortimot|\bopp?\s*til|\bmaks\w*|\bminst|\bminimum"
    r"|\bi\s+nær(?:leiken|heten)\s+av|\banslagsvis|\b[cs]irka|\bestimert(?:\s+til)?|\bansl(?:ått|ag)(?:\s+til)?|\bstipulert(?:\s+til)?|\bkring|\bnesten|\bover|\bunder|\bmellom|\bikk(?:e|je))\W*$",
    r"\bmellom\s+[\d .]+(?:kr\w*\.?\s*)?(?:og|til)\s*$",
)
_ACCOUNT = _any(  # a number that names something
    r"\b(?:konto|org|tel|tlf|mobil|(?:sak|prosjekt|ansvar)s?n(?:r|ummer))[\w-]*[.\s]*(?:nr|nummer)?[.:\s]*$"
)
_OWN = _any(
    r"e(?:gen|igen)\s?(?:innsats|andel|finansier)|e(?:gne|igne)\s+midl\w*|\bsjølv\b|\bselv\b(?!\s+i\b)",
    r"\bbidr(?:ar|eg)\b|\btilsvar\w*|\be(?:gne|igne)\s+tim\w+|\bla\s+på\b|\bstill(?:er|e)\s+med\b|\bdekk(?:er|e|jer|es|ast|et)\b|\bgir\b|\bgjev\b|\boverfør\w*|\bbetal\w*|\bspleis\w*|\bbudsjettert\b",
    r"\bhonorar\w*|\breise\w*|\bl[øo]nn\w*|\bvikar\w*|\bleie\b|kost(?:er|ar|a|nad\w*|naden)?\b|\butgift\w*|budsjett\w*|\bfrikjøp\w*",
    r"\bverdi(?:en)?\b|\bverds\w+|\btime(?:r|pris\w*)\b|\bstilling\w*|\bkurs\w*|\bkoordinator\w*|\bkvar\s+skule|\bhver\s+skole|\bper\b|\bpr\b",
)
_FOR_EACH = _any(r"\b(?:hver|hvert|kvar|kvart)\s+(?!av\b|sin\b|sitt\b)[^\W\d]")
_SPENT = _any(r"\bbruk\w*", r"\b(?:til|for)\s+(?!s(?:in|itt)\b|vår|neste|e[gi]+en\b|oss\b)[^\W\d]", _OWN.pattern)
_FOR_SOMETHING = re.compile(
    rf"{_KR}(?:i\s+søknaden\s+)?(?:til|for|på|som\s+går\s+til)\s+"
    r"(?!s(?:in|itt|ine)\b|vår|deres|deira|e[gi]+en\b|sammen\b|saman\b|komm(?:e|a)nde\b|oss\b|vegne\b|hei?le\b|sk[ou]leåret|perioden)(\w+)",
    re.IGNORECASE,
)

# What makes it a whole share, or the total.
_ASKED = _any(
    r"\b(?:søk\w*|ber|bed|be|meld\w*|treng\w*|ønsk\w*|behov\w*|lagt\s+inn|legg(?:er|e)?(?:\s+\w+)?\s+inn|skal\s+(?:ha|stå)|får|få|ha|går|mottar|mottek"
    r"|(?:satt|sett|ført|sat)\s+(?:opp|til|ned|inn)|(?:be)?rekn\w*|bereg\w*|justert|endr\w*"
    r"|del(?:en)?|andel(?:en)?|part(?:en)?|tilsk\w+|beløp\w*|sum\w*|står|utgjør|utgjer|stor[dt]?"
    r"|ig?jen\s+med|att\s+med|klarer\s+seg\s+med)\b",
    r"^\s*om\s*(?:kr\.?\s*)?$",
)
_SHARE = _any(r"\b(?:sin|sitt|vår|vårt|deres|deira|\w+s)\s+(?:egen\s+|eigen\s+)?(?:del|andel|part)\b", r"\bfor\s+sin\b")
_WHOLE = _any(
    r"\b(?:søknadsbeløp\w*|søknadssum\w*|total(?:t|en|sum\w*|beløp\w*|ramm\w*)?|ramm[ea]n?|sam(?:let|la|a)\b|summen|(?:sum|beløp)\w*\s+for\s+hei?le|til\s?sam(?:men|an)|i\s+alt)\b"
)
_OF_WHOLE = _any(r"\b(?:rest(?:en)?|\w*(?:del|part)\w*|halv\w*|prosent)\s+(?:\w+\s+)?av\s+(?:\w+\s+){0,3}$")  # before «søknadssummen»
_THEN_WHOLE = _any(rf"[\s,-]*{_KR}{_WHOLE.pattern}")
_TOGETHER = _any(r"\b(?:partnerska\w+|partnarska\w+|begge|felles|sammen\s+med|saman\s+med)\b")
_DIVIDED = _any(r"[^.]{0,25}?(?:\b(?:der|hvorav|fordelt|fordeles|fordelast|delt)\b|\bav\s+dette\b)")
_THE_APPLICATION = _any(r"\bsøknaden\s+er\s+(?:nå\s+|no\s+)?på\s+(?:kr\.?\s*)?$")
_IS_ASKED = _any(rf"{_KR}(?:søkes|søkast|(?:blir|vert)\s+(?:det\s+)?søkt)\b")
_IS_ASKED_IN_ALL = _any(
    r"\bdet\s+(?:søkes|søkast|(?:blir|vert)\s+søkt)\s+(?:om\s+)?(?:totalt?|sam(?:let|la)|til\s?sam(?:men|an)|i\s+alt)"
    r"(?:\s+om)?\s*(?:kr\.?\s*)?$"
)
_IN_ANOTHER = _any(r"\bi\s+(?:sin|si|deira|deres)\s+(?:e[gi]+en\s+)?(?:behovs)?melding")
_YEARS_ON_END = re.compile(r"\b20(\d\d)\s*[–-]\s*(?:20)?(\d\d)\b")
_OF_THE = _any(r"\bav\s+(?:de|dei|desse|disse)\s*$")
_WE_ASK = _any(rf"{_KR}(?:som\s+)?(?:vi|me|partnerskapet)\s+(?:søk|ber)")

# Whose it is.
_TO = (
    rf"{_KR}(?:av\s+(?:tilsk|midl|søknadss)\w+\s+)?"
    r"(?:(?!av\b|fr[aå]\b)\w+\s+){{0,2}}(?:til|på|hos|tilfaller|tilfell)\s+(?:(?-i:[A-ZÆØÅ])\w+\s+)?(?:{})(?!\w|\s+si(?:n|tt|ne)?\b)"
)
_FOR_OURS = _any(rf"{_KR}for\s+vår")
_IS_WHAT = _any(rf"{_KR}er\s+(?:det|beløpet|summen)\b(?:\s+som)?")
_ONLY_IS = _any(r"\s*(?:er|blir|vert|på|:|=)\s*(?:kr\.?\s*)?")
_EACH = _any(rf"{_KR}(?:hver|kvar)\b(?!\s+\w+(?:skol|skul|barneh))")
_OURS = _any(r"\b(?:vår|vårt|våre|oss)\b")
_THEIRS = re.compile(r"\s*(?:De|Dei)\b(?!.*\b(?:vi|me)\b)|.*\b(?:deres|deira)\b")

_CUT = _any(r"[,;:]\s|\(", r"\b(?:mens|medan|men|og|der|hvorav)\s")
_ASIDE = re.compile(rf"{_KR}\(([^)\d]*)", re.IGNORECASE)  # what a parenthesis after the amount says
_NOT_IN_ASIDE = _any(_NOT_NOW.pattern, r"e[gi]+e?n\s?(?:innsats|andel|finansier)|\b(?:per|pr)\b|\btilsvar|\btime|\bbudsjettert")
_CLAUSE_ENDS = _any(_CUT.pattern, r"[.!?](?:\s|$)")
_NEW_SENTENCE = re.compile(r"\s+[A-ZÆØÅ]")
_USED = _any(rf"{_KR}(?:som\s+)?(?:skal\s+)?(?:går|gå|bruk\w*|nytt\w*|dekk\w*)\b")
_PART_OF = _any(
    r"(?:%|prosent|halv\w*|tredel\w*|fjerdedel\w*|(?:redusert?|økt|auka?)\s+med|\brammen?|\bramma)\s+(?:av\s+|på\s+)?(?:de\s+)?(?:kr\.?\s*)?$"
)
_MORE = _any(
    rf"{_KR}(?:mer|meir|mindre|ekstra|videre|vidare|igjen|att|eller|innbygg\w*|elev\w*|barn\w*|ansatt\w*|tilsett\w*|lærer\w*|lærar\w*|kvadrat\w*|over\s+(?:\d|to|tre|fire|fem|fleire|flere)\s+år)\b"
)
_FROM = _any(r"\b(?:fra|frå)\s+(?:kr\.?\s*)?$")
_TOWARDS = _any(rf"{_KR}(?:og\s+)?(?:opp|ned)?\s*til\s+(?:kr\.?\s*)?$")
_BETWEEN = 4  # words between «sin del», «ber om» and the amount
_NEAR = 90  # characters between a party and its amount
_REACH = 300  # characters around an amount that are looked at


@dataclass(frozen=True)
class Parties:
    """How the eier and the UH are named in this submission."""

    eier: re.Pattern[str]
    uh: re.Pattern[str]
    to_eier: re.Pattern[str]
    to_uh: re.Pattern[str]

    @classmethod
    def of(cls, eier: str, uh: str) -> Parties:
        """From alternatives as they stand in a pattern."""
        named = (re.compile(rf"\b(?:{words})(?:s|\b)", re.IGNORECASE) for words in (eier, uh))
        given = (re.compile(_TO.format(words), re.IGNORECASE) for words in (f"{eier}|oss|vår", uh))
        return cls(*named, *given)

    def named(self, text: str) -> dict[Party, int]:
        """The parties named in the text, and where each is named last."""
        found: dict[Party, int] = {}
        words: tuple[tuple[Party, re.Pattern[str]], ...] = (("eier", self.eier), ("uh", self.uh))
        for party, pattern in words:
            for match in pattern.finditer(text):
                found[party] = match.end()
        return found


def told(sentence: str, before: str, parties: Parties) -> Iterator[tuple[Party, Money]]:
    """The whole shares and the total that a sentence tells; `before` is the sentence before it."""
    if sentence.endswith("?"):
        return
    found = [money for money in amounts(sentence) if money.sure]
    if len(found) > 2 and sum(_for_something(sentence[money.end : money.end + _REACH], parties) for money in found) > 1:
        return  # a budget
    last = _only(parties.named(before))
    for place, money in enumerate(found):
        start = max(found[place - 1].end if place else 0, money.start - _REACH)
        stop = min(found[place + 1].start if place + 1 < len(found) else len(sentence), money.end + _REACH)
        leading, following = sentence[start : money.start], sentence[money.end : stop]
        earlier = sentence[max(0, found[place - 1].start - _REACH) : found[place - 1].start] if place else ""
        if _TOWARDS.match(leading) and _FROM.search(earlier):
            leading = earlier  # «fra 300 000 til 240 000»
        elif _FROM.search(leading):
            continue
        for party in _whose(leading, following, parties, last, more=place + 1 < len(found)):
            yield party, money


def is_none(text: str, money: Money, begin: int, end: int, *, alone: bool = False) -> bool:
    """Whether an amount in the sentence text[begin:end] is plainly no share: of other years or another form, told roughly, or a price.

    `alone`: it follows the party's name and a colon, and no other amount does: then what it goes to makes it no less a share.
    """
    sentence = text[max(begin, money.start - _REACH) : min(end, money.end + _REACH)]
    if _IN_ANOTHER.search(sentence) or any(int(years[2]) - int(years[1]) > 1 for years in _YEARS_ON_END.finditer(sentence)):
        return True
    leading = text[max(begin, money.start - _REACH) : money.start]
    ended = text[money.end - 1] == "." and _NEW_SENTENCE.match(text, money.end)  # the full stop of «kr.» was also the sentence's
    near = "" if ended else _clause_after(text[money.end : money.end + _REACH])
    used = alone or _USED.match(near)  # what it goes to makes it no less a share
    clause = _clause_before(leading)
    price = _OWN.search(clause) or _FOR_EACH.search(clause) or (not used and _OWN.search(near))
    part = _PART_OF.search(leading[-_NEAR:]) or _MORE.match(text, money.end)
    aside = _ASIDE.match(text, money.end)
    told_aside = aside and _NOT_IN_ASIDE.search(aside[1])
    named = _ACCOUNT.search(leading[-_NEAR:])
    return bool(
        price or part or told_aside or named or _ROUGHLY.search(leading[-_NEAR:]) or _NOT_NOW.search(leading) or _NOT_NOW.search(near)
    )


def is_spent(text: str, money: Money) -> bool:
    """Whether the words after the amount say what it goes to."""
    return bool(_USED.match(text, money.end))


def _whose(leading: str, following: str, parties: Parties, last: Party | None, *, more: bool) -> Sequence[Party]:
    """Whose whole share the words before and after an amount say it is; nobody's if they do not say."""
    given = _given_to(following, parties)
    if given is not None or _for_something(following, parties):
        return given or ()
    named = parties.named(leading)
    if len(named) == 2 and _EACH.match(following):
        return ("eier", "uh")
    shared = _SHARE.search(leading) or _SHARE.search(_clause_after(following))
    if not shared and _is_total(leading, following, named, more=more):
        return ("totalt",)
    return _named_before(leading, named, last)


def _given_to(following: str, parties: Parties) -> Sequence[Party] | None:
    """The party an amount goes to or is asked for by the words after it: «130 000 til kommunen», «250 000 er det UH har lagt inn»."""
    given: tuple[tuple[Party, re.Pattern[str]], ...] = (("eier", parties.to_eier), ("uh", parties.to_uh), ("eier", _FOR_OURS))
    for party, words in given:
        if words.match(following):
            return (party,)
    late = _IS_WHAT.match(following)
    if not late:
        return None
    rest = following[late.end() :]
    asking = _only(parties.named(rest))
    return (asking,) if asking and _ASKED.search(rest) else ()


def _is_total(leading: str, following: str, named: dict[Party, int], *, more: bool) -> bool:
    """«søknadsbeløpet er 410 000», «vi søker totalt om …», «300 000, der 120 000 går til kommunen», «av de 500 000 kronene vi søker om»."""
    if _USED.match(following):
        return False
    if _IS_ASKED_IN_ALL.search(leading):
        return True
    asked, whole = bool(_ASKED.search(leading)), _WHOLE.search(leading)
    if whole and _OF_WHOLE.search(leading[: whole.start()]):
        return False
    if whole or (asked and _THEN_WHOLE.match(following)):
        return len(named) != 1 or bool(_TOGETHER.search(leading))
    if named:
        return False
    divided = more and asked and _DIVIDED.match(following)
    of_the = _OF_THE.search(leading) and _WE_ASK.match(following)
    return bool(divided or of_the or _THE_APPLICATION.search(leading) or _IS_ASKED.match(following))


def _named_before(leading: str, named: dict[Party, int], last: Party | None) -> Sequence[Party]:
    """The party that the words before the amount end with: the last one named, «vår», or «de» for the one in the sentence before."""
    ours = [match.end() for match in _OURS.finditer(leading)]
    if ours and ours[-1] > max(named.values(), default=-1):
        between = leading[ours[-1] :]
        return ("eier",) if not between.strip() or _ASKED.search(between) or _ONLY_IS.fullmatch(between) else ()
    if named:
        if len(named) == 2 and abs(named["eier"] - named["uh"]) < 30:
            return ()
        party = max(named, key=lambda one: named[one])
        between = leading[named[party] :]
        asked = [match.end() for match in _ASKED.finditer(between)]
        spent = (
            _SPENT.search(between, asked[-1]) or len(between[asked[-1] :].split()) > _BETWEEN
            if asked
            else not (_ONLY_IS.fullmatch(between) and _ASKED.search(leading))
        )
        return (party,) if len(between) <= _NEAR and not spent else ()
    if last and _THEIRS.match(leading) and _ASKED.search(leading) and not _CUT.search(leading):
        return (last,)
    return ()


def _only(named: dict[Party, int]) -> Party | None:
    return next(iter(named)) if len(named) == 1 else None


def _for_something(following: str, parties: Parties) -> bool:
    """Whether the amount is for a thing rather than a party."""
    match = _FOR_SOMETHING.match(following)
    if not match:
        return False
    rest = following[match.start(1) :]
    return not (parties.eier.match(rest) or parties.uh.match(rest) or re.match(r"begge|søknad|partnar|partner|året|perioden", rest, re.I))


def _clause_before(leading: str) -> str:
    cuts = list(_CUT.finditer(leading))
    return leading[cuts[-1].end() :] if cuts else leading


def _clause_after(following: str) -> str:
    cut = _CLAUSE_ENDS.search(following)
    return following[: cut.start()] if cut else following
