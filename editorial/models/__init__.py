from editorial.models.sources import Source, SourceQuerySet, cited_in_drafts
from editorial.models.terms import Term

__all__ = ["Source", "SourceQuerySet", "Term", "cited_in_drafts"]
