import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.citations import number
from editorial.identity import (
    CONTROL,
    has_control_character,
    has_invisible_character,
    has_share_parameters,
    normalise_doi,
    normalise_pmid,
    normalise_url,
    problem_with_address,
    share_parameters,
    unwrap,
    without_share_parameters,
    without_user,
)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("", ""),
        ("no identifier", ""),
        ("10.1056/NEJMoa1406281", "10.1056/nejmoa1406281"),
        ("doi:10.1056/NEJMoa1406281", "10.1056/nejmoa1406281"),
        ("DOI: 10.1056/NEJMoa1406281.", "10.1056/nejmoa1406281"),
        ("(https://doi.org/10.1056/NEJMoa1406281)", "10.1056/nejmoa1406281"),
        ("https://doi.org/10.1056/NEJMoa1406281", "10.1056/nejmoa1406281"),
        ("http://dx.doi.org/10.1056%2FNEJMoa1406281", "10.1056/nejmoa1406281"),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa1406281?query=x", "10.1056/nejmoa1406281"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/hbm.25000/full", "10.1002/hbm.25000"),
        ("https://link.example/content/pdf/10.1007/s00213-020-05500-1.pdf", "10.1007/s00213-020-05500-1"),
        ("https://journals.example/article?id=10.1371/journal.pone.0000217", "10.1371/journal.pone.0000217"),
        ("https://doi.org/10.1016/S0140-6736(05)17717-0", "10.1016/s0140-6736(05)17717-0"),
        ("(see 10.1016/S0140-6736(05)17717)", "10.1016/s0140-6736(05)17717"),
        ("https://www.nimh.nih.gov/health/topics/depression", ""),
        ("doi.org/10.1056/x", "10.1056/x"),
        ("https://www.doi.org/10.1056/x", "10.1056/x"),
        ("https://doi.org/10.1056/x?utm_source=a", "10.1056/x"),
        ("https://doi-org.proxy.example/10.1056/x", "10.1056/x"),
        ("https://api.crossref.org/works/10.1056/x", "10.1056/x"),
        ("https://hdl.handle.net/10.1056/x", "10.1056/x"),
        ("info:doi/10.1056/x", "10.1056/x"),
    ],
)
def test_doi(text: str, doi: str) -> None:
    assert normalise_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("", ""),
        ("17074942", "17074942"),
        ("PMID: 17074942", "17074942"),
        ("https://pubmed.ncbi.nlm.nih.gov/17074942/", "17074942"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/17074942?dopt=Abstract", "17074942"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/?term=17074942", "17074942"),
        ("https://www.ncbi.nlm.nih.gov/m/pubmed/17074942/", "17074942"),
        ("https://m.pubmed.ncbi.nlm.nih.gov/17074942", "17074942"),
        ("https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?db=PubMed&list_uids=17074942", "17074942"),
        ("https://europepmc.org/article/MED/17074942", "17074942"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=2006", ""),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3012436/", ""),
        ("PMC3012436", ""),
    ],
)
def test_pmid(text: str, pmid: str) -> None:
    assert normalise_pmid(text) == pmid


PAGE = "https://www.nimh.nih.gov/health/topics/depression"


@pytest.mark.parametrize(
    "spelling",
    [
        PAGE,
        f" {PAGE}/ ",
        PAGE.replace("https", "http"),
        PAGE.replace("www.", ""),
        PAGE.replace("https://", ""),
        PAGE.replace("nih.gov/", "nih.gov:443/"),
        PAGE.replace("www.nimh", "WWW.NIMH"),
        f"{PAGE}#symptoms",
        f"{PAGE}?utm_source=newsletter&utm_medium=email",
        f"{PAGE}?fbclid=abc&gclid=def",
        f"https://www.google.com/url?q={PAGE}&sa=D&source=editors&ust=1",
        "https://www.google.co.uk/url?url=https%3A%2F%2Fwww.nimh.nih.gov%2Fhealth%2Ftopics%2Fdepression&ved=2",
        f"{PAGE}?utm_source%3Dnewsletter%26utm_medium%3Demail",
        f"{PAGE}?via%3Dihub",
        f"{PAGE}?dgcid=rss_sd_all",
        f"{PAGE}#:~:text=Depression%20is",
        f"{PAGE}%23:~:text=Depression",
        f"{PAGE}/amp/",
        f"{PAGE}?amp=1",
        "https://www.google.com/amp/s/www.nimh.nih.gov/health/topics/depression",
        "https://nam1.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.nimh.nih.gov%2Fhealth%2Ftopics"
        "%2Fdepression&data=05",
    ],
)
def test_spellings_of_one_address(spelling: str) -> None:
    assert normalise_url(spelling) == "nimh.nih.gov/health/topics/depression"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/page?id=1", "https://a.example/page?id=2"),
        ("https://a.example/?123", "https://a.example/?124"),
        ("https://a.example/?123", "https://a.example/"),
        ("https://a.example/Page", "https://a.example/page"),
        ("https://a.example/x", "https://b.example/x"),
    ],
)
def test_different_addresses(one: str, other: str) -> None:
    assert normalise_url(one) != normalise_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2"),
        ("https://a.example/?id%3D5", "https://a.example/?id=5"),
        ("https://a.example/caf%C3%A9", "https://a.example/café"),
        ("https://[broken", "https://[broken"),
        ("", ""),
    ],
)
def test_same_addresses(one: str, other: str) -> None:
    assert normalise_url(one) == normalise_url(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/x%00y", True),
        ("https://a.example/x\ny", True),
        ("A\0B", True),
        ("A\x85B", True),
        ("https://a.example/caf%C3%A9%20x", False),
        ("Ünïcode – “and” dashes", False),
        ("", False),
    ],
)
def test_control_characters(text: str, found: bool) -> None:
    assert has_control_character(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/\u202etxt", True),
        ("https://a.example/x\u200b", True),
        ("A \u2066title\u2069", True),
        ("\ufeffA title", True),
        ("\u0646\u0645\u06cc\u200c\u0634\u0648\u062f", False),
        ("👩\u200d⚕️ and “quotes”", False),
        ("", False),
    ],
)
def test_invisible_characters(text: str, found: bool) -> None:
    assert has_invisible_character(text) is found


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", ""),
        ("https://a.example/@somebody?mail=x@b.example", ""),
        ("HTTP://a.example/", ""),
        ("https://user:secret@a.example/x", "before the @"),
        ("https://user@a.example", "before the @"),
        ("ftp://a.example/x", "begins with https:// or http://"),
        ("javascript:alert(1)", "begins with https:// or http://"),
    ],
)
def test_what_is_no_address_of_a_source(url: str, problem: str) -> None:
    found = problem_with_address(url)
    assert problem in found
    assert bool(found) is bool(problem)


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://user:secret@a.example/x@y", "https://a.example/x@y"),
        ("https://user@a.example", "https://a.example"),
        ("https://a.example/@x", "https://a.example/@x"),
        ("", ""),
    ],
)
def test_an_address_without_who_signs_in(url: str, clean: str) -> None:
    assert without_user(url) == clean


