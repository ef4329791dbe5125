"""Letter-spaced words, and single letters and figures that are not."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from behovai.document import Span
from behovai.ingest import read_bytes
from behovai.ingest.pdf import rectangles
from tests.ingest.made_pdf import Draw, both, pdf


def text(*draws: Draw) -> str:
    return read_bytes(pdf(both(*draws)), "prøve.pdf").text


def apart(words: str, letter: float, word: float, y: float = 700, size: float = 11) -> Draw:
    """Every letter drawn by itself, so many points from the one before; «AV» together, as kerning pairs come."""

    def draw(canvas: Canvas) -> None:
        x = 72.0
        canvas.setFont("Helvetica", size)
        for part in words.split(" "):
            for sign in part.replace("AV", "\0"):
                shown = "AV" if sign == "\0" else sign
                canvas.drawString(x, y, shown)
                x += canvas.stringWidth(shown, "Helvetica", size) + letter
            x += word - letter

    return draw


@pytest.mark.parametrize(("letter", "word"), [(2.4, 7.9), (3.5, 10.0), (4.5, 12.0)])
def test_letter_spaced_words_are_joined(letter: float, word: float) -> None:
    assert text(apart("1. VURDERING AV TILTAK", letter, word)) == "1. VURDERING AV TILTAK"
    assert text(apart("Årets plan for skoler", letter, word)) == "Årets plan for skoler"


def test_a_single_word_is_joined_as_other_words_of_the_page() -> None:
    heading, word = apart("5. PLAN FOR SKOLENE", 3, 9), apart("VEDLEGG", 3, 9, 660)
    assert text(heading, word) == "5. PLAN FOR SKOLENE\nVEDLEGG"
    assert text(word) == "V E D L E G G"  # as wide as spaces are, and nothing to compare with


def test_words_set_wider_by_the_file_need_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "1. PLAN FOR SKOLENE", charSpace=3)

    assert text(draw) == "1. PLAN FOR SKOLENE"


def test_what_follows_a_letter_spaced_label_keeps_its_spaces() -> None:
    def draw(canvas: Canvas) -> None:
        apart("NAVN PÅ EIER:", 2.4, 7.9)(canvas)
        canvas.drawString(190, 700, "Vi er to i alt")

    assert text(draw) == "NAVN PÅ EIER: Vi er to i alt"


@pytest.mark.parametrize(
    "written", ["a b c d e f g", "X X X X X X", "1 2 3 4 5 6 7", "J F M A M J J A S O N D", "i å få ta del i alt vi ser"]
)
def test_lists_of_letters_and_figures_are_left(written: str) -> None:
    def typed(canvas: Canvas) -> None:
        canvas.drawString(72, 700, written)

    assert text(typed) == written
    assert text(apart(written, 0, 3.06)) == written


def test_columns_of_letters_are_left() -> None:
    for width in (8, 14):
        assert text(apart("JNVHEA", width, width)) == "J N V H E A"
    assert text(apart("ABCDE FGH", 3, 9)) == "A B C D E F G H"


def test_letter_spaced_words_are_found_again_in_the_file() -> None:
    data = pdf(apart("2. PLAN FOR SKOLENE", 3, 9))
    document = read_bytes(data, "prøve.pdf")
    start = document.text.index("PLAN")
    boxes = rectangles(data, document, Span(start=start, end=start + 4))
    assert 80 < min(box[1] for box in boxes) < 100
    assert 120 < max(box[3] for box in boxes) < 150
    assert "".join(document[glyphs.span] for glyphs in document.glyphs).replace(" ", "") == "2.PLANFORSKOLENE"
