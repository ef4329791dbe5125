"""A .docx → .odt or .pdf, by LibreOffice."""

import os
import subprocess
import tempfile
from pathlib import Path

FILTERS = {"odt": "odt", "pdf": "pdf:writer_pdf_Export"}


def convert(docx: bytes, kind: str) -> bytes:
    """Convert in a profile of its own, so that runs do not disturb each other. Raises RuntimeError if LibreOffice writes no file."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "form.docx").write_bytes(docx)
        command = ["soffice", f"-env:UserInstallation={(here / 'profile').as_uri()}", "--headless", "--convert-to", FILTERS[kind]]
        done = subprocess.run(
            [*command, "--outdir", folder, str(here / "form.docx")],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1768478400"},
        )
        result = here / f"form.{kind}"
        if not result.exists():
            raise RuntimeError(f"LibreOffice wrote no {kind}: {done.stderr.strip()[:300]}")
        return result.read_bytes()
