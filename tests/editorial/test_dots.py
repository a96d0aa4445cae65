import pytest

from editorial.dots import Dot, dots


@pytest.mark.parametrize(
    ("n", "of", "filled", "total"),
    [
        (26, 100, 26, 100),
        (0, 100, 0, 100),
        (100, 100, 100, 100),
        (3, 12, 3, 12),
        (1, 1, 1, 1),
        (56, 215, 26, 100),
        (1, 200, 1, 100),
        (5, 1000, 1, 100),
        (1, 100_000, 1, 100),
        (99_999, 100_000, 99, 100),
        (0, 5000, 0, 100),
        (5000, 5000, 100, 100),
    ],
)
def test_how_many_are_filled(n: int, of: int, filled: int, total: int) -> None:
    picture = dots(n, of)
    assert (picture.filled, picture.total) == (filled, total)
    assert sum(dot.filled for dot in picture.dots) == filled


@pytest.mark.parametrize(("n", "of"), [(1, 0), (-1, 10), (11, 10)])
def test_nonsense_draws_nothing(n: int, of: int) -> None:
    assert dots(n, of).dots == ()


def test_rows_of_ten_filled_from_the_start() -> None:
    picture = dots(11, 12)
    assert picture.dots[0] == Dot(10, 10, True)
    assert picture.dots[9] == Dot(190, 10, True)
    assert picture.dots[10] == Dot(10, 30, True)
    assert picture.dots[11] == Dot(30, 30, False)
    assert (picture.width, picture.height) == (200, 40)
