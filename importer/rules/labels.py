"""Lines that say what they are in their first words: "Title: ...", "TL;DR: ...", "By ...", "Note: ..."."""

import re

from importer.rules.words import words

TITLE = re.compile(r"(?:article |page |seo |h1 )?title\s*[:–—]\s*(?=\S)|h1\s*:\s*(?=\S)", re.I)
QUICK_ANSWER = re.compile(
    r"(?:the )?(?:quick|short) (?:answer|summary|take)(?: summary)?\s*[:–—]\s*(?=\S)"
    r"|tl;? ?dr\s*[:;–—-]\s*(?=\S)|(?:in short|in brief|at a glance)\s*[:–—]\s*(?=\S)",
    re.I,
)
QUESTION = re.compile(r"(?:q(?:uestion)?\s*\d{0,2}\s*[:.)]|\d{1,2}[.)]\s*q\s*:)\s*(?=\S)", re.I)
ANSWER = re.compile(r"a(?:nswer)?\s*\d{0,2}\s*[:)]\s*(?=\S)|answer\.\s*(?=\S)", re.I)
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
BYLINE = re.compile(
    r"(?:written |posted |authored |medically |clinically |fact[- ])*"
    r"(?:reviewed |checked |edited )?by:? [A-Z].{2,80}"
    r"|(?:author|authors|writer|reviewer|medical reviewer|editor)s?\s*:.{2,80}"
    r"|(?:last |date )?(?:published|updated|reviewed|modified|posted)(?: on)?\s*:?\s.{0,20}\d{4}\.?"
    r"|date\s*:.{4,30}"
    r"|(?:meta (?:title|description)|description|slug|url|category|categories|word count)\s*:.*"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{1,2}[ -]min(?:ute)?s? read",
    re.I,
)
NOTE = re.compile(r"(?:please |important )?note\s*[:–—-]\s*(?=\S)|\*\s*(?:required|indicates)", re.I)
TEASER_END = re.compile(r"(?:\.\.\.|…|\[…\])\s*(?:read more|continue reading|learn more)?\s*[→»>]*\s*$", re.I)


def label(pattern: re.Pattern[str], text: str) -> str:
    """The label at the start of a text, with what separates it from the rest; empty when there is none."""
    match = pattern.match(text)
    return match[0] if match else ""


def is_byline(text: str) -> bool:
    """Author, reviewer, date and other lines about the document rather than of it."""
    return len(text) <= 200 and bool(BYLINE.fullmatch(text))


def is_form_note(text: str) -> bool:
    return bool(NOTE.match(text))


def is_teaser(text: str) -> bool:
    """The beginning of another article, cut off."""
    return bool(TEASER_END.search(text, max(len(text) - 40, 0))) and len(words(text)) >= 6
