"""The command line of the press."""

import argparse
import sys
from pathlib import Path

from examples.press import load, press, problems


def main() -> int:
    """Print one source, or only check sources (`--check`, several allowed)."""
    parser = argparse.ArgumentParser(prog="python -m examples.press", description="Print a TOML source onto the blank form.")
    parser.add_argument("sources", nargs="+", type=Path, metavar="SOURCE.toml")
    parser.add_argument("-o", "--output", type=Path, help="FILE.docx|.odt|.pdf|.txt|.md")
    parser.add_argument("--check", action="store_true", help="only say what does not fit the format")
    options = parser.parse_args()
    found = {path: problems(load(path)) for path in options.sources}
    for path, lines in found.items():
        for line in lines:
            print(f"{path.name}: {line}", file=sys.stderr)
    if options.check:
        return int(any(found.values()))
    if options.output is None or len(options.sources) != 1:
        parser.error("one SOURCE.toml and -o FILE are needed")
    options.output.write_bytes(press(load(options.sources[0]), options.output.suffix.lstrip(".").lower()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
