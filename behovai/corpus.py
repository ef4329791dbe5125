"""Many files: each is reviewed by itself, a bad one does not stop the rest, and files given together are each other's corpus (TXT002)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from behovai.document import Document
from behovai.errors import BehovaiError
from behovai.extraction.local import LocalExtractor
from behovai.finding import Review
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.pipeline import Extractor, review_submission
from behovai.scoring import Other
from behovai.submission import Malform, Submission

LEAST_WORDS = 25  # a paragraph shorter than this may well be the same by chance
SUFFIXES = frozenset({".docx", ".pdf", ".odt", ".txt", ".md"})


@dataclass(frozen=True)
class Job:
    """How a run reviews: the reader of answers, the målform of the feedback (None: automatic), a folder to compare with."""

    extractor: Extractor | None = None
    malform: Malform | None = None
    corpus: Path | None = None


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that can be a behovsmelding, by name; Word's lock files and hidden files left out."""
    return sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$")))


def reviews(paths: Sequence[Path], job: Job) -> Iterator[tuple[Path, Review | BehovaiError]]:
    """A review or the reason why not for every path, in order."""
    others = _others([*paths, *(files_in(job.corpus) if job.corpus else [])]) if len(paths) > 1 or job.corpus else {}
    extractor = job.extractor or LocalExtractor()
    for path in paths:
        try:
            submission = read_form(read_document(path))
            corpus = _shared(others, path, submission) if others else ()
            yield path, review_submission(submission, extractor, job.malform, corpus)
        except BehovaiError as error:
            yield path, error


def _others(paths: Sequence[Path]) -> dict[str, dict[str, str]]:
    """Paragraph → {path: owner}, for paragraphs long enough to tell."""
    found: dict[str, dict[str, str]] = {}
    for path in dict.fromkeys(path.resolve() for path in paths):
        try:
            submission = read_form(read_document(path))
        except BehovaiError:
            continue  # told when the file's own turn comes
        for paragraph in paragraphs(submission.document):
            found.setdefault(paragraph, {})[str(path)] = submission.fields.get("eier", "") or path.stem
    return {paragraph: where for paragraph, where in found.items() if len(where) > 1}


def paragraphs(document: Document) -> list[str]:
    """The paragraphs of a text that can be compared, white space folded."""
    folded = (" ".join(document[block.span].split()) for block in document.blocks)
    return [text for text in folded if len(text.split()) >= LEAST_WORDS]


def _shared(others: dict[str, dict[str, str]], path: Path, submission: Submission) -> tuple[Other, ...]:
    """What this submission shares with others, as the rule wants it: per other document."""
    own = str(path.resolve())
    shared: dict[str, tuple[str, list[str]]] = {}
    for paragraph in paragraphs(submission.document):
        for where, owner in others.get(paragraph, {}).items():
            if where != own:
                shared.setdefault(where, (owner, []))[1].append(paragraph)
    return tuple(Other(owner, Path(where).name, tuple(texts)) for where, (owner, texts) in shared.items())
