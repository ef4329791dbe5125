"""A real engine, grammar-constrained by our schema, on a model of random weights: nonsense in, and still every review is valid."""

import json

import pytest

xllamacpp = pytest.importorskip("xllamacpp", reason="pip install xllamacpp gguf")
pytest.importorskip("gguf", reason="pip install xllamacpp gguf")

from behovai.extraction.model import ModelExtractor, requests_of  # noqa: E402
from behovai.finding import Review  # noqa: E402
from behovai.llm.chat import ModelChat, Sampling  # noqa: E402
from behovai.llm.connection import Server  # noqa: E402
from behovai.llm.retry import Patience  # noqa: E402
from behovai.pipeline import review_submission  # noqa: E402
from tests.engine.tiny_model import write  # noqa: E402
from tests.llm.conftest import read  # noqa: E402

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    [(messages, schema)] = requests_of(read())
    params = xllamacpp.CommonParams()
    params.model.path = str(
        write(tmp_path_factory.mktemp("model") / "tiny.gguf", [message.text for message in messages] + [json.dumps(schema)])
    )
    params.n_ctx, params.n_parallel, params.port = 16_384, 1, 0
    params.warmup, params.verbosity = False, 0
    # More threads than free cores spin and wait for each other: a hundred times slower.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    return xllamacpp.Server(params)


@pytest.fixture
def tiny(engine):
    chat = ModelChat(
        Server("openai", "tiny", f"{engine.listening_address}/v1"),
        sampling=Sampling(temperature=1.0, most_output=1500),
        patience=Patience(tries=1, timeout=90.0, deadline=200.0),
    )
    yield chat
    chat.close()


def test_nonsense_in_and_every_review_valid(tiny):
    outcomes = []
    for number in range(4):
        submission = read({"1": f"Vi kartla {number + 2} klasser. Funnene er drøftet i personalet.", "5": f"{number + 20} lærere."})
        review = review_submission(submission, ModelExtractor(tiny))
        assert Review.model_validate_json(review.model_dump_json()) == review
        own = {unit.id for unit in submission.units if not unit.printed}
        assert {entry.unit for entry in review.evidence} <= own
        assert {unit for finding in review.findings for unit in finding.units} <= {unit.id for unit in submission.units}
        outcomes.append(review.provenance["reader"])
    assert "openai:tiny" in outcomes, "the grammar makes the schema hold"


def test_the_engine_takes_the_schema_with_its_bounds(tiny):
    [(messages, schema)] = requests_of(read())
    reply = tiny.ask(messages, schema, 3)
    assert reply.mode == "json_schema"
    assert reply.usage.output > 0
    answer = json.loads(reply.text)
    assert list(answer) == ["units", "vague", "questions"]
    assert len(answer["questions"]) == 18
