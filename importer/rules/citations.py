"""References: title, publisher and address, in the order and punctuation of whoever wrote them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from importer.nodes import Runs, text_of
from importer.rules.words import ABBREVIATION, ends_like_a_sentence, words

ADDRESS = re.compile(
    r"<?\b(?P<url>(?:https?://|www\.)[^\s<>\"“”]{1,2000})>?"
    r"|(?:\bdoi\s*:?\s*)?(?<![/\w])(?P<doi>10\.\d{4,9}/[^\s<>\"“”]{1,500})"
    r"|\bpmid\s*:?\s*(?P<pmid>\d{5,9})\b",
    re.I,
)
ADDRESS_LABEL = re.compile(
    r"[\s,;:|(\[–—-]*"
    r"(?:\b(?:(?:available|accessed|online) (?:at|from)|(?:available )?online|retrieved from"
    r"|url|link|web|doi|from|at)\b)?"
    r"[\s:|(\[–—-]*$",
    re.I,
)
SEPARATOR = re.compile(r"\s+(?:[–—|]|-{1,2})\s+|\s+—\s*|\s*—\s+")
# The words of a link that say only that there is one.
LINK_LABEL = re.compile(
    r"[\[(]?(?:(?:full |free )?(?:link|article|text|pdf|website|source|pubmed|pmc|doi|crossref)"
    r"|(?:view|read|available|see|click)(?: (?:it|the))?(?: (?:here|online|article|study|source|pdf))?|here)"
    r"[\])]?\.?",
    re.I,
)
BEHIND_TITLE = re.compile(r"\s*[,;:(\[–—|-][\s(\[–—|-]*(?P<name>\S[^()\n]{0,80}?)(?P<end>[\s.)\]]*)")
QUOTES = '"“”'
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = rf"(?P<month>(?:{'|'.join(MONTHS)})[a-z]*)\.?"
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
DATES = (
    rf"{MONTH} {DAY},? {YEAR}",
    rf"{DAY} {MONTH},? {YEAR}",
    rf"{YEAR} {MONTH} {DAY}",
    r"(?P<iso>\d{4}-\d\d-\d\d)",
)
ACCESSED = [
    re.compile(
        r"(?:^|(?<=[\s(\[]))(?:last |date )?(?:accessed|retrieved|viewed|visited|consulted)(?: on)?:? "
        rf"{date}[.,;)\]]*$",
        re.I,
    )
    for date in DATES
]
LONGEST_ACCESSED = 60
LONGEST_PUBLISHER = 7
# What tells a publisher from the rest of a title where no dash does: an acronym, "MedlinePlus", "Academy".
BRAND = re.compile(r"[A-Z][A-Z&]+|[A-Z]+[a-z]+[A-Z]\w*|\w+\.(?:com|edu|gov|net|org)", re.ASCII)
ORGANIZATION = re.compile(
    r"academy|administration|agency|alliance|association|bureau|center|centers|centre|centres|clinic|coalition"
    r"|college|commission|committee|council|department|federation|foundation|hospital|institute|institutes"
    r"|journal|library|ministry|network|office|organi[sz]ation|school|service|services|society|trust|university",
    re.I,
)
BEFORE_PUBLISHER = re.compile(r"(?:\.|(?<=[?!”\"]))\s+(?=[A-Z])|,\s+(?=[A-Z])")
LONGEST_LABEL = 40
SMALL_WORDS = {"of", "the", "and", "for", "on", "in", "&"}


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference says. `rest` is text behind the address, `marks` the punctuation cut away.

    `accessed_text` says when the source was read, on the day `accessed`.
    """

    title: str
    publisher: str | None
    url: str | None
    rest: str = ""
    marks: tuple[str, ...] = ()
    accessed_text: str = ""
    accessed: date | None = None


def find_address(text: str) -> Address | None:
    """The first web address, DOI or PubMed number in a text, as a URL."""
    match = ADDRESS.search(text)
    if match is None:
        return None
    found = match["url"] or match["doi"] or match["pmid"]
    kept = _without_trailing_punctuation(found)
    stop = match.end() - (len(found) - len(kept)) if not match[0].endswith(">") else match.end()
    if match["doi"]:
        return Address(f"https://doi.org/{kept}", match.start(), stop)
    if match["pmid"]:
        return Address(f"https://pubmed.ncbi.nlm.nih.gov/{kept}/", match.start(), stop)
    return Address(kept if "://" in kept else f"https://{kept}", match.start(), stop)


def is_address(text: str) -> bool:
    """Whether a line holds an address and at most a label such as "URL:" with it."""
    address = find_address(text)
    return (
        address is not None
        and not text[address.stop :].strip(" .,;)]")
        and ADDRESS_LABEL.fullmatch(text[: address.start]) is not None
    )


def links(runs: Runs) -> list[Address]:
    """The web addresses that parts of a text link to, with the places of those parts."""
    found: list[Address] = []
    position = 0
    for run in runs:
        stop = position + len(run.text)
        if run.href.lower().startswith(("http://", "https://")):
            if found and found[-1].url == run.href and found[-1].stop == position:
                found[-1] = Address(run.href, found[-1].start, stop)
            else:
                found.append(Address(run.href, position, stop))
        position = stop
    return found


