import re
from pathlib import Path

import pytest

from behovai.document import Document
from behovai.ingest import read_bytes
from tests.ingest.made_packages import cells, kinds, ticks

NATURAL = [
    "Behovsmelding for Fiktivik",
    "Skriv her:",
    "Lærerne i Fiktivik har over tid meldt at de mangler felles rutiner for å følge opp elever som trekker seg unna, og at hver skole i "
    "praksis har funnet sine egne løsninger. Ledergruppa vil derfor bruke neste skoleår på å prøve ut en felles måte å observere på, "
    "med veiledning fra Høgskolen i Utkanten og kollegabesøk hver sjette uke. Resultatene drøftes i PP-tjenesten.",
    "- Direkte veiledning av utviklingsgruppene ved hver av de fire skolene, med møter som er lagt til fellestiden om "
    "onsdagene og som varer i to timer",
    "- Kurs for barnehage- og skoleledere",
    "a) Tiltakene er gjennomført",
    "Tiltaket følger planen som ble vedtatt i styringsgruppa i mai, og fremdriften meldes til Statsforvalteren hvert halvår gjennom hele "
    "perioden.",
    "Eier: Fiktivik kommune",
]


def read(text: str | bytes, name: str = "melding.txt") -> Document:
    return read_bytes(text.encode() if isinstance(text, str) else text, name)


def wrapped(paragraph: str, width: int) -> list[str]:
    """Lines as a page breaks them, words also divided at their own hyphens."""
    lines = [""]
    for word in paragraph.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \n", "\x0b", "\u2028"])
def test_natural_paragraphs_stay_as_they_are(between: str) -> None:
    assert [text for _, text in kinds(read(between.join(NATURAL)))] == NATURAL


@pytest.mark.parametrize("width", [72, 90, 100])
@pytest.mark.parametrize("between", ["\n", " \n", " \r\n\r\n", "\n\n"])
def test_wrapped_lines_come_out_as_the_same_paragraphs(width: int, between: str) -> None:
    lines = [line for paragraph in NATURAL for line in wrapped(paragraph, width)]
    assert [text for _, text in kinds(read(between.join(lines)))] == NATURAL


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b""), ("cp1252", b"")],
)
def test_encodings(encoding: str, mark: bytes) -> None:
    text = "Språkløype for førsteklassinger – «før, nå og siden»"
    assert read(mark + text.encode(encoding)).text == text


def test_utf_8_with_a_broken_byte_is_still_utf_8() -> None:
    assert read("Språkløype på skolen".encode() + b"\xff").text == "Språkløype på skolen\ufffd"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("samarbeid om videre-", "utvikling", "samarbeid om videreutvikling"),
        ("samarbeid for barnehage-", "og skole", "samarbeid for barnehage- og skole"),
        ("samarbeid med PP-", "tjenesten", "samarbeid med PP-tjenesten"),
        ("samarbeid i Nord-", "Fiktivik", "samarbeid i Nord-Fiktivik"),
        ("samarbeid mellom hjem/", "skole", "samarbeid mellom hjem/skole"),
    ],
)
def test_words_divided_at_the_line_end(first: str, second: str, whole: str) -> None:
    before = "Alle skolene i Fiktivik har i flere år og i mange ulike sammenhenger"
    assert read(f"{before}\nmeldt at de trenger langt tettere og mer varig {first}\n{second} gjennom hele året.\n").text == (
        f"{before} meldt at de trenger langt tettere og mer varig {whole} gjennom hele året."
    )


@pytest.mark.parametrize(
    "start", ["• punkt", "- punkt", "b) punkt", "2. punkt", "Bokstav a: punkt", "Eier: Fiktivik", "Ja ☒ Nei ☐", "a\tb"]
)
def test_what_starts_something_new_is_never_joined(start: str) -> None:
    text = (
        f"Skolene i Fiktivik har meldt at de ønsker et langt tettere samarbeid om\nopplæring av lærerne og andre som arbeider i\n{start}\n"
    )
    assert kinds(read(text))[1][1] == start.split("\t")[0]
    assert len(read(text).text.split("\n")) == 2


def test_short_lines_in_a_wrapped_file_stay_apart() -> None:
    lead = "Skolene i Fiktivik har meldt at de ønsker et langt tettere samarbeid om\nopplæring av lærerne. Vi ønsker oss:"
    assert kinds(read(f"{lead}\nveiledning\nkurs\nTid"))[1:] == [("paragraph", "veiledning"), ("paragraph", "kurs"), ("paragraph", "Tid")]


