"""The words that the checks know: how editors keep them, and which are in force."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from blog.checkable import checkable
from editorial import lexicons
from editorial.lexicon import Lexicon, kinds, shipped
from editorial.lexicon import Term as Word
from editorial.lexicons import lexicon_in_force
from editorial.models import Term
from editorial.services import load_shipped_terms
from home.models import HomePage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]

LIST = "wagtailsnippets_editorial_term:list"
ADD = "wagtailsnippets_editorial_term:add"
BRING_BACK = "wagtailsnippets_editorial_term:bring_back"
FIELDS = {
    "kind": "effect",
    "name": "wobbles",
    "forms": "the wobbles\nwobbl*",
    "fits": "",
    "gravity": "0",
    "approved_for": "",
    "hosts": "",
    "advice": "",
    "is_active": "on",
}


def names(kind: str) -> list[str]:
    return [term.name for term in lexicon_in_force().of(kind)]


# What a migration has loaded, and what is loaded again


def test_a_new_site_has_what_is_shipped() -> None:
    assert Lexicon(tuple(row.as_term() for row in Term.objects.order_by("pk"))).terms == shipped().terms
    assert not Term.objects.filter(is_own=True).exists()


def test_loading_again_changes_nothing() -> None:
    before = list(Term.objects.order_by("pk").values())
    assert load_shipped_terms() == 0
    assert list(Term.objects.order_by("pk").values()) == before


def test_what_was_deleted_comes_back_and_what_was_changed_stays() -> None:
    Term.objects.get(kind="effect", name="nausea").delete()
    changed = Term.objects.get(kind="effect", name="dizziness")
    changed.forms = "the wobbles"
    changed.save()
    Term.objects.create(kind="effect", name="the blues")
    Term.objects.filter(kind="effect", name="vomiting").update(name="Vomiting", is_own=True)
    assert load_shipped_terms() == 1
    assert "Vomiting" in names("effect")
    assert "vomiting" not in names("effect")
    assert {"nausea", "the blues"} <= set(names("effect"))
    assert Term.objects.get(kind="effect", name="dizziness").forms == "the wobbles"


def test_what_nobody_changed_follows_what_is_shipped() -> None:
    Term.objects.filter(kind="effect", name="nausea").update(forms="as it was")
    Term.objects.bulk_create([Term(kind="effect", name="shipped no more", is_own=False)])
    assert load_shipped_terms() == 1
    assert "queasy" in Term.objects.get(kind="effect", name="nausea").forms
    assert "shipped no more" not in names("effect")


# What is in force


def test_what_editors_write_is_in_force_at_once() -> None:
    assert lexicon_in_force().terms == shipped().terms
    term = Term.objects.create(kind="effect", name="wobbles", forms="wobbl*")
    assert [found.term.name for found in lexicon_in_force().find("effect", "wobbly")] == ["wobbles"]
    term.is_active = False
    term.save()
    assert "wobbles" not in names("effect")
    term.delete()
    assert lexicon_in_force().terms == shipped().terms


def test_one_query_tells_that_nothing_has_changed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    read = lexicon_in_force()
    with django_assert_num_queries(1):
        assert lexicon_in_force() is read


def test_another_process_has_changed_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process has read is of another time."""
    stale = lexicon_in_force()
    Term.objects.get(kind="effect", name="nausea").save()
    assert lexicon_in_force() is not stale


def test_a_kind_of_which_the_table_has_nothing_is_as_it_comes() -> None:
    Term.objects.filter(kind="drug").delete()
    assert names("drug") == [term.name for term in shipped().of("drug")]
    Term.objects.filter(kind="scale").update(is_active=False)
    assert names("risk")
    Term.objects.filter(kind="effect").exclude(name="nausea").delete()
    assert names("effect") == ["nausea"]


def test_without_a_table_the_words_are_those_that_come_with_bedside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(lexicons.Term.objects, "aggregate", fail)
    assert lexicon_in_force() is shipped()


def test_pages_are_checked_by_the_words_in_force(home: HomePage) -> None:
    page = factories.make_article()
    Term.objects.create(kind="effect", name="wobbles")
    assert "wobbles" in [term.name for term in checkable(page).lexicon.of("effect")]


# What can be written


def term(**fields: Any) -> Term:
    return Term(**{"kind": "effect", "name": "wobbles"} | fields)


