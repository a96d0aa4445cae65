"""The names and phrases that the checks know. Pure.

What a clinic may want to say otherwise is no rule in code but a term of the lexicon: a drug, a side effect,
a phrase that promises too much. Those that come with Bedside stand in `editorial/shipped/`, one file for
each kind.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

SHIPPED = Path(__file__).parent / "shipped"
# The most words that “...” stands for in a phrase, and the most characters that “*” stands for.
GAP_WORDS = 6
ENDING = 30
# How many texts a lexicon remembers what it found in.
REMEMBERED = 2000

# What an editor calls the kinds; the others are called by their names.
LABELS = {
    "effect": "Effect or symptom",
    "risk": "Risk",
    "drug": "Drug",
    "scale": "Scale or measurement",
    "condition": "Condition",
    "mental_health_condition": "Condition: mental health",
    "design": "Study design",
    "uncertainty": "Uncertainty: says that something is not known",
    "plural_evidence": "Evidence: “studies show”",
    "tentative": "Hedge: says that something may be so",
    "result_word": "Result: says what a treatment does",
    "treatment": "Treatment in general",
    "risk_told": "Risk, told: says that a treatment has a risk",
    "risk_possible": "Risk, possible: may say that a treatment has a risk",
    "risk_lowered": "Risk, lowered: says that a treatment keeps one away",
    "risk_elsewhere": "Risk, elsewhere: of the illness, or in a crisis",
    "risk_heading": "Risk, heading: opens a section about risks",
    "had_before": "Risk, earlier: what somebody had before treatment",
    "gravest_told": "Risk, gravest: boxed warnings and the like",
    "unknown_detail": "Uncertainty, detail: what a summary need not be unsure of",
    "people": "People: of whom a share is told",
    "open_question": "Uncertainty, matter: what it matters not to know",
    "assertion": "Certainty: says that something is so",
    "strong_evidence": "Certainty: calls the evidence strong",
    "instruction": "Figure, advice: begins a sentence that says what to do",
    "call_verb": "Office: how it is called",
    "staff": "Office: who is called",
    "visit_word": "Booking: what may be booked",
    "settled_word": "Booking: says that it is settled",
    "general_word": "Question: words that do not say what it is about",
    "own_affair": "Figure, own: what the clinic says of itself",
    "drug_given": "Drug, given: says that patients get it",
    "drug_taken": "Drug, taken: says how patients take it",
    "outcome": "Outcome: what a share is a share of",
    "red_flag": "Emergency: a sign of one",
    "agency": "Agency",
    "law": "Law",
    "promise": "Promise: too good to be true",
    "no_use": "Drug, no use: says that it is not what a drug is for",
    "no_advice": "Drug, no advice: tells of studies, doubts and denials",
    "what_it_is": "Risk, explained: says how grave something is",
    "booking": "Booking: what a request is not",
}

LONGEST_FORM = 120
MOST_PLACEHOLDERS = 4
SHORTEST_STEM = 3
SHORTEST_WORD = 3
# Words that hold a sentence together and mean nothing alone.
FUNCTION_WORDS = """
a an the this that these those it its he him his she her they them their we us our you your me my and or but
nor so if as at by for from in into of off on onto out over to up with without is are was were be been being
am do does did has have had not no can could may might must shall should will would than then there here who
what which when where why how
"""
FUNCTION = frozenset(FUNCTION_WORDS.split())
PUNCTUATION = set(" .,;:!?'\"“”()[]–—-")

# What “...” may pass over: words of one sentence.
BETWEEN = r"[^\w.!?\n]++"
WORD = r"[\w'-]++(?:\.[\w'-]++)*+"
PLACEHOLDER = re.compile(r"(\s*\.\.\.\s*|\s+|\*)")
# “Is not known” is also said as “isn't known”, and so is “not known”.
AUXILIARY = re.compile(r"\b(is|are|was|were|do|does|did|has|have|had|could|would) not\b")
BEFORE_NOT = {"been": ("has", "have")}
BEFORE_OTHERS = ("is", "are", "was", "were")
# The words of a form that “*” leaves as they are; a text without them cannot have it.
WHOLE_WORD = re.compile(r"(?<![\w*])\w+(?![\w*])")
# A word as a form begins with it; what a hyphen joins to the word before it is no beginning.
FIRST = re.compile(r"(?<![\w-])\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """A name or a phrase with its other forms.

    In a form `*` stands for any ending of a word, `...` for up to six words of a sentence; “is not” stands
    for “isn't” as well. A form in capitals alone, WHO, is found in capitals alone. `gravity` is 0 to 3, for
    risks and signs of emergencies. `approved_for` names the conditions for which the FDA has approved a drug.
    `hosts` are the addresses under which an agency publishes. `advice` is what to write instead, or to do.
    `fits` holds forms, or names of terms of the kind, that say no less: an article that has one of them has
    said this.
    """

    kind: str
    name: str
    forms: tuple[str, ...] = ()
    gravity: int = 0
    approved_for: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    advice: str = ""
    fits: tuple[str, ...] = ()


class Found(NamedTuple):
    """A term in a text."""

    term: Term
    start: int
    stop: int


class _Form:
    """A form of a term, ready to be looked for."""

    def __init__(self, term: Term, text: str) -> None:
        self.term = term
        self.text = text.strip().replace("…", "...")
        self.is_word = self.text.isalpha()
        self.is_upper = self.text.isupper()
        self.needs = frozenset(WHOLE_WORD.findall(straight(self.text).lower()))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        flags = re.NOFLAG if self.is_upper else re.IGNORECASE
        return re.compile(rf"(?<![\w-])(?:{as_expression(self.text)})(?![\w-])", flags)

    def stop(self, text: str, word: re.Match[str]) -> int:
        """Where it ends if it begins with this word of the text; 0 if it does not."""
        if self.is_word:
            is_here = (word[0] == self.text if self.is_upper else True) and text[word.end() :][:1] != "-"
            return word.end() if is_here else 0
        match = self.pattern.match(text, word.start())
        return match.end() if match else 0


@dataclass(frozen=True)
class Lexicon:
    """Terms of every kind. What was found in a text is remembered, for all kinds at once."""

    terms: tuple[Term, ...] = ()
    _remembered: dict[str, dict[str, list[Found]]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _by_kind(self) -> dict[str, list[Term]]:
        kinds: dict[str, list[Term]] = {}
        for term in self.terms:
            kinds.setdefault(term.kind, []).append(term)
        return kinds

    @cached_property
    def _index(self) -> "_Index":
        return _Index(self.terms)

    def of(self, kind: str) -> list[Term]:
        """The terms of a kind, in their order."""
        return self._by_kind.get(kind, [])

    def find(self, kind: str, text: str) -> Iterator[Found]:
        """Every place of a text that names a term of this kind, in reading order; the longest form counts."""
        found = self._remembered.get(text)
        if found is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            found = self._remembered[text] = self._index.search(straight(text))
        yield from found.get(kind, ())


class _Index:
    """The forms of all kinds by the word they begin with: one walk over a text finds them all."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.words: dict[str, list[_Form]] = defaultdict(list)
        self.stems: dict[str, list[_Form]] = defaultdict(list)
        self.others: list[_Form] = []
        self.known: dict[str, list[_Form]] = {}
        for form in _forms(terms):
            first = re.match(r"\w+", straight(form.text))
            if first is None:
                self.others.append(form)
            elif form.text[first.end() :].startswith("*"):
                self.stems[first[0].lower()].append(form)
            else:
                self.words[first[0].lower()].append(form)
        self.lengths = sorted({len(stem) for stem in self.stems})

    def search(self, text: str) -> dict[str, list[Found]]:
        present = frozenset(re.findall(r"\w+", text.lower()))
        places = []
        for word in FIRST.finditer(text):
            forms = self.known.get(word[0])
            if forms is None:
                forms = self.beginning_with(word[0])
            for form in forms:
                if form.needs <= present and (stop := form.stop(text, word)):
                    places.append((word.start(), stop, form))
        for form in self.others:
            found_here = form.pattern.finditer(text)
            places += [(match.start(), match.end(), form) for match in found_here if match[0]]
        if self.others:
            places.sort(key=lambda place: (place[0], -len(place[2].text)))
        found: dict[str, list[Found]] = defaultdict(list)
        for start, stop, form in places:
            earlier = found[form.term.kind]
            if not earlier or start >= earlier[-1].stop:
                earlier.append(Found(form.term, start, stop))
        return found

    def beginning_with(self, word: str) -> list[_Form]:
        """The forms that may begin with this word, the longest first. They are remembered."""
        folded = word.lower()
        forms = [*self.words.get(folded, ())]
        for length in self.lengths:
            forms += self.stems.get(folded[:length], ()) if length <= len(folded) else ()
        forms.sort(key=lambda form: -len(form.text))
        if len(self.known) >= REMEMBERED * 10:
            self.known.clear()
        self.known[word] = forms
        return forms


