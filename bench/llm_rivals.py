"""LangExtract and Instructor as one would use them, with their best settings where it says so."""

WORKERS = 20
KEY = "sk-bench"


def langextract(text, url, lesser=True, whole=False, workers=WORKERS, **options):
    """With its defaults; `lesser=False` and `whole=True` are its best settings for this."""
    import langextract as lx

    example = lx.data.ExampleData(
        text="Vi tester i mai.", extractions=[lx.data.Extraction(extraction_class="kriterium", extraction_text="Vi tester")]
    )
    config = lx.factory.ModelConfig(
        model_id="gpt-4o-mini", provider="OpenAILanguageModel", provider_kwargs={"api_key": KEY, "base_url": url, "max_workers": workers}
    )
    return lx.extract(
        text,
        prompt_description=options.pop("instructions", "Finn sitater."),
        examples=[example],
        config=config,
        resolver_params={"accept_match_lesser": lesser},
        max_char_buffer=len(text) + 1 if whole else 1000,
        max_workers=workers,
        batch_length=workers,
        show_progress=False,
        fetch_urls=False,
        **options,
    )


def instructor_client(url, **options):
    import instructor
    import openai

    return instructor.from_openai(openai.OpenAI(api_key=KEY, base_url=url, **options))


def instructor_ask(client, text, asked="Finn sitater.", retries=3):
    from typing import Annotated

    from instructor.dsl.citation import CitationMixin
    from pydantic import BaseModel, Field

    class Fact(CitationMixin):
        fact: str

    class Facts(BaseModel):
        facts: Annotated[list[Fact], Field()]

    messages = [{"role": "system", "content": asked}, {"role": "user", "content": text}]
    return client.chat.completions.create(
        model="prove", response_model=Facts, messages=messages, context={"context": text}, max_retries=retries
    )


def langextract_many(texts, url):
    """All documents in one call, each whole."""
    import langextract as lx

    documents = [lx.data.Document(text=text, document_id=str(index)) for index, text in enumerate(texts)]

    example = lx.data.ExampleData(
        text="Vi tester i mai.", extractions=[lx.data.Extraction(extraction_class="kriterium", extraction_text="Vi tester")]
    )
    config = lx.factory.ModelConfig(
        model_id="gpt-4o-mini", provider="OpenAILanguageModel", provider_kwargs={"api_key": KEY, "base_url": url, "max_workers": WORKERS}
    )
    found = lx.extract(
        documents,
        prompt_description="Finn sitater.",
        examples=[example],
        config=config,
        max_char_buffer=100_000,
        show_progress=False,
    )
    return list(found)
