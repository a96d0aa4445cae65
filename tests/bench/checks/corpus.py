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
    "ketamine-infusions",
    "ocd-exposure",
    "panic-questions",
    "postpartum-depression",
    "ptsd-and-nightmares",
    "social-anxiety",
    "stage-fright",
    "teen-depression",
    "tms-what-to-expect",
    "winter-depression-light",
}
# The drug that an article speaks of, and what it is given for without the approval of the FDA.
OFF_LABEL = {
    "adult-acne": ("spironolactone", "acne"),
    "adult-adhd": ("bupropion", "ADHD"),
    "alcohol-medicines": ("topiramate", "alcohol use disorder"),
    "altitude-travel": ("dexamethasone", "altitude sickness"),
    "eating-disorder-news": ("olanzapine", "anorexia"),
    "hot-flashes": ("gabapentin", "hot flashes"),
    "insomnia-without-pills": ("trazodone", "insomnia"),
    "ketamine-infusions": ("ketamine", "depression"),
    "low-back-pain": ("gabapentin", "sciatica"),
    "migraine-prevention": ("amitriptyline", "migraine"),
    "ocd-exposure": ("aripiprazole", "OCD"),
    "ovulation-tablets": ("letrozole", "infertility"),
    "panic-questions": ("propranolol", "panic attacks"),
    "pelvic-floor": ("duloxetine", "stress incontinence"),
    "prediabetes": ("metformin", "prediabetes"),
    "ptsd-and-nightmares": ("prazosin", "nightmares"),
    "stage-fright": ("propranolol", "stage fright"),
    "sweating-botox-prices": ("oxybutynin", "heavy sweating"),
    "weight-loss-injections": ("Ozempic", "weight loss"),
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
