"""What could harm somebody who trusts the article."""

from collections.abc import Callable, Iterator

from editorial.checks.article import Article
from editorial.checks.safety import emergencies, off_label, promises
from editorial.findings import Finding

CHECKS: dict[str, Callable[[Article], Iterator[Finding]]] = {
    emergencies.ADVICE: emergencies.calls_the_office,
    emergencies.CRISIS_LINE: emergencies.crisis_line_missing,
    off_label.CODE: off_label.undisclosed,
    promises.PROMISE: promises.absolute,
    promises.BOOKING: promises.booking,
}
