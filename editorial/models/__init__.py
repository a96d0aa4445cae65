from editorial.models.acceptance import AcceptedFinding
from editorial.models.checked import CheckedPage
from editorial.models.health import PageHealth
from editorial.models.links import LinkLease, LinkState
from editorial.models.settings import EditorialSettings
from editorial.models.sources import Source, SourceQuerySet

__all__ = [
    "AcceptedFinding",
    "CheckedPage",
    "EditorialSettings",
    "LinkLease",
    "LinkState",
    "PageHealth",
    "Source",
    "SourceQuerySet",
]
