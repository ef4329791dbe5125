import pytest

from behovai.facts.identifiers import find_identifiers


def kinds(text: str) -> list[str]:
    return [identifier.kind for identifier in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kontakt 01810700021 om dette", "fodselsnummer"),  # synthetic (month + 80): nobody has it
        ("fødselsnummer 018107 00021", "fodselsnummer"),
        ("Fnr. 01010712345 (skrivefeil)", "fodselsnummer"),
        ("kontonummer 0000.11.22233", "kontonummer"),
        ("Betal til konto 0000 11 22233.", "kontonummer"),
        ("86011117947", "kontonummer"),
        ("8601.11.17947", "kontonummer"),
        ("Ring meg på 912 34 567", "telefon"),
        ("912 34 567", "telefon"),
        ("41 22 33 44", "telefon"),
        ("+47 22334455", "telefon"),
        ("tlf. 75123456", "telefon"),
        ("mobil: 91234567", "telefon"),
        ("Send til kari@example.no.", "epost"),
    ],
)
def test_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Vi søker om 45 000 000 kroner",
        "Totalt 91234567 kr",
        "beløp: 41 22 33 44,-",
        "skoleåret 2025 2026",
        "20252026",
        "2025-2026",
        "org.nr. 912 345 678",
        "org.nr 912345678",
        "350 000 + 409 000 = 759 000",
        "sum 12345678",
        "uke 34, 35, 36 og 37",
        "12345678901",
        "01.02.2026 og 03.04.2026",
        "@skolen på Facebook",
    ],
)
def test_not_found(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("number", ["41010700131", "01410700048", "01810700022", "01660700094"])
def test_d_h_and_synthetic_numbers_are_dates(number: str) -> None:
    assert kinds(f"fødselsnummer {number}") == ["fodselsnummer"]


def test_offsets_are_those_of_the_text_given() -> None:
    text = "Spør Kari (kari@example.no)."
    (found,) = find_identifiers(text)
    assert text[found.start : found.end] == "kari@example.no"
