"""Many files: each is reviewed by itself, a bad one does not stop the rest, and files given together are each other's corpus (TXT002).

With the local reader two processes share the work where there are many files. Only digests of paragraphs are kept between the two
passes and a review is handed on as soon as it is made, so memory does not grow with the size of the texts.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from behovai.document import Document
from behovai.errors import BehovaiError, UnreadableFile
from behovai.extraction.local import LocalExtractor
from behovai.finding import Review
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.pipeline import Extractor, review_submission
from behovai.scoring import Other
from behovai.submission import Malform, Submission

if TYPE_CHECKING:
    from concurrent.futures import Future

LEAST_WORDS = 25  # a paragraph shorter than this may well be the same by chance
SUFFIXES = frozenset({".docx", ".pdf", ".odt", ".txt", ".md"})
PROCESSES = 2
MANY = 20  # with fewer files a second process costs more than it gives
_AHEAD = 4 * PROCESSES  # tasks handed out at a time

Digest = bytes
Shared = Mapping[Digest, Mapping[str, str]]  # paragraph → {path: owner}
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


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
    several = len(paths) > MANY and job.extractor is None
    everything = list(dict.fromkeys(path.resolve() for path in (*paths, *(files_in(job.corpus) if job.corpus else []))))
    others = _others(everything, several) if len(paths) > 1 or job.corpus else {}
    tasks = ((path, job, others.get(str(path.resolve()), {})) for path in paths)
    for path, made in zip(paths, _each(_reviewed, tasks, several), strict=True):
        yield path, made or UnreadableFile(f"«{path.name}» fikk programmet til å stanse. Lagre filen på nytt fra Word, og prøv igjen.")


def _reviewed(task: tuple[Path, Job, Shared]) -> Review | BehovaiError:
    path, job, others = task
    try:
        submission = read_form(read_document(path))
        return review_submission(submission, job.extractor or LocalExtractor(), job.malform, _shared(others, path, submission))
    except BehovaiError as error:
        return error


def _others(paths: Sequence[Path], several: bool) -> dict[str, Shared]:
    """For each path the long paragraphs that stand in another file too."""
    where: dict[Digest, dict[str, str]] = {}
    for path, told in zip(paths, _each(_digests, paths, several), strict=True):
        owner, digests = told or ("", [])
        for digest in digests:
            where.setdefault(digest, {})[str(path)] = owner
    found: dict[str, dict[Digest, dict[str, str]]] = {}
    for digest, owners in where.items():
        if len(owners) > 1:
            for file in owners:
                found.setdefault(file, {})[digest] = owners
    return {file: shared for file, shared in found.items()}


def _digests(path: Path) -> tuple[str, list[Digest]]:
    """The owner of a file and its paragraphs' digests."""
    try:
        submission = read_form(read_document(path))
    except BehovaiError:
        return "", []  # told when the file's own turn comes
    owner = submission.fields.get("eier", "") or path.stem
    return owner, [_digest(paragraph) for paragraph in paragraphs(submission.document)]


def _digest(paragraph: str) -> Digest:
    return hashlib.blake2b(paragraph.encode(), digest_size=12).digest()


def paragraphs(document: Document) -> list[str]:
    """The paragraphs of a text that can be compared, white space folded."""
    folded = (" ".join(document[block.span].split()) for block in document.blocks)
    return [text for text in folded if len(text.split()) >= LEAST_WORDS]


def _shared(others: Shared, path: Path, submission: Submission) -> tuple[Other, ...]:
    """What this submission shares with others, as the rule wants it: per other document."""
    if not others:
        return ()
    own = str(path.resolve())
    shared: dict[str, tuple[str, list[str]]] = {}
    for paragraph in paragraphs(submission.document):
        for where, owner in others.get(_digest(paragraph), {}).items():
            if where != own:
                shared.setdefault(where, (owner, []))[1].append(paragraph)
    return tuple(Other(owner, Path(where).name, tuple(texts)) for where, (owner, texts) in shared.items())


def _each(function: Callable[[_Given], _Made], given: Iterable[_Given], several: bool) -> Iterator[_Made | None]:
    """What the function makes of each, in order, in more than one process if `several`; None where it made the process stop."""
    if not several:
        yield from map(function, given)
        return
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    tasks = iter(given)
    waiting: deque[_Given] = deque()
    futures: deque[Future[_Made]] = deque()  # of the first of those waiting
    pool = ProcessPoolExecutor(PROCESSES)
    try:
        while True:
            waiting.extend(islice(tasks, _AHEAD - len(waiting)))
            if not waiting:
                return
            made: _Made | None
            try:
                futures.extend(pool.submit(function, task) for task in islice(waiting, len(futures), None))
                made = futures.popleft().result()
            except BrokenProcessPool:  # one of those waiting stopped a process and with it the pool: a new one, and the first alone
                pool.shutdown()
                pool = ProcessPoolExecutor(PROCESSES)
                futures.clear()
                made = _alone(function, waiting[0])
            waiting.popleft()
            yield made
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(function: Callable[[_Given], _Made], task: _Given) -> _Made | None:
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(function, task).result()
        except BrokenProcessPool:
            return None
