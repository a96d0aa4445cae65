"""Blocks of pictures and data."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, StructBlockValidationError, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock as AccessibleImageBlock


def newest_image() -> dict[str, Any]:
    """The library's newest image stands for all others in the block's preview."""
    image = get_image_model().objects.order_by("-pk").first()
    chosen = {"image": image, "alt_text": image.default_alt_text, "decorative": False} if image else None
    return {"image": chosen, "caption": "What the picture shows, in a line beneath it."}


class ImageBlock(StructBlock):
    image = AccessibleImageBlock()
    caption = CharBlock(required=False)

    class Meta:
        icon = "image"
        label = "Image"
        group = "Media"
        template = "blocks/image.html"
        label_format = "{caption}"
        description = "A picture with a text alternative, or marked as decorative."
        preview_value = staticmethod(newest_image)


class TableValue(StructValue):
    @property
    def caption(self) -> str:
        return self["table"].caption if self["table"] else ""


class TableBlock(StructBlock):
    """A table whose caption and column headings are required to publish."""

    table = TypedTableBlock([("text", CharBlock(required=False, label="Text"))])
    first_column_is_header = BooleanBlock(
        required=False, default=True, help_text="The first cell of each row names the row."
    )

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (problem := _problem(cleaned["table"])):
            raise StructBlockValidationError(block_errors={"table": ValidationError(problem)})
        return cleaned

    class Meta:
        icon = "table"
        label = "Table"
        group = "Media"
        template = "blocks/table.html"
        value_class = TableValue
        label_format = "Table"
        description = "Rows and columns with a caption and header cells."
        preview_value = {
            "first_column_is_header": True,
            "table": {
                "caption": "Two ways of giving the same medicine",
                "columns": [
                    {"type": "text", "heading": "Form"},
                    {"type": "text", "heading": "How long a visit takes"},
                ],
                "rows": [
                    {"values": ["Infusion", "About two hours"]},
                    {"values": ["Nasal spray", "At least two hours"]},
                ],
            },
        }


def _problem(table: TypedTable) -> str:
    if not table.columns or not table.row_data:
        return "The table needs at least one column and one row."
    if not table.caption:
        return "The table needs a caption that says what it shows."
    if not all(column["heading"].strip() for column in table.columns):
        return "Every column needs a heading."
    return ""
