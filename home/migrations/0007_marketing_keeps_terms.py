from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUP = "Marketing"
CODENAMES = ["add_term", "change_term", "delete_term", "view_term"]


def permit(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are rows that Django writes after all migrations; the group needs these now."""
    config = apps.get_app_config("editorial")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    found = apps.get_model("auth.Permission").objects.filter(
        content_type__app_label="editorial", codename__in=CODENAMES
    )
    for group in apps.get_model("auth.Group").objects.filter(name=GROUP):
        group.permissions.add(*found)


def forbid(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for group in apps.get_model("auth.Group").objects.filter(name=GROUP):
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label="editorial", codename__in=CODENAMES)
        )


class Migration(migrations.Migration):
    """Marketing keeps the words that the checks know."""

    dependencies = [("home", "0006_clinicians_group"), ("editorial", "0001_initial")]
    operations = [migrations.RunPython(permit, forbid)]
