"""The measure of requests is a fair one."""

import pytest

from forms_app.forms import UNSEEN, AppointmentForm
from tests.bench.requests import kept, slow_end
from tests.bench.wagtail_form.fields import FIELDS


def test_wagtails_form_has_as_many_fields_as_ours() -> None:
    assert len(FIELDS) == len(set(AppointmentForm.base_fields) - UNSEEN)


@pytest.mark.parametrize(("times", "expected"), [([1.0] * 100, 1.0), ([1.0] * 90 + [9.0] * 10, 9.0)])
def test_the_slow_end_is_what_one_in_twenty_exceeds(times: list[float], expected: float) -> None:
    assert slow_end(times) == expected


@pytest.mark.parametrize(
    ("ratio", "said"), [(1.2, []), (1.25, ["EXCEEDED: 1.25x, at most 1.20x was promised"])]
)
def test_a_ratio_that_is_exceeded_is_said(ratio: float, said: list[str]) -> None:
    lines: list[str] = []
    assert kept(lines.append, ratio, 1.2) is (not said)
    assert lines == said
