from editorial.models.acceptance import AcceptedFinding
from editorial.models.checked import CheckedPage
from editorial.models.health import PageHealth
from editorial.models.sources import Source, SourceQuerySet, cited_in_drafts

__all__ = ["AcceptedFinding", "CheckedPage", "PageHealth", "Source", "SourceQuerySet", "cited_in_drafts"]
