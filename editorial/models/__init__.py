from editorial.models.corrections import Correction
from editorial.models.links import DraftLink, ReviewComment
from editorial.models.notices import Notice
from editorial.models.reviews import MinorEdit, Review, Standing
from editorial.models.settings import EditorialSettings
from editorial.models.sign_off import ClinicalSignOffTask
from editorial.models.sources import Source, SourceQuerySet, cited_in_drafts

__all__ = [
    "ClinicalSignOffTask",
    "Correction",
    "DraftLink",
    "EditorialSettings",
    "MinorEdit",
    "Notice",
    "Review",
    "ReviewComment",
    "Source",
    "SourceQuerySet",
    "Standing",
    "cited_in_drafts",
]
