from typing import Any

from django import forms

from importer import parsers
from importer.models import PASTED

SUFFIXES = ", ".join(parsers.FORMATS)
LONGEST_TEXT = 1_000_000
LONGEST_HTML = 3_000_000
TOO_LONG = "This is too much to paste. Save it as a file and send that."


class DocumentForm(forms.Form):
    """A document as a file or pasted. `html` is what the clipboard held beside the text, if anything did."""

    file = forms.FileField(
        required=False,
        label="File",
        help_text="Word, a saved web page, a ZIP file of one, Markdown or plain text.",
        widget=forms.ClearableFileInput(attrs={"accept": SUFFIXES}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": TOO_LONG},
        label="Or paste the text",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    html = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_HTML,
        widget=forms.HiddenInput,
        error_messages={"max_length": TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()):
            both = bool(cleaned.get("file"))
            raise forms.ValidationError(
                "Send a file or a text, not both." if both else "Choose a file, or paste the text."
            )
        return cleaned

    @property
    def errors_in_words(self) -> str:
        """Every error in one line."""
        return " ".join(message for messages in self.errors.values() for message in messages)

    @property
    def sent(self) -> tuple[str, bytes]:
        """The name and the bytes of the document, which its formats know how to read."""
        if file := self.cleaned_data["file"]:
            return file.name, file.read()
        if html := self.cleaned_data["html"]:
            return f"{PASTED}.html", html.encode()
        return f"{PASTED}.txt", self.cleaned_data["text"].encode()
