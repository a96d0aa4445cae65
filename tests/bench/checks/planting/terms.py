"""Words of a summary that the body does not bear out, and words of the body that no summary has."""

import re
from collections.abc import Iterator
from random import Random

from editorial.checks.article import Article, Takeaway
from tests.bench.checks.editing import (
    Spot,
    body_text,
    capitalized,
    change,
    markers,
    put,
    sentences,
    spots,
    summaries,
    summary_text,
    whole_text,
    without_sentences,
)
from tests.bench.checks.planting import Planted, Sample, in_body, in_summary
from tests.bench.checks.wordings import (
    DRUGS,
    EFFECTS,
    GRAVE,
    SCALES,
    SEVERAL_STUDIES,
    UNCERTAIN,
    WITH_DRUG,
    WITH_EFFECT,
    WITH_SCALE,
)

# The risks that a patient would never forgive us for leaving out.
GRAVE_RISK = re.compile(
    r"\bdeath|\bdie[ds]?\b|\bdead|\bkill|\bfatal|suicid|respiratory depression|slow\w* (?:\w+ )?breathing"
    r"|stop your breathing|seizure|\bstroke|heart attack|anaphyla|birth defect|perforat|\btears?\b|sepsis"
    r"|cardiac arrest|(?:liver|kidney) (?:failure|injury)|stomach bleeding|\bclots?\b|pulmonary embol"
    r"|lactic acidosis|pancrea|blind|sight|psychosis|meningitis|cancer|emergency|911|988|999|gangrene|amputat"
    r"|allergic reaction|\binfection|bleeding|swelling of the (?:face|throat)|bile duct|paralysis"
    r"|fluid around the heart|rare but|gravest|deaf|sleepwalk|sleep-driv|hyperstimulation|OHSS|poison|retina"
    r"|\btumou?r",
    re.IGNORECASE,
)
# What alone makes the gravest risk of an article, where it is told as one of a treatment.
SERIOUS = re.compile(
    r"\bdeath|\bdied\b|\bkill|\bfatal|suicid|respiratory depression|seizure|\bstroke|anaphyla|birth defect"
    r"|perforat|sepsis|(?:liver|kidney) injury|stomach bleeding|blood clot|lactic acidosis|amputat|paralysis",
    re.IGNORECASE,
)
OF_TREATMENT = re.compile(
    r"\brisks? of|side effect|complication|warn|label|\brare|\bcauses\b|can (?:cause|lead)|more deaths",
    re.IGNORECASE,
)
TREATMENT = re.compile(
    r"\b(?:medicine|medication|drug|tablet|pill|dose|inject|infusion|surg|operation|implant|laser|vaccin|treatment"
    r"|therap|inhaler|shots?\b|antibiotic|steroid)",
    re.IGNORECASE,
)
UNCERTAINTY = re.compile(
    r"not differ|no (?:clear |significant )?(?:difference|effect)"
    r"|not (?:statistically |a )?significant|unknown|unclear"
    r"|not (?:yet )?(?:known|clear|settled|proven|been studied|been shown|certain)|uncertain|unproven"
    r"|be (?:due to )?chance"
    r"|(?:data|evidence|proof|trials?|studies|findings) (?:\w+ ){0,3}(?:are|is|do) (?:\w+ )?"
    r"(?:lacking|limited|thin|mixed|missing|weak|small|few|poor|scarce|not agree)|disagree|mixed|agree"
    r"|(?:limited|little|weak|low[- ]certainty|no good|no) (?:evidence|proof)|hint|association|hope"
    r"|more (?:research|data|studies|trials)|not (?:yet )?know|(?:nobody|no one) (?:\w+ )?(?:knows?|has|can)"
    r"|few (?:data|trials)|cannot (?:say|be|tell|promise|foresee)|question mark|maybe|open|low certainty"
    r"|weaker|too (?:small|few)|guarantee|not (?:help|everyone|every|work|right|cure)|probably|might"
    r"|did not show|perhaps|only a new trial|comparison group|doubt|true (?:share|figures|effect)"
    r"|made no|sure|gamble|no treatment|trials?[^.]*\bsmall|\bsmall\b[^.]*trial",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"did not differ|not (?:statistically )?significant|is (?:unknown|unclear|uncertain|not known)"
    r"|more (?:research|data) (?:is|are) needed|evidence is limited",
    re.IGNORECASE,
)
SINGLE_STUDY = re.compile(
    r"\btrial\b|cohort|retrospective|extension study|observational study", re.IGNORECASE
)
NOT_SINGLE = re.compile(r"review|meta-analysis|guideline|trials\b|studies\b", re.IGNORECASE)
STUDY = r"[\w -]*?(?:trial|cohort|study)(?: (?:of|in) [\d,]+ \w+)?"
OPENING = re.compile(rf"^(?:In an? {STUDY},? |An? {STUDY} (?:found|shows) (?:that )?(?!an? ))")
# A design, and another that it is mistaken for.
DESIGNS = {
    r"(?:small )?randomized (?:controlled )?trial": ["cohort study", "chart review"],
    r"cohort(?: study)?": ["randomized trial", "meta-analysis"],
    r"registry(?: study)?": ["randomized trial", "controlled trial"],
    r"meta-analysis": ["randomized trial", "cohort study"],
    r"retrospective study": ["randomized trial", "prospective study"],
    r"chart review": ["randomized trial", "controlled trial"],
    r"cross-sectional survey": ["randomized trial", "prospective cohort"],
    r"case series": ["randomized trial", "controlled trial"],
}


