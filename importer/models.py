"""Documents that were handed in, and what was made of them."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import Revision

from blog.models import ArticleIndexPage, ArticlePage
from importer import codec
from importer.nodes import Document
from importer.parts import Correction, Part

LONGEST_NAME = 255
PASTED = "Pasted text"


class ImportedDocumentQuerySet(models.QuerySet):
    def light(self) -> "ImportedDocumentQuerySet":
        """Without the file and its content, which may be large."""
        return self.defer("data", "content")

    def waiting(self) -> "ImportedDocumentQuerySet":
        """Those that no article has been made of yet."""
        return self.filter(imported_at=None).order_by("-uploaded_at")


class ImportedDocument(models.Model):
    """A writer's document as it came, what people said of its pieces, and the article made of it.

    The file lies in the database: it is no public upload, and it comes and goes with its draft.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    data = models.BinaryField()
    digest = models.CharField(max_length=64, db_index=True)
    content = models.JSONField()
    corrections = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)  # counts the corrections
    parent = models.ForeignKey(  # until there is an article, which can be moved
        ArticleIndexPage, null=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(
        ArticlePage, null=True, on_delete=models.CASCADE, related_name="imported_documents"
    )
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.JSONField(default=list)  # headings, each with its lines
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True)

    objects = ImportedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pasted(self) -> bool:
        return self.name.startswith(PASTED)

    def outline(self) -> Document:
        """What was read of it, with the names of its pictures and without their data."""
        names = self.pictures.values_list("name", flat=True)
        return codec.from_json(self.content, dict.fromkeys(names, b""))

    def files(self) -> dict[str, bytes]:
        """The pictures that are still kept, by their names."""
        return {picture.name: bytes(picture.data) for picture in self.pictures.all()}

    def said(self) -> dict[int, Correction]:
        """What people said of its pieces, by their place."""
        return {
            int(place): Correction(Part[part], level) for place, (part, level) in self.corrections.items()
        }


class ImportedPicture(models.Model):
    """A picture of a document that waits for its article."""

    document = models.ForeignKey(ImportedDocument, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=LONGEST_NAME)
    data = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["document", "name"], name="one_picture_per_name")]

    def __str__(self) -> str:
        return self.name


def digest_of(data: bytes) -> str:
    return sha256(data).hexdigest()


def stored(said: dict[int, Correction]) -> dict[str, Any]:
    """Corrections as `ImportedDocument.corrections` keeps them."""
    return {str(place): [one.part.name, one.level] for place, one in said.items()}
