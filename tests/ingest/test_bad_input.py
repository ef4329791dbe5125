import contextlib
import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from behovai.errors import InputError, TooLarge, UnreadableFile
from behovai.ingest import read_bytes, read_document
from behovai.ingest.bounds import MAX_BYTES
from tests.ingest.made_packages import docx, odt, p, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
OUTSIDE = '<!DOCTYPE x [<!ENTITY e0 SYSTEM "file:///etc/hostname">]>'


def said(data: bytes, name: str = "melding.docx", kind: type[InputError] = UnreadableFile) -> str:
    with pytest.raises(kind) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert name in message
    assert not any(word in message for word in ("Error", "Traceback", "lxml", "zipfile"))
    return message


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "melding.docx", "er tom"),
        (b" \r\n\x00", "melding.txt", "er tom"),
        (OLE + "WordDocument".encode("utf-16-le"), "melding.doc", "gammelt Word-format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "melding.docx", "passord"),
        (OLE, "melding.msg", "eldre Office-fil"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "melding.pdf", "et bilde (JPEG)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "melding.docx", "et bilde (PNG)"),
        (b"{\\rtf1 hei}", "melding.docx", "RTF"),
        (b"<!DOCTYPE html><p>hei", "melding.txt", "nettside"),
        (b'<skjema navn="Melding">' + b"<felt>Lia</felt>" * 20 + b"</skjema>", "melding.txt", "XML"),
        (zipped({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}), "melding.xlsx", "regneark"),
        (zipped({"ppt/x.xml": "x"}), "melding.docx", "presentasjon"),
        (zipped({"bilde.jpg": "x"}), "melding.zip", "zip-fil"),
        (bytes(range(256)) * 20, "melding.txt", "ikke ut til å være et dokument"),
        (odt("", manifest="<encryption-data/>"), "melding.odt", "passord"),
        (zipped({"word/styles.xml": "x", "[Content_Types].xml": "x"}), "melding.docx", "mangler selve teksten"),
        (docx("<w:p>"), "melding.docx", "ødelagt"),
        (docx(p("hei"))[:-30], "melding.docx", "ødelagt"),
        (docx(p("hei"))[:200], "melding.docx", "ødelagt"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, name: str, words: str) -> None:
    assert words in said(data, name)


@pytest.mark.parametrize(
    ("entities", "shown"), [(f'<!DOCTYPE x [<!ENTITY e0 "ha">{BOMB}]>', "&e8;"), (OUTSIDE, "&e0;"), ("<!DOCTYPE x>", "x")]
)
def test_entities_and_definitions_are_refused(entities: str, shown: str) -> None:
    said(docx(p(f"<w:r><w:t>{shown}</w:t></w:r>"), doctype=entities))


def test_a_zip_bomb_is_not_unpacked() -> None:
    said(docx("", extra={"word/media/x": bytes(30_000_000)}), kind=TooLarge)


def test_many_parts_that_are_too_much_together() -> None:
    noise = os.urandom(5_000) * 200  # 1 MB that packs to a tenth of the bound on how tight a part may be
    data = docx("", extra={f"word/media/{n}": noise for n in range(205)})
    said(data, kind=TooLarge)


def test_a_part_under_a_password() -> None:
    data = bytearray(docx(p("hei")))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        place = -1
        while (place := data.find(start, place + 1)) >= 0:
            data[place + (6 if start.endswith(b"\x04") else 8)] |= 1
    assert "passord" in said(bytes(data))


def test_deep_nesting() -> None:
    said(docx("<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000))


def test_a_wrong_extension_is_read_by_content() -> None:
    assert read_bytes(docx(p("hei")), "melding.pdf").format == "docx"
    assert read_bytes(odt("<text:p>hei</text:p>"), "melding.docx").format == "odt"
    assert read_bytes(b"hei", "melding.docx").format == "txt"


def test_too_many_characters() -> None:
    with pytest.raises(TooLarge, match="2 millioner tegn"):
        read_bytes(b"hei du " * 300_000, "melding.txt")
    with pytest.raises(TooLarge, match="2 millioner tegn"):
        read_bytes(docx(p(" ".join(f"Lærer {n}" for n in range(200_000)))), "melding.docx")


def test_two_million_characters_without_a_space() -> None:
    assert len(read_bytes(b"a" * 2_000_000, "melding.txt").text) == 2_000_000


@pytest.mark.parametrize("line", ["a-b a\n", "|", "# " + " " * 99, "a\t\n", "-", "x" * 60 + "\n", "å " * 45 + "\n", "\n", "Side 1\n"])
@pytest.mark.parametrize("name", ["melding.txt", "melding.md"])
def test_no_text_takes_longer_than_its_length(line: str, name: str) -> None:
    start = time.process_time()
    with contextlib.suppress(TooLarge):
        read_bytes((line * (150_000 // len(line)) + "x").encode(), name)
    assert time.process_time() - start < 10


def test_too_many_pages_and_blocks() -> None:
    with pytest.raises(TooLarge, match="300 sider"):
        read_bytes(b"Side 1\n" * 301, "melding.txt")
    with pytest.raises(TooLarge, match="100000 linjer"):
        read_bytes(b"A\n" * 100_001, "melding.txt")


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "stor.docx"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(TooLarge, match=r"stor\.docx.*50 MB"):
        read_document(path)


def test_folders_missing_files_and_special_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kø")
    for name, words in ((".", "mappe"), ("borte.docx", "Finner ikke"), ("kø", "ikke en vanlig fil"), ("x" * 300, "Kan ikke åpne")):
        with pytest.raises(UnreadableFile, match=words):
            read_document(tmp_path / name)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "melding.txt"
    path.write_text("hei")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything

        def refuse(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match="ikke tilgang"):
        read_document(path)


def test_messages_never_show_the_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(tmp_path / "borte.docx")
    assert str(tmp_path) not in str(caught.value)
    assert "/hjem/" not in said_of_path("/hjem/kari/tom.txt")


def said_of_path(path: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(b"", path)
    return str(caught.value)


def test_a_central_directory_of_millions() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x", "PK\x01\x02" * 6_000)
    assert "svært mange" in said(out.getvalue())
