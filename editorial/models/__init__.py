from editorial.models.sources import Source, SourceQuerySet, cited_in_drafts

__all__ = ["Source", "SourceQuerySet", "cited_in_drafts"]
