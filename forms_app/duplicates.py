"""Which requests are probably from the same person. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from forms_app.answers import folded

SIMILAR = 0.8


@dataclass(frozen=True)
class Sender:
    """What tells one person from another. A name that cannot be read is empty."""

    first_name: str
    last_name: str
    phone_hash: str
    email_hash: str = ""


@dataclass(frozen=True)
class Likeness:
    score: int
    reasons: tuple[str, ...]

    @property
    def in_words(self) -> str:
        return ", ".join(self.reasons)


NONE = Likeness(0, ())
OTHER_NAME = "another name"


def likeness(one: Sender, other: Sender) -> Likeness:
    """Why two requests may be from one person; the higher the score, the likelier. None have a score of 0.

    The same phone number or address under another name may be somebody else of the family, so it says so.
    """
    reasons = []
    if one.phone_hash == other.phone_hash:
        reasons.append("same phone number")
    if one.email_hash and one.email_hash == other.email_hash:
        reasons.append("same email address")
    is_same_name = similar_names(one, other)
    if is_same_name:
        reasons.append("same or a similar name")
    if not reasons:
        return NONE
    if is_same_name:
        return Likeness(len(reasons) + 1, tuple(reasons))
    is_named = all((one.first_name, one.last_name, other.first_name, other.last_name))
    return Likeness(len(reasons), (*reasons, OTHER_NAME) if is_named else tuple(reasons))


def similar_names(one: Sender, other: Sender) -> bool:
    """The same last name, and first names that may be one: Zoë and Zoe, Liz and Lizbeth, A. and Ana."""
    if folded(one.last_name) != folded(other.last_name):
        return False
    first, second = sorted((folded(one.first_name), folded(other.first_name)), key=len)
    return bool(first) and (
        second.startswith(first) or SequenceMatcher(None, first, second).ratio() >= SIMILAR
    )
