"""How fast and how large: ratios to what Python itself needs, and medians. Writes docs/bench.md.

    python bench/speed.py [--many 1000]

Ratios of processor time hold on slow and fast machines alike; milliseconds are those of the machine that ran it.
"""

import argparse
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import distribution, requires
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from examples.press import load, press  # noqa: E402

PAGE = 3000  # characters of a printed page
PAGES = 12
ROUNDS = 15


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description="Speed and size as ratios and medians.")
    parser.add_argument("--many", type=int, default=1000, help="submissions in the long run; 0: none")
    options = parser.parse_args()
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        one = long_submission(Path(folder))
        for measure in (cold(one), warm(one), size()):
            rows += show(measure)
        if options.many:
            rows += show(many(Path(folder), options.many))
    (ROOT / "docs" / "bench.md").write_text(page(rows), "utf-8")


def show(found: Iterator[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Print the rows as they come."""
    rows = []
    for row in found:
        print(" · ".join(row), flush=True)
        rows.append(row)
    return rows


def long_submission(folder: Path) -> Path:
    """A docx of twelve pages: an invented source whose answers are written on until it is as long."""
    source = load(ROOT / "evals" / "sources" / "nordmarka-2026.toml")
    short = folder / "short.docx"
    short.write_bytes(press(source, "docx"))
    written = sum(len(answer) for answer in source["svar"].values())
    factor = 1 + (PAGES * PAGE - text_length(short)) / written
    for key, answer in source.get("svar", {}).items():
        source["svar"][key] = "\n\n".join(list(changed(answer, int(factor) + 1)))[: int(len(answer) * factor)]
    path = folder / "twelve-pages.docx"
    path.write_bytes(press(source, "docx"))
    return path


def text_length(path: Path) -> int:
    """The characters behovai reads in a file."""
    from behovai.ingest import read_document

    return len(read_document(path).text)


def changed(text: str, times: int) -> Iterator[str]:
    """The text over and over, each time with other numbers."""
    for shift in range(times):
        yield re.sub(r"\d+", lambda match: str(int(match[0]) + shift) if len(match[0]) < 4 else match[0], text)  # noqa: B023


def cold(one: Path) -> Iterator[tuple[str, str, str]]:
    """Whole processes, each beside the imports it cannot do without."""
    review = [sys.executable, "-m", "behovai.cli", "review", str(one), "--format", "json"]
    short = [*review[:-3], str(ROOT / "examples" / "langasen-2026.docx"), "--format", "json"]
    help_ = [sys.executable, "-m", "behovai.cli", "--help"]
    base, click = [sys.executable, "-c", "import lxml.etree, pydantic"], [sys.executable, "-c", "import click"]
    model = [sys.executable, "-c", "import lxml.etree; from pydantic import BaseModel"]
    took = {name: processor(command) for name, command in zip("rshbcm", (review, short, help_, base, click, model), strict=True)}
    yield "cold review of examples/langasen-2026.docx ÷ `import lxml.etree, pydantic`", ratio(took["s"], took["b"]), "≤ 3"
    yield "the same ÷ `import lxml.etree; from pydantic import BaseModel`", ratio(took["s"], took["m"]), ""
    yield "cold review of a 12-page docx ÷ `import lxml.etree, pydantic`", ratio(took["r"], took["b"]), "≤ 3"
    yield "`behovai --help` ÷ `import click`", ratio(took["h"], took["c"]), "≤ 2.5"


def processor(command: list[str]) -> float:
    """Median processor seconds of a process; processor time, because a busy machine stretches the clock."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: compiled once, by the run that does not count
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    taken = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken)


def ratio(whole: float, part: float) -> str:
    """How many times the part, and both in milliseconds."""
    return f"{whole / part:.2f} ({whole * 1000:.0f} ms ÷ {part * 1000:.0f} ms)"


def warm(one: Path) -> Iterator[tuple[str, str, str]]:
    """Inside a process that has already reviewed a file."""
    from behovai.extraction.local import LocalExtractor
    from behovai.forms import read_form
    from behovai.ingest import read_document
    from behovai.pipeline import review
    from behovai.scoring import score

    document = read_document(one)
    submission = read_form(document)
    evidence = LocalExtractor().extract(submission)
    length = f"{len(document.text) // 1000} 000 characters, {len(submission.units)} units"
    yield f"review of a 12-page docx ({length})", milliseconds(lambda: review(one)), "≤ 60 ms"
    yield (
        "of it form and rules",
        milliseconds(lambda: score(read_form(document), evidence, "nb")),
        "≤ 30 ms",
    )


def milliseconds(work: Callable[[], object]) -> str:
    """The median of the clock and of the processor."""
    clock, used = [], []
    for _ in range(ROUNDS):
        begin, begun = time.perf_counter(), time.process_time()
        work()
        clock.append((time.perf_counter() - begin) * 1000)
        used.append((time.process_time() - begun) * 1000)
    return f"{statistics.median(clock):.0f} ms (processor {statistics.median(used):.0f} ms)"


def size() -> Iterator[tuple[str, str, str]]:
    """The files of the package and of everything it needs without extras."""
    waiting, seen, total = ["behovai"], set(), sum(p.stat().st_size for p in (ROOT / "behovai").rglob("*") if "__pycache__" not in p.parts)
    while waiting:
        name = waiting.pop()
        for line in requires(name) or () if name != "behovai" else base_requirements():
            needed = re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-")
            if "extra ==" in line or needed in seen or "sys_platform" in line or "platform_system" in line:
                continue
            seen.add(needed)
            waiting.append(needed)
            files = [Path(str(file.locate())) for file in distribution(needed).files or () if "__pycache__" not in file.parts]
            total += sum(file.stat().st_size for file in files if file.exists())
    yield f"install without extras ({len(seen)} packages and behovai, without compiled .pyc)", f"{total / 1e6:.0f} MB", "≤ 60 MB"


def base_requirements() -> list[str]:
    """What pyproject.toml asks for."""
    import tomllib

    return list(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])


