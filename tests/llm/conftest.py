import pytest

from behovai.forms import read_form
from behovai.ingest import read_bytes
from behovai.llm.cache import Cache
from behovai.llm.chat import ModelChat, Sampling
from behovai.llm.connection import Server
from behovai.llm.retry import Patience
from examples.press import press
from examples.press.small import small
from tests.llm.model_server import ModelServer

KEY = "sk-hemmelig-0123456789abcdef"
QUICK = Patience(tries=3, timeout=2.0, deadline=8.0, first_wait=0.01, longest_wait=0.05, jitter=lambda: 0.0)
ANSWERS = {
    "1": "Elevene leser for lite hjemme. Resultatene fra kartleggingen i mars viser det. Lærerne drøftet funnene på planleggingsdagen.",
    "2": "Høgskolen holder to samlinger hvert semester. Vi planlegger dem sammen i styringsgruppen.",
    "3": "Eier setter av 40 timer per skole til vikar.",
    "4": "a) Vi følger planen og ser på referatene.\n\nb) Lærerne prøver ut metoden i egen klasse.\n\nc) Teamene deler erfaringer.\n\n"
    "d) Flere elever skal trives på Elevundersøkelsen.\n\ne) Studentene deltar på samlingene.",
    "5": "Lærere på mellomtrinnet, fordi kartleggingen gjelder dem.",
    "6": "Pengene går til vikar og reise.",
}


def form(answers=None, **changes):
    """An invented submission on the 2026 form."""
    given = {
        "enheter": {"offentlige_skoler": "3"},
        "parter": [{"navn": "Dalbygda kommune", "kontaktperson": "Berit Annentest", "type": "Eier"}],
        "medbestemmelse": [{"rolle": "Hovedtillitsvalgt", "navn": "Per Eksempelsen"}],
        **changes,
    }
    return press(small({**ANSWERS, **(answers or {})}, **given), "txt")


def read(answers=None, **changes):
    return read_form(read_bytes(form(answers, **changes), "fjellbygda-2026.txt"))


@pytest.fixture
def submission():
    return read()


@pytest.fixture
def server():
    """Make servers; all are closed afterwards. Whoever needs one needs the client too."""
    pytest.importorskip("langchain_openai", reason="pip install 'behovai[llm]'")
    made = []

    def make(plan=None, delay=0.0):
        made.append(ModelServer(plan, delay))
        return made[-1]

    yield make
    for one in made:
        one.__exit__()


@pytest.fixture
def chat(tmp_path):
    """Make a chat with a server; `cache=True` for a stored one. All hang up afterwards."""
    made = []

    def make(server, cache=False, model="prove", **options):
        options.setdefault("patience", QUICK)
        options.setdefault("sampling", Sampling(most_output=4000))
        at = server if isinstance(server, Server) else Server("openai", model, server.url, KEY)
        made.append(ModelChat(at, Cache(tmp_path / "svar.sqlite") if cache else None, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
