"""Unit counts in the ways offices lay them out."""

import pytest

from behovai.forms.tables import parties, unit_counts

KEYS = ("kommunale_barnehager", "private_barnehager", "offentlige_skoler", "private_skoler", "pp_tjenester")
ROW = "Kommunale barnehager\tPrivate barnehager\tOffentlige skoler\tPrivate skoler\tPP-tjenester"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (ROW + "\n5\t\t3\t\t1", (5, None, 3, None, 1)),
        (
            "Kommunale barnehager\t\nOffentlige skoler\t6\nPP-tjenester\t",
            (None, None, 6, None, None),
        ),
        ("Kommunale barnehagar 7\nPrivate barnehagar\nOffentlege skular 4\nPrivate skular\nPP-tenester", (7, None, 4, None, None)),
        ("Kommunale barnehager: 5 Private barnehager: 2 Offentlige skoler: Private skoler: PP-tjenester:", (5, 2, None, None, None)),
        ("Kommunale barnehager\nPrivate barnehager\nOffentlige skoler\n3\nPrivate skoler\nPP-tjenester", (None, None, 3, None, None)),
        (
            "Hvor mange? – Kommunale barnehager: 3\nHvor mange? – Private barnehager:\nHvor mange? – PP-tjenester: 1",
            (3, None, None, None, 1),
        ),
        ("Fire offentlige skoler og én PP-tjeneste.", (None, None, 4, None, 1)),
        (ROW.replace("\t", "\n") + "\n4 2 7 0 1", (4, 2, 7, 0, 1)),
        ("Kommunale barnehager:\nPrivate barnehager:\nOffentlige skoler:\nPrivate skoler:\nPP-tjenester:", (None,) * 5),
    ],
)
def test_counts(text: str, counts: tuple[int | None, ...]) -> None:
    assert unit_counts(text, 0, len(text)) == dict(zip(KEYS, counts, strict=True))


def test_a_heading_is_no_other_party() -> None:
    rows = ["### Medbestemming", "Namn / kontaktperson / eigar eller UH", "Felt\tUtfylt", "1.", "2\t\t\tVelg", "Svar:"]
    assert parties("\n".join(rows), 0, len("\n".join(rows))) == []
    row = "1\tLia kommune\tKari Aas\tEier"
    assert [party.navn for party in parties(row, 0, len(row))] == ["Lia kommune"]


def test_all_counts_in_one_cell() -> None:
    text = "Enheter\tKommunale barnehager 8 · Private barnehager 3 · Offentlige skoler – · Private skoler – · PP-tjenester –"
    assert list(unit_counts(text, 0, len(text)).values()) == [8, 3, None, None, None]
