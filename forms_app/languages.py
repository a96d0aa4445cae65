"""The languages a patient can choose. The address says which; English has the shorter one."""

from typing import NamedTuple

from django.utils.translation import get_language

from forms_app.choices import Language

ENGLISH, SPANISH = Language.values


class Text(NamedTuple):
    """What an editor wrote. `lang` names its language where that is not the page's."""

    html: str
    lang: str = ""


def current() -> str:
    """The language in which the page at hand is asked for."""
    return SPANISH if get_language() == SPANISH else ENGLISH


def in_current(english: str, spanish: str) -> Text:
    """The editor's Spanish on a Spanish page, if there is any; else the English."""
    if current() == ENGLISH:
        return Text(english)
    return Text(spanish) if spanish else Text(english, lang=ENGLISH)


def of_path(components: list[str]) -> tuple[str, list[str]]:
    """The language that the path below the appointment page asks for, and what is left of the path."""
    if components[:1] == [SPANISH]:
        return SPANISH, components[1:]
    return ENGLISH, components
