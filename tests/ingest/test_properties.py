import io
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behovai.document import Document
from behovai.errors import BehovaiError
from behovai.ingest import read_bytes
from behovai.ingest.builder import BREAK, Builder, Piece
from tests.ingest.made_packages import box, control, docx, odt, p, table, zipped

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOME = st.text(alphabet="aÅ å\u030a\u0301 \u00a0\u00ad\u200b☑□✓\uf0fe-•o.:()x[]|#\t\n\r\f\u1100\u1161", max_size=30)
WORD = docx(p("Behov") + table(["", "Eier"], ["Sum", p(box(True)) + p("10")]) + p(control("<w:r><w:t>Klikk</w:t></w:r>", blank=True)))
OPEN = odt('<text:p>Behov</text:p><text:list text:style-name="L"><text:list-item><text:p>ett</text:p></text:list-item></text:list>')


def check(document: Document) -> None:
    text = document.text
    assert unicodedata.is_normalized("NFC", text)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert document[block.span].strip() == document[block.span]
        assert "\n" not in document[block.span] and "\t" not in document[block.span]
        end = block.span.end
    for tick in document.ticks:
        assert any(tick.span in block.span for block in document.blocks)
        assert "".join(document[tick.span].split()).lower() in ("☐", "☒", "[]", "[x]", "()", "(x)", "(•)", "(●)")
    for span in document.blanks:
        assert 0 <= span.start < span.end <= len(text)
    for page in document.pages:
        assert page.span.end <= len(text)


@QUICK
@given(SOME, st.sampled_from(["a.txt", "a.md"]))
def test_any_text(text: str, name: str) -> None:
    try:
        check(read_bytes(text.encode(), name))
    except BehovaiError as error:
        assert "er tom" in str(error)


@QUICK
@given(st.lists(st.tuples(SOME, st.booleans(), st.booleans()), max_size=6), st.integers(0, 3))
def test_the_builder(parts: list[tuple[str, bool, bool]], columns: int) -> None:
    pieces = [Piece(text, blank, at=7 if placed else None, page=1) for text, blank, placed in parts]
    builder = Builder()
    builder.add("paragraph", [*pieces[:3], BREAK, *pieces[3:]])
    with builder.table(), builder.row():
        for column in range(columns):
            with builder.cell(column):
                builder.add("paragraph", pieces)
    document = builder.document("a.pdf", "pdf", b"")
    check(document)
    source = {7 + place: {text[place] for text, _, placed in parts if placed and place < len(text)} for place in range(30)}
    for run in document.glyphs:
        for place, sign in enumerate(document[run.span]):
            signs = source[run.index + place]
            assert sign in signs or sign in "☐☒•" or (sign == " " and any(other.isspace() for other in signs))


@QUICK
@given(SOME, SOME)
def test_docx_and_odt_with_any_text(one: str, two: str) -> None:
    one, two = (text.replace("\f", "") for text in (one, two))
    check(read_bytes(docx(p(f"<w:r><w:t>{one}</w:t></w:r>") + table([f"<w:p><w:r><w:t>{two}</w:t></w:r></w:p>"])), "a.docx"))
    check(read_bytes(odt(f"<text:p>{one}<text:span>{two}</text:span></text:p>"), "a.odt"))


@pytest.mark.parametrize("data", [WORD, OPEN], ids=["docx", "odt"])
@settings(max_examples=300, deadline=None)
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4), cut=st.floats(0, 1))
def test_changed_bytes_give_a_document_or_an_error_of_ours(data: bytes, changes: list[tuple[float, int]], cut: float) -> None:
    changed = bytearray(data)
    for place, value in changes:
        changed[int(place * len(changed))] = value
    if cut < 0.2:
        changed = changed[: int(len(changed) * cut * 5)]
    try:
        check(read_bytes(bytes(changed), "melding.docx"))
    except BehovaiError as error:
        assert "melding.docx" in str(error)


@pytest.mark.parametrize("data", [WORD, OPEN], ids=["docx", "odt"])
@settings(max_examples=300, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), value=st.binary(max_size=3), cut=st.integers(0, 9))
def test_changed_xml_gives_a_document_or_an_error_of_ours(data: bytes, place: float, value: bytes, cut: int) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    main = "word/document.xml" if data is WORD else "content.xml"
    xml = parts[main]
    assert isinstance(xml, bytes)
    start = int(place * len(xml))
    parts[main] = xml[:start] + value + xml[start + cut :]
    try:
        check(read_bytes(zipped(parts), "melding.docx"))
    except BehovaiError as error:
        assert "melding.docx" in str(error)
