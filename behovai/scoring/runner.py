"""Rules + case → findings and outcomes."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from behovai.errors import NotInForm, Unreadable
from behovai.facts.law import basis_for
from behovai.finding import Finding, Level, Outcome, Outcomes
from behovai.scoring.case import Case
from behovai.scoring.rule import Hit, Rule, Text, fitted
from behovai.submission import Criterion, Malform

LEVELS = tuple(Level)


class Judged(NamedTuple):
    """What became of one rule at one place (a criterion, or the whole submission)."""

    rule: Rule
    criterion: Criterion | None
    outcome: Outcome
    hits: tuple[Hit, ...] = ()


def run(case: Case, malform: Malform, rules: Iterable[Rule]) -> tuple[tuple[Finding, ...], Outcomes]:
    """Findings – facts first, then by weight – and an outcome for every rule. A rule that another one stands instead of is not asked."""
    judged = [entry for rule in rules for entry in _judge(rule, case)]
    replaced = {(code, entry.criterion) for entry in judged if entry.outcome is Outcome.FIRES for code in entry.rule.replaces}
    kept = [
        entry._replace(outcome=Outcome.NOT_ASKED, hits=()) if (entry.rule.code, entry.criterion) in replaced else entry for entry in judged
    ]
    ranked = sorted(kept, key=lambda entry: (LEVELS.index(entry.rule.level), -entry.rule.weight))
    return tuple(_finding(entry, hit, case, malform) for entry in ranked for hit in entry.hits), _outcomes(kept)


def _judge(rule: Rule, case: Case) -> list[Judged]:
    """The rule once, or once per criterion."""
    if not rule.per_criterion:
        return [_ask(rule, None, case, lambda: rule.check(case))]
    return [_ask(rule, criterion, case, lambda c=criterion: rule.check(case, c)) for criterion in Criterion]  # type: ignore[misc]


def _ask(rule: Rule, criterion: Criterion | None, case: Case, check: Callable[[], Iterable[Hit]]) -> Judged:
    if case.submission.form not in rule.forms:
        return Judged(rule, criterion, Outcome.NOT_ASKED)
    try:
        hits = tuple(check())
    except NotInForm:
        return Judged(rule, criterion, Outcome.NOT_ASKED)
    except Unreadable:
        return Judged(rule, criterion, Outcome.UNREADABLE)
    return Judged(rule, criterion, Outcome.FIRES if hits else Outcome.PASSES, hits)


def _outcomes(judged: Iterable[Judged]) -> Outcomes:
    outcomes: Outcomes = {}
    for entry in judged:
        if entry.criterion is None:
            outcomes[entry.rule.code] = entry.outcome
        else:
            by_criterion = outcomes.setdefault(entry.rule.code, {})
            assert isinstance(by_criterion, dict)
            by_criterion[entry.criterion] = entry.outcome
    return outcomes


def _finding(entry: Judged, hit: Hit, case: Case, malform: Malform) -> Finding:
    rule = entry.rule
    partner = case.submission.fields.get("kompetansemiljo", "")
    values = {slot: fitted(value.in_(malform), partner) if isinstance(value, Text) else value for slot, value in hit.values.items()}
    return Finding(
        code=rule.code,
        slug=rule.slug,
        level=rule.level,
        criterion=entry.criterion or hit.criterion,
        units=hit.units,
        message=_filled(rule.message, malform, values),
        why=_filled(rule.why, malform, values),
        suggestion=fitted(rule.suggestion.in_(malform), partner).format_map(values),
        basis=tuple(reference.name(malform) for reference in basis_for(case.submission.form, rule.basis)),
        values=values,
    )


def _filled(text: Text, malform: Malform, values: Mapping[str, str]) -> str:
    """The text with its slots filled; a slot without a value is a bug of the rule and raises KeyError."""
    return text.in_(malform).format_map(values)
