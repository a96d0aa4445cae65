"""What makes two references to a source the same one. Pure."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

# Characters that no title or address holds; a database may refuse them.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
DOI = re.compile(r"10\.\d{4,9}/[^\s\x00-\x1f\x7f-\x9f]+", re.IGNORECASE)
# What publishers write behind a DOI in their addresses to say which form of the article they show.
VIEW = re.compile(
    r"(/(full|fulltext|abstract|pdf|epdf|html|meta)|\.pdf|(?<=\d)v\d+\.full(\.pdf)?)/?$", re.IGNORECASE
)
PUBMED = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,9})(?!\d)", re.IGNORECASE
)
PMID = re.compile(r"(?:PMID:?\s*)?(\d{1,9})", re.IGNORECASE)
# Parameters that say how a reader came, never what the page is.
SHARE = re.compile(
    r"(utm_\w+|\w*clid|mc_[ce]id|mkt_tok|igshid|igsh|ref|ref_src|via|share|cmpid|_ga|_gl|_hs\w+|__hs\w+)",
    re.IGNORECASE,
)
# Addresses that lead on to another one, and the parameter that holds it.
REDIRECTS = [
    (re.compile(r"(www\.)?google\.[a-z.]+/url"), ("q", "url")),
    (re.compile(r"\w+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"lm?\.facebook\.com/l\.php"), ("u",)),
]
PAIRS = {")": "(", "]": "[", ">": "<"}
SENTENCE_MARKS = ".,;:\"'\u201d\u2019"


def normalise_doi(text: str) -> str:
    """The DOI in a text or address, in lower case and by itself; '' if there is none.

    DOIs are compared without regard to case: https://www.doi.org/the-identifier
    """
    text = text.strip()
    if text.lower().startswith(("http://", "https://")):
        parts = _split(text)
        places = [unquote(parts.path), *(value for _, value in parse_qsl(parts.query))]
        found = next((match[0] for place in places if (match := DOI.search(place))), "")
        if parts.netloc.lower().removeprefix("dx.").removeprefix("www.") != "doi.org":
            found = VIEW.sub("", found)
    else:
        match = DOI.search(unquote(text))
        found = match[0] if match else ""
    return _without_end_marks(found).lower()


def normalise_pmid(text: str) -> str:
    """The PubMed number in '12345678', 'PMID: 12345678' or an address at PubMed; '' if there is none."""
    match = PMID.fullmatch(text.strip()) or PUBMED.search(unwrap(text))
    return match[1].lstrip("0") if match else ""


def unwrap(url: str) -> str:
    """The address behind a redirect of a search engine or mail program, else the address itself."""
    url = url.strip()
    parts = _split(url)
    for place, keys in REDIRECTS:
        if place.fullmatch(f"{parts.netloc}{parts.path}".lower()):
            query = dict(parse_qsl(parts.query))
            return next((_tame(query[key]) for key in keys if query.get(key, "").startswith("http")), url)
    return url


def normalise_url(url: str) -> str:
    """A key for an address: without scheme, www, share parameters, fragment and final slash."""
    parts = _split(unwrap(url))
    host = parts.netloc.lower().removesuffix(":443").removesuffix(":80").removeprefix("www.")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not SHARE.fullmatch(pair[0])))
    return _tame(f"{host}{unquote(parts.path).rstrip('/')}{'?' if query else ''}{query}")


def has_control_character(text: str) -> bool:
    """Whether a text on one line holds a control character, or an address an encoded NUL (%00)."""
    return bool(CONTROL.search(text)) or "%00" in text


def _tame(text: str) -> str:
    """With its control characters encoded."""
    return CONTROL.sub(lambda match: quote(match[0]), text)


def _split(url: str) -> SplitResult:
    """The parts of an address, which may lack its scheme; one that cannot be read is all path."""
    try:
        return urlsplit(url if "//" in url[:8] else f"//{url}")
    except ValueError:
        return SplitResult("", "", url, "", "")


def _without_end_marks(doi: str) -> str:
    """Without the marks of a sentence behind it; brackets stay where they belong to the DOI."""
    while doi and (doi[-1] in SENTENCE_MARKS or doi.count(doi[-1]) > doi.count(PAIRS.get(doi[-1], doi[-1]))):
        doi = doi[:-1]
    return doi
