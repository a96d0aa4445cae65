"""How long a call takes."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 60


def milliseconds(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of a call, after a few to warm up."""
    for _ in range(5):
        call()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)
