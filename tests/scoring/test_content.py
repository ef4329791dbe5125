"""BEH, PAR, EGE, MAL, VID, SAM: what the text must show, from hand-made evidence."""

import pytest

from behovai.evidence import Question, Role
from behovai.finding import Finding
from tests.scoring.build import B, E, build, outcome, party, scored

NEEDS = {"1": "Mange elever sier at de er alene i friminuttene. Vi vil bli bedre på å følge med."}


def test_needs_unanswered_stand_instead_of_source_and_participation() -> None:
    case = build()
    assert [outcome(case, code) for code in ("BEH001", "BEH002", "BEH003")] == ["fires", "not_asked", "not_asked"]


@pytest.mark.parametrize(
    "text",
    [
        "Dette er en videreføring av behovsmeldingen fra i fjor.",
        "Tiltaket fortsetter som før. Vi viser til behovsmeldingen for 2025.",
        "Vi held fram som i fjor. Sjå behovsmeldinga frå 2025.",
        "Behovet er uendret.",
        "Same behov som sist.",
    ],
)
def test_pointing_back_is_no_needs_assessment(text: str) -> None:
    case = build(answers={"1": text})
    assert outcome(case, "BEH001") == "fires"
    assert next(finding for finding in scored(case).findings if finding.code == "BEH001").units


@pytest.mark.parametrize(
    "text",
    [
        "Dette er en videreføring. Elevene sier at de er alene i friminuttene.",
        "Vi vil lære mer om lek ute.",
        "Vi fortsetter. Men behovet er nytt.",
        "Vi viderefører arbeidet fordi elevene er alene.",
    ],
)
def test_a_need_of_its_own(text: str) -> None:
    assert outcome(build(answers={"1": text}), "BEH001") == "passes"


def test_continuation_with_a_source_is_described() -> None:
    case = build(answers={"1": "Videreføring, fordi årets kartlegging viser det samme behovet."}, shows={"1.1": [Question.NEEDS_SOURCE]})
    assert [outcome(case, code) for code in ("BEH001", "BEH002", "BEH003")] == ["passes", "passes", "fires"]


def test_needs_source_and_participation() -> None:
    assert [outcome(build(answers=NEEDS), code) for code in ("BEH001", "BEH002", "BEH003")] == ["passes", "fires", "fires"]
    both = build(
        answers=NEEDS | {"2": "Alle ble hørt på personalmøte."},
        shows={"1.1": [Question.NEEDS_SOURCE], "2.1": [Question.NEEDS_PARTICIPATION]},
    )
    assert [outcome(both, code) for code in ("BEH002", "BEH003")] == ["passes", "passes"]


def test_old_forms_ask_for_needs_elsewhere() -> None:
    account = build("2025", answers={"fremdrift": "Vi har hatt tre samlinger."})
    assert [outcome(account, code) for code in ("BEH001", "BEH002", "BEH003")] == ["not_asked", "fires", "fires"]
    anchored = build("2024", answers={"forankring": "Vi spurte alle."}, shows={"forankring.1": [Question.NEEDS_PARTICIPATION]})
    assert [outcome(anchored, code) for code in ("BEH001", "BEH002", "BEH003")] == ["not_asked", "fires", "passes"]
    assert outcome(build(without=("1",)), "BEH003") == "not_asked"


def test_roles_of_both_parties() -> None:
    answers = {"1": "Kommunen leder.", "2": "Kommunen leder.", "6": "Høgskolen veileder."}
    assert outcome(build(answers=answers, shows={"2.1": [Question.ROLE_OWNER], "6.1": [Question.ROLE_PARTNER]}), "PAR001") == "passes"
    only_in_needs = build(answers=answers, shows={"1.1": [Question.ROLE_OWNER], "6.1": [Question.ROLE_PARTNER]})
    assert outcome(only_in_needs, "PAR001") == "fires"
    assert "eier" in next(finding for finding in scored(only_in_needs).findings if finding.code == "PAR001").message
    assert outcome(build("2024"), "PAR001") == "not_asked"


def test_plan_has_time_and_is_made_together() -> None:
    answers = {"2": "To samlinger i høst. Plangruppa lager programmet."}
    shows = {"2.1": [Question.PLAN_TIME], "2.2": [Question.JOINT_PLANNING]}
    assert [outcome(build(answers=answers, shows=shows), code) for code in ("PAR002", "PAR003")] == ["passes", "passes"]
    assert [outcome(build(answers=answers), code) for code in ("PAR002", "PAR003")] == ["fires", "fires"]
    assert outcome(build("2025"), "PAR002") == "not_asked"
    assert outcome(build("2024", answers={"prosesser": "Vi møtes."}), "PAR003") == "fires"


def test_own_effort() -> None:
    assert [outcome(build(), code) for code in ("EGE001", "EGE002")] == ["fires", "not_asked"]
    answers = {"3": "Kommunen stiller med tid."}
    assert [outcome(build(answers=answers), code) for code in ("EGE001", "EGE002")] == ["passes", "fires"]
    assert outcome(build(answers=answers, shows={"3.1": [Question.EFFORT_AMOUNT]}), "EGE002") == "passes"


