"""What the Evidence panel shows of a page: findings by severity, and those that somebody has accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms.widgets import Script
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.side_panels import BaseSidePanel

from editorial.evidence.gate import place
from editorial.findings import Finding, Severity
from editorial.models import AcceptedFinding, CheckedPage


@dataclass(frozen=True, slots=True)
class ShownFinding:
    finding: Finding
    acceptance: AcceptedFinding | None = None

    @property
    def place(self) -> str:
        return place(self.finding)


@dataclass(frozen=True, slots=True)
class Group:
    severity: Severity
    findings: list[ShownFinding]


class Evidence:
    """The findings of a page as it is now, stored or being written.

    `problem` is what was wrong with what was asked of it, `asked_of` the finding that was to be accepted.
    """

    def __init__(self, page: CheckedPage, problem: str = "", asked_of: str = "") -> None:
        self.page = page
        self.problem = problem
        self.asked_of = asked_of

    @cached_property
    def shown(self) -> list[ShownFinding]:
        """Each finding once: what says the same in two places is accepted once."""
        accepted = self.page.accepted
        findings: dict[str, Finding] = {}
        for finding in self.page.findings:
            findings.setdefault(finding.fingerprint, finding)
        return [ShownFinding(finding, accepted.get(finding)) for finding in findings.values()]

    @property
    def groups(self) -> Iterator[Group]:
        """The open findings of each severity that has any."""
        for severity in Severity:
            found = [one for one in self.open if one.finding.severity == severity]
            if found:
                yield Group(severity, found)

    @property
    def open(self) -> list[ShownFinding]:
        return [one for one in self.shown if not one.acceptance]

    @property
    def accepted(self) -> list[ShownFinding]:
        return [one for one in self.shown if one.acceptance]

    @property
    def refused(self) -> str:
        """The finding at whose form the problem is shown; else it stands above all of them."""
        forms = {one.finding.fingerprint for one in self.open} if self.problem and self.page.pk else set()
        return self.asked_of if self.asked_of in forms else ""

    @property
    def is_blocked(self) -> bool:
        return any(one.finding.severity == Severity.BLOCKS for one in self.open)

    @property
    def count(self) -> int:
        """What the badge says. Notes are not counted."""
        return sum(one.finding.severity != Severity.NOTE for one in self.open)

    @property
    def summary(self) -> str:
        """How many of each, for somebody who cannot see the list change."""
        counts = [f"{group.severity.heading}: {len(group.findings)}" for group in self.groups]
        return ". ".join(counts) or "No open findings"


def stylesheet() -> SafeString:
    """For every page of the admin: a refusal may be told on any of them."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/evidence.css"))


class EvidencePanel(BaseSidePanel):
    """The panel beside Wagtail's own. `evidence.js` keeps it up to date while somebody writes."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Toggle evidence"
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            evidence = self.panel.evidence
            self.counter_classname = "w-bg-critical-200" if evidence.is_blocked else ""
            return super().get_context_data(parent_context) | {"count": evidence.count}

    class Media:
        js = [Script("js/evidence.js", defer=True)]

    name = "evidence"
    title = "Evidence"
    template_name = "editorial/admin/evidence_panel.html"
    order = 150

    @cached_property
    def evidence(self) -> Evidence:
        return Evidence(self.object)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"evidence": self.evidence}
