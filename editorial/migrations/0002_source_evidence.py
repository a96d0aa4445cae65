import re
from collections.abc import Callable

import django.core.validators
import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from editorial import keys
from editorial.identity import normalise_url


def give_keys(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    taken: set[str] = set()
    is_taken: Callable[[str], bool] = taken.__contains__
    for source in apps.get_model("editorial.Source").objects.order_by("pk"):
        source.key = keys.free(keys.suggested(source.authors, source.year, source.title), is_taken)
        source.save(update_fields=["key"])
        taken.add(source.key)


def renew_addresses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What identifies an address as it is read now. Two that are one now stay; somebody may merge them."""
    sources = apps.get_model("editorial.Source").objects
    for source in sources.exclude(url=""):
        key = normalise_url(source.url)
        if key != source.url_key and not sources.filter(url_key=key).exists():
            source.url_key = key
            source.save(update_fields=["url_key"])


class Migration(migrations.Migration):
    """Sources get what they are evidence of, whether they still hold, and a key to cite them by."""

    dependencies = [("editorial", "0001_initial")]

    operations = [
        migrations.AddField("source", "key", models.CharField(blank=True, default="", max_length=40)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunPython(renew_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            "source",
            "key",
            models.CharField(
                "citation key",
                blank=True,
                error_messages={"unique": "Another source has this key."},
                help_text="Type [@rush2006] in a text to cite it. Leave empty to have one made.",
                max_length=40,
                unique=True,
                validators=[
                    django.core.validators.RegexValidator(
                        "^@?[a-z][a-z0-9_-]*\\Z",
                        "A key begins with a letter and holds nothing but letters, digits, - and _.",
                        flags=re.IGNORECASE,
                    )
                ],
            ),
        ),
        migrations.AddField(
            "source",
            "n",
            models.PositiveIntegerField(
                "participants", blank=True, help_text="How many people were studied.", null=True
            ),
        ),
        migrations.AddField(
            "source",
            "status",
            models.CharField(
                blank=True,
                choices=[("", "In use"), ("retracted", "Retracted"), ("superseded", "Superseded")],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "source",
            "status_note",
            models.CharField(
                "why",
                blank=True,
                help_text="What editors of the pages that cite it should know: "
                "“Retracted in May 2024: data errors.”",
                max_length=255,
            ),
        ),
        migrations.AddField(
            "source",
            "study_design",
            models.CharField(
                blank=True,
                choices=[
                    ("randomized_trial", "Randomized trial"),
                    ("nonrandomized_trial", "Nonrandomized trial"),
                    ("meta_analysis", "Meta-analysis"),
                    ("systematic_review", "Systematic review"),
                    ("review", "Narrative review"),
                    ("cohort", "Cohort study"),
                    ("case_control", "Case-control study"),
                    ("cross_sectional", "Cross-sectional study"),
                    ("case_series", "Case series"),
                    ("case_report", "Case report"),
                    ("qualitative", "Qualitative study"),
                    ("preclinical", "Laboratory or animal study"),
                    ("not_a_study", "Not a study"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            "source",
            "superseded_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="supersedes",
                to="editorial.source",
            ),
        ),
    ]
