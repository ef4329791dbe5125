"""What holds for every rule of the catalogue."""

import re
import string
from pathlib import Path

import pytest

from behovai.finding import Level
from behovai.scoring import RULES, samples
from behovai.scoring.catalogue import GROUPS, as_markdown, describe
from behovai.scoring.rule import Rule, Text, fitted
from tests.scoring.build import build

ROOT = Path(__file__).parents[2]
# Every code that was ever used, with its slug. A code is never given to another defect; a rule that goes keeps its line here.
EVER_USED = ROOT / "tests/scoring/codes.txt"
TEXTS = ("message", "why", "suggestion")
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

# Words that are bokmål and never nynorsk.
BOKMAL = [
    "ikke",
    "fra",
    "hvordan",
    "hvem",
    "hva",
    "hvor",
    "hvorfor",
    "hvilken",
    "hvilket",
    "hvilke",
    "hver",
    "hvert",
    "noe",
    "noen",
    "dere",
    "deres",
    "være",
    "mer",
    "mye",
    "bare",
    "selv",
    "hvis",
    "uten",
    "sammen",
    "samme",
    "flere",
    "eiere",
    "eier",
    "måned",
    "uke",
    "enheter",
    "deltakere",
    "navn",
    "begrunnelse",
    "beskrivelse",
    "beskriv",
    "forskriften",
    "loven",
    "gjør",
    "gjøre",
    "sier",
    "si",
    "skoler",
    "skole",
    "skolen",
    "høgskole",
    "høyskole",
    "lærere",
    "læreren",
    "lærer",
    "elever",
    "eleven",
    "barnehagene",
    "skolene",
    "ansatte",
    "kommuner",
    "kommunene",
    "midler",
    "midlene",
    "tilskudd",
    "tilskuddet",
    "dager",
    "timer",
    "vurderes",
    "brukes",
    "skrevet",
    "finnes",
    "kommer",
    "komme",
    "gikk",
    "får",
    "nå",
    "hele",
    "opplysninger",
    "gjelder",
    "videre",
    "videreføres",
    "tidligere",
    "et",
    "en",
    "eneste",
    "egen",
    "annet",
    "annen",
    "riktig",
    "øverst",
    "begynner",
    "kilde",
    "kilden",
    "undersøkelse",
    "undersøkelsen",
    "gang",
    "ganger",
    "fortsatt",
    "fortsette",
    "forskjell",
    "bedre",
    "økt",
    "styrket",
    "større",
    "ene",
    "mangler",
    "antall",
    "stedet",
    "sted",
    "målgruppen",
    "filen",
    "listen",
    "planlegger",
    "gjennomfører",
    "veileder",
    "holder",
    "leder",
    "hjelper",
    "trenger",
    "legger",
    "tar",
    "samler",
    "drøftet",
]
BOTH = {"beskriv", "ene", "nå"}  # «nå» is the verb, «ene» the number, in nynorsk too


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-zæøåéò-]+", text.casefold()))


@each_rule
def test_both_languages_say_it(rule: Rule) -> None:
    for name in TEXTS:
        text: Text = getattr(rule, name)
        assert text.nb.strip() and text.nn.strip(), (rule.code, name)
        assert text.nb == text.nb.strip() and text.nn == text.nn.strip()
        assert slots(text.nb) == slots(text.nn), (rule.code, name)
    assert rule.message.nb != rule.message.nn or rule.code in ("FOR010", "PAR002")  # the same words in both


def slots(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@each_rule
def test_nynorsk_is_nynorsk(rule: Rule) -> None:
    for name in TEXTS:
        found = words(re.sub(r"\{\w+\}", "", getattr(rule, name).nn)) & (set(BOKMAL) - BOTH)
        assert not found, (rule.code, name, found)


def test_nynorsk_of_phrases_and_samples() -> None:
    phrases = [text for table in (samples.SIGNS, samples.SOURCES, samples.ANSWERS) for text in table.values()] + list(GROUPS.values())
    for text in phrases:
        assert not words(text.nn) & (set(BOKMAL) - BOTH), text.nn


@each_rule
def test_tone(rule: Rule) -> None:
    for name in TEXTS:
        for said in (getattr(rule, name).nb, getattr(rule, name).nn):
            assert "oppfyll" not in said.casefold() and "ikke godkjent" not in said.casefold()
            assert said[-1] in ".!?)»}", (rule.code, name)
            assert len(said) <= 330, (rule.code, name, len(said))
    if rule.level is not Level.FEIL:
        own_effort = rule.code.startswith("EGE")
        assert not (own_effort and re.search(r"prosent|%", rule.message.nb + rule.why.nb + rule.suggestion.nb))


def test_codes_and_slugs_are_unique_and_named_by_group() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES) == len({rule.slug for rule in RULES})
    for rule in RULES:
        assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code) and rule.code[:3] in GROUPS
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug)
        assert 0 <= rule.weight <= 100


def test_slugs_name_the_defect_not_the_cure() -> None:
    for rule in RULES:
        assert rule.slug.split("-")[0] not in {"legg", "fyll", "skriv", "kryss", "rett", "fjern", "beskriv"}, rule.slug


def test_codes_are_never_reused() -> None:
    used = dict(line.split() for line in EVER_USED.read_text(encoding="utf-8").splitlines())
    assert {rule.code: rule.slug for rule in RULES}.items() <= used.items()


def test_the_catalogue_of_the_domain_is_complete() -> None:
    source = ROOT.parent / "shared/domain/gaps.md"
    if not source.exists():
        pytest.skip("the agreed catalogue is not beside this folder")
    row = re.compile(r"^\| ([A-Z]{3}\d{3})(?: x)? \| ([\w-]+) \| (feil|mangel|forslag) \|", re.MULTILINE)
    rows = row.findall(source.read_text(encoding="utf-8"))
    assert {(rule.code, rule.slug, str(rule.level)) for rule in RULES} == set(rows)


def test_replaced_codes_exist_and_share_the_place() -> None:
    by_code = {rule.code: rule for rule in RULES}
    for rule in RULES:
        for code in rule.replaces:
            assert by_code[code].per_criterion == rule.per_criterion


def test_every_finding_fills_its_slots() -> None:
    from tests.scoring.build import scored

    for malform in ("nb", "nn"):
        for finding in scored(build(ticks={"samiske": "nei", "medbestemmelse": ()}, deltakere=()), malform).findings:
            assert "{" not in finding.message + finding.why + finding.suggestion


@each_rule
def test_a_rule_for_the_terminal(rule: Rule) -> None:
    for malform in ("nb", "nn"):
        told = describe(rule, malform)  # type: ignore[arg-type]
        assert told.startswith(f"{rule.code} {rule.slug} ({rule.level}") and "{" not in told


def test_the_page_of_rules_is_fresh() -> None:
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == as_markdown(RULES)
    assert as_markdown(RULES, "nn").count("\n### ") == len(RULES)


@pytest.mark.parametrize(
    ("partner", "shown"), [("Nord universitet", "Universitetet"), ("NTNU", "Universitetet"), ("Høgskulen i Volda", "Høgskolen")]
)
def test_examples_name_the_kind_of_partner_there_is(partner: str, shown: str) -> None:
    assert fitted("Høgskolen holder samlingene, og høgskolen reiser.", partner).startswith(shown)
    assert ("høgskolen" in fitted("Høgskolen og høgskolen", partner)) is (shown == "Høgskolen")
