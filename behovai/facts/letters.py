"""Which målform a letter to the owners is written in (språklova § 15)."""

from collections.abc import Iterable

from behovai.facts.municipalities import Municipality
from behovai.submission import Malform


def letter_malform(owners: Iterable[Municipality], text_malform: Malform) -> Malform:
    """The målform of the owners' språkvedtak; the text's own where they are neutral, differ, or there is no municipality among them."""
    decisions = {owner.sprakvedtak for owner in owners}
    if decisions == {"bokmål"}:
        return "nb"
    if decisions == {"nynorsk"}:
        return "nn"
    return text_malform
