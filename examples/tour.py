"""The real output in docs/tour.md, made anew from the page itself.

    python -m examples.tour            # write it
    python -m examples.tour --check    # exit 1 when it is out of date

In blocks marked `python`, what follows a line with >>> is its value; in blocks marked `console`, what follows a line with $ is what the
command prints.
"""

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "tour.md"
BLOCK = re.compile(r"(?<=```)(python|console)\n(.*?)(?=```)", re.S)


def valued(line: str, names: dict[str, object]) -> list[str]:
    """A line with >>>, and its value where it has one."""
    try:
        value = eval(line.removeprefix(">>> "), names)
    except SyntaxError:
        exec(line.removeprefix(">>> "), names)
        return [line]
    return [line, repr(value)]


def printed(line: str) -> list[str]:
    """A line with $, and what the command prints; `behovai` is that of this environment."""
    command = re.sub(r"^behovai\b", f"{sys.executable} -m behovai.cli", line.removeprefix("$ "))
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, cwd=PAGE.parents[1])
    return [line, *done.stdout.strip().splitlines()]


def refreshed(page: str) -> str:
    """The page with every output made anew."""
    names: dict[str, object] = {}

    def block(match: re.Match[str]) -> str:
        lines: list[str] = []
        for line in match[2].splitlines():
            if line.startswith(">>> "):
                lines += valued(line, names)
            elif line.startswith("$ "):
                lines += printed(line)
        return "\n".join([match[1], *lines, ""])

    return BLOCK.sub(block, page)


if __name__ == "__main__":
    before = PAGE.read_text("utf-8")
    after = refreshed(before)
    if "--check" not in sys.argv:
        PAGE.write_text(after, "utf-8")
    elif after != before:
        sys.exit("docs/tour.md is out of date: python -m examples.tour")
