from collections.abc import Callable

import pytest

from behovai.submission import Criterion
from tests.forms.made import quoted, read

SAID = {
    "a": "Vi fører logg over alle møter.",
    "b": "Vi skriver ned hva vi gjør annerledes.",
    "c": "Teamene deler erfaringer hver uke.",
    "d": "Alle har noen å leke med.",
    "e": "Studentene er med på samlingene.",
}
NAMED = dict(zip("abcde", ["Gjennomføring", "Praksisendring", "Profesjonsfellesskap", "Inkludering", "Lærerutdanning"], strict=True))
PRINTED = {
    "a": "Tiltakene er gjennomført i tråd med planer og behovsmeldinger",
    "b": "Tiltakene har bidratt til planlagt praksisendring",
    "c": "Tiltakene har styrket det profesjonelle læringsfellesskapet",
    "d": "Tiltakene har utviklet kompetanse for å forebygge utenforskap, fremme inkludering og gi tilpasset tilbud og opplæring",
    "e": "Tiltakene har styrket og praksisrettet lærerutdanningen",
}
ORDER = [
    Criterion.GJENNOMFORING,
    Criterion.PRAKSISENDRING,
    Criterion.LAERINGSFELLESSKAP,
    Criterion.INKLUDERING,
    Criterion.LAERERUTDANNING,
]
STYLES: dict[str, Callable[[str], str]] = {
    "a)": lambda a: f"{a}) {SAID[a]}",
    "(a)": lambda a: f"({a}) {SAID[a]}",
    "a.": lambda a: f"{a}. {SAID[a]}",
    "A.": lambda a: f"{a.upper()}. {SAID[a]}",
    "A:": lambda a: f"{a.upper()}: {SAID[a]}",
    "a –": lambda a: f"{a} – {SAID[a]}",
    "Bokstav a:": lambda a: f"Bokstav {a}: {SAID[a]}",
    "Pkt. a)": lambda a: f"Pkt. {a}) {SAID[a]}",
    "Kriterium a:": lambda a: f"Kriterium {a}: {SAID[a]}",
    "1.": lambda a: f"{ord(a) - 96}. {SAID[a]}",
    "1)": lambda a: f"{ord(a) - 96}) {SAID[a]}",
    "a) alone": lambda a: f"{a})\n\n{SAID[a]}",
    "**a)**": lambda a: f"**{a})** {SAID[a]}",
    "bullet": lambda a: f"- {a}) {SAID[a]}",
    "printed": lambda a: f"{PRINTED[a]}:\n{SAID[a]}",
    "a) printed": lambda a: f"{a}) {PRINTED[a]}\n\n{SAID[a]}",
    "name:": lambda a: f"{NAMED[a]}: {SAID[a]}",
    "name on a line": lambda a: f"{NAMED[a]}\n\n{SAID[a]}",
}


def answers(text: str, kind: str = "docx") -> dict[Criterion | None, str]:
    submission = read("2026", kind=kind, svar={"4": text})
    return {a.criterion: quoted(submission, a.section) for a in submission.answers if a.section.startswith("4")}


def in_order(text: str, kind: str = "docx") -> list[str]:
    found = answers(text, kind)
    assert not found[None]
    return [found[criterion] for criterion in ORDER]


@pytest.mark.parametrize("kind", ["docx", "txt", "md"])
@pytest.mark.parametrize("style", STYLES)
def test_however_the_applicant_marks_them(style: str, kind: str) -> None:
    assert in_order("\n\n".join(STYLES[style](letter) for letter in "abcde"), kind) == list(SAID.values())


@pytest.mark.parametrize("style", ["a)", "(a)", "A.", "Bokstav a:", "name:"])
def test_with_no_blank_line_between(style: str) -> None:
    assert in_order("\n".join(STYLES[style](letter) for letter in "abcde")) == list(SAID.values())


@pytest.mark.parametrize("style", ["{0}) {1}", "({0}) {1}"])
def test_letters_inside_a_paragraph(style: str) -> None:
    assert in_order(" ".join(style.format(letter, said) for letter, said in SAID.items())) == list(SAID.values())


@pytest.mark.parametrize("label", [lambda a: f"{a}) {NAMED[a]}", lambda a: NAMED[a], lambda a: a])
def test_a_table_with_a_row_each(label: Callable[[str], str]) -> None:
    table = "| Kriterium | Vurdering |\n" + "\n".join(f"| {label(letter)} | {said} |" for letter, said in SAID.items())
    found = answers(table)
    assert [found[criterion] for criterion in ORDER] == list(SAID.values())


def test_running_text_belongs_to_no_letter() -> None:
    assert answers(" ".join(SAID.values())) == {None: " ".join(SAID.values())}


def test_an_empty_answer() -> None:
    assert answers("") == {None: ""}


def test_letters_left_out_are_unanswered() -> None:
    assert in_order(f"a) {SAID['a']}\n\nc) {SAID['c']}") == [SAID["a"], "", SAID["c"], "", ""]


def test_bullets_under_a_letter_stay_there() -> None:
    text = f"a) {SAID['a']}\n\nb) Vi gjør dette:\n- en ting\n- to ting\n\nc) {SAID['c']}"
    assert in_order(text)[:3] == [SAID["a"], "Vi gjør dette: - en ting - to ting", SAID["c"]]


@pytest.mark.parametrize(
    ("last", "whole"),
    [
        ("Funn fra b og c går til arbeidsgruppa.", True),
        ("Det vi finn under a, b og d, blir teke med i årsplanen.", True),
        ("Felles for alle punktene: plangruppa samler svarene i juni.", True),
        ("For a–e gjelder at rektor samler svarene.", True),
        ("Funn fra praksis går til arbeidsgruppa.", False),
    ],
)
def test_a_last_line_for_several_letters_belongs_to_the_whole(last: str, whole: bool) -> None:
    found = answers("\n\n".join([*map(STYLES["a)"], "abcde"), last]))
    assert last in found[None if whole else ORDER[-1]]


def test_words_before_the_first_letter_belong_to_the_whole() -> None:
    found = answers("Alt blir vurdert i juni.\n\n" + "\n\n".join(STYLES["a)"](letter) for letter in "abcde"))
    assert found.pop(None) == "Alt blir vurdert i juni."
    assert list(found.values()) == list(SAID.values())


@pytest.mark.parametrize(
    ("d", "e"),
    [
        (
            "Studentene er med, og universitetet endrer emneplanen i lærerutdanningen.",
            "Inkludering og tilhørighet: mindre mobbing og fravær, tryggere barn.",
        ),
        ("Lærerutdanning: Studentene er med.", "Inkludering: Alle har noen å leke med."),
    ],
)
def test_the_order_of_the_regulation_is_seen_by_what_is_said(d: str, e: str) -> None:
    text = "\n\n".join([*(STYLES["a)"](letter) for letter in "abc"), f"d) {d}", f"e) {e}"])
    found = answers(text)
    assert "tudentene" in found[Criterion.LAERERUTDANNING]
    assert "tudentene" not in found[Criterion.INKLUDERING]
    assert "nkludering" in found[Criterion.INKLUDERING]
