"""The command line: parse, call one public function, print. Everything heavy is loaded by the command that needs it."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from behovai import __version__
from behovai.cli_model import model_options, prompt, reading
from behovai.errors import BehovaiError

if TYPE_CHECKING:
    from behovai.finding import Review

FORMATS = ("json", "md", "html", "docx", "comments", "lines")
SUFFIX = {"json": ".json", "md": ".md", "html": ".html", "docx": ".brev.docx", "comments": ".kommentert.docx", "lines": ".txt"}
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
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Format på tilbakemeldingen; kan gis flere ganger.")
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
def review(
    files: tuple[Path, ...],
    formats: tuple[str, ...],
    output: Path | None,
    audience: str,
    malform: str | None,
    **choices: object,
) -> None:
    """Vurder en eller flere behovsmeldinger (.docx, .pdf, .odt, .txt, .md).

    Uten --format vises et sammendrag. Flere filer sammenliknes også med hverandre. En mappe leses med alle filene i.
    Avslutter med 0 når alt er vurdert, 1 ved --fail-on, 2 når en fil ikke kan leses.
    """
    from behovai.corpus import Job, reviews

    paths = list(_expanded(files))
    wanted = formats or ("lines",)
    if output is None and (
        len(formats) > 1 or (len(paths) > 1 and formats and formats[0] != "lines") or set(formats) & {"docx", "comments"}
    ):
        _fail("velg en mappe med -o når du ber om flere filer, flere formater eller en Word-fil.")
    status = 0
    try:
        with reading(paths, choices) as extractor:
            job = Job(extractor, malform, choices["corpus"])  # type: ignore[arg-type]
            for path, result in reviews(paths, job):
                if isinstance(result, BehovaiError):
                    click.echo(f"behovai: {result}", err=True)
                    status = 2
                    continue
                _write(path, result, wanted, output, audience) if formats or output else _summary(result)
                if status == 0 and _stands(result, choices["fail_on"]):
                    status = 1
    except BehovaiError as error:
        _fail(str(error))
    raise SystemExit(status)


def _expanded(files: Iterable[Path]) -> Iterable[Path]:
    for path in files:
        if path.is_dir():
            found = sorted(
                p
                for p in path.iterdir()
                if p.suffix.lower() in {".docx", ".pdf", ".odt", ".txt", ".md"} and not p.name.startswith((".", "~$"))
            )
            if not found:
                _fail(f"mappen {path.name} inneholder ingen .docx, .pdf, .odt, .txt eller .md.")
            yield from found
        else:
            yield path


def _write(path: Path, result: "Review", wanted: tuple[str, ...], output: Path | None, audience: str) -> None:
    from behovai.render import render

    for name in wanted:
        original = path.read_bytes() if name == "comments" else None
        try:
            data = render(result, name, audience, original)  # type: ignore[arg-type]
        except BehovaiError as error:
            click.echo(f"behovai: {path.name}: {error}", err=True)
            continue
        if output is None:
            sys.stdout.buffer.write(data)
            continue
        output.mkdir(parents=True, exist_ok=True)
        target = output / (path.stem + SUFFIX[name])
        partial = target.with_name(target.name + ".tmp")
        partial.write_bytes(data)
        partial.replace(target)
        click.echo(str(target))


def _summary(result: "Review") -> None:
    from behovai.render import render

    click.echo(render(result, "summary").decode(), nl=False)  # type: ignore[arg-type]


def _stands(result: "Review", level: object) -> bool:
    wanted = {"feil": {"feil"}, "mangel": {"feil", "mangel"}}.get(str(level), set())
    return any(finding.level.value in wanted for finding in result.findings)


main.add_command(prompt)

if __name__ == "__main__":
    main()
