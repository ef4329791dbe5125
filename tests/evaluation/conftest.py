from pathlib import Path

import pytest

from behovai.evaluation.folder import Item, load_folder

from .folder import write_folder


@pytest.fixture(scope="session")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("evals") / "set")


@pytest.fixture(scope="session")
def items(labelled: Path) -> list[Item]:
    return load_folder(labelled)
