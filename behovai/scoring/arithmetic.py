"""Amounts: how they are written, whether they add up, whether two places agree."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from behovai.scoring.rule import Text, joined
from behovai.submission import Addition, Amount, Party, Submission

PLACES = {
    "front": Text("første side", "første side"),
    "section2": Text("punkt 2", "punkt 2"),
    "section6": Text("punkt 6", "punkt 6"),
    "sectionkommentar": Text("kommentaren", "kommentaren"),
    "sectionbruk_eier": Text("eiers bruk av tilskuddet", "eigar sin bruk av tilskotet"),
    "sectionbruk_uh": Text("UHs bruk av tilskuddet", "UH sin bruk av tilskotet"),
    "sectionfremdrift": Text("redegjørelsen for fremdriften", "utgreiinga om framdrifta"),
    "tiltak": Text("tiltaket", "tiltaket"),
    "okonomi": Text("økonomi", "økonomi"),
}
COORDINATOR = "koordinator"


def kroner(amount: int) -> str:
    """«350 000»."""
    return f"{amount:,}".replace(",", " ")


def adds_up(addition: Addition) -> bool:
    """Whether the parts give the total; an empty part counts as 0, and where no total or no part is given there is nothing to judge.

    In the economy part of the form the owner's amount may or may not include the coordinator's.
    """
    if addition.total is None or all(part is None for part in addition.parts):
        return True
    total = sum(part or 0 for part in addition.parts)
    allowed = {total}
    if addition.place == "okonomi":
        allowed.add(
            total - sum(part or 0 for part, name in zip(addition.parts, addition.names, strict=True) if COORDINATOR in name.casefold())
        )
    return addition.total in allowed


def shown(additions: Iterable[Addition]) -> str:
    """«Sum: 350 000 + 409 000 = 759 000, men det står 795 000» – the same words in both målformer.

    The same figures in several rows are shown once: «Desentralisert ordning og Sum: …».
    """
    labels: dict[str, list[str]] = {}
    for addition in additions:
        labels.setdefault(_figures(addition), []).append(addition.label)
    named = ((joined(dict.fromkeys(filter(None, found))), figures) for figures, found in labels.items())
    return "; ".join(f"{label}: {figures}" if label else figures for label, figures in named)


def _figures(addition: Addition) -> str:
    parts = " + ".join("tomt felt" if part is None else kroner(part) for part in addition.parts)
    return f"{parts} = {kroner(sum(part or 0 for part in addition.parts))}, men det står {kroner(addition.total or 0)}"


def disagreements(submission: Submission, parties: Iterable[Party]) -> Iterator[tuple[Party, Amount, Amount]]:
    """Pairs of places that give the same amount differently, the first pair of each party.

    Amounts are the same if they belong to the same party and tiltak. A table with a row per ordning agrees if any of its rows does.
    """
    for party in parties:
        own = [amount for amount in submission.amounts if amount.party == party]
        pairs = (pair for amounts in _by_tiltak(own) for pair in combinations(_by_place(amounts), 2))
        differing = next(((one, two) for one, two in pairs if not _agree(submission, party, one, two)), None)
        if differing:
            one, two = differing
            yield party, _nearest(one, two[0]), two[0]


def _by_tiltak(amounts: list[Amount]) -> list[list[Amount]]:
    """One list per tiltak. With one tiltak all amounts are its; with several, a sum over all of them belongs to none."""
    numbers = sorted({amount.tiltak for amount in amounts if amount.tiltak is not None})
    if len(numbers) < 2:
        return [amounts]
    return [[amount for amount in amounts if amount.tiltak == number] for number in numbers]


def _by_place(amounts: list[Amount]) -> list[list[Amount]]:
    return [[amount for amount in amounts if amount.place == place] for place in dict.fromkeys(amount.place for amount in amounts)]


def _agree(submission: Submission, party: Party, one: list[Amount], two: list[Amount]) -> bool:
    extra = {amount.kroner for amount in submission.amounts if amount.party == COORDINATOR} if party == "eier" else set()
    first, second = (_readings(amounts, extra) for amounts in (one, two))
    if first & second:
        return True
    # The first page may hold tiltak that are not in this file: then its amount is the larger one.
    return _several_tiltak(submission) and max(first) > min(second) and one[0].place == "front"


def _several_tiltak(submission: Submission) -> bool:
    number = submission.fields.get("antall_tiltak", "").strip()
    return bool(submission.boxes.get("flere_ordninger", {}).get("ja")) or (number.isdecimal() and int(number[:9]) > 1)


def _readings(amounts: list[Amount], extra: set[int]) -> set[int]:
    """An amount as it stands, and with the coordinator's added."""
    return {amount.kroner + more for amount in amounts for more in (0, *extra)}


def _nearest(amounts: list[Amount], other: Amount) -> Amount:
    return min(amounts, key=lambda amount: abs(amount.kroner - other.kroner))
