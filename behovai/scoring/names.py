"""What the form's boxes, fields, parts and parties are called in feedback."""

from behovai.scoring.rule import Text

OWNER = Text("eier", "eigar")
PARTNER = Text("kompetansemiljøet", "kompetansemiljøet")

BOXES: dict[str, Text] = {
    "gjelder": Text("hva behovsmeldingen gjelder", "kva behovsmeldinga gjeld"),
    "flere_eiere": Text("flere eiere", "fleire eigarar"),
    "flere_kompetansemiljo": Text("flere kompetansemiljø", "fleire kompetansemiljø"),
    "flere_ordninger": Text("flere ordninger", "fleire ordningar"),
    "viderefores": Text("videreføring av tidligere behovsmelding", "vidareføring av tidlegare behovsmelding"),
    "fase": Text("fase", "fase"),
    "budsjett_i_vedlegg": Text("budsjett i vedlegg", "budsjett i vedlegg"),
    "varighet": Text("varighet", "varigheit"),
    "videreutdanning": Text("sammenheng med videreutdanning", "samanheng med vidareutdanning"),
    "samiske": Text("samiske perspektiver", "samiske perspektiv"),
    "medbestemmelse": Text("medbestemmelse", "medbestemming"),
    "koordinator": Text("koordinator", "koordinator"),
}

FIELDS: dict[str, Text] = {
    "eier": Text("eier", "eigar"),
    "kompetansemiljo": Text("kompetansemiljø/UH", "kompetansemiljø/UH"),
    "kontakt_eier": Text("navn på kontaktperson hos eier", "namn på kontaktperson hos eigar"),
    "kontakt_uh": Text("navn på kontaktperson hos kompetansemiljøet", "namn på kontaktperson hos kompetansemiljøet"),
}

PARTS: dict[str, Text] = {
    "forside": Text("første side", "første side"),
    "medbestemmelse": Text("medbestemmelse", "medbestemming"),
    "enheter": Text("antall enheter", "talet på einingar"),
    "parter": Text("liste over andre eiere og kompetansemiljø", "liste over andre eigarar og kompetansemiljø"),
    "tiltak": Text("tiltaket som videreføres", "tiltaket som blir vidareført"),
    "fremdrift": Text("redegjørelse for fremdrift", "utgreiing om framdrift"),
    "okonomi": Text("økonomi", "økonomi"),
    "varighet": Text("varighet", "varigheit"),
    "forankring": Text("forankring", "forankring"),
    "prosesser": Text("kollektive prosesser", "kollektive prosessar"),
    "laererutdanning": Text("styrking av lærerutdanningen", "styrking av lærarutdanninga"),
    "langsiktig_plan": Text("forankring i langsiktig plan", "forankring i langsiktig plan"),
    "bruk_eier": Text("bruk av eiers tilskudd", "bruk av tilskotet til eigaren"),
    "bruk_uh": Text("bruk av UH sitt tilskudd", "bruk av UH sitt tilskot"),
    "koordinator": Text("koordinator", "koordinator"),
    "koordinator_begrunnelse": Text("begrunnelse for koordinator", "grunngiving for koordinator"),
    "malgruppe": Text("målgruppe", "målgruppe"),
}


def part(key: str) -> Text:
    """A part of the form; numbered sections are «punkt 4»."""
    return PARTS.get(key, Text(f"punkt {key}", f"punkt {key}"))


def box(key: str) -> Text:
    """A box question; forms with several tiltak number those from the second on («varighet_2»)."""
    base, _, tiltak = key.rpartition("_")
    if not tiltak.isdigit():
        return BOXES.get(key, Text(key, key))
    name = BOXES.get(base, Text(base, base))
    return Text(f"{name.nb} (tiltak {tiltak})", f"{name.nn} (tiltak {tiltak})")
