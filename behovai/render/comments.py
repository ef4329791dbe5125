"""The applicant's own Word file with a comment at each finding's place; nothing else in it changes."""

import re
from typing import Any

from behovai.errors import UnreadableFile
from behovai.finding import Finding, Review
from behovai.render.anchors import paragraphs, places
from behovai.render.feedback import phrases_for
from behovai.render.package import Parts, pack, unpack
from behovai.render.phrases import Phrases
from behovai.render.places import anchor_units
from behovai.render.points import target

AUTHOR = "behovai"
MOST_PLACES = 3
STRICT = "http://purl.oclc.org/ooxml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Paragraphs = tuple[tuple[str, str], ...]


def annotate(data: bytes, review: Review) -> bytes:
    """`data` (docx) with comments by «behovai»; a finding without a place is put on the first line. UnreadableFile if no docx."""
    entries, parts = unpack(data)
    package = _Package(parts)
    found = paragraphs(package.document, package.namespace)
    if not found:
        raise UnreadableFile("Word-filen har ingen tekst å kommentere. Sjekk at det er riktig fil.")
    known = places(review.submission, found, package.namespace)
    phrases = phrases_for(review, "applicant")
    for finding in review.findings:
        text = _text(review, finding, phrases)
        units = anchor_units(review.submission, finding)
        numbers = sorted({number for unit in units for number in known.get(unit, ())}) or [min(map(min, known.values()), default=0)]
        for first, last in _runs(numbers)[:MOST_PLACES]:
            package.comment(found[first], found[last], text)
    return pack(entries, package.parts())


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Paragraphs that follow each other are one place."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _text(review: Review, finding: Finding, phrases: Phrases) -> Paragraphs:
    """The comment's paragraphs with their looks («b», «i» or plain)."""
    head = f"{phrases.name('levels', finding.level)} · {finding.code}"
    if finding.criterion:
        head += f" · {target(review.submission, finding.criterion, phrases).label}"
    example = finding.values.get("example")
    return (
        ("b", head),
        ("", finding.message),
        *((("", finding.values["arithmetic"]),) if finding.values.get("arithmetic") else ()),
        ("", finding.suggestion),
        *((("i", f"{phrases('label_example')}: {example}"),) if example else ()),
    )


class _Package:
    """The parts of a Word file that comments touch: the document, its comments, its relationships, the content types."""

    def __init__(self, parts: Parts):
        self._parts = parts
        self._name = self._main_part()
        self.document = self._parse(self._name)
        self.namespace = str(self.document.tag)[1:].split("}")[0]
        folder, _, file = self._name.rpartition("/")
        self._relations_name = f"{folder}/_rels/{file}.rels".lstrip("/")
        self._comments_name, self._comments = self._open_comments(folder)
        ids = [int(comment.get(self._w("id"), "-1")) for comment in self._comments]
        self._next = max(ids, default=-1) + 1

    def comment(self, first: Any, last: Any, text: Paragraphs) -> None:
        """Add a comment from the start of one paragraph to the end of another; around everything inside, content controls too."""
        from lxml import etree

        first, last = self._outermost(first), self._outermost(last)
        number = {self._w("id"): str(self._next)}
        self._next += 1
        start = 1 if len(first) and first[0].tag == self._w("pPr") else 0
        first.insert(start, etree.Element(self._w("commentRangeStart"), number))
        etree.SubElement(last, self._w("commentRangeEnd"), number)
        etree.SubElement(etree.SubElement(last, self._w("r")), self._w("commentReference"), number)
        comment = etree.SubElement(self._comments, self._w("comment"), {**number, self._w("author"): AUTHOR, self._w("initials"): "b"})
        for look, words in text:
            paragraph = etree.SubElement(comment, self._w("p"))
            run = etree.SubElement(paragraph, self._w("r"))
            if look:
                etree.SubElement(etree.SubElement(run, self._w("rPr")), self._w(look))
            etree.SubElement(run, self._w("t")).text = _NOT_XML.sub("", words)

    def parts(self) -> Parts:
        """All parts, with the four that changed written anew."""
        changed = {self._name: self.document, self._comments_name: self._comments}
        if self._comments_name not in self._parts:
            changed |= {self._relations_name: self._related(), "[Content_Types].xml": self._typed()}
        return {**self._parts, **{name: _bytes(root) for name, root in changed.items()}}

    def _w(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def _outermost(self, paragraph: Any) -> Any:
        """Word takes no comments inside text boxes: there, the paragraph the box hangs on."""
        outer = [parent for parent in paragraph.iterancestors() if parent.tag == self._w("p")]
        return outer[-1] if outer else paragraph

    def _main_part(self) -> str:
        for relation in self._parse("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return str(relation.get("Target")).lstrip("/")
        raise _unreadable()

    def _open_comments(self, folder: str) -> tuple[str, Any]:
        """The file's comments, or an empty list of them under a new name."""
        from lxml import etree

        for relation in self._parse(self._relations_name) if self._relations_name in self._parts else ():
            if relation.get("Type", "").endswith("/comments"):
                path = str(relation.get("Target"))
                name = path.lstrip("/") if path.startswith("/") else f"{folder}/{path}".lstrip("/")
                return name, self._parse(name)
        return f"{folder}/comments.xml".lstrip("/"), etree.Element(self._w("comments"), nsmap={"w": self.namespace})

    def _related(self) -> Any:
        from lxml import etree

        root = (
            self._parse(self._relations_name) if self._relations_name in self._parts else etree.Element(f"{{{RELATIONSHIPS}}}Relationships")
        )
        kind = f"{STRICT}/officeDocument/relationships" if self.namespace.startswith(STRICT) else OFFICE
        relation = {"Id": "behovaiComments", "Type": f"{kind}/comments", "Target": self._comments_name.rpartition("/")[2]}
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", relation)
        return root

    def _typed(self) -> Any:
        from lxml import etree

        root = self._parse("[Content_Types].xml")
        etree.SubElement(root, f"{{{TYPES}}}Override", {"PartName": f"/{self._comments_name}", "ContentType": COMMENTS_TYPE})
        return root

    def _parse(self, name: str) -> Any:
        """A part's XML; no entities, nothing from outside."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._parts[name], parser)
        except (KeyError, etree.XMLSyntaxError) as error:
            raise _unreadable() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _unreadable()
        return root


def _unreadable() -> UnreadableFile:
    return UnreadableFile("Filen kan ikke leses som Word-fil (.docx). Åpne den i Word, lagre som .docx og prøv igjen.")


def _bytes(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
