"""One line per finding, for editors and scripts: `file:section:unit CODE message`."""

from behovai.finding import Review
from behovai.render.places import sections


def lines(review: Review) -> str:
    """A finding with several units has a line for each; what is absent has «-» for the unit, and for the section where none is known."""
    name = " ".join(review.submission.document.name.split())
    rows = []
    for finding in review.findings:
        message = " ".join(finding.message.split())
        places = [(review.submission.unit(unit).section, unit) for unit in finding.units]
        absent = [(section, "-") for section in sections(review.submission, finding)] or [("-", "-")]
        rows += [f"{name}:{section}:{unit} {finding.code} {message}" for section, unit in places or absent]
    return "".join(row + "\n" for row in rows)
