"""The command line: parse, call one public function, print. Everything heavy is loaded by the command that needs it."""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from behovai import __version__
from behovai.cli_command import Group, write_file
from behovai.cli_label import evals, label
from behovai.cli_model import model_options, prompt, reading
from behovai.errors import BehovaiError

if TYPE_CHECKING:
    from behovai.finding import Review

SUFFIX = {
    "summary": ".sammendrag.txt",
    "json": ".json",
    "md": ".md",
    "html": ".html",
    "docx": ".brev.docx",
    "comments": ".kommentert.docx",
    "lines": ".linjer.txt",
}
BINARY = frozenset({"docx", "comments"})


# No plugin of another package runs inside ours, and the search for them takes a tenth of the time of a review.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")


def _fail(message: str) -> NoReturn:
    click.echo(f"behovai: {message}", err=True)
    raise SystemExit(2)


@click.group(cls=Group, epilog="Ingenting sendes ut av maskinen med mindre du navngir en språkmodell.")
@click.version_option(__version__, prog_name="behovai", message="%(prog)s %(version)s", help="Vis versjonen.")
def main() -> None:
    """Les en behovsmelding og foreslå hva en grundig leser ville pekt på.

    behovai kobler svarene til de fem kjennetegnene i § 5, viser hva som ser ut til å mangle, og lager et utkast til tilbakemelding.
    Et menneske avgjør.
    """


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FIL…")
@click.option("--format", "formats", multiple=True, type=click.Choice(tuple(SUFFIX)), help="Format; kan gis flere ganger. Uten: summary.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="MAPPE", help="Mappe å skrive filene i.")
@click.option(
    "--for", "audience", type=click.Choice(["reviewer", "applicant"]), default="reviewer", show_default=True, help="Hvem teksten er til."
)
@click.option("--malform", type=click.Choice(["nb", "nn"]), help="Målform. Uten valg: eierens språkvedtak, ellers tekstens egen.")
@click.option("--fail-on", type=click.Choice(["feil", "mangel"]), help="Avslutt med 1 når et slikt funn står.")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="MAPPE",
    help="Andre behovsmeldinger å sammenlikne med.",
)
@model_options
@click.pass_context
def review(context: click.Context, /, files: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, **choices: Any) -> None:
    """Vurder en eller flere behovsmeldinger (.docx, .pdf, .odt, .txt, .md).

    Flere filer sammenliknes også med hverandre. En mappe leses med alle filene i. En fil som ikke kan leses, stopper ikke de andre.

    Avslutter med 0 når alt er vurdert, 1 ved --fail-on, 2 når en fil ikke kan leses.
    """
    from behovai.corpus import Job, reviews

    paths = list(_expanded(files))
    wanted = formats or ("summary",)
    single = len(paths) == 1 and len(wanted) == 1
    if output is None and (BINARY & set(wanted) or (not single and not set(wanted) <= {"summary", "lines"})):
        _fail("velg en mappe med -o når du ber om en Word-fil, eller om json, md eller html for flere filer.")
    named = len(paths) > 1 and output is None and "summary" in wanted  # two files can be of one owner
    status = 0
    try:
        with reading(paths, choices) as extractor:
            job = Job(extractor, choices["malform"], choices["corpus"])
            for path, result in reviews(paths, job):
                if named:
                    click.echo(_heading(path))
                status = max(status, _done(path, result, wanted, output, choices))
                if named:
                    click.echo()
    except BehovaiError as error:
        _fail(str(error))
    context.exit(status)


def _heading(path: Path) -> str:
    from behovai.render.summary import WIDTH

    return f"{f'── {path.name} ':─<{WIDTH}}\n"


def _done(path: Path, result: "Review | BehovaiError", wanted: tuple[str, ...], output: Path | None, choices: Mapping[str, Any]) -> int:
    """Write one result, or say why there is none: 0, 1 (--fail-on) or 2."""
    if isinstance(result, BehovaiError):
        click.echo(f"behovai: {result}", err=True)
        return 2
    if not _write(path, result, wanted, output, str(choices["audience"])):
        return 2
    return 1 if _stands(result, choices["fail_on"]) else 0


@main.command()
@click.argument("code", required=False, metavar="[KODE]")
@click.option("--malform", type=click.Choice(["nb", "nn"]), default="nb", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "md"]), default="text", show_default=True)
def rules(code: str | None, malform: str, form: str) -> None:
    """Vis regelkatalogen, eller én regel."""
    from behovai.scoring import RULES
    from behovai.scoring.catalogue import as_markdown, describe

    if code is None and form == "md":
        click.echo(as_markdown(RULES, malform), nl=False)  # type: ignore[arg-type]
        return
    found = [rule for rule in RULES if code is None or rule.code == code.upper()]
    if not found:
        _fail(f"det er ingen regel {code}. Kjør «behovai rules» for å se alle.")
    for rule in found:
        click.echo(describe(rule, malform) if code else f"{rule.code}  {rule.level.value:<8} {rule.slug}")  # type: ignore[arg-type]


@main.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@click.argument("unit", required=False, metavar="[ENHET]")
def explain(file: Path, unit: str | None) -> None:
    """Vis enhetene i filen med det programmet fant, eller hvorfor det fant det i én enhet (for eksempel u045)."""
    from behovai.explanation import explained, listed
    from behovai.forms import read_form
    from behovai.ingest import read_document

    try:
        submission = read_form(read_document(file))
        lines = list(explained(submission, unit) if unit else listed(submission))
    except BehovaiError as error:
        _fail(str(error))
    except KeyError:
        _fail(f"det er ingen enhet {unit} i svarene. Kjør «behovai explain {file.name}» for å se dem.")
    for line in lines:
        click.echo(line)


def _expanded(files: Iterable[Path]) -> Iterable[Path]:
    from behovai.corpus import files_in

    for path in files:
        if path.is_dir():
            found = files_in(path)
            if not found:
                _fail(f"mappen {path.name} inneholder ingen .docx, .pdf, .odt, .txt eller .md.")
            yield from found
        else:
            yield path


def _write(path: Path, result: "Review", wanted: tuple[str, ...], output: Path | None, audience: str) -> bool:
    """Write or print each format; False if one could not be made."""
    from behovai.render import render

    made = True
    for name in wanted:
        try:
            data = render(result, name, audience, path.read_bytes() if name == "comments" else None)  # type: ignore[arg-type]
        except BehovaiError as error:
            click.echo(f"behovai: {path.name}: {error}", err=True)
            made = False
            continue
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            continue
        try:
            write_file(output / (path.stem + SUFFIX[name]), data)
        except BehovaiError as error:
            _fail(str(error))  # nor would the next file be written
    return made


def _stands(result: "Review", level: object) -> bool:
    wanted = {"feil": {"feil"}, "mangel": {"feil", "mangel"}}.get(str(level), set())
    return any(finding.level.value in wanted for finding in result.findings)


main.add_command(prompt)
main.add_command(label)
main.add_command(evals)

if __name__ == "__main__":
    main()
