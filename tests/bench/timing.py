"""How long a call takes."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 60


def milliseconds(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of a call, after a few to warm up."""
    for _ in range(5):
        call()
    return statistics.median(spent(call) for _ in range(rounds))


def in_turns(
    first: Callable[[], object], second: Callable[[], object], rounds: int = 20
) -> tuple[float, float]:
    """The median times of two calls that are made one after the other, each time."""
    for call in (first, second) * 3:
        call()
    times = [(spent(first), spent(second)) for _ in range(rounds)]
    return statistics.median(one for one, _ in times), statistics.median(other for _, other in times)


def spent(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000