def effect(sample: Sample, random: Random) -> Iterator[Planted]:
    whole = whole_text(sample.article)
    for name, known in random.sample(list(EFFECTS.items()), len(EFFECTS)):
        if not re.search(known, whole, re.IGNORECASE):
            sentence = capitalized(random.choice(WITH_EFFECT).format(name))
            yield Planted(in_summary(sample.article, sentence, random), sentence, sample.article)


def drug(sample: Sample, random: Random) -> Iterator[Planted]:
    yield from _named(sample, random, DRUGS, WITH_DRUG)


def scale(sample: Sample, random: Random) -> Iterator[Planted]:
    yield from _named(sample, random, SCALES, WITH_SCALE)


def _named(sample: Sample, random: Random, names: list[str], wordings: list[str]) -> Iterator[Planted]:
    whole = whole_text(sample.article).casefold()
    for name in random.sample(names, len(names)):
        if name.casefold() not in whole:
            sentence = capitalized(random.choice(wordings).format(name))
            yield Planted(in_summary(sample.article, sentence, random), sentence, sample.article)


def is_summary(spot: Spot) -> bool:
    return spot.is_summary


def gravest_risk(sample: Sample, random: Random) -> Iterator[Planted]:
    """No summary says any more what could go badly wrong with a treatment, while the body does.

    A risk that the disease brings, or a sign to call for help, is none: “It can kill within hours.”
    """
    article = without_sentences(sample.article, GRAVE_RISK, is_summary)
    if article == sample.article or GRAVE_RISK.search(summary_text(article)):
        return
    risk = random.choice(GRAVE)
    told = _behind_treatment(article, risk, random)
    if told != article:
        yield Planted(told, f"{risk} Not in a summary.", sample.article)
    sentences_told = (one for one in sentences(body_text(article)) if OF_TREATMENT.search(one))
    if found := {match[0].casefold() for one in sentences_told for match in SERIOUS.finditer(one)}:
        yield Planted(article, f"summaries without {', '.join(sorted(found))}", sample.article)


def _behind_treatment(article: Article, risk: str, random: Random) -> Article:
    """The risk behind a section whose last sentence speaks of a treatment."""
    places = [
        spot
        for spot in spots(article)
        if spot.part == "sections" and spot.text and TREATMENT.search(sentences(spot.text)[-1])
    ]
    if not places:
        return article
    spot = random.choice(places)
    return put(article, spot, f"{spot.text}\n{risk}")


def uncertainty(sample: Sample, random: Random) -> Iterator[Planted]:
    """The body is not sure, and every summary is."""
    article = without_sentences(sample.article, UNCERTAINTY, is_summary)
    if UNCERTAINTY.search(summary_text(article)):
        return
    if match := DOUBT.search(body_text(article)):
        yield Planted(article, f"{match[0]} Not in a summary.", sample.article)
    doubt = random.choice(UNCERTAIN)
    yield Planted(in_body(article, doubt, random), f"{doubt} Not in a summary.", sample.article)


def several_studies(sample: Sample, random: Random) -> Iterator[Planted]:
    """ "Studies show" in front of a takeaway that rests on a single trial."""
    article = sample.article
    for position, one in enumerate(article.takeaways):
        numbers = markers(one.text) | set(one.sources)
        if len(numbers) != 1 or max(numbers) > len(article.sources):
            continue
        title = article.sources[max(numbers) - 1].title
        if not SINGLE_STUDY.search(title) or NOT_SINGLE.search(title) or NOT_SINGLE.search(one.text):
            continue
        rest = OPENING.sub("", one.detail)
        if rest[:1].isdigit() or rest[:1].isupper() or rest != one.detail:
            text = f"{random.choice(SEVERAL_STUDIES)} {rest[:1].lower()}{rest[1:]}"
            yield Planted(change(article, "takeaways", position, detail=text), text, article)


def design(sample: Sample, random: Random) -> Iterator[Planted]:
    """A study that the body calls something else."""
    article = sample.article
    body = body_text(article)
    for spot in summaries(article):
        for pattern, others in DESIGNS.items():
            match = re.search(pattern, spot.text, re.IGNORECASE)
            if match and re.search(pattern, body, re.IGNORECASE):
                name = random.choice([one for one in others if one not in body.casefold()] or [""])
                if name:
                    text = spot.text[: match.start()] + name + spot.text[match.end() :]
                    yield Planted(put(article, spot, text), f"{match[0]} → {name}", article)


def has_figure(one: Takeaway) -> bool:
    return re.search(r"\d", re.sub(r"\[[\d, ]+\]|\b911\b|\b988\b", "", one.text)) is not None
