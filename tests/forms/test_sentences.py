from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from behovai.forms.sentences import sentences

CASES = [
    ["Vi starter 20. november.", "Vi slutter i 2026.", "Da er vi ferdig."],
    ["Kommunen søker om kr. 374 500.", "Det holder."],
    ["Prisen er 374 500 kr.", "Vi søker nå."],
    ["Vi bruker bl.a. film, f.eks. Skolefilm.", "Etterpå prater vi."],
    ["Har vi nådd målet?", "Ja!", "Og så?"],
    ["Møtet er kl. 10.00 i uke 12.", "Deretter drar vi."],
    ["Vi ser på mat, leik osv.", "Så skriver vi."],
    ["Vi ser på mat, leik osv. og skriver."],
    ["Ansvarlig er A. Hansen.", "Han er rektor."],
    ["«Vi prøver.»", "Det sa alle."],
    ["Vi venter ...", "Så går vi."],
    ["Det følger forskriftens § 5.", "Der står det."],
    ["Sjå jf. § 5 nr. 2 og art. 3 i planen."],
    ["1. trinn og 2. trinn er med.", "3. trinn venter."],
    ["Vi har 3,5 stillinger."],
    ["Elever, foreldre m.fl.", "Deretter lærerne."],
    ["(Det er bra.)", "Vi går."],
    ["Det gjelder 5. – 7. trinn."],
    ["Evalueringa blir t.d. gjort i mai.", "Me skriv ho ned."],
    ["Linje uten punktum"],
]


@pytest.mark.parametrize("parts", CASES, ids=lambda parts: parts[0][:30])
def test_sentences(parts: list[str]) -> None:
    text = "  " + " ".join(parts) + " "
    assert [text[span.start : span.end] for span in sentences(text, 0, len(text))] == parts


def test_only_the_stretch_asked_for() -> None:
    text = "Ute. En. To. Ute."
    assert [text[span.start : span.end] for span in sentences(text, 5, 12)] == ["En.", "To."]


def test_white_space_alone_is_no_sentence() -> None:
    assert list(sentences(" \n\t ", 0, 4)) == []
    assert list(sentences("", 0, 0)) == []


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aB 1.!?…»«(–\n\u00a0kr", max_size=60))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    spans = list(sentences(text, 0, len(text)))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)
