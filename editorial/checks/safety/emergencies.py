"""What patients are told for an emergency, and whom to call in a crisis."""

import re
from collections.abc import Iterator, Sequence

from editorial.checks.article import Article
from editorial.checks.words import Sentence, quote, sentences
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon, Term

ADVICE = "emergency-advice"
CRISIS_LINE = "crisis-line-missing"

RED_FLAG = "red_flag"
EMERGENCIES = ("emergency", RED_FLAG)
# Of a sign as grave as this an appointment is the wrong answer as well; lesser ones may be old.
GRAVEST = 3

# “If it is not an emergency”, “a non-emergency”.
NO_EMERGENCY = re.compile(
    r"(?:\b(?:not|no|isn['’]t|aren['’]t|non|never|unless|other\sthan|rather\sthan|less\sthan|without)\b"
    r"[\s-](?:\w+\s){0,4}|non-)\w+$",
    re.IGNORECASE,
)
# “An emergency room”, “emergency contraception”: no emergency by itself.
FOLLOWS = re.compile(
    r"\s*(?:$|[^\w\s-]|[-–—]\s|(?:please|call|you|and|or|at|after|during|outside|with|when|that|which|such|in|on"
    r"|of|is|are|we|our|situations?|needs?|concerns?|issues?|matters?|problems?|contact\s(?:us|our|the|your))\b)",
    re.IGNORECASE,
)
# “For emergencies, call us” and “call us for emergencies”, not “we keep slots for emergencies”.
LOOSE = re.compile(r"(?:for|emergenc\w*)\b", re.IGNORECASE)
BEGINS = re.compile(r"(?:^|[.,;:(–—-])\W*(?:please\s|and\s|but\s)?$", re.IGNORECASE)
CALLS = re.compile(r"\b(?:call|contact|phone|reach|email|message)\s(?:\w+\s){1,5}$", re.IGNORECASE)
REFUSED = re.compile(r"\b(?:not|n['’]t|never|cannot|than|instead\sof)\s(?:\w+\s){0,2}$", re.IGNORECASE)
NUMBER = re.compile(
    r"\b(?:call|dial|phone|text)\s(?:\w+\s){0,3}?\(?\d{3}\)?[-.\s]?\d{3}[-.\s]\d{4}", re.IGNORECASE
)
FEWEST = 2  # keywords or sections that must name a condition
ASKS = ("?", ":")
# “Call our wonderful nurse”: how far a verb may be from whom it calls.
REACH = 40
# “Chest pain or shortness of breath: call us.”
LEADS = re.compile(r"^\W*(?:[\w-]+\s){0,2}$")
# “A swollen calf should be seen in an emergency room.”: help for something else.
OF_OTHER = re.compile(r"(?:An?|Any|Some)\s(?!ambulance\b|emergency\b|paramedic)[a-z]")
# “Call our nurse line.”, behind a sentence that tells of an emergency.
TELLS = re.compile(
    r"[“\"]?(?:please|then|just|first|you\s(?:can|may|should)|if\s(?:so|you\sdo|it\sdoes|this\shappens|that\shappens)|call|contact|phone|leave|send|book|message)\b",
    re.IGNORECASE,
)
# “Call our nurse if your child has not drunk for hours.”: no answer to the sentence before it.
OF_ITS_OWN = re.compile(
    r"\s(?:if|when|unless)\s(?!so\b|you\sdo\b|it\sdoes|th(?:is|at)\b|needed|possible)", re.IGNORECASE
)
# “If you have chest pain”, “Is your child turning blue?”, “For chest pain, ...”: what somebody may have now.
MAY_BE_NOW = re.compile(
    r"(?:\b(?:if|when|whenever|for|should|in\scase\sof|in\san?|with|any|experienc\w*|develop|notice|above|over)\b"
    r"|^\W*(?:severe|serious|danger\w*|red\sflags?|(?:warning\s)?signs?\b[^:.]*):[^.!?]*$"
    r"|^\W*(?:is|are|do|does|has|have)\s(?:you|your|he|she|they|the|someone|somebody)\b)[^.!?]*$",
    re.IGNORECASE,
)
# “Thoughts of suicide can come back.”
COMES = re.compile(
    r"\s(?:(?:can|may|might|could)\s|(?:come|comes|return|returns|appear|appears|start|starts)\b)",
    re.IGNORECASE,
)
# “For a stroke, call 911.”
OF_ONE = re.compile(r"\W*(?:for|if|with|when)\b", re.IGNORECASE)
# “This is anaphylaxis.”, behind what it looks like.
NAMES_IT = re.compile(r"(?:This|That|It|These)\s(?:is|are|can\sbe|may\sbe)\s(?:\w+\s?){1,4}[.!]?$")
ONCE = re.compile(
    r"\b(?:had|history|ever|past|previous(?:ly)?|risk|risks|prevent\w*|before|causes?)\b", re.IGNORECASE
)


