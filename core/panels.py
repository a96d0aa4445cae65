"""Panels of Wagtail's editor that any app may use."""

from typing import Any

from wagtail.admin.panels import Panel


class ProblemsPanel(Panel):
    """What is wrong with what is stored: the sentences in `problems` of the instance. Absent without any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/problems_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.problems)

        @property
        def problems(self) -> list[str]:
            return self.instance.problems

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"problems": self.problems}
