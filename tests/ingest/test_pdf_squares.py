"""Boxes that are drawn, with and without a tick."""

from reportlab.pdfgen.canvas import Canvas

from behovai.ingest import read_bytes
from tests.ingest.made_pdf import Draw, pdf


def text(*pages: Draw) -> str:
    return read_bytes(pdf(*pages), "prøve.pdf").text


def square(canvas: Canvas, x: float, y: float, *, form: bool, tick: str = "", side: float = 11) -> None:
    """A drawn box with its lower left corner at (x, y), as a form object or on the page itself."""
    name = f"box{canvas.getPageNumber()}_{x}_{y}"
    if form:
        canvas.beginForm(name, 0, 0, side, side)
    left, low = (0.0, 0.0) if form else (x, y)
    canvas.rect(left + 0.5, low + 0.5, side - 1, side - 1)
    if tick:
        canvas.setFont("ZapfDingbats" if tick == "\u2714" else "Helvetica", 9)
        canvas.drawString(left + 2, low + 2, tick)
        canvas.setFont("Helvetica", 11)
    if form:
        canvas.endForm()
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(name)
        canvas.restoreState()


def question(form: bool, *ticks: str, y: float = 700) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, y + 20, "Skal det videreføres?")
        for number, tick in enumerate(ticks):
            canvas.drawString(90 + 70 * number, y, ("Ja", "Nei", "Vet ikke")[number])
            square(canvas, 72 + 70 * number, y - 2, form=form, tick=tick)

    return draw


def test_an_empty_square_is_an_empty_box_where_another_one_is_ticked() -> None:
    for form in (True, False):
        assert text(question(form, "", "\u2714", "")).endswith("☐ Ja ☒ Nei ☐ Vet ikke"), form
        assert text(question(form, "", ""), question(form, "\u2714", "")).count("☐ Ja ☐ Nei") == 1, form
        assert text(question(form, "", "", "X")).endswith("☐ Ja ☐ Nei X Vet ikke"), form


def test_squares_of_which_none_is_ticked_by_a_sign_say_nothing() -> None:
    for form in (True, False):
        assert "☐" not in text(question(form, "", ""))


def test_a_square_with_a_cross_of_lines_is_not_empty() -> None:
    def cross(canvas: Canvas) -> None:
        question(False, "\u2714", "", "")(canvas)
        canvas.line(143, 699, 151, 707)
        canvas.line(151, 699, 143, 707)

    assert text(cross).endswith("☒ Ja Nei ☐ Vet ikke")


def test_squares_of_another_size_and_squares_without_an_option_are_no_boxes() -> None:
    def more(canvas: Canvas) -> None:
        question(False, "\u2714", "")(canvas)
        square(canvas, 72, 598, form=False, side=16)
        canvas.drawString(92, 600, "Figur")
        square(canvas, 400, 500, form=False)

    assert text(more).endswith("☒ Ja ☐ Nei\nFigur")


def test_the_cells_of_a_table_are_no_boxes() -> None:
    def grid(canvas: Canvas) -> None:
        question(False, "\u2714", "")(canvas)
        for row in range(3):
            for column in range(3):
                canvas.rect(72 + 11 * column, 600 - 11 * row, 11, 11)
        canvas.drawString(110, 602, "Rute")

    assert text(grid).count("☐") == 1


def test_a_square_under_a_form_field_is_read_once() -> None:
    def field(canvas: Canvas) -> None:
        question(False, "\u2714", "")(canvas)
        square(canvas, 72, 600, form=False)
        canvas.acroForm.checkbox(name="felt", checked=False, x=72, y=600, size=11)
        canvas.drawString(90, 602, "Felt")

    assert text(field).endswith("☒ Ja ☐ Nei\n☐ Felt")


def test_an_x_right_beside_a_box_leaves_it_alone() -> None:
    def draw(canvas: Canvas) -> None:
        question(False, "\u2714", "")(canvas)
        canvas.drawString(72, 620, "Skal det mer til?")
        canvas.drawString(90, 600, "Ja")
        canvas.drawString(62, 600, "x")
        square(canvas, 72, 598, form=False)

    assert "☐ Ja" not in text(draw).split("Skal det mer til?")[1]
