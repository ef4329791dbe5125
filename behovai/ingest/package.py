"""A zip package of XML parts (docx, odt), opened with bounds and without trusting anything in it."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from behovai.errors import TooLarge, UnreadableFile
from behovai.ingest.bounds import MAX_PARTS, MAX_RATIO, MAX_UNZIPPED, RATIO_FROM

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, KeyError)

# ISO 29500 Strict uses other namespaces for the same elements.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of a zip package by name. Raises UnreadableFile or TooLarge, now or when a part is read."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except _BROKEN as error:
            raise self._broken() from error
        self._parts = {part.filename: part for part in parts}
        if any(part.flag_bits & 1 for part in parts):
            raise protected(name)
        packed_too_tight = any(part.file_size > max(RATIO_FROM, MAX_RATIO * part.compress_size) for part in parts)
        if len(parts) > MAX_PARTS or packed_too_tight or sum(part.file_size for part in parts) > MAX_UNZIPPED:
            raise TooLarge(f"«{name}» er uvanlig stor når den pakkes ut. Åpne den, lagre den på nytt uten vedlegg, og prøv igjen.")

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None where there is no such part."""
        if part not in self._parts:
            return None
        try:
            return self._zip.read(self._parts[part])
        except _BROKEN as error:
            raise self._broken() from error

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part, None where there is no such part. Entities and DTDs are refused."""
        data = self.read(part)
        if data is None:
            return None
        if b"http://purl.oclc.org/ooxml/" in data:
            for strict, usual in _STRICT.items():
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._broken() from error
        if getattr(root.getroottree().docinfo, "doctype", ""):
            raise UnreadableFile(f"«{self.name}» inneholder definisjoner (DTD) som ikke hører hjemme i et dokument, og blir ikke lest.")
        return root

    def relations(self, part: str) -> list[tuple[str, str]]:
        """What a part points to within the package: the last word of the relation's type («header») and the name of the part."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        if root is None:
            return []
        found = []
        for relation in root.iter(_RELATION):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found.append((relation.get("Type", "").rpartition("/")[2], place))
        return found

    def _broken(self) -> UnreadableFile:
        return UnreadableFile(
            f"«{self.name}» er ødelagt eller bare delvis lastet ned. Last den ned eller lagre den på nytt, og prøv igjen."
        )


def protected(name: str) -> UnreadableFile:
    """The error for a file under a password."""
    return UnreadableFile(f"«{name}» er beskyttet med passord. Åpne den, lagre en kopi uten passord, og prøv igjen med kopien.")
