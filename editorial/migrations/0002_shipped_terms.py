from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from editorial.services import load_shipped_terms


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    load_shipped_terms(model=apps.get_model("editorial.Term"))


class Migration(migrations.Migration):
    """The words of the checks as they come with Bedside."""

    dependencies = [("editorial", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
