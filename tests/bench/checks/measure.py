"""How many planted faults the checks find, what they say of articles without any, and how fast they are."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from editorial.checks import CHECKS, check
from editorial.checks.article import Article
from editorial.findings import Finding, Severity
from tests.bench.checks import corpus
from tests.bench.checks.faults import KINDS, Fault, Kind, planted, samples

LEAST_RECALL = 0.95
MOST_ALARMS = 1
MOST_ALARMS_ON_AVERAGE = 0.3


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


def score(kind: Kind, paths: Sequence[Path]) -> Score:
    faults = planted(kind, samples(paths))
    return Score(kind, len(faults), tuple(one for one in faults if not is_found(one)))


def is_found(fault: Fault) -> bool:
    """Whether one of the codes is told of a place of which the clean article tells nothing."""
    codes = fault.kind.codes
    return bool(_places(codes, fault.planted.article) - _places(codes, fault.planted.clean))


def _places(codes: Sequence[str], article: Article) -> set[tuple[str, str]]:
    found = (finding for code in codes if code in CHECKS for finding in CHECKS[code](article))
    return {(finding.code, finding.path) for finding in found}


def false_alarms(path: Path) -> list[Finding]:
    """What the checks have to say, beyond notes, about an article without a fault."""
    return [one for one in check(corpus.article(path)) if one.severity != Severity.NOTE]


def print_checks(write: Callable[[str], None]) -> None:
    """The tables, for the corpus and for the articles held out of it."""
    for name, paths in (("corpus", corpus.CLEAN), ("held out", corpus.HELD_OUT)):
        scores = [score(kind, paths) for kind in KINDS]
        _print_recall(write, f"faults planted, {name}", scores)
        _print_alarms(write, f"false alarms, {name}", paths)
    _print_speed(write)


def _print_recall(write: Callable[[str], None], title: str, scores: Sequence[Score]) -> None:
    write(f"\n{title:<34}{'planted':>10}{'found':>10}{'recall':>10}")
    for one in scores:
        below = "  below" if one.recall < LEAST_RECALL else ""
        write(f"{one.kind.name:<34}{one.planted:>10}{one.found:>10}{one.recall:>10.3f}{below}")
    every, found = sum(one.planted for one in scores), sum(one.found for one in scores)
    write(f"{f'all {len(scores)} kinds':<34}{every:>10}{found:>10}{found / every:>10.3f}")
    lacking = sum(one.recall < LEAST_RECALL for one in scores)
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


def milliseconds(call: Callable[[], object], rounds: int = 9) -> float:
    """The median time of a call, after one to warm up."""
    call()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def checking_time(article: Article) -> float:
    return milliseconds(lambda: check(article))


def _print_speed(write: Callable[[str], None]) -> None:
    pass
