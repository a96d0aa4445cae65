"""References in the style of the AMA Manual of Style, 11th edition. Pure.

What is not known leaves no trace. Titles and journals are printed as they are stored.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, Protocol

from core.text import missing_stop
from editorial.citations import has_others, people

MOST_NAMES = 6
NAMES_BEFORE_ET_AL = 3
NAME = re.compile(r"(?P<surname>[^,]+?),?\s+(?P<initials>(?:[A-Z]\.?[-\s]?){1,4})")


class Work(Protocol):
    """What a reference is made of. `type` is the value of a `Source.Type`."""

    @property
    def type(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def authors(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def container(self) -> str: ...
    @property
    def locator(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def doi(self) -> str: ...
    @property
    def pmid(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def accessed(self) -> date | None: ...
    @property
    def status(self) -> str: ...
    @property
    def is_dead(self) -> bool: ...


class Part(NamedTuple):
    """A piece of a reference; `href` leads to the source."""

    text: str
    href: str = ""
    is_title: bool = False
    is_italic: bool = False


Sentence = list[Part]


def reference(work: Work) -> tuple[Part, ...]:
    """The reference in the order in which it is read, spaces and full stops included."""
    form = FORMS.get(work.type, _web_page)
    sentences = [sentence for sentence in form(work) if any(part.text for part in sentence)]
    parts: list[Part] = []
    for sentence in sentences:
        parts += [*sentence, Part(f"{missing_stop(_text(sentence))} ")]
    for link in _links(work):
        parts += [link, Part(" ")]
    return _tidy(parts)


def text(work: Work) -> str:
    """The reference in plain words, to be copied."""
    return _text(reference(work))


def authors(names: str) -> str:
    """'Rush AJ, Trivedi MH, Wisniewski SR, et al': six people or fewer are all named, else three."""
    found = [_name(name) for name in people(names)]
    is_cut = has_others(names) and len(found) <= MOST_NAMES
    if len(found) > MOST_NAMES or (is_cut and len(found) > NAMES_BEFORE_ET_AL):
        found, is_cut = found[:NAMES_BEFORE_ET_AL], True
    return ", ".join([*found, "et al"] if found and is_cut else found)


def day(accessed: date) -> str:
    return f"{accessed:%B} {accessed.day}, {accessed.year}"


def _name(name: str) -> str:
    """'Rush, A. J.' as 'Rush AJ'; anything but a person stays."""
    match = NAME.fullmatch(name)
    return f"{match['surname']} {re.sub(r'[^A-Z]', '', match['initials'])}" if match else name


def _journal_article(work: Work) -> Iterable[Sentence]:
    where = work.container or work.publisher
    numbers = ";".join(filter(None, [str(work.year or ""), work.locator]))
    yield [Part(authors(work.authors))]
    yield _title(work)
    yield [Part(where, is_italic=bool(work.container))]
    yield [Part(numbers)]
    yield from _accessed(work)


def _guideline(work: Work) -> Iterable[Sentence]:
    """One in a journal reads like an article, any other like a book."""
    return _journal_article(work) if work.container else _book(work)


def _book(work: Work) -> Iterable[Sentence]:
    """A book; one in a `container` is a chapter of it."""
    printed = "; ".join(filter(None, [_publisher(work), str(work.year or "")]))
    yield [Part(authors(work.authors))]
    yield _title(work, is_italic=not work.container)
    if work.container:
        yield [Part("In: "), Part(work.container, is_italic=True)]
    yield [Part(":".join(filter(None, [printed, work.locator])))]
    yield from _accessed(work)


def _label(work: Work) -> Iterable[Sentence]:
    """Prescribing information: its manufacturer stands behind the title."""
    maker = authors(work.authors) or work.publisher
    yield _title(work)
    yield [Part("; ".join(filter(None, [maker, str(work.year or "")])))]
    yield [Part(_publisher(work) if work.authors else "")]
    yield from _accessed(work)


def _news(work: Work) -> Iterable[Sentence]:
    yield [Part(authors(work.authors))]
    yield _title(work)
    yield [Part(work.container or _publisher(work), is_italic=True)]
    yield [Part(str(work.year or ""))]
    yield from _accessed(work)


def _web_page(work: Work) -> Iterable[Sentence]:
    yield [Part(authors(work.authors))]
    yield _title(work)
    yield [Part(work.container)]
    yield [Part(_publisher(work))]
    yield [Part(f"Published {work.year}" if work.year else "")]
    yield from _accessed(work)


FORMS: dict[str, Callable[[Work], Iterable[Sentence]]] = {
    "journal_article": _journal_article,
    "guideline": _guideline,
    "label": _label,
    "government": _web_page,
    "news": _news,
    "book": _book,
    "web_page": _web_page,
}


def _title(work: Work, *, is_italic: bool = False) -> Sentence:
    """The title. It leads to the address where that is not printed; readers see what was retracted."""
    href = work.url if work.doi and not _is_resolver(work.url) else ""
    mark = " [retracted]" if work.status == "retracted" else ""
    return [Part(work.title, href, is_title=True, is_italic=is_italic), Part(mark)]


def _is_resolver(url: str) -> bool:
    """Whether an address is that of a DOI, in the spelling that the writer gave it."""
    return "doi.org/" in url


def _publisher(work: Work) -> str:
    """The publisher, unless it has been named as the author or the website."""
    return "" if work.publisher in {work.authors, work.container} else work.publisher


def _accessed(work: Work) -> Iterable[Sentence]:
    if work.accessed and work.url and not work.doi:
        yield [Part(f"Accessed {day(work.accessed)}")]


def _links(work: Work) -> Iterable[Part]:
    """An address that answers no more is printed all the same, and leads nowhere."""
    if work.doi:
        resolver = work.url if _is_resolver(work.url) else f"https://doi.org/{work.doi}"
        is_dead = work.is_dead and work.url in ("", resolver)
        yield Part(f"doi:{work.doi}", "" if is_dead else resolver)
    elif work.url:
        yield Part(work.url, "" if work.is_dead else work.url)
    if work.pmid:
        yield Part(f"PMID: {work.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/")


def _text(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts)


def _tidy(parts: list[Part]) -> tuple[Part, ...]:
    """Without empty parts and without a space at the end."""
    kept = [part for part in parts if part.text]
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return tuple(part for part in kept if part.text)
