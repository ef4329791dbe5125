import io

from docx import Document as Docx

from behovai.document import Document
from behovai.ingest import read_bytes
from tests.ingest.made_packages import box, cells, control, docx, kinds, p, r, table, tc, ticks


def read(body: str, **parts: str) -> Document:
    return read_bytes(docx(body, **parts), "melding.docx")


def field(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def level(ilvl: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def in_list(num: int, ilvl: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "lowerLetter", "%1)")}{level(1, "lowerRoman", "%2.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "x")}{level(1, "bullet", "y")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Egen"/><w:basedOn w:val="Overskrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def test_text_is_folded_composed_and_one_block_a_line() -> None:
    document = read(p("  Barna\u00a0  i A\u030as \u00adog\u200b Bø ") + p("") + p("Ny"))
    assert document.text == "Barna i Ås og Bø\nNy"
    assert kinds(document) == [("paragraph", "Barna i Ås og Bø"), ("paragraph", "Ny")]


def test_a_box_shows_its_state_and_not_its_sign() -> None:
    document = read(p(r("Ja ") + box(True, "☐") + r(" Nei ") + box(False, "☒") + r(" ✓ \uf0a8")))
    assert document.text == "Ja ☒ Nei ☐ ☒ ☐"
    assert ticks(document) == [("☒", True), ("☐", False), ("☒", True), ("☐", False)]


def test_a_box_control_around_a_whole_paragraph() -> None:
    whole = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='true'/></w14:checkbox></w:sdtPr>"
    assert read(f"{whole}<w:sdtContent>{p('☐')}</w:sdtContent></w:sdt>").text == "☒"


def test_a_box_control_around_a_cell() -> None:
    whole = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>"
    cell = f"{whole}<w:sdtContent>{tc('☐')}</w:sdtContent></w:sdt>"
    assert read(f"<w:tbl><w:tr>{tc('Ja')}{cell}{tc('Nei')}</w:tr></w:tbl>").text == "Ja\t☒\tNei"


def test_old_form_fields_and_symbols() -> None:
    ticked = field("begin", '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>') + field("end")
    unticked = field("begin", '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>') + field("end")
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Skole"/><w:listEntry w:val="Barnehage"/></w:ddList>'
    drop_down = field("begin", f"<w:ffData>{choice}</w:ffData>") + field("end")
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:sym w:font="Wingdings" w:char="A8"/></w:r>'
    assert read(p(ticked + unticked + drop_down + symbol)).text == "☒☐Barnehage☒☐"
    assert read(p(r("þ", '<w:rFonts w:ascii="Wingdings"/>') + r(" þ"))).text == "☒ þ"


def test_placeholders_stay_in_the_text_and_are_blanks() -> None:
    document = read(
        p(r("Navn: ") + control(r("Klikk ") + r("her"), blank=True)) + control(p("Skriv her"), blank=True) + p(control(r("Kari")))
    )
    assert document.text == "Navn: Klikk her\nSkriv her\nKari"
    assert [document[span] for span in document.blanks] == ["Klikk her", "Skriv her"]


def test_fields_show_their_result_and_links_their_text() -> None:
    instruction = "<w:r><w:instrText>HYPERLINK x</w:instrText><w:t>borte</w:t></w:r>"
    body = field("begin") + instruction + field("separate") + r("planen") + field("end") + f"<w:hyperlink>{r(' her')}</w:hyperlink>"
    assert read(p(body + f"<w:fldSimple>{r(' 3')}</w:fldSimple>")).text == "planen her 3"


def test_tracked_changes_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>gammelt</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('flyttet')}</w:moveFrom>"
    gone_mark = p("Første ", "<w:rPr><w:del/></w:rPr>")
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('slettet rad')}</w:tr>"
    assert (
        read(p(f"<w:ins>{r('nytt ')}</w:ins>{deleted}{moved}") + gone_mark + p("del") + f"<w:tbl>{row}</w:tbl>").text == "nytt\nFørste del"
    )


def test_hidden_text_is_left_out() -> None:
    body = p(r("a") + r("b", "<w:vanish/>") + r("c", '<w:vanish w:val="0"/>') + r("d", '<w:rStyle w:val="Skjult"/>'))
    assert read(body, styles=STYLES).text == "ac"


def test_struck_out_text_is_left_out() -> None:
    body = p(r("Ja / ") + r("Nei", "<w:strike/>") + r(" a", '<w:strike w:val="0"/>') + r("b", "<w:dstrike/>"))
    assert read(body).text == "Ja / a"


def test_headings_by_style_inherited_style_and_outline_level() -> None:
    body = p("En", '<w:pStyle w:val="Overskrift1"/>') + p("To", '<w:pStyle w:val="Egen"/>') + p("Tre", '<w:outlineLvl w:val="1"/>')
    body += p("Fire", '<w:pStyle w:val="Egen"/><w:outlineLvl w:val="9"/>')
    assert [kind for kind, _ in kinds(read(body, styles=STYLES))] == ["heading", "heading", "heading", "paragraph"]


def test_numbering_is_written_out() -> None:
    body = p("én", in_list(1)) + p("under", in_list(1, 1)) + p("svar") + p("to", in_list(1)) + p("ny", in_list(1, 1)) + p("om", in_list(4))
    body += p("", in_list(4)) + p("tre", in_list(4))
    document = read(body, numbering=NUMBERING)
    assert document.text.split("\n") == ["a) én", "i. under", "svar", "b) to", "i. ny", "a) om", "c) tre"]
    assert kinds(document)[0] == ("paragraph", "a) én")


def test_bullets_and_decimals() -> None:
    body = (
        p("ett", '<w:pStyle w:val="Punkt"/>')
        + p("to", in_list(2, 1))
        + p("- skrevet")
        + p("Slik:")
        + p("a", in_list(3))
        + p("b", in_list(3, 1))
    )
    document = read(body + p("svar.") + p("alene", in_list(3)), numbering=NUMBERING, styles=STYLES)
    assert kinds(document) == [
        ("bullet", "• ett"),
        ("bullet", "o to"),
        ("bullet", "- skrevet"),
        ("paragraph", "Slik:"),
        ("bullet", "1. a"),
        ("bullet", "1.1 b"),
        ("paragraph", "svar."),
        ("paragraph", "2. alene"),
    ]


def test_a_line_break_ends_the_block() -> None:
    document = read(p(r("en") + "<w:r><w:br/><w:t>to</w:t><w:tab/><w:t>tre</w:t><w:noBreakHyphen/></w:r>", in_list(2)), numbering=NUMBERING)
    assert kinds(document) == [("bullet", "• en"), ("bullet", "to tre-")]


def test_tables_keep_places_and_drop_empty_rows() -> None:
    document = read(table(["", "Eier", "UH"], ["", "", ""], ["Sum", "", p("10") + p("kr"), ""]) + p("etter"))
    assert document.text == "\tEier\tUH\nSum\t\t10\nkr\t\netter"
    assert cells(document) == [(0, 0, 1, "Eier"), (0, 0, 2, "UH"), (0, 1, 0, "Sum"), (0, 1, 2, "10"), (0, 1, 2, "kr")]


def test_merged_cells_nested_tables_and_controls_around_rows_and_cells() -> None:
    wide = "<w:tr>" + tc("Bred", '<w:gridSpan w:val="2"/>') + tc("C") + "</w:tr>"
    controlled = control(f"<w:tr>{tc('x')}{control(tc('Velg'), blank=True)}</w:tr>")
    nested = f"<w:tr>{tc(p('før') + table(['n1', 'n2']) + p('etter'))}</w:tr>"
    document = read(f"<w:tbl>{wide}{controlled}{nested}</w:tbl>" + table([""]) + table(["siste"]))
    assert document.text == "Bred\tC\nx\tVelg\nfør\nn1\tn2\netter\nsiste"
    assert cells(document)[:2] == [(0, 0, 0, "Bred"), (0, 0, 2, "C")]
    assert cells(document)[4:] == [(0, 2, 0, "før"), (1, 0, 0, "n1"), (1, 0, 1, "n2"), (0, 2, 0, "etter"), (2, 0, 0, "siste")]
    assert [document[span] for span in document.blanks] == ["Velg"]


def test_notes_text_boxes_and_asides() -> None:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{p('boks')}</w:txbxContent></wps:txbx></wps:wsp>"
    alternatives = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape>{shape}</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = p(r("tekst") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + f"<w:r>{alternatives}</w:r>") + p("mer")
    document = read(
        body,
        footnotes=f'<w:footnote w:id="2">{p("noten")}</w:footnote>',
        comments=f'<w:comment w:id="0" w:author="Ola">{p("husk dette")}</w:comment>',
        header1=p("Topp"),
        footer1=p("Side 1"),
    )
    assert kinds(document) == [("paragraph", "tekst"), ("footnote", "noten"), ("paragraph", "boks"), ("paragraph", "mer")]
    assert document.asides == ("Topp", "Side 1", "husk dette")


def test_a_strict_docx_reads_the_same() -> None:
    usual, strict = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:document xmlns:w="{usual}"><w:body><w:p><w:r><w:t>Hei</w:t></w:r></w:p></w:body></w:document>'
    assert read_bytes(docx("", extra={"word/document.xml": xml.replace(usual, strict)}), "a.docx").text == "Hei"


def test_a_file_made_with_python_docx() -> None:
    made = Docx()
    made.add_heading("Behov", 1)
    made.add_paragraph("ett", style="List Bullet")
    made.add_paragraph("to", style="List Number")
    grid = made.add_table(1, 2)
    grid.cell(0, 1).text = "celle"
    made.sections[0].header.paragraphs[0].text = "Topp"
    out = io.BytesIO()
    made.save(out)
    document = read_bytes(out.getvalue(), "a.docx")
    assert kinds(document) == [("heading", "Behov"), ("bullet", "• ett"), ("paragraph", "1. to"), ("paragraph", "celle")]
    assert document.text.endswith("\tcelle")
    assert document.asides == ("Topp",)
