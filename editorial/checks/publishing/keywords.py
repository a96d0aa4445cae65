"""What people search for has to be what the article speaks of."""

from collections.abc import Iterator

from editorial.checks.article import Article
from editorial.checks.words import stem, words
from editorial.findings import Finding, Severity

CODE = "keyword-unused"

EMPTY = frozenset(
    words("a an and at by can do does for from how i in is it me my near of on or the to vs what with your")
)


def unused(article: Article) -> Iterator[Finding]:
    """Search keywords of which a word stands nowhere in the article, in no form of it.

    “ketamine Roseville”, and the article never names Roseville.
    """
    if not article.keywords:
        return
    parts = (part.text for passages in (article.headings(), article.passages()) for part in passages)
    used = _stems("\n".join(parts))
    found = [keyword for keyword in article.keywords if not _stems(keyword) - EMPTY <= used]
    if found:
        them = "this keyword" if len(found) == 1 else "these keywords"
        yield Finding(
            CODE,
            Severity.NOTE,
            f"The article never uses all words of {them}. Use them where they fit, or take the keyword out.",
            "search_keywords",
            tuple(found),
        )


def _stems(text: str) -> set[str]:
    """The words without endings, those with a hyphen also in parts."""
    found = words(text)
    return {stem(part) for word in found for part in (word.split("-") if "-" in word else [word])}
