from datetime import datetime, time

import pytest

from clinics.hours import week
from forms_app.due import due_at

NINE_TO_FIVE = week((day, time(9), time(17)) for day in range(5))
OVERLAPPING = week((day, *span) for day in range(5) for span in [(time(8), time(18)), (time(9), time(12))])
SPLIT_TUESDAY = week([(1, time(13), time(18)), (1, time(8), time(12))])


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        ("2026-11-23T18:00+00:00", NINE_TO_FIVE, "2026-11-24T17:00-08:00"),  # Monday morning in Oregon
        ("2026-11-24T05:00+00:00", NINE_TO_FIVE, "2026-11-24T17:00-08:00"),  # still Monday there
        ("2026-11-27T20:00+00:00", NINE_TO_FIVE, "2026-11-30T17:00-08:00"),  # Friday: over the weekend
        ("2026-11-28T20:00+00:00", NINE_TO_FIVE, "2026-11-30T17:00-08:00"),
        ("2026-10-30T20:00+00:00", NINE_TO_FIVE, "2026-11-02T17:00-08:00"),  # clocks go back on Sunday
        ("2026-03-06T20:00+00:00", NINE_TO_FIVE, "2026-03-09T17:00-07:00"),  # clocks go forward on Sunday
        ("2026-11-23T18:00+00:00", SPLIT_TUESDAY, "2026-11-24T18:00-08:00"),
        ("2026-11-23T18:00+00:00", OVERLAPPING, "2026-11-24T18:00-08:00"),
        ("2026-11-24T20:00+00:00", SPLIT_TUESDAY, "2026-12-01T18:00-08:00"),  # open once a week
        ("2026-11-27T20:00+00:00", week([]), "2026-11-30T17:00-08:00"),  # lists no hours
    ],
)
def test_due_at(received: str, hours: list, due: str) -> None:
    moment = due_at(received=datetime.fromisoformat(received), time_zone="America/Los_Angeles", hours=hours)
    assert moment.isoformat(timespec="minutes") == due
