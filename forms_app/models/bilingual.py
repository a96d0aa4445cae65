from typing import Any

from django.http import HttpRequest

from core.models import BasePage
from forms_app import languages
from forms_app.choices import Language


class BilingualPage(BasePage):
    """A page that can be read in Spanish at es/ below its own address.

    Each field named in `bilingual` has a companion of the same name with `_es` behind it.
    """

    bilingual: list[str] = []

    class Meta(BasePage.Meta):
        abstract = True

    @property
    def texts(self) -> dict[str, languages.Text]:
        """The editors' own words in the language at hand."""
        return {
            name: languages.in_current(getattr(self, name), getattr(self, f"{name}_es"))
            for name in self.bilingual
        }

    def address(self, *below: str, request: HttpRequest | None = None, language: str = "") -> str:
        """The path of the page, or of a place below it, in a language or the one at hand."""
        is_spanish = (language or languages.current()) == languages.SPANISH
        places = [languages.SPANISH, *below] if is_spanish else below
        return (self.get_url(request) or "") + "".join(f"{place}/" for place in places)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The page in each language, and each with all of them."""
        (own,) = super().get_sitemap_urls(request)
        places = {language: self.root_url + self.address(language=language) for language in Language.values}
        alternates = [{"lang_code": language, "location": place} for language, place in places.items()]
        return [own | {"location": place, "alternates": alternates} for place in places.values()]

    def full_address(self, *below: str) -> str:
        """The same with the name of the site, for mail."""
        return self.root_url + self.address(*below)
