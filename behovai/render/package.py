"""Word files are zip packages: read one with bounds, write one the same way every time."""

import io
import zipfile

from behovai.errors import TooLarge, UnreadableFile

MOST_BYTES = 200_000_000
EPOCH = (1980, 1, 1, 0, 0, 0)

Parts = dict[str, bytes]


def unpack(data: bytes) -> tuple[list[zipfile.ZipInfo], Parts]:
    """The package's entries in order, and their bytes. UnreadableFile if it is no package, TooLarge over 200 MB unzipped."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise TooLarge("Word-filen er for stor når den pakkes ut (over 200 MB). Fjern store bilder og prøv igjen.")
            return entries, {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("Filen kan ikke åpnes som Word-fil (.docx). Åpne den i Word, lagre som .docx og prøv igjen.") from error


def pack(entries: list[zipfile.ZipInfo], parts: Parts) -> bytes:
    """A package with the entries' parts first, then those that are new. No clock: new parts carry a fixed date."""
    known = {entry.filename for entry in entries}
    fresh = [_entry(name) for name in parts if name not in known]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for entry in (*entries, *fresh):
            package.writestr(entry, parts[entry.filename], compress_type=entry.compress_type)
    return target.getvalue()


def repack(data: bytes) -> bytes:
    """The same package without the time it was written."""
    _, parts = unpack(data)
    return pack([], parts)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
