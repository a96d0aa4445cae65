"""The inbox costs the same however many requests there are: as many queries, each along an index."""

from collections.abc import Iterable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.inbox.filters import RequestFilterSet
from forms_app.inbox.listing import MOST_LISTED, InboxPaginator
from forms_app.models import AppointmentRequest
from tests.bench.inbox import first_name, last_name, phone, reference
from tests.bench.inbox_rows import fill
from tests.forms_app.conftest import Submit
from tests.forms_app.test_inbox import INBOX, rows, text

FEW, MANY = 40, 3600  # with more than MOST_LISTED of the latter closed
TABLES = ("forms_app_appointmentrequest", "forms_app_searchkey")


def scanned(queries: Iterable[str]) -> list[str]:
    """The tables that a query reads as a whole, as the database plans it."""
    found = []
    for query in queries:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")  # few rows are read faster than their index
                cursor.execute(f"EXPLAIN {query}")
                found += [line for (line,) in cursor.fetchall() if "Seq Scan" in line]
            else:
                cursor.execute(f"EXPLAIN QUERY PLAN {query}")
                steps = [str(row[-1]) for row in cursor.fetchall()]
                found += [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]
    return [line for line in found if any(table in line for table in TABLES)]


def listed(query: str, user: User) -> QuerySet[AppointmentRequest]:
    request = RequestFactory().get("/")
    request.user = user
    filters = RequestFilterSet(QueryDict(query), AppointmentRequest.objects.all(), request=request)
    assert filters.is_valid()
    return filters.qs.order_by("due_at" if "overdue" in query else "-created", "-pk")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "status=new",
        "status=closed",
        "status=new&status=waiting",
        "status=new&status=closed",
        "overdue=yes",
        "is_spam=True",
        "assigned_to=me",
        "assigned_to=nobody&status=closed",
        "location=1",
        "created_from=2026-01-05",
        "created_from=2026-01-05&created_to=2026-02-05&status=closed",
    ],
)
def test_no_list_reads_the_whole_table(submit: Submit, office: User, query: str) -> None:
    request = submit()
    fill(FEW, request)
    query = query.replace("location=1", f"location={request.location_id}")
    with CaptureQueriesContext(connection) as asked:
        paginator = InboxPaginator(listed(query, office), 20)
        list(paginator.get_page(1))
        assert paginator.count <= FEW
    assert scanned(entry["sql"] for entry in asked.captured_queries) == []


def test_no_search_and_no_count_reads_a_whole_table(submit: Submit) -> None:
    fill(FEW, submit())
    queries = [
        last_name(7),
        f"{last_name(7)} {first_name(7)}",
        phone(7),
        phone(7)[-4:],
        reference(7),
        "a@b.example",
    ]
    with CaptureQueriesContext(connection) as asked:
        for query in queries:
            list(AppointmentRequest.objects.matching(query))
        AppointmentRequest.objects.counts(timezone.now())
        list(AppointmentRequest.objects.unnoticed()[:1])
    assert scanned(entry["sql"] for entry in asked.captured_queries) == []


def test_as_many_queries_for_many_as_for_few(client: Client, submit: Submit, office: User) -> None:
    client.force_login(office)
    template = submit()
    fill(FEW, template)
    pages = {"open": "", "closed": "?status=closed", "last": "?status=closed&p=9999"}

    def cost() -> dict[str, int]:
        spent = {}
        for name, query in pages.items():
            with CaptureQueriesContext(connection) as asked:
                client.get(INBOX + query)
            spent[name] = len(asked)
        with CaptureQueriesContext(connection) as asked:
            client.post(INBOX, {"query": f"{first_name(7)} {last_name(7)}"})
        return spent | {"search": len(asked)}

    client.get(INBOX)
    few = cost()
    fill(MANY, template)
    assert cost() == few
    assert max(few.values()) < 35
    shown = client.get(INBOX + "?status=closed&p=9999")
    assert f"More than {MOST_LISTED:,} requests" in text(shown)
    assert len(rows(shown)) == 20
    (found,) = rows(client.post(INBOX, {"query": f"{last_name(3000)}, {first_name(3000)}"}))
    assert reference(3000) in found
