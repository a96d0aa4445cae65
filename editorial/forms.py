from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield

from editorial.models import Source


class SourceForm(WagtailAdminModelForm):
    """What it takes to add a source while writing. The prefix keeps its ids apart from the page's own."""

    prefix = "source"

    class Meta:
        model = Source
        formfield_callback = formfield_for_dbfield
        fields = [
            "title",
            "type",
            "year",
            "authors",
            "container",
            "locator",
            "publisher",
            "doi",
            "pmid",
            "url",
        ]
