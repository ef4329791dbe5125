"""Document → Submission: which form it is, what was answered, ticked and asked for, whatever file it came in."""

from bisect import bisect_left

from behovai.document import Document, Span, Unit
from behovai.errors import NotABehovsmelding
from behovai.forms import money, tables
from behovai.forms.account import Now
from behovai.forms.boxes import ReadBox, chosen_only, in_words, read_box, typed_behind, typed_only, with_dots
from behovai.forms.contacts import contact
from behovai.forms.language import languages
from behovai.forms.layout import Region, find_regions, find_titles, without_placeholders
from behovai.forms.pieces import Piece, Zone, answer_pieces, printed, printed_pieces, zones
from behovai.forms.shares import Names, names_of, shares
from behovai.forms.spec import VERSIONS, FormSpec, load, signs
from behovai.forms.sums import sum_table
from behovai.forms.units import cut
from behovai.forms.unknown import looks_like_one, read_unknown
from behovai.submission import Addition, Amount, Answer, Criterion, FormVersion, Party, Submission

__all__ = ["read_form", "recognise"]


def recognise(document: Document) -> FormVersion:
    """The form version whose printed signs the text shows; «unknown» where fewer than three show.

    Raises NotABehovsmelding where the text has nothing to do with one.
    """
    best: tuple[int, FormVersion] = (0, "unknown")
    folded = " ".join(document.text.lower().split())
    for version in VERSIONS:
        shown, against = ([any(wording in folded for wording in sign) for sign in group] for group in signs(version))
        best = max(best, (sum(shown) - 2 * sum(against), version), key=lambda item: item[0])
    if best[0] >= 3:
        return best[1]
    if looks_like_one(document.text):
        return "unknown"
    raise NotABehovsmelding(
        f"{document.name} ser ikke ut til å være en behovsmelding: den har verken overskriftene fra skjemaet eller ordene som hører til. "
        "Sjekk at det er riktig fil."
    )


def read_form(document: Document) -> Submission:
    """The submission in a document. Raises NotABehovsmelding."""
    version = recognise(document)
    if version == "unknown":
        return read_unknown(document)
    spec = load(version)
    masked = without_placeholders(document)
    titles = find_titles(spec, document.text)
    regions = find_regions(spec, document, titles)
    regions = _with_front(spec, document, regions)
    boxes = _boxes(spec, with_dots(spec, document), regions)
    answer_zones = zones(spec, document, regions)
    own = answer_pieces(document, answer_zones, printed(spec, document, masked, regions, boxes.values(), titles))
    units, sources = cut(document, own, printed_pieces(document, regions, own))
    fields, spans = _fields(document, masked, regions)
    amounts, sums, asked = _amounts(masked, regions, names_of(fields), spec.year)
    spans |= (
        {key: box.span for key, box in boxes.items()}
        | ({"belop": asked} if asked else {})
        | {region.part.key: Span(start=region.start, end=region.body) for region in reversed(regions)}
    )
    language, malform = languages(" ".join(document.text[unit.start : unit.end] for unit in units if not unit.printed))
    present = {region.part.key: region for region in reversed(regions)}
    return Submission(
        form=version,
        malform=malform,
        language=language,
        document=document,
        units=units,
        answers=_answers(spec, regions, answer_zones, sources),
        fields=fields,
        boxes={key: box.options for key, box in boxes.items()},
        amounts=tuple(amounts),
        sums=tuple(sums),
        totals=_totals(amounts),
        enheter=tables.unit_counts(masked, present["enheter"].body, present["enheter"].end) if "enheter" in present else {},
        deltakere=tuple(tables.people(masked, _after(boxes, "medbestemmelse", present["medbestemmelse"]), present["medbestemmelse"].end))
        if "medbestemmelse" in present
        else (),
        parter=tuple(tables.parties(masked, present["parter"].body, present["parter"].end)) if "parter" in present else (),
        places=_places(units, spans),
        missing=tuple(part.key for part in spec.parts if part.key not in present and not part.optional),
        letters={criterion: letter for letter, criterion in spec.letters.items()},
        joint={other: zone.criterion for zone in answer_zones if zone.criterion for other in zone.also},
    )


def _after(boxes: dict[str, ReadBox], key: str, region: Region) -> int:
    return max(region.body, boxes[key].span.end) if key in boxes else region.body


def _with_front(spec: FormSpec, document: Document, regions: list[Region]) -> list[Region]:
    """The front part is there without its title too, if something of it is printed before the first part found."""
    front = spec.part("forside")
    if front is None or any(region.part is front for region in regions):
        return regions
    stop = regions[0].start if regions else len(document.text)
    if sum(bool(anchor.search(document.text, 0, stop)) for anchor in front.anchors) >= 2:
        return [Region(front, 0, 0, stop), *regions]
    return regions


def _boxes(form: FormSpec, document: Document, regions: list[Region]) -> dict[str, ReadBox]:
    found: dict[str, ReadBox] = {}
    behind = typed_behind(form, document)
    for region in regions:
        for spec in region.part.boxes:
            key = region.key(spec.key)
            box = read_box(spec, document, region.start, region.end, behind=behind)
            box = box or (None if region.tiltak else read_box(spec, document, 0, len(document.text), behind=behind))
            if box and key not in found:
                found[key] = box
    return in_words(chosen_only(typed_only(found, document), document), document)


