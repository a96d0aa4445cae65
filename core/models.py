from functools import cached_property
from http import HTTPMethod
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.templatetags.static import static
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site
from wagtail.search import index
from wagtailseo.models import SeoMixin

from core import schema
from core.blocks.text import give_anchors
from core.forms import PageForm
from core.text import brief

LONGEST_DESCRIPTION = 200


class BasePage(SeoMixin, Page):
    """What every page of the site has: meta tags, breadcrumbs and one graph of structured data.

    A page answers 405 to anything but reading; one that holds a form allows POST as well.
    """

    base_form_class = PageForm
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    promote_panels = SeoMixin.seo_panels
    search_fields = [*Page.search_fields, index.SearchField("search_description")]
    seo_image_sources = ["og_image", "illustration"]

    class Meta:
        abstract = True

    @cached_property
    def _site(self) -> Site | None:
        return super().get_site()

    def get_site(self) -> Site | None:
        """The site of this page, asked for once: the meta tags alone need it a dozen times."""
        return self._site

    @property
    def seo_description(self) -> str:
        """What search engines and cards show: whole sentences, as many as fit."""
        return brief(super().seo_description, LONGEST_DESCRIPTION)

    @cached_property
    def seo_image(self) -> AbstractImage | None:
        """The preview image. Other sites show no SVG, so that counts as none."""
        image = super().seo_image
        return None if image is None or image.is_svg() else image

    @property
    def seo_image_url(self) -> str:
        """The preview image: the page's or the site's own, else the one shipped with the site."""
        return super().seo_image_url or f"{self.root_url}{static('img/og.png')}"

    @property
    def root_url(self) -> str:
        """The address of the site this page belongs to, without a slash at its end."""
        parts = self.get_url_parts()
        return parts[1] if parts else ""

    @cached_property
    def trail(self) -> list[Page]:
        """The pages from the home page down to this one."""
        return [*self.get_ancestors().filter(depth__gt=1), self]

    @property
    def blocks(self) -> list[Any]:
        """The top-level blocks of the body, for pages that have one."""
        return list(getattr(self, "body", ()))

    def structured_data(self) -> list[schema.Node]:
        """The nodes of the page's graph; each class adds its own through super()."""
        if len(self.trail) < 2:
            return []
        return [schema.breadcrumbs((page.title, page.get_full_url() or "") for page in self.trail)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The usual context, with each heading of the body under an id of its own."""
        give_anchors(self.blocks)
        return super().get_context(request, *args, **kwargs)


class RateCount(models.Model):
    """How often something was done in one span of time; see core.rate_limit."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key


class ClinicSetting(BaseSiteSetting):
    """Settings of the clinic, which mail and tasks need as well as pages do."""

    class Meta:
        abstract = True

    @classmethod
    def of_default_site(cls) -> Self:
        """Those of the clinic, also outside any web request; the defaults where nobody has saved any."""
        return cls.objects.order_by("-site__is_default_site").first() or cls()
