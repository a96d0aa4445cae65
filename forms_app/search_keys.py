"""By which hashes a request is found, though what it holds is encrypted. Pure.

A request has a key for each beginning of each name, for its phone number and for its address. A query becomes
keys of the same kind, so that no value is ever read to find one.
"""

import re
import unicodedata
from collections.abc import Iterator

from forms_app import answers
from forms_app.encryption import keyed_hash

SHORTEST, LONGEST = 2, 10  # letters of a beginning; what is typed beyond is not compared
ENDINGS_OF_NUMBERS = (10, 7, 4)
MOST_WORDS = 8  # of a query; a pasted text is not a name
SEPARATORS = re.compile(r"[^\w]+|_+")
ADDRESS = re.compile(r"[^\s<>,;:()\[\]\"]+@[^\s<>,;:()\[\]\"]*[^\s<>,;:()\[\]\".]")
EXTENSION = r"(?:[\s.,;(-]*(?:ext\w*|x|#)[\s.:=]*\d+)?"
NUMBER = re.compile(rf"(?<![\w-])(\+?\(?\d(?:[\s().\-/]*\d)*){EXTENSION}(?!\w)", re.IGNORECASE)
# Letters that serve as apostrophes, and those that Unicode does not take apart as it does é.
PLAIN = str.maketrans(
    {"\u02bc": "'", "\u02bb": "'", "\u0131": "i"}
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)


def keys_of(*, first_name: str, last_name: str, phone: str, email: str) -> set[str]:
    """Every key by which a request is found."""
    keys = {
        beginning
        for name in (first_name, last_name)
        for word in _run_together(_parts(name))
        for beginning in _beginnings(word)
    }
    keys |= {number[-length:] for number in [_digits(phone)] for length in ENDINGS_OF_NUMBERS if number}
    if email:
        local, _, _ = email.rpartition("@")
        keys |= {_address(email), "".join(_parts(local))[:LONGEST]}
    return {_key(value) for value in keys if value}


def keys_for(query: str) -> list[list[str]]:
    """What a query asks for: a request is meant that has all the keys of any one of these lists."""
    numbers = [_digits(number) for number in NUMBER.findall(query)]
    addresses = ADDRESS.findall(query)
    asked = [[_key(number[-10:])] for number in numbers if len(number) >= 10]
    asked += [[_key(_address(address))] for address in addresses]
    return [*asked, words] if (words := _keys_of_words(query)) else asked


def _keys_of_words(query: str) -> list[str]:
    """A key for each word, number and address, the longest first: it is likely to be the rarest."""
    numbers = [_digits(number) for number in NUMBER.findall(query)]
    addresses = [_address(address) for address in ADDRESS.findall(query)]
    others = re.split(r"[\s,;]+", NUMBER.sub(" ", ADDRESS.sub(" ", query)))
    words = ["".join(_parts(word))[:LONGEST] for word in others]
    values = [_ending(number) for number in numbers if len(number) >= min(ENDINGS_OF_NUMBERS)]
    values += addresses + [word for word in words if len(word) >= SHORTEST or _is_whole(word)]
    values = values or [word for word in words if word]
    if len(values) > MOST_WORDS:
        return []
    return [_key(value) for value in sorted(set(values), key=lambda value: (-len(value), value))]


def _parts(name: str) -> list[str]:
    """The parts of a name, folded: without accents, in small letters. O'Brien has two."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN))
    letters = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    return [part for part in SEPARATORS.split(letters) if part]


def _run_together(parts: list[str]) -> Iterator[str]:
    """'De La Cruz' as delacruz, lacruz and cruz: it may be typed with or without what separates its parts."""
    return ("".join(parts[start:]) for start in range(len(parts)))


def _beginnings(word: str) -> Iterator[str]:
    shortest = 1 if _is_whole(word[:1]) or len(word) == 1 else SHORTEST
    return (word[:length] for length in range(shortest, min(len(word), LONGEST) + 1))


def _is_whole(letter: str) -> bool:
    """Whether one letter says as much as a word, as it does where there are no capitals."""
    return len(letter) == 1 and unicodedata.category(letter) == "Lo"


def _digits(number: str) -> str:
    digits = (unicodedata.decimal(letter, None) for letter in answers.EXTENSION.sub("", number))
    return "".join(str(digit) for digit in digits if digit is not None)


def _ending(number: str) -> str:
    return number[-next(length for length in ENDINGS_OF_NUMBERS if length <= len(number)) :]


def _address(address: str) -> str:
    return unicodedata.normalize("NFC", address.strip(" .'").casefold())


def _key(value: str) -> str:
    return keyed_hash("search", value)[:16]
