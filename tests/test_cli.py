import gettext
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import behovai
from behovai import __version__
from behovai.cli import SUFFIX, main
from behovai.finding import Review
from examples.press import press
from tests.press.press_sources import source

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(500)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def written(folder: Path, name: str, form: str = "2026", kind: str = "docx", **changes: Any) -> Path:
    path = folder / f"{name}.{kind}"
    path.write_bytes(press(source(form) | changes, kind))
    return path


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return written(tmp_path, "en")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "oppskrift.txt"
    path.write_text("Oppskrift på vafler. Bland egg, melk og mel.", "utf-8")
    return path


def test_a_review_ends_with_0_and_a_summary(one: Path) -> None:
    result = run("review", one)
    assert result.exit_code == 0
    assert "Fjellbygda kommune" in result.stdout
    assert result.stderr == ""


def test_summaries_of_several_files_say_which_is_which(tmp_path: Path) -> None:
    first, second = written(tmp_path, "en"), written(tmp_path, "to")
    assert first.name not in run("review", first).stdout
    shown = run("review", first, second).stdout
    assert shown.index(f"── {first.name} ") < shown.index(f"── {second.name} ")


@pytest.mark.parametrize("level", ["feil", "mangel"])
def test_fail_on_ends_with_1_where_such_a_finding_stands(one: Path, level: str) -> None:
    assert run("review", one, "--fail-on", level).exit_code == 1


def test_fail_on_feil_is_not_set_off_by_less(one: Path) -> None:
    review = Review.model_validate_json(run("review", one, "--format", "json").stdout)
    assert {finding.level.value for finding in review.findings} >= {"feil", "mangel"}
    unknown = one.with_suffix(".txt")
    unknown.write_text(
        "Behov\n\nBarnehagene trenger kompetanseutvikling i samarbeid med universitetet.\n\nTiltak\n\nTre samlinger, med tilskot.",
        "utf-8",
    )
    levels = {f.level.value for f in Review.model_validate_json(run("review", unknown, "--format", "json").stdout).findings}
    assert "mangel" in levels and "feil" not in levels
    assert run("review", unknown, "--fail-on", "feil").exit_code == 0
    assert run("review", unknown, "--fail-on", "mangel").exit_code == 1


def test_a_file_that_cannot_be_read_ends_with_2_and_says_which(bad: Path) -> None:
    result = run("review", bad)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "oppskrift.txt" in result.stderr


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, one: Path, bad: Path) -> None:
    other = written(tmp_path, "to", "2025", "txt")
    result = run("review", one, bad, other, "--format", "lines", "--fail-on", "feil")
    assert result.exit_code == 2  # the worst of the three
    assert {line.split(":")[0] for line in result.stdout.splitlines()} == {"en.docx", "to.txt"}
    assert result.stderr.count("oppskrift.txt") == 1


def test_a_missing_file(tmp_path: Path, one: Path) -> None:
    result = run("review", tmp_path / "borte.docx", one)
    assert result.exit_code == 2
    assert "borte.docx" in result.stderr
    assert "Fjellbygda kommune" in result.stdout


def test_a_folder_is_read_with_all_its_files(tmp_path: Path) -> None:
    written(tmp_path, "b", "2025", "md")
    written(tmp_path, "a", "2024", "txt")
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    (tmp_path / "bilde.jpg").write_bytes(JPEG)
    result = run("review", tmp_path, "--format", "lines")
    assert result.exit_code == 0
    assert list(dict.fromkeys(line.split(":")[0] for line in result.stdout.splitlines())) == ["a.txt", "b.md"]


