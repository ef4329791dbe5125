"""A labelled folder as a test suite, for pytest: `pytest --behovai-labels MAPPE [--behovai-min gaps=0.6]`.

One test per submission and question – is it read, do all pointers stand in the text, are fields and facts as labelled – and one per
bound on the whole: the lower end of the interval must reach it, so that a handful of submissions cannot pass by luck.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from behovai.evaluation.folder import Item
    from behovai.evaluation.records import Record

CHECKS = ("errors", "grounding", "facts", "fields", "feedback")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Two options, off unless given."""
    group = parser.getgroup("behovai")
    group.addoption("--behovai-labels", metavar="MAPPE", help="mål behovai mot en mappe med merkede behovsmeldinger")
    group.addoption(
        "--behovai-min", action="append", default=[], metavar="MÅL=TALL", help="nedre ende av intervallet må nå hit, f.eks. gaps=0.6"
    )


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the labelled folder's tests to whatever else was collected."""
    folder = config.getoption("--behovai-labels")
    if folder:
        collector = LabelledFolder.from_parent(session, name=str(folder), labelled=Path(folder))
        items.extend(collector.collect())


class Measured:
    """The folder, read and measured once, when the first test needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def items(self) -> "dict[str, Item]":
        """The labelled submissions."""
        from behovai.evaluation.folder import load_folder

        return {item.id: item for item in load_folder(self._folder)}

    @cached_property
    def records(self) -> "dict[str, Record]":
        """What behovai says of each."""
        from behovai.evaluation.systems import local, run

        return {record.submission: record for record in run(local(), list(self.items.values()))}


class LabelledFolder(pytest.Collector):
    """The tests of a labelled folder."""

    def __init__(self, labelled: Path, **rest: Any) -> None:
        super().__init__(**rest)
        self._measured = Measured(labelled)

    def collect(self) -> Iterator[pytest.Item]:
        """A test per submission and check, and one per bound."""
        from behovai.errors import BehovaiError

        try:
            names = list(self._measured.items)
        except BehovaiError as error:
            raise pytest.UsageError(str(error)) from error
        for name in names:
            for check in CHECKS:
                yield SubmissionTest.from_parent(self, name=f"{name}::{check}", measured=self._measured, of=(name, check))
        for bound in self.config.getoption("--behovai-min"):
            key, _, least = bound.partition("=")
            yield BoundTest.from_parent(self, name=f"min::{bound}", measured=self._measured, bound=(key, float(least)))


class Failed(Exception):
    """What does not hold."""


class _Told(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Our own failures are one sentence."""
        return str(excinfo.value) if isinstance(excinfo.value, Failed) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[str, None, str]:
        """Where the test comes from."""
        return str(self.parent.name if self.parent else ""), None, self.name


class SubmissionTest(_Told):
    """One gate on one submission."""

    def __init__(self, measured: Measured, of: tuple[str, str], **rest: Any) -> None:
        super().__init__(**rest)
        self._measured, self._of = measured, of

    def runtest(self) -> None:
        """Fail with what the gate says."""
        from behovai.evaluation.gates import Thresholds, judge

        name, check = self._of
        gates = judge([self._measured.items[name]], [self._measured.records[name]], Thresholds())
        gate = next(gate for gate in gates if gate.key == check)
        if not gate.passed:
            raise Failed(f"{gate.name}: {gate.told}")


class BoundTest(_Told):
    """The lower end of a measure's interval on all submissions."""

    def __init__(self, measured: Measured, bound: tuple[str, float], **rest: Any) -> None:
        super().__init__(**rest)
        self._measured, self._bound = measured, bound

    def runtest(self) -> None:
        """Fail where the interval's lower end does not reach the bound, or cannot be estimated."""
        from behovai.evaluation.gates import tallied
        from behovai.evaluation.measures import MEASURES, interval

        key, least = self._bound
        if key not in MEASURES:
            raise Failed(f"målet «{key}» finnes ikke; velg et av {', '.join(MEASURES)}")
        found = interval(MEASURES[key], tallied(list(self._measured.items.values()), self._measured.records.values()))
        if found.low is None or found.low < least:
            raise Failed(f"{MEASURES[key].name}: nedre grense {found.low}, krever {least}")
