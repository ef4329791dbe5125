"""The legal references that rules rest on, as read on a stated day."""

from collections.abc import Iterable
from dataclasses import dataclass

from behovai.submission import Criterion, FormVersion, Malform

READ = "2026-05-05"  # archive date of the legal texts that were read


@dataclass(frozen=True)
class Reference:
    """A short title in both målformer, the paragraph («§ 11», "" for the whole), where it can be read, and the date of the text read."""

    nb: str
    nn: str
    section: str
    url: str
    date: str = READ

    def name(self, malform: Malform) -> str:
        """«forskrift 12. januar 2026 nr. 23 § 11»."""
        return f"{self.nn if malform == 'nn' else self.nb} {self.section}".strip()


KOLLEKTIV_URL = "https://lovdata.no/dokument/SF/forskrift/2026-01-12-23"


def _kollektiv(section: str) -> Reference:
    title = "forskrift 12. januar 2026 nr. 23"
    return Reference(title, title, section, KOLLEKTIV_URL)


GOALS = _kollektiv("§ 1")
TARGET_GROUP = _kollektiv("§ 2")
RECIPIENTS = _kollektiv("§ 3")
AWARD = _kollektiv("§ 4")
SIGNS = _kollektiv("§ 5")
CONTENTS = _kollektiv("§ 11")
GRANT_LETTER = _kollektiv("§ 13")
REPORTING = _kollektiv("§ 17")
VIDEREUTDANNING = Reference(
    "forskrift 12. januar 2026 nr. 24", "forskrift 12. januar 2026 nr. 24", "§ 5", "https://lovdata.no/dokument/SF/forskrift/2026-01-12-24"
)
GUIDELINES_2021 = Reference(
    "retningslinjer 26. januar 2021 nr. 230",
    "retningslinjer 26. januar 2021 nr. 230",
    "",
    "https://lovdata.no/dokument/INS/forskrift/2021-01-26-230",
)
FORM = Reference("skjemaet", "skjemaet", "", "")
HOVEDAVTALEN = Reference("hovedavtalen", "hovudavtalen", "", "https://www.ks.no/fagomrader/lonn-og-tariff/hovedavtalen/hovedavtalen2020/")
SAMELOVEN_AREA = Reference("sameloven", "samelova", "§ 3-1", "https://lovdata.no/dokument/NL/lov/1987-06-12-56")
SAMELOVEN_DISTRICTS = Reference("sameloven", "samelova", "§ 2-4", "https://lovdata.no/dokument/NL/lov/1987-06-12-56")
SAMI_AREA = Reference(
    "forskrift 17. juni 2005 nr. 657 (forvaltningsområdet for samiske språk)",
    "forskrift 17. juni 2005 nr. 657 (forvaltningsområdet for samiske språk)",
    "",
    "https://lovdata.no/dokument/SF/forskrift/2005-06-17-657",
)
BARNEHAGELOVEN_SAMI = Reference("barnehageloven", "barnehagelova", "§ 10", "https://lovdata.no/dokument/NL/lov/2005-06-17-64")
PERSONAL_NUMBER = Reference("personopplysningsloven", "personopplysningslova", "§ 12", "https://lovdata.no/dokument/NL/lov/2018-06-15-38")
DATA_MINIMISATION = Reference(
    "personvernforordningen", "personvernforordninga", "artikkel 5", "https://lovdata.no/dokument/NL/lov/2018-06-15-38"
)

SIGNS_WORDING: dict[Criterion, str] = {
    Criterion.GJENNOMFORING: (
        "har gjennomført kollektive kompetanseutviklingstiltak i barnehager og skoler i tråd med egne planer og behovsmeldinger"
    ),
    Criterion.PRAKSISENDRING: "Tiltakene har bidratt til planlagt praksisendring",
    Criterion.LAERINGSFELLESSKAP: "Tiltakene har styrket det profesjonelle læringsfellesskapet",
    Criterion.LAERERUTDANNING: "Tiltakene har bidratt til å styrke og praksisrette lærerutdanningen",
    Criterion.INKLUDERING: (
        "Tiltakene har bidratt til å forebygge utenforskap, fremme inkludering og gi et tilpasset pedagogisk tilbud og opplæring"
    ),
}
"""§ 5 word for word (the regulation exists in bokmål only); the regulation's letters a–e follow this order."""


def basis_for(form: FormVersion, references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references that hold for a form: the guidelines of 2021 where the form is older than the regulation of 2026."""
    if form not in ("2024", "2025"):
        return tuple(references)
    older = (GUIDELINES_2021 if reference.url in (KOLLEKTIV_URL, VIDEREUTDANNING.url) else reference for reference in references)
    return tuple(dict.fromkeys(older))
