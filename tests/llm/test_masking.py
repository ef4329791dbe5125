"""Invented identifiers and names in every spelling go; sums, years, organisations and municipalities stay."""

import pytest

from behovai.extraction.request import make_request
from behovai.llm.masking import mask
from behovai.llm.names import names_in
from tests.llm.conftest import read

NAMES = names_in(["Kari Moe Testesen", "Ola B. Prøvesen", "Anne-Lise Øst-Hansen", "Per Grane"])
KEEP = ("Grane", "Fjellbygda")


def masked(text, names=NAMES, keep=KEEP):
    return mask({"u001": text}, names, keep).texts["u001"]


# 15076500565 and 41018000130 (a D-number's form) are invented; check digits computed.
def checked(nine, weights=((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))):
    digits = nine
    for row in weights:
        digits += str(-sum(int(digit) * weight for digit, weight in zip(digits, row, strict=False)) % 11)
    return digits


def valid(day_month_year):
    """A fødselsnummer with right check digits that belongs to nobody: individual numbers 900–999 of the 1800s are not given out."""
    return next(number for i in range(900, 999) if len(number := checked(f"{day_month_year}{i}")) == 11)


PERSON = valid("150765")
DNUMBER = valid("550765")
SYNTHETIC = valid("158765")


def account(ten="1234567890"):
    for last in range(10):
        rest = -sum(int(d) * w for d, w in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if rest < 10:
            return ten + str(rest)
        ten = ten[:-1] + str(last)
    raise AssertionError


ACCOUNT = account()
GO = [
    PERSON,
    DNUMBER,
    SYNTHETIC,
    f"{PERSON[:6]} {PERSON[6:]}",
    f"{PERSON[:6]}-{PERSON[6:]}",
    f"{PERSON[:2]}.{PERSON[2:4]}.{PERSON[4:6]} {PERSON[6:]}",
    f"{PERSON[:6]}\u00a0{PERSON[6:]}",
    f"{PERSON[:6]}\u200b{PERSON[6:]}",
    f"{PERSON[:6]}\n{PERSON[6:]}",
    "".join(chr(ord("０") + int(digit)) for digit in PERSON),
    "15076512345",
    ACCOUNT,
    f"{ACCOUNT[:4]}.{ACCOUNT[4:6]}.{ACCOUNT[6:]}",
    f"{ACCOUNT[:4]} {ACCOUNT[4:6]} {ACCOUNT[6:]}",
    "kari.testesen@fjellbygda.kommune.no",
    "K.Testesen+x@sub.fjellbygda.no",
    "kari.testesen(at)fjellbygda.no",
    "99887766",
    "998 87 766",
    "99 88 77 66",
    "22 33 44 55",
    "51000000",
    "+47 99 88 77 66",
    "+4799887766",
    "0047 99887766",
    "(+47) 998 87 766",
    "+46 70 123 45 67",
]
AROUND = ["{}", "Ring {} for spørsmål.", "Se ({}), takk", "Nummeret er {}.", "a:{};b", "{} og {}"]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("number", GO)
def test_identifiers_go(number, around):
    text = masked(around.format(number, number))
    assert "[" in text
    assert not any(char.isdigit() for char in text), text
    assert "testesen" not in text.casefold()
    assert "@" not in text


STAY = [
    "Vi søker om 150 000 kroner til eier og 1 220 000 kr til UH.",
    "Sum: 15 000 464 000 479 000",
    "Til sammen kr 25000000 over tre år.",
    "Totalt 2 384 000,- fordelt på fem kommuner",
    "Skoleåret 2025-2026 og 2026/2027, uke 35–40, klokken 08.30-15.30 og 20.30-22.30.",
    "Den 15.07.2026 og 2026-07-15 møtes 24 rektorer; 20260715.",
    "Organisasjonsnummer 971 564 679 og org.nr. 971564679.",
    "Elevundersøkelsen viser 4,2 i 2023, 4,1 i 2024 og 3,9 i 2025.",
    "Eier 370 000, UH 1 914 000, koordinator 100 000, til sammen 2 384 000.",
    "Vi har 12 barnehager, 8 skoler, 214 ansatte og 1 902 elever.",
    "Grane kommune, Fjellbygda kommune og Hattfjelldal samarbeider med Nord universitet og NTNU.",
    "Lærerne i Grane og i Fjellbygda møter Læringsmiljøsenteret, Utdanningsforbundet og Fagforbundet.",
    "Per uke bruker vi 40 timer per skole.".replace("Per", "Hver"),
    "Forskrift 12. januar 2026 nr. 23 § 5.",
    "Satsene er 1 200, 1 500 og 1 800 kroner.",
    "Budsjett 2026: 12 500 000 kroner, 2027: 22 334 455 kr.",
]


@pytest.mark.parametrize("text", STAY)
def test_sums_years_organisations_and_municipalities_stay(text):
    assert masked(text) == text


NAMED = [
    "Kari Moe Testesen leder arbeidet.",
    "kari moe testesen leder arbeidet.",
    "KARI MOE TESTESEN",
    "Testesen, Kari",
    "K. Testesen og K. M. Testesen skrev.",
    "Karis plan og Testesens notat",
    "Snakk med Kari.",
    "Snakk med testesen.",
    "Ola Prøvesen (UH)",
    "O.B. Prøvesen",
    "Anne-Lise Øst-Hansen",
    "Anne Lise og Hansen",
    "ANNE-LISE ØST-HANSEN",
    "Kari\u00a0Testesen",
    "Kari Tes\u00adtesen",
    "Per Grane og P. Grane",
]


@pytest.mark.parametrize("text", NAMED)
def test_names_from_the_tables_go_wherever_they_occur(text):
    left = masked(text).casefold()
    assert "[navn]" in left
    for part in ("kari", "testesen", "ola", "prøvesen", "anne", "lise", "hansen"):
        assert part not in left.replace("planlise", ""), left
    assert "grane" not in left


@pytest.mark.parametrize("text", ["Rektor Nina Oppdiktet svarer.", "styrer Geir Funnet-Opp", "Tillitsvalgte Mona M. Utenfor deltok"])
def test_a_name_after_a_title_goes_though_no_table_has_it(text):
    assert masked(text, names=()).endswith(("[NAVN] svarer.", "[NAVN]", "[NAVN] deltok"))


@pytest.mark.parametrize("text", ["Rektor Ved Solbakken Skole svarer.", "Rektor og styrer svarer.", "lærer Norsk og matte"])
def test_a_title_before_something_else_is_left(text):
    assert masked(text, names=()) == text


def test_a_surname_that_is_a_place_survives_as_a_place():
    names = names_in(["Kari Solberg"])
    assert masked("Solberg skole og Grane kommune. Solberg leder.", names) == "Solberg skole og Grane kommune. [NAVN] leder."


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Utdanningsforbundet", ()),
        ("Hovedtillitsvalgt og medlem av styringsgruppen", ()),
        ("Rektor Kari Testesen", (("Kari", "Testesen"),)),
        ("Kari Testesen, rådgiver", (("Kari", "Testesen"),)),
        ("Kari Testesen og Ola Prøvesen", (("Kari", "Testesen"), ("Ola", "Prøvesen"))),
        ("Kari Testesen/Ola Prøvesen", (("Kari", "Testesen"), ("Ola", "Prøvesen"))),
        ("kari testesen", (("kari", "testesen"),)),
        ("Fjellbygda kommune", ()),
        ("", ()),
    ],
)
def test_names_are_told_from_titles_and_organisations(cell, names):
    assert names_in([cell]) == names