def _forms(terms: Iterable[Term]) -> Iterator[_Form]:
    """Each form once to a kind: the first term that has it keeps it."""
    taken: set[tuple[str, str]] = set()
    for term in terms:
        for text in (spoken for written in (term.name, *term.forms) for spoken in _spoken(written)):
            form = _Form(term, text)
            key = (term.kind, form.text.casefold())
            if form.text and key not in taken:
                taken.add(key)
                yield form


def _spoken(form: str) -> Iterator[str]:
    """The form, and as it is said: “is not known” and “isn't known”; “not known” and “isn't known”."""
    yield form
    if form.startswith("not ") and len(words := form.split()) > 1:
        yield from (f"{one}n't {form[4:]}" for one in BEFORE_NOT.get(words[1], BEFORE_OTHERS))
    elif (short := AUXILIARY.sub(r"\1n't", form)) != form:
        yield short
    elif "cannot " in form:
        yield form.replace("cannot ", "can't ")


def straight(text: str) -> str:
    """The text with straight apostrophes and plain spaces, as long as it was."""
    return text.translate({0x2019: "'", 0x2018: "'", 0xA0: " ", 0x2010: "-", 0x2011: "-"})


def as_expression(form: str) -> str:
    """What a form means, as the inside of a regular expression without groups."""
    words = PLACEHOLDER.split(straight(form.strip().replace("…", "...")))
    return "".join(_expression(word) for word in words if word)


