"""A small invented source on the form of 2026, to be filled in: whoever needs a submission gives the answers."""

from typing import Any

from examples.press.source import Source


def small(answers: dict[str, str], **changes: Any) -> Source:
    """A source with these answers; `changes` replace or add top keys."""
    return {
        "id": "fjellbygda-2026",
        "form": "2026",
        "malform": "nb",
        "eier_id": "fjellbygda",
        "fil": "txt",
        "utforming": [],
        "felt": {
            "eier": "Fjellbygda kommune",
            "kompetansenettverk": "",
            "kompetansemiljo": "Fjordhøgskolen",
            "kontakt_eier": ["Kari Testesen", "Rådgiver"],
            "kontakt_uh": ["Ola B. Prøvesen", "Førstelektor"],
        },
        "ruter": {"gjelder": ["grunnskole"], "samiske": ["ja"], "medbestemmelse": ["ja"]},
        "belop": {"eier": "150 000", "uh": "250 000", "totalt": "400 000", "koordinator": ""},
        "svar": answers,
        **changes,
    }
