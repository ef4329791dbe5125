import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree

from examples.press import press, problems
from examples.press.answers import blocks
from examples.press.items import Bullet, Grid, Paragraph
from tests.press.press_sources import source

FORMS = ("2026", "2025", "2024")
BOXES = {"2026": 26, "2025": 16, "2024": 17}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
EMPTY = "Klikk eller trykk her for å skrive inn tekst."


def styled(form: str, *words: str) -> dict[str, Any]:
    return source(form) | {"utforming": list(words)}


def body(made: dict[str, Any]) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(press(made, "docx"))) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def shown(element: etree._Element) -> str:
    return "".join(element.itertext(f"{W}t"))


def words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))


def typed(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in typed(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in typed(inner)]
    return [value]


@pytest.mark.parametrize("form", FORMS)
def test_invented_sources_fit_the_format(form: str) -> None:
    assert problems(source(form)) == []


def test_what_does_not_fit_is_named() -> None:
    wrong = source("2026") | {"utforming": ["rosa"], "ruter": {"gjelder": ["skole"], "flere_uh": ["ja"]}, "belop": {"total": "1"}}
    found = problems(wrong)
    assert [line for line in found if "rosa" in line]
    assert [line for line in found if "'skole'" in line]
    assert [line for line in found if "flere_uh" in line]
    assert [line for line in found if "belop.total" in line]


@pytest.mark.parametrize("kind", ["txt", "md"])
@pytest.mark.parametrize("layout", [[], ["skjema-nynorsk"], ["harde-linjeskift"], ["uten-hjelpetekst"]])
@pytest.mark.parametrize("form", FORMS)
def test_text_holds_everything_the_applicant_wrote(form: str, layout: list[str], kind: str) -> None:
    made = styled(form, *layout)
    page = words(press(made, kind).decode())
    filled = [made[key] for key in ("felt", "belop", "enheter", "parter", "medbestemmelse", "svar", "sumtabell", "okonomi") if key in made]
    filled += [{key: text for key, text in tiltak.items() if key not in ("koordinator", "varighet")} for tiltak in made.get("tiltak", [])]
    lines = [line for text in typed(filled) for line in text.split("\n") if words(line) not in ("Eier", "o høytlesing", "Høst 2025")]
    assert [line for line in lines if words(line) not in page] == []
    assert "høytlesing" in page


@pytest.mark.parametrize("layout", [[], ["skjema-nynorsk"]])
@pytest.mark.parametrize("form", FORMS)
def test_docx_has_a_control_for_each_box(form: str, layout: list[str]) -> None:
    root = body(styled(form, *layout))
    boxes = root.findall(f".//{W14}checkbox")
    assert len(boxes) == BOXES[form]
    for box in boxes:
        ticked = box.find(f"{W14}checked").get(f"{W14}val") == "1"
        assert shown(box.getparent().getparent()) == ("☒" if ticked else "☐")
    ticked_in_source = sum(len(value) for value in source(form)["ruter"].values()) + (1 if form == "2024" else 0)
    assert sum(box.find(f"{W14}checked").get(f"{W14}val") == "1" for box in boxes) == ticked_in_source


@pytest.mark.parametrize("layout", [[], ["skjema-nynorsk"], ["svar-i-tabellcelle"]])
@pytest.mark.parametrize("form", FORMS)
def test_the_placeholder_mark_stands_exactly_on_empty_fields(form: str, layout: list[str]) -> None:
    choice = "Vel eit element." if layout == ["skjema-nynorsk"] else "Velg et element."
    controls = [control for control in body(styled(form, *layout)).iter(f"{W}sdt") if control.find(f".//{W14}checkbox") is None]
    marked = [control for control in controls if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    assert marked and len(marked) < len(controls)
    assert {shown(control.find(f"{W}sdtContent")) for control in marked} == {EMPTY, choice}
    assert not {shown(control.find(f"{W}sdtContent")) for control in controls if control not in marked} & {EMPTY, choice, ""}


def test_docx_is_the_same_every_time_and_opens_in_python_docx() -> None:
    import docx

    assert press(source("2026")) == press(source("2026"))
    opened = docx.Document(io.BytesIO(press(source("2026"))))
    assert [p.text for p in opened.paragraphs if p.style.name == "Heading 1"][3] == "4. Vurdering av måloppnåelse"
    assert len(opened.tables) == 5


def test_printed_criteria_are_numbered_by_word() -> None:
    numbered = [p for p in body(source("2026")).iter(f"{W}p") if p.find(f"{W}pPr/{W}numPr/{W}numId[@{W}val='2']") is not None]
    assert len(numbered) == 5
    assert shown(numbered[1]) == "Tiltakene har bidratt til planlagt praksisendring"


def test_plain_glyphs_have_no_controls() -> None:
    root = body(styled("2026", "glyph-ruter"))
    assert root.find(f".//{W}sdt") is None
    assert shown(root).count("☐") + shown(root).count("☒") == BOXES["2026"]


@pytest.mark.parametrize("kind", ["docx", "txt", "md"])
def test_typed_boxes_use_one_way_of_ticking(kind: str) -> None:
    made = styled("2026", "ruter-som-x")
    pages = []
    for ident in ("a", "b", "c", "d"):
        one = made | {"id": ident}
        pages.append(shown(body(one)) if kind == "docx" else press(one, kind).decode())
    assert {("Grunnskole [x]" in page, "Grunnskole X" in page) for page in pages} == {(True, False), (False, True)}
    assert not [page for page in pages if "☐" in page or "☒" in page]


def test_lost_boxes_leave_the_options() -> None:
    page = press(styled("2026", "ruter-borte"), "txt").decode()
    assert "Ja Nei Vet ikke" in page
    assert not set("☐☒") & set(page)


@pytest.mark.parametrize(
    ("form", "first"), [("2026", "1. Vurdering av behov"), ("2025", "Ved videreføring av tiltak"), ("2024", "Tiltak 1")]
)
def test_without_the_first_page_the_file_starts_at_the_first_section(form: str, first: str) -> None:
    assert press(styled(form, "uten-forste-side"), "txt").decode().startswith(first)
    assert shown(body(styled(form, "uten-forste-side"))).startswith(first)


def test_removed_help_texts_leave_headings_and_answers() -> None:
    page = press(styled("2026", "uten-hjelpetekst"), "txt").decode()
    assert "Beskriv" not in page and "lærerutdanningen" not in page
    assert "2. Plan for partnerskap\n\nVi gjør dette:" in page


def test_hard_wrapped_text_has_short_lines_with_blank_lines_between() -> None:
    lines = press(styled("2026", "harde-linjeskift"), "txt").decode().split("\n")
    assert max(len(line) for line in lines) <= 97
    assert "\t" not in "".join(lines)
    assert [line for line in lines if line.startswith("Beskriv hvilke utviklingsbehov")]


def test_answers_in_cells() -> None:
    root = body(styled("2026", "svar-i-tabellcelle"))
    cells = [cell for cell in root.iter(f"{W}tc") if shown(cell) == "Reise og vikar."]
    assert len(cells) == 1 and len(cells[0].getparent()) == 1
    assert "| Elevene leser lite.<br><br>Vi spurte lærerne. |" in press(styled("2026", "svar-i-tabellcelle"), "md").decode()


def test_answer_blocks() -> None:
    assert blocks("En.\nTo.\n\n- a\n  mer\n  - b\no c\n\n| x | y |\n| - | - |\n| 1 |  |") == [
        Paragraph(("En.", "To.")),
        Bullet("-", "a mer"),
        Bullet("-", "b", 1),
        Bullet("o", "c", 1),
        Grid((("x", "y"), ("1", ""))),
    ]
    assert blocks("--") == [Paragraph(("--",))]
    assert blocks("\n \n") == []
