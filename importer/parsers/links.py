"""Where the links of a document lead."""

import re

from editorial.identity import unwrap
from importer.nodes import LINKS

LINE_ENDS = re.compile(r"[\t\r\n]")


def is_inside(target: str) -> bool:
    """Whether a link leads to another place in its document."""
    return not target.strip() or target.strip().startswith("#")


def address(target: str) -> str:
    """Where a link leads on the web, by the shortest way; empty for one that leads nowhere there."""
    found = unwrap(LINE_ENDS.sub("", target.strip())).replace(" ", "%20")
    return found if found.lower().startswith(LINKS) and found.isprintable() else ""
