"""For each labelled submission, a text file that holds all a language model is given: the rendered prompt and the schema.

    python -m evals.record_prompts FOLDER [--labels evals/labels] [--submissions evals/submissions]

Whoever answers is given one file and nothing else, and writes the raw answer beside it: `NAME.prompt.txt` → `NAME.answer.txt`.
`NAME.request.json` holds the key of the request and is for `evals.record_import`. No labels come near any of them.
"""

import argparse
import json
from pathlib import Path

from behovai.extraction.model import requests_of
from behovai.forms import read_form
from behovai.ingest import read_document
from behovai.llm.keys import content_key
from behovai.llm.prompt import prompt_hash

HERE = Path(__file__).parent


def labelled(labels: Path, submissions: Path) -> list[Path]:
    """The submissions that have labels: a folder or a `NAME.labels.json` per submission."""
    names = {path.name.removesuffix(".labels.json") for path in labels.iterdir()}
    return [path for path in sorted(submissions.iterdir()) if path.stem in names and not path.name.endswith(".json")]


def write(path: Path, folder: Path) -> list[Path]:
    """The files for one submission; several where it is too long for one request."""
    requests = requests_of(read_form(read_document(path)))
    made = []
    for number, (messages, schema) in enumerate(requests, 1):
        name = path.stem if len(requests) == 1 else f"{path.stem}-del{number}"
        shown = "\n\n".join(message.text for message in messages)
        made.append(folder / f"{name}.prompt.txt")
        made[-1].write_text(f"{shown}\nJSON-skjema for svaret:\n{json.dumps(schema, ensure_ascii=False)}\n", "utf-8")
        request = {"submission": path.stem, "key": content_key(messages, schema), "prompt": prompt_hash()}
        (folder / f"{name}.request.json").write_text(json.dumps(request, indent=1) + "\n", "utf-8")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the prompts to record answers to.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path, default=HERE / "labels")
    parser.add_argument("--submissions", type=Path, default=HERE / "submissions")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    made = [made for path in labelled(options.labels, options.submissions) for made in write(path, options.folder)]
    print(f"{len(made)} prompts in {options.folder}")


if __name__ == "__main__":
    main()
