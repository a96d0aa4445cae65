"""An article as a file, in every format that writers work in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from blog.models import ArticlePage
from importer.writers import docx, markdown
from importer.writers.from_page import Written, from_page


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    content_type: str
    write: Callable[[Written], bytes]


def _word(article: Written) -> bytes:
    def read(address: str) -> bytes | None:
        try:
            with article.images[address].file.open("rb") as file:
                return bytes(file.read())
        except OSError:  # the library lists it, the storage has lost it
            return None

    return docx.write(
        article.nodes, title=article.title, author=article.author, made=timezone.now(), read=read
    )


def _markdown(article: Written) -> bytes:
    return markdown.write(article.nodes).encode()


FORMATS = {
    "docx": Format("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word),
    "md": Format("Markdown", "text/markdown; charset=utf-8", _markdown),
}


def export(page: ArticlePage, suffix: str) -> bytes:
    """The newest draft of an article as a file that imports as the same blocks."""
    return FORMATS[suffix].write(from_page(page.get_latest_revision_as_object()))


def file_name(page: ArticlePage, suffix: str) -> str:
    return f"{page.slug}.{suffix}"
