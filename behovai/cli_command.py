"""What every command has in common: how help is asked for, click's own words in Norwegian (locale/), and how a file is written."""

import contextlib
import gettext
import os
from pathlib import Path
from typing import Any

import click

from behovai.errors import BehovaiError

_SETTINGS: dict[str, Any] = {
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 110},
    "options_metavar": "[VALG]",
}


class Command(click.Command):
    """A command of behovai."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **_SETTINGS | settings)


class Group(click.Group):
    """Commands of behovai under one name."""

    command_class = Command

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **_SETTINGS | {"subcommand_metavar": "KOMMANDO …"} | settings)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run, with click's own words in Norwegian whatever the machine speaks. Not on import: a program that imports us keeps its own."""
        os.environ["LANGUAGE"] = "nb"
        gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
        return super().main(*args, **settings)


def write_file(target: Path, data: bytes) -> None:
    """Write a file, there whole or not at all, and say its name. BehovaiError if the folder cannot be written to."""
    partial = target.with_name(target.name + ".tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        partial.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise BehovaiError(f"Kan ikke skrive til «{target}». Velg en annen mappe med -o.") from error
    click.echo(str(target))
