"""Lines that say what they are in their first words: "Title: ...", "TL;DR: ...", "By ...", "Note: ..."."""

import re

from importer.rules.words import ends_like_a_sentence, words

TITLE = re.compile(
    r"(?:article |page |blog |post |h1 )?(?:title|headline)\s*[:–—\t]\s*(?=\S)|h1\s*[:\t]\s*(?=\S)"
    r"|\[(?:title|h1)\]\s*(?=\S)",
    re.I,
)
INTRODUCTION = re.compile(r"intro(?:duction)?\s*:\s*(?=\S)|\[intro(?:duction)?\]\s*(?=\S)", re.I)
QUICK_ANSWER = re.compile(
    r"(?:[^\w\s\"“‘'(\[<]{1,3}\s+)?"
    r"(?:(?:the )?(?:quick|short) (?:answer|summary|take)(?: summary)?\s*[:–—]\s*(?=\S)"
    r"|tl;? ?dr\s*[:;–—-]\s*(?=\S)|(?:in short|in brief|at a glance|in a nutshell|the gist|(?:in )?summary"
    r"|(?:the )?bottom line)\s*[:–—]\s*(?=\S))",
    re.I,
)
QUESTION = re.compile(r"(?:q(?:uestion)?\s*\d{0,2}\s*[:.)]|\d{1,2}[.)]\s*q\s*:)\s*(?=\S)", re.I)
ANSWER = re.compile(
    r"a(?:nswer)?\s*\d{0,2}\s*[:)]\s*(?=\S)|(?:answer|a(?:nswer)?\s*\d{1,2})\.\s+(?=\S)", re.I
)
ANSWER_TO_LETTER = re.compile(r"a\.\s+(?=\S)", re.I)  # to "Q. Is it safe?"; else "A. Lee" may be a name
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
BYLINE = re.compile(
    r"(?:written |posted |authored |medically |clinically |fact[- ])*"
    r"(?:reviewed |checked |edited )?by:? [A-Z].{2,80}"
    r"|(?:author|authors|writer|reviewer|medical reviewer|editor)s?\s*:.{2,80}"
    r"|(?:last |date )?(?:medically |clinically )?"
    r"(?:published|updated|reviewed|modified|posted|edited|created)"
    r"(?: on)?\s*:?\s.{0,20}\d{4}(?:,? (?:at )?\d{1,2}:\d\d.{0,6})?"
    r"(?:\.|,? by .{2,60})?|(?:first |second |final |rough )?draft(?: \d{1,2})?"
    r"(?:\s*[:–—-].{0,60}| (?:for|by) .{2,60})?|(?:estimated )?read(?:ing)? time\s*:.{1,20}"
    rf"|(?:translated|adapted|reprinted|republished) (?:from|by) .{{2,80}}|as of:? .{{0,20}}\d{{4}}"
    rf"|{MONTH} \d{{1,2}}(?: (?:written )?by [A-Z].{{2,60}})?|{MONTH} \d{{4}}"
    r"|date\s*:.{4,30}|(?:dr|prof|professor)\.? [A-Z][^.!?]{3,80}"
    r"|[A-Z][^.!?,]{3,40}, (?:M\.?D|D\.?O|Ph\.?D|PA-C|R\.?N|PMHNP)\b\.?.{0,40}"
    r"|home(?: ?[>»/|] ?[^>»/|]{1,80})+|share(?: this)?(?: article| post| page)?|content brief"
    r"|(?:description|url|category|categories|topics?|(?:target )?audience|status|version|tone|client|owner"
    r"|assignee|deadline|due(?: date)?|brand|funnel stage|reading level|content type|subject|from|to|cc|sent)"
    r"\s*[:\t].*"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}[^.!?\n]{{0,50}}|\d{{1,2}} {MONTH},? \d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}[ -]min(?:ute)?s? read",
    re.I,
)
BETWEEN_BYLINES = re.compile(r"\s+[|·•]\s+")
LONGEST_BYLINE = 200
# What writers note for search engines and for whoever publishes the article.
DETAIL = re.compile(r"(?P<name>[a-z -]{3,30}?)(?: ?\([^()\n]{1,40}\))?(?:\s*[:–—=]\s*|\s+-+\s+|\t|$)", re.I)
DESCRIPTIONS = {
    "meta",
    "meta desc",
    "seo desc",
    "meta description",
    "seo description",
    "seo meta description",
    "search description",
}
DETAILS = DESCRIPTIONS | {
    "meta title", "seo title", "title tag", "meta title tag", "meta data", "slug", "url slug", "seo slug",
    "suggested slug", "permalink", "canonical url", "keyword density", "search intent", "word count",
    "target word count", "cta", "call to action", "internal links", "external links", "schema type",
    "schema markup", "image suggestion", "suggested image", "image idea", "image prompt", "featured image",
    "alt text", "image alt text", "featured image alt text", "anchor text", "excerpt", "og title",
    "og description", "social caption", "note to editor", "note to designer", "notes for the web team",
    "internal note", "editorial note", "title options", "article title options", "headline options",
    "working title",
}  # fmt: skip

