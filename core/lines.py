"""Text fields that hold one item to a line."""


def split_lines(text: str) -> list[str]:
    """The lines that hold something, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]
