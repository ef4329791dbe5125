"""From bytes to a Document: docx, odt, pdf, txt and md.

A reader is a module with `read(data, name) -> Document`, looked up by name, so that what a format needs is loaded only when such a
file is read.
"""

import importlib
from pathlib import Path, PurePath
from typing import Final, Protocol, cast

from behovai.document import Document, Format
from behovai.errors import BehovaiError, TooLarge, UnreadableFile
from behovai.ingest.bounds import MAX_BYTES
from behovai.ingest.recognition import recognise

READERS: Final[dict[Format, str]] = {
    "docx": "behovai.ingest.docx",
    "odt": "behovai.ingest.odt",
    "pdf": "behovai.ingest.pdf",
    "txt": "behovai.ingest.text",
    "md": "behovai.ingest.text",
}


class Reader(Protocol):
    """What a module in READERS offers."""

    def read(self, data: bytes, name: str) -> Document:
        """The document in `data`; `name` is the file's name. Raises an InputError."""
        ...


def read_document(path: Path) -> Document:
    """Read a file. Raises UnreadableFile, TooLarge or NeedsOCR with a message that says what to do."""
    name = path.name
    try:
        if path.is_dir():
            raise UnreadableFile(f"«{name}» er en mappe. Velg en fil i mappen.")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"«{name}» er ikke en vanlig fil. Velg en docx, odt, pdf, txt eller md.")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"Finner ikke filen «{name}». Sjekk navnet og mappen.") from error
    except PermissionError as error:
        raise UnreadableFile(f"Har ikke tilgang til å lese «{name}». Sjekk rettighetene, eller kopier filen til en egen mappe.") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"Kan ikke åpne «{name}». Lukk den i andre programmer, eller kopier den til egen disk, og prøv igjen."
        ) from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of a file called `name`. Raises UnreadableFile, TooLarge or NeedsOCR with a message that says what to do."""
    name = PurePath(name.replace("\\", "/")).name
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    reader = cast(Reader, importlib.import_module(READERS[recognise(data, name)]))
    try:
        return reader.read(data, name)
    except BehovaiError:
        raise
    except RecursionError as error:
        raise UnreadableFile(f"«{name}» er bygd opp på en måte som ikke kan leses. Åpne og lagre den på nytt, og prøv igjen.") from error


def _too_large(name: str) -> TooLarge:
    return TooLarge(f"«{name}» er større enn {MAX_BYTES // 1_000_000} MB. Fjern bilder eller vedlegg, og prøv igjen.")
