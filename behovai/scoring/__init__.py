"""Submission + evidence → findings, outcomes, ratings and the section 4 table. RULES is the catalogue, one file per group."""

from collections.abc import Iterable
from typing import NamedTuple

from behovai.errors import NotInForm
from behovai.evidence import Evidence
from behovai.facts.municipalities import find
from behovai.finding import Finding, Outcomes, Rating
from behovai.scoring import continuation, criteria, economy, effort, fields, formalities, indicators, needs, partnership, sami, target, text
from behovai.scoring.case import Case, Other
from behovai.scoring.ratings import Table, ratings, table
from behovai.scoring.rule import Hit, Rule, Text
from behovai.scoring.runner import run
from behovai.submission import Criterion, Malform, Submission

__all__ = ["RULES", "Case", "Hit", "NotInForm", "Other", "Rule", "Scored", "Text", "make_case", "score"]

RULES: tuple[Rule, ...] = (
    *formalities.RULES,
    *fields.RULES,
    *sami.RULES,
    *needs.RULES,
    *partnership.RULES,
    *effort.RULES,
    *criteria.RULES,
    *indicators.RULES,
    *target.RULES,
    *economy.RULES,
    *continuation.RULES,
    *text.RULES,
)


class Scored(NamedTuple):
    """What scoring concludes; the same evidence always gives the same."""

    findings: tuple[Finding, ...]
    outcomes: Outcomes
    ratings: dict[Criterion, Rating | None]
    table: Table


def make_case(submission: Submission, evidence: Evidence, corpus: Iterable[Other] = ()) -> Case:
    """The case of a submission; its owners are looked up among the municipalities."""
    fields_and_list = [submission.fields.get("eier", "")]
    fields_and_list += [party.navn for party in submission.parter if party.type.casefold() == "eier"]
    return Case(submission, evidence, find(" | ".join(fields_and_list)), tuple(corpus))


def score(
    submission: Submission,
    evidence: Evidence,
    malform: Malform,
    rules: Iterable[Rule] = RULES,
    corpus: Iterable[Other] = (),
) -> Scored:
    """Findings in order of importance with texts in `malform`, an outcome for every rule, ratings and the section 4 table.

    `corpus` holds other submissions, for TXT002 only.
    """
    case = make_case(submission, evidence, corpus)
    findings, outcomes = run(case, malform, rules)
    return Scored(findings, outcomes, ratings(case), table(case))
