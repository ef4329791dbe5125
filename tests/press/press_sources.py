"""Invented sources, one per form, small but with every kind of content."""

from typing import Any

PEOPLE: dict[str, Any] = {
    "felt": {
        "eier": "Fjellbygda kommune",
        "kompetansenettverk": "",
        "kompetansemiljo": "Nord universitet",
        "kontakt_eier": ["Kari Testesen", "Rådgiver"],
        "kontakt_uh": ["Ola Prøvesen", ""],
    },
    "enheter": {
        "kommunale_barnehager": "4",
        "private_barnehager": "",
        "offentlige_skoler": "3 + VO",
        "private_skoler": "",
        "pp_tjenester": "1",
    },
    "parter": [{"navn": "Dalbygda kommune", "kontaktperson": "", "type": "Eier"}],
    "medbestemmelse": [{"rolle": "Hovedtillitsvalgt", "navn": "Per Eksempelsen"}],
}
LIST = "Vi gjør dette:\n\n- samling i mai\n- prat på trinnet\n\n• leseplan\no høytlesing\n\nEtterpå ser vi an."
GRID = "Plan:\n\n| hva | når |\n| oppstart | uke 35 |\n\na) Vi teller opp\nog ser etter < 10 & mer."


def source(form: str) -> dict[str, Any]:
    """A fresh source for this form."""
    base = {"id": f"fjellbygda-{form}", "form": form, "malform": "nb", "eier_id": "fjellbygda", "fil": "docx", "utforming": [], **PEOPLE}
    return base | {"2026": FORM_2026, "2025": FORM_2025, "2024": FORM_2024}[form]


FORM_2026: dict[str, Any] = {
    "ruter": {
        "gjelder": ["grunnskole"],
        "flere_eiere": ["ja"],
        "viderefores": ["nei"],
        "fase": ["analyse", "planlegging"],
        "samiske": ["ja"],
    },
    "belop": {"eier": "150 000", "uh": "", "totalt": "150 000", "koordinator": ""},
    "svar": {"1": "Elevene leser lite.\n\nVi spurte lærerne.", "2": LIST, "3": "", "4": GRID, "5": "Lærere", "6": "Reise og vikar."},
}
FORM_2025: dict[str, Any] = {
    "ruter": {"gjelder": ["desentralisert"], "viderefores": ["ja"], "varighet": ["var_2026"]},
    "sumtabell": {"Desentralisert ordning": ["10 000", "20 000", "30 000"], "Sum": ["10 000", "20 000", "30 000"]},
    "svar": {"tiltak": LIST, "fremdrift": GRID},
    "okonomi": {"eier": "10 000", "uh": "20 000", "koordinator": "", "total": "30 000"},
}
FORM_2024: dict[str, Any] = {
    "ruter": {"gjelder": ["regional"], "medbestemmelse": ["ja"]},
    "sumtabell": {"Regional ordning": ["", "5 000", "5 000"], "Sum": ["", "5 000", "5 000"]},
    "tiltak": [
        {
            "navn": "Lesing ute",
            "belop": ["", "5 000", "5 000"],
            "bruk": "Planlegging av tiltak",
            "forankring": LIST,
            "prosesser": GRID,
            "laererutdanning": "Studenter er med.",
            "langsiktig_plan": "",
            "bruk_eier": "--",
            "bruk_uh": "Reise",
            "koordinator": ["nei"],
            "varighet": ["host_2024"],
            "anslag": [["Høst 2025", "1 000", "dyrere buss", "2 000", ""]],
            "malgruppe": "Lærere",
        },
        {"navn": "Tall og spill", "forankring": "Som over."},
    ],
}