def calls_the_office(article: Article) -> Iterator[Finding]:
    """An emergency, and the patient is told to call the office: lost minutes can cost a life.

    “If this is an emergency, please call the office.” What is not called an emergency, chest pain, is a
    warning where another part of the article says where help is.
    """
    is_helped = any(_names_help(article.lexicon, one.text) for one in article.passages())
    headings = {one.path: one.question for one in article.faq}
    headings |= {section.path: section.heading for section in article.sections}
    for passage in (*article.passages(), *article.outside):
        heading = headings.get(passage.path, "")
        for emergency, words in _wrong_advice(article.lexicon, heading, passage.text):
            yield Finding(
                ADVICE,
                Severity.WARNING if is_helped and emergency.kind == RED_FLAG else Severity.BLOCKS,
                "In an emergency patients are told to call the office, and not where help is."
                f" {emergency.advice}".strip(),
                passage.path,
                (words,),
            )


def _wrong_advice(lexicon: Lexicon, heading: str, text: str) -> Iterator[tuple[Term, str]]:
    """What a text says of an emergency, in one sentence or in answer to one before it."""
    if found := _emergency(lexicon, heading):
        only = next((one for one in sentences(text) if _is_office_only(lexicon, one.text)), None)
        if only and not _names_help(lexicon, text):
            yield found.term, f"{heading.strip()} {only.text}"
        return
    if not any(True for kind in EMERGENCIES for _ in lexicon.find(kind, text)):
        return
    every = sentences(text)
    for place, sentence in enumerate(every):
        if not _is_office_only(lexicon, sentence.text):
            continue
        before = every[place - 1] if place else None
        after = every[place + 1] if place + 1 < len(every) else None
        found, start = _emergency(lexicon, sentence.text), sentence.start
        if before and place > 1 and NAMES_IT.match(before.text):
            before = Sentence(f"{every[place - 2].text} {before.text}", every[place - 2].start)
        is_answer = before is not None and not OF_ITS_OWN.search(sentence.text)
        if not found and before and is_answer and (before.text.endswith(ASKS) or TELLS.match(sentence.text)):
            found, start = _emergency(lexicon, before.text), before.start
        if found and found.term.gravity < GRAVEST and not _is_call(lexicon, sentence.text):
            continue
        if found and not any(
            one and _helps(lexicon, one.text, found) for one in _around(found, before, after)
        ):
            yield found.term, quote(text, start, sentence.start + len(sentence.text))


def _around(
    found: Found, before: Sentence | None, after: Sentence | None
) -> tuple[Sentence | None, Sentence | None]:
    return before, after if found.term.kind == RED_FLAG else None


def _helps(lexicon: Lexicon, text: str, found: Found) -> bool:
    """Whether a sentence beside it says where help is; “for a stroke, 911” does not for suicide."""
    if not _names_help(lexicon, text):
        return False
    if found.term.kind != RED_FLAG:
        return True
    flags = {one.term.name for one in lexicon.find(RED_FLAG, text)}
    is_of_other = OF_OTHER.match(text) or (
        found.term.gravity >= GRAVEST and OF_ONE.match(text) and not any(lexicon.find("emergency", text))
    )
    return found.term.name in flags or not (flags or is_of_other)


