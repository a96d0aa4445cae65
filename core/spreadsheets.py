"""Tables that are downloaded as CSV or XLSX."""

from typing import Any

from wagtail.admin.views.reports import ReportView

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(value: Any) -> Any:
    """The value of a cell that no spreadsheet takes for a formula; nothing for None."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class SafeReportView(ReportView):
    """A report whose download holds no formula, whatever somebody has typed."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return inert(super().preprocess_field_value(field, value, export_format))
