import threading
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from behovai.document import Document, Span
from behovai.errors import NeedsOCR, TooLarge, UnreadableFile
from behovai.ingest import read_bytes
from behovai.ingest.pdf import rectangles
from tests.ingest.made_pdf import both, lines, pdf, table

FULL = "Skolene skal arbeide sammen om lesing, og lærerne skal prøve ut noe mellom hver samling"  # fills the line


def read(data: bytes) -> Document:
    return read_bytes(data, "prøve.pdf")


def blocks(data: bytes) -> list[str]:
    document = read(data)
    return [document[block.span] for block in document.blocks]


def find(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start=start, end=start + len(words))


def test_wrapped_lines_are_one_paragraph_and_a_gap_ends_it() -> None:
    data = pdf(lines(FULL, "som de legger fram for hverandre.", "", "Neste avsnitt er kort.", "Det neste også."))
    assert blocks(data) == [FULL + " som de legger fram for hverandre.", "Neste avsnitt er kort.", "Det neste også."]


def test_words_split_at_the_end_of_a_line() -> None:
    data = pdf(
        lines(
            "Kommunen ønsker seg midler til arbeidet med skolenes behov for faglig videre-",
            "utvikling. Kommunen ønsker seg også midler til felles arbeid for barnehage-",
            "og skoleansatte. Eierne vil i tillegg sette av penger til felles tid for alle i PP-",
            "tjenesten, og det skal dessuten arrangeres en større samling på Nord-",
            "Helgeland hvert år.",
        )
    )
    text = read(data).text
    assert "faglig videreutvikling. Kommunen" in text
    assert "barnehage- og skoleansatte" in text
    assert "i PP-tjenesten" in text
    assert "Nord-Helgeland" in text


def test_a_hyphen_is_kept_where_the_file_writes_the_word_so() -> None:
    data = pdf(
        lines(
            "Vi ønsker mer praktisk-estetisk arbeid i alle fag.",
            "",
            "Lærerne i norsk, matematikk og engelsk skal sammen planlegge mer praktisk-",
            "estetisk arbeid.",
        )
    )
    assert read(data).text.endswith("planlegge mer praktisk-estetisk arbeid.")


def test_bullets_and_labels_start_blocks() -> None:
    def draw(canvas: Canvas) -> None:
        lines(FULL, "a) første tegn", "b. andre tegn", "3. Tredje punkt", "- strek", "o under", "• prikk")(canvas)
        canvas.setFont("Symbol", 11)
        canvas.drawString(72, 600, "\u2022")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(90, 600, "tegn fra Symbol")

    document = read(pdf(draw))
    found = [(block.kind, document[block.span]) for block in document.blocks]
    assert found == [
        ("paragraph", FULL),
        ("paragraph", "a) første tegn"),
        ("paragraph", "b. andre tegn"),
        ("paragraph", "3. Tredje punkt"),
        ("bullet", "- strek"),
        ("bullet", "o under"),
        ("bullet", "• prikk"),
        ("bullet", "• tegn fra Symbol"),
    ]


def test_a_bullet_goes_on_on_the_next_line_and_a_number_in_a_sentence_is_no_label() -> None:
    data = pdf(lines("- " + FULL, "  og viser det.", "", FULL + " på", "3. trinn og opp."))
    assert blocks(data) == [f"- {FULL} og viser det.", FULL + " på 3. trinn og opp."]


def test_labels_and_boxes_do_not_run_together() -> None:
    data = pdf(lines("Eier:", "Vik kommune", "Kompetansemiljø: Nord", "Skriv her:", "vi begynner med liten bokstav"))
    assert blocks(data) == ["Eier:", "Vik kommune", "Kompetansemiljø: Nord", "Skriv her:", "vi begynner med liten bokstav"]


def test_headings_are_clearly_larger() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 780, "Behovsmelding")
        canvas.setFont("Helvetica", 11)
        lines(FULL, "og slutter her.", y=750)(canvas)

    assert [block.kind for block in read(pdf(draw)).blocks] == ["heading", "paragraph"]


def test_a_bold_word_does_not_end_a_paragraph_but_a_bold_line_does() -> None:
    bold = "Dette avsnittet står med fete typer over hele linjen, helt ut til den høyre margen."

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, 780, "Tegn:")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72 + canvas.stringWidth("Tegn: ", "Helvetica-Bold", 11), 780, FULL[:-8])
        canvas.drawString(72, 766, "samling er lagt fram.")
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(72, 752, bold)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 738, "Kommunen svarer.")

    assert blocks(pdf(draw)) == [f"Tegn: {FULL[:-8]} samling er lagt fram.", bold, "Kommunen svarer."]


SUMS = [
    ["", "Eier", "UH", "Totalt"],
    ["Sum", "180 000", "Klikk eller trykk her\nfor å skrive inn\ntekst.", "180 000"],
    ["Koordinator", "", "", "10"],
]


