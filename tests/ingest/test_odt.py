from behovai.document import Document
from behovai.ingest import read_bytes
from tests.ingest.made_packages import cells, docx, kinds, odt, p, table, ticks

_NUMBER = '<text:list-level-style-number text:level="1" style:num-format="{0}" style:num-suffix=")"/>'
LISTS = (
    f'<text:list-style style:name="L1">{_NUMBER.format("a")}'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2" style:num-suffix="."/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="y"/></text:list-style>'
    '<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format="1" loext:num-list-format="%1%."/>'
    "</text:list-style>"
)
HIDDEN = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'


def read(body: str, **parts: str) -> Document:
    return read_bytes(odt(body, **parts), "melding.odt")


def tp(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(style: str, *texts: str, more: str = "") -> str:
    return (
        f'<text:list text:style-name="{style}" {more}>{"".join(f"<text:list-item>{text}</text:list-item>" for text in texts)}</text:list>'
    )


def test_paragraphs_spaces_breaks_and_hidden_text() -> None:
    body = tp('En<text:s text:c="3"/>to<text:tab/>tre<text:line-break/>fire<text:span text:style-name="T1">borte</text:span>!')
    assert read(body, automatic=HIDDEN).text == "En to tre\nfire!"


def test_struck_out_text_is_left_out() -> None:
    struck = HIDDEN.replace('text:display="none"', 'style:text-line-through-style="solid"')
    assert struck != HIDDEN
    assert read(tp('Ja / <text:span text:style-name="T1">Nei</text:span>!'), automatic=struck).text == "Ja / !"


def test_boxes_of_three_kinds_and_placeholders() -> None:
    control = '<loext:content-control loext:checkbox="true" loext:checked="{}">☐</loext:content-control>'
    forms = '<office:forms><form:form><form:checkbox form:id="c1" form:current-state="checked"/></form:form></office:forms>'
    mark = '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">{}</field:fieldmark>'
    param = '<field:param field:name="Checkbox_Checked" field:value="true"/>'
    blank = '<loext:content-control loext:showing-place-holder="true"><text:span>Klikk her</text:span></loext:content-control>'
    body = forms + tp(
        control.format("true") + control.format("false") + '<draw:control draw:control="c1"/>' + mark.format(param) + mark.format("")
    )
    document = read(body + tp(f"Navn {blank}"))
    assert document.text == "☒☐☒☒☐\nNavn Klikk her"
    assert [checked for _, checked in ticks(document)] == [True, False, True, True, False]
    assert [document[span] for span in document.blanks] == ["Klikk her"]


def test_lists_are_numbered_and_go_on_where_the_file_says_so() -> None:
    body = items("L1", tp("én") + tp("mer"), tp("to") + items("L1", tp("under")), more='xml:id="x"') + tp("svar")
    body += items("L1", tp("tre"), more='text:continue-list="x"') + items("L1", tp("ny"))
    assert read(body, automatic=LISTS).text.split("\n") == ["a) én", "mer", "b) to", "b.1. under", "svar", "c) tre", "a) ny"]


def test_bullets_and_decimals() -> None:
    body = items("L2", tp("ett") + items("L2", tp("to"))) + tp("Slik:") + items("L3", tp("a")) + tp("Svar.") + items("L3", tp("b"))
    document = read(body, automatic=LISTS)
    assert kinds(document) == [
        ("bullet", "• ett"),
        ("bullet", "o to"),
        ("paragraph", "Slik:"),
        ("bullet", "1. a"),
        ("paragraph", "Svar."),
        ("paragraph", "1. b"),
    ]


def test_headings_with_outline_numbers() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
    )
    body = '<text:h text:outline-level="1">Behov</text:h>' + tp("x") + '<text:h text:outline-level="1">Plan</text:h>'
    document = read(body, styles=outline + "</text:outline-style>")
    assert kinds(document) == [("heading", "1. Behov"), ("paragraph", "x"), ("heading", "2. Plan")]


def test_deleted_text_is_out_and_notes_frames_comments_find_their_place() -> None:
    deleted = f"<text:changed-region><text:deletion>{tp('slettet')}</text:deletion></text:changed-region>"
    deleted = f"<text:tracked-changes>{deleted}</text:tracked-changes>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>noten</text:p></text:note-body></text:note>"
    frame = "<draw:frame><draw:text-box><text:p>boks</text:p></draw:text-box></draw:frame>"
    comment = "<office:annotation><dc:creator>Ola</dc:creator><text:p>husk</text:p></office:annotation>"
    master = '<style:master-page style:name="S"><style:header><text:p>Topp</text:p></style:header></style:master-page>'
    document = read(deleted + tp(f"tekst{note}{frame}{comment}") + frame + tp("mer"), master=master)
    assert [text for _, text in kinds(document)] == ["tekst", "noten", "boks", "boks", "mer"]
    assert kinds(document)[1] == ("footnote", "noten")
    assert document.asides == ("Topp", "husk")


def test_tables_with_spans() -> None:
    cell = "<table:table-cell {}>{}</table:table-cell>"
    covered = "<table:covered-table-cell/>"
    rows = [
        cell.format('table:number-columns-spanned="2"', tp("Bred")) + covered + cell.format("", tp("C")),
        cell.format('table:number-rows-spanned="2"', tp("Høy")) + cell.format('table:number-columns-repeated="2"', ""),
        covered + cell.format("", tp("x")) + cell.format("", ""),
    ]
    body = f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    document = read(body)
    assert document.text == "Bred\tC\nHøy\t\t\n\tx\t"
    assert cells(document) == [(0, 0, 0, "Bred"), (0, 0, 2, "C"), (0, 1, 0, "Høy"), (0, 2, 1, "x")]


def test_the_same_content_gives_the_same_text_in_docx_odt_and_txt() -> None:
    word = docx(p("Behov for barnehagen") + table(["", "Eier"], ["Sum", "10"]) + p("- ett") + p("Ja ☒ Nei ☐"))
    rows = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{tp(text)}</table:table-cell>' for text in row)}</table:table-row>"
        for row in (("", "Eier"), ("Sum", "10"))
    )
    open_document = odt(tp("Behov for barnehagen") + f"<table:table>{rows}</table:table>" + tp("- ett") + tp("Ja ☒ Nei ☐"))
    plain = "Behov for barnehagen\r\n\tEier\r\nSum\t10\r\n- ett\r\nJa ☒ Nei ☐\r\n"
    texts = {read_bytes(data, name).text for data, name in ((word, "a.docx"), (open_document, "a.odt"), (plain.encode(), "a.txt"))}
    assert len(texts) == 1
