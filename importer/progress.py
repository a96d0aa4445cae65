"""Says how far the reading of a document has come."""

import time
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")
Step = tuple[float, str]

WIDTH = 60
PATIENCE = 1.0  # seconds


class Progress:
    """On a terminal one line, which changes and goes; elsewhere at most a line for each tenth.

    There a document that is read at once needs no line: it takes no time and comes in few and large steps.
    """

    def __init__(
        self,
        write: Callable[[str], object],
        *,
        is_terminal: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.write = write
        self.is_terminal = is_terminal
        self.clock = clock
        self.began = clock()
        self.share = 0.0  # that was told last
        self.tenths = 0  # that were printed last

    def __call__(self, share: float, words: str) -> None:
        line = f"{share:4.0%}  {words}"
        if self.is_terminal:
            self.write(f"\r{line:<{WIDTH}}")
        elif self._is_news(share):
            self.tenths = _tenths(share)
            self.write(f"{line}\n")
        self.share = share

    def end(self) -> None:
        """Leave a terminal as it was."""
        if self.is_terminal:
            self.write(f"\r{'':<{WIDTH}}\r")

    def _is_news(self, share: float) -> bool:
        is_large = share - self.share <= 0.1 or self.clock() - self.began > PATIENCE
        return is_large and _tenths(share) > self.tenths


def _tenths(share: float) -> int:
    return round(share * 100) // 10


def steps(work: Callable[[Callable[[float, str], None]], Result]) -> Iterator[Step | Result]:
    """What some work tells while it is done, and in the end its result. What it raises is raised here."""
    told: SimpleQueue[tuple[Step | Result | None, Exception | None]] = SimpleQueue()

    def run() -> None:
        try:
            told.put((work(lambda *step: told.put((step, None))), None))
        except Exception as error:  # noqa: BLE001 - raised again below
            told.put((None, error))

    Thread(target=run, daemon=True).start()
    while True:
        step, error = told.get()
        if error:
            raise error
        if step is not None:
            yield step
        if not isinstance(step, tuple):
            return
