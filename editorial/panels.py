"""The form of a source: it asks for what its type needs, and shows what becomes of it."""

import json
from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from editorial.models import Source

IN_JOURNALS = ["journal_article", "guideline"]
PRINTED = [*IN_JOURNALS, "book"]
RESULTS = ["journal_article", "government", "web_page", "book"]
PUBLISHED = [one for one in Source.Type.values if one != "journal_article"]
NO_LONGER_HOLDS = ["retracted", "superseded"]


class ConditionalPanel(FieldPanel):
    """A field that is shown while another one has one of these values, and always once it is filled in."""

    def __init__(self, field_name: str, *, when: str, among: list[str], **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.when, self.among = when, among

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"when": self.when, "among": self.among}

    class BoundPanel(FieldPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, str]:
            if self.bound_field.value():
                return super().attrs
            rule = json.dumps({self.panel.when: self.panel.among})
            return {**super().attrs, "data-w-rules-target": "show", "data-w-rules": rule}


class SourcePanel(HelpPanel):
    """Something about the source that is no field of it; its template gets `source`."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"source": self.instance}


def _of(field: str, types: list[str], **kwargs: Any) -> ConditionalPanel:
    return ConditionalPanel(field, when="type", among=types, **kwargs)


SOURCE_FORM = ObjectList(
    [
        SourcePanel(heading="As readers see it", template="editorial/admin/includes/citation.html"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("type"), FieldPanel("year", help_text="Of a page: published or updated.")]),
        FieldPanel("authors", help_text="Surname AB; Surname CD; et al. Of a drug label: its manufacturer."),
        FieldRowPanel(
            [
                _of("container", [*PRINTED, "news"], help_text="Of a chapter, news: what it appeared in."),
                _of("locator", PRINTED),
                _of("publisher", PUBLISHED),
            ]
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([_of("doi", PRINTED), _of("pmid", IN_JOURNALS)]),
                FieldPanel("url"),
                FieldPanel("archived_url"),
                FieldPanel("accessed", help_text="The day somebody read it there; printed with its address."),
            ],
            heading="Where to find it",
        ),
        MultiFieldPanel(
            [FieldRowPanel([_of("study_design", RESULTS), _of("n", RESULTS)]), FieldPanel("key")],
            heading="Evidence",
        ),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                ConditionalPanel("status_note", when="status", among=NO_LONGER_HOLDS),
                ConditionalPanel("superseded_by", when="status", among=NO_LONGER_HOLDS),
            ],
            heading="Whether it still holds",
        ),
        FieldPanel("notes"),
        SourcePanel(heading="Used in", template="editorial/admin/includes/uses.html"),
    ],
    attrs={"data-controller": "w-rules", "data-action": "change->w-rules#resolve"},
)
