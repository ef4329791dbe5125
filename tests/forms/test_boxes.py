import pytest

from behovai.forms.boxes import chosen_only, read_box, typed_only, with_dots
from behovai.forms.spec import BoxSpec, load
from behovai.ingest import read_bytes
from tests.forms.made import read

FAR = "\n\nHer følger det en god del annen tekst før neste spørsmål kommer.\n\nNoe annet ☐"
ASKED = "Behovsmeldingen er drøftet i medbestemmelse: "
KIND = "Behovsmeldingen gjelder: "
YES, NO = {"ja": True, "nei": False}, {"ja": False, "nei": True}
LOST = {"ja": None, "nei": None}


def options(key: str, text: str, kind: str = "txt") -> dict[str, bool | None] | None:
    spec: BoxSpec = next(box for part in load("2026").parts for box in part.boxes if box.key == key)
    document = read_bytes(text.encode(), f"fil.{kind}")
    found = read_box(spec, document, 0, len(document.text))
    return found.options if found else None


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("☒ Ja ☐ Nei", YES),
        ("☐ Ja ☒ Nei", NO),
        ("☑ Ja ☐ Nei", YES),
        ("Ja ☒ Nei ☐", YES),
        ("Ja ☐ Nei ☒", NO),
        ("Ja☒ Nei☐", YES),
        ("Ja ☐ Nei ☐", {"ja": False, "nei": False}),
        ("Ja ☒ Nei ☒", {"ja": True, "nei": True}),
        ("[x] Ja [ ] Nei", YES),
        ("[ ] Ja [X] Nei", NO),
        ("Ja [x] Nei [ ]", YES),
        ("(x) Ja ( ) Nei", YES),
        ("☐ Ja\n☒ Nei", NO),
        ("Ja\n☐\nNei\n☒", NO),
        ("Ja ☒\tNei ☐", YES),
        ("Ja\tNei\n☒\t☐", YES),
        ("Ja\tNei\n☐\t☒", NO),
    ],
)
def test_glyphs(written: str, state: dict[str, bool]) -> None:
    assert options("medbestemmelse", ASKED + written) == state
    assert options("medbestemmelse", ASKED + written + FAR) == state


@pytest.mark.parametrize(
    ("written", "state"),
    [("X Ja   Nei", YES), ("x Ja  Nei", YES), ("Ja X Nei", YES), ("JaX Nei", YES), ("Ja  Nei X", NO), ("Ja NeiX", NO), ("Ja Neix", NO)],
)
def test_a_typed_x_where_the_boxes_are_lost(written: str, state: dict[str, bool]) -> None:
    assert options("medbestemmelse", ASKED + written) == state


def test_lost_boxes_are_unreadable_and_never_unticked() -> None:
    assert options("medbestemmelse", ASKED + "Ja   Nei") == LOST
    assert options("gjelder", KIND + "Barnehage Grunnskole Begge deler") == {"barnehage": None, "grunnskole": None, "begge_deler": None}


def test_a_drop_down_shows_only_what_was_chosen() -> None:
    assert options("medbestemmelse", ASKED + "Ja" + FAR) == YES
    assert options("medbestemmelse", ASKED + "Nei" + FAR) == NO
    assert options("medbestemmelse", ASKED + "Nei") == LOST  # with no box in the whole file it may be a lost box


def test_three_options() -> None:
    wanted = {"barnehage": False, "grunnskole": True, "begge_deler": False}
    for written in (
        "☐ Barnehage ☒ Grunnskole ☐ Begge deler",
        "Barnehage ☐ Grunnskole ☒ Begge deler ☐",
        "Barnehage Grunnskole X Begge deler",
        "Barnehage\tGrunnskole\tBegge deler\n☐\t☒\t☐",
    ):
        assert options("gjelder", KIND + written) == wanted, written
    table = "Behovsmeldingen gjelder:\n\n| Barnehage | Grunnskole | Begge deler |\n|---|---|---|\n| ☐ | ☒ | ☐ |"
    assert options("gjelder", table, "md") == wanted