def test_columns_that_were_swapped_give_the_name_all_the_same():
    submission = read({"1": "Eva Ombyttet ledet møtet."}, medbestemmelse=[{"rolle": "Eva Ombyttet", "navn": "Fagforbundet"}])
    text = " ".join(text for part in make_request(submission).parts for section in part.sections for _, text in section.units)
    assert "[NAVN] ledet møtet." in text
    assert "Ombyttet" not in text


def test_a_number_cut_in_two_by_a_unit_is_found():
    found = mask({"u001": f"Kontonummer: {ACCOUNT[:4]}.", "u002": f"{ACCOUNT[4:6]}.{ACCOUNT[6:]} er riktig."}, ())
    assert found.texts == {"u001": "Kontonummer: [KONTONUMMER]", "u002": " er riktig."}


def test_units_keep_their_ids_and_order():
    found = mask({"u007": "Kari", "u003": "ingen", "u009": "Ring 99887766"}, NAMES)
    assert list(found.texts.items()) == [("u007", "[NAVN]"), ("u003", "ingen"), ("u009", "Ring [TELEFON]")]
    assert found.counts == {"navn": 1, "telefon": 1}


def test_fodselsnummer_comes_before_kontonummer():
    """Every valid fødselsnummer passes the account number's check."""
    assert masked(PERSON) == "[FØDSELSNUMMER]"
    assert masked(ACCOUNT) == "[KONTONUMMER]"
    assert masked(f"kontonr {ACCOUNT}") == "kontonr [KONTONUMMER]"
