"""What a check has to say. Pure."""

import hashlib
from dataclasses import asdict, dataclass
from enum import StrEnum

# Parts that no article goes without: what is missing cannot be accepted, only added.
REQUIRED = frozenset({"quick-answer-missing"})


class Severity(StrEnum):
    """How much a finding matters, the gravest first."""

    BLOCKS = "blocks"
    WARNING = "warning"
    NOTE = "note"

    @property
    def heading(self) -> str:
        """What stands above the findings of this severity."""
        return {"blocks": "Blocks publishing", "warning": "Warnings", "note": "Notes"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` never changes once released. `path` leads to the place, `quotes` are the words found there.

    `subject` tells apart what one check finds in the same words, such as the term that it is about.
    """

    code: str
    severity: Severity
    message: str
    path: str
    quotes: tuple[str, ...] = ()
    subject: str = ""

    @property
    def fingerprint(self) -> str:
        """The same as long as the words are, wherever they stand. Without words the place counts."""
        words = [_folded(quote) for quote in self.quotes] or [self.path]
        return hashlib.sha256("\n".join([self.code, _folded(self.subject), *words]).encode()).hexdigest()

    @property
    def can_be_accepted(self) -> bool:
        return self.code not in REQUIRED

    def to_json(self) -> dict[str, object]:
        told = asdict(self) | {"severity": self.severity.value, "quotes": list(self.quotes)}
        del told["subject"]
        return told


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
