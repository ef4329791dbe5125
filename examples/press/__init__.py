"""Print an invented behovsmelding (a TOML source) onto the blank form of 2024, 2025 or 2026.

python -m examples.press SOURCE.toml -o FILE.docx|.odt|.pdf|.txt|.md
"""

from examples.press import form2024, form2025, form2026, md, txt, word
from examples.press.items import Help, Item, Letters, Start
from examples.press.office import convert
from examples.press.source import Look, Source, load, look_of, problems

__all__ = ["FORMS", "WRITERS", "laid_out", "load", "press", "problems"]

FORMS = {"2026": form2026.items, "2025": form2025.items, "2024": form2024.items}
WRITERS = {"docx": word.write, "txt": txt.write, "md": md.write}


def press(source: Source, kind: str | None = None) -> bytes:
    """The bytes of the filled-in form.

    `kind` is docx, txt, md, odt or pdf; without it the source's own `fil`. odt and pdf need LibreOffice. Raises KeyError for an
    unknown form or kind.
    """
    wanted = kind or source["fil"]
    look = look_of(source, wanted)
    items = laid_out(source, look)
    if wanted in ("odt", "pdf"):
        return convert(word.write(items, look), wanted)
    return WRITERS[wanted](items, look)


def laid_out(source: Source, look: Look) -> list[Item]:
    """The items of the form that are in the file: without the first page or the help texts where the look says so."""
    items = list(FORMS[source["form"]](source, look))
    if not look.first_page:
        items = items[next(number for number, item in enumerate(items) if isinstance(item, Start)) :]
    return [item for item in items if look.help or not isinstance(item, Help | Letters)]
