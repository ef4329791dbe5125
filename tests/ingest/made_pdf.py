"""Small pdf files made on the spot."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, LEADING = 72, 780, 14
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, y: float = TOP, x: float = LEFT) -> Draw:
    """One line below the other; '' is a gap between paragraphs."""

    def draw(canvas: Canvas) -> None:
        place = y
        for text in texts:
            if text:
                canvas.drawString(x, place, text)
            place -= LEADING if text else 8

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for part in draws:
            part(canvas)

    return draw


def table(rows: Sequence[Sequence[str]], xs: Sequence[float], *, y: float = TOP, ruled: bool = True) -> Draw:
    """A table, cell by cell; a cell with line breaks is wrapped."""

    def draw(canvas: Canvas) -> None:
        top = y
        for row in rows:
            height = LEADING * max(cell.count("\n") + 1 for cell in row) + 6
            for x, right, cell in zip(xs, xs[1:], row, strict=False):
                if ruled:
                    canvas.rect(x, top - height, right - x, height)
                for number, text in enumerate(cell.split("\n")):
                    canvas.drawString(x + 5, top - 13 - number * LEADING, text)
            top -= height

    return draw
