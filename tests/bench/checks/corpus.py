"""Articles without a fault, as a writer hands them over, and as they would be published.

Where an article reports a study on an address below `example.org`, study and authors are made up.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from editorial.checks.article import Article, Picture, Review
from importer import mapper
from importer.checkable import checkable
from importer.parsers import parse
from importer.reading import Reading

FOLDER = Path(__file__).parent / "corpus"
CLEAN = sorted(path for path in FOLDER.iterdir() if path.is_file())
HELD_OUT = sorted(path for path in (FOLDER / "held_out").iterdir() if path.is_file())
LONGEST = FOLDER / "low-back-pain.md"
# On a page about mental health nobody may look for 911 and 988 in vain.
MENTAL_HEALTH = {
    "adult-adhd",
    "alcohol-medicines",
    "bipolar-lithium",
    "burnout-newsletter",
    "eating-disorder-news",
    "grief-groups",
    "insomnia-without-pills",
    "ketamine-infusions",
    "ocd-exposure",
    "panic-questions",
    "postpartum-depression",
    "ptsd-and-nightmares",
    "stage-fright",
    "teen-depression",
    "tms-what-to-expect",
    "winter-depression-light",
}


def read(name: str, data: bytes) -> Reading:
    return mapper.read(parse(name, data))


def published(reading: Reading) -> Article:
    """The article of a document, with what an editor adds before publishing."""
    today = date.today()
    return replace(
        checkable(reading),
        description=reading.search_description or "A page for the patients of our clinic.",
        pictures=(Picture("pictures/0", "A nurse talks with a patient"),),
        can_be_reviewed=True,
        review=Review("Ada Okafor, MD", today, today + timedelta(days=365)),
    )


@cache
def article(path: Path) -> Article:
    return published(read(path.name, path.read_bytes()))


def is_about_mental_health(path: Path) -> bool:
    return path.stem in MENTAL_HEALTH