PLACEHOLDER = re.compile(
    r"[\[<{(]\s*(?:image|photo|picture|figure|graphic|video|insert|placeholder|note to|cta)\b[^\n]*[\]>})]",
    re.I,
)
NOTE = re.compile(
    r"(?:please |important )?note\s*[:–—-]\s*(?=\S)|\*\s*(?:required|indicates)"
    r"|by (?:submitting|clicking|sending|completing)\b",
    re.I,
)
CALLOUT = re.compile(r"\[!\w{1,20}\][+-]?\s*")
FURNITURE = re.compile(
    r"share(?: this)?(?: (?:article|post|page|story))?|tags|categories|comments?|leave a (?:comment|reply)"
    r"|about the authors?|post navigation|follow us|(?:(?:join|subscribe to) our )?newsletter|subscribe",
    re.I,
)
CHECKBOX = re.compile(r"(?:\[[ xX]?\]|o|[☐☑☒✅✔✓❌✗👉➡▶🔹🔸])\ufe0f?[ \t\xa0]+(?=\S)")
LIST_MARK = re.compile(r"(?:(?P<bullet>[•▪◦‣●○·])|\[(?P<note>\d{1,3})\]|(?P<number>\d{1,2})[.)])[ \t]+(?=\S)")
GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))"
    r"(?:(?: [\w.’'&]{1,20}){0,4}[,!]| (?:all|there|team|everyone|everybody))",
    re.I,
)
SIGN_OFF = re.compile(
    r"(?:many )?(?:thanks|thank you|cheers|best|(?:best|kind|warm) (?:regards|wishes)|regards|sincerely"
    r"|warmly|yours(?: truly| sincerely)?)(?: again| so much| in advance)?\s*[,!.–—-]?(?:\n.{1,60})?",
    re.I,
)
PAGES = re.compile(
    r"[←\u2039]\s*\S.{0,120}|\S.{0,120}[→\u203a]|previous:.{0,120}"
    r"|(?:previous|next|older|newer) (?:post|article|story|entry)s?\b.{0,120}"
    r"|(?:back )?to (?:the )?top(?: of page)?|page \d{1,3}(?: of \d{1,3})?|\[?end of (?:article|document)\]?",
    re.I,
)
PHONE = re.compile(r"(?<![\d-])(?:\(?\d{3}\)?[ .-])?\d{3}[.-]\d{4}(?![\d-])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
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
    if len(text) > LONGEST_BYLINE:
        return False
    pieces = BETWEEN_BYLINES.split(text)
    is_joined = len(pieces) > 1 and not ends_like_a_sentence(text)
    return bool(BYLINE.fullmatch(text) or detail(text)) or (is_joined and any(map(BYLINE.fullmatch, pieces)))


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


def checkbox(text: str) -> str:
    """The box, tick or pointing hand that some put before the items of a list."""
    return label(CHECKBOX, text)


def list_mark(text: str) -> str:
    """What makes a line one of a list: "•", "3." or "[3]"."""
    return label(LIST_MARK, text).strip()


def is_furniture(text: str) -> bool:
    """Whether a heading is of the page around an article: "Share this:", "Leave a Comment"."""
    return FURNITURE.fullmatch(text.strip(" :")) is not None


def is_greeting(text: str) -> bool:
    """How a mail begins that an article was sent in."""
    return GREETING.fullmatch(text) is not None


def is_sign_off(text: str) -> bool:
    """How such a mail ends, above the name of its writer."""
    return SIGN_OFF.fullmatch(text) is not None


def is_of_pages(text: str) -> bool:
    """What leads from page to page: "Previous: Gout", "Next post →", "Page 2 of 3"."""
    return PAGES.fullmatch(text) is not None


def is_contact(text: str) -> bool:
    """A line with a phone number, and neither a year nor a sentence: "Our Clinic | 555-0100"."""
    return (
        len(text) <= 200
        and PHONE.search(text) is not None
        and YEAR.search(text) is None
        and not ends_like_a_sentence(text)
    )


def is_form_note(text: str) -> bool:
    return bool(NOTE.match(text))


def is_teaser(text: str) -> bool:
    """The beginning of another article, cut off."""
    return bool(TEASER_END.search(text, max(len(text) - 40, 0))) and len(words(text)) >= 6