def many(folder: Path, count: int) -> Iterator[tuple[str, str, str]]:
    """A folder of submissions to JSON: the sources printed over and over with other numbers."""
    inbox = folder / "many"
    inbox.mkdir()
    sources = sorted((ROOT / "evals" / "sources").glob("*.toml"))
    for number in range(count):
        source = load(sources[number % len(sources)])
        for key, answer in source.get("svar", {}).items():
            *_, source["svar"][key] = changed(answer, 1 + number // len(sources))
        (inbox / f"{number:04}.docx").write_bytes(press(source, "docx"))
    begin = time.perf_counter()
    peaks = subprocess.run(
        [sys.executable, str(Path(__file__).resolve().with_name("many.py")), str(inbox), str(folder / "out")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    took = time.perf_counter() - begin
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield f"{count} submissions (docx) to JSON, {cores} cores", f"{took:.0f} s", "≤ 90 s" if count == 1000 else ""
    yield f"memory (RSS of all processes) after 100 and after {count}", f"{peaks[0]} MB and {peaks[1]} MB", "flat"


def page(rows: list[tuple[str, str, str]]) -> str:
    """docs/bench.md."""
    table = "\n".join(f"| {what} | {found} | {wanted} |" for what, found, wanted in rows)
    load_now = f", load {os.getloadavg()[0]:.1f} when done" if hasattr(os, "getloadavg") else ""
    return f"""# Speed and size

Written by `make bench` (`python bench/speed.py`) on {time.strftime("%Y-%m-%d")}, Python {platform.python_version()}, \
{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load_now}.
Medians of {ROUNDS} runs. Whole processes are measured in processor time, as a ratio to what the same machine needs for the imports alone.

| what | measured | goal |
|---|---|---|
{table}

The twelve pages are `evals/sources/nordmarka-2026.toml` written on with other numbers; the many are all of `evals/sources` printed over
and over with other numbers. That time grows with the length of a text and not with its square is tested in `tests/test_large.py`.
"""


if __name__ == "__main__":
    main()
