"""Which marks writers may use where. Names are Draftail's feature names."""

INLINE = ["bold", "italic", "link", "superscript", "subscript", "citation"]
PROSE = [*INLINE, "ol", "ul"]
SECTION = [*PROSE, "h4"]
