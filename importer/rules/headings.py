"""Headings: which unmarked line is one, and what its wording says it opens."""

import re
from enum import StrEnum

from importer.nodes import Runs, text_of
from importer.rules.citations import find_address
from importer.rules.words import (
    CLOSING,
    bare,
    ends_like_a_sentence,
    first_sentence_end,
    is_one_sentence,
    numbering,
    words,
)

LONGEST_HEADING = 14
LONGEST_WEIGHTED = 20
# No heading or title is longer than this many characters, so longer text need not be looked at.
TOO_LONG = 300
LONGEST_WORDING = 90
LONGEST_PREFIX = 4

# Notes, bylines, captions, rows of a table, and lines with a mail address or phone number.
NOT_A_HEADING = re.compile(
    r"(?:please )?note\b|by [A-Z]|(?:figure|fig\.|table) \d|(?:photo|image|caption|credit)s?\s*:"
    r"|.*(?:[|\t]|\S@\S|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4})",
    re.I,
)

ABOUT_QUESTIONS = re.compile(r"\b(?:questions?|answers?|answered|ask(?:s|ed|ing)?|wonder(?:s|ing)?)\b", re.I)
BRACKETS = re.compile(r" \([^()]{1,40}\)?$")
CAPTION = re.compile(r"(?P<of>table|figure|fig\.) \d{1,2}\b\s*[.:–—-]?\s*(?=\S)", re.I)


class Opens(StrEnum):
    """The part of an article that a heading opens by its wording alone."""

    KEYWORDS = "keywords"
    INTRODUCTION = "introduction"
    QUICK_ANSWER = "quick answer"
    FAQ = "faq"
    TAKEAWAYS = "takeaways"
    BOTTOM_LINE = "bottom line"  # takeaways, a quick answer or a section, as the document has room for
    CITATIONS = "citations"
    OTHER_ARTICLES = "other articles"
    FORM = "form"


# Each pattern is matched against the whole heading after `bare()`.
WORDINGS: dict[Opens, str] = {
    Opens.KEYWORDS: (
        r"(?:[\w/'-]+ ){0,3}key[ -]?(?:words?|phrases?)(?: (?:list|ideas|phrases?))?(?: \([^()]+\))?"
        r"|search terms|tags"
    ),
    Opens.INTRODUCTION: r"introduction|intro",
    Opens.QUICK_ANSWER: (
        r"(?:the |a |your )?(?:quick|short|brief) (?:answer|summary|take|overview|version)(?: summary)?"
        r"|(?:the )?answer (?:in brief|in short|at a glance)"
        r"|tl;? ?dr(?: summary)?|(?:key (?:facts|points) )?at[ -]a[ -]glance"
        r"|(?:article |key )?highlights|(?:quick|fast) facts|the gist"
        r"|in short|in brief|in a nutshell|to sum up|summing up|to summarize|in summary"
        r"|(?:article |executive )?summary"
        r"|(?:the )?bottom line up front"
    ),
    Opens.FAQ: (
        r"(?:.{0,40} )?\(?faqs?\)?(?::? .{0,40})?"
        r"|(?:.{0,40} )?(?:frequently|commonly) asked questions?(?::? .{0,40})?"
        r"|(?:.{0,40} )?q(?:uestions?)? and a(?:nswers?)?(?: .{0,40})?"
        r"|(?:(?:the|some|a few|your|our|more|top|most|good|common|frequent|typical|popular)\b ?)*"
        r"(?:patients?'? |parents?'? |readers?'? )?questions"
        r"(?:,? (?:answered|about .{1,60}|(?:\S+ ){1,4}(?:ask(?:ed|s)?|hear|get)"
        r"(?: (?:asked|us|me|most|often|a lot|the most|all the time|every (?:day|week)))*))?"
        r"|(?:people|patients|parents|readers|others|you) (?:also|often|usually) ask(?: us)?"
        r"|(?:what|things) (?:\S+ ){1,3}ask(?: us)?(?: (?:most|often))*"
    ),
    Opens.TAKEAWAYS: (
        r"(?:the |our )?(?:[\w-]+ ){0,3}take[- ]?(?:aways?|home)(?: (?:points|messages?))?"
        r"(?: (?:for|from|about|on) .{1,60})?"
        r"|(?:the )?(?:key|main|core|essential) (?:points|messages|facts|lessons|insights|learnings|ideas)"
        r"|(?:what|points|things|key points) to (?:remember|take away|take home|keep in mind)|remember"
    ),
    Opens.BOTTOM_LINE: r"(?:(?:so|and),? )?(?:the |our )?bottom line",
    Opens.CITATIONS: (
        r"(?:(?:selected|key|medical|scientific|cited|article|trusted|our) )?"
        r"(?:citations?|references?|sources?|bibliography|works cited)"
        r"|(?:references|sources|citations) and (?:further reading|sources|references|citations|notes)"
        r"|(?:sources|references|works|literature) (?:cited|used|consulted)|literature|learn more from"
        r"|(?:reference|source) list|list of (?:references|sources)|endnotes|footnotes"
        r"|(?:further|suggested|recommended|additional) (?:reading|sources|references)"
        r"|where (?:this|the) (?:\S+ )?comes from"
    ),
    Opens.OTHER_ARTICLES: (
        r"(?:other|related|recent|similar|latest|more|popular|recommended|featured) "
        r"(?:articles?|posts?|blogs?|blog posts|reading|stories|resources|news)"
        r"|related|(?:you (?:may|might) also (?:like|enjoy|be interested in))"
        r"|(?:more from|also on|read next|keep reading|continue reading|up next)(?: .{0,40})?"
    ),
    Opens.FORM: (
        r"(?:online |new |patient )*"
        r"(?:(?:appointment|consultation|contact|booking|intake|inquiry|enquiry|scheduling|evaluation|referral)"
        r"(?: request| inquiry| us)?|request) form"
        r"|appointment requests?|request an? (?:appointment|consultation|evaluation)"
    ),
}
CONTENTS = re.compile(
    r"(?:table of |the )?contents|(?:in|on) this (?:article|guide|page|post)|jump to(?: section)?|outline"
    r"|what(?:'s inside| (?:we(?:'ll)?|you'll) (?:cover|learn|find)| this (?:article|guide|page|post) covers)"
)
PATTERNS = {opens: re.compile(pattern) for opens, pattern in WORDINGS.items()}


