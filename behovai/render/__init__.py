"""Review → bytes. Sees the nouns only, so a saved review can be rendered later, without the file and without the rules.

Each format is loaded when it is asked for: whoever wants JSON does not wait for the others.
"""

from collections.abc import Callable
from typing import Literal

from behovai.errors import InputError
from behovai.finding import Review

Audience = Literal["reviewer", "applicant"]
RenderFormat = Literal["summary", "json", "md", "html", "docx", "comments", "lines"]
Renderer = Callable[[Review, Audience, bytes | None], bytes]


def _summary(review: Review, audience: Audience, original: bytes | None) -> bytes:
    from behovai.render.summary import summary

    return summary(review, audience).encode()


def _json(review: Review, audience: Audience, original: bytes | None) -> bytes:
    return (review.model_dump_json(indent=2) + "\n").encode()


def _markdown(review: Review, audience: Audience, original: bytes | None) -> bytes:
    from behovai.render.markdown import markdown

    return markdown(review, audience).encode()


def _page(review: Review, audience: Audience, original: bytes | None) -> bytes:
    from behovai.render.page import page

    return page(review, audience).encode()


def _letter(review: Review, audience: Audience, original: bytes | None) -> bytes:
    from behovai.render.letter import letter

    return letter(review, audience)


def _comments(review: Review, audience: Audience, original: bytes | None) -> bytes:
    from behovai.render.comments import annotate

    if original is None:
        raise InputError("Kommentarene skrives inn i søkerens egen Word-fil. Gi filen (.docx) sammen med vurderingen.")
    return annotate(original, review)


def _lines(review: Review, audience: Audience, original: bytes | None) -> bytes:
    from behovai.render.lines import lines

    return lines(review).encode()


FORMATS: dict[RenderFormat, Renderer] = {
    "summary": _summary,
    "json": _json,
    "md": _markdown,
    "html": _page,
    "docx": _letter,
    "comments": _comments,
    "lines": _lines,
}


def render(review: Review, format: RenderFormat, audience: Audience = "reviewer", original: bytes | None = None) -> bytes:
    """A review in a format, the same bytes every time. `original` is the applicant's docx, needed for «comments» only.

    InputError where «comments» lacks the file, UnreadableFile where it is no docx; KeyError for a format that does not exist.
    """
    return FORMATS[format](review, audience, original)
