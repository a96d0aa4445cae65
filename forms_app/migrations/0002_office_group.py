from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUP = "Office"
PERMISSIONS = [
    ("wagtailadmin", "access_admin"),
    ("forms_app", "view_appointmentrequest"),
    ("forms_app", "change_appointmentrequest"),
    ("forms_app", "change_readynotes"),
]


def make_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are rows that Django writes after all migrations; the group needs some of them now."""
    for label in {label for label, _ in PERMISSIONS}:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    group, _ = apps.get_model("auth.Group").objects.get_or_create(name=GROUP)
    permissions = apps.get_model("auth.Permission").objects
    for label, codename in PERMISSIONS:
        group.permissions.add(permissions.get(content_type__app_label=label, codename=codename))


def remove_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth.Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    """People who answer requests, and who edit nothing else."""

    dependencies = [
        ("forms_app", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0006_formstate"),
    ]
    operations = [migrations.RunPython(make_group, remove_group)]
