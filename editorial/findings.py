"""What a check has to say. Pure."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, the gravest first."""

    BLOCKS = "blocks"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` never changes once released. `path` leads to the place, `quotes` are the words found there."""

    code: str
    severity: Severity
    message: str
    path: str
    quotes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        return asdict(self) | {"severity": self.severity.value, "quotes": list(self.quotes)}
