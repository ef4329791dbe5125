"""The command line: parse, call one public function, print. Everything heavy is loaded by the command that needs it."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from behovai import __version__
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
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


def _fail(message: str) -> NoReturn:
    click.echo(f"behovai: {message}", err=True)
    raise SystemExit(2)


@click.group(context_settings=_HELP, epilog="Ingenting sendes ut av maskinen med mindre du navngir en språkmodell.")
@click.version_option(__version__, prog_name="behovai", message="%(prog)s %(version)s", help="Vis versjonen.")
def main() -> None:
    """Les en behovsmelding og foreslå hva en grundig leser ville pekt på.

    behovai kobler svarene til de fem kjennetegnene i § 5, viser hva som ser ut til å mangle, og lager et utkast til tilbakemelding.
    Et menneske avgjør.
    """


@main.command(context_settings=_HELP)
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
@click.pass_context
def review(
    context: click.Context, /, files: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, **choices: str | Path | None
) -> None:
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
    job = Job(malform=choices["malform"], corpus=choices["corpus"])  # type: ignore[arg-type]
    status = 0
    for path, result in reviews(paths, job):
        if isinstance(result, BehovaiError):
            click.echo(f"behovai: {result}", err=True)
            status = 2
            continue
        if not _write(path, result, wanted, output, str(choices["audience"])):
            status = 2
        if status == 0 and _stands(result, choices["fail_on"]):
            status = 1
    context.exit(status)


@main.command(context_settings=_HELP)
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


@main.command(context_settings=_HELP)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@click.argument("unit", required=False, metavar="[ENHET]")
def explain(file: Path, unit: str | None) -> None:
    """Vis enhetene i fila med det programmet fant, eller hvorfor det fant det i én enhet (for eksempel u045)."""
    from behovai.explanation import explained, listed
    from behovai.forms import read_form
    from behovai.ingest import read_document

    try:
        submission = read_form(read_document(file))
        lines = explained(submission, unit) if unit else listed(submission)
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
    """Write or print each format; False if one could not be made. A file is there whole or not at all."""
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
        output.mkdir(parents=True, exist_ok=True)
        target = output / (path.stem + SUFFIX[name])
        partial = target.with_name(target.name + ".tmp")
        partial.write_bytes(data)
        partial.replace(target)
        click.echo(str(target))
    return made


def _stands(result: "Review", level: object) -> bool:
    wanted = {"feil": {"feil"}, "mangel": {"feil", "mangel"}}.get(str(level), set())
    return any(finding.level.value in wanted for finding in result.findings)


if __name__ == "__main__":
    main()
