"""What Django's error reports leave out, on the page that DEBUG shows and in mail to administrators."""

import re
from types import FrameType
from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from core.privacy import LEFT_OUT, is_private


class ErrorFilter(SafeExceptionReporterFilter):
    """Never what was sent in a form, nor addresses of servers, which can hold their passwords."""

    hidden_settings = re.compile(
        "API|AUTH|TOKEN|KEY|SECRET|PASS|SIGNATURE|HTTP_COOKIE|DATABASE_URL|REDIS_URL|BROKER_URL|LOCATION",
        re.IGNORECASE,
    )

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        return (
            {}.items()
            if is_private(None, request)
            else super().get_traceback_frame_variables(request, tb_frame)
        )


class ErrorReporter(ExceptionReporter):
    """A report of an error that may quote a patient says where it came up and of which kind it is."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        if not is_private(self.exc_value, self.request):
            return data
        for frame in data["frames"]:
            frame["vars"] = []
            if frame["exc_cause"]:
                frame["exc_cause"] = type(frame["exc_cause"]).__qualname__
        if self.template_info:
            data["template_info"] = self.template_info | {"message": LEFT_OUT}
        return data | {"exception_value": LEFT_OUT, "exception_notes": "", "unicode_hint": ""}
