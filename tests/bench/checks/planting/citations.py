"""Faults in what the article rests on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random
from urllib.parse import quote, urlsplit

from editorial.checks.article import Article, Reference
from tests.bench.checks import corpus
from tests.bench.checks.editing import (
    MARKER,
    appended,
    body_text,
    change,
    markers,
    put,
    spots,
    whole_text,
)
from tests.bench.checks.planting import Planted, Sample, in_body
from tests.bench.checks.planting.terms import has_figure
from tests.bench.checks.wordings import AGENCIES, MENTIONS, TRACKING

# In place of a source that is taken away, so that the numbers stay as they are.
UNRELATED = [
    ("Talking With Your Doctor. MedlinePlus", "https://medlineplus.gov/talkingwithyourdoctor.html"),
    ("Understanding Medical Words. MedlinePlus", "https://medlineplus.gov/medicalwords.html"),
    (
        "Evaluating Health Information. MedlinePlus",
        "https://medlineplus.gov/evaluatinghealthinformation.html",
    ),
]
AUTHOR_YEAR = re.compile(
    r"(?P<name>[A-Z][\w’'-]+)(?: et al\.| and colleagues| and [A-Z][\w’'-]+)? \((?P<year>(?:19|20)\d\d)\)"
)
AUTHORS_IN_FRONT = re.compile(r"^(?:[A-Z][\w’' -]+ [A-Z]{1,4}(?: Jr| 3rd)?[,;.] ?)+(?:et al\. ?)?")
DATE_BEHIND = re.compile(r"[.;,]? ?\(?(?:19|20)\d\d\)?(?:;[\w()]+(?::[\w-]+)?)?\.?$")
# How the text names an agency as one that says or does something, and where it publishes.
AGENCY_SOURCES = {
    r"\bFDA (?:has (?:put|warned|collected|approved|allowed)|warn|approve|put|permit|cleared)": "fda.gov",
    r"\bUSPSTF\b": "uspreventiveservicestaskforce.org",
    r"\bNICE\b": "nice.org.uk",
    r"\bNIDDK\b": "niddk.nih.gov",
    r"National Institute of Mental Health": "nimh.nih.gov",
    r"World Health Organization": "who.int",
    r"Centers for Disease Control and Prevention": "cdc.gov",
    r"American Academy of Pediatrics": "healthychildren.org",
}
COMMON = {"the", "and", "for", "with", "from", "who", "org", "www", "http", "https", "html"}


def unrelated(path: str, random: Random) -> Reference:
    title, url = random.choice(UNRELATED)
    return Reference(path, title, url=url)


def without_source(sample: Sample, random: Random) -> Iterator[Planted]:
    """A takeaway with a figure whose markers are gone."""
    article = sample.article
    for position, one in enumerate(article.takeaways):
        if has_figure(one) and (one.sources or MARKER.search(one.text)):
            claim, detail = (MARKER.sub("", text) for text in (one.claim, one.detail))
            bare = change(article, "takeaways", position, claim=claim, detail=detail, sources=())
            yield Planted(bare, detail or claim, article)


def mention_without_source(sample: Sample, random: Random) -> Iterator[Planted]:
    """The source of a study that the text names by author and year is gone from the list."""
    article = sample.article
    text = body_text(article)
    for match in AUTHOR_YEAR.finditer(text):
        for position, one in enumerate(article.sources):
            if match["name"] in f"{one.title} {one.authors}" and match["year"] in f"{one.title} {one.year}":
                gone = change(article, "sources", position, **_values(unrelated(one.path, random)))
                yield Planted(gone, match[0], article)


def unknown_mention(sample: Sample, random: Random) -> Iterator[Planted]:
    """The text names a study that the list never had."""
    for sentence in random.sample(MENTIONS, len(MENTIONS)):
        yield Planted(in_body(sample.article, sentence, random), sentence, sample.article)


def agency(sample: Sample, random: Random) -> Iterator[Planted]:
    """What an agency or a law says, with no source of theirs."""
    whole = whole_text(sample.article)
    for sentence, known in random.sample(AGENCIES, len(AGENCIES)):
        if not re.search(known, whole):
            yield Planted(in_body(sample.article, sentence, random), sentence, sample.article)


def agency_without_source(sample: Sample, random: Random) -> Iterator[Planted]:
    """The text says what an agency does, and the agency's own page is gone from the list."""
    body = body_text(sample.article)
    for words, host in AGENCY_SOURCES.items():
        if match := re.search(words, body):
            article = sample.article
            for position, one in enumerate(article.sources):
                if host in one.url:
                    article = change(article, "sources", position, **_values(unrelated(one.path, random)))
            if article != sample.article:
                yield Planted(article, f"{match[0]} without {host}", sample.article)


def duplicate(sample: Sample, random: Random) -> Iterator[Planted]:
    """A source of the list once more, with its address spelled otherwise."""
    article = sample.article
    for position, one in enumerate(article.sources):
        if not one.url:
            continue
        url = random.choice(spellings(one.url))
        again = replace(
            one, path=f"citations/{len(article.sources)}", url=url, title=retold(one.title, random)
        )
        marked = _cited_once_more(article, len(article.sources) + 1, position + 1)
        yield Planted(replace(marked, sources=(*article.sources, again)), url, article)


def _cited_once_more(article: Article, number: int, beside: int) -> Article:
    """The article with a marker for a new source where it has one for another."""
    for spot in spots(article):
        if beside in markers(spot.text):
            return put(article, spot, appended(spot.text, f"[{number}]"))
    return article


