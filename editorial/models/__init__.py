from editorial.models.acceptance import AcceptedFinding
from editorial.models.checked import CheckedPage
from editorial.models.corrections import Correction
from editorial.models.draft_links import DraftLink, ReviewComment
from editorial.models.health import PageHealth
from editorial.models.links import LinkLease, LinkState
from editorial.models.merged import MergedSource
from editorial.models.notices import Notice
from editorial.models.reviews import MinorEdit, Review, Standing
from editorial.models.settings import EditorialSettings
from editorial.models.sign_off import ClinicalSignOffTask
from editorial.models.sources import Source, SourceQuerySet
from editorial.models.terms import Term

__all__ = [
    "AcceptedFinding",
    "CheckedPage",
    "ClinicalSignOffTask",
    "Correction",
    "DraftLink",
    "EditorialSettings",
    "LinkLease",
    "LinkState",
    "MergedSource",
    "MinorEdit",
    "Notice",
    "PageHealth",
    "Review",
    "ReviewComment",
    "Source",
    "SourceQuerySet",
    "Standing",
    "Term",
]