@pytest.mark.parametrize("ruled", [True, False])
def test_tables(ruled: bool) -> None:
    document = read(pdf(both(lines("Summer:", y=800), table(SUMS, [72, 160, 280, 400, 520], ruled=ruled), lines("Etterpå.", y=600))))
    assert document.text == (
        "Summer:\n\tEier\tUH\tTotalt\nSum\t180 000\tKlikk eller trykk her for å skrive inn tekst.\t180 000\nKoordinator\t\t\t10\nEtterpå."
    )
    last = document.blocks[-2]
    assert last.cell is not None
    assert (last.cell.table, last.cell.row, last.cell.column) == (0, 2, 3)


def test_a_list_of_numbered_rows_and_wrapped_headers() -> None:
    rows = [["", "Navn på eier/UH", "Kontaktperson", "Eier/UH"], *([str(n), "Vik kommune" if n < 3 else "", "", ""] for n in range(1, 10))]
    counts = [
        ["Kommunale\nbarnehager", "Private\nbarnehager", "Offentlige\nskoler", "Private\nskoler", "PP-\ntjenester"],
        ["9", "", "0", "", "1"],
    ]
    data = pdf(both(table(rows, [72, 100, 300, 430, 520]), table(counts, [72, 142, 212, 282, 340, 410], y=500)))
    assert read(data).text.split("\n") == [
        "\tNavn på eier/UH\tKontaktperson\tEier/UH",
        "1\tVik kommune\t\t",
        "2\tVik kommune\t\t",
        *(f"{n}\t\t\t" for n in range(3, 10)),
        "Kommunale barnehager\tPrivate barnehager\tOffentlige skoler\tPrivate skoler\tPP-tjenester",
        "9\t\t0\t\t1",
    ]


def test_a_table_goes_on_on_the_next_page() -> None:
    head, xs = ["Rolle", "Navn"], [72, 300, 520]
    data = pdf(table([head, ["Tillitsvalgt", "Kari"]], xs, y=150), table([head, ["Verneombud", "Ola"]], xs))
    document = read(data)
    assert document.text == "Rolle\tNavn\nTillitsvalgt\tKari\nVerneombud\tOla"
    assert {block.cell.table for block in document.blocks if block.cell} == {0}
    assert [block.page for block in document.blocks] == [1, 1, 1, 1, 2, 2]


def test_label_lines_with_wide_gaps_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (label, value) in enumerate([("Eier:", "Vik kommune"), ("Nettverk:", "Midt"), ("Miljø:", "Nord")]):
            canvas.drawString(72, 780 - 20 * number, label)
            canvas.drawString(200, 780 - 20 * number, value)

    assert read(pdf(draw)).text == "Eier: Vik kommune\nNettverk: Midt\nMiljø: Nord"


def footed(number: int, of: int, *texts: str) -> object:
    return both(lines("Kommunens egen mal", y=815), lines(*texts, y=760), lines(f"Side: {number}/{of}", x=280, y=40))


def test_headers_and_footers_are_taken_out() -> None:
    data = pdf(footed(1, 3, FULL), footed(2, 3, "og viser det.", "", "Nytt avsnitt her."), footed(3, 3, "Slutt."))
    document = read(data)
    assert document.text == f"{FULL} og viser det.\nNytt avsnitt her.\nSlutt."
    assert [(page.number, page.label) for page in document.pages] == [(1, "1/3"), (2, "2/3"), (3, "3/3")]
    assert document.asides == ("Kommunens egen mal",)
    assert [block.page for block in document.blocks] == [1, 2, 3]


def test_bare_page_numbers() -> None:
    data = pdf(*(both(lines(f"Tekst på side {'abc'[n - 1]}."), lines(str(n), x=300, y=30)) for n in (1, 2, 3)))
    document = read(data)
    assert document.text == "Tekst på side a.\nTekst på side b.\nTekst på side c."
    assert [page.label for page in document.pages] == ["1", "2", "3"]


def form(canvas: Canvas) -> None:
    fields = canvas.acroForm
    lines("Eier:", "", "Skriv her:", y=780)(canvas)
    fields.textfield(name="eier", value="Vik kommune", x=110, y=776, width=200, height=16)
    fields.textfield(name="tomt", value="", x=320, y=776, width=100, height=16)
    fields.textfield(
        name="svar", value="Lærerne skal prøve ut noe.\nSå møtes de.", x=72, y=640, width=400, height=100, fieldFlags="multiline"
    )
    canvas.drawString(72, 600, "Videreføres? Ja")
    fields.checkbox(name="ja", checked=True, x=160, y=597, size=14)
    canvas.drawString(190, 600, "Nei")
    fields.checkbox(name="nei", checked=False, x=215, y=597, size=14)
    canvas.drawString(72, 560, "Type:")
    fields.choice(name="type", value="UH", options=["Eier", "UH"], x=110, y=556, width=60, height=16)
    canvas.drawString(72, 530, "Slutt.")


