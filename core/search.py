"""Wagtail's search in the site's own database, for any text that people type or paste."""

from typing import Any

from wagtail.search.backends import database

NOT_SEARCHABLE = str.maketrans({'"': " ", "\0": " "})


class AnyText:
    """SQLite's query ends at a quotation mark and PostgreSQL refuses a NUL: both are read as spaces."""

    def _search(self, compiler: type, query: Any, *args: Any, **kwargs: Any) -> Any:
        words = query.translate(NOT_SEARCHABLE).strip() if isinstance(query, str) else query
        return super()._search(compiler, words, *args, **kwargs)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend that Wagtail has for this database, with `AnyText` before it."""
    own = type(database.SearchBackend({}))
    return type("SearchBackend", (AnyText, own), {})(params)
