"""Pages drawn out of order, and those that only look so."""

from reportlab.pdfgen.canvas import Canvas

from behovai.ingest import read_bytes
from tests.ingest.made_pdf import Draw, both, lines, pdf, table

WIDE = "Alle parter møtes fire ganger i året og går gjennom det som er gjort siden sist"


def text(*draws: Draw) -> str:
    return read_bytes(pdf(both(*draws)), "prøve.pdf").text


def at(*places: tuple[float, float, str]) -> Draw:
    def draw(canvas: Canvas) -> None:
        for x, y, words in places:
            canvas.drawString(x, y, words)

    return draw


def ticks(*places: tuple[float, float]) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("ZapfDingbats", 11)
        for x, y in places:
            canvas.drawString(x, y, "\u2714")
        canvas.setFont("Helvetica", 11)

    return draw


LABELS = at(
    (72, 780, "Eier"),
    (72, 740, "Nettverk"),
    (72, 700, "Miljø"),
    (72, 660, "Skal det videreføres?"),
    (90, 640, "Ja"),
    (150, 640, "Nei"),
    (72, 600, "Plan"),
    (72, 530, "Slutt"),
)
ANSWERS = at(
    (74, 762, "Vik kommune"), (74, 722, "Nettverk Sør"), (74, 682, "Høgskolen"), (74, 582, WIDE), (74, 568, "og avtaler hva som kommer.")
)


def test_answers_drawn_after_all_labels_stand_below_them() -> None:
    assert text(LABELS, ANSWERS, ticks((135, 639.5))).split("\n") == [
        "Eier",
        "Vik kommune",
        "Nettverk",
        "Nettverk Sør",
        "Miljø",
        "Høgskolen",
        "Skal det videreføres?",
        "Ja ☒ Nei",
        "Plan",
        f"{WIDE} og avtaler hva som kommer.",
        "Slutt",
    ]


def test_a_table_filled_in_afterwards() -> None:
    sums = both(at((170, 490, "Eier"), (300, 490, "UH"), (72, 470, "Sum")), ANSWERS, at((170, 470, "100 000"), (300, 470, "90 000")))
    assert text(LABELS, sums).endswith("Slutt\n\tEier\tUH\nSum\t100 000\t90 000")


def test_ticks_before_options_that_stand_close_below_each_other() -> None:
    options = at((90, 480, "Ja"), (90, 466, "Nei"), (90, 452, "Vet ikke"))
    read = text(LABELS, options, ANSWERS, ticks((72, 466)))
    assert read.endswith("Slutt\nJa\n☒ Nei\nVet ikke")


SIDE = at(
    (72, 780, "Eier:"),
    (72, 750, "Er det flere eiere i"),
    (72, 736, "partnerskapet?"),
    (72, 700, "Merknad"),
    (72, 670, "Funksjon"),
    (72, 640, "Plan for partnerskapet"),
)
BESIDE = at(
    (240, 781, "Vik kommune"),
    (240, 751, "[ ] Ja [x] Nei"),
    (240, 671, "Rektor"),
    (240, 641, "Vi møtes fire ganger i året og ser"),
    (240, 627, "på det."),
)


def test_answers_drawn_beside_labels_that_are_drawn_first() -> None:
    words = " ".join(text(SIDE, BESIDE).split())
    assert words == (
        "Eier: Vik kommune Er det flere eiere i partnerskapet? [ ] Ja [x] Nei Merknad Funksjon Rektor "
        "Plan for partnerskapet Vi møtes fire ganger i året og ser på det."
    )


def column(x: float, *texts: str, y: float = 780, steps: tuple[float, ...] = (14, 14, 22)) -> Draw:
    places = []
    for number, words in enumerate(texts):
        places.append((x, y, words))
        y -= steps[number % len(steps)]
    return at(*places)


PROSE = [
    f"{word} er hverdagen til mange skoler" for word in ("Lesing", "Regning", "Skriving", "Musikk", "Forming", "Natur", "Samfunn", "Idrett")
]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left, right = PROSE, [words.replace("mange", "enkelte") for words in PROSE]
    for start, steps in ((780, (14, 14, 22)), (764, (14, 14, 22)), (780, (14, 22)), (780, (14,)), (780, (26,)), (775, (26,))):
        read = text(column(72, *left), column(320, *right, y=start, steps=steps))
        first = [read.index(words) for words in (*left, *right)]
        assert first == sorted(first), (start, steps)


