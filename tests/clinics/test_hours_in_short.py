from datetime import time

import pytest

from clinics.hours import in_short, week

OPENS, NOON, CLOSES = time(8), time(12), time(17)


@pytest.mark.parametrize(
    ("entries", "lines"),
    [
        ([], []),
        ([(0, OPENS, CLOSES)], ["Mon: 8 am to 5 pm"]),
        ([(day, OPENS, CLOSES) for day in range(5)], ["Mon to Fri: 8 am to 5 pm"]),
        (
            [*((day, OPENS, CLOSES) for day in range(4)), (4, OPENS, NOON)],
            ["Mon to Thu: 8 am to 5 pm", "Fri: 8 am to noon"],
        ),
        (
            [(0, OPENS, CLOSES), (2, OPENS, CLOSES)],
            ["Mon: 8 am to 5 pm", "Wed: 8 am to 5 pm"],
        ),
    ],
)
def test_in_short(entries: list[tuple[int, time, time]], lines: list[str]) -> None:
    assert in_short(week(entries)) == lines
