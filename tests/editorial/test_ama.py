"""References in the style of the AMA: what is printed of each type, and of what is missing."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from blog.markdown import _part
from editorial import ama
from editorial.models import Source

RUSH = {
    "type": "journal_article",
    "authors": "Rush AJ; Trivedi MH; Wisniewski SR; et al.",
    "year": 2006,
    "title": "Acute and longer-term outcomes in depressed outpatients: a STAR*D report",
    "container": "Am J Psychiatry",
    "locator": "163(11):1905-1917",
    "doi": "10.1176/ajp.2006.163.11.1905",
    "pmid": "17074942",
    "url": "https://ajp.example/star-d",
    "accessed": date(2026, 3, 3),
}


def source(**fields: Any) -> Source:
    return Source(**{"title": "Depression"} | fields)


@pytest.mark.parametrize(
    ("fields", "citation"),
    [
        (
            RUSH,
            "Rush AJ, Trivedi MH, Wisniewski SR, et al. Acute and longer-term outcomes in depressed "
            "outpatients: a STAR*D report. Am J Psychiatry. 2006;163(11):1905-1917. "
            "doi:10.1176/ajp.2006.163.11.1905 PMID: 17074942",
        ),
        (
            RUSH | {"doi": "", "pmid": ""},
            "Rush AJ, Trivedi MH, Wisniewski SR, et al. Acute and longer-term outcomes in depressed "
            "outpatients: a STAR*D report. Am J Psychiatry. 2006;163(11):1905-1917. Accessed March 3, 2026. "
            "https://ajp.example/star-d",
        ),
        (
            {
                "type": "book",
                "authors": "Stahl SM",
                "title": "Stahl's Essential Psychopharmacology",
                "publisher": "Cambridge University Press",
                "year": 2021,
            },
            "Stahl SM. Stahl's Essential Psychopharmacology. Cambridge University Press; 2021.",
        ),
        (
            {
                "type": "book",
                "authors": "Doe J",
                "title": "Sleep",
                "container": "Textbook of Psychiatry",
                "publisher": "Press",
                "year": 2020,
                "locator": "12-34",
            },
            "Doe J. Sleep. In: Textbook of Psychiatry. Press; 2020:12-34.",
        ),
        (
            {
                "type": "guideline",
                "authors": "American Psychiatric Association",
                "title": "Practice Guideline for Major Depressive Disorder",
                "publisher": "American Psychiatric Association",
                "year": 2010,
                "url": "https://apa.example/mdd",
            },
            "American Psychiatric Association. Practice Guideline for Major Depressive Disorder. 2010. "
            "https://apa.example/mdd",
        ),
        (
            {"type": "guideline", "container": "Can J Psychiatry", "year": 2024, "locator": "69(9):641-687"},
            "Depression. Can J Psychiatry. 2024;69(9):641-687.",
        ),
        (
            {
                "type": "label",
                "authors": "Janssen Pharmaceuticals, Inc.",
                "title": "Spravato: prescribing information",
                "publisher": "DailyMed",
                "year": 2025,
                "url": "https://dailymed.example/1",
                "accessed": date(2026, 1, 12),
            },
            "Spravato: prescribing information. Janssen Pharmaceuticals, Inc.; 2025. DailyMed. "
            "Accessed January 12, 2026. https://dailymed.example/1",
        ),
        (
            {"type": "label", "title": "Ketalar", "publisher": "Par"},
            "Ketalar. Par.",
        ),
        (
            {
                "type": "government",
                "publisher": "National Institute of Mental Health",
                "year": 2024,
                "url": "https://nimh.example/depression",
                "accessed": date(2026, 3, 3),
            },
            "Depression. National Institute of Mental Health. Published 2024. Accessed March 3, 2026. "
            "https://nimh.example/depression",
        ),
        (
            {"type": "web_page", "authors": "NIMH", "publisher": "NIMH", "url": "https://nimh.example/x"},
            "NIMH. Depression. https://nimh.example/x",
        ),
        (
            {"type": "news", "authors": "Doe J", "publisher": "The Times", "year": 2023},
            "Doe J. Depression. The Times. 2023.",
        ),
        ({"title": "What is ketamine?"}, "What is ketamine?"),
        ({"type": "journal_article"}, "Depression."),
        ({"type": "journal_article", "year": 2006}, "Depression. 2006."),
        ({"type": "journal_article", "locator": "1:2"}, "Depression. 1:2."),
        ({"type": "journal_article", "publisher": "Press", "pmid": "1"}, "Depression. Press. PMID: 1"),
        ({"accessed": date(2026, 3, 3)}, "Depression."),
        ({"status": "retracted"}, "Depression [retracted]."),
        ({"status": "superseded"}, "Depression."),
        ({"type": "something new"}, "Depression."),
    ],
)
def test_references(fields: dict[str, Any], citation: str) -> None:
    assert source(**fields).citation == citation


def test_every_type_has_a_form() -> None:
    assert list(ama.FORMS) == Source.Type.values


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("", ""),
        ("Rush AJ", "Rush AJ"),
        ("Rush, A. J.", "Rush AJ"),
        ("Rush A.-J.", "Rush AJ"),
        ("O'Reardon JP; Vila-Rodriguez F", "O'Reardon JP, Vila-Rodriguez F"),
        ("Rush AJ, Trivedi MH, Wisniewski SR", "Rush AJ, Trivedi MH, Wisniewski SR"),
        ("A A; B B; C C; D D; E E; F F", "A A, B B, C C, D D, E E, F F"),
        ("A A; B B; C C; D D; E E; F F; G G", "A A, B B, C C, et al"),
        ("A A; B B; C C; D D; et al.", "A A, B B, C C, et al"),
        ("A A; et al", "A A, et al"),
        ("A A et al.", "A A, et al"),
        ("et al.", ""),
        ("National Institute of Mental Health", "National Institute of Mental Health"),
        ("Janssen Pharmaceuticals, Inc.", "Janssen Pharmaceuticals, Inc."),
        ("U.S. Department of Health", "U.S. Department of Health"),
    ],
)
def test_authors(stored: str, printed: str) -> None:
    assert ama.authors(stored) == printed


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        (
            RUSH,
            {
                "https://ajp.example/star-d": RUSH["title"],
                "https://doi.org/10.1176/ajp.2006.163.11.1905": "doi:10.1176/ajp.2006.163.11.1905",
                "https://pubmed.ncbi.nlm.nih.gov/17074942/": "PMID: 17074942",
            },
        ),
        (
            {"doi": "10.1056/x", "url": "https://doi.org/10.1056/X"},
            {"https://doi.org/10.1056/X": "doi:10.1056/x"},
        ),
        ({"url": "https://a.example/"}, {"https://a.example/": "https://a.example/"}),
        ({}, {}),
    ],
)
def test_where_a_reference_leads(fields: dict[str, Any], links: dict[str, str]) -> None:
    found = {part.href: part.text for part in ama.reference(source(**fields)) if part.href}
    assert found == links


def rendered(one: Source) -> BeautifulSoup:
    template = Template("{% load editorial_tags %}{% reference source %}")
    return BeautifulSoup(template.render(Context({"source": one})), "html.parser")


def test_a_page_prints_what_is_copied() -> None:
    for fields in (RUSH, RUSH | {"type": "book"}, {"title": "<b>Bold</b> & more", "type": "book"}):
        one = source(**fields)
        html = rendered(one)
        assert html.get_text() == one.citation
    html = rendered(source(**RUSH))
    assert [italic.get_text() for italic in html.select("i")] == ["Am J Psychiatry"]
    assert [title.get_text() for title in html.select("cite")] == [RUSH["title"]]


def test_markdown_keeps_links_and_italics() -> None:
    assert "".join(map(_part, ama.reference(source(**RUSH | {"url": ""})))) == (
        "Rush AJ, Trivedi MH, Wisniewski SR, et al. Acute and longer-term outcomes in depressed outpatients: "
        "a STAR\\*D report. *Am J Psychiatry*. 2006;163(11):1905-1917. "
        "[doi:10.1176/ajp.2006.163.11.1905](https://doi.org/10.1176/ajp.2006.163.11.1905) "
        "[PMID: 17074942](https://pubmed.ncbi.nlm.nih.gov/17074942/)"
    )


WORDS = st.text(alphabet="aB. ;,?1", max_size=12)


KNOWN = {
    "authors": WORDS,
    "container": WORDS,
    "locator": WORDS,
    "publisher": WORDS,
    "doi": st.sampled_from(["", "10.1056/x"]),
    "pmid": st.sampled_from(["", "1"]),
    "url": st.sampled_from(["", "https://a.example/"]),
}


@given(
    st.sampled_from(Source.Type.values),
    st.fixed_dictionaries({}, optional=KNOWN),
    st.none() | st.integers(1800, 2100),
    st.none() | st.dates(),
)
def test_whatever_is_known_reads_as_one_line(
    kind: str, fields: dict[str, str], year: int | None, accessed: date | None
) -> None:
    citation = source(title="Title", type=kind, year=year, accessed=accessed, **fields).citation
    assert "Title" in citation
    assert citation == citation.strip()