def test_even_lists_and_lists_of_the_same_kind_side_by_side() -> None:
    even = text(column(72, *PROSE, steps=(26,)), column(320, *[words.replace("mange", "enkelte") for words in PROSE], steps=(26,)))
    assert even.index("Idrett er hverdagen til mange") < even.index("Lesing er hverdagen til enkelte")
    names = ("Navn", "Kari", "Funksjon", "Rektor", "Sted", "Vik")
    others = ("Navn", "Ola", "Funksjon", "Lektor", "Sted", "Nes")
    alike = text(column(72, *names, steps=(20, 30)), column(320, *others, steps=(20, 30)))
    assert alike.index("Vik") < alike.index("Ola")


def test_columns_with_labels_of_their_own() -> None:
    left = at(
        (72, 780, "Kontakt hos eier"), (72, 750, "Navn: Kari"), (72, 730, "Funksjon: rektor"), (72, 690, "Post: a"), (72, 670, "Sted: b")
    )
    right = at(
        (320, 780, "Kontakt hos UH"), (320, 750, "Navn: Ola"), (320, 730, "Funksjon: lektor"), (320, 690, "Post: c"), (320, 670, "Sted: d")
    )
    read = text(left, right)
    assert read.index("Sted: b") < read.index("Kontakt hos UH")


def test_headings_drawn_before_the_columns_below_them_do_not_mix_the_columns() -> None:
    heads, columns = [], []
    for number in range(4):
        top = 780 - 150 * number
        heads.append((72, top, f"Overskrift {number} over begge spaltene på siden, fra kant til kant av arket"))
        for x, side in ((72, "venstre"), (320, "høyre")):
            starts = (20, 34, 48, 76, 90, 104) if x == 72 else (20, 34, 62, 76, 90, 118)
            columns += [(x, top - down, f"Del {number} til {side}, linje {line}, av teksten") for line, down in enumerate(starts)]
    read = text(at(*heads), at(*columns))
    for number in range(4):
        assert read.index(f"Del {number} til venstre, linje 5") < read.index(f"Del {number} til høyre, linje 0")


def test_a_frame_drawn_last_stays_last() -> None:
    read = text(lines("Overskrift", WIDE, "og skriver det ned.", "", "", "", "Neste avsnitt."), at((72, 740, "Rammetekst")))
    assert read.endswith("Rammetekst")


def test_a_table_without_borders_is_read_as_before() -> None:
    rows = [["", "Eier", "UH"], ["Sum", "1", "Klikk her\nfor å skrive"], ["Rest", "", "3"], ["Alt", "4", "5"]]
    expected = "\tEier\tUH\nSum\t1\tKlikk her for å skrive\nRest\t\t3\nAlt\t4\t5"
    assert text(table(rows, [72, 160, 280, 400], ruled=False)) == expected


def test_labels_close_to_each_other_get_nobodys_answers() -> None:
    places = ((780, "Navn eier"), (764, "Navn UH"), (734, "Miljø"), (704, "Sum eier"), (688, "Sum UH"), (658, "Totalt"))
    said = ("Kari Aas", "Per Vik", "HVL", "100 000", "200 000", "300 000")
    labels, answers = at(*((72, y, label) for y, label in places)), at(*((200, y, word) for (y, _), word in zip(places, said, strict=True)))
    read = text(labels, answers)
    assert "UH\tKari" not in read
    assert "UH Kari" not in read


def test_lines_of_running_text_far_apart_are_no_labels() -> None:
    words = "Vi møtes hver måned og ser på hva som er gjort siden sist og hva vi vil".split()
    left = [(72, 780 - 17 * n - 17 * (n > 4), " ".join(words[n % 9 : n % 9 + 4])) for n in range(10)]
    right = [(320, y, said[::-1].lower()) for _, y, said in left]
    read = text(at(*left), at(*right)).replace("\n", " ")
    assert "\t" not in read
    assert read.split() == " ".join(said for *_, said in (*left, *right)).split()
