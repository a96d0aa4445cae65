"""Traces of citation markers that were lost on the way."""

import re
from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.words import quote
from editorial.findings import Finding, Severity

CODE = "stripped-marker"
GAP = re.compile(r"(?<=[\w%)\]”\"’])(?:\s+\.(?![\w.]|\s\.)|\s+[,;](?=\s))")


def stripped(article: Article) -> Iterator[Finding]:
    """A space before a full stop or a comma: where a citation marker stood before the text was copied.

    “Most people felt better by week six .”
    """
    for passage in article.passages():
        for match in GAP.finditer(passage.text):
            yield Finding(
                CODE,
                Severity.WARNING,
                "There is a space before the full stop or comma, as a lost citation marker leaves it."
                " Choose the source and remove the space.",
                passage.path,
                (quote(passage.text, match.start(), match.end()),),
            )
