"""How the time that something takes grows with its size, measured so that a busy machine does not matter."""

import gc
import time
from collections.abc import Callable

SAFE = 9.0  # four times the text may take nine times as long here; with squares it takes sixteen times
LEAST = 0.05  # seconds: shorter than this is noise
TRIES = 6


def seconds(work: Callable[[], object]) -> float:
    """Processor time, without what earlier tests left for the garbage collector to walk through."""
    gc.collect()
    gc.freeze()
    begin = time.process_time()
    work()
    taken = time.process_time() - begin
    gc.unfreeze()
    return max(taken, LEAST)


def growth(small: Callable[[], object], large: Callable[[], object]) -> float:
    """How many times as long the large one takes: the least of some tries, for a busy machine adds to one of the two by chance."""
    least = float("inf")
    for _ in range(TRIES):
        least = min(least, seconds(large) / seconds(small))
        if least < SAFE:
            break
    return least
