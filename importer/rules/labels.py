"""Lines that say what they are in their first words: "Title: ...", "TL;DR: ...", "By ...", "Note: ..."."""

import re

from importer.rules.words import words

TITLE = re.compile(r"(?:article |page |h1 )?title\s*[:–—]\s*(?=\S)|h1\s*:\s*(?=\S)", re.I)
QUICK_ANSWER = re.compile(
    r"(?:the )?(?:quick|short) (?:answer|summary|take)(?: summary)?\s*[:–—]\s*(?=\S)"
    r"|tl;? ?dr\s*[:;–—-]\s*(?=\S)|(?:in short|in brief|at a glance|(?:the )?bottom line)\s*[:–—]\s*(?=\S)",
    re.I,
)
QUESTION = re.compile(r"(?:q(?:uestion)?\s*\d{0,2}\s*[:.)]|\d{1,2}[.)]\s*q\s*:)\s*(?=\S)", re.I)
ANSWER = re.compile(
    r"a(?:nswer)?\s*\d{0,2}\s*[:)]\s*(?=\S)|(?:answer|a(?:nswer)?\s*\d{1,2})\.\s+(?=\S)", re.I
)
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
BYLINE = re.compile(
    r"(?:written |posted |authored |medically |clinically |fact[- ])*"
    r"(?:reviewed |checked |edited )?by:? [A-Z].{2,80}"
    r"|(?:author|authors|writer|reviewer|medical reviewer|editor)s?\s*:.{2,80}"
    r"|(?:last |date )?(?:published|updated|reviewed|modified|posted)(?: on)?\s*:?\s.{0,20}\d{4}\.?"
    r"|date\s*:.{4,30}|(?:dr|prof|professor)\.? [A-Z][^.!?]{3,80}"
    r"|[A-Z][^.!?,]{3,40}, (?:M\.?D|D\.?O|Ph\.?D|PA-C|R\.?N|PMHNP)\b\.?.{0,40}"
    r"|home(?: ?[>»/|] ?[^>»/|]{1,80})+|share(?: this)?(?: article| post| page)?|content brief"
    r"|(?:description|url|category|categories|topics?|(?:target )?audience|status|version|tone)\s*:.*"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{1,2}[ -]min(?:ute)?s? read",
    re.I,
)
# What writers note for search engines and for whoever publishes the article.
DETAIL = re.compile(r"(?P<name>[a-z -]{3,30}?)(?: ?\([^()\n]{1,40}\))?(?:\s*[:–—=]\s*|\s+-+\s+|\t|$)", re.I)
DESCRIPTIONS = {"meta description", "seo description", "seo meta description", "search description"}
DETAILS = DESCRIPTIONS | {
    "meta title", "seo title", "title tag", "meta title tag", "meta data", "slug", "url slug", "seo slug",
    "suggested slug", "permalink", "canonical url", "keyword density", "search intent", "word count",
    "target word count", "cta", "call to action", "internal links", "external links", "schema type",
    "schema markup",
}  # fmt: skip

PLACEHOLDER = re.compile(
    r"[\[<{(]\s*(?:image|photo|picture|figure|graphic|video|insert|placeholder)\b[^\n]*[\]>})]", re.I
)
NOTE = re.compile(
    r"(?:please |important )?note\s*[:–—-]\s*(?=\S)|\*\s*(?:required|indicates)"
    r"|by (?:submitting|clicking|sending|completing)\b",
    re.I,
)
COPYRIGHT = re.compile(
    r"(?:(?:copyright\s*)?(?:©|\(c\))|copyright(?=\s*(?:19|20)\d\d))\s*\S.{0,200}|all rights reserved\.?",
    re.I,
)
TEASER_END = re.compile(r"(?:\.\.\.|…|\[…\])\s*(?:read more|continue reading|learn more)?\s*[→»>]*\s*$", re.I)


def label(pattern: re.Pattern[str], text: str) -> str:
    """The label at the start of a text, with what separates it from the rest; empty when there is none."""
    match = pattern.match(text)
    return match[0] if match else ""


def is_byline(text: str) -> bool:
    """Author, reviewer, date and other lines about the document rather than of it."""
    return len(text) <= 200 and bool(BYLINE.fullmatch(text) or detail(text))


def detail(text: str) -> str:
    """The label of a detail that is noted beside the article, such as "Slug: "."""
    match = DETAIL.match(text)
    return match[0] if match and _detail_name(match) in DETAILS else ""


def is_detail_alone(text: str) -> bool:
    """Whether the label is all there is, so that the detail follows on the next line."""
    return bool(text) and detail(text) == text


def is_description(label_text: str) -> bool:
    """Whether such a label announces the description that search engines show."""
    match = DETAIL.match(label_text)
    return match is not None and _detail_name(match) in DESCRIPTIONS


def _detail_name(match: re.Match[str]) -> str:
    return match["name"].strip().lower().replace("-", " ")


def is_placeholder(text: str) -> bool:
    """What stands for something a text file cannot hold: "[Image: a hill]"."""
    return PLACEHOLDER.fullmatch(text) is not None


def is_copyright(text: str) -> bool:
    """The last line of a site: "© 2026 The Clinic. All rights reserved."."""
    return COPYRIGHT.fullmatch(text) is not None


def is_form_note(text: str) -> bool:
    return bool(NOTE.match(text))


def is_teaser(text: str) -> bool:
    """The beginning of another article, cut off."""
    return bool(TEASER_END.search(text, max(len(text) - 40, 0))) and len(words(text)) >= 6
