"""Uses of a drug that the FDA has not approved."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editorial.checks.article import Article, Passage
from editorial.checks.words import sentences, shortened, stem, words
from editorial.findings import Finding, Severity
from editorial.lexicon import Found, Lexicon, Term

CODE = "off-label-undisclosed"

CONDITIONS = ("condition", "mental_health_condition")
# Words of a condition that many conditions share.
SHARED = frozenset(
    words(
        """disorder disease syndrome condition symptom chronic acute major severe mild moderate adult child
        children type resistant treatment of the in and or with a an to due from loss general attack"""
    )
)
LETTERS = 6  # as many of a word decide: “depression” and “depressive” are one
# Between a drug and a condition: “ketamine for pain”, “ketamine helps people with pain”.
USED_FOR = re.compile(
    r"\b(?:for|treat\w*|help\w*|manag\w*|reliev\w*|eas(?:e|es|ing)|improv\w*|reduc\w*|against)\b",
    re.IGNORECASE,
)
# The other way round: “treating pain with ketamine”, “for pain we prescribe ketamine”.
TREATED = re.compile(r"\b(?:treat\w*|therap\w*|manag\w*|reliev\w*|eas(?:e|ing)|help\w*)\b", re.IGNORECASE)
WITH = re.compile(r"\b(?:with|using|by|through)\b|:", re.IGNORECASE)
# What one sentence alone has to be free of, besides the words of the lexicon for studies, doubts and denials.
NO_ADVICE = re.compile(r"\b(?:\w+n['’]t|in\s(?:19|20)\d\d)\b|\?$", re.IGNORECASE)
# “Varenicline helps; nausea is common.”
ANOTHER = re.compile(r"[;–—]|\s-\s|\bbut\b|,\s(?:and|or)\b", re.IGNORECASE)
IS_EFFECT = re.compile(
    r"\s(?:(?:is|are)\s(?:\w+\s)?(?:common|possible|rare|frequent|likely)|(?:may|can)\s\w+)\b"
)
# “50 mg”: how much of a drug is taken.
DOSE = re.compile(r"\b\d[\d.,]*\s?(?:mg|mcg|grams?|units?)\b", re.IGNORECASE)
LONGEST_NAME = 4  # words of a heading that is the name of a drug
USES = 2  # sentences that must speak of the use where the title does not
SECTIONS = 3  # that must name a drug which the title does not
FURTHEST = 90  # characters between drug and condition


@dataclass(frozen=True, slots=True)
class Use:
    """A drug for a condition, and where the article says so; `is_subject` if it is about that."""

    drug: Term
    condition: Term
    path: str
    words: str
    is_subject: bool


def undisclosed(article: Article) -> Iterator[Finding]:
    """A use of a drug that the FDA has not approved, and nothing says so.

    “Ketamine for depression”, and nowhere “off-label”, “not FDA-approved for” or an off-label note. Of a use
    that the article is not about, but tells in a sentence, it is a warning.
    """
    disclosures = list(_disclosures(article))
    told: set[Term] = set()
    for use in (*_subjects(article), *_advice(article), *_headed(article)):
        if (
            use.drug in told
            or _is_approved(article.lexicon, use.drug, use.condition)
            or any(_is_of(drugs, path, use) for drugs, path in disclosures)
            or _is_symptom(article, use)
        ):
            continue
        told.add(use.drug)
        yield Finding(
            CODE,
            Severity.BLOCKS if use.is_subject else Severity.WARNING,
            f"The article speaks of {use.drug.name} for {use.condition.name}. The FDA has approved it for"
            f" {' and '.join(use.drug.approved_for)}; nothing says that this use is off-label."
            " Add an off-label note.",
            use.path,
            (use.words,),
            f"{use.drug.name} for {use.condition.name}",
        )


def _disclosures(article: Article) -> Iterator[tuple[set[Term], str]]:
    """Sentences that say that a use is not approved: the drugs they name, and where they stand."""
    for passage in (*article.headings(), *article.passages()):
        if not any(article.lexicon.find("off_label", passage.text)):
            continue
        for sentence in sentences(passage.text):
            if any(article.lexicon.find("off_label", sentence.text)):
                drugs = {found.term for found in article.lexicon.find("drug", sentence.text)}
                yield drugs, passage.path


def _is_of(drugs: set[Term], path: str, use: Use) -> bool:
    """Whether a disclosure is about a use: it names the drug or none, or stands in the same part."""
    return use.drug in drugs or not drugs or path == use.path


def _subjects(article: Article) -> Iterator[Use]:
    """The uses that the article is about: the title says so, or several sentences do."""
    lexicon, title = article.lexicon, article.title
    drugs = {term for term in _drugs(article) if term.approved_for}
    if not drugs:
        return
    for drug, condition in _used(lexicon, title):
        if drug in drugs:
            yield Use(drug, condition, "title", title, is_subject=True)
    headings = [title, *(section.heading for section in article.sections)]
    named = {found.term for heading in headings for found in _conditions(lexicon, heading)}
    told: dict[tuple[Term, Term], list[str]] = {}
    for _, text in _sentences(article, [*filter(None, [article.quick_answer]), *article.body()]):
        for use in _used(lexicon, text):
            told.setdefault(use, []).append(text)
    for (drug, condition), texts in told.items():
        if drug in drugs and condition in named and len(texts) >= USES:
            yield Use(drug, condition, "title", shortened(texts[0]), is_subject=True)


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


def _advice(article: Article) -> Iterator[Use]:
    """What single sentences tell patients a drug is used for."""
    for path, text in _sentences(article, article.passages()):
        if not NO_ADVICE.search(text) and not any(article.lexicon.find("no_advice", text)):
            for drug, condition in _used(article.lexicon, text):
                yield Use(drug, condition, path, shortened(text), is_subject=False)


def _headed(article: Article) -> Iterator[Use]:
    """Sections with a drug for a heading that tell how it is taken, in an article about a condition.

    “Spironolactone: we start with 50 mg a day”, below the title “Adult acne”.
    """
    lexicon = article.lexicon
    about = [found.term for found in _conditions(lexicon, article.title)]
    for section in article.sections:
        drugs = [one.term for one in lexicon.find("drug", section.heading) if one.term.approved_for]
        if (
            len(drugs) != 1
            or len(words(section.heading)) > LONGEST_NAME
            or not _is_taken(lexicon, section.text)
        ):
            continue
        (drug,) = drugs
        conditions = about or [
            found.term
            for sentence in sentences(section.text)
            if any(one.term == drug for one in lexicon.find("drug", sentence.text))
            for found in _conditions(lexicon, sentence.text)
        ]
        if conditions and not any(_is_approved(lexicon, drug, one) for one in conditions):
            yield Use(drug, conditions[0], section.path, shortened(section.text), is_subject=False)


def _is_taken(lexicon: Lexicon, text: str) -> bool:
    """Whether a text tells how a drug is taken: where a section is headed by its name, patients get it."""
    return DOSE.search(text) is not None or any(lexicon.find("drug_taken", text))


def _sentences(article: Article, passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """The sentences of the passages that name a drug, each with its path."""
    for passage in passages:
        if any(article.lexicon.find("drug", passage.text)):
            yield from ((passage.path, sentence.text) for sentence in sentences(passage.text))


def _conditions(lexicon: Lexicon, text: str) -> list[Found]:
    return [found for kind in CONDITIONS for found in lexicon.find(kind, text)]


def _used(lexicon: Lexicon, text: str) -> Iterator[tuple[Term, Term]]:
    """Drugs and what a text says they are used for: “ketamine for pain”, “treating pain with ketamine”."""
    named = list(lexicon.find("drug", text))
    drugs = [one for one in named if one.term.approved_for]
    if not drugs or any(lexicon.find("no_use", text)):
        return
    for drug in drugs:
        for condition in _conditions(lexicon, text):
            if drug.stop <= condition.start <= drug.stop + FURTHEST:
                between = text[drug.stop : condition.start]
                is_use = bool(USED_FOR.search(between)) and not (
                    ANOTHER.search(between) or IS_EFFECT.match(text[condition.stop :])
                )
            elif condition.stop <= drug.start <= condition.stop + FURTHEST:
                between = text[condition.stop : drug.start]
                is_treated = TREATED.search(text[: drug.start]) and WITH.search(between)
                is_use = bool(is_treated or any(lexicon.find("drug_given", between)))
            else:
                continue
            same = (one.term for one in named if _is_same(drug.term, one.term))
            if is_use and not any(_is_approved(lexicon, one, condition.term) for one in same):
                yield drug.term, condition.term


def _is_same(one: Term, other: Term) -> bool:
    """Whether two names are of the same drug: “semaglutide (Ozempic, Wegovy)”."""
    return other.name in one.fits or bool(set(one.fits) & set(other.fits))


def _is_approved(lexicon: Lexicon, drug: Term, condition: Term) -> bool:
    """Whether an approval covers the condition, one within it or one around it."""
    mine = {condition.name} | {found.term.name for found in _conditions(lexicon, condition.name)}
    telling = _telling(condition.name)
    for approved in drug.approved_for:
        if mine & {found.term.name for found in _conditions(lexicon, approved)}:
            return True
        if telling & _telling(approved):
            return True
    return False


def _is_symptom(article: Article, use: Use) -> bool:
    """“Levodopa helps with tremor.”, in an article about Parkinson's disease, for which it is approved."""
    return any(article.lexicon.find("symptom", use.condition.name)) and any(
        _is_approved(article.lexicon, use.drug, found.term)
        for about in (article.title, *article.keywords)
        for found in _conditions(article.lexicon, about)
        if found.term != use.condition
    )


def _telling(name: str) -> set[str]:
    parts = (part for word in words(name) for part in re.split(r"[-']", word))
    return {stem(part)[:LETTERS] for part in parts if part not in SHARED and len(part) > 2}
