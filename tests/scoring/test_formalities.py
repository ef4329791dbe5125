import pytest

from behovai.submission import Person
from tests.scoring.build import build, outcome, party, scored


@pytest.mark.parametrize(
    ("code", "key"),
    [("FOR001", "medbestemmelse"), ("FOR005", "fase"), ("FOR007", "videreutdanning"), ("FOR011", "gjelder")],
)
def test_a_box_question(code: str, key: str) -> None:
    assert outcome(build(), code) == "passes"
    assert outcome(build(ticks={key: ()}), code) == "fires"
    assert outcome(build(ticks={key: None}), code) == "unreadable"
    assert outcome(build(ticks={key: "-"}), code) == "not_asked"


def test_old_forms_do_not_ask_for_phase_and_further_education() -> None:
    for form in ("2025", "2024", "unknown"):
        assert outcome(build(form), "FOR005") == "not_asked"
        assert outcome(build(form), "FOR007") == "not_asked"


def test_codetermination_table() -> None:
    assert outcome(build(deltakere=()), "FOR002") == "fires"
    assert outcome(build(deltakere=(Person(rolle=" ", navn=""),)), "FOR002") == "fires"
    assert outcome(build(deltakere=(Person(rolle="Verneombud", navn=""),)), "FOR002") == "passes"
    assert outcome(build(deltakere=(Person(rolle="Sjå referat frå møtet", navn=""),)), "FOR002") == "fires"
    assert outcome(build(ticks={"medbestemmelse": "nei"}, deltakere=()), "FOR002") == "passes"
    assert outcome(build(ticks={"medbestemmelse": "nei"}), "FOR003") == "fires"
    assert outcome(build(), "FOR003") == "passes"


def test_two_ticks_are_one_problem() -> None:
    case = build(ticks={"medbestemmelse": ("ja", "nei"), "fase": ("analyse", "planlegging")})
    assert outcome(case, "FOR008") == "fires"
    assert outcome(case, "FOR003") == "passes"
    (finding,) = [finding for finding in scored(case).findings if finding.code == "FOR008"]
    assert "medbestemmelse" in finding.message and "fase" not in finding.message


def test_lost_boxes_are_neither_gap_nor_pass() -> None:
    case = build(ticks=dict.fromkeys(("medbestemmelse", "gjelder"), None))
    assert outcome(case, "FOR009") == "fires"
    assert outcome(case, "FOR002") == "unreadable"
    assert outcome(case, "FOR008") == "passes"
    every = build("2024", ticks=dict.fromkeys(build("2024").submission.boxes, None))
    assert outcome(every, "FOR008") == "unreadable"
    assert outcome(build(), "FOR009") == "passes"


def test_unit_counts() -> None:
    assert outcome(build(), "FOR004") == "passes"
    assert outcome(build(enheter={"offentlige_skoler": None}), "FOR004") == "fires"
    assert outcome(build(enheter={"offentlige_skoler": 0}), "FOR004") == "passes"


def test_list_of_parties() -> None:
    assert outcome(build(ticks={"flere_eiere": "ja"}), "FOR006") == "fires"
    assert outcome(build(ticks={"flere_kompetansemiljo": "ja"}, parter=(party("Nordhøgskolen", "UH"),)), "FOR006") == "passes"
    assert outcome(build(ticks={"flere_eiere": "ja"}, missing=("parter",)), "FOR006") == "not_asked"
    assert outcome(build(ticks={"flere_eiere": None}), "FOR006") == "unreadable"
    assert outcome(build(), "FOR006") == "passes"


def test_key_fields() -> None:
    case = build(fields={"kontakt_uh": " ", "eier": ""})
    assert outcome(case, "FOR010") == "fires"
    (finding,) = [finding for finding in scored(case, "nn").findings if finding.code == "FOR010"]
    assert finding.message == "Ikkje fylt ut på første side: eigar og namn på kontaktperson hos kompetansemiljøet."
    assert outcome(build(fields={"kompetansenettverk": ""}), "FOR010") == "passes"
    assert outcome(build(fields={"eier": ""}, missing=("forside",)), "FOR010") == "not_asked"


def test_missing_parts() -> None:
    case = build(missing=("forside", "4", "parter"))
    (finding,) = [finding for finding in scored(case).findings if finding.code == "FOR012"]
    assert "første side og punkt 4" in finding.message
    assert outcome(build(missing=("parter",)), "FOR012") == "passes"


def test_no_formality_is_asked_of_an_unknown_form() -> None:
    outcomes = scored(build("unknown")).outcomes
    assert {outcomes[code] for code in outcomes if code.startswith("FOR")} == {"not_asked"}