def _expression(word: str) -> str:
    """Bounded and possessive, so that no form is slow on any text."""
    if word == "*":
        return rf"[\w'-]{{0,{ENDING}}}"
    if word.strip() == "...":
        return rf"(?:{BETWEEN}{WORD}){{0,{GAP_WORDS}}}?{BETWEEN}"
    return r"[\s-]{1,9}" if word.isspace() else re.escape(word)


def problem_with(form: str, kind: str = "") -> str:
    """Why a form cannot be used, in an editor's words; "" if it can.

    What stands in every sentence can be a term only of a kind that comes with such words.
    """
    text = straight(form.strip().replace("…", "..."))
    words = [word for word in PLACEHOLDER.split(text) if word and not word.isspace()]
    literal = [word for word in words if word.strip() not in {"*", "..."}]
    if len(text) > LONGEST_FORM:
        return f"It is longer than {LONGEST_FORM} characters."
    if not text.isprintable():
        return "It holds a character that cannot be printed."
    if not any(char not in PUNCTUATION for word in literal for char in word):
        return "It would be found everywhere: write the letters that it has to have."
    if text.startswith("...") or text.endswith("..."):
        return "“...” stands between two words."
    if len(words) - len(literal) > MOST_PLACEHOLDERS:
        return f"It has more than {MOST_PLACEHOLDERS} of “*” and “...”."
    if any("*" in word and len(word.strip("*")) < SHORTEST_STEM for word in text.split()):
        return f"With “*” a word needs {SHORTEST_STEM} letters or more, else it would be found everywhere."
    if kind and is_everywhere(text) and len(text.split()) < _fewest_words(kind):
        return "It stands in nearly every text: write a whole phrase, or an abbreviation in capitals alone."
    return ""


def is_everywhere(form: str) -> bool:
    """Whether no word of a form says anything by itself: “the”, “in a”, a letter or two."""
    if not form.isascii() or re.search(r"[0-9*]", form):
        return False
    words = re.findall(r"[A-Za-z]+", form)
    told = [word for word in words if not word.isupper() or len(word) == 1]
    return len(told) == len(words) and all(
        word.lower() in FUNCTION or len(word) < SHORTEST_WORD for word in words
    )


@cache
def _fewest_words(kind: str) -> float:
    """The words of the shortest form of this kind that stands everywhere and is shipped all the same."""
    forms = (form for term in shipped().of(kind) for form in (term.name, *term.forms))
    return min((len(form.split()) for form in forms if is_everywhere(form)), default=float("inf"))


def kinds() -> list[tuple[str, str]]:
    """The kinds of terms and what they are called, for a menu."""
    known = {file.stem for file in SHIPPED.glob("*.json")}
    return sorted(((kind, label_of(kind)) for kind in known), key=lambda one: one[1])


def label_of(kind: str) -> str:
    return LABELS.get(kind) or kind.replace("_", " ").capitalize()


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """The lexicon that comes with Bedside."""
    return Lexicon(tuple(term for file in sorted(SHIPPED.glob("*.json")) for term in _read(file)))


def _read(file: Path) -> Iterator[Term]:
    for entry in json.loads(file.read_text(encoding="utf-8")):
        yield Term(
            file.stem,
            entry["name"],
            tuple(entry.get("forms", ())),
            entry.get("gravity", 0),
            tuple(entry.get("approved_for", ())),
            tuple(entry.get("hosts", ())),
            entry.get("advice", ""),
            tuple(entry.get("fits", ())),
        )
