from editorial.models.sources import Source, SourceQuerySet

__all__ = ["Source", "SourceQuerySet"]
