"""How many planted faults the checks find, what they say of articles without any, and how fast they are."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

from editorial.checks import CHECKS, FAMILIES, check
from editorial.checks.article import Article
from editorial.findings import Finding, Severity
from tests.bench.checks import corpus
from tests.bench.checks.editing import put, spots
from tests.bench.checks.faults import KINDS, Fault, Kind, planted
from tests.bench.timing import ROUNDS, milliseconds

LEAST_RECALL = 0.95
FEW = 12
MOST_ALARMS = 1
MOST_ALARMS_ON_AVERAGE = 0.3
MOST_MILLISECONDS = 100
FIGURES = tuple(FAMILIES["Figures"])
GROUPS: Mapping[str, tuple[Path, ...]] = {"corpus": tuple(corpus.CLEAN), "held out": tuple(corpus.HELD_OUT)}


@dataclass(frozen=True, slots=True)
class Score:
    """How many faults of a kind were planted, and those that were missed."""

    kind: Kind
    planted: int
    missed: tuple[Fault, ...]

    @property
    def found(self) -> int:
        return self.planted - len(self.missed)

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0

    @property
    def is_enough(self) -> bool:
        """Where few can be planted, one may be missed."""
        return self.recall >= LEAST_RECALL or (self.planted < FEW and len(self.missed) == 1)


@cache
def score(kind: Kind, paths: tuple[Path, ...]) -> Score:
    faults = planted(kind, paths)
    return Score(kind, len(faults), tuple(one for one in faults if not is_found(one)))


def is_found(fault: Fault) -> bool:
    """Whether one of the codes is told of a place of which the clean article tells nothing."""
    codes = fault.kind.codes
    return bool(_places(codes, fault.planted.article) - _places(codes, fault.planted.clean))


def _places(codes: Sequence[str], article: Article) -> set[tuple[str, str, tuple[str, ...]]]:
    found = (finding for code in codes if code in CHECKS for finding in CHECKS[code](article))
    return {(finding.code, finding.path, finding.quotes) for finding in found}


@cache
def false_alarms(path: Path) -> list[Finding]:
    """What the checks have to say, beyond notes, about an article without a fault."""
    return [one for one in check(corpus.article(path)) if one.severity != Severity.NOTE]


def retold(kind: Kind, paths: Sequence[Path]) -> list[str]:
    """What the checks say against a summary that says the same as the body in other words."""
    return [
        f"{code} {fault.sample.path.stem}: against {fault.planted.words}"
        for fault in planted(kind, tuple(paths))
        if fault.planted.clean is not fault.sample.article
        for code, *_ in _places(FIGURES, fault.planted.clean) - _places(FIGURES, fault.sample.article)
    ]


def print_checks(
    write: Callable[[str], None],
    rendered: float,
    bare: float,
    *,
    groups: Mapping[str, tuple[Path, ...]] = GROUPS,
    rounds: int = ROUNDS,
) -> None:
    """The tables, for the corpus and for the articles held out of it; then the speed.

    `rendered` says how many milliseconds a page with the longest article takes, `bare` a bare view.
    """
    for name, paths in groups.items():
        scores = [score(kind, paths) for kind in KINDS]
        _print_recall(write, f"faults planted, {name}", scores)
        _print_alarms(write, f"false alarms, {name}", paths)
    _print_speed(write, rendered, bare, rounds)


def _print_recall(write: Callable[[str], None], title: str, scores: Sequence[Score]) -> None:
    write(f"\n{title:<34}{'planted':>10}{'found':>10}{'recall':>10}")
    for one in scores:
        recall = f"{one.recall:>10.3f}" if one.planted else f"{'–':>10}"
        below = "" if one.is_enough else "  below"
        write(f"{one.kind.name:<34}{one.planted:>10}{one.found:>10}{recall}{below}")
    every, found = sum(one.planted for one in scores), sum(one.found for one in scores)
    write(f"{f'all {len(scores)} kinds':<34}{every:>10}{found:>10}{found / every:>10.3f}")
    lacking = sum(not one.is_enough for one in scores)
    write(_verdict(not lacking, f"{lacking} kinds below a recall of {LEAST_RECALL}"))


def _print_alarms(write: Callable[[str], None], title: str, paths: Sequence[Path]) -> None:
    alarms = {path.stem: false_alarms(path) for path in paths}
    write(f"\n{title:<34}{'alarms':>10}  what")
    for name, found in alarms.items():
        if found:
            write(f"{name:<34}{len(found):>10}  {', '.join(f'{one.code} {one.path}' for one in found)}")
    counts = [len(found) for found in alarms.values()]
    mean, worst = statistics.mean(counts), max(counts)
    write(f"{f'{len(counts)} articles':<34}{mean:>10.2f}  on average, {worst} at most")
    good = worst <= MOST_ALARMS and mean <= MOST_ALARMS_ON_AVERAGE
    write(_verdict(good, f"at most {MOST_ALARMS}, {MOST_ALARMS_ON_AVERAGE} on average"))


def _verdict(good: bool, what: str) -> str:
    return f"{'good' if good else 'NOT GOOD'}: {what}"


def fresh(article: Article, number: int) -> Article:
    """The article with no text that was ever read before: each has another word at its end."""
    for spot in list(spots(article)):
        article = put(article, spot, f"{spot.text} {_word(number)}.")
    return article


def once_edited(article: Article, number: int) -> Article:
    """The article as while somebody types: one text is another."""
    first = next(iter(spots(article)))
    return put(article, first, f"{first.text} {_word(number)}.")


def _word(number: int) -> str:
    return "Also" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _print_speed(write: Callable[[str], None], rendered: float, bare: float, rounds: int) -> None:
    article = corpus.article(corpus.LONGEST)
    unread = (fresh(article, number) for number in count())
    edits = (once_edited(article, number) for number in count())
    spent = milliseconds(lambda: check(next(unread)), rounds)
    typing = milliseconds(lambda: check(next(edits)), rounds)
    words = sum(len(passage.text.split()) for passage in article.passages())
    write(f"\n{f'an article of {words:,} words':<34}{'median':>10}{'x bare view':>14}{'x rendering':>14}")
    rows = (("its page rendered", rendered), ("checked, read for the first time", spent))
    for name, time in (*rows, ("checked, one text edited", typing)):
        write(f"{name:<34}{time:>7.2f} ms{time / bare:>13.1f}x{time / rendered:>13.1f}x")
    write(_verdict(spent < MOST_MILLISECONDS, f"checked in less than {MOST_MILLISECONDS} ms"))
