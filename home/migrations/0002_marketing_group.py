from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUP = "Marketing"
# These come with Wagtail. Whoever writes here may publish.
UNUSED_GROUPS = ["Editors", "Moderators"]
UNUSED_WORKFLOW = "Moderators approval"
MODEL_PERMISSIONS = [
    ("wagtailadmin", "access_admin"),
    ("editorial", "add_source"),
    ("editorial", "change_source"),
    ("editorial", "delete_source"),
    ("editorial", "view_source"),
    ("blog", "add_topic"),
    ("blog", "change_topic"),
    ("blog", "delete_topic"),
    ("blog", "view_topic"),
    ("wagtailredirects", "add_redirect"),
    ("wagtailredirects", "change_redirect"),
    ("wagtailredirects", "delete_redirect"),
]
PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
COLLECTION_PERMISSIONS = [
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
]


def make_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are rows that Django writes after all migrations; the group needs some of them now."""
    for label in {label for label, _ in MODEL_PERMISSIONS + COLLECTION_PERMISSIONS} | {"wagtailcore"}:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permission = apps.get_model("auth.Permission").objects.get
    apps.get_model("auth.Group").objects.filter(name__in=UNUSED_GROUPS).delete()
    apps.get_model("wagtailcore.Workflow").objects.filter(name=UNUSED_WORKFLOW).delete()
    apps.get_model("wagtailcore.Task").objects.filter(name=UNUSED_WORKFLOW).delete()
    group, _ = apps.get_model("auth.Group").objects.get_or_create(name=GROUP)
    for label, codename in MODEL_PERMISSIONS:
        group.permissions.add(permission(content_type__app_label=label, codename=codename))
    root = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    for codename in PAGE_PERMISSIONS:
        apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
            group=group,
            page=root,
            permission=permission(content_type__app_label="wagtailcore", codename=codename),
        )
    collection = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    for label, codename in COLLECTION_PERMISSIONS:
        apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
            group=group,
            collection=collection,
            permission=permission(content_type__app_label=label, codename=codename),
        )


def remove_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth.Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    """People who write and publish, and who never see requests."""

    dependencies = [
        ("home", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("blog", "0001_initial"),
        ("editorial", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(make_group, remove_group)]
