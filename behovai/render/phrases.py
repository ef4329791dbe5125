"""What feedback says, as data: one file per målform, looked up by key."""

import tomllib
from importlib.resources import files
from typing import Any

from behovai.render import Audience
from behovai.submission import Malform


class Phrases:
    """The phrases of one målform for one reader; `mild` is the frame for forms that ask little.

    A key is looked up for the mild frame of the audience, then for the audience, then for all. A key that is in none is a
    KeyError: a phrase missing in one målform shall not pass unseen.
    """

    def __init__(self, malform: Malform, audience: Audience, *, mild: bool = False):
        text = files("behovai.render").joinpath("templates", f"phrases.{malform}.toml").read_text(encoding="utf-8")
        self._tables: dict[str, Any] = tomllib.loads(text)
        own = self._tables[audience]
        self._layers = (own["mild"], own, self._tables["common"]) if mild else (own, self._tables["common"])

    def __call__(self, key: str, **values: str | int) -> str:
        """The phrase with its values filled in; values are never read as phrases."""
        return str(self._find(key)).format(**values)

    def lines(self, key: str) -> tuple[str, ...]:
        """A phrase of several paragraphs."""
        return tuple(self._find(key))

    def name(self, table: str, key: str) -> str:
        """The name a table gives to a key of the nouns; the key itself where the table has none."""
        return str(self._tables[table].get(key, key))

    def _find(self, key: str) -> Any:
        for layer in self._layers:
            if key in layer:
                return layer[key]
        raise KeyError(key)
