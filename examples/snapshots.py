"""The feedback on every example, as Markdown and as lines, kept in examples/feedback.

    python -m examples.snapshots           write them anew
    python -m examples.snapshots --check   only say which no longer fit (exit code 1)

The test suite compares them too: a change of wording, rule or weight shows as a readable difference.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from behovai.corpus import files_in
from behovai.pipeline import review
from behovai.render import render

HERE = Path(__file__).parent
FOLDER = HERE / "feedback"


def made() -> Iterator[tuple[Path, bytes]]:
    """What every snapshot should hold: (its path, its bytes)."""
    for path in files_in(HERE):
        found = review(path)
        yield FOLDER / f"{path.stem}.md", render(found, "md")
        yield FOLDER / f"{path.stem}.lines.txt", render(found, "lines")


def main() -> int:
    """Write or check the snapshots."""
    parser = argparse.ArgumentParser(prog="python -m examples.snapshots", description="Keep the feedback on the examples.")
    parser.add_argument("--check", action="store_true", help="write nothing, only say which differ")
    only_check = parser.parse_args().check
    wanted = dict(made())
    differing = [path for path, data in wanted.items() if not path.exists() or path.read_bytes() != data]
    left = [path for path in sorted(FOLDER.glob("*")) if path not in wanted] if FOLDER.exists() else []
    for path in [*differing, *left]:
        print(f"{path.relative_to(HERE.parent)} {'differs' if path in wanted else 'belongs to no example'}", file=sys.stderr)
    if not only_check:
        FOLDER.mkdir(exist_ok=True)
        for path in differing:
            path.write_bytes(wanted[path])
        for path in left:
            path.unlink()
    return int(only_check and bool(differing or left))


if __name__ == "__main__":
    raise SystemExit(main())
