"""Feedback as one self-contained page: the submission with its marks on the left, what is said about it on the right."""

import base64
import hashlib
from importlib.resources import files

from behovai.finding import Level, Review
from behovai.render import Audience
from behovai.render.feedback import build, phrases_for
from behovai.render.layout import lay_out
from behovai.render.markdown import more


def page(review: Review, audience: Audience) -> str:
    """HTML that asks for nothing from outside, works without JavaScript, and runs no script but its own."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("behovai.render"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    feedback = build(review, audience)
    phrases = phrases_for(review, audience)
    style, script = _part("page.css"), _part("page.js")
    return environment.get_template("page.html.j2").render(
        feedback=feedback,
        groups=lay_out(review.submission, feedback),
        language=review.submission.language,
        levels=_counts(review),
        say=phrases,
        name=phrases.name,
        more=lambda point: more(point, phrases),
        style=Markup(style),  # noqa: S704 – our own files, nothing of the user's
        script=Markup(script),  # noqa: S704
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _part(name: str) -> str:
    return files("behovai.render").joinpath("templates", name).read_text(encoding="utf-8")


def _counts(review: Review) -> dict[Level, int]:
    """How many findings each level has."""
    return {level: sum(finding.level is level for finding in review.findings) for level in Level}
