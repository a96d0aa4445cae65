from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Lower


def join(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Entries whose names differ in capitals alone become one, which is found by all their forms."""
    first_of: dict[tuple[str, str], models.Model] = {}
    for term in apps.get_model("editorial.Term").objects.order_by("pk"):
        first = first_of.setdefault((term.kind, term.name.lower()), term)
        if first is not term:
            first.forms = "\n".join(filter(None, [first.forms, term.name, term.forms]))
            first.is_own = True
            first.save()
            term.delete()


class Migration(migrations.Migration):
    """A name stands once in its kind, whatever its capitals."""

    dependencies = [("editorial", "0003_merged_sources")]
    operations = [
        migrations.RunPython(join, migrations.RunPython.noop),
        migrations.RemoveConstraint("term", "one_term_per_name"),
        migrations.AddConstraint(
            "term",
            models.UniqueConstraint(
                "kind",
                Lower("name"),
                name="one_term_per_name",
                violation_error_message="An entry of this kind has this name; capitals do not matter.",
            ),
        ),
    ]
