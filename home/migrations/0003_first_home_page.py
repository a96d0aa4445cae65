from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WELCOME = {
    "depth": 2,
    "slug": "home",
    "content_type__app_label": "wagtailcore",
    "content_type__model": "page",
}


def make_home_page(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put a home page of ours in the place of Wagtail's welcome page, which no template can show."""
    welcome = apps.get_model("wagtailcore.Page").objects.filter(**WELCOME).first()
    if welcome is None:
        return
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="home", model="homepage"
    )
    home = apps.get_model("home.HomePage")(
        page_ptr=welcome,
        headline="Welcome",
        introduction="This site is being prepared. In an emergency call 911; for crisis support call or text 988.",
    )
    for field in welcome._meta.concrete_fields:
        setattr(home, field.attname, getattr(welcome, field.attname))
    home.content_type = content_type
    home.title = home.draft_title = "Home"
    home.save()


class Migration(migrations.Migration):
    """A site that answers before anybody has written a page."""

    dependencies = [("home", "0002_marketing_group")]
    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
