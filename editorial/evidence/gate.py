"""What is said when a page is not let onto the site, and the form that says it."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import construct_instance
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from core.forms import PageForm
from editorial.findings import Finding


def refusal(title: str, findings: Sequence[Finding]) -> str:
    """What happened and what to do, in a sentence or two."""
    subject = "one finding blocks" if len(findings) == 1 else f"{len(findings)} findings block"
    can_be_accepted = any(finding.can_be_accepted for finding in findings)
    advice = ", or accept a finding with a reason" if can_be_accepted else ""
    return f"“{title}” was not published: {subject} it. Change the article{advice}."


def in_words(finding: Finding) -> str:
    """A finding as a line of text, with what it quotes and its code."""
    quotes = " / ".join(f"“{' '.join(quote.split())}”" for quote in finding.quotes)
    return " ".join(part for part in (finding.message, quotes, f"({finding.code})") if part)


def place(finding: Finding) -> str:
    """The address of the place within the editor, which `evidence.js` knows how to find."""
    return f"#evidence/{finding.path}"


class PublishingRefused(ValidationError):
    """The page was not published: these findings block it. Nothing of the attempt was stored."""

    def __init__(self, page: Any, findings: Sequence[Finding]) -> None:
        self.page = page
        self.findings = findings
        lines = [refusal(str(page), findings), *map(in_words, findings)]
        super().__init__({NON_FIELD_ERRORS: lines})

    def __str__(self) -> str:
        return "\n".join(self.messages)


class Linked(SafeString):
    """A message with a link. Wagtail puts the name of a field, here none, before each message."""

    def __radd__(self, other: str) -> "Linked":
        return Linked("".join([conditional_escape(other), self]))


class CheckedPageForm(PageForm):
    """The editor's form. It refuses to publish what a finding blocks, and keeps everything that was typed.

    `is_refused` tells that it has, which is the only thing wrong with the form then.
    """

    is_refused = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (self.is_deferred_validation or self.is_sent_back or self.errors):
            page = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            if blocking := page.blocking:
                self.is_refused = True
                self.add_error(None, [refusal(page.title, blocking), *map(_linked, blocking)])
        return cleaned

    @property
    def is_sent_back(self) -> bool:
        """Whether a reviewer rejects the page or its author takes it back: neither publishes it."""
        rejects = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "reject"
        return rejects or "action-cancel-workflow" in self.data


def _linked(finding: Finding) -> Linked:
    return Linked(format_html('<a href="{}">{}</a>', place(finding), in_words(finding)))
