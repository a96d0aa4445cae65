import logging
from typing import Any

from core.privacy import describe, is_private


class OneLine(logging.Filter):
    """What Django refuses from outside is one line. A wrong Host, a body too large: any robot sends those."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
        return True


class Scrubbed(logging.Filter):
    """Errors that may quote a patient are told by kind and place, without their words."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not is_private(error, getattr(record, "request", None)):
            return True
        if isinstance(record.args, dict):  # so does Celery
            record.args = {name: _without(error, value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(_without(error, value) for value in record.args)
        record.exc_info, record.exc_text = None, describe(error)
        return True


def _without(error: BaseException, value: Any) -> Any:
    """The kind of the error in place of a value that repeats its words."""
    repeats = isinstance(value, BaseException) or (str(error) and str(error) in str(value))
    return type(error).__qualname__ if repeats else value
