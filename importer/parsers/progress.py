"""How far a parser has come."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Tell = Callable[[float], None]  # is given the share that is done, from 0 to 1
Item = TypeVar("Item")

STEPS = 20
FEWEST = 50  # items worth a word of their own


def untold(share: float) -> None:
    """For whoever does not want to know."""


def told(items: Iterable[Item], total: int, tell: Tell) -> Iterator[Item]:
    """The items, of which there are `total`; tells some twenty times how far they have been taken."""
    step = max(total // STEPS, FEWEST)
    for number, item in enumerate(items):
        if number and number % step == 0:
            tell(min(number / total, 1.0))
        yield item


def part(tell: Tell, start: float, stop: float) -> Tell:
    """Tells of a part of some work as of the whole."""
    return lambda share: tell(start + share * (stop - start))
