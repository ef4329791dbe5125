"""The templates of `prompts/`: found, rendered strictly, and hashed so that a review can say which words were used."""

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

SHIPPED = Path(__file__).resolve().parent.parent / "_prompts"  # in the wheel
BESIDE = Path(__file__).resolve().parent.parent.parent / "prompts"  # in a working copy


def prompt_folder() -> Path:
    """Where the templates lie."""
    return SHIPPED if SHIPPED.is_dir() else BESIDE


def render(template: str, **values: Any) -> str:
    """A template with its values. A value that is missing is an error, never an empty place."""
    return _environment().get_template(template).render(**values)


@cache
def prompt_hash() -> str:
    """The first 12 characters of the sha256 of all templates."""
    whole = hashlib.sha256()
    for path in sorted(prompt_folder().glob("*.j2")):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:12]


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(prompt_folder()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 – plain text, not HTML
    )
