"""What makes two references to a source the same one. Pure."""

import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

# What joins letters and emoji, though it is not seen itself.
JOINERS = {"\u200c", "\u200d"}
# Characters that no title or address holds; a database may refuse them.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
DOI = re.compile(r"10\.\d{4,9}/[^\s\x00-\x1f\x7f-\x9f]+", re.IGNORECASE)
# What publishers write behind a DOI in their addresses to say which form of the article they show.
VIEW = re.compile(
    r"(/(full|fulltext|abstract|pdf|epdf|html|meta)|\.pdf|(?<=\d)v\d+\.full(\.pdf)?)/?$", re.IGNORECASE
)
PUBMED = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/|europepmc\.org/\w+/med/)(\d{1,9})(?!\d)"
    r"|ncbi\.nlm\.nih\.gov/\S*[?&](?:term|list_uids)=(\d{5,9})(?!\d)",
    re.IGNORECASE,
)
PMID = re.compile(r"(?:PMID:?\s*)?(\d{1,9})", re.IGNORECASE)
# Parameters that say how a reader came, never what the page is.
SHARE = re.compile(
    r"(utm_\w+|\w*clid|msclkid|[gw]braid|mc_[ce]id|mkt_tok|igshid|igsh|ref|ref_src|via|share|cmpid|_ga|_gl|_hs\w+"
    r"|__hs\w+|dgcid|trk|smid|s_cid|ncid|ocid|amp|outputtype|(pk|mtm|piwik|elq|oly|rfr)_?(campaign|source|medium"
    r"|kwd|trackid|enc_id|anon_id|id|dat)|url_ver)",
    re.IGNORECASE,
)
# What a browser adds to an address to show a passage, and what leads to a page made for a quick look.
PASSAGE = re.compile(r"(?:#|%23)(:~:\w+).*", re.DOTALL)
QUICK_LOOK = re.compile(r"/amp/?$", re.IGNORECASE)
# Addresses that lead on to another one, and the parameter that holds it.
REDIRECTS = [
    (re.compile(r"(www\.)?google\.[a-z.]+/url"), ("q", "url")),
    (re.compile(r"\w+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"lm?\.facebook\.com/l\.php"), ("u",)),
]
GOOGLE_AMP = re.compile(r"(?:https?://)?(?:www\.)?google\.[a-z.]+/amp/(?P<s>s/)?(?P<rest>.+)", re.IGNORECASE)
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
    return next(filter(None, match.groups())).lstrip("0") if match else ""


def unwrap(url: str) -> str:
    """The address behind a redirect of a search engine or mail program, else the address itself."""
    url = url.strip()
    parts = _split(url)
    for place, keys in REDIRECTS:
        if place.fullmatch(f"{parts.netloc}{parts.path}".lower()):
            query = dict(parse_qsl(parts.query))
            return next((_tame(query[key]) for key in keys if query.get(key, "").startswith("http")), url)
    if quick_look := GOOGLE_AMP.fullmatch(url):
        return f"{'https' if quick_look['s'] else 'http'}://{quick_look['rest']}"
    return url


def normalise_url(url: str) -> str:
    """A key for an address: without scheme, www, share parameters, fragment and final slash."""
    parts = _split(PASSAGE.sub("", unwrap(url)))
    host = parts.netloc.lower().removesuffix(":443").removesuffix(":80").removeprefix("www.")
    pairs = parse_qsl("&".join(_parameters(parts.query)), keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not SHARE.fullmatch(pair[0])))
    path = QUICK_LOOK.sub("", unquote(parts.path)).rstrip("/")
    return _tame(f"{host}{path}{'?' if query else ''}{query}")


def share_parameters(url: str) -> list[str]:
    """The names of the parameters that say how a reader came, such as `utm_source`; `:~:text` is one."""
    passage = PASSAGE.search(url)
    address = url[: passage.start()] if passage else url
    names = [_name(one) for one in _parameters(_split(address).query)]
    return [name for name in names if SHARE.fullmatch(name)] + ([passage[1]] if passage else [])


def has_share_parameters(url: str) -> bool:
    return bool(share_parameters(url))


def without_share_parameters(url: str) -> str:
    """The address without the parameters that say how a reader came, everything else as it is written."""
    if not has_share_parameters(url):
        return url
    address, hash_sign, fragment = PASSAGE.sub("", url).partition("#")
    before, _, query = address.partition("?")
    kept = "&".join(one for one in _parameters(query) if not SHARE.fullmatch(_name(one)))
    return f"{before}{'?' if kept else ''}{kept}{hash_sign}{fragment}"


def _parameters(query: str) -> list[str]:
    """The parameters of a query, 'name=value' each, also where their signs are encoded: 'via%3Dihub'."""
    parts = (unquote(one) if "=" not in one and "%3d" in one.lower() else one for one in query.split("&"))
    return [one for part in parts for one in part.split("&") if one]


def _name(parameter: str) -> str:
    return unquote(parameter.partition("=")[0])


def has_control_character(text: str) -> bool:
    """Whether a text on one line holds a control character, or an address an encoded NUL (%00)."""
    return bool(CONTROL.search(text)) or "%00" in text


def has_invisible_character(text: str) -> bool:
    """Whether a text holds what has no width or turns the direction of what follows.

    Letters of some scripts, and emoji, are joined by U+200C and U+200D.
    """
    return any(unicodedata.category(char) == "Cf" and char not in JOINERS for char in text)


def problem_with_address(url: str) -> str:
    """Why an address cannot be that of a source, in an editor's words; "" if it can, or if there is none."""
    parts = _split(url)
    if url and parts.scheme.lower() not in {"http", "https"}:
        return "An address of the web begins with https:// or http://."
    if "@" in parts.netloc:
        return "Leave out what stands before the @: readers would see the name or password."
    return ""


def without_user(url: str) -> str:
    """The address without the name and password that it begins with, if it does."""
    user, at, _ = _split(url).netloc.rpartition("@")
    return url.replace(f"{user}{at}", "", 1) if at else url


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
