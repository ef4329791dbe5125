"""Tables whose cells are form fields: as fields, as parts of the page, and as text alone under the headings."""

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from behovai.ingest import read_bytes
from tests.ingest.made_pdf import Draw, both, lines, pdf, table

XS = (72.0, 160.0, 280.0, 400.0, 520.0)
NAMES = ["", "Eier", "UH", "Totalt"]
ROWS = [["Sum", "120 000", "200 000", "320 000"], ["Koordinator", "", "", "40 000"]]
SHOWN = "\tEier\tUH\tTotalt\nSum\t120 000\t200 000\t320 000\nKoordinator\t\t\t40 000"
HIGH = 20


def text(*draws: Draw) -> str:
    return read_bytes(pdf(both(*draws)), "prøve.pdf").text


def field(canvas: Canvas, x: float, y: float, wide: float, value: str) -> None:
    canvas.acroForm.textfield(name=f"{x}/{y}", value=value, x=x, y=y, width=wide, height=HIGH - 2)


def flat(canvas: Canvas, x: float, y: float, wide: float, value: str) -> None:
    """A field that has become part of the page: a form object with a frame and its text."""
    name = f"f{x:.0f}y{y:.0f}"
    canvas.beginForm(name, 0, 0, wide, HIGH - 2)
    canvas.setFont("Helvetica", 11)
    canvas.rect(0, 0, wide, HIGH - 2)
    canvas.drawString(2, 5, value)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(name)
    canvas.restoreState()


def bare(canvas: Canvas, x: float, y: float, wide: float, value: str) -> None:
    """A field of which only the text is left."""
    if value:
        canvas.drawString(x + 2, y + 5, value)


def drawn(names: Sequence[str], rows: Sequence[Sequence[str]], *, y: float = 780, ruled: bool = True) -> Draw:
    """The headings, and the labels of the rows below them."""

    def draw(canvas: Canvas) -> None:
        for x, right, name in zip(XS, XS[1:], names, strict=False):
            if ruled:
                canvas.rect(x, y - HIGH, right - x, HIGH)
            canvas.drawString(x + 2, y - 14, name)
        for number, row in enumerate(rows, 2):
            if ruled:
                canvas.rect(XS[0], y - number * HIGH, XS[1] - XS[0], HIGH)
            canvas.drawString(XS[0] + 2, y - number * HIGH + 6, row[0])

    return draw


def values(put, rows: Sequence[Sequence[str]], *, y: float = 780, first: int = 1, gap: float = 0) -> Draw:
    """The values of the rows, each put in its column."""

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows, 2):
            for x, right, value in zip(XS[first:], XS[first + 1 :], row[first:], strict=False):
                put(canvas, x + gap, y - number * HIGH + 1, right - x - 2 * gap, value)

    return draw


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("gap", [0, 3, 6])
@pytest.mark.parametrize("put", [field, flat])
def test_fields_beside_labels_and_below_headings(put, gap: int, ruled: bool) -> None:
    assert text(lines("Summer:", y=800), drawn(NAMES, ROWS, ruled=ruled), values(put, ROWS, gap=gap)) == "Summer:\n" + SHOWN


def test_fields_drawn_after_all_labels() -> None:
    rows = [["Navn", "Kari Vik", "Ola Nes"], ["Funksjon", "Rektor", "Lektor"]]
    read = text(drawn(NAMES[:3], rows), lines("Mellom", y=700), drawn(NAMES, ROWS, y=680), values(flat, rows), values(flat, ROWS, y=680))
    assert read == f"\tEier\tUH\nNavn\tKari Vik\tOla Nes\nFunksjon\tRektor\tLektor\nMellom\n{SHOWN}"


@pytest.mark.parametrize("put", [field, flat, bare])
def test_values_below_headings_that_alone_are_drawn(put) -> None:
    names, counts = ["Barnehager", "Private", "Skoler", "Andre"], ["5", "", "6", "1"]
    assert text(drawn(names, []), values(put, [counts], first=0)) == "Barnehager\tPrivate\tSkoler\tAndre\n5\t\t6\t1"


def test_values_without_frames_beside_labels() -> None:
    assert text(drawn(NAMES, ROWS), values(bare, ROWS)) == SHOWN


