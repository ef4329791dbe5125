"""The whole path: a file in, a review out."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from behovai import __version__
from behovai.document import Document, Span
from behovai.evidence import Evidence
from behovai.extraction.columns import Columns
from behovai.extraction.local import LocalExtractor
from behovai.facts.letters import letter_malform
from behovai.finding import Element, Review
from behovai.forms import read_form
from behovai.ingest import read_bytes, read_document
from behovai.scoring import RULES, Other, Rule, make_case, score
from behovai.scoring.ratings import ELEMENTS, Table
from behovai.submission import Malform, Submission


class Extractor(Protocol):
    """Reads the answers of a submission and points at units."""

    def extract(self, submission: Submission) -> Evidence:
        """The evidence in the answers; the same submission gives the same evidence."""
        ...


def review(path: Path, extractor: Extractor | None = None, malform: Malform | None = None, corpus: Iterable[Other] = ()) -> Review:
    """Review the file at `path`.

    `extractor` reads the answers (the local one by default), `malform` is that of the feedback (by default the owner's språkvedtak,
    else the text's own), `corpus` holds other submissions for TXT002. Raises InputError for a file that cannot be reviewed.
    """
    return review_document(read_document(path), extractor, malform, corpus)


def review_bytes(data: bytes, name: str, extractor: Extractor | None = None, malform: Malform | None = None) -> Review:
    """Review a file held in memory; `name` is its file name. Raises InputError."""
    return review_document(read_bytes(data, name), extractor, malform)


def review_document(
    document: Document,
    extractor: Extractor | None = None,
    malform: Malform | None = None,
    corpus: Iterable[Other] = (),
) -> Review:
    """Review what a reader made of a file. Raises NotABehovsmelding."""
    submission = read_form(document)
    return review_submission(submission, extractor or LocalExtractor(), malform, corpus)


def review_submission(
    submission: Submission,
    extractor: Extractor,
    malform: Malform | None = None,
    corpus: Iterable[Other] = (),
    rules: Iterable[Rule] = RULES,
) -> Review:
    """Extract, score and put together."""
    evidence = extractor.extract(submission)
    owners = make_case(submission, evidence).owners
    chosen = malform or letter_malform(owners, submission.malform)
    scored = score(submission, evidence, chosen, rules, corpus)
    return Review(
        malform=chosen,
        submission=submission,
        evidence=evidence.units,
        ratings=scored.ratings,
        table=scored.table,
        cells=_cells(submission, scored.table),
        findings=scored.findings,
        outcomes=scored.outcomes,
        provenance={
            "program": f"behovai {__version__}",
            "reader": evidence.reader,
            "notes": list(evidence.notes),
            "file": submission.document.name,
            "sha256": submission.document.sha256,
            **({"model": evidence.trace} if evidence.trace else {}),
        },
    )


def _cells(submission: Submission, table: Table) -> dict[str, dict[Element, Span]]:
    """For rows of the applicant's own table that stand in the section 4 table, which cell shows which element."""
    columns = Columns(submission.document)
    found: dict[str, dict[Element, Span]] = {}
    shown = [(element, unit) for row in table.values() for element in ELEMENTS for unit in row[element]]
    for element, name in shown:
        unit = submission.unit(name)
        places = columns.places(unit) if unit.kind == "row" else {}
        if element in places:
            found.setdefault(name, {})[element] = places[element]
    return found
