import pytest

from behovai.facts.letters import letter_malform
from behovai.facts.municipalities import find, unmistakable


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Vefsn kommune", ["Vefsn"]),
        ("Vefsn", ["Vefsn"]),
        ("Træna, Lurøy, Leirfjord og Alstahaug kommuner", ["Træna", "Lurøy", "Leirfjord", "Alstahaug"]),
        ("Kåfjord kommune / Gáivuona suohkan", ["Kåfjord"]),
        ("Gáivuona suohkan", ["Kåfjord"]),
        ("Unjárgga gielda - Nesseby kommune", ["Nesseby"]),
        ("Hattfjelldal kommune (vertskommune), Nerlia, Storbekk og Åsvollen kommuner", ["Hattfjelldal"]),
        ("Evje og Hornnes kommune og Bygland kommune", ["Evje og Hornnes", "Bygland"]),
        ("Nore og Uvdal kommune", ["Nore og Uvdal"]),
        ("Kommunane Kvam og Voss", ["Kvam", "Voss"]),
        ("Bø kommune", ["Bø"]),
        ("Os og Hå kommuner", ["Os", "Hå"]),
        ("BODØ KOMMUNE", ["Bodø"]),
        ("Vefsn kommune v/ oppvekst", ["Vefsn"]),
        ("Vefsn kommune er vertskommune for Grane", ["Vefsn", "Grane"]),
        ("Snåsa kommune, Furudal kommune, Midtlia friskole SA", ["Snåsa"]),
    ],
)
def test_names_in_owner_fields(field: str, names: list[str]) -> None:
    assert [municipality.name for municipality in find(field)] == names


@pytest.mark.parametrize(
    "field",
    [
        "Ytre Skard kommune",
        "Nedre Vefsn kommune",
        "Bø montessoriskole",
        "Os",
        "Nes",
        "Time barnehage SA",
        "Strand",
        "Nordmarka kommune",
        "Læringsverkstaden Sola AS",
        "Hamarøya kommune",
        "Osen barnehage",
        "",
    ],
)
def test_names_that_merely_contain_one(field: str) -> None:
    assert find(field) == ()


def test_two_with_one_name() -> None:
    both = find("Herøy kommune")
    assert {municipality.county for municipality in both} == {"Nordland", "Møre og Romsdal"}
    assert unmistakable(both) == ()
    assert [municipality.county for municipality in find("Herøy kommune i Nordland")] == ["Nordland"]
    assert [municipality.county for municipality in find("Herøy og Dønna kommuner")] == ["Nordland", "Nordland"]


def test_dated_facts() -> None:
    (hamaroy,) = find("Hamarøy kommune")
    assert (hamaroy.number, hamaroy.sami_area, hamaroy.sami_district) == ("1875", "språkvitaliseringskommune", "Vesthavet")
    (bodo,) = find("Bodø kommune")
    assert (bodo.sprakvedtak, bodo.sami_area, bodo.sami_district) == ("nøytral", None, "Vesthavet")
    (bergen,) = find("Bergen kommune")
    assert bergen.sami_district is None


@pytest.mark.parametrize(
    ("field", "text", "letter"),
    [
        ("Fauske kommune", "nn", "nb"),
        ("Voss kommune", "nb", "nn"),
        ("Vefsn kommune", "nn", "nn"),
        ("Vefsn kommune", "nb", "nb"),
        ("Lurøy og Træna kommuner", "nn", "nb"),
        ("Lurøy og Vefsn kommuner", "nn", "nn"),
        ("Voss og Lurøy kommuner", "nb", "nb"),
        ("Solkollen barnehage SA", "nn", "nn"),
    ],
)
def test_letter_malform(field: str, text: str, letter: str) -> None:
    assert letter_malform(find(field), text) == letter  # type: ignore[arg-type]