def _fields(document: Document, masked: str, regions: list[Region]) -> tuple[dict[str, str], dict[str, Span]]:
    fields: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for region in regions:
        for key, pattern in region.part.fields.items():
            value = tables.field(pattern, tuple(region.part.fields.values()), masked, region, region.part.anchors)
            if value is not None:
                name = region.key(key)
                fields[name] = tables.filled(masked[value.start : value.end])
                spans[name] = value
        for key in region.part.people:
            pair = contact(key, masked, region)
            if pair is not None:
                for party, person in zip(("eier", "uh"), pair, strict=True):
                    fields[f"{key}_{party}"], spans[f"{key}_{party}"] = person.value, person.span
    return fields, spans


def _amounts(masked: str, regions: list[Region], names: Names, year: int) -> tuple[list[Amount], list[Addition], Span | None]:
    """All amounts, what should add up, and where the form's own fields for amounts stand first; None if they were not found."""
    amounts: list[Amount] = []
    sums: list[Addition] = []
    asked: list[Span] = []
    fields: list[Span] = []
    for region in regions:
        place = {"forside": "front", "tiltak": "tiltak", "okonomi": "okonomi"}.get(region.part.key, "section" + region.part.key)
        if region.part.sums:
            table = sum_table(region.part.sums, masked, region, place, Now(year))
            untitled = region.part.sums.title.sub(lambda match: " " * len(match[0]), masked)
            told = (
                ([], [])
                if {"eier", "uh"} & {amount.party for amount in table.amounts}
                else shares(untitled, region.body, region.end, place, names, Now(year))
            )
            amounts += [*table.amounts, *(amount.model_copy(update={"tiltak": region.tiltak}) for amount in told[0])]
            sums += [*table.additions, *told[1]]
            asked += [table.span] if table.span else []
        given: dict[Party, Amount] = {}
        for party, pattern in region.part.money.items():
            value = money.field_amount(pattern, masked, region)
            fields += [value[1]] if value and party in ("eier", "uh") else []
            if value and value[0]:
                given[party] = Amount(party=party, kroner=value[0].kroner, place=place, tiltak=region.tiltak, span=value[1])
        amounts += given.values()
        if "totalt" in region.part.money and given:
            parts = tuple(given[party].kroner if party in given else None for party in ("eier", "uh", "koordinator"))
            total = given["totalt"].kroner if "totalt" in given else None
            span = given["totalt"].span if "totalt" in given else next(iter(given.values())).span
            sums.append(Addition(place=place, label="Total", names=("Eier", "UH", "Koordinator"), parts=parts, total=total, span=span))
        if region.part.shares:
            stated, stated_sum = shares(masked, region.body, region.end, place, names, Now(year, region.part.account))
            amounts += [amount.model_copy(update={"tiltak": region.tiltak}) for amount in stated if amount.party not in given]
            sums += stated_sum
            sums += money.table_columns(masked, region.body, region.end, place)
    return amounts, sums, next(iter((*fields[-1:], *asked)), None)


def _totals(amounts: list[Amount]) -> dict[Party, int | None]:
    """The own tiltak's amounts: of the tiltak's own table if there is just one, else of the front page."""
    totals: dict[Party, int | None] = {"eier": None, "uh": None, "koordinator": None, "totalt": None}
    single = {amount.tiltak for amount in amounts if amount.tiltak} in ({1}, set())
    order = ["section6", "front", "tiltak", "okonomi"] if single else ["section6", "tiltak", "okonomi", "front"]
    for place in order:
        for amount in amounts:
            if amount.place == place:
                totals[amount.party] = amount.kroner
    return totals


def _answers(spec: FormSpec, regions: list[Region], answer_zones: list[Zone], sources: dict[str, Piece]) -> tuple[Answer, ...]:
    keys: dict[tuple[str, int | None], Criterion | None] = {}
    for region in regions:
        if region.part.answer:
            keys[(region.part.key, region.tiltak)] = None
            if region.part.lettered and any(zone.criterion for zone in answer_zones):
                keys |= {(region.part.key + letter, None): criterion for letter, criterion in sorted(spec.letters.items())}
    written: dict[tuple[str, int | None], list[str]] = {}
    for unit, piece in sources.items():
        written.setdefault((piece.section, piece.tiltak), []).append(unit)
    return tuple(
        Answer(section=section, tiltak=tiltak, criterion=criterion, units=tuple(written.get((section, tiltak), ())))
        for (section, tiltak), criterion in keys.items()
    )


def _places(units: tuple[Unit, ...], spans: dict[str, Span]) -> dict[str, tuple[str, ...]]:
    starts, longest = [unit.start for unit in units], max((unit.end - unit.start for unit in units), default=0)
    near = {key: units[bisect_left(starts, span.start - longest) : bisect_left(starts, span.end)] for key, span in spans.items()}
    return {key: tuple(unit.id for unit in near[key] if span.start < unit.end) for key, span in spans.items()}
