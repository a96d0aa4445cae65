import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from editorial import lexicon
from editorial.identity import has_control_character

MOST_FORMS = 200
ONE_TO_A_LINE = ["forms", "fits", "approved_for", "hosts"]
FORMS = ["forms", "fits"]
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
UNPRINTABLE = "It holds a character that cannot be printed."


class Term(models.Model):
    """A name or a phrase that the checks look for. What comes with Bedside is loaded by `services`.

    `is_own` tells what somebody here has written or changed: a new release leaves it alone.
    """

    class Gravity(models.IntegerChoices):
        NONE = 0, "not a risk"
        MILD = 1, "1: to be named in the text"
        GRAVE = 2, "2: grave"
        GRAVEST = 3, "3: may kill, or do lasting harm"

    kind = models.CharField("what it is", max_length=40, choices=lexicon.kinds)
    name = models.CharField(max_length=lexicon.LONGEST_FORM)
    forms = models.TextField(
        "also written",
        blank=True,
        help_text="One to a line. “*” stands for any ending: nauseat* is found in “nauseating”."
        " “...” stands for up to six words of a sentence: blood pressure ... rise* is found in"
        " “blood pressure and pulse often rise”. Capitals alone, WHO, are found in capitals alone;"
        " else capitals do not matter.",
    )
    fits = models.TextField(
        "said otherwise",
        blank=True,
        help_text="One to a line: words, or names of other entries, that say no less. An article that has one"
        " of them counts as having said this, and these words alone raise nothing.",
    )
    gravity = models.PositiveSmallIntegerField(
        "how grave",
        choices=Gravity.choices,
        default=Gravity.NONE,
        help_text="For risks. The gravest that an article tells of belongs in a summary.",
    )
    approved_for = models.TextField(
        "approved for",
        blank=True,
        help_text="For drugs: the conditions for which the FDA has approved it, one to a line, as they are"
        " named here. While this is empty, off-label uses of the drug are not looked for.",
    )
    hosts = models.TextField(
        "addresses", blank=True, help_text="For agencies: where they publish, one to a line: nimh.nih.gov"
    )
    advice = models.CharField(
        "what to write instead", max_length=255, blank=True, help_text="Shown with what the checks find."
    )
    is_active = models.BooleanField("in use", default=True, help_text="Clear this to have it left alone.")
    is_own = models.BooleanField(default=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("name"), FieldPanel("is_active")]),
        FieldPanel("forms"),
        FieldPanel("fits"),
        FieldPanel("advice"),
        MultiFieldPanel([FieldPanel("gravity")], heading="For risks"),
        MultiFieldPanel([FieldPanel("approved_for")], heading="For drugs"),
        MultiFieldPanel([FieldPanel("hosts")], heading="For agencies"),
    ]

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = "lexicon entry"
        verbose_name_plural = "lexicon"
        constraints = [
            models.UniqueConstraint(
                "kind",
                Lower("name"),
                name="one_term_per_name",
                violation_error_message="An entry of this kind has this name; capitals do not matter.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whatever is saved is the clinic's own; `services` loads what is not."""
        self.is_own = True
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.name = self.name.strip()
        for field in ONE_TO_A_LINE:
            setattr(self, field, "\n".join(_lines(getattr(self, field))))
        problems = {
            field: found for field in ("name", *ONE_TO_A_LINE) if (found := list(self._problems(field)))
        }
        if has_control_character(self.advice):
            problems["advice"] = [UNPRINTABLE]
        if problems:
            raise ValidationError(problems)

    def _problems(self, field: str) -> Iterator[str]:
        lines = _lines(getattr(self, field))
        if len(lines) > MOST_FORMS:
            yield f"These are more than {MOST_FORMS} lines."
        for line in lines[:MOST_FORMS]:
            if field in FORMS or field == "name":
                problem = lexicon.problem_with(line, self.kind)
            elif field == "hosts":
                problem = "" if HOST.fullmatch(line) else "An address is written like this: nimh.nih.gov"
            else:
                problem = "" if line.isprintable() else UNPRINTABLE
            if problem:
                yield f"“{line[:60]}”: {problem}"

    def as_term(self) -> lexicon.Term:
        return lexicon.Term(
            self.kind,
            self.name,
            tuple(_lines(self.forms)),
            self.gravity,
            tuple(_lines(self.approved_for)),
            tuple(_lines(self.hosts)),
            self.advice,
            tuple(_lines(self.fits)),
        )


def _lines(text: str) -> list[str]:
    """The lines that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
