from editorial.models.acceptance import AcceptedFinding
from editorial.models.checked import CheckedPage
from editorial.models.sources import Source, SourceQuerySet, cited_in_drafts

__all__ = ["AcceptedFinding", "CheckedPage", "Source", "SourceQuerySet", "cited_in_drafts"]
