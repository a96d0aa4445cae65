"""Questions and answers."""

from importer.nodes import Runs, text_of
from importer.rules.headings import is_question
from importer.rules.labels import QUESTION, label
from importer.rules.takeaways import bold_length
from importer.rules.words import first_sentence_end, numbering_with_space, words

LONGEST_QUESTION = 35


def question_end(text: str) -> int:
    """Where the question at the start of a text ends; 0 when it does not start with one.

    What follows is the beginning of the answer, on the same line or the next.
    """
    start = question_start(text)
    first_line = text[start:].partition("\n")[0]
    sentence = first_line[: first_sentence_end(first_line)]
    if is_question(sentence.strip()) and len(words(sentence)) <= LONGEST_QUESTION:
        return start + len(sentence)
    return start + len(first_line) if label(QUESTION, text) else 0


def is_bold_question(runs: Runs) -> bool:
    """Whether a text begins with a question in bold and goes on in plain: "**Is it safe?** Yes."."""
    text, bold = text_of(runs), bold_length(runs)
    end = question_end(text)
    return bold > 0 and end > 0 and text[:bold].rstrip() == text[:end].rstrip()


def question_start(text: str) -> int:
    """Where the question begins behind its label or number."""
    return len(label(QUESTION, text) or numbering_with_space(text))


def is_question_alone(text: str) -> bool:
    return question_end(text) == len(text)
