"""References that read well aloud: APT- and eight characters, the last of which checks the others. Pure."""

import re
import secrets

PREFIX = "APT"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U, which are misheard or misread
LENGTH = 8


def check_character(body: str) -> str:
    """The Luhn check character (mod N) of a body: it finds any one wrong character."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (1 if place % 2 else 2)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def new_reference() -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return f"{PREFIX}-{body}{check_character(body)}"


def normalise(spelling: str) -> str | None:
    """The reference that somebody wrote in any spelling, or None if it cannot be one."""
    code = "".join(character for character in spelling.upper() if character.isalnum())
    if len(code) == len(PREFIX) + LENGTH:
        code = code.removeprefix(PREFIX)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET) or check_character(code[:-1]) != code[-1]:
        return None
    return f"{PREFIX}-{code}"


def find(text: str) -> str | None:
    """The first reference in a text, which may be all of it, one of its words, or spread out after APT."""
    spread_out = (
        "".join(character for character in text[match.end() :] if character.isalnum())[:LENGTH]
        for match in re.finditer(PREFIX, text, re.IGNORECASE)
    )
    return next(filter(None, map(normalise, [text, *text.split(), *spread_out])), None)


EXAMPLE = f"{PREFIX}-K7QX2MR{check_character('K7QX2MR')}"  # for previews
