"""Faults in how the article reads, and in what it needs before it is published."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from editorial.checks.article import Article
from tests.bench.checks.editing import body_text, change, put, sentences, spots, whole_text
from tests.bench.checks.planting import Planted, Sample
from tests.bench.checks.wordings import HARD_ANSWERS, UNUSED_KEYWORDS, VAGUE_QUESTIONS

EXPANSION = re.compile(r"(?:\b[A-Za-z][\w/’'-]+ ){2,8}?\((?P<short>[A-Z][A-Z0-9-]{1,6}s?)\)")
TOO_LONG = 150  # words


def long_answer(sample: Sample, random: Random) -> Iterator[Planted]:
    """A quick answer that goes on with sentences of the body."""
    article = sample.article
    if article.quick_answer is None:
        return
    more = sentences(body_text(article))
    start = random.randrange(len(more) // 2)
    text = article.quick_answer.text
    for sentence in more[start:]:
        if len(text.split()) > TOO_LONG:
            break
        text += f" {sentence}"
    yield Planted(change(article, "quick_answer", None, text=text), "longer", article)


def hard_answer(sample: Sample, random: Random) -> Iterator[Planted]:
    for text in random.sample(HARD_ANSWERS, len(HARD_ANSWERS)):
        yield Planted(change(sample.article, "quick_answer", None, text=text), text, sample.article)


def unexpanded(sample: Sample, random: Random) -> Iterator[Planted]:
    """ "Sleep therapy (CBT-I)" becomes "CBT-I"."""
    article = sample.article
    for match in EXPANSION.finditer(whole_text(article)):
        short = match["short"]
        phrase = expansion(match[0].partition(" (")[0], short)
        bare = article
        for spot in spots(article):
            bare = put(bare, spot, spot.text.replace(f"{phrase} ({short})", short).replace(phrase, short))
        if phrase and phrase.casefold() not in whole_text(bare).casefold():
            yield Planted(bare, f"{phrase} ({short})", article)


def expansion(words: str, short: str) -> str:
    """The last words of which the letters of an abbreviation are the first letters; "" if they are not."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    found = words.split(" ")
    for start in reversed(range(len(found))):
        initials = iter(part[:1] for part in re.split(r"[ /-]", " ".join(found[start:]).casefold()))
        if found[start][:1].casefold() == letters[0] and all(letter in initials for letter in letters):
            return " ".join(found[start:])
    return ""


def skipped_heading(sample: Sample, random: Random) -> Iterator[Planted]:
    article = sample.article
    for position in random.sample(range(1, len(article.sections)), len(article.sections) - 1):
        level = article.sections[position - 1].level + 2
        yield Planted(change(article, "sections", position, level=level), f"level {level}", article)


def vague_question(sample: Sample, random: Random) -> Iterator[Planted]:
    for question in random.sample(VAGUE_QUESTIONS, len(VAGUE_QUESTIONS)):
        if sample.article.faq:
            position = random.randrange(len(sample.article.faq))
            changed = change(sample.article, "faq", position, question=question)
            yield Planted(changed, question, sample.article)


def no_answer(sample: Sample, random: Random) -> Iterator[Planted]:
    yield Planted(replace(sample.article, quick_answer=None), "", sample.article)


def no_description(sample: Sample, random: Random) -> Iterator[Planted]:
    yield Planted(replace(sample.article, description=""), "", sample.article)


def long_description(sample: Sample, random: Random) -> Iterator[Planted]:
    text = " ".join(sentences(body_text(sample.article)))[: random.randrange(175, 400)]
    yield Planted(replace(sample.article, description=text), text, sample.article)


def no_alt_text(sample: Sample, random: Random) -> Iterator[Planted]:
    alt = random.choice(["", " "])
    yield Planted(change(sample.article, "pictures", 0, alt=alt), "", sample.article)


def unused_keyword(sample: Sample, random: Random) -> Iterator[Planted]:
    keyword = random.choice(UNUSED_KEYWORDS)
    article = replace(sample.article, keywords=(*sample.article.keywords, keyword))
    yield Planted(article, keyword, sample.article)


def expired_review(sample: Sample, random: Random) -> Iterator[Planted]:
    if review := sample.article.review:
        ended = review.on - timedelta(days=random.randrange(1, 400))
        over = replace(review, on=ended - timedelta(days=365), until=ended)
        yield Planted(replace(sample.article, review=over), str(ended), sample.article)


def edited_since_review(sample: Sample, random: Random) -> Iterator[Planted]:
    if review := sample.article.review:
        edited = replace(review, is_edited=True)
        yield Planted(replace(sample.article, review=edited), "", sample.article)


def no_review(sample: Sample, random: Random) -> Iterator[Planted]:
    yield Planted(replace(sample.article, review=None), "", sample.article)


def no_author(sample: Sample, random: Random) -> Iterator[Planted]:
    if sample.article.author:
        yield Planted(_anonymous(sample.article), sample.article.author, sample.article)


def _anonymous(article: Article) -> Article:
    return replace(article, author="")