def test_a_term_as_the_checks_know_it() -> None:
    row = term(
        forms=" the wobbles \n\nwobbl*\nwobbl*",
        fits="unsteady",
        gravity=2,
        approved_for="a\nb",
        hosts="fda.gov",
    )
    row.full_clean()
    row.save()
    assert row.as_term() == Word(
        "effect", "wobbles", ("the wobbles", "wobbl*"), 2, ("a", "b"), ("fda.gov",), "", ("unsteady",)
    )
    assert row.is_own


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"name": "*"}, "name", "found everywhere"),
        ({"name": "the"}, "name", "stands in nearly every text"),
        ({"forms": "a"}, "forms", "stands in nearly every text"),
        ({"forms": "good\n..."}, "forms", "“...”: It would be found everywhere"),
        ({"forms": "a*"}, "forms", "needs 3 letters"),
        ({"forms": "x" * 121}, "forms", "longer than 120"),
        ({"forms": "wob\0ble"}, "forms", "cannot be printed"),
        ({"forms": "a ... b ... c ... d ... e ... f"}, "forms", "more than 4"),
        ({"forms": "\n".join(f"word {n}" for n in range(201))}, "forms", "more than 200 lines"),
        ({"fits": "... of"}, "fits", "stands between two words"),
        ({"hosts": "https://www.fda.gov/drugs"}, "hosts", "nimh.nih.gov"),
        ({"approved_for": "de\x07pression"}, "approved_for", "cannot be printed"),
        ({"advice": "Say\0it"}, "advice", "cannot be printed"),
        ({"kind": "nonsense"}, "kind", "not a valid choice"),
        ({"gravity": 4}, "gravity", "not a valid choice"),
    ],
)
def test_what_is_refused(fields: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        term(**fields).full_clean()
    assert message in " ".join(refused.value.message_dict[field])


def test_a_name_exists_once_in_its_kind() -> None:
    with pytest.raises(ValidationError, match="An entry of this kind has this name"):
        term(name="nausea").full_clean()
    with pytest.raises(ValidationError, match="capitals do not matter"):
        term(name="NAUSEA").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        term(name="Nausea").save()
    term(kind="drug", name="nausea").full_clean()


# In the admin


def test_marketing_adds_a_word(marketing_client: Client) -> None:
    answer = marketing_client.post(reverse(ADD), FIELDS)
    assert answer.status_code == 302
    assert [found.term.name for found in lexicon_in_force().find("effect", "I felt wobbly")] == ["wobbles"]


def test_marketing_is_told_what_is_wrong(marketing_client: Client) -> None:
    text = marketing_client.post(reverse(ADD), FIELDS | {"forms": "..."}).content.decode()
    assert "It would be found everywhere" in text
    assert not Term.objects.filter(name="wobbles").exists()


def test_the_list_is_searched_and_filtered(marketing_client: Client) -> None:
    text = marketing_client.get(reverse(LIST), {"q": "queasy"}).content.decode()
    assert "nausea" in text
    assert "esketamine" not in text
    text = marketing_client.get(reverse(LIST), {"kind": "drug", "q": "esketamine"}).content.decode()
    assert "esketamine" in text
    menu = marketing_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Lexicon" in menu
    assert "Add lexicon entry" in marketing_client.get(reverse(LIST)).content.decode()


def test_the_list_begins_with_what_editors_come_for(marketing_client: Client) -> None:
    Term.objects.exclude(kind__in=["drug", "risk", "effect", "promise", "abbreviation"]).delete()
    for kind in ("drug", "risk", "effect", "promise", "abbreviation"):
        first = Term.objects.filter(kind=kind).order_by("name")[:1].values("pk")
        Term.objects.filter(kind=kind).exclude(pk__in=first).delete()
    shown = marketing_client.get(reverse(LIST)).context["object_list"]
    assert [term.kind for term in shown] == ["drug", "risk", "effect", "promise", "abbreviation"]
    shown = marketing_client.get(reverse(LIST), {"ordering": "kind"}).context["object_list"]
    assert next(iter(shown)).kind == "abbreviation"


def test_the_form_says_what_the_signs_mean_and_offers_every_kind(marketing_client: Client) -> None:
    text = marketing_client.get(reverse(ADD)).content.decode()
    assert "stands for any ending" in text
    assert "up to six words" in text
    assert all(f'value="{kind}"' in text for kind, _ in kinds())


def test_marketing_brings_back_what_was_deleted(marketing_client: Client) -> None:
    assert reverse(BRING_BACK) in marketing_client.get(reverse(LIST)).content.decode()
    Term.objects.get(kind="effect", name="nausea").delete()
    assert "Bring them back" in marketing_client.get(reverse(BRING_BACK)).content.decode()
    assert not Term.objects.filter(name="nausea", kind="effect").exists()
    answer = marketing_client.post(reverse(BRING_BACK), follow=True)
    assert answer.redirect_chain[-1][0] == reverse(LIST)
    assert "1 brought back" in answer.content.decode()
    assert Term.objects.filter(name="nausea", kind="effect").exists()


def test_others_may_not(office: User, marketing: User) -> None:
    client = Client()
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    for name in (LIST, ADD, BRING_BACK):
        assert client.get(reverse(name)).status_code in {302, 403}
    Term.objects.get(kind="effect", name="nausea").delete()
    assert client.post(reverse(BRING_BACK)).status_code in {302, 403}
    assert not Term.objects.filter(kind="effect", name="nausea").exists()


@pytest.mark.parametrize("name", ["Marketing", "Clinicians"])
def test_who_keeps_the_lexicon_may_do_all_of_it(name: str) -> None:
    group = Group.objects.get(name=name)
    held = group.permissions.filter(content_type__app_label="editorial", codename__endswith="_term")
    assert {one.codename for one in held} == {"add_term", "change_term", "delete_term", "view_term"}


def test_clinicians_add_a_word(clinician_client: Client) -> None:
    assert clinician_client.get(reverse(LIST)).status_code == 200
    assert clinician_client.post(reverse(ADD), FIELDS).status_code == 302
    assert "wobbles" in names("effect")
    assert clinician_client.get(reverse(BRING_BACK)).status_code == 200
