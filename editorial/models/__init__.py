from editorial.models.links import LinkLease, LinkState
from editorial.models.settings import EditorialSettings
from editorial.models.sources import Source, SourceQuerySet, cited_in_drafts

__all__ = ["EditorialSettings", "LinkLease", "LinkState", "Source", "SourceQuerySet", "cited_in_drafts"]
