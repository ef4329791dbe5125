from pathlib import Path

from behovai.finding import Outcome
from behovai.pipeline import review_bytes
from examples.press import load, press

SOURCE = Path(__file__).parents[2] / "examples" / "sources" / "langasen-2026.toml"
ENGLISH = (
    "The municipality will work with the university to improve the schools. "
    "We will measure this with a survey in May, and the results will be used by the leaders."
)
SAMI = (
    "Mii leat bargan ovttas skuvllain ja mánáidgárddiin vai oahppit ja mánát ožžot buoret oahppanbirrasa. "
    "Dat lea dehálaš ahte sámi giella lea oassin dán barggus, ja mii áigut geavahit dieđuid."
)


def reviewed(text: str):
    source = load(SOURCE)
    source = source | {"svar": {key: text for key in source["svar"]}}
    return review_bytes(press(source, "txt"), "melding.txt")


def test_other_languages_are_handed_to_a_person() -> None:
    for text, language in ((ENGLISH, "en"), (SAMI, "se")):
        review = reviewed(text)
        assert review.submission.language == language
        assert review.outcomes["BEH002"] == review.outcomes["PAR001"] == Outcome.UNREADABLE
        assert set(review.ratings.values()) == {None}
        assert review.outcomes["SAM001"] == Outcome.FIRES  # the form itself is still checked
        assert not [finding for finding in review.findings if finding.code[:3] in ("BEH", "PAR", "IND", "VID")]
