import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from behovai.errors import UnreadableFile
from behovai.finding import Review
from behovai.render import render
from behovai.render.comments import annotate
from tests.render.sample import finding, review, sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def applicants_file(given: Review) -> bytes:
    """The invented submission as a docx: bullets by style, tables, one answer inside an inline content control."""
    document = given.submission.document
    word = Document()
    table: Any = None
    for block in document.blocks:
        text = document[block.span]
        if block.cell is None:
            table = None
            word.add_paragraph(text.removeprefix("• "), style="List Bullet" if block.kind == "bullet" else None)
            continue
        if table is None or (block.cell.row == 0 and block.cell.column <= 1 and table.rows[0].cells[block.cell.column].text):
            table = word.add_table(rows=0, cols=4)
        while len(table.rows) <= block.cell.row:
            table.add_row()
        table.rows[block.cell.row].cells[block.cell.column].text = text
    control(word, "Vi forventer bedre praksis")
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def control(word: Any, words: str) -> None:
    """Put the run that holds these words inside an inline content control."""
    paragraph = next(p for p in word.paragraphs if words in p.text)
    run = paragraph.runs[0]._r
    sdt = etree.SubElement(paragraph._p, f"{W}sdt")
    etree.SubElement(sdt, f"{W}sdtContent").append(run)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def comments(data: bytes) -> list[tuple[str, str]]:
    """The text of every comment and the text it is anchored to, read from the package."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    bodies = {c.get(f"{W}id"): "".join(c.itertext()) for c in etree.fromstring(parts(data)["word/comments.xml"])}
    anchored: dict[str, list[str]] = {}
    inside: set[str] = set()
    for element in root.iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            inside.add(number)
            anchored[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            inside.discard(number)
        elif element.tag == f"{W}t":
            for open_number in inside:
                anchored[open_number].append(element.text or "")
    assert not inside and anchored.keys() == bodies.keys()
    return [(bodies[number], " ".join(texts)) for number, texts in anchored.items()]


def test_each_finding_is_a_comment_at_its_place() -> None:
    given = review()
    found = comments(annotate(applicants_file(given), given))
    assert len(found) == len(given.findings)
    for item in given.findings:
        texts = [anchor for body, anchor in found if item.code in body and item.message in body]
        assert texts, item.code
        for unit in item.units:
            words = given.submission.quote(given.submission.unit(unit))
            assert any(words in anchor for anchor in texts), (item.code, words, texts)


def test_a_repeated_sentence_is_found_where_it_stands() -> None:
    page = sheet()
    twice = [unit for unit in page.units if page.text[unit.start : unit.end] == "Ansatte vil få økt kompetanse."]
    given = review(findings=(finding("KRI003", "gjentatt-tekst", "mangel", (twice[1].id,)),))
    ((_, anchor),) = comments(annotate(applicants_file(given), given))
    assert "Teamene deler" in anchor and "bedre praksis" not in anchor


def test_the_anchor_goes_around_an_inline_control() -> None:
    given = review()
    root = etree.fromstring(parts(annotate(applicants_file(given), given))["word/document.xml"])
    assert root.findall(f".//{W}sdt")
    assert not root.xpath("//w:sdt//w:commentRangeStart | //w:sdt//w:commentReference", namespaces={"w": W[1:-1]})


def test_what_has_no_place_is_said_on_the_first_line() -> None:
    given = review(findings=(finding("EGE001", "egeninnsats-mangler", "mangel"),))
    ((body, anchor),) = comments(annotate(applicants_file(given), given))
    assert "EGE001" in body and anchor.startswith("Behovsmelding")


def test_every_other_part_is_untouched_and_the_text_unchanged() -> None:
    given = review()
    before, after = parts(applicants_file(given)), parts(annotate(applicants_file(given), given))
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    root = etree.fromstring(after["word/document.xml"])
    for mark in root.xpath("//w:commentRangeStart | //w:commentRangeEnd | //w:r[w:commentReference]", namespaces={"w": W[1:-1]}):
        mark.getparent().remove(mark)
    assert etree.tostring(root, method="c14n") == etree.tostring(etree.fromstring(before["word/document.xml"]), method="c14n")


def test_comments_that_are_there_stay() -> None:
    given = review()
    word = Document(io.BytesIO(applicants_file(given)))
    word.add_comment(word.paragraphs[0].runs[0], text="Husk dato", author="Kollega")
    target = io.BytesIO()
    word.save(target)
    again = Document(io.BytesIO(annotate(target.getvalue(), given)))
    assert [comment.author for comment in again.comments] == ["Kollega", *["behovai"] * len(given.findings)]
    assert len({comment.comment_id for comment in again.comments}) == len(given.findings) + 1


def test_the_same_file_gives_the_same_bytes() -> None:
    given = review()
    data = applicants_file(given)
    assert annotate(data, given) == annotate(data, given) == render(given, "comments", original=data)


def test_odd_signs_in_a_finding_do_no_harm() -> None:
    given = review(findings=(finding("TST001", "sak", "mangel", message="a < b & \x0b «c»"),))
    ((body, _),) = comments(annotate(applicants_file(given), given))
    assert "a < b &  «c»" in body


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"not a zip"])
def test_what_is_no_word_file_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Word"):
        annotate(data, review())


def test_a_document_type_is_refused() -> None:
    content = parts(applicants_file(review()))
    content["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY e "eeee">]>' + content["word/document.xml"].split(b"?>", 1)[1]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    with pytest.raises(UnreadableFile):
        annotate(target.getvalue(), review())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_office_opens_it_with_all_comments(tmp_path: Path) -> None:
    given = review()
    (tmp_path / "kommentert.docx").write_bytes(annotate(applicants_file(given), given))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path / "kommentert.docx")], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "kommentert.fodt").read_text(encoding="utf-8")
    assert text.count("<office:annotation ") == len(given.findings)