def test_a_form_with_one_wrapped_paragraph_among_narrow_cells() -> None:
    cell = "Skriv inn det \nsom gjelder for \nenheten her. \n\n"
    long = "Dersom skolene i Fiktivik fortsetter, er det nok å gjøre rede for hva som er gjort hittil i"
    document = read(f"{cell * 4}{long} \n\ntiltaket så langt. \n\nNeste \n")
    assert [text for _, text in kinds(document)] == ["Skriv inn det som gjelder for enheten her."] * 4 + [
        f"{long} tiltaket så langt.",
        "Neste",
    ]


def test_one_unfinished_line_before_a_small_letter_makes_no_wrapped_file() -> None:
    question = "Beskriv hvordan tiltaket er forankret i den enkelte barnehage og skole"
    answer = "vi har drøftet det i alle utviklingsgruppene, og styrerne har tatt det opp med foreldrene på møtet i mai. " * 2
    assert len(kinds(read(f"{question}\n\n{answer}\n\n{question}\n\nIkke aktuelt\n"))) == 4


def test_tabs_make_rows_and_indents_do_not() -> None:
    document = read("\tInnrykk\n\n\tEier\tUH\nSum\t\t10\t\n\t\t\n•\tpunkt\na)\tledd\nslutt")
    assert document.text == "Innrykk\n\tEier\tUH\nSum\t\t10\t\n• punkt\na) ledd\nslutt"
    assert cells(document) == [(0, 0, 1, "Eier"), (0, 0, 2, "UH"), (0, 1, 0, "Sum"), (0, 1, 2, "10")]
    assert kinds(document)[5] == ("bullet", "• punkt")


def test_rows_alike_are_one_table_over_empty_lines() -> None:
    assert [table for table, *_ in cells(read("a\tb\n\nc\td\n\ne\tf\tg\nslutt\nh\ti"))] == [0, 0, 0, 0, 1, 1, 1, 2, 2]


def test_markdown() -> None:
    document = read("# Behov #\n\nVi vil *lære* av [planen](#).\n\n---\n\n| a | b |\n|---|:-:|\n| 1 |  |\n\n- [x] Ja\n- [ ] Nei", "a.md")
    assert document.format == "md"
    assert document.text == "# Behov\nVi vil *lære* av [planen](#).\na\tb\n1\t\n- [x] Ja\n- [ ] Nei"
    assert kinds(document)[0] == ("heading", "Behov")
    assert ticks(document) == [("[x]", True), ("[ ]", False)]
    assert cells(document)[-1] == (0, 1, 0, "1")


def test_typed_boxes_are_ticks() -> None:
    assert ticks(read("(x) Ja ( ) Nei [X] Kanskje ☐ ☑ [e]levene")) == [
        ("(x)", True),
        ("( )", False),
        ("[X]", True),
        ("☐", False),
        ("☒", True),
    ]


@pytest.mark.parametrize("footers", [("Side: 1/2", "Side: 2/2"), ("Side 1 av 2", "side 2 av 2")])
def test_footers_become_page_labels(footers: tuple[str, str]) -> None:
    document = read(f"Første side\n{footers[0]}\n\fAndre side\nmer\n\n{footers[1]}\n")
    assert document.text == "Første side\nAndre side\nmer"
    assert [(page.number, page.label, document[page.span]) for page in document.pages] == [
        (1, "1/2", "Første side"),
        (2, "2/2", "Andre side\nmer"),
    ]
    assert [block.page for block in document.blocks] == [1, 2, 2]


def test_labels_at_the_top_of_the_page() -> None:
    document = read("Side 1\nen\nSide 2\nto")
    assert [(page.label, document[page.span]) for page in document.pages] == [("1", "en"), ("2", "to")]


def test_a_paragraph_goes_on_over_the_page() -> None:
    text = "Skolene i Fiktivik har meldt at de ønsker et langt tettere samarbeid om\nopplæring av lærerne og andre som arbeider i\n"
    document = read(f"{text}\nSide 1 av 2\n\nbarnehagen hver dag.\nNeste\n\nSide 2 av 2")
    assert kinds(document)[0][1].endswith("som arbeider i barnehagen hver dag.")
    assert [block.page for block in document.blocks] == [1, 2]


def test_form_feeds_count_pages() -> None:
    assert [(page.number, page.label) for page in read("en\fto\ftre").pages] == [(1, None), (2, None), (3, None)]


SUBMISSIONS = sorted((Path(__file__).parents[3] / "shared" / "submissions").glob("*.txt"))


