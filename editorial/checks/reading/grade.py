"""How hard a text is to read, as a grade of American schools.

The formula is Flesch and Kincaid's: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new
readability formulas for Navy enlisted personnel. Research Branch Report 8-75, 1975.
https://apps.dtic.mil/sti/citations/ADA006655
"""

import re

from editorial.checks.words import sentences

MARKERS = re.compile(r"\[\d[\d,;\s–-]*\]|[⁰¹²³⁴-⁹]+")
WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")

VOWELS = re.compile(r"[aeiouy]+")
# Endings whose vowel is written and not spoken: “dose”, “rule”, “called”, “doses” is none.
SILENT = re.compile(
    r"""
    (?: (?<![aeiouyl])e | (?<=[aeiouy]l)e | (?<=[aeo]y)e | (?<=gu)e
      | (?<![aeiouytd])(?<![^aeiouyl]l)ed
      | (?<![aeiouyscgzx])(?<![cs]h)(?<![^aeiouy]l)es
      | (?<=[gq]u)e[sd]
    )$
    """,
    re.VERBOSE,
)
# The same within a word: “safely”, “movement”, “something”, “lifeline”.
SILENT_WITHIN = re.compile(
    r"(?<=[aeiouy][^aeiouy\W])e(?=(?:ly|ful|fully|less|ment|ments|ness)$)"
    r"|^(?:some|life|fore|there|where|care|time|home|safe)(?=[^aeiouyrnd])|^every(?=[bdot])"
)
# Vowels side by side that are spoken one after the other: “anxiety”, “radiation”, “annual”, “taking” is none.
APART = re.compile(
    r"""
      (?<![ct])ia(?!l|ge|n|b) | (?<![cst])ia[ln] | iab | ciat | iu | [^tscgxn]io(?!n) | nio(?!n)
    | (?<=[^aeiou])eo(?!us\b|ple|n\b) | [aeiouy]ing\b | ua[lt] | [^q]ui(?:t[yo]|d\b) | [^aeiou]ier\b
    | iet[^y]? | iety | creat | rea[cl][ti] | nucle | [ias]sms?\b | [iy]sms?\b | thms?\b | uou
    """,
    re.VERBOSE,
)
EXCEPTIONS = {
    "acne": 2, "anesthesia": 4, "anyone": 3, "apnea": 3, "area": 3, "areas": 3, "being": 2, "business": 2,
    "clinician": 3, "clinicians": 3, "colleague": 2, "colleagues": 2, "create": 2, "dementia": 3,
    "diabetes": 4, "diarrhea": 4, "doing": 2, "evening": 2, "everyone": 3, "fluid": 2, "fluids": 2,
    "going": 2, "herpes": 2, "idea": 3, "ideas": 3, "medicine": 3, "medicines": 3, "nausea": 3, "people": 2,
    "quiet": 2, "recipe": 3, "science": 2, "serious": 3, "someone": 2, "suicidal": 4, "suicide": 3,
}  # fmt: skip


def syllables(word: str) -> int:
    """About how many syllables a word has; an abbreviation is spelt, a number counts as one."""
    if word.isupper() and word.isalpha() and len(word) > 1:
        return len(word)
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    silent = bool(SILENT.search(word)) + len(SILENT_WITHIN.findall(word))
    return max(len(VOWELS.findall(word)) - silent + len(APART.findall(word)), 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text: 8 is what somebody of 13 or 14 reads with ease; 0 without words."""
    plain = MARKERS.sub("", text)
    words = [match[0] for match in WORD.finditer(plain)]
    if not words:
        return 0.0
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences(plain)) + 11.8 * spoken / len(words) - 15.59
