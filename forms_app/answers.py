"""What a patient answered, once it is known to be valid. Pure."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from forms_app.encryption import keyed_hash

EXTENSION = re.compile(r"(?<=\d)[\s.,;(-]*(ext|x|#).*", re.IGNORECASE | re.DOTALL)
Extra = Sequence[tuple[str, str]]  # questions that editors added, as asked, with their answers


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The fixed questions. The names are those of the form's fields and of the request's."""

    first_name: str
    last_name: str
    phone: str
    voicemail_ok: bool = False
    best_time: str = ""
    email: str = ""
    language: str = ""
    service: str = ""
    patient_type: str = ""
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    payer: str = ""
    message: str = ""


def fingerprint(*, answers: Answers, extra: Extra, location: int | None, is_spam: bool) -> str:
    """A keyed hash that is the same for the same answers, whatever their capitals and spaces."""
    given = json.dumps([asdict(answers), list(extra), location, is_spam], ensure_ascii=False)
    return keyed_hash("fingerprint", " ".join(given.casefold().split()))


def look_up_hashes(*, last_name: str, phone: str, email: str) -> dict[str, str]:
    """The columns by which a request is found again without reading any."""
    return {
        "last_name_hash": last_name_hash(last_name),
        "phone_hash": phone_hash(phone),
        "email_hash": email_hash(email) if email else "",
    }


def folded(name: str) -> str:
    """A name without capitals, accents, spaces and apostrophes; as it is where nothing would be left."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or name


def last_name_hash(name: str) -> str:
    return keyed_hash("last name", folded(name))


def phone_hash(number: str) -> str:
    """Of the last ten digits before any extension: +1, spelling and script make no difference."""
    typed = EXTENSION.sub("", number)
    digits = "".join(str(unicodedata.decimal(character)) for character in typed if character.isdecimal())
    return keyed_hash("phone", digits[-10:])


def email_hash(address: str) -> str:
    return keyed_hash("email", address.strip().casefold())