def test_no_question_or_no_option_is_no_box() -> None:
    assert options("gjelder", "Noe helt annet") is None
    assert options("gjelder", KIND + "våren 2026") is None


@pytest.mark.parametrize("kind", ["txt", "md", "docx"])
@pytest.mark.parametrize("look", [(), ("ruter-som-x",), ("glyph-ruter",)])
def test_every_way_to_tick_a_form_reads_the_same(look: tuple[str, ...], kind: str) -> None:
    submission = read("2026", *look, kind=kind)
    assert submission.ticked("gjelder") == {"grunnskole"}
    assert submission.ticked("flere_eiere") == {"ja"}
    assert submission.ticked("fase") == {"analyse", "planlegging"}
    assert submission.ticked("budsjett_i_vedlegg") == frozenset()


@pytest.mark.parametrize("form", ["2026", "2025", "2024"])
def test_a_file_that_lost_its_boxes(form: str) -> None:
    submission = read(form, "ruter-borte", kind="docx")
    boxes = {key: box for key, box in submission.boxes.items() if key != "koordinator_2"}  # a drop-down left as it was
    assert {state for box in boxes.values() for state in box.values()} == {None}


def test_a_question_without_an_x_is_not_ticked_where_others_have_one() -> None:
    specs = [box for part in load("2026").parts for box in part.boxes if box.key in ("medbestemmelse", "flere_eiere", "viderefores")]
    text = (
        ASKED + "Ja Nei X\n\nPartnerskapet består av flere eiere? X Ja Nei\n\n"
        "Partnerskapet ønsker å videreføre behovsmelding fra 2025? Ja Nei\n\nTakk."
    )
    document = read_bytes(text.encode(), "fil.txt")
    found = {spec.key: box for spec in specs if (box := read_box(spec, document, 0, len(document.text)))}
    assert found["viderefores"].options == LOST
    assert typed_only(found, document)["viderefores"].options == {"ja": False, "nei": False}
    assert typed_only({"viderefores": found["viderefores"]}, document)["viderefores"].options == LOST


def dotted(text: str) -> dict[str, bool | None]:
    spec = load("2026")
    document = with_dots(spec, read_bytes(text.encode(), "fil.txt"))
    box = next(box for part in spec.parts for box in part.boxes if box.key == "medbestemmelse")
    found = read_box(box, document, 0, len(document.text))
    assert found
    return found.options


def test_round_signs_are_boxes_where_both_kinds_stand_before_options() -> None:
    assert dotted(f"{ASKED}\n○ Ja\n● Nei") == NO
    assert dotted(f"{ASKED}\n◉ Ja ○ Nei") == YES
    assert dotted(f"Sett i sammenheng\n○ Ja ● Nei\n\n{ASKED}\n○ Ja\n○ Nei") == {"ja": False, "nei": False}
    assert dotted(f"{ASKED}\n● Ja\n● Nei") == LOST  # bullets


def test_a_question_that_can_be_read_goes_before_one_that_cannot() -> None:
    text = "Fase:\nVi er i planlegging av tiltak.\n\nHvilken fase er partnerskapet i\n"
    text += "☐ Analyse/vurdering av behov ☒ Planlegging av tiltak ☐ Gjennomføring av tiltak"
    assert options("fase", text) == {"analyse": False, "planlegging": True, "gjennomforing": False}


@pytest.mark.parametrize(
    ("key", "text", "chosen"),
    [
        ("varighet", "Tiltakets varighet: Vår 2026: nei Høst 2026: ja Vår 2027: ja Videre: nei", {"host_2026", "var_2027"}),
        ("varighet", "Tiltakets varighet\nVår 2026 – Nei\nHøst 2026 – Ja\nVår 2027 – Nei\nVidere – Nei", {"host_2026"}),
    ],
)
def test_options_answered_by_words(key: str, text: str, chosen: set[str]) -> None:
    assert {option for option, state in (options(key, text) or {}).items() if state} == chosen


