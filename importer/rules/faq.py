"""Questions and answers."""

from importer.rules.headings import is_question
from importer.rules.labels import QUESTION, label
from importer.rules.words import first_sentence_end, words

LONGEST_QUESTION = 35


def question_end(text: str) -> int:
    """Where the question at the start of a text ends; 0 when it does not start with one.

    What follows is the beginning of the answer, on the same line or the next.
    """
    start = len(label(QUESTION, text))
    first_line = text[start:].partition("\n")[0]
    sentence = first_line[: first_sentence_end(first_line)]
    if is_question(sentence.strip()) and len(words(sentence)) <= LONGEST_QUESTION:
        return start + len(sentence)
    return start + len(first_line) if start else 0


def is_question_alone(text: str) -> bool:
    return question_end(text) == len(text)