def test_headings_close_to_each_other_over_fields() -> None:
    names = ["Alle kommunale", "Private barnehager", "Skoler"]
    assert text(drawn(names, [], ruled=False), values(field, [["5", "", "6"]], first=0)) == "\t".join(names) + "\n5\t\t6"


def test_fields_that_are_missing_leave_empty_rows() -> None:
    rows = [["Vår", "1", "2", "3"], ["Sommer"], ["Høst"], ["Vinter", "4", "5", "9"]]
    read = text(drawn(NAMES, rows), values(flat, rows))
    assert read == "\tEier\tUH\tTotalt\nVår\t1\t2\t3\nSommer\t\t\t\nHøst\t\t\t\nVinter\t4\t5\t9"


def test_two_filled_fields_on_a_line_are_never_one_number() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Sum")
        field(canvas, 120, 695, 80, "120 000")
        field(canvas, 212, 695, 80, "200 000")

    assert text(draw) == "Sum\t120 000\t200 000"


def test_fields_within_drawn_cells_leave_them_as_they_are() -> None:
    rows = [["", "Eier", "UH"], ["Sum", "", ""], ["Navn", "", ""]]

    def draw(canvas: Canvas) -> None:
        table(rows, [72, 200, 330, 460])(canvas)
        field(canvas, 205, 741, 60, "1")
        field(canvas, 340, 741, 60, "2")
        field(canvas, 205, 721, 60, "Kari")

    assert text(draw) == "\tEier\tUH\nSum\t1\t2\nNavn\tKari\t"


def test_labels_with_one_field_each_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (label, value) in enumerate([("Eier:", "Vik"), ("Nettverk:", "Midt"), ("Miljø:", "Nord")]):
            canvas.drawString(72, 705 - HIGH * number, label)
            field(canvas, 160, 700 - HIGH * number, 200, value)

    assert text(draw) == "Eier: Vik\nNettverk: Midt\nMiljø: Nord"


def test_fields_with_text_between_them_stay_on_their_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Sted")
        field(canvas, 110, 695, 60, "Vik")
        canvas.drawString(176, 700, "dato")
        field(canvas, 206, 695, 60, "1. mai")

    assert text(draw) == "Sted Vik dato 1. mai"


def test_a_comment_field_below_a_drawn_table_is_not_of_it() -> None:
    rows = [["", "Eier", "UH"], ["Sum", "1", "2"]]
    read = text(table(rows, [72, 200, 330, 460]), lambda canvas: field(canvas, 72, 718, 388, "En kommentar"))
    assert read == "\tEier\tUH\nSum\t1\t2\nEn kommentar"


def test_text_below_a_row_of_headings_is_no_row() -> None:
    rows = [["Rolle", "Navn"]]
    for below in ("Vi møtes fire ganger i året og går gjennom det som er gjort", "Ja [ ]", "5"):
        assert text(table(rows, [72, 200, 330]), lines(below, y=745)) == f"Rolle\tNavn\n{below}"
    beside = lambda canvas: (canvas.drawString(72, 745, "Sted:"), canvas.drawString(205, 745, "Vik"))  # noqa: E731
    assert text(table(rows, [72, 200, 330]), beside).startswith("Rolle\tNavn\nSted:")


def test_a_cell_over_several_columns_and_rows_stays_one_cell() -> None:
    def draw(canvas: Canvas) -> None:
        drawn(NAMES, ROWS)(canvas)
        canvas.rect(XS[1], 720, XS[4] - XS[1], 40)
        canvas.drawString(165, 746, "120 000")
        canvas.drawString(285, 746, "200 000")

    assert "120 000 200 000" in text(draw)


def test_a_field_without_height_is_no_cell() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "Lia kommune")
        for number, high in enumerate((20, 0, 0)):
            canvas.acroForm.textfield(name=f"f{number}", value="", x=100, y=500 - 100 * number, width=100, height=high)

    assert text(draw) == "Lia kommune"


def test_the_footer_below_headings_is_no_row() -> None:
    heads = [["Navn på eier", "Kontaktperson", "Rolle"]]
    for footer in ("Side 1 av 3", "1", "Lia kommune"):
        page = both(lines("Liste over andre eiere", y=120), table(heads, (72.0, 220.0, 380.0, 520.0), y=100), lines(footer, x=225, y=55))
        assert "\t" + footer not in text(page)