def is_linked(runs: Runs) -> bool:
    """Whether most of a text is a link."""
    linked = sum(link.stop - link.start for link in links(runs))
    return linked > len(text_of(runs)) / 2


def has_address(runs: Runs) -> bool:
    """Whether a text prints the address of a source or links to one."""
    return bool(links(runs)) or find_address(text_of(runs)) is not None


def read_linked(runs: Runs) -> Reference:
    """Read one reference, the address of which may be a link and not be printed."""
    reference = _read_linked(runs)
    italics = [name for run in runs if run.italic and (name := run.text.strip(" .,"))]
    if reference.publisher or len(italics) != 1:
        return reference
    title, publisher, separator = split_italic(reference.title, italics[0])
    return replace(reference, title=title, publisher=publisher, marks=(*reference.marks, separator))


def split_italic(title: str, italic: str) -> tuple[str, str | None, str]:
    """Title, publisher and what separated them: "Back pain. *Spine*"; not behind a year or a publisher."""
    before = title.removesuffix(italic).rstrip()
    kept, _ = split_final_stop(before)
    is_end = before.endswith((".", "?", "!")) and not before.endswith(").") and title.endswith(italic)
    if not is_end or not _is_name(italic) or _names_organization(kept) or _is_organization(kept):
        return title, None, ""
    return kept, italic, title[len(kept) : len(title) - len(italic)]


def _read_linked(runs: Runs) -> Reference:
    text = text_of(runs)
    found = links(runs)
    if not found:
        return read_reference(text)
    link, address = found[0], find_address(text)
    if address is None:
        if _is_link_label(text[link.start : link.stop], link.url) and words(text[: link.start]):
            return _read_around(text, link)
        found_without = _read_unaddressed(text)
        if not found_without.publisher and not link.start:
            title, publisher, separator = split_behind(text, link.stop)
            if publisher:
                return Reference(title, publisher, link.url, marks=(separator,))
        return replace(found_without, url=link.url)
    reference = _read_around(text, address)
    is_of_address = link.start <= address.start < link.stop
    if is_of_address and link.url.startswith(address.url.rstrip("….")):
        return replace(reference, url=link.url)  # what is printed may be cut short
    return reference


def _is_link_label(text: str, url: str) -> bool:
    """Whether the words of a link say only that there is one, or on which site it leads."""
    is_site = "." in text and " " not in text and text.lower().removeprefix("www.") in url.lower()
    return is_site or LINK_LABEL.fullmatch(text) is not None


def split_behind(text: str, stop: int) -> tuple[str, str | None, str]:
    """Title, publisher and what separated them, where a linked title ends at `stop`."""
    match = BEHIND_TITLE.fullmatch(text, stop)
    if match is None or not _is_name(match["name"]):
        return " ".join(text.split()), None, ""
    return " ".join(text[:stop].split()), match["name"], text[stop : match.start("name")] + match["end"]


def is_bare_address(text: str) -> bool:
    """Whether a line is a web address without any label."""
    return is_address(text) and re.match(r"<?(?:https?://|www\.)", text, re.I) is not None


def read_reference(text: str) -> Reference:
    """Read one reference; its lines are joined by line breaks."""
    address = find_address(text)
    if address is None:
        return _read_unaddressed(text)
    return _read_around(text, address)


def _read_unaddressed(text: str) -> Reference:
    written, accessed_text, accessed, space = split_accessed(" ".join(text.split()))
    title, publisher, separator = split_publisher(written)
    title, stop = split_final_stop(title)
    return Reference(title, publisher, None, "", (separator, stop, space), accessed_text, accessed)


def _read_around(text: str, address: Address) -> Reference:
    before, after = text[: address.start], text[address.stop :]
    label = ADDRESS_LABEL.search(before, max(len(before) - LONGEST_LABEL, 0))
    cut = label.start() if label else len(before)
    closing = re.match(r"[\s.,;)\]–—…-]*", after)
    rest = " ".join(after[closing.end() if closing else 0 :].split())
    written = " ".join(before[:cut].split())
    quotes = "" if written else QUOTES
    rest, accessed_text, accessed, space = split_accessed(rest)
    if not accessed:
        written, accessed_text, accessed, space = split_accessed(written)
    title, publisher, separator = split_publisher(written or rest.strip(quotes))
    title, stop = split_final_stop(title)
    around = _around(text[address.start : address.stop], address.url)
    quoted = rest[: len(rest) - len(rest.lstrip(quotes))] + rest[len(rest.rstrip(quotes)) :] if quotes else ""
    marks = (separator, stop, space, before[cut:], around, closing[0] if closing else "", quoted)
    rest = rest if written else ""
    return Reference(title, publisher, address.url, rest, marks, accessed_text, accessed)


def split_accessed(text: str) -> tuple[str, str, date | None, str]:
    """A text without "Accessed March 3, 2026." at its end, these words, the day, and the mark between."""
    for pattern in ACCESSED:
        match = pattern.search(text, max(len(text) - LONGEST_ACCESSED, 0))
        if match and (day := _day(match)):
            before = text[: match.start()]
            kept, _ = split_final_stop(before.rstrip(" ,;([–—-"))
            return kept, match[0], day, before[len(kept) :]
    return text, "", None, ""