@pytest.mark.skipif(not SUBMISSIONS, reason="no real submissions beside the project")
def test_paragraphs_of_real_exports_are_whole() -> None:
    for path in SUBMISSIONS:
        document = read_bytes(path.read_bytes(), path.name)
        texts = [document[block.span] for block in document.blocks if block.kind == "paragraph" and block.cell is None]
        assert not [text for text in texts if re.match(r"[a-zæøå]{2}", text)]
        assert not [text for text in texts if len(text) > 80 and re.search(r"\b(og|av|for|til|med|å)$", text)]


def test_a_list_from_a_case_system_is_a_table_of_questions_and_answers() -> None:
    text = 'Nr;Spørsmål;Svar\n1;Eier;Lia kommune\n2;1. Vurdering av behov;"Vi ser det.\nDet er mye; vi teller."\n3;Sum;\n'
    document = read_bytes(text.encode(), "eksport.txt")
    assert document.text == "Eier\tLia kommune\n1. Vurdering av behov\tVi ser det. Det er mye; vi teller.\nSum\t"
    assert {block.cell.column for block in document.blocks if block.cell} == {0, 1}


@pytest.mark.parametrize(
    "text", ["Vi ser det; og vi teller.\nSvar; nei.", "Svar;Nei\nJa;Nei", "Noe; spørsmål; svar\nNavn på eier: Lia\nGata 1"]
)
def test_other_text_with_semicolons_stays_as_it_is(text: str) -> None:
    assert read_bytes(text.encode(), "fil.txt").text.count(";") == text.count(";")


def test_an_e_mail_that_quotes_the_questions() -> None:
    text = "\n".join(f"> {number}. Spørsmål\nSvar {number}." for number in range(1, 6))
    assert read(text).text.startswith("1. Spørsmål\nSvar 1.")
    assert read("> Ett sitat\nog mer.").text.startswith("> Ett sitat")


def test_what_converters_leave_in_markdown() -> None:
    text = '::: {style="Hjelp"}\n*a\\) Tiltakene*\n:::\n\n## 4. Mål {#maal}\n\n- \\[x\\] Ja\n\n'
    text += "| Sum | 100&nbsp;000 |\n|---|---|\n\n~~Ja~~ / Nei ~ 3~~4"
    document = read(text, "fil.md")
    assert document.text == "*a) Tiltakene*\n## 4. Mål\n- [x] Ja\nSum\t100 000\n/ Nei ~ 3~~4"
    assert ticks(document) == [("[x]", True)]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ("1;Eier?;Lia\n2;Behovet;Første linje\nAndre linje\n3;Sum;100\n4;Tid;Vår\n5;Sted;Her", "Andre linje"),
        ('1;Eier?;"Lia\n2;Hva;Svar\n3;Hvem;Per', "Hvem\tPer"),
        ("1;Eier?;Lia\n2;Hva;" + "x" * 200_000, "Eier?\tLia"),
        ('1;Eier?;"Rom" er navnet\n2;Hva;Svar', '"Rom" er navnet'),
    ],
)
def test_a_list_loses_no_words(rows: str, shown: str) -> None:
    assert shown in read_bytes(f"Nr;Spørsmål;Svar\n{rows}".encode(), "eksport.txt").text


def test_other_columns_of_a_list_are_kept() -> None:
    text = "Del;Nr;Spørsmål;Svar\nBakgrunn;1;Eier?;Lia\nBakgrunn;2;Hva;Svar"
    assert read(text).text == "Bakgrunn\t1\tEier?\tLia\nBakgrunn\t2\tHva\tSvar"


@pytest.mark.parametrize(
    "line",
    [
        "::: Svaret står her",
        "https://x.no/?id=1&section=2&copy=3",
        "Bruk tegnet {#nøkkel = verdi}",
        "a &#124; b &#10; c",
        ">5 år, >6 år",
    ],
)
def test_what_only_looks_like_marks_stays(line: str) -> None:
    assert line in read(f"{line}\n\n{line}\n\n>7 år\n>8 år\n>9 år\n>10 år\n>11 år", "fil.md").text


def test_marks_where_lines_end_in_another_way() -> None:
    assert read("::: tip\rEier: Lia\rHva: noe", "fil.md").text == "Eier: Lia\nHva: noe"


def test_markdown_that_begins_with_a_tag_is_no_xml() -> None:
    assert "Lia" in read("<div>\n" + "<u>Lia</u> " * 20 + "\n</div>", "fil.md").text