def test_a_folder_without_files(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    result = run("review", tmp_path / "tom")
    assert result.exit_code == 2
    assert "tom" in result.stderr and ".docx" in result.stderr


@pytest.mark.parametrize("name", ["bilde.pdf", "bilde.docx", "bilde.odt", "bilde.jpg"])
@pytest.mark.parametrize("data", [JPEG, b"", b"%PDF-1.7\nnothing", b"PK\x03\x04broken"])
def test_a_photo_or_a_broken_file(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = run("review", path)
    assert result.exit_code == 2
    assert name in result.stderr
    assert result.stderr.count("\n") == 1


def test_json_alone_on_stdout(one: Path) -> None:
    result = run("review", one, "--format", "json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["form"] == "2026"
    assert told["units"] and told["findings"]
    text = told["submission"]["document"]["text"]
    assert all(text[unit["start"] : unit["end"]] == unit["text"] for unit in told["units"])


def test_formats_for_several_files_need_a_folder(one: Path, tmp_path: Path) -> None:
    other = written(tmp_path, "to", kind="txt")
    for arguments in ((one, other, "--format", "json"), (one, "--format", "docx"), (one, "--format", "md", "--format", "json")):
        result = run("review", *arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "-o" in result.stderr


def test_output_holds_whole_files_and_nothing_else(one: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut" / "inne"
    every = [argument for name in SUFFIX for argument in ("--format", name)]
    result = run("review", one, "-o", out, *every)
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {"en" + suffix for suffix in SUFFIX.values()}
    assert set(result.stdout.split()) == {str(path) for path in out.iterdir()}
    assert Review.model_validate_json((out / "en.json").read_text("utf-8")).form == "2026"
    assert (out / "en.html").read_text("utf-8").rstrip().endswith("</html>")
    assert (out / "en.brev.docx").read_bytes()[:2] == b"PK"
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    run("review", one, "-o", out, *every)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_comments_need_a_word_file(tmp_path: Path) -> None:
    path = written(tmp_path, "tekst", kind="txt")
    result = run("review", path, "-o", tmp_path / "ut", "--format", "comments", "--format", "md")
    assert result.exit_code == 2
    assert "tekst.txt" in result.stderr
    assert [made.name for made in (tmp_path / "ut").iterdir()] == ["tekst.md"]


@pytest.mark.parametrize(("malform", "word"), [("nb", "ikke"), ("nn", "ikkje")])
def test_malform_of_the_feedback(one: Path, malform: str, word: str) -> None:
    assert re.search(rf"\b{word}\b", run("review", one, "--format", "md", "--malform", malform).stdout)


def test_feedback_for_applicants_differs(one: Path) -> None:
    told = [run("review", one, "--format", "md", "--for", audience).stdout for audience in ("reviewer", "applicant")]
    assert told[0] != told[1]


def test_corpus_is_compared_with(one: Path, tmp_path: Path) -> None:
    shared = "Vi vil at alle barn skal høre minst to bøker hver dag, og derfor " + "leser vi sammen i små grupper, " * 8 + "hele året."
    answers = {**source("2026")["svar"], "1": shared}
    first = written(tmp_path, "ny", kind="txt", svar=answers)
    (tmp_path / "gamle").mkdir()
    other = {**source("2026")["felt"], "eier": "Dalbygda kommune"}
    written(tmp_path / "gamle", "gammel", kind="txt", svar=answers, felt=other)
    assert "TXT002" in run("review", first, "--format", "lines", "--corpus", tmp_path / "gamle").stdout
    assert "TXT002" not in run("review", first, "--format", "lines").stdout


def every_command(group: click.Group, name: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield name
    for own, command in group.commands.items():
        yield from every_command(command, (*name, own)) if isinstance(command, click.Group) else [(*name, own)]


@pytest.mark.parametrize("command", list(every_command(main)), ids=" ".join)
def test_help_is_in_norwegian(command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert re.search(r"[æøå]|\b(?:og|fil|vis|eller|som)\b", result.stdout, re.I)
    assert result.stdout.startswith("Bruk: ")
    assert not re.search(r"\b(?:the|with|and|write|show|usage|options?|commands?|exit|default|TEXT|INTEGER|FLOAT)\b", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["vurder"], "Kommandoen vurder finnes ikke."),
        (["review"], "Det mangler"),
        (["review", "--fromat", "md", "a.docx"], "Valget --fromat finnes ikke. Mente du en av '--for', '--format'?"),
        (["review", "a.docx", "--format", "pdf"], "'--format': «pdf» går ikke. Velg en av 'summary',"),
        (["review", "a.docx", "--samples", "99"], "'--samples': 99 går ikke. Tillatt er"),
        (["review", "a.docx", "--samples", "to"], "'--samples': «to» går ikke. Skriv et tall."),
        (["review", "a.docx", "--corpus", "borte"], "Finner ikke «borte»"),
        (["review", "a.docx", "-o"], "Valget -o trenger en verdi."),
        (["rules", "A", "B"], "Ett argument er for mye: B"),
    ],
)
def test_what_was_typed_wrong_is_told_in_norwegian(arguments: list[str], expected: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert f"behovai: {expected}" in result.stderr or f"behovai: '--corpus': {expected}" in result.stderr
    assert not re.search(r"\b(?:Usage|Try|Error|Invalid|No such|is not)\b", result.stderr)


def test_a_folder_that_cannot_be_made_is_told(one: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("her", "utf-8")
    for command in (("review", one, "--format", "md"), ("label", one)):
        result = run(*command, "-o", tmp_path / "fil" / "ut")
        assert result.exit_code == 2
        assert "Velg en annen mappe med -o." in result.stderr


def test_a_program_that_imports_the_commands_keeps_its_language() -> None:
    ask = (
        "import os, gettext; os.environ.pop('LANGUAGE', 0); import behovai.cli; print(os.environ.get('LANGUAGE'), gettext.gettext('file'))"
    )
    assert subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout == "None file\n"


def test_every_message_is_compiled() -> None:
    """messages.po is what people read and change, messages.mo what is used."""
    folder = Path(behovai.__file__).parent / "locale" / "nb" / "LC_MESSAGES"
    with (folder / "messages.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    blocks = [dict(re.findall(r'(?m)^(msg\S+) "(.+)"$', block)) for block in (folder / "messages.po").read_text("utf-8").split("\n\n")[1:]]
    unescaped = [{key: text.replace("\\n", "\n").replace("\\t", "\t") for key, text in block.items()} for block in blocks]
    assert len(unescaped) > 30
    for block in unescaped:
        if "msgid_plural" in block:
            found = [compiled.ngettext(block["msgid"], block["msgid_plural"], count) for count in (1, 2)]
            assert found == [block["msgstr[0]"], block["msgstr[1]"]]
        else:
            assert compiled.gettext(block["msgid"]) == block["msgstr"]


def test_version() -> None:
    assert run("--version").stdout == f"behovai {__version__}\n"


def test_rules_lists_the_catalogue_and_shows_one() -> None:
    listed = run("rules").stdout.splitlines()
    assert len(listed) == len({line.split()[0] for line in listed}) > 30
    code = listed[0].split()[0]
    shown = run("rules", code.lower())
    assert shown.exit_code == 0
    assert code in shown.stdout
    assert run("rules", code, "--malform", "nn").stdout != shown.stdout
    assert all(line.split()[0] in run("rules", "--format", "md").stdout for line in listed[:3])
    unknown = run("rules", "XYZ999")
    assert unknown.exit_code == 2 and "XYZ999" in unknown.stderr


def test_explain_lists_units_and_explains_one(one: Path) -> None:
    listed = run("explain", one)
    assert listed.exit_code == 0
    unit = re.findall(r"^(u\d+)  1 ", listed.stdout, re.M)[0]
    assert "Elevene leser lite." in listed.stdout
    shown = run("explain", one, unit)
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"{unit}, punkt 1: «Elevene leser lite.»")
    assert run("explain", one, "u999").exit_code == 2
    assert run("explain", one.with_name("borte.docx")).exit_code == 2
    assert run("explain", one, "u001").exit_code in (0, 2)


@pytest.mark.parametrize("arguments", [["review"], ["review", "x.docx", "--format", "rosa"], ["tull"], ["review", "x", "--rosa"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
