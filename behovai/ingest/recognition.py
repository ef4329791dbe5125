"""Which kind of file the bytes are: by content first, by extension only to tell txt from md."""

import io
import re
import zipfile
from pathlib import PurePath

from behovai.document import Format
from behovai.errors import UnreadableFile
from behovai.ingest.bounds import MAX_PARTS

_READ = "behovai leser docx, odt, pdf, txt og md"
_PICTURES = {
    b"\xff\xd8\xff": "et bilde (JPEG)",
    b"\x89PNG": "et bilde (PNG)",
    b"GIF8": "et bilde (GIF)",
    b"II*\x00": "et bilde (TIFF)",
    b"MM\x00*": "et bilde (TIFF)",
    b"BM": "et bilde (BMP)",
}
_OTHERS = {
    b"{\\rtf": "en RTF-fil",
    b"7z\xbc\xaf": "et pakket arkiv (7z)",
    b"Rar!": "et pakket arkiv (rar)",
    b"\x1f\x8b": "et pakket arkiv (gzip)",
    b"\x7fELF": "et program",
    b"MZ\x90": "et program",
}
_TAG = re.compile(rb"<([a-z][\w:-]*)(?:\s+[\w:-]+=|>)")
_IN_TEXT = frozenset(b"div p span u b i em strong a table details center font img br sup sub".split())  # what Markdown may hold
_MANY_TAGS = 10
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODT = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")


def recognise(data: bytes, name: str) -> Format:
    """The format of a file, from its content. Raises UnreadableFile that says what the file seems to be."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(f"«{name}» er tom. Sjekk at du har valgt riktig fil, og at den er lagret.")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _packed(data, name)
    if data.startswith(_OLE):
        raise UnreadableFile(_old_office(data, name))
    _refuse_others(data, name)
    return "md" if PurePath(name).suffix.lower() in (".md", ".markdown") else "txt"


def _refuse_others(data: bytes, name: str) -> None:
    for start, kind in _PICTURES.items():
        if data.startswith(start) and (start != b"BM" or b"\x00" in data[:64]):
            raise _picture(name, kind)
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise _picture(name, "et bilde")
    for start, kind in _OTHERS.items():
        if data.startswith(start):
            raise UnreadableFile(f"«{name}» ser ut til å være {kind}. {_READ}: lagre behovsmeldingen som en av dem, og prøv igjen.")
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    tag = _TAG.match(head)
    whole = tag is not None and data.rstrip().lower().endswith(b"</" + tag[1] + b">") and data.count(b"</") > _MANY_TAGS
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")) or (whole and tag is not None and tag[1] not in _IN_TEXT):
        raise UnreadableFile(f"«{name}» ser ut til å være en nettside eller XML. {_READ}: lagre som en av dem, og prøv igjen.")


def _picture(name: str, kind: str) -> UnreadableFile:
    return UnreadableFile(f"«{name}» ser ut til å være {kind}, ikke et dokument. Bruk selve behovsmeldingen (docx, odt eller pdf).")


def _packed(data: bytes, name: str) -> Format:
    broken = UnreadableFile(f"«{name}» er ødelagt eller bare delvis lastet ned. Last den ned eller lagre den på nytt, og prøv igjen.")
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise UnreadableFile(f"«{name}» er et arkiv med svært mange filer, ikke et dokument. {_READ}.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise broken from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "struct", "lzma"):
            raise broken from error
        raise
    if mimetype in _ODT or (not mimetype and "content.xml" in names and "META-INF/manifest.xml" in names):
        return "odt"
    if "[Content_Types].xml" in names and any(part.startswith("word/") for part in names):
        return "docx"
    raise UnreadableFile(f"«{name}» ser ut til å være {_archive_kind(names, mimetype)}. {_READ}: lagre som en av dem, og prøv igjen.")


def _archive_kind(names: set[str], mimetype: str) -> str:
    if any(part.startswith("xl/") for part in names) or "spreadsheet" in mimetype:
        return "et regneark"
    if any(part.startswith("ppt/") for part in names) or "presentation" in mimetype:
        return "en presentasjon"
    if any(part.endswith(".iwa") for part in names):
        return "et Pages-dokument"
    return "en zip-fil"


def _old_office(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"«{name}» er beskyttet med passord. Åpne den i Word, fjern passordet (Fil > Info > Beskytt dokument), lagre, og prøv igjen."
    if "WordDocument".encode("utf-16-le") in data:
        return f"«{name}» er et gammelt Word-format (.doc). Åpne den i Word og lagre som .docx, så prøv igjen."
    return f"«{name}» er en eldre Office-fil som behovai ikke leser. Lagre behovsmeldingen som .docx eller .pdf, så prøv igjen."
