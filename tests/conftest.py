"""Where hypothesis keeps what it learns: not in the working copy."""

import tempfile
from pathlib import Path

from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "behovai-hypothesis")