def test_form_fields_stand_where_they_are_read() -> None:
    data = pdf(form)
    document = read(data)
    assert document.text.split("\n") == [
        "Eier: Vik kommune",
        "Skriv her:",
        "Lærerne skal prøve ut noe.",
        "Så møtes de.",
        "Videreføres? Ja ☒ Nei ☐",
        "Type: UH",
        "Slutt.",
    ]
    assert [tick.checked for tick in document.ticks] == [True, False]
    assert [round(value) for value in rectangles(data, document, find(document, "Så møtes de."))[0][:3]] == [1, 72, 640]


def test_fields_in_the_cells_of_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        table([["", "Eier", "UH"], ["Sum", "", ""]], [72, 200, 330, 460])(canvas)
        canvas.acroForm.textfield(name="uh", value="90 000", x=333, y=742, width=120, height=15)

    assert read(pdf(draw)).text == "\tEier\tUH\nSum\t\t90 000"


def test_boxes_from_symbol_fonts() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Barnehage")
        canvas.drawString(160, 700, "Grunnskole")
        canvas.setFont("ZapfDingbats", 11)
        canvas.drawString(135, 700, "\u2718")
        canvas.drawString(225, 700, "\u274f")

    document = read(pdf(draw))
    assert document.text == "Barnehage ☒ Grunnskole ☐"
    assert [tick.checked for tick in document.ticks] == [True, False]


def test_rectangles_one_for_each_line() -> None:
    data = pdf(lines("Først en linje.", "", FULL, "og viser det til hverandre."))
    document = read(data)
    found = rectangles(data, document, find(document, "mellom hver samling og viser det"))
    assert [box[0] for box in found] == [1, 1]
    (_, x0, y0, _, y1), (_, left, _, right, top) = found
    assert x0 > 400
    assert y0 < 780 - 14 - 8 + 5 < y1
    assert 71 < left < 74
    assert 110 < right < 160
    assert top < y1
    for glyphs in document.glyphs:
        assert document[glyphs.span] == document[glyphs.span].strip()


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotated_pages(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[rotation])
        canvas.rotate(rotation)
        canvas.setFont("Helvetica", 11)
        lines(FULL, "og viser det.", "", "Nytt avsnitt.", y=500)(canvas)
        table([["", "Eier", "UH"], ["Sum", "", "5"]], [72, 200, 330, 460], y=400)(canvas)

    document = read(pdf(draw))
    assert document.text == f"{FULL} og viser det.\nNytt avsnitt.\n\tEier\tUH\nSum\t\t5"


def test_a_watermark_is_not_text() -> None:
    def draw(canvas: Canvas) -> None:
        lines("Vanlig tekst.")(canvas)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "UTKAST")

    document = read(pdf(draw))
    assert (document.text, document.asides) == ("Vanlig tekst.", ("UTKAST",))


def test_a_footnote_does_not_split_the_sentence() -> None:
    def first(canvas: Canvas) -> None:
        lines(FULL, y=200)(canvas)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 90, "1 Se planen for skolene.")

    document = read(pdf(first, lines("og viser det.")))
    assert [(block.kind, document[block.span]) for block in document.blocks] == [
        ("paragraph", FULL + " og viser det."),
        ("footnote", "1 Se planen for skolene."),
    ]


def picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 0, 0, 595, 842)


def test_a_scan_needs_ocr() -> None:
    with pytest.raises(NeedsOCR, match=r"prøve\.pdf.*OCR"):
        read(pdf(picture, picture))
    assert read(pdf(picture, lines("Noe tekst."))).text == "Noe tekst."


def test_files_that_cannot_be_read() -> None:
    whole = pdf(lines("Hemmelig."))
    locked = pdf(lines("Hemmelig."), encrypt=StandardEncryption("passord", canPrint=0))
    with pytest.raises(UnreadableFile, match="passord"):
        read(locked)
    with pytest.raises(UnreadableFile, match="ødelagt"):
        read(b"%PDF-1.7\n" + zlib.compress(b"x" * 50))
    with pytest.raises(UnreadableFile, match="ødelagt"):
        read(whole[:200])
    with pytest.raises(UnreadableFile, match="ingen tekst"):
        read(pdf(lines()))
    with pytest.raises(TooLarge, match="301 sider"):
        read(pdf(*[lines("x")] * 301))


def test_a_file_only_protected_against_printing_is_read() -> None:
    assert read(pdf(lines("Åpen."), encrypt=StandardEncryption("", "eier", canPrint=0))).text == "Åpen."


def test_many_threads_at_once() -> None:
    data = pdf(both(lines(FULL, "og viser det.", y=500), table(SUMS, [72, 160, 280, 400, 520])), form)
    expected = read(data).text
    wrong: list[str] = []

    def work() -> None:
        for _ in range(50):
            document = read(data)
            rectangles(data, document, Span(start=0, end=5))
            if document.text != expected:
                wrong.append(document.text)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
