"""Questions that are read on their own: in search results, and in answers that machines give."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.words import words
from editorial.findings import Finding, Severity
from editorial.lexicon import Lexicon

CODE = "question-needs-context"

# A pronoun that stands for something, with nothing before it that it could stand for.
BEFORE = (
    "what|which|who|whom|whose|when|where|why|how|is|are|was|were|am|be|do|does|did|has|have|had|will|would|can"
    "|could|should|may|might|must|and|or|but|so|if|i|we|you|my|your|our|me|us|long|much|many|often|soon|fast"
    "|quickly|well|safely|far|exactly|else|not|ever|also|really|about|after|before|during|for|of|from|with"
    "|without|on|in|at|to|by|stop|start|use|take|get|try|need|expect|keep|taking|using|doing"
    "|getting|having|stay|go|live|work|give|feel|wait|avoid|choose|afford|repeat|combine|mix|drink|drive|eat"
    "|exercise|travel|sleep|breastfeed|swim|shower|smoke|return|fly|too|old|young|sick|heavy|stopping|starting|trying|going|isn't|aren't|doesn't|don't|can't|won't"
)
PRONOUN = re.compile(
    rf"^(?:(?:{BEFORE}),?\s+)*(?P<pronoun>it|its|they|them|their|this|that|these|those)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# “Is it safe to drive after an infusion?”: here the pronoun only holds the place of what follows.
PLACEHOLDER = re.compile(
    r"""
    ^(?:
        \s(?!\w+\sto\s(?:kick\sin|wear\soff|start\s\w+ing|take\seffect|go\saway|come\sback|show\sresults)\W*$)
        (?!(?:used|given|meant|made|taken|prescribed|approved|known|said|supposed|going|able|likely)\b)
            (?:[\w’'-]+\s){0,3}(?:to|that|if|when|whether)\s\S+\s\S+
      | \s(?:ever\s)?too\s(?:late|early|soon)\sfor\s
      | \s(?:\S+\s){0,2}for\s.+\sto\b
      | \s(?:just\s|really\s|only\s)?(?:an?|the|my|your)\s
      | \s(?:safe|okay|ok|normal|common|possible|wrong|bad|better|best|dangerous|legal|too\s\w+)
            \s(?:to|that|if|when)\s
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)


# “Can I stop?”: what?
BARE_VERB = re.compile(
    r"^(?:(?:when|how|why|where)\s)?(?:can|should|may|will|must|could|do)\s(?:i|you|we)\s[a-z]+\?*$",
    re.IGNORECASE,
)
SAYS_NOTHING = {*BEFORE.split("|"), "the", "a", "an", "there", "some", "most", "i'm", "there's", "what's"}
# “The results”, “the side effects”.
GENERAL = re.compile(r"\b(?:the|my|any|there)\s\w+", re.IGNORECASE)


def stands_alone(question: str) -> bool:
    """Whether a question names what it asks about: 'Does TMS hurt?', not 'Does it hurt?'."""
    question = question.replace("’", "'").strip(" \"“'”")
    if BARE_VERB.match(question):
        return False
    match = PRONOUN.match(question)
    if match is None:
        return True
    return match["pronoun"].lower() == "it" and PLACEHOLDER.match(match["rest"]) is not None


def _is_general(lexicon: Lexicon, question: str) -> bool:
    """“How long will the results last?”: of what?"""
    if not GENERAL.search(question):
        return False
    found = list(lexicon.find("general_word", question))
    rest = question
    for one in found:
        rest = rest[: one.start] + " " * (one.stop - one.start) + rest[one.stop :]
    return bool(found) and set(words(rest)) <= SAYS_NOTHING


def needs_context(article: Article) -> Iterator[Finding]:
    """A question of the FAQ that cannot be understood by itself; of a heading it is noted only.

    “What is it and how does it work?”
    """
    lexicon = article.lexicon
    headings = ((one.path, one.heading) for one in article.sections if one.heading.rstrip().endswith("?"))
    questions = ((one.path, one.question) for one in article.faq)
    for severity, places in ((Severity.WARNING, questions), (Severity.NOTE, headings)):
        for path, question in places:
            if not stands_alone(question) or _is_general(lexicon, question):
                yield Finding(
                    CODE,
                    severity,
                    "On its own this question does not say what it is about. Name it.",
                    path,
                    (question,),
                )
