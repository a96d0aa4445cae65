from editorial.models.links import LinkLease, LinkState
from editorial.models.settings import EditorialSettings
from editorial.models.sources import Source, SourceQuerySet

__all__ = ["EditorialSettings", "LinkLease", "LinkState", "Source", "SourceQuerySet"]