def written(key: str, text: str) -> frozenset[str] | None:
    spec = next(box for part in load("2026").parts for box in part.boxes if box.key == key)
    document = read_bytes(text.encode(), "fil.txt")
    found = read_box(spec, document, 0, len(document.text))
    assert found
    return found.written


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"{ASKED}Ja / Nei\nNei", {"nei"}),
        (f"{ASKED}Ja / Nei\nJa. Det var to møter.", {"ja"}),
        (f"{ASKED}\nJa, i to møter.", {"ja"}),
        (f"{ASKED}Ja. Det var to møter.", {"ja"}),
        (f"{ASKED}\nSvar: Nei", {"nei"}),
        (f"{ASKED}\n(ikke besvart)", set()),
        (f"{ASKED}Ja / Nei\nHvem som har deltatt:", {"ja", "nei"}),
        (f"{ASKED}JA nei", {"ja"}),
        (f"{ASKED}Ja NEI", {"nei"}),
        (f"{ASKED}JA NEI", {"ja", "nei"}),
        (f"{ASKED}Ja √ Nei", None),
    ],
)
def test_an_answer_in_words(text: str, answer: set[str] | None) -> None:
    assert written("medbestemmelse", text) == answer


def test_a_typed_x_between_underscores() -> None:
    assert options("medbestemmelse", f"{ASKED}_X_ Ja __ Nei") == YES
    assert options("medbestemmelse", f"{ASKED}__ Ja _X_ Nei") == NO


def test_the_boxes_of_the_next_question_are_not_those_of_this_one() -> None:
    text = f"{ASKED}Nei\nEr alt i orden? Ja ☒ Nei ☐\n\nNoe annet ☐"
    assert options("medbestemmelse", text) == NO


def test_what_the_applicant_writes_is_not_the_question() -> None:
    text = "Varighet: høst 2026. Vi håper på mer.\n\nTiltakets varighet\nVår 2026 ☐ Høst 2026 ☒ Vår 2027 ☒ Videre ☐"
    assert {option for option, state in (options("varighet", text) or {}).items() if state} == {"host_2026", "var_2027"}


def test_where_only_the_chosen_option_has_a_box() -> None:
    specs = [
        box for part in load("2026").parts for box in part.boxes if box.key in ("medbestemmelse", "flere_eiere", "viderefores", "samiske")
    ]
    asked = (
        f"{ASKED}☒ Ja Nei\n\nPartnerskapet består av flere eiere? Ja ☒ Nei\n\n"
        "Partnerskapet ønsker å videreføre behovsmelding fra 2025? ☒ Ja Nei\n\n"
        "De samiske perspektivene er ivaretatt i behovsmeldingen? Ja Nei Vurdert ikke relevant"
    )
    for text, unticked in ((asked, False), (asked + "\n\nAnnet ☐", None)):
        document = read_bytes(text.encode(), "fil.txt")
        found = {spec.key: box for spec in specs if (box := read_box(spec, document, 0, len(document.text)))}
        chosen = chosen_only(found, document)
        assert chosen["viderefores"].options == {"ja": True, "nei": unticked}
        assert set(chosen["samiske"].options.values()) == {unticked}


def test_a_heading_above_the_question_hides_no_words() -> None:
    text = "Varighet\nVi regner med to år.\n\nTiltakets varighet\nVår 2026 ☐ Høst 2026 ☒ Vår 2027 ☒ Videre ☐"
    spec = next(box for part in load("2026").parts for box in part.boxes if box.key == "varighet")
    document = read_bytes(text.encode(), "fil.txt")
    found = read_box(spec, document, 0, len(document.text))
    assert found
    assert found.span.start == document.text.index("Tiltakets")
