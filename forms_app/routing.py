"""Which addresses a request goes to. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from forms_app.answers import Extra


class When(StrEnum):
    ALWAYS = "always"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What of a request decides who is written to. `service` and `extra` are as the patient saw them."""

    location: int | None
    is_open: bool
    service: str = ""
    extra: Extra = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """If all that is named holds, write to these addresses. What is left empty holds for every request."""

    addresses: tuple[str, ...]
    location: int | None = None
    service: str = ""
    question: str = ""
    answer: str = ""
    when: str = When.ALWAYS
    office_too: bool = False

    def holds(self, facts: Facts) -> bool:
        return (
            bool(self.addresses)
            and self.location in (None, facts.location)
            and (not self.service or same(self.service, facts.service))
            and (not self.question or self._answered(facts.extra))
            and (self.when == When.ALWAYS or (self.when == When.OPEN) == facts.is_open)
        )

    def covers(self, other: "Rule") -> bool:
        """Whether this one holds wherever the other does."""
        return (
            self.location in (None, other.location)
            and (not self.service or same(self.service, other.service))
            and (not self.question or same(self.question, other.question))
            and (not self.answer or same(self.answer, other.answer))
            and self.when in (When.ALWAYS, other.when)
        )

    def _answered(self, extra: Extra) -> bool:
        return any(
            same(self.question, question) and (not self.answer or is_among(self.answer, given))
            for question, given in extra
        )


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def same(one: str, other: str) -> bool:
    """Whether two wordings differ in capitals and spaces alone."""
    return folded(one) == folded(other)


def is_among(answer: str, given: str) -> bool:
    """Whether an answer is the one given, or one of several, which a request holds joined by commas."""
    return f", {folded(answer)}, " in f", {folded(given)}, "


def choose_recipients(rules: Iterable[Rule], facts: Facts, *, usual: Sequence[str]) -> list[str]:
    """The addresses of the first rule that holds; the usual ones where none does or the rule adds them."""
    for rule in rules:
        if rule.holds(facts):
            return list(dict.fromkeys([*rule.addresses, *(usual if rule.office_too else [])]))
    return list(usual)


def reaches_somebody(rules: Sequence[Rule], location: int, *, usual: Sequence[str]) -> bool:
    """Whether a request for the location is mailed to somebody at any hour, whatever it asks for."""
    return all(
        choose_recipients(rules, Facts(location=location, is_open=is_open), usual=usual)
        for is_open in (True, False)
    )


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What patients can choose today. A question that has no list of answers has None for it."""

    locations: frozenset[int]
    services: frozenset[str]
    questions: dict[str, frozenset[str] | None]


def why_idle(rules: Sequence[Rule], place: int, offered: Offered) -> str:
    """Why no request can meet the rule at a place in the list any more; '' if one can."""
    rule = rules[place]
    if rule.location is not None and rule.location not in offered.locations:
        return "its location is not on the site"
    if rule.service and not any(same(rule.service, service) for service in offered.services):
        return f"no service on the site is called “{rule.service}”"
    if rule.question and (reason := _unasked(rule, offered)):
        return reason
    for number, earlier in enumerate(rules[:place], start=1):
        if earlier.covers(rule):
            return f"rule {number} comes first"
    return ""


def _unasked(rule: Rule, offered: Offered) -> str:
    listed = [answers for question, answers in offered.questions.items() if same(question, rule.question)]
    if not listed:
        return f"the form does not ask “{rule.question}”"
    if rule.answer and not any(
        answers is None or any(same(rule.answer, answer) for answer in answers) for answers in listed
    ):
        return f"“{rule.question}” has no answer “{rule.answer}”"
    return ""
