"""The text of one odt paragraph: spans, fields, content controls, boxes, notes."""

from lxml import etree

from behovai.ingest.builder import BREAK, CHECKED, UNCHECKED, Piece
from behovai.ingest.odt_styles import DRAW, FORM, LOEXT, OFFICE, TEXT, OdtStyles

_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SPACES = frozenset(TEXT + tag for tag in ("s", "tab"))
_SKIPPED = frozenset(
    (TEXT + "tracked-changes", TEXT + "note-citation", TEXT + "ruby-text", TEXT + "script", TEXT + "soft-page-break", OFFICE + "forms")
)
_HIDEABLE = frozenset(TEXT + tag for tag in ("hidden-text", "hidden-paragraph"))
_FIELDMARKS = frozenset((_FIELD + "fieldmark", _FIELD + "fieldmark-start"))
_PARAGRAPHS = frozenset(TEXT + tag for tag in ("p", "h", "list"))


def boxes_of(root: etree._Element) -> dict[str, str]:
    """The form check boxes of a document: ☒ or ☐ by id."""
    found = {}
    for box in root.iter(FORM + "checkbox"):
        state = box.get(FORM + "current-state") or box.get(FORM + "state")
        for name in (box.get(_XML_ID), box.get(FORM + "id")):
            if name:
                found[name] = CHECKED if state == "checked" else UNCHECKED
    return found


class OdtRuns:
    """Collects the pieces of a paragraph, the notes and comments in it and the frames that hang on it."""

    def __init__(self, styles: OdtStyles, boxes: dict[str, str]) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[etree._Element] = []
        self.comments: list[etree._Element] = []
        self.frames: list[etree._Element] = []
        self._styles = styles
        self._boxes = boxes
        self._blank = False

    def collect(self, element: etree._Element) -> None:
        """Add the content of a paragraph or of anything inside it."""
        if element.text:
            self._write(element.text)
        for child in element:
            self._child(child, str(child.tag))
            if child.tail:
                self._write(child.tail)

    def _child(self, child: etree._Element, tag: str) -> None:
        if tag == TEXT + "span":
            if not self._styles.look("text", child.get(TEXT + "style-name")).hidden:
                self.collect(child)
        elif tag in _SPACES:
            self._write(" ")
        elif tag == TEXT + "line-break":
            self.pieces.append(BREAK)
        elif tag == TEXT + "note":
            self.notes += child.findall(TEXT + "note-body")
        elif tag == OFFICE + "annotation":
            self.comments.append(child)
        elif tag.startswith(DRAW):
            self.drawing(child)
        elif tag in _FIELDMARKS:
            self._fieldmark(child)
        elif tag not in _SKIPPED and not (tag in _HIDEABLE and child.get(TEXT + "is-hidden", "true") == "true"):
            self._control(child, tag)

    def _control(self, child: etree._Element, tag: str) -> None:
        outer = self._blank
        if tag == LOEXT + "content-control":
            if child.get(LOEXT + "checkbox") == "true":
                self._write(CHECKED if child.get(LOEXT + "checked") == "true" else UNCHECKED)
                return
            self._blank = outer or child.get(LOEXT + "showing-place-holder") == "true"
        elif tag == TEXT + "placeholder":
            self._blank = True
        self.collect(child)
        self._blank = outer

    def _fieldmark(self, mark: etree._Element) -> None:
        if mark.get(_FIELD + "type", "").endswith("FORMCHECKBOX"):
            settings = {param.get(_FIELD + "name"): param.get(_FIELD + "value") for param in mark.iter(_FIELD + "param")}
            self._write(CHECKED if settings.get("Checkbox_Checked") in ("true", "1") else UNCHECKED)
        else:
            self.collect(mark)

    def drawing(self, element: etree._Element) -> None:
        """Add a frame, a shape or a form control."""
        if element.tag == DRAW + "control":
            self._write(self._boxes.get(element.get(DRAW + "control", ""), ""))
        elif any(child.tag in _PARAGRAPHS for child in element):
            self.frames.append(element)
        else:
            for child in element:
                if str(child.tag).startswith(DRAW):
                    self.drawing(child)

    def _write(self, text: str) -> None:
        self.pieces.append(Piece(text, self._blank))