def opens(text: str) -> Opens | None:
    """The part that a line opens when it is a heading and nothing else."""
    if len(text) > LONGEST_WORDING:
        return None
    wording = bare(text)
    return _opens(wording) or _opens_behind_colon(wording) or _opens(BRACKETS.sub("", wording))


def speaks_of_questions(text: str) -> bool:
    """Whether a heading may stand above questions with their answers: "Got questions?"."""
    return len(text) <= LONGEST_WORDING and ABOUT_QUESTIONS.search(text) is not None


def is_contents(text: str) -> bool:
    """Whether a line opens a table of contents, where the headings it lists follow."""
    return len(text) <= LONGEST_WORDING and CONTENTS.fullmatch(bare(text)) is not None


def _opens(wording: str) -> Opens | None:
    return next((part for part, pattern in PATTERNS.items() if pattern.fullmatch(wording)), None)


def _opens_behind_colon(wording: str) -> Opens | None:
    """What a heading such as "In summary: take-home points" opens."""
    before, _, behind = wording.partition(": ")
    opened = _opens(bare(behind)) if len(words(before)) <= LONGEST_PREFIX else None
    return opened if opened in (Opens.FAQ, Opens.TAKEAWAYS) and len(words(behind)) > 1 else None


def looks_like_heading(text: str) -> bool:
    """Whether a line of a document without marks reads as a heading; what follows it decides as well."""
    if len(text) > TOO_LONG:
        return False
    unnumbered = text[len(numbering(text)) :].strip()
    return (
        0 < len(words(unnumbered)) <= LONGEST_HEADING
        and "\n" not in text
        and not unnumbered[0].islower()
        and not ends_like_a_sentence(unnumbered)
        and not NOT_A_HEADING.match(unnumbered)
        and not find_address(unnumbered)
        and _is_one_statement(unnumbered)
    )


def is_caption(text: str, of: str) -> bool:
    """Whether a line is what stands at a table or figure: "Table 2. Doses by age", "Fig. 1: The ear"."""
    match = CAPTION.match(text) if len(text) <= TOO_LONG and "\n" not in text else None
    return match is not None and match["of"].lower().startswith(of[:3])


def is_weighted(runs: Runs) -> bool:
    """Whether a line is a heading by its weight: bold from end to end, and not long."""
    text = text_of(runs)
    return (
        0 < len(words(text)) <= LONGEST_WEIGHTED
        and len(text) <= TOO_LONG
        and "\n" not in text
        and all(run.bold for run in runs if run.text.strip())
        and not text.endswith((",", ";"))
        and not find_address(text)
    )


def _is_one_statement(text: str) -> bool:
    """One sentence, or a question with its answer announced: "Ready? Here is how to begin"."""
    end = first_sentence_end(text)
    return end == len(text) or (is_question(text[:end]) and is_one_sentence(text[end:].strip()))


def looks_like_title(text: str) -> bool:
    """The first line of a document is its title unless it is a paragraph."""
    if len(text) > TOO_LONG or "\n" in text or find_address(text) or not words(text):
        return False
    if ends_like_a_sentence(text):
        return len(words(text)) <= 12 and is_one_sentence(text)
    return len(words(text)) <= 25


def leads_into_a_list(text: str) -> bool:
    """A line such as "Bring these with you:" belongs to the list below it and is no heading."""
    return text.endswith(":") and not (is_all_caps(text) or is_title_case(text))


def is_question(text: str) -> bool:
    return text.rstrip(CLOSING).endswith("?")


def is_all_caps(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= 4


def is_title_case(text: str) -> bool:
    long_words = [word.lstrip("\"“‘'(") for word in words(text) if len(word) > 3]
    return bool(long_words) and all(not word[0].islower() for word in long_words)
