"""The wording of notes to oneself, of words addressed to a machine, of orders (TXT001, TXT004), and of travel alone (OKO003).

Each is a feature among others: «ring oss om noe er uklart» is an order and a request to call, and neither a note nor an instruction.
"""

import re

# What may stand between two words or brackets has a bound here: without one, a text made to be slow would be.
_VERB = (
    r"(?:dobbelt)?sjekk(?:es?|ast)?|spør(?:re|je)?|ring(?:e|es)?|hør(?:e)?|høyr(?:e)?|purre?|avklar(?:es?|ast)|rekne\s+ut|regne\s+ut|legge?\s+inn|set(?:t|te)?\s+inn"
    r"|fyll(?:e|es)?\s+inn|skriv\s+(?:noe|noko|mer|meir|inn)|utdyp|husk|hugs|finn\s+(?:ut|tal)|flytt(?:e)?\s+(?:hit|dit|opp|ned)|slett(?:es?)?|stryk(?:es?)?|todo|nb"
)
_NOTE = re.compile(  # matched against lower-cased text, as _ORDER is: three times as fast as without regard to case
    rf"\?\?|!!|\(\?\)|\?\s*\([^)]{{0,300}}\)\s*$|(?:^|[(\[]|[.:?–-]\s)\W{{0,40}}(?:\w+:\s*)?(?:{_VERB})\b(?!\s+(?:er|var|blir|ble|vert|skal|kan)\b)"
    r"|\[(?=[^\]]{0,300}\])[^\[\]]*\b(?:her|inn|tall|tal|navn|namn|sum|bilde)\b"
    r"|\b(?:x{2,}\b|(?:avklares|avklarast|sjekkes|sjekkast|fylles\s+inn|fyllast\s+inn|settes\s+inn|setjast\s+inn|fyll(?:er)?\s+inn)\b[^.]{0,300}(?:!|\)|\]|\bnår\b|\bmed\b|\bav\s+[a-zæøå])"
    r"|må\s+(?:vi\s+)?(?:ha|få|inn|stå)\b[^.]{0,300}\bher\b|(?:her|no)\s+må\s+(?:vi|det)\b|(?:før|innan)\s+innsending|når\s+\w+\s+(?:er\s+(?:tilbake|attende)|ringer|har\s+bestemt\s+seg)"
    r"|ik(?:ke|kje)\s+bestemt\b)",
)
_MACHINE = re.compile(
    r"\b(?:KI|AI|LLM|GPT|ChatGPT|Copilot|kunstig\s+intelligens|språkmodell\w*|robot\w*|chatbot\w*|algoritme\w*"
    r"|(?:automatisk|maskinell|digital)\w*\s+(?:saksbehandl|vurder|lese|kontroll|system|sorter|verktøy|behandl|gjennomg|assistent)\w*|vurderingsverktøy\w*|system(?:melding|prompt|instruks)\w*|prompt\w*|assistant|assistent:)\b",
)
_ORDER = re.compile(
    r"\b(?:se|sjå)\s+bort\s+fr[aå]|\bignor\w+|\bhopp\s+over|\b(?:gi|gje|gjev|sett|set)\s+(?:\w+\s+){0,4}(?:full|topp|høy|høg|best|maks|god|3|tre|karakter|skår|score|poeng|vurdering)\w*"
    r"|\b(?:skriv|svar|rapporter|konkluder|bekreft|stadfest|meld)\s+(?:\w+\s+){0,4}at\b|\bikk(?:e|je)\s+(?:nevn|nemn|pek|list|marker|kommenter|gi|gje|flagg)\w*|\b(?:vurder|marker|klassifiser|registrer|behandle?|rang\w+)\s+(?:\w+\s+){0,5}som\b"
    r"|\bingen\s+(?:merknad|anmerk|mangl|feil)\w*|\binga\s+merknad|\bgodkjen\w*|\banbefal\w*|\btilrå\w*|\bgener\w+|\boverstyr\w*|\bforrige\s+instruks\w*|\btidl\w+\s+instruks\w*|\bprioriter\w*",
)


def wording(text: str) -> list[str]:
    """The patterns a text shows: «note», «machine» and «order»."""
    lower = text.lower()
    shown = (("note", _NOTE.search(lower)), ("machine", _MACHINE.search(text)), ("order", _ORDER.search(lower)))
    return [name for name, match in shown if match]


# «HVL: 220 000, av dette 18 000 til reise og opphald»: what makes travel a part, and the words it is told with beside names and numbers.
_PART = re.compile(
    r"\b(?:her|hvor|der)av\b|\bav\s+(?:dette|det|desse|disse)\b|\b(?:inkl\w*|medrekn\w*|medregn\w*|inngår|herunder|med|der|hvor|kor|her)\b",
    re.IGNORECASE,
)
_BESIDE_TRAVEL = re.compile(
    r"(?:reise|opph[oa]ld|overnatt|kost|utgift|utlegg)\w*|(?:universitet|høg?sk|høysk|fagsk|kompetansemilj|kommun|ei(?:er|gar))\w*|uhs?|ca|om|lag|rundt|minst|kr|kroner|nok|mill\w*|tusen"
    r"|(?:an)?del(?:en)?|sum(?:men)?|beløp(?:et)?|til(?:skudd|skot)\w*|midl\w*|søk\w*|ber|bed|treng\w*|får|går|skal|har|gjeld\w*|gjelder|blir|vert|er|utgj\w+|inngår|ligg\w*|medrekn\w*|medregn\w*|inkl\w*"
    r"|herav|hvorav|derav|herunder|av|dette|det|den|desse|disse|her|der|hvor|kor|og|i|inn|med|til|for|frå|fra|på|ved|som|så|samlet|samla|sam(?:men|an)|totalt?|alt|sin|si|sitt|sine|vår|våre|begge|to|tre|alle|også|òg|dei|de|svar|kompetansepartner\w*"
)


def only_travel(text: str) -> bool:
    """Whether an amount is told with travel and stay as part of it and nothing else as its use (docs/rules.md, OKO003)."""
    words = re.findall(r"[^\W\d_]+", text)
    return (
        "\t" not in text
        and any(sign.isdigit() for sign in text)
        and any(word.lower().startswith(("reise", "opph", "overnatt")) for word in words)
        and bool(_PART.search(text))
        and all(word[:1].isupper() or _BESIDE_TRAVEL.fullmatch(word) for word in words)
    )
