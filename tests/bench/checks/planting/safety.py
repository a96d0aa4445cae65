"""Faults that could harm somebody who trusts the article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from editorial.checks.article import Article, Passage
from tests.bench.checks import corpus
from tests.bench.checks.editing import (
    appended,
    capitalized,
    change,
    put,
    sentences,
    spots,
    whole_text,
    without_sentences,
)
from tests.bench.checks.planting import Planted, Sample, in_body
from tests.bench.checks.wordings import BOOKINGS, EMERGENCIES, OFF_LABEL, WITH_OFF_LABEL

CRISIS_LINE = re.compile(r"(?<![\d-])(?:911|988)(?![\d-])|\b999\b|\b1-833-852-6262")
DISCLOSURE = re.compile(
    r"off-label|unapproved|unlicensed|\bnot (?:yet |been )?(?:FDA-)?(?:approved|cleared|licensed)"
    r"|has (?:not|never) (?:approved|cleared)|approv\w+[^.\n]*\b(?:only\b|not for\b|not in\b)"
    r"|(?:neither|no) [^.\n]*approv",
    re.IGNORECASE,
)
APPROVAL = re.compile(r"approved|off-label", re.IGNORECASE)
NOTE = re.compile(r"emergenc|request", re.IGNORECASE)


def emergency(sample: Sample, random: Random) -> Iterator[Planted]:
    """An emergency is sent to the office, in the notes of the form or in the text."""
    for sentence in random.sample(EMERGENCIES, len(EMERGENCIES)):
        yield Planted(_told(sample.article, sentence, random, CRISIS_LINE), sentence, sample.article)


def emergency_in_document(sample: Sample, random: Random) -> Iterator[Planted]:
    """The note of the form says so in the document itself."""
    text = sample.path.read_text(encoding="utf-8")
    last = text.rstrip().rpartition("\n")[2]
    if sample.article.outside and NOTE.search(last):
        sentence = random.choice(EMERGENCIES)
        changed = text.replace(last, f"Please note: this is a request only. {sentence}")
        planted = corpus.published(corpus.read(sample.path.name, changed.encode()))
        yield Planted(planted, sentence, sample.article)


def booking(sample: Sample, random: Random) -> Iterator[Planted]:
    for sentence in random.sample(BOOKINGS, len(BOOKINGS)):
        yield Planted(_told(sample.article, sentence, random, NOTE), sentence, sample.article)


def _told(article: Article, sentence: str, random: Random, unlike: re.Pattern[str]) -> Article:
    """The sentence as a note of the form, or in a section that does not speak of the same."""
    places = [spot for spot in spots(article) if spot.part == "sections" and not unlike.search(spot.text)]
    places = [spot for spot in places if spot.text]
    if places and random.random() < 0.5:
        spot = random.choice(places)
        return put(article, spot, appended(spot.text, sentence))
    notes = tuple(one for one in article.outside if one.kind != "form")
    return replace(article, outside=(*notes, Passage("form/notes/0", sentence, "form")))


def crisis_line(sample: Sample, random: Random) -> Iterator[Planted]:
    """A page about mental health without 911 and 988."""
    if sample.is_about_mental_health:
        article = without_sentences(sample.article, CRISIS_LINE, lambda spot: True)
        if not CRISIS_LINE.search(whole_text(article)):
            yield Planted(article, "without 911 and 988", sample.article)


def off_label(sample: Sample, random: Random) -> Iterator[Planted]:
    """Nothing says any more that the use of the drug is off-label."""
    drug, condition = corpus.OFF_LABEL.get(sample.path.stem, ("", ""))
    article = _undisclosed(sample.article)
    if not drug or DISCLOSURE.search(whole_text(article)):
        return
    if _tells_use(article, drug, condition):
        yield Planted(article, "without a disclosure", sample.article)
    for wording in random.sample(WITH_OFF_LABEL, 2):
        sentence = capitalized(wording.format(drug=drug, condition=condition))
        told = in_body(article, sentence, random)
        yield Planted(told, f"without a disclosure: {sentence}", sample.article)


def _tells_use(article: Article, drug: str, condition: str) -> bool:
    """Whether a sentence still names drug and condition: “Trazodone is an antidepressant.” tells no use."""
    told = [one.text for one in (*article.headings(), *article.passages())]
    return any(
        drug.casefold() in sentence.casefold() and condition.casefold() in sentence.casefold()
        for text in told
        for sentence in sentences(text)
    )


def _undisclosed(article: Article) -> Article:
    for position, takeaway in enumerate(article.takeaways):
        if DISCLOSURE.search(takeaway.claim):
            article = change(article, "takeaways", position, claim="Ask us about it.")
    return replace(
        without_sentences(article, DISCLOSURE, lambda spot: True),
        off_label_notes=(),
        description="A page for the patients of our clinic.",
        faq=tuple(one for one in article.faq if not APPROVAL.search(f"{one.question} {one.answer}")),
    )


def off_label_added(sample: Sample, random: Random) -> Iterator[Planted]:
    """A drug for what it is not approved for, in an article that does not speak of it otherwise."""
    whole = whole_text(sample.article).casefold()
    for drug, condition in random.sample(OFF_LABEL, len(OFF_LABEL)):
        if drug not in whole and not DISCLOSURE.search(whole):
            sentence = capitalized(random.choice(WITH_OFF_LABEL).format(drug=drug, condition=condition))
            yield Planted(in_body(sample.article, sentence, random), sentence, sample.article)
