import pytest

from behovai.forms.language import languages
from tests.forms.made import read

NB = "Vi skal gjøre mer av dette, og de ansatte vil ikke slutte."
NN = "Me skal gjera meir av dette, og dei tilsette vil ikkje slutte. Kva gjer me då?"
EN = "The teachers will work with the pupils, and we have planned meetings in the schools for that. This is what we want to do."
SE = (
    "Mii leat plánen ahte buot oahpaheaddjit skuvllas galget bargat ovttas. Gielda lea mielde dán barggus ja mii háliidit ahte "
    "mánát ohppet sámi giela. Dat lea dehálaš mánáid ja oahppiid várás."
)


@pytest.mark.parametrize(("text", "language"), [(NB, "nb"), (NN, "nn"), (EN, "en"), (SE, "se"), ("", "unknown"), ("12 – 14", "unknown")])
def test_language(text: str, language: str) -> None:
    assert languages(text)[0] == language


@pytest.mark.parametrize(
    ("text", "malform"), [(NB, "nb"), (NN, "nn"), (NN + " " + NN + " " + NB, "nn"), (NB + " " + NB + " " + NN, "nb"), ("", "nb")]
)
def test_malform_is_that_of_most_words(text: str, malform: str) -> None:
    assert languages(text)[1] == malform


@pytest.mark.parametrize(("text", "malform"), [(NB, "nb"), (NN, "nn")])
@pytest.mark.parametrize("look", [(), ("skjema-nynorsk",)])
def test_the_printed_form_does_not_decide_the_malform(look: tuple[str, ...], text: str, malform: str) -> None:
    submission = read("2026", *look, svar=dict.fromkeys("123456", text))
    assert (submission.malform, submission.language) == (malform, malform)


def test_answers_in_english_and_sami() -> None:
    assert read("2026", svar=dict.fromkeys("123456", EN)).language == "en"
    assert read("2026", svar=dict.fromkeys("123456", SE)).language == "se"


def test_nothing_written_is_no_language() -> None:
    submission = read("2026", svar=dict.fromkeys("123456", ""))
    assert (submission.language, submission.malform) == ("unknown", "nb")
