"""Raw answers → replay files (`--model replay:FOLDER`), nothing in them mended.

    python -m evals.record_import FOLDER --model NAME [--date YYYY-MM-DD] [-o evals/replies/modell]

FOLDER is what `evals.record_prompts` wrote, with a `NAME.answer.txt` (or `NAME.answer.2.txt` … for more samples) beside the prompts.
An answer that cannot be read is recorded all the same and named: how often that happens is a result too.
"""

import argparse
import datetime
import json
from pathlib import Path

from behovai.errors import ModelError
from behovai.llm.answer import read_reply
from behovai.llm.replay import record
from behovai.llm.reply import Reply

HERE = Path(__file__).parent


def answers(folder: Path) -> list[tuple[str, int, Path, str]]:
    """(name, sample counted from 0, file of the answer, key) of every answer there is."""
    found = []
    for request in sorted(folder.glob("*.request.json")):
        name, key = request.name.removesuffix(".request.json"), json.loads(request.read_text("utf-8"))["key"]
        first = folder / f"{name}.answer.txt"
        more = {int(path.name.split(".answer.")[1].removesuffix(".txt")): path for path in folder.glob(f"{name}.answer.[0-9]*.txt")}
        found += [(name, 0, first, key)] if first.exists() else []
        found += [(name, number - 1, path, key) for number, path in sorted(more.items())]
    return found


def unreadable(text: str, model: str) -> str:
    """Why an answer cannot be read, "" if it can."""
    try:
        read_reply(Reply(text=text, finish="stop", model=model))
    except ModelError as error:
        return type(error).__name__
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(description="Make replay files from raw answers.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", required=True, help="who answered, as free text")
    parser.add_argument("--date", default=datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    parser.add_argument("-o", "--output", type=Path, default=HERE / "replies" / "modell")
    options = parser.parse_args()
    found = answers(options.folder)
    for name, sample, path, key in found:
        text = path.read_text("utf-8")
        record(options.output, f"{name}.{sample + 1}" if sample else name, key, text, (options.model, options.date), sample)
        if problem := unreadable(text, options.model):
            print(f"{path.name}: {problem}")
    print(f"{len(found)} answers in {options.output}")


if __name__ == "__main__":
    main()
