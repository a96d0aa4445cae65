"""The kinds of faults, each planted in as many clean articles as it fits."""

from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from tests.bench.checks import corpus, wordings
from tests.bench.checks.planting import (
    Plant,
    Planted,
    Sample,
    citations,
    either,
    figures,
    inserted,
    pairs,
    reading,
    safety,
    terms,
)

MOST = 20  # of a kind
MOST_READ = 12  # of a kind for which documents are read again
MOST_PER_ARTICLE = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault, and the codes of which one has to tell of it."""

    name: str
    codes: tuple[str, ...]
    plant: Plant
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    sample: Sample
    planted: Planted

    def __str__(self) -> str:
        return f"{self.sample.path.stem}: {self.planted.words}"


VALUE = ("figure-differs", "figure-not-found")
UNIT = ("figure-unit-missing", *VALUE)

KINDS = [
    Kind("percentage changed", VALUE, figures.changed("percent")),
    Kind("dose changed", VALUE, either(figures.changed("dose"), pairs(wordings.DOSES))),
    Kind("duration changed", VALUE, figures.changed("duration")),
    Kind("count changed", VALUE, figures.changed("count")),
    Kind("natural frequency changed", VALUE, figures.changed("frequency")),
    Kind("price changed", VALUE, either(figures.changed("price"), pairs(wordings.PRICES))),
    Kind("ratio changed", VALUE, either(figures.changed("ratio"), pairs(wordings.RATIOS))),
    Kind("range, interval or p changed", VALUE, pairs(wordings.RANGES)),
    Kind("rounded to another figure", VALUE, pairs(wordings.ROUNDED)),
    Kind("converted to another figure", VALUE, pairs(wordings.CONVERTED)),
    Kind("derived another figure", VALUE, pairs(wordings.DERIVED)),
    Kind("figure of another", VALUE, pairs(wordings.MISTAKEN)),
    Kind("turned round", VALUE, pairs(wordings.TURNED)),
    Kind("miscounted", (*VALUE, "figure-boundary"), pairs(wordings.MISCOUNTED)),
    Kind("study result changed", VALUE, figures.study_result),
    Kind("comparator changed", ("figure-boundary",), either(figures.boundary, pairs(wordings.BOUNDARIES))),
    Kind("“adjusted” lost", ("figure-qualifier-lost",), either(figures.unadjusted, pairs(wordings.ADJUSTED))),
    Kind(
        "N times more likely", ("figure-times-more",), either(figures.times_more, pairs(wordings.TIMES_MORE))
    ),
    Kind("unit dropped", UNIT, either(figures.without_unit, pairs(wordings.UNITS))),
    Kind("unit changed", UNIT, either(figures.other_unit, pairs(wordings.OTHER_UNITS))),
    Kind("of other people", ("figure-denominator",), either(figures.of_others, pairs(wordings.DENOMINATORS))),
    Kind("effect added", ("term-not-in-body",), terms.effect),
    Kind("drug added", ("term-not-in-body",), terms.drug),
    Kind("scale added", ("term-not-in-body",), terms.scale),
    Kind("gravest risk left out", ("gravest-risk-missing",), terms.gravest_risk),
    Kind("uncertainty lost", ("uncertainty-lost",), terms.uncertainty),
    Kind("“studies show” of one", ("studies-rest-on-one",), terms.several_studies),
    Kind("design renamed", ("study-design-differs",), either(terms.design, pairs(wordings.DESIGNS))),
    Kind("claim without source", ("claim-without-source",), citations.without_source),
    Kind("source of a mention gone", ("mention-without-source",), citations.mention_without_source),
    Kind("mention never in the list", ("mention-without-source",), citations.unknown_mention),
    Kind("agency without source", ("agency-without-source",), citations.agency),
    Kind("source of an agency gone", ("agency-without-source",), citations.agency_without_source),
    Kind("source listed twice", ("duplicate-source",), citations.duplicate),
    Kind("titles swapped", ("source-titles-swapped",), citations.swapped),
    Kind("no author or no year", ("source-incomplete",), citations.incomplete),
    Kind("marker stripped", ("stripped-marker",), citations.stripped_marker),
    Kind("marker stripped (document)", ("stripped-marker",), citations.stripped_in_document, MOST_READ),
    Kind("tracking parameters", ("source-tracking-parameters",), citations.tracking),
    Kind("tracking (document)", ("source-tracking-parameters",), citations.tracking_in_document, MOST_READ),
    Kind("source retracted", ("source-retracted",), citations.retracted),
    Kind("source superseded", ("source-superseded",), citations.superseded),
    Kind("source never cited", ("source-never-cited",), citations.never_cited),
    Kind("emergency to the office", ("emergency-advice",), safety.emergency),
    Kind("emergency (document)", ("emergency-advice",), safety.emergency_in_document, MOST_READ),
    Kind("911 and 988 left out", ("crisis-line-missing",), safety.crisis_line),
    Kind("off-label use not told", ("off-label-undisclosed",), safety.off_label),
    Kind("off-label use added", ("off-label-undisclosed",), safety.off_label_added),
    Kind("absolute promise", ("absolute-promise",), inserted(wordings.PROMISES)),
    Kind("request called booking", ("request-called-booking",), safety.booking),
    Kind("quick answer too long", ("quick-answer-too-long",), reading.long_answer),
    Kind("quick answer too hard", ("quick-answer-hard-to-read",), reading.hard_answer),
    Kind("long sentence", ("long-sentence",), inserted(wordings.LONG_SENTENCES)),
    Kind("decimals in percentage", ("decimal-percentage",), inserted(wordings.DECIMALS, body=False)),
    Kind("expansion taken away", ("abbreviation-unexpanded",), reading.unexpanded),
    Kind("abbreviation added", ("abbreviation-unexpanded",), inserted(wordings.ABBREVIATIONS)),
    Kind("heading skipped", ("heading-skips",), reading.skipped_heading),
    Kind("vague question", ("question-needs-context",), reading.vague_question),
    Kind("no quick answer", ("quick-answer-missing",), reading.no_answer),
    Kind("no description", ("description-missing",), reading.no_description),
    Kind("description too long", ("description-too-long",), reading.long_description),
    Kind("no text alternative", ("alt-text-missing",), reading.no_alt_text),
    Kind("keyword nowhere", ("keyword-unused",), reading.unused_keyword),
    Kind("review expired", ("review-expired",), reading.expired_review),
    Kind("edited since review", ("edited-since-review",), reading.edited_since_review),
    Kind("no reviewer", ("reviewer-missing",), reading.no_review),
    Kind("no author", ("author-missing",), reading.no_author),
]


@cache
def planted(kind: Kind, paths: tuple[Path, ...]) -> list[Fault]:
    """The same faults each time, spread over the articles: a first in each, then a second."""
    random = Random(kind.name)
    clean = [Sample(path, corpus.article(path)) for path in paths]
    found: dict[Path, list[Planted]] = {}
    faults: list[Fault] = []
    for turn in range(MOST_PER_ARTICLE):
        for sample in random.sample(clean, len(clean)):
            if len(faults) == kind.most:
                return faults
            if sample.path not in found:
                found[sample.path] = _some(kind, sample)
            if turn < len(found[sample.path]):
                faults.append(Fault(kind, sample, found[sample.path][turn]))
    return faults


def _some(kind: Kind, sample: Sample) -> list[Planted]:
    """A few at random; what needs no more than the article as it is comes first."""
    random = Random(f"{kind.name} {sample.path.stem}")
    several = list(islice(kind.plant(sample, random), 4 * MOST_PER_ARTICLE))
    random.shuffle(several)
    several.sort(key=lambda one: one.clean is not sample.article)
    return several[:MOST_PER_ARTICLE]
