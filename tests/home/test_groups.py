"""Who may do what in the admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Task, Workflow

from home.models import HomePage

MAY = [
    "wagtailadmin_home",
    "wagtailimages:index",
    "wagtailimages:add",
    "wagtaildocs:index",
    "wagtailsnippets_editorial_source:list",
    "wagtailsnippets_editorial_source:add",
    "wagtailsnippets_editorial_term:list",
    "wagtailsnippets_editorial_term:add",
    "wagtailsnippets_blog_topic:list",
    "wagtailredirects:index",
]
MAY_NOT = [
    "wagtailsites:index",
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
    "wagtailadmin_collections:index",
    "wagtailadmin_workflows:index",
]


@pytest.mark.parametrize("name", MAY)
def test_marketing_may(marketing_client: Client, name: str) -> None:
    assert marketing_client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", MAY_NOT)
def test_marketing_may_not(marketing_client: Client, name: str) -> None:
    assert marketing_client.get(reverse(name)).status_code in {302, 403}


@pytest.mark.parametrize("setting", [("clinics", "organisationsettings"), ("wagtailseo", "seosettings")])
def test_settings_are_the_administrators(
    home: HomePage, marketing: User, admin: User, setting: tuple[str, str]
) -> None:
    address = reverse("wagtailsettings:edit", args=setting)
    for user, status in ((marketing, 302), (admin, 200)):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(address, follow=status == 200).status_code == status


def test_marketing_writes_and_publishes_every_page(home: HomePage, marketing: User) -> None:
    for page in Page.objects.filter(depth__gt=1):
        allowed = page.permissions_for_user(marketing)
        assert allowed.can_edit()
        assert allowed.can_publish()


def test_every_permission_of_marketing_is_on_purpose(marketing: User) -> None:
    assert sorted(name for name in marketing.get_all_permissions() if "request" in name.lower()) == []
    assert {name.split(".")[0] for name in marketing.get_all_permissions()} == {
        "wagtailadmin",
        "editorial",
        "blog",
        "wagtailredirects",
    }


@pytest.mark.django_db
def test_what_wagtail_brings_and_nobody_uses_is_gone() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {"Marketing", "Office", "Clinicians"}
    assert not Workflow.objects.exists()
    assert not Task.objects.exists()


def test_the_admin_is_named_after_the_product(marketing_client: Client) -> None:
    text = marketing_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Bedside" in text
    assert "gravatar" not in text
