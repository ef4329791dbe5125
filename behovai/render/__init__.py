"""Review → bytes. Sees the nouns only, so a saved review can be rendered later, without the file and without the rules."""

from collections.abc import Callable
from typing import Literal

from behovai.errors import InputError
from behovai.finding import Review
from behovai.render.comments import annotate
from behovai.render.letter import letter
from behovai.render.lines import lines
from behovai.render.markdown import markdown
from behovai.render.page import page
from behovai.render.phrases import Audience

RenderFormat = Literal["json", "md", "html", "docx", "comments", "lines"]
Renderer = Callable[[Review, Audience, bytes | None], bytes]

__all__ = ["FORMATS", "Audience", "RenderFormat", "annotate", "render"]


def _comments(review: Review, audience: Audience, original: bytes | None) -> bytes:
    if original is None:
        raise InputError("Kommentarene skrives inn i søkerens egen Word-fil. Gi fila (.docx) sammen med vurderingen.")
    return annotate(original, review)


FORMATS: dict[RenderFormat, Renderer] = {
    "json": lambda review, audience, original: (review.model_dump_json(indent=2) + "\n").encode(),
    "md": lambda review, audience, original: markdown(review, audience).encode(),
    "html": lambda review, audience, original: page(review, audience).encode(),
    "docx": lambda review, audience, original: letter(review, audience),
    "comments": _comments,
    "lines": lambda review, audience, original: lines(review).encode(),
}


def render(review: Review, format: RenderFormat, audience: Audience = "reviewer", original: bytes | None = None) -> bytes:
    """A review in a format, the same bytes every time. `original` is the applicant's docx, needed for «comments» only.

    InputError where «comments» lacks the file, UnreadableFile where it is no docx; KeyError for a format that does not exist.
    """
    return FORMATS[format](review, audience, original)