def _emergency(lexicon: Lexicon, text: str) -> Found | None:
    """The first emergency that a sentence speaks of, and for which patients need help at once."""
    harmless = [(one.start, one.stop) for one in lexicon.find("no_emergency", text)]
    for kind in EMERGENCIES:
        for found in lexicon.find(kind, text):
            is_told = _is_red_flag if kind == RED_FLAG else _is_called_one
            if is_told(text, found) and not any(
                start < found.stop and found.start < stop for start, stop in harmless
            ):
                return found
    return None


def _is_called_one(text: str, found: Found) -> bool:
    before = text[: found.start]
    is_told = not LOOSE.match(text, found.start) or BEGINS.search(before) or CALLS.search(before)
    return bool(is_told and FOLLOWS.match(text[found.stop :]) and not NO_EMERGENCY.search(text[: found.stop]))


def _is_red_flag(text: str, found: Found) -> bool:
    before = text[: found.start]
    return (
        (
            MAY_BE_NOW.search(before) is not None
            or text.endswith(ASKS)
            or (":" in text[found.stop :] and LEADS.match(before) is not None)
            or (found.term.gravity >= GRAVEST and COMES.match(text, found.stop) is not None)
        )
        and not ONCE.search(before)
        and not NO_EMERGENCY.search(f"{before}it")
    )


def _is_office_only(lexicon: Lexicon, text: str) -> bool:
    """Whether a sentence sends people to the office and nowhere else."""
    if _names_help(lexicon, text):
        return False
    return _is_call(lexicon, text) or any(lexicon.find("office_visit", text))


def _is_call(lexicon: Lexicon, text: str) -> bool:
    calls = (*lexicon.find("office_call", text), *_calls_of_staff(lexicon, text))
    is_told = any(not REFUSED.search(text[: found.start]) for found in calls)
    return is_told or NUMBER.search(text) is not None


def _calls_of_staff(lexicon: Lexicon, text: str) -> Iterator[Found]:
    """“Ring the practice”, “email your coach”: the verbs, where somebody of the office follows."""
    staff = [one.start for one in lexicon.find("staff", text)]
    for verb in lexicon.find("call_verb", text):
        for start in staff:
            if verb.stop < start <= verb.stop + REACH and not set(text[verb.stop : start]) & set(".;:,!?"):
                yield verb
                break


def _names_help(lexicon: Lexicon, text: str) -> bool:
    kinds = ("crisis_line", "emergency_care")
    return any(text[found.start : found.stop] != "er" for kind in kinds for found in lexicon.find(kind, text))


def crisis_line_missing(article: Article) -> Iterator[Finding]:
    """An article about a mental health condition that names no crisis line.

    “Living with depression”, and neither 911 nor 988 anywhere in it.
    """
    about = _condition(article)
    texts = (passage.text for passage in article.passages())
    if about and not any(any(article.lexicon.find("crisis_line", text)) for text in texts):
        yield Finding(
            CRISIS_LINE,
            Severity.WARNING,
            f"The article is about {about} and names no crisis line. Say where help is at any hour:"
            " call or text 988, in an emergency 911. A callout of the kind “Get help now” is the place.",
            "title",
            (article.title,),
            about,
        )


def _condition(article: Article) -> str:
    """The mental health condition that an article is about: by its title, most keywords or most sections.

    Less will do where two parts agree: the quick answer, a keyword, a third of the sections.
    """
    title, *keywords = (_named(article, text) for text in (article.title, *article.keywords))
    answer = _named(article, article.quick_answer.text) if article.quick_answer else ""
    sections = [_named(article, one.heading) or _named(article, one.text) for one in article.sections]
    signs = (answer, any(keywords), _share(sections) >= 1 / 3)
    if title or _share(keywords) > 1 / 2 or _share(sections) > 1 / 2 or sum(map(bool, signs)) > 1:
        return next(filter(None, (title, *keywords, answer, *sections)), "")
    return ""


def _named(article: Article, text: str) -> str:
    found = next(article.lexicon.find("mental_health_condition", text), None)
    return found.term.name if found else ""


def _share(named: Sequence[str]) -> float:
    """How many of the texts name a condition; one alone says nothing."""
    count = sum(map(bool, named))
    return count / len(named) if count >= FEWEST else 0.0
