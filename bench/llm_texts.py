"""Invented submissions and quotations for the bench."""

import random

from behovai.errors import BehovaiError
from behovai.extraction.request import system_prompt
from behovai.forms import read_form
from behovai.ingest import read_bytes, read_document
from examples.press import press
from examples.press.small import small

WHO = (
    "Lærerne;Rektorene;Styrerne;Høgskolen;Ressursgruppen;Veilederne;Teamene;Kommunen;PP-tjenesten;Nettverket;Foreldrene;Assistentene".split(
        ";"
    )
)
DOES = (
    "prøver ut;drøfter;planlegger;observerer;gjennomgår;deler;evaluerer;videreutvikler;kartlegger;dokumenterer;forbereder;følger opp".split(
        ";"
    )
)
WHAT = (
    "samtalemetoden;lesestrategiene;overgangsrutinene;observasjonsnotatene;leseplanen;klassemiljøet;uterommet;foreldresamarbeidet;"
    "begynneropplæringen;språkgruppene;refleksjonsnotatene;vurderingspraksisen"
).split(";")
WHEN = "hver måned;i november;våren 2027;etter hver samling;to ganger i semesteret;på planleggingsdagen;i ledermøtet;hver uke".split(";")
WHY = (
    "fordi kartleggingen viser store forskjeller;slik at flere elever opplever mestring;for å få et felles språk på tvers;"
    "med støtte fra eksterne veiledere;og legger fram funnene for styringsgruppen;før planen for neste år blir laget"
).split(";")


READ = {".docx", ".odt", ".pdf", ".txt", ".md"}


def submission(number):
    """A submission of about 11 000 characters; each number gives another one."""
    rng = random.Random(number)
    made: dict[str, None] = {}
    while len(made) < 78:
        made[" ".join(rng.choice(part) for part in (WHO, DOES, WHAT, WHEN, WHY)) + "."] = None
    said = list(made)
    parts = [" ".join(said[start : start + 13]) for start in range(0, 78, 13)]
    letters = "\n\n".join(f"{letter}) {' '.join(said[39 + index * 5 : 44 + index * 5])}" for index, letter in enumerate("abcde"))
    answers = {
        "1": f"Tiltak nummer {number} i rekken. {parts[0]}",
        "2": parts[1],
        "3": parts[2],
        "4": letters,
        "5": parts[5],
        "6": "Til reise.",
    }
    return press(small(answers), "txt").decode()


def sentences(text):
    """The applicant's sentences of five words or more that stand once, on one line, in the text."""
    document = read_form(read_bytes(text.encode(), "m.txt"))
    found = [document.document[unit.span] for unit in document.units if not unit.printed and unit.kind == "sentence"]
    return [sentence for sentence in found if len(sentence.split()) >= 5 and "\n" not in sentence and text.count(sentence) == 1]


def texts_of(folder):
    """The texts of a folder of submissions by file name; none where there is no folder."""
    files = sorted(path for path in folder.iterdir() if path.suffix in READ) if folder and folder.is_dir() else []
    return {path.stem: read_document(path).text for path in files}


def chosen(folder):
    """(text, 100 quotations that do not stand in it): the richest submission of the folder and sentences of the others, else made ones."""
    texts = texts_of(folder)
    said = {}
    for name, text in texts.items():
        try:
            said[name] = sentences(text)
        except BehovaiError:
            continue
    if not said:
        return submission(0), INVENTED
    best = max(said, key=lambda name: len(said[name]))
    others = sorted({sentence for name, found in said.items() if name.split("-")[0] != best.split("-")[0] for sentence in found})
    foreign = [sentence for sentence in others if sentence not in texts[best]]
    return texts[best], random.Random(5).sample(foreign, 100)


def typo(sentence, seed):
    """One letter is another one."""
    rng = random.Random(seed)
    at = rng.choice([index for index, char in enumerate(sentence) if char.isalpha()])
    return sentence[:at] + rng.choice([char for char in "abdefghklmnoprstuvy" if char != sentence[at].lower()]) + sentence[at + 1 :]


def _invented():
    rng = random.Random(11)
    subjects = [*WHO[:8], "Vi", "Det", "Elevene", "Barna"]
    verbs = "har kjøpt;skal bygge;avlyste;ansatte;solgte;vant;reiste til;bestilte".split(";")
    things = (
        "nye bord til kantinen;en gymsal i Bergen;fire busser;tre vikarer fra Sverige;"
        "en premie i fjor;billetter til konserten;maling til taket"
    ).split(";")
    found: dict[str, None] = {}
    while len(found) < 100:
        found[f"{rng.choice(subjects)} {rng.choice(verbs)} {rng.choice(things)}."] = None
    return list(found)


INVENTED = _invented()


def instructions():
    """Our system prompt: the same instructions for all three."""
    return system_prompt()
