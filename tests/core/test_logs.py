import logging

import pytest


@pytest.mark.parametrize(("name", "lines"), [("django.security.DisallowedHost", 1), ("django.request", 2)])
def test_what_is_refused_from_outside_is_one_line(name: str, lines: int) -> None:
    console = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    cause = (ValueError, ValueError("wrong"), None)
    record = logging.getLogger(name).makeRecord(name, logging.ERROR, __file__, 1, "Refused", (), cause)
    assert console.filter(record)
    assert len(console.format(record).splitlines()) == lines
