from collections.abc import Callable

import pytest

from behovai.forms.letters import named_letters
from behovai.forms.spec import load
from behovai.forms.stretches import stretches
from behovai.submission import Criterion
from tests.forms.made import quoted, read

SPEC = load("2026")

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
    ("line", "letters"),
    [
        ("Funn fra b og c går til arbeidsgruppa.", "bc"),
        ("Funna frå punkt a), b) og e) går til styrarane.", "abe"),
        ("Det vi finn under a, b og d, blir teke med i årsplanen.", "abd"),
        ("Tall fra både b og c legges fram i juni.", "bc"),
        ("Resultatene vi får fra a/b drøftes i plangruppa.", "ab"),
        ("For a–e gjelder at rektor samler svarene.", "abcde"),
        ("For punktene a–e gjelder det samme.", "abcde"),
        ("Gjeld både c og d: styrarane les referata.", "cd"),
        ("Bokstavene b til d vurderes samlet.", "bcd"),
        ("a–e vurderes samlet i juni.", "abcde"),
        ("b–c klassene møtes i mai.", ""),
        ("b og c: Plangruppa samler svarene.", "bc"),
        ("Felles for a og b er at svarene hentes i mai.", "ab"),
        ("Kildene er de samme som under a og b.", ""),
        ("Vi nyttar dei same kjeldene som under a og b.", ""),
        ("Elevar i a og b på 3. trinn svarer i mars.", ""),
        ("Tall fra a og b på 7. trinn sammenlignes.", ""),
        ("Svar fra studenter i a og b på campus.", ""),
        ("Elever i klasse 3 a og b svarer på Elevundersøkelsen.", ""),
        ("Deltakerne i gruppe a til c møtes hver måned.", ""),
        ("Samlinger i A, B og C, veiledning imellom.", ""),
        ("For A-laget holdes egne samlinger.", ""),
        ("For a-klassen på 3. trinn er det annerledes.", ""),
        ("Funn fra b og c-klassene sammenlignes.", ""),
        ("Svarene gjelder ikke a og b.", ""),
        ("Alt unntatt a og b vurderes i juni.", ""),
        ("For å komme i gang ser vi på planen.", ""),
        ("Funn fra praksis går til arbeidsgruppa.", ""),
        ("Punkt a er besvart over.", ""),
    ],
)
def test_letters_named_at_the_beginning_of_a_line(line: str, letters: str) -> None:
    assert "".join(sorted(named_letters(line))) == letters


LAST = "Funn fra b og c går til arbeidsgruppa."


@pytest.mark.parametrize(
    ("last", "whole"),
    [
        (LAST, True),
        ("Felles for alle punktene: plangruppa samler svarene i juni.", True),
        ("For alle punkta a–e gjeld at styrarane les svara.", True),
        ("For alle lærere ser rektor etter hvordan økta avsluttes.", False),
        ("Samla tal for fråvær blir lagde fram i juni.", False),
        (f"- {LAST}", False),
    ],
)
def test_a_last_line_for_several_letters_belongs_to_the_whole(last: str, whole: bool) -> None:
    found = answers("\n\n".join([*map(STYLES["a)"], "abcde"), last]))
    assert last in found[None if whole else ORDER[-1]]


def test_only_after_the_last_answer_does_a_line_belong_to_the_whole() -> None:
    said = {**SAID, "c": f"{SAID['c']}\n\n{LAST}", "d": LAST}
    found = answers("\n\n".join(f"{letter}) {said[letter]}" for letter in "abcd") + f"\n\ne)\n\n{LAST}")
    assert not found[None]
    assert [LAST in found[criterion] for criterion in ORDER] == [False, False, True, True, True]


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


@pytest.mark.parametrize("label", ["c) og d) ", "c/d: ", "Bokstav c og d: ", "c & d) ", "c) og d)\n"])
def test_letters_answered_together(label: str) -> None:
    text = f"a) En ting.\nb) To ting.\n{label}Begge i ett svar.\ne) Fem ting."
    found = [
        (stretch.criterion, stretch.also, text[stretch.label : stretch.end].strip()) for stretch in stretches(SPEC, text, 0, len(text))
    ]
    assert found[2] == (Criterion.LAERINGSFELLESSKAP, (Criterion.INKLUDERING,), "Begge i ett svar.")
    assert [also for _, also, _ in found if also] == [(Criterion.INKLUDERING,)]


def test_letters_named_in_an_answer_are_not_answered_together() -> None:
    text = "a) Vi ser på b) og c) i ett.\nb) To ting.\nc) Elever i klasse 3 a og b.\nd) Fire ting.\ne) Fem ting."
    assert not any(stretch.also for stretch in stretches(SPEC, text, 0, len(text)))


def test_letters_behind_the_answers() -> None:
    text = "Rektor fører liste. (a)\nLærerne prøver ut. (b)\nTeamene møtes i juni. (c)\nVi spør elevene. (d)"
    assert [stretch.criterion for stretch in stretches(SPEC, text, 0, len(text))] == ORDER[:4]


def test_letters_behind_headings_stand_above_the_answers() -> None:
    text = "Plan (a)\nRektor fører liste.\nPraksisendring (b)\nLærerne prøver ut.\nFellesskap (c)\nTeamene møtes.\nAlle (d)\nVi spør."
    assert [(stretch.criterion, stretch.end) for stretch in stretches(SPEC, text, 0, len(text))] == [(None, len(text))]


LYING = """Spørsmål | a) Planer | b) Praksisendring | c) Læringsfellesskap | d) Lærerutdanning | e) Inkludering
Indikator | Fire samlinger | Alle prøver én ny økt | | Ti studenter med | Flere barn i lek
Datakilde | Lister | Logg | | Evaluering | Observasjon"""


def test_a_table_with_a_column_each() -> None:
    found = answers("\n".join(f"| {line} |" for line in LYING.split("\n")) + "\n\nStyrerne samler alt i juni.")
    assert found == {
        None: "Styrerne samler alt i juni.",
        Criterion.GJENNOMFORING: "Fire samlinger Lister",
        Criterion.PRAKSISENDRING: "Alle prøver én ny økt Logg",
        Criterion.LAERINGSFELLESSKAP: "",
        Criterion.LAERERUTDANNING: "Ti studenter med Evaluering",
        Criterion.INKLUDERING: "Flere barn i lek Observasjon",
    }


def test_a_row_that_names_few_criteria_is_no_heading() -> None:
    text = "| Tiltak | Praksisendring | Inkludering |\n| Samling | to økter | alle med |"
    assert set(answers(text)) == {None}


def test_letters_in_another_order() -> None:
    assert answers("\n\n".join(f"{letter}) {SAID[letter]}" for letter in "edcba")) == answers(
        "\n\n".join(f"{letter}) {SAID[letter]}" for letter in "abcde")
    )


def test_labels_in_one_cell_and_answers_in_the_next() -> None:
    labels = "\n".join(f"({letter}) {NAMED[letter].lower()}" for letter in "abcde")
    said = "\n".join(f"({letter}) {SAID[letter]}" for letter in "abcde")
    text = f"Vurdering av måloppnåelse\n{labels}\t{said}"
    found = {stretch.criterion: text[stretch.label : stretch.end].strip() for stretch in stretches(SPEC, text, 26, len(text))}
    assert {criterion: words for criterion, words in found.items() if criterion} == dict(zip(ORDER, SAID.values(), strict=True))
