"""The measure of requests is a fair one."""

import pytest

from forms_app.forms import UNSEEN, AppointmentForm
from tests.bench.requests import slow_end
from tests.bench.wagtail_form.fields import FIELDS


def test_wagtails_form_has_as_many_fields_as_ours() -> None:
    assert len(FIELDS) == len(set(AppointmentForm.base_fields) - UNSEEN)


@pytest.mark.parametrize(("times", "expected"), [([1.0] * 100, 1.0), ([1.0] * 90 + [9.0] * 10, 9.0)])
def test_the_slow_end_is_what_one_in_twenty_exceeds(times: list[float], expected: float) -> None:
    assert slow_end(times) == expected
