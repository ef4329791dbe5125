"""What every command has in common: how help is asked for, and click's own words in Norwegian (locale/), whatever the machine speaks."""

import gettext
import os
from pathlib import Path
from typing import Any

import click

os.environ["LANGUAGE"] = "nb"
gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))

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