@given(st.text(alphabet="a/%0123?=&\0\n:.g"))
def test_no_key_holds_a_control_character(text: str) -> None:
    redirect = f"https://www.google.com/url?q=https://a.example/{text}"
    for address in (f"https://a.example/{text}", f"https://doi.org/10.1056/{text}"):
        assert not CONTROL.search(normalise_url(address))
        assert not CONTROL.search(normalise_doi(address))
    assert not CONTROL.search(unwrap(redirect).removeprefix(redirect.strip()))
    assert not CONTROL.search(normalise_url(redirect))


def test_a_redirect_to_nothing_stays() -> None:
    assert unwrap("https://www.google.com/url?sa=D") == "https://www.google.com/url?sa=D"
    assert unwrap("https://www.google.com/search?q=https://x.example") == (
        "https://www.google.com/search?q=https://x.example"
    )


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    normalise_doi(text)
    normalise_pmid(text)
    assert normalise_url(unwrap(text)) == normalise_url(text)


@pytest.mark.parametrize(
    ("cited", "listed", "numbers"),
    [
        ("", "", []),
        ("abc", "", [("a", 1, 1), ("b", 2, 1), ("c", 3, 1)]),
        ("bab", "", [("b", 1, 2), ("a", 2, 1)]),
        ("ba", "ac", [("b", 1, 1), ("a", 2, 1), ("c", 3, 0)]),
        ("", "cc", [("c", 1, 0)]),
    ],
)
def test_numbers(cited: str, listed: str, numbers: list[tuple[str, int, int]]) -> None:
    found = number(cited, listed)
    assert [(entry.source, entry.number, entry.places) for entry in found.entries] == numbers


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_numbers_run_from_one_by_first_mention(cited: list[int], listed: list[int]) -> None:
    found = number(cited, listed)
    assert [entry.number for entry in found.entries] == list(range(1, len({*cited, *listed}) + 1))
    assert [entry.source for entry in found.entries] == list(dict.fromkeys([*cited, *listed]))
    assert sum(entry.places for entry in found.entries) == len(cited)


@pytest.mark.parametrize(
    ("url", "names", "without"),
    [
        ("https://a.example/x", [], "https://a.example/x"),
        ("https://a.example/x?id=5#top", [], "https://a.example/x?id=5#top"),
        ("https://a.example/x?utm_source=a", ["utm_source"], "https://a.example/x"),
        (
            "https://a.example/x?id=5&utm_source=a&q=a%26b&fbclid=b#top",
            ["utm_source", "fbclid"],
            "https://a.example/x?id=5&q=a%26b#top",
        ),
        ("https://a.example/x?via%3Dihub", ["via"], "https://a.example/x"),
        ("https://a.example/x?utm_a%3D1%26id%3D5", ["utm_a"], "https://a.example/x?id=5"),
        ("https://a.example/x#:~:text=so", [":~:text"], "https://a.example/x"),
        ("https://a.example/x?ref=y#:~:text=so", ["ref", ":~:text"], "https://a.example/x"),
        ("https://[broken?ref=y", [], "https://[broken?ref=y"),
        ("", [], ""),
    ],
)
def test_share_parameters(url: str, names: list[str], without: str) -> None:
    assert share_parameters(url) == names
    assert has_share_parameters(url) is bool(names)
    assert without_share_parameters(url) == without


@given(st.text(alphabet="a/%3D26?=&#:~utm_viaref"))
def test_nothing_is_left_to_take_away(text: str) -> None:
    url = without_share_parameters(f"https://a.example/{text}")
    assert not has_share_parameters(url)
    assert normalise_url(url) == normalise_url(f"https://a.example/{text}")
