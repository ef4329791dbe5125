"""What requests cost, from a price table the user gives, and the stop before more is spent than allowed."""

import json
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from behovai.errors import BehovaiError, OverBudget
from behovai.llm.reply import Message, Usage

# Norwegian text takes about three characters a token; two is on the safe side of it.
CHARACTERS_PER_TOKEN = 2


@dataclass(frozen=True)
class Price:
    """Per million tokens, in the table's currency. `cached` is for tokens the server read from its own cache."""

    input: float
    output: float
    cached: float

    def of(self, usage: Usage) -> float:
        """What this use costs."""
        fresh = usage.input - usage.cached
        return (fresh * self.input + usage.cached * self.cached + usage.output * self.output) / 1_000_000


@dataclass(frozen=True)
class Prices:
    """Model name → price; «*» is any other model."""

    models: Mapping[str, Price]
    currency: str = "USD"

    def get(self, model: str) -> Price | None:
        """The price of a model, None if the table has none."""
        return self.models.get(model) or self.models.get("*")


def read_prices(path: Path) -> Prices:
    """A .toml or .json table: `currency = "USD"`, then per model `input`, `output` and, if any, `cached` per million tokens.

    Raises BehovaiError for a table that cannot be read.
    """
    try:
        text = path.read_text("utf-8")
        data: dict[str, Any] = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        models = {name: _price(row) for name, row in data.items() if isinstance(row, dict)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BehovaiError(
            f'Pristabellen {path.name} kan ikke leses ({type(error).__name__}). Skriv for hver modell: ["navn"] input = 2.5, output = 10.'
        ) from None
    return Prices(models, str(data.get("currency", "USD")))


def _price(row: Mapping[str, Any]) -> Price:
    return Price(float(row["input"]), float(row["output"]), float(row.get("cached", row["input"])))


class Meter:
    """Counts what is used, over all threads. Before each request the most it can cost is set aside, so the limit is never passed."""

    def __init__(self, prices: Prices | None = None, limit: float | None = None) -> None:
        if limit is not None and prices is None:
            raise BehovaiError("--max-cost trenger en pristabell: legg til --prices FIL.")
        self.prices = prices
        self.limit = limit
        self.usage = Usage()
        self._spent = 0.0
        self._set_aside = 0.0
        self._lock = threading.Lock()

    def reserve(self, model: str, messages: tuple[Message, ...], most_output: int) -> float:
        """Set aside what a request can cost at most. Raises OverBudget."""
        price = self._price(model)
        if price is None:
            return 0.0
        written = sum(len(message.text) for message in messages) // CHARACTERS_PER_TOKEN
        most = price.of(Usage(input=written, output=most_output))
        with self._lock:
            if self.limit is not None and self._spent + self._set_aside + most > self.limit:
                raise OverBudget(
                    f"Grensen på {self.limit:g} {self._currency} er nådd: {self._spent:.4f} er brukt, neste spørsmål kan koste {most:.4f}. "
                    "Øk --max-cost for å fortsette; det som er besvart, er lagret."
                )
            self._set_aside += most
        return most

    def settle(self, model: str, set_aside: float, usage: Usage) -> None:
        """Put the real use in place of what was set aside."""
        price = self._price(model)
        with self._lock:
            self._set_aside -= set_aside
            self.usage += usage
            self._spent += price.of(usage) if price else 0.0

    def cost(self, model: str, usage: Usage) -> float | None:
        """What a use costs; None without a price."""
        price = self._price(model)
        return price.of(usage) if price else None

    def summary(self) -> str:
        """«12 spørsmål, 40 210 tokens inn, 9 800 ut, 0,1230 USD»."""
        used = self.usage
        said = f"{used.requests} spørsmål til modellen, {used.input} tokens inn ({used.cached} fra tjenerens lager), {used.output} ut"
        return f"{said}, {self._spent:.4f} {self._currency}" if self.prices else said

    @property
    def _currency(self) -> str:
        return self.prices.currency if self.prices else ""

    def _price(self, model: str) -> Price | None:
        price = self.prices.get(model) if self.prices else None
        if self.limit is not None and price is None:
            raise OverBudget(f"Pristabellen har ingen pris for {model}. Legg den til, eller «*» for alle andre.")
        return price