def spellings(url: str) -> list[str]:
    """Other ways to write one address."""
    if "doi.org/" in url:
        doi = url.partition("doi.org/")[2]
        return [f"https://dx.doi.org/{doi}", f"http://doi.org/{doi.upper()}", f"https://www.doi.org/{doi}"]
    parts = urlsplit(url)
    bare = parts._replace(netloc=parts.netloc.removeprefix("www.")).geturl()
    return [
        bare.replace("https:", "http:"),
        f"{url}?utm_source=newsletter",
        f"{url}#references",
        f"https://www.google.com/url?q={quote(url, safe='')}&sa=D",
        url.rstrip("/") if url.endswith("/") else f"{url}/",
    ]


def retold(title: str, random: Random) -> str:
    return random.choice([title, title.upper() if len(title) < 80 else title, f"{title} (website)"])


def swapped(sample: Sample, random: Random) -> Iterator[Planted]:
    """The titles of two sources, each with the other's address."""
    article = sample.article
    for (first, one), (second, two) in combinations(enumerate(article.sources), 2):
        if _names(one.title, one.url) and _names(two.title, two.url):
            if _names(one.title, two.url, fewest=1) or _names(two.title, one.url, fewest=1):
                continue
            mixed = change(article, "sources", first, title=two.title, authors=two.authors, year=two.year)
            mixed = change(mixed, "sources", second, title=one.title, authors=one.authors, year=one.year)
            yield Planted(mixed, f"{one.title[:30]} ↔ {two.title[:30]}", article)


def _names(title: str, url: str, fewest: int = 3) -> bool:
    """Whether the words of an address are those of a title."""
    inside = set(re.findall(r"[a-z]{4,}", urlsplit(url).path.lower())) - COMMON
    return len(inside & (set(re.findall(r"[a-z]{4,}", title.lower())) - COMMON)) >= fewest


def incomplete(sample: Sample, random: Random) -> Iterator[Planted]:
    """A source without its authors or without its year."""
    article = sample.article
    for position, one in enumerate(article.sources):
        if match := AUTHORS_IN_FRONT.match(one.title):
            nameless = change(article, "sources", position, title=one.title[match.end() :], authors="")
            yield Planted(nameless, f"without {match[0][:30]}", article)
            title = re.sub(r"[.;,]? ?\(?(?:19|20)\d\d\)?(?:;[^.]*)?(?=\.|$)", "", one.title)
            if not re.search(r"(?:19|20)\d\d", f"{title} {one.url}"):
                yield Planted(
                    change(article, "sources", position, title=title, year=None), f"undated {title}", article
                )


def stripped_marker(sample: Sample, random: Random) -> Iterator[Planted]:
    """ "Sleep improved ." where "[3]" was lost."""
    article = sample.article
    for spot in spots(article):
        if match := re.search(r" \[[\d, ]+\](?=\.)", re.sub(r" +", " ", spot.text)):
            text = re.sub(r" +", " ", spot.text)
            text = f"{text[: match.start()]} {text[match.end() :]}"
            yield Planted(put(article, spot, text), spot.text, article)


def stripped_in_document(sample: Sample, random: Random) -> Iterator[Planted]:
    """The same, in the document itself."""
    text = sample.path.read_text(encoding="utf-8")
    match = random.choice(list(re.finditer(r" \[[\d, ]+\](?=\.)", text)))
    changed = f"{text[: match.start()]} {text[match.end() :]}"
    yield Planted(_published(sample, changed), text[match.start() - 30 : match.end() + 1], sample.article)


def tracking(sample: Sample, random: Random) -> Iterator[Planted]:
    article = sample.article
    for position, one in enumerate(article.sources):
        if one.url:
            url = with_tracking(one.url, random)
            yield Planted(change(article, "sources", position, url=url), url, article)


def tracking_in_document(sample: Sample, random: Random) -> Iterator[Planted]:
    text = sample.path.read_text(encoding="utf-8")
    urls = [one.url for one in sample.article.sources if one.url and text.count(one.url) == 1]
    if urls:
        url = random.choice(urls)
        changed = text.replace(url, with_tracking(url, random))
        yield Planted(_published(sample, changed), url, sample.article)


def with_tracking(url: str, random: Random) -> str:
    return f"{url}{'&' if '?' in url else '?'}{random.choice(TRACKING)}"


def retracted(sample: Sample, random: Random) -> Iterator[Planted]:
    yield from _with_status(sample, "retracted")


def superseded(sample: Sample, random: Random) -> Iterator[Planted]:
    yield from _with_status(sample, "superseded")


def _with_status(sample: Sample, status: str) -> Iterator[Planted]:
    for position, one in enumerate(sample.article.sources):
        marked = change(sample.article, "sources", position, status=status)
        yield Planted(marked, f"{status}: {one.title}", sample.article)


def never_cited(sample: Sample, random: Random) -> Iterator[Planted]:
    source = unrelated(f"citations/{len(sample.article.sources)}", random)
    article = replace(sample.article, sources=(*sample.article.sources, source))
    yield Planted(article, source.title, sample.article)


def _published(sample: Sample, text: str) -> Article:
    return corpus.published(corpus.read(sample.path.name, text.encode()))


def _values(reference: Reference) -> dict[str, object]:
    return {name: getattr(reference, name) for name in Reference.__dataclass_fields__}
