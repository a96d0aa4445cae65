"""Uses of a drug that the FDA has not approved."""

import re
from collections import Counter
from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.words import sentences, shortened, stem, words
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon, Term

CODE = "off-label-undisclosed"

CONDITIONS = ("condition", "mental_health_condition")
# Words of a condition that many conditions share.
SHARED = frozenset(
    words(
        """disorder disease syndrome condition symptom chronic acute major severe mild moderate adult child
        children type resistant treatment of the in and or with a an to due from loss general"""
    )
)
LETTERS = 6  # as many of a word decide: “depression” and “depressive” are one
USED_FOR = re.compile(
    r"\b(?:for|treat\w*|help\w*|manag\w*|reliev\w*|eas(?:e|es|ing)|improv\w*|reduc\w*|against)\b",
    re.IGNORECASE,
)
TREATED = re.compile(r"\b(?:treat\w*|therap\w*|manag\w*|reliev\w*|eas(?:e|ing)|help\w*)\b", re.IGNORECASE)
WITH = re.compile(r"\b(?:with|using|by|through)\b|:", re.IGNORECASE)
NO_USE = re.compile(
    r"\b(?:caus\w*|worsen\w*|trigger\w*|leads?\sto|side\seffects?|risks?\sof|withdrawal|overdose|instead\sof"
    r"|alternatives?|avoid\w*|not\s(?:recommended|used|for)|no\sevidence|does\snot|doesn['’]t)\b",
    re.IGNORECASE,
)
USES = 2  # sentences that must speak of the use where the title does not
SECTIONS = 3  # that must name a drug which the title does not
FURTHEST = 90  # characters between drug and condition


def undisclosed(article: Article) -> Iterator[Finding]:
    """An article about a use of a drug that the FDA has not approved, and that never says so.

    “Ketamine for depression”, and nowhere “off-label”, “not FDA-approved for” or an off-label note.
    """
    if article.off_label_notes or _discloses(article):
        return
    for drug, condition, told in _uses(article):
        if not _is_approved(article.lexicon, drug, condition):
            yield Finding(
                CODE,
                Severity.BLOCKS,
                f"The article is about {drug.name} for {condition.name}. The FDA has approved it for"
                f" {' and '.join(drug.approved_for)}; the article never says that this use is off-label."
                " Add an off-label note.",
                "title",
                (told,),
            )
            return


def _discloses(article: Article) -> bool:
    texts = (passage.text for part in (article.headings(), article.passages()) for passage in part)
    return any(any(article.lexicon.find("off_label", text)) for text in texts)


def _uses(article: Article) -> Iterator[tuple[Term, Term, str]]:
    """The uses that an article is about, each with the words that say so: the title, or several sentences."""
    lexicon, title = article.lexicon, article.title
    drugs = {term for term in _drugs(article) if term.approved_for}
    if not drugs:
        return
    yield from ((drug, condition, title) for drug, condition in _used(lexicon, title, drugs))
    headings = [title, *(section.heading for section in article.sections)]
    named = {found.term for heading in headings for found in _conditions(lexicon, heading)}
    told: dict[tuple[Term, Term], list[str]] = {}
    for passage in (*filter(None, [article.quick_answer]), *article.body()):
        is_told = any(one.term in drugs for one in lexicon.find("drug", passage.text))
        for sentence in sentences(passage.text) if is_told else ():
            for use in _used(lexicon, sentence.text, drugs):
                told.setdefault(use, []).append(sentence.text)
    for (drug, condition), texts in told.items():
        if condition in named and len(texts) >= USES:
            yield drug, condition, shortened(texts[0])


def _drugs(article: Article) -> Iterator[Term]:
    """The drugs of the title, and those that most sections name."""
    yield from (found.term for found in article.lexicon.find("drug", article.title))
    counts = Counter(
        term
        for section in article.sections
        for term in {
            found.term
            for text in (section.heading, section.text)
            for found in article.lexicon.find("drug", text)
        }
    )
    most = max(SECTIONS, len(article.sections) / 2)
    yield from (term for term, count in counts.items() if count >= most)


def _conditions(lexicon: Lexicon, text: str) -> list[Found]:
    return [found for kind in CONDITIONS for found in lexicon.find(kind, text)]


def _used(lexicon: Lexicon, text: str, drugs: set[Term]) -> Iterator[tuple[Term, Term]]:
    """Drugs and what a text says they are used for: “ketamine for pain”, “treating pain with ketamine”."""
    found = [one for one in lexicon.find("drug", text) if one.term in drugs]
    if not found or NO_USE.search(text):
        return
    for drug in found:
        for condition in _conditions(lexicon, text):
            if drug.stop <= condition.start <= drug.stop + FURTHEST:
                is_use = USED_FOR.search(text[drug.stop : condition.start])
            elif condition.stop <= drug.start <= condition.stop + FURTHEST:
                is_use = TREATED.search(text[: drug.start]) and WITH.search(text[condition.stop : drug.start])
            else:
                continue
            if is_use:
                yield drug.term, condition.term


def _is_approved(lexicon: Lexicon, drug: Term, condition: Term) -> bool:
    """Whether an approval covers the condition, one within it or one around it."""
    mine = {condition.name} | {found.term.name for found in _conditions(lexicon, condition.name)}
    telling = _telling(condition.name, *condition.forms)
    for approved in drug.approved_for:
        if mine & {found.term.name for found in _conditions(lexicon, approved)}:
            return True
        if telling & _telling(approved):
            return True
    return False


def _telling(*names: str) -> set[str]:
    parts = (part for name in names for word in words(name) for part in re.split(r"[-']", word))
    return {stem(part)[:LETTERS] for part in parts if part not in SHARED and len(part) > 2}
