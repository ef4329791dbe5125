"""The commands `behovai label` and `behovai evals`: parse, call one public function, print."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from behovai.cli_command import Group, write_file
from behovai.errors import BehovaiError

FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
Given = ParamSpec("Given")


def _told(command: Callable[Given, Any]) -> Callable[Given, None]:
    """Errors as one message and exit status 2."""

    @wraps(command)
    def told(*args: Given.args, **kwargs: Given.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BehovaiError as error:
            click.echo(f"behovai: {error}", err=True)
            sys.exit(2)

    return told


class _FileFirst(Group):
    """`behovai label FIL` means `behovai label page FIL`."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["page", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_FileFirst)
def label() -> None:
    """Merk behovsmeldinger for hånd: `behovai label FIL` lager en side som åpnes i nettleseren. Ingenting sendes ut."""


@label.command()
@click.argument("file", type=FILE, metavar="FIL")
@click.option("-o", "--output", type=FOLDER, default=".", metavar="MAPPE", help="Mappe å skrive i (her).")
@click.option("--format", "formats", multiple=True, type=click.Choice(["html", "xlsx"]), help="Side, arbeidsbok eller begge (html).")
@click.option("--annotator", default="", metavar="NAVN", help="Hvem som skal merke, for eksempel A.")
@click.option("--owner", default="", metavar="NØKKEL", help="Nøkkel for eieren (filnavnet uten årstall).")
@_told
def page(file: Path, output: Path, formats: tuple[str, ...], annotator: str, owner: str) -> None:
    """Lag merkeside (HTML) eller arbeidsbok (XLSX) for en behovsmelding."""
    from behovai.evaluation import labelling, labelling_xlsx

    sheet = labelling.worksheet(file, owner)
    for name in formats or ("html",):
        if name == "html":
            write_file(output / f"{file.stem}.merk.html", labelling.page(sheet, annotator).encode())
        else:
            write_file(output / f"{file.stem}.merk.xlsx", labelling_xlsx.workbook(sheet))


@label.command("import")
@click.argument("filled", type=FILE, metavar="UTFYLT")
@click.argument("text", type=FILE, metavar="BEHOVSMELDING")
@click.option("--into", type=FOLDER, required=True, metavar="MAPPE", help="Mappen med labels/ og submissions/.")
@click.option("--owner", default="", metavar="NØKKEL", help="Nøkkel for eieren (filnavnet uten årstall); gjelder arbeidsbøker.")
@_told
def take_in(filled: Path, text: Path, into: Path, owner: str) -> None:
    """Kontroller en utfylt side (.json) eller arbeidsbok (.xlsx) og legg merkene på plass. Første merking overskrives aldri."""
    from behovai.evaluation.intake import take_in as take

    click.echo(str(take(filled, text, into, owner)))


@label.command()
@click.argument("first", type=FILE, metavar="MERKER_A")
@click.argument("second", type=FILE, metavar="MERKER_B")
@click.argument("text", type=FILE, metavar="BEHOVSMELDING")
@click.option("-o", "--output", type=FOLDER, default=".", metavar="MAPPE", help="Mappe å skrive i (her).")
@_told
def adjudicate(first: Path, second: Path, text: Path, output: Path) -> None:
    """Lag siden der to merkeres uenigheter avgjøres. Den viser bare det de er uenige om."""
    from behovai.evaluation.intake import decision_page

    write_file(output / f"{text.stem}.avgjor.html", decision_page(first, second, text).encode())


@label.command()
@click.argument("labels", type=FILE, metavar="MERKER")
@click.argument("text", type=FILE, metavar="BEHOVSMELDING")
@click.option("--to", "tool", required=True, type=click.Choice(["label-studio", "doccano", "inception"]), help="Verktøyet filen er til.")
@click.option("-o", "--output", type=FOLDER, default=".", metavar="MAPPE", help="Mappe å skrive i (her).")
@_told
def export(labels: Path, text: Path, tool: str, output: Path) -> None:
    """Skriv merkene i formatet til Label Studio, doccano eller INCEpTION (UIMA CAS JSON)."""
    from behovai.evaluation.exports import EXPORTS
    from behovai.evaluation.labels import read_labels
    from behovai.ingest import read_document

    words = read_document(text).text
    suffix, write = EXPORTS[tool]
    write_file(output / f"{text.stem}.{labels.stem}{suffix}", write(read_labels(labels, words), words).encode())


@click.group(cls=Group)
def evals() -> None:
    """Mål mot merkede behovsmeldinger, og sammenlikn kjøringer. `make evals` kjører hele målingen."""


@evals.command()
@click.argument("labels", type=FOLDER, metavar="MERKER")
@click.option("-o", "--output", type=FOLDER, required=True, metavar="MAPPE", help="Mappe for kjøringen (records.jsonl).")
@_told
def run(labels: Path, output: Path) -> None:
    """Les alle behovsmeldingene i en merket mappe og lagre hva behovai sa, en linje for hver."""
    from behovai.evaluation.folder import load_folder
    from behovai.evaluation.records import write_records
    from behovai.evaluation.systems import local
    from behovai.evaluation.systems import run as run_system

    write_records(output / "records.jsonl", run_system(local(), load_folder(labels)))
    click.echo(str(output / "records.jsonl"))


@evals.command()
@click.argument("first", type=click.Path(path_type=Path), metavar="A")
@click.argument("second", type=click.Path(path_type=Path), metavar="B")
@click.option("--labels", type=FOLDER, default="evals", show_default=True, metavar="MAPPE", help="Mappen med merkene.")
@_told
def compare(first: Path, second: Path, labels: Path) -> None:
    """Sammenlikn to kjøringer (mappe eller .jsonl) parvis: hva er bedre, hva er dårligere, hvilke funn er nye eller borte."""
    from behovai.evaluation.compare import compare as compare_runs
    from behovai.evaluation.compare import told
    from behovai.evaluation.folder import load_folder
    from behovai.evaluation.records import read_records

    click.echo(told(*compare_runs(load_folder(labels), read_records(first), read_records(second))))
