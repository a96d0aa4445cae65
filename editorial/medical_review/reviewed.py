from functools import cached_property
from typing import Any

from wagtail.models import Revision

from editorial.medical_review.content import Content, content_of
from editorial.medical_review.content import fingerprint as fingerprint_of
from editorial.models.corrections import Correction
from editorial.models.reviews import Review, Standing


class ReviewedMixin:
    """A page that providers review. `reviewed_fields` hold what readers are told, in reading order.

    `draft_template` renders the page's own part of its template, for those who read a draft through a link.
    """

    reviewed_fields: tuple[str, ...] = ()
    draft_template = ""

    @property
    def content(self) -> Content:
        """What a provider approves of this version. It costs no query."""
        values = ((name, getattr(self, name)) for name in self.reviewed_fields)
        return content_of((name, getattr(value, "raw_data", value)) for name, value in values)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.content)

    @cached_property
    def original(self) -> Any:
        """The page whose text this is: of an alias the one it stands for, which has its reviews too."""
        page: Any = self
        while page.alias_of_id:
            page = page.alias_of
        return page

    @cached_property
    def _told(self) -> list[Standing]:
        return Review.objects.of_live(self.original, self.fingerprint)

    @property
    def review(self) -> Standing | None:
        """The review that readers are told of, on the live page: of the whole article where there is one."""
        return self._told[0] if self._told else None

    @property
    def partial_reviews(self) -> list[Standing]:
        """The reviews of parts of the article that stand beside it."""
        return self._told[1:]

    @property
    def draft_review(self) -> Standing | None:
        """The review that this version has, or that it was edited after."""
        return Review.objects.of_draft(self.original, self.fingerprint)

    @cached_property
    def shown_corrections(self) -> list[Correction]:
        return list(Correction.objects.counting().filter(page_id=self.original.pk))

    @property
    def places(self) -> list[tuple[str, str]]:
        """The parts a comment can be about: the path of each and its name."""
        blocks: list[Any] = getattr(self, "blocks", [])
        return [(f"body/{child.id}", _name(child)) for child in blocks if child.id]

    @property
    def draft_mark(self) -> str:
        """Which words of which page the newest draft holds. A form carries it, to know them again."""
        draft = self.get_latest_revision_as_object()  # type: ignore[attr-defined]
        return f"{draft.pk}:{draft.fingerprint}"

    def revision_to_review(self) -> Revision:
        """The newest draft. A page that was made without any revision gets one of what is live."""
        return self.get_latest_revision() or self.save_revision(clean=False)  # type: ignore[attr-defined]


def _name(child: Any) -> str:
    heading = child.value.get("heading", "") if hasattr(child.value, "get") else ""
    return f"{child.block.label}: {heading}" if heading else str(child.block.label)
