"""A count of people as dots on a grid. Pure."""

from dataclasses import dataclass

MOST = 100
ROW = 10
STEP = 20


@dataclass(frozen=True)
class Dot:
    """One person, or one in a hundred. `x` and `y` are the center on a grid of 20 units."""

    x: int
    y: int
    filled: bool


@dataclass(frozen=True)
class DotPicture:
    """Dots in rows of ten, and what the picture has to say of itself."""

    dots: tuple[Dot, ...]
    filled: int

    @property
    def total(self) -> int:
        return len(self.dots)

    @property
    def width(self) -> int:
        return STEP * min(ROW, max(1, self.total))

    @property
    def height(self) -> int:
        return STEP * max(1, -(-self.total // ROW))


def dots(n: int, of: int) -> DotPicture:
    """One dot a person up to 100 people, above that one dot in a hundred, rounded half up.

    Some people are never drawn as nobody, nor most as everybody.
    """
    if of < 1 or not 0 <= n <= of:
        return DotPicture((), 0)
    total = min(of, MOST)
    filled = (2 * n * total + of) // (2 * of)
    if n:
        filled = max(1, filled)
    if n < of:
        filled = min(total - 1, filled)
    places = (divmod(index, ROW) for index in range(total))
    return DotPicture(
        tuple(
            Dot(STEP * column + STEP // 2, STEP * row + STEP // 2, row * ROW + column < filled)
            for row, column in places
        ),
        filled,
    )
