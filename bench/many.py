"""Review a folder to JSON and print the memory of all processes, in MB, after 100 files and at the end. Called by speed.py."""

import multiprocessing
import sys
from pathlib import Path

from behovai.corpus import Job, files_in, reviews
from behovai.errors import BehovaiError


def resident() -> int:
    """MB in memory now, of this process and those it started."""
    pids = ["self", *(str(child.pid) for child in multiprocessing.active_children())]
    return sum(_resident(pid) for pid in pids)


def _resident(pid: str) -> int:
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) // 1024


def main() -> None:
    """Folder in, folder out."""
    inbox, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir()
    memory = 0
    for number, (path, review) in enumerate(reviews(files_in(inbox), Job()), 1):
        if isinstance(review, BehovaiError):
            raise review
        (out / f"{path.stem}.json").write_text(review.model_dump_json(indent=2), "utf-8")
        if number == 100:
            print(resident())
        memory = max(memory, resident()) if number % 100 == 0 else memory
    print(memory)


if __name__ == "__main__":
    main()
