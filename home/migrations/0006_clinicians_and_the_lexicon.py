from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CLINICIANS = "Clinicians"
MARKETING = "Marketing"
LEXICON = [
    ("editorial", "add_term"),
    ("editorial", "change_term"),
    ("editorial", "delete_term"),
    ("editorial", "view_term"),
]
MODEL_PERMISSIONS = {
    CLINICIANS: [
        ("wagtailadmin", "access_admin"),
        ("editorial", "add_review"),
        ("editorial", "view_source"),
        *LEXICON,
    ],
    MARKETING: LEXICON,
}
PAGE_PERMISSION = "change_page"  # whoever comments in the editor needs it


def make_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Permissions are rows that Django writes after all migrations; the groups need some of them now."""
    for label in ("wagtailadmin", "wagtailcore", "editorial"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permission = apps.get_model("auth.Permission").objects.get
    clinicians, _ = apps.get_model("auth.Group").objects.get_or_create(name=CLINICIANS)
    for group in apps.get_model("auth.Group").objects.filter(name__in=MODEL_PERMISSIONS):
        group.permissions.add(
            *(
                permission(content_type__app_label=label, codename=codename)
                for label, codename in MODEL_PERMISSIONS[group.name]
            )
        )
    apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
        group=clinicians,
        page=apps.get_model("wagtailcore.Page").objects.get(depth=1),
        permission=permission(content_type__app_label="wagtailcore", codename=PAGE_PERMISSION),
    )


def remove_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth.Group").objects.filter(name=CLINICIANS).delete()
    for group in apps.get_model("auth.Group").objects.filter(name=MARKETING):
        names = [codename for _, codename in LEXICON]
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label="editorial", codename__in=names)
        )


class Migration(migrations.Migration):
    """People who read drafts, comment on them and sign them off, and who publish nothing by themselves.

    They and Marketing keep the words that the checks know.
    """

    dependencies = [
        ("home", "0005_citation_in_rich_text"),
        ("editorial", "0001_initial"),
    ]
    operations = [migrations.RunPython(make_group, remove_group)]
