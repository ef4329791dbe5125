"""The parts of a .docx that do not depend on the source, and the zip around them. Same input, same bytes."""

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WHEN = (2026, 1, 15, 12, 0, 0)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CONTENT_TYPES = (
    XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for part, kind in (
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("header1", "header"),
            ("footer1", "footer"),
        )
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELS = (
    XML + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT_RELS = (
    XML
    + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{REL}/{kind}" Target="{part}.xml"/>'
        for number, (kind, part) in enumerate(
            (("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("header", "header1"), ("footer", "footer1")), 1
        )
    )
    + "</Relationships>"
)
SETTINGS = (
    XML + f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:characterSpacingControl '
    'w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _style(kind: str, name: tuple[str, str], paragraph: str = "", run: str = "", based: str = "Normal") -> str:
    ident, shown = name
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{ident}"><w:name w:val="{shown}"/>{parent}<w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _heading(level: int, size: int) -> str:
    return _style(
        "paragraph",
        (f"Overskrift{level}", f"heading {level}"),
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{320 - 60 * level}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:color w:val="1F3864"/><w:sz w:val="{size}"/>',
    )


def styles(language: str) -> str:
    """The style sheet of a Norwegian Word; `language` is nb-NO or nn-NO."""
    grid = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        XML
        + f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        + '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        + f'<w:lang w:val="{language}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        + '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + '<w:style w:type="character" w:default="1" w:styleId="Standardskriftforavsnitt">'
        + '<w:name w:val="Default Paragraph Font"/></w:style>'
        + '<w:style w:type="table" w:default="1" w:styleId="Vanligtabell"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" '
        + 'w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + _style(
            "paragraph",
            ("Tittel", "Title"),
            '<w:spacing w:before="120" w:after="200"/>',
            '<w:b/><w:color w:val="1F3864"/><w:sz w:val="36"/>',
        )
        + _heading(1, 28)
        + _heading(2, 24)
        + _heading(3, 22)
        + _style("paragraph", ("Listeavsnitt", "List Paragraph"), '<w:spacing w:after="60"/><w:ind w:left="720"/><w:contextualSpacing/>')
        + _style("paragraph", ("Hjelpetekst", "Hjelpetekst"), "", '<w:i/><w:color w:val="404040"/><w:sz w:val="20"/>')
        + _style("paragraph", ("Topptekst", "header"), '<w:jc w:val="right"/>', '<w:color w:val="595959"/><w:sz w:val="18"/>')
        + _style("paragraph", ("Bunntekst", "footer"), '<w:jc w:val="center"/>', '<w:sz w:val="18"/>')
        + _style("character", ("Plassholdertekst", "Placeholder Text"), "", '<w:color w:val="808080"/>', "Standardskriftforavsnitt")
        + '<w:style w:type="table" w:styleId="Tabellrutenett"><w:name w:val="Table Grid"/><w:basedOn w:val="Vanligtabell"/>'
        + f'<w:tblPr><w:tblBorders>{grid}</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        + '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


def _level(number: int, kind: str, text: str, indent: int, font: str = "") -> str:
    run = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="360"/></w:pPr>{run}</w:lvl>'
    )


def numbering() -> str:
    """List 1 is bulleted (• and o), list 2 is lettered a) b) c), list 3 has the dash of a typed list."""
    lists = (
        _level(0, "bullet", "\uf0b7", 720, "Symbol") + _level(1, "bullet", "o", 1440, "Courier New"),
        _level(0, "lowerLetter", "%1)", 720) + _level(1, "lowerRoman", "%2.", 1440),
        _level(0, "bullet", "-", 720, "Arial") + _level(1, "bullet", "o", 1440, "Courier New"),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        for number, levels in enumerate(lists)
    )
    used = "".join(f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(len(lists)))
    return XML + f"<w:numbering {NAMESPACES}>{abstract}{used}</w:numbering>"


def _field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def header(text: str) -> str:
    """A page header of one line."""
    return XML + f'<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Topptekst"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:hdr>'


def footer() -> str:
    """Side X av Y, both as fields."""
    return (
        XML
        + f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Bunntekst"/></w:pPr><w:r><w:t xml:space="preserve">Side </w:t></w:r>'
        + _field("PAGE", "1")
        + '<w:r><w:t xml:space="preserve"> av </w:t></w:r>'
        + _field("NUMPAGES", "6")
        + "</w:p></w:ftr>"
    )


def pack(document: str, title: str, language: str, authority: str) -> bytes:
    """The zip of a whole .docx around the XML of its document part."""
    core = (
        XML + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(title)}</dc:title>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-15T12:00:00Z</dcterms:created></cp:coreProperties>'
    )
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/styles.xml": styles(language),
        "word/numbering.xml": numbering(),
        "word/settings.xml": SETTINGS,
        "word/header1.xml": header(authority),
        "word/footer1.xml": footer(),
        "docProps/core.xml": core,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, text.encode())
    return out.getvalue()