def _day(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    try:
        if found.get("iso"):
            return date.fromisoformat(found["iso"])
        return date(int(found["year"]), MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))
    except ValueError:
        return None


def split_publisher(text: str) -> tuple[str, str | None, str]:
    """Title, publisher and what separated them: the last dash or bar with a short name behind it.

    An acronym in front, such as "CDC - Adults with ADHD", is the publisher too. Without a dash it is what
    stands behind the first full stop or else the last comma, if it can be nothing else.
    """
    matches = list(SEPARATOR.finditer(text))
    if not matches:
        return _split_organization(text)
    first, last = matches[0], matches[-1]
    if re.fullmatch(r"[A-Z]{2,6}", text[: first.start()]) and len(words(text[first.end() :])) > 2:
        return text[first.end() :], text[: first.start()], first[0]
    title, publisher = text[: last.start()], text[last.end() :]
    if title and _is_name_with_stop(publisher):
        return title, publisher[:-1], f"{last[0]}."
    if title and _is_name(publisher):
        return title, publisher, last[0]
    return _split_organization(text)


def _split_organization(text: str) -> tuple[str, str | None, str]:
    """Title, publisher and what separated them: "Eczema. MedlinePlus.", "Hernia, NIDDK"."""
    matches = list(BEFORE_PUBLISHER.finditer(text))
    stops = [match for match in matches if match[0][0] != ","]
    commas = [match for match in matches if match[0][0] == ","]
    for match in (*stops[:1], *(commas[-1:] if not stops else ())):
        title, (publisher, stop) = text[: match.start()], split_final_stop(text[match.end() :])
        is_listed = match in commas and "," in publisher  # "Depression, Anxiety, and ADHD"
        if title and not is_listed and _is_organization(publisher) and not _names_organization(title):
            return title, publisher, f"{match[0]}{stop}"
    return text, None, ""


def _is_organization(text: str) -> bool:
    """Whether a text is a name that only publishers have; all but its small words have a capital."""
    large = _large_words(text)
    return (
        1 <= len(large) <= LONGEST_PUBLISHER
        and all(part[:1].isupper() or BRAND.fullmatch(part) for part in large)
        and (_names_organization(text) or any(map(BRAND.fullmatch, large)))
        and not any(map(str.isdigit, text))
        and ". " not in text
    )


def _names_organization(text: str) -> bool:
    return any(part[:1].isupper() and ORGANIZATION.fullmatch(part) for part in _large_words(text))


def _large_words(text: str) -> list[str]:
    return [part for word in words(text) if (part := word.strip(",()")) not in SMALL_WORDS]


def split_final_stop(title: str) -> tuple[str, str]:
    """A title and the full stop that only ended it; that of "et al." or "U.S." and three dots are its own."""
    is_end = title[:-1] and title.endswith(".") and not title.endswith("..")
    return (title[:-1], ".") if is_end and not _ends_in_abbreviation(title) else (title, "")


def _ends_in_abbreviation(text: str) -> bool:
    """Whether the stop is that of an abbreviation; a single letter, as in "vitamin D.", is none."""
    return ABBREVIATION.search(text) is not None and not re.search(r"(?<![\w.])\w\.$", text)


def _is_name(text: str) -> bool:
    """A few words that begin with a capital, or a domain; no sentence."""
    is_short = 1 <= len(words(text)) <= LONGEST_PUBLISHER
    is_domain = re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", text) is not None
    return is_short and (is_domain or not (text[0].islower() or text.endswith((".", "?")) or ": " in text))


def _is_name_with_stop(text: str) -> bool:
    """A name behind which a reference ends; unlike in a sentence, all but small words have a capital."""
    name, stop = split_final_stop(text)
    has_capitals = all(word[0].isupper() or word in SMALL_WORDS for word in words(name))
    return bool(stop) and _is_name(name) and has_capitals


def _without_trailing_punctuation(url: str) -> str:
    """A full stop or an unpaired bracket behind an address belongs to the sentence around it."""
    while url and (
        url[-1] in ".,;:!?'’*_" or (url[-1] in ")]" and url.count(url[-1]) > url.count("(["[url[-1] == "]"]))
    ):
        url = url[:-1]
    return url


def _around(written: str, url: str) -> str:
    """What was written with an address and is not part of its URL, such as "doi:" or angle brackets."""
    core = next(
        (
            core
            for core in (url, url.removeprefix("https://"), url.removeprefix("https://doi.org/"))
            if core in written
        ),
        "",
    )
    if not core:
        core = url.rstrip("/").rsplit("/", 1)[-1]
    before, _, after = written.partition(core)
    return before + after


def looks_like_reference(text: str) -> bool:
    """Whether a line among references is one: an address, a year, a publisher, or no full sentence."""
    return (
        find_address(text) is not None
        or re.search(r"\b(?:19|20)\d\d\b", text) is not None
        or split_publisher(text)[1] is not None
        or not ends_like_a_sentence(text)
    )
