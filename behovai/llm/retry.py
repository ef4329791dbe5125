"""Ask again where asking again helps: too many requests, server errors, timeouts. In one place, with one deadline over it all."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from behovai.errors import ModelUnreachable

Result = TypeVar("Result")


class Transient(Exception):
    """Something that may go away. `after` are the seconds the server asks for, `said` is what to tell the user."""

    def __init__(self, said: str, after: float | None = None) -> None:
        super().__init__(said)
        self.said = said
        self.after = after


@dataclass(frozen=True)
class Patience:
    """How long to go on. Seconds; `deadline` is for one question with all its tries, `timeout` for one try."""

    tries: int = 5
    timeout: float = 120.0
    deadline: float = 600.0
    first_wait: float = 1.0
    longest_wait: float = 60.0
    jitter: Callable[[], float] = field(default=random.random, compare=False)  # 0–1; spreads the waits of parallel workers


def persist(attempt: Callable[[float], Result], patience: Patience) -> Result:
    """Call `attempt(seconds left for it)` until it gives something. Raises ModelUnreachable when patience ends, else what it raises."""
    started = time.monotonic()
    said = "ingen svar"
    for number in range(patience.tries):
        left = patience.deadline - (time.monotonic() - started)
        if left <= 0:
            break
        try:
            return within(min(patience.timeout, left), attempt)
        except Transient as trouble:
            said = trouble.said
            wait = _wait(number, trouble, patience)
            if number + 1 == patience.tries or wait > patience.deadline - (time.monotonic() - started):
                break
            time.sleep(wait)
    seconds = time.monotonic() - started
    raise ModelUnreachable(
        f"Språkmodellen svarte ikke ({said}; prøvde i {seconds:.0f} s). Prøv igjen senere; det som er besvart, er lagret."
    )


def _wait(number: int, trouble: Transient, patience: Patience) -> float:
    """What the server asks for, else 1, 2, 4 … seconds with half of it left to chance."""
    if trouble.after is not None:
        return max(0.0, trouble.after)
    return float(min(patience.longest_wait, patience.first_wait * 2**number) * (0.5 + 0.5 * patience.jitter()))


def within(seconds: float, attempt: Callable[[float], Result]) -> Result:
    """The result of `attempt`, or Transient after that many seconds, even if the server drips one byte at a time.

    The caller only waits, so Ctrl-C reaches it at once. An attempt that came too late is left to end by itself.
    """
    done = threading.Event()
    outcome: list[Result] = []
    trouble: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(attempt(seconds))
        except BaseException as error:  # handed over to the caller, whatever it is
            trouble.append(error)
        finally:
            done.set()

    threading.Thread(target=run, daemon=True, name="behovai-model").start()
    if not done.wait(seconds):
        raise Transient(f"ikke ferdig på {seconds:.0f} s")
    if trouble:
        raise trouble[0]
    return outcome[0]
