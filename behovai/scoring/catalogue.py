"""Rules → the catalogue as a page, and one rule for the terminal."""

from collections.abc import Iterable

from behovai.facts.law import Reference
from behovai.scoring.rule import Rule, Text
from behovai.submission import Malform

TITLE = Text("Regelkatalog", "Regelkatalog")
INTRO = Text(
    "Hva en grundig leser ville peke på i en behovsmelding. Et funn er et forslag om å se etter, aldri en avgjørelse. "
    "Siden er laget fra reglene i `behovai/scoring/`; endre den ikke for hånd. Hver regel har en side med eksempler i `tests/rules/`.",
    "Kva ein grundig lesar ville peike på i ei behovsmelding. Eit funn er eit forslag om å sjå etter, aldri ei avgjerd. "
    "Sida er laga frå reglane i `behovai/scoring/`; endre ho ikkje for hand. Kvar regel har ei side med døme i `tests/rules/`.",
)
LEGEND = Text(
    "**feil**: skjemaet er ikke fylt ut eller sier to ting. **mangel**: innhold det er spurt etter, ser ut til å mangle. "
    "**forslag**: kan bli bedre. For hver regel er utfallet ett av fire: slår til, slår ikke til, ikke spurt om, kan ikke leses.",
    "**feil**: skjemaet er ikkje fylt ut eller seier to ting. **mangel**: innhald det er spurt etter, ser ut til å mangle. "
    "**forslag**: kan bli betre. For kvar regel er utfallet eitt av fire: slår til, slår ikkje til, ikkje spurt om, kan ikkje lesast.",
)
GROUPS = {
    "FOR": Text("Formaliteter", "Formalitetar"),
    "SAM": Text("Samiske perspektiver", "Samiske perspektiv"),
    "BEH": Text("Vurdering av behov", "Vurdering av behov"),
    "PAR": Text("Plan for partnerskap", "Plan for partnarskap"),
    "EGE": Text("Eiers egeninnsats", "Eigeninnsats"),
    "KRI": Text("Svar på de fem kjennetegnene", "Svar på dei fem kjenneteikna"),
    "IND": Text("Det et svar består av", "Det eit svar består av"),
    "MAL": Text("Målgruppe", "Målgruppe"),
    "OKO": Text("Økonomi og varighet", "Økonomi og varigheit"),
    "VID": Text("Videreføring", "Vidareføring"),
    "TXT": Text("Teksten selv", "Teksten sjølv"),
}
WHY = Text("Hvorfor", "Kvifor")
WHAT_TO_DO = Text("Gjør dette", "Gjer dette")
BASIS = Text("Grunnlag", "Grunnlag")
FORMS = Text("Skjema", "Skjema")
INSTEAD_OF = Text("Kommer i stedet for", "Kjem i staden for")
EACH = Text("for hvert kjennetegn", "for kvart kjenneteikn")
OTHER = Text("ukjent skjema", "ukjent skjema")


def as_markdown(rules: Iterable[Rule], malform: Malform = "nb") -> str:
    """The catalogue as a Markdown page, grouped, in the order of the codes."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    lines = [f"# {TITLE.in_(malform)}", "", INTRO.in_(malform), "", LEGEND.in_(malform), ""]
    for group in GROUPS:
        members = [rule for rule in ordered if rule.code.startswith(group)]
        if members:
            lines += [f"## {group} – {GROUPS[group].in_(malform)}", ""]
            lines += [line for rule in members for line in (*_entry(rule, malform), "")]
    return "\n".join(lines).rstrip() + "\n"


def describe(rule: Rule, malform: Malform = "nb") -> str:
    """One rule as plain text for the terminal."""
    each = f", {EACH.in_(malform)}" if rule.per_criterion else ""
    facts = [f"{FORMS.in_(malform)}: {_forms(rule, malform)}"]
    if rule.basis:
        facts.append(f"{BASIS.in_(malform)}: {'; '.join(reference.name(malform) for reference in rule.basis)}")
    if rule.replaces:
        facts.append(f"{INSTEAD_OF.in_(malform)}: {', '.join(rule.replaces)}")
    return "\n".join(
        [
            f"{rule.code} {rule.slug} ({rule.level}{each})",
            "",
            _plain(rule.message, malform),
            "",
            f"{WHY.in_(malform)}: {_plain(rule.why, malform)}",
            f"{WHAT_TO_DO.in_(malform)}: {_plain(rule.suggestion, malform)}",
            "",
            *facts,
        ]
    )


def _entry(rule: Rule, malform: Malform) -> list[str]:
    each = f", {EACH.in_(malform)}" if rule.per_criterion else ""
    lines = [
        f"### {rule.code} {rule.slug}",
        "",
        f"*{rule.level}{each}*",
        "",
        _plain(rule.message, malform),
        "",
        f"- **{WHY.in_(malform)}:** {_plain(rule.why, malform)}",
        f"- **{WHAT_TO_DO.in_(malform)}:** {_plain(rule.suggestion, malform)}",
        f"- **{FORMS.in_(malform)}:** {_forms(rule, malform)}",
    ]
    if rule.basis:
        lines.append(f"- **{BASIS.in_(malform)}:** {'; '.join(_link(reference, malform) for reference in rule.basis)}")
    if rule.replaces:
        lines.append(f"- **{INSTEAD_OF.in_(malform)}:** {', '.join(rule.replaces)}")
    return lines


def _plain(text: Text, malform: Malform) -> str:
    """The words with slots shown as ‹slot›."""
    return text.in_(malform).replace("{", "‹").replace("}", "›")


def _forms(rule: Rule, malform: Malform) -> str:
    return ", ".join(OTHER.in_(malform) if form == "unknown" else form for form in sorted(rule.forms))


def _link(reference: Reference, malform: Malform) -> str:
    name = reference.name(malform)
    return f"[{name}]({reference.url})" if reference.url else name
