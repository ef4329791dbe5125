"""Labels → files other labelling tools read. Nothing is lost that they can hold; what they cannot is named here.

Label Studio counts UTF-16 code units, doccano code points, UIMA (INCEpTION) UTF-16; behovai counts code points. Uncertain labels are
exported as «navn?», gaps and ratings as labels of the whole text.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from behovai.evaluation.labels import Labels, UnitLabel
from behovai.evidence import Question, Role
from behovai.submission import Criterion

TYPE = "behovai.Evidence"


def label_studio(labels: Labels, text: str) -> str:
    """A task with one annotation, for a project of the configuration `label_studio_config`."""
    place = utf16(text)
    results: list[dict[str, Any]] = []
    for entry in labels.evidence:
        value = {"start": place(entry.start), "end": place(entry.end), "text": text[entry.start : entry.end]}
        for tag, layer in (("kjennetegn", "criteria"), ("roller", "roles"), ("sporsmal", "questions")):
            chosen = named(entry, layer)
            if chosen:
                results.append(
                    {"id": entry.unit, "from_name": tag, "to_name": "tekst", "type": "labels", "value": {**value, "labels": chosen}}
                )
    if labels.gaps:
        results.append({"from_name": "gap", "to_name": "tekst", "type": "choices", "value": {"choices": list(whole(labels))}})
    annotation = {"completed_by": labels.annotator, "result": results}
    return _json([{"data": {"text": text, "id": labels.submission}, "annotations": [annotation]}])


def label_studio_config() -> str:
    """The labelling configuration the tasks are made for."""
    tags = (("kjennetegn", Criterion), ("roller", Role), ("sporsmal", Question))
    groups = []
    for tag, names in tags:
        values = [f'<Label value="{name}"/><Label value="{name}?"/>' for name in names]
        groups.append(f'<Labels name="{tag}" toName="tekst" choice="multiple">{"".join(values)}</Labels>')
    return f'<View>{"".join(groups)}<Text name="tekst" value="$text" granularity="symbol"/></View>'


def doccano(labels: Labels, text: str) -> str:
    """One line of doccano's JSONL: spans with a label each, and the gaps as categories."""
    spans = [[entry.start, entry.end, name] for entry in labels.evidence for name in _all(entry)]
    return json.dumps({"text": text, "id": labels.submission, "label": spans, "cats": list(whole(labels))}, ensure_ascii=False) + "\n"


def inception(labels: Labels, text: str) -> str:
    """UIMA CAS JSON 0.4.0 with one annotation per unit: `criteria`, `roles`, `questions` (names with a space between), `vague`, `unit`."""
    place = utf16(text)
    features = {name: {"%NAME": name, "%RANGE": "uima.cas.String"} for name in ("unit", "criteria", "roles", "questions", "vague")}
    structures: list[dict[str, Any]] = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": text}
    ]
    for number, entry in enumerate(labels.evidence, 2):
        layers = {layer: " ".join(named(entry, layer)) for layer in ("criteria", "roles", "questions")}
        vague = {} if entry.vague is None else {"vague": "ja" if entry.vague else "nei"}
        span = {"@sofa": 1, "begin": place(entry.start), "end": place(entry.end)}
        structures.append({"%ID": number, "%TYPE": TYPE, **span, "unit": entry.unit, **{k: v for k, v in layers.items() if v}, **vague})
    return _json(
        {
            "%TYPES": {TYPE: {"%NAME": TYPE, "%SUPER_TYPE": "uima.tcas.Annotation", **features}},
            "%FEATURE_STRUCTURES": structures,
            "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [item["%ID"] for item in structures[1:]]}},
        }
    )


EXPORTS: dict[str, tuple[str, Callable[[Labels, str], str]]] = {
    "label-studio": (".label-studio.json", label_studio),
    "doccano": (".doccano.jsonl", doccano),
    "inception": (".cas.json", inception),
}


def named(entry: UnitLabel, layer: str) -> list[str]:
    """The labels of a layer; those that are uncertain with a question mark."""
    names = {"criteria": Criterion, "roles": Role, "questions": Question}[layer]
    sure = [str(name) for name in getattr(entry, layer) if name not in entry.uncertain]
    return sure + [f"{name}?" for name in entry.uncertain if name in set(map(str, names))]


def whole(labels: Labels) -> Iterator[str]:
    """What is said of the whole submission: gaps and ratings."""
    for gap in labels.gaps:
        yield f"{gap.code} {gap.criterion}".removesuffix(" None") + ("" if gap.certain else "?")
    for criterion, rating in (labels.ratings or {}).items():
        yield f"{criterion}={rating}"


def utf16(text: str) -> Callable[[int], int]:
    """Code point offset → UTF-16 offset, for tools made for browsers and Java."""
    wide = [place for place, character in enumerate(text) if ord(character) > 0xFFFF]
    return lambda offset: offset + sum(place < offset for place in wide)


def _all(entry: UnitLabel) -> Iterable[str]:
    return [name for layer in ("criteria", "roles", "questions") for name in named(entry, layer)]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