def test_target_group() -> None:
    assert [outcome(build(), code) for code in ("MAL001", "MAL002")] == ["fires", "not_asked"]
    answers = {"1": "Lærerne ba om det.", "5": "Lærere."}
    assert outcome(build(answers=answers, shows={"1.1": [Question.TARGET_REASON]}), "MAL002") == "fires"
    assert outcome(build(answers=answers, shows={"5.1": [Question.TARGET_REASON]}), "MAL002") == "passes"
    assert [outcome(build("2024"), code) for code in ("MAL001", "MAL002")] == ["fires", "not_asked"]
    assert outcome(build("2025"), "MAL001") == "not_asked"


def test_continuation_is_asked_only_of_those_who_continue() -> None:
    assert outcome(build(), "VID001") == "not_asked"
    assert outcome(build(ticks={"viderefores": "ja"}), "VID001") == "fires"
    assert outcome(build(ticks={"viderefores": None}), "VID001") == "unreadable"
    told = build(
        answers={"2": "To av fire samlinger er holdt."}, shows={"2.1": [Question.CONTINUATION_STATUS]}, ticks={"viderefores": "ja"}
    )
    assert outcome(told, "VID001") == "passes"
    assert outcome(build("2024"), "VID001") == "not_asked"


@pytest.mark.parametrize(
    ("ticked", "code", "question"),
    [("ja", "SAM002", Question.SAMI_HOW), ("nei", "SAM003", Question.SAMI_REASON), ("ikke_relevant", "SAM004", Question.SAMI_REASON)],
)
def test_a_sami_tick_wants_words(ticked: str, code: str, question: Question) -> None:
    assert outcome(build(ticks={"samiske": ticked}), code) == "fires"
    assert outcome(build(answers=NEEDS, shows={"1.1": [Question.SAMI_MENTION]}, ticks={"samiske": ticked}), code) == "fires"
    assert outcome(build(answers=NEEDS, shows={"1.1": [question]}, ticks={"samiske": ticked}), code) == "passes"
    assert outcome(build(ticks={"samiske": ()}), code) == "passes"
    assert outcome(build("2025"), code) == "not_asked"


def test_an_unanswered_box_shows_what_the_text_tells_of_it() -> None:
    def finding(shows: dict[str, list[Question]]) -> Finding:
        case = build(answers={**NEEDS, "6": "Temaet bestemmes på skolene."}, shows=shows, ticks={"samiske": ()})
        return next(finding for finding in scored(case).findings if finding.code == "SAM001")

    there, elsewhere, mention, silent = (
        finding({unit: [question]})
        for unit, question in (
            ("1.1", Question.SAMI_HOW),
            ("6.1", Question.SAMI_REASON),
            ("6.1", Question.SAMI_MENTION),
            ("6.1", Question.USE_OWNER),
        )
    )
    assert ["6.1" in found.units for found in (elsewhere, mention, silent)] == [True, True, False] and "1.1" in there.units
    assert there.suggestion == "Kryss av. Dere ser ut til å si noe om dette i punkt 1. La avkryssingen stemme med det."
    assert "et annet sted" in elsewhere.suggestion
    assert mention.suggestion == silent.suggestion == "Kryss av. Skriv en setning eller to i punkt 1 om hva dere vurderte."


def test_the_university_is_shown_its_own_people() -> None:
    case = build(
        answers={"4b": "Alle team bruker malen.", "4e": "Studenter er med på møtene."},
        shows={"4b.1": [Role.INDIKATOR], "4e.1": [Role.INDIKATOR]},
    )
    advice = {finding.criterion: finding.suggestion for finding in scored(case).findings if finding.code == "IND005"}
    assert "emneansvarlig" in advice[E] and "styrerne" in advice[B]


def test_electoral_district_is_named() -> None:
    def message(owner: str, malform: str) -> str:
        case = build(fields={"eier": owner}, ticks={"samiske": "nei"})
        return next(finding.message for finding in scored(case, malform).findings if finding.code == "SAM003")

    assert message("Træna og Lurøy kommuner", "nb").endswith("Træna og Lurøy ligger i en samisk valgkrets.")
    assert message("Vefsn kommune", "nn").endswith("Vefsn ligg i ein samisk valkrins.")
    assert "valgkrets" not in message("Bergen kommune", "nb")
    assert "valgkrets" not in message("Herøy kommune", "nb")


def test_language_area() -> None:
    def judged(owner: str, ticked: str = "nei", **changes: object) -> str:
        return outcome(build(fields={"eier": owner}, ticks={"samiske": ticked}, **changes), "SAM005")

    assert judged("Hamarøy kommune") == "fires"
    assert judged("Hamarøy kommune", "ja") == "passes"
    assert judged("Fjordvik kommune") == "passes"
    assert judged("Bodø kommune") == "passes"
    assert judged("Fjordvik kommune", parter=(party("Snåsa kommune"),)) == "fires"
    assert judged("Fjordvik kommune", parter=(party("Snåsa kommune", "UH"),)) == "passes"


def test_old_forms_suggest_a_word_on_sami_perspectives() -> None:
    assert outcome(build("2025"), "SAM006") == "fires"
    assert (
        outcome(
            build("2024", answers={"forankring": "Vi leser samiske tekster."}, shows={"forankring.1": [Question.SAMI_MENTION]}), "SAM006"
        )
        == "passes"
    )
    assert outcome(build(), "SAM006") == "not_asked"
