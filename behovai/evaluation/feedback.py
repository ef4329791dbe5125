"""What code can see of feedback: can every point be traced, does it stay a suggestion, how long is it."""

import re

from behovai.evaluation.records import Feedback
from behovai.finding import Finding, Review
from behovai.render import render
from behovai.scoring import RULES
from behovai.scoring.text import folded
from behovai.submission import Submission

# Words of a decision: feedback points, a person decides.
VERDICTS = re.compile(
    r"\b(oppfyller? ikke|oppfyll\w* ikkje|avsl[åa]\w*|avvis\w*|godkjen\w*|underkjen\w*|innvilg\w*|innvilj\w*|ikke god nok|ikkje god nok|"
    r"utilstrekkelig\w*|utilstrekkeleg\w*|for dårlig\w*|for dårleg\w*|feilaktig\w*|brudd på|brot på)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«([^»]+)»")
CODES = frozenset(rule.code for rule in RULES)


def check(review: Review) -> Feedback:
    """The facts about a review's feedback. Quotations from the applicant are not the feedback's own words."""
    shown = render(review, "md").decode()
    own = _QUOTED.sub("«»", shown)
    return Feedback(
        points=len(review.findings),
        untraceable=tuple(reason for finding in review.findings for reason in untraceable(finding, review.submission)),
        verdicts=tuple(sorted({match.group().lower() for match in VERDICTS.finditer(own)})),
        words=len(shown.split()),
    )


def untraceable(finding: Finding, submission: Submission) -> list[str]:
    """Why a point cannot be traced: no such code, no such unit, or a quotation that does not stand in the text."""
    known = {unit.id for unit in submission.units}
    reasons = [] if finding.code in CODES else [f"{finding.code}: ukjent kode"]
    reasons += [f"{finding.code}: enheten {unit} finnes ikke" for unit in finding.units if unit not in known]
    text = folded(submission.document.text)
    for key in ("sitat",):
        quoted = folded(finding.values.get(key, "").removesuffix("…"))
        if quoted and quoted not in text:
            reasons.append(f"{finding.code}: sitatet står ikke i teksten")
    return reasons
