import base64
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from lxml import html

from behovai.errors import InputError
from behovai.finding import Review
from behovai.render import FORMATS, render
from behovai.render.feedback import build
from behovai.render.markdown import escape
from tests.render.sample import finding, review, sheet

ATTACK = "<script>alert('x')</script> & \"<img src=x onerror=alert(1)>\" [a](javascript:alert(1))"


def page(given: Review, audience: Any = "reviewer") -> Any:
    return html.document_fromstring(render(given, "html", audience).decode())


def attacked() -> Review:
    unit = sheet(ATTACK).find("<script>")
    return review(extra=ATTACK, findings=(finding("TST001", "sak", "mangel", (unit,), message=f"Om {ATTACK}", suggestion=ATTACK),))


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"comments"}))
@pytest.mark.parametrize("malform", ["nb", "nn"])
def test_the_same_review_gives_the_same_bytes(format: Any, malform: Any) -> None:
    for audience in ("reviewer", "applicant"):
        first = render(review(malform), format, audience)  # type: ignore[arg-type]
        assert first and first == render(Review.model_validate_json(review(malform).model_dump_json()), format, audience)  # type: ignore[arg-type]


def test_json_reads_back() -> None:
    assert Review.model_validate_json(render(review(), "json")) == review()


def test_comments_need_the_file() -> None:
    with pytest.raises(InputError, match="Word-fil"):
        render(review(), "comments")


def test_lines_name_file_section_unit_code_and_message() -> None:
    lines = render(review(), "lines").decode().splitlines()
    unit = sheet().find("360 000")
    assert f"fjordvik.docx:forside:{unit} OKO001 Summen på første side ser ikke ut til å stemme." in lines
    assert "fjordvik.docx:4d:- KRI001 Her står det ikke noe svar ennå." in lines
    assert "fjordvik.docx:-:- EGE001 Eiers egeninnsats ser ut til å mangle." in lines
    assert len(render(attacked(), "lines").decode().splitlines()) == 1


def test_markdown_escapes_what_is_not_ours() -> None:
    text = render(attacked(), "md").decode()
    assert "<script" not in text and "<img" not in text and not re.search(r"(?<!\\)\]\(", text)
    assert escape("1 * 2 | x") == r"1 \* 2 \| x"


def test_the_page_escapes_what_is_not_ours() -> None:
    source = render(attacked(), "html").decode()
    assert source.count("<script>") == 1 and "<img" not in source
    tree = page(attacked())
    assert not tree.xpath("//*[@onerror]") and not tree.xpath("//a[starts-with(@href, 'javascript')]")
    assert ATTACK in " ".join(tree.text_content().split())


def test_the_page_asks_for_nothing_from_outside_and_runs_its_own_script_only() -> None:
    source = render(review(), "html").decode()
    assert not re.search(r"https?://|//[a-z]+\.[a-z]|@import|url\(", source)
    tree = page(review())
    assert not tree.xpath("//link | //img | //iframe | //script[@src] | //*[@style]")
    script = tree.xpath("string(//script)")
    policy = tree.xpath("string(//meta[@http-equiv]/@content)")
    assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy


@pytest.mark.parametrize("audience", ["reviewer", "applicant"])
def test_every_finding_is_linked_both_ways(audience: Any) -> None:
    tree = page(review(), audience)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)
    for point in build(review(), audience).points:
        card = tree.get_element_by_id(point.anchor)
        back = {link[1:] for link in card.xpath(".//a/@href")}
        for unit in point.units:
            assert f"u-{unit}" in back, point.code
        for unit in (*point.units, *point.absent):
            tags = tree.xpath(f"//section[@id='tekst']//a[@href='#{point.anchor}'][text()='{point.code}']")
            assert tags, (point.code, unit)


def test_marks_cover_exactly_their_units() -> None:
    given = review()
    tree = page(given)
    for item in given.findings:
        for unit_id in item.units:
            unit = given.submission.unit(unit_id)
            mark = tree.get_element_by_id(f"u-{unit_id}")
            if unit.kind in ("sentence", "bullet") and "☐" not in given.submission.quote(unit):
                assert mark.tag == "mark" and mark.text_content() == given.submission.quote(unit)


def test_the_page_holds_the_whole_text() -> None:
    given = review()
    tree = page(given)
    for tag in tree.xpath("//section[@id='tekst']//a[contains(@class, 'tag')]"):
        tag.drop_tree()
    shown = re.sub(r"\s|•", "", tree.get_element_by_id("tekst").text_content())
    assert re.sub(r"\s|•", "", given.submission.document.text) in shown


def test_tables_keep_their_empty_cells() -> None:
    rows = page(review()).xpath("//section[@id='tekst']//table")[1].xpath(".//tr")
    assert [len(row.xpath("td")) for row in rows] == [4, 4]


def test_the_page_says_its_language_and_names_its_controls() -> None:
    tree = page(review("nn"))
    assert tree.get("lang") == "nn" and tree.xpath("//div[@class='paper']/@lang") == ["nb"]
    for control in tree.xpath("//input"):
        assert control.getparent().tag == "label"
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_colours_can_be_read() -> None:
    style = page(review()).xpath("string(//style)")
    colour = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style))
    pairs = [
        ("ink", "paper"),
        ("quiet", "paper"),
        ("quiet", "desk"),
        *((level, f"{level}-bg") for level in ("feil", "mangel", "forslag", "good")),
    ]
    for text, ground in pairs:
        assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
    for level in ("feil", "mangel", "forslag", "good"):
        assert contrast("#ffffff", colour[level]) >= 4.5
        assert contrast(colour["ink"], colour[f"{level}-bg"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_letter_has_headings_a_table_and_places_to_fill() -> None:
    word = Document(io.BytesIO(render(review(), "docx")))
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[:3] == ["Fakta å rette først", "Det viktigste å se på", "Andre små ting"]
    assert [cell.text for cell in word.tables[0].rows[0].cells][1:3] == ["Indikator", "Datakilde"]
    text = "\n".join(p.text for p in word.paragraphs)
    assert "[frist]" in text and "[navn], Statsforvalteren" in text
    assert text.index("ta bort dette før brevet sendes") < text.index("3 konkret")
    assert "[frist]" not in "\n".join(p.text for p in Document(io.BytesIO(render(review(), "docx", "applicant"))).paragraphs)


def test_the_letter_keeps_odd_signs() -> None:
    text = "\n".join(p.text for p in Document(io.BytesIO(render(attacked(), "docx"))).paragraphs)
    assert ATTACK in text


def test_the_letter_carries_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(render(review(), "docx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("format", ["md", "html", "docx"])
def test_no_format_leaves_a_point_out(format: Any) -> None:
    data = render(review(), format)
    if format == "docx":
        text = "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    else:
        text = html.fromstring(data.decode()).text_content() if format == "html" else data.decode().replace("\\", "")
    for point in build(review(), "reviewer").points:
        for words in (point.message, point.suggestion, point.code):
            assert words in text


def test_json_needs_no_slow_library() -> None:
    program = "import sys, behovai.render; assert not {'jinja2', 'docx', 'lxml', 'behovai.render.page'} & set(sys.modules), 'slow'"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
