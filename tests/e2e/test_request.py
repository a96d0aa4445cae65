"""A patient's request from an article to the office, over plain HTTP and without JavaScript."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from email.message import EmailMessage, Message
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from tests.e2e.site import PASSWORD, RunningSite

ANSWERS = {
    "first_name": "Wilhelmina",
    "last_name": "Featherstonehaugh",
    "phone": "(503) 555-0147",
    "email": "wilhelmina@patient.example",
    "message": "Zebrafish lullaby at dusk",
}

TO_WHOM = ("To", "X-RcptTo")  # the second is added by the mail server of the tests


class Browser:
    """Keeps cookies; follows no redirect by itself."""

    def __init__(self) -> None:
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *args: object, **kwargs: object) -> None:
                return None

        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(Stay, urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, url: str, data: dict[str, str] | None = None) -> tuple[int, Message, str]:
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(url, body, {"Referer": url})
        try:
            response = self.opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            return response.status, response.headers, response.read().decode()

    def sign_in(self, site: RunningSite, name: str) -> None:
        login = f"{site.url}/admin/login/"
        token = attribute(one(soup_of(self.open(login)[2]), "[name=csrfmiddlewaretoken]"), "value")
        status, _, _ = self.open(
            login, {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token, "next": "/admin/"}
        )
        assert status == 302, f"{name} could not sign in"


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def one(soup: Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, f"nothing on the page matches {selector}"
    return found


def attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name) or "")


def article_address(site: RunningSite) -> str:
    index = soup_of(Browser().open(f"{site.url}/articles/")[2])
    links = [attribute(link, "href") for link in index.select("main a[href]")]
    return urljoin(site.url, next(link for link in links if re.search(r"/articles/[\w-]+/$", link)))


def form_on(url: str) -> tuple[str, dict[str, str], Tag]:
    """Where the request form of a page posts to, its answers as they stand, and the form."""
    form = one(soup_of(Browser().open(url)[2]), 'form:has([name="first_name"])')
    fields = form.select("input[type=hidden]")
    hidden = {attribute(field, "name"): attribute(field, "value") for field in fields}
    return urljoin(url, attribute(form, "action") or url), hidden, form


def location_of(form: Tag, number: int = 0) -> tuple[str, str]:
    """The value and name of a location one can choose."""
    options = [option for option in form.select('[name="location"] option') if option.get("value")]
    if options:
        return attribute(options[number], "value"), options[number].get_text(strip=True)
    choice = form.select('input[name="location"]')[number]
    label = form.select_one(f'label[for="{choice["id"]}"]')
    return attribute(choice, "value"), label.get_text(" ", strip=True) if label else ""


def link_in(mail: EmailMessage) -> str:
    """The one address of the admin in a mail to the office."""
    body = mail.get_body(("plain",))
    assert body is not None
    links = re.findall(r"http://\S+/admin/\S+", body.get_content())
    assert len(links) == 1
    return links[0]


pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def accepted(running_site: RunningSite) -> tuple[str, str]:
    """The reference of a request made from an article, and its location's name."""
    action, hidden, form = form_on(article_address(running_site))
    location, name = location_of(form, 1)
    status, headers, _ = Browser().open(action, ANSWERS | hidden | {"location": location})
    assert status == 303
    assert "Set-Cookie" not in headers
    address = urljoin(action, headers["Location"])
    assert not any(answer in urllib.parse.unquote(address) for answer in ANSWERS.values())
    status, headers, html = Browser().open(address)
    assert status == 200
    assert "no-store" in headers["Cache-Control"]
    assert "988" in html
    reference = re.search(r"APT-[A-Z0-9]+", html)
    assert reference is not None
    return reference.group(), name


def test_the_right_office_is_told_within_five_seconds(
    running_site: RunningSite, accepted: tuple[str, str]
) -> None:
    reference, location = accepted
    mails = [mail for mail in running_site.wait_for_mail(reference) if "office" in mail["To"]]
    assert len(mails) == 1
    mail = mails[0]
    place = location.split()[0].lower().strip(",")
    assert place in mail["To"].lower()
    assert reference in mail["Subject"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert link_in(mail).startswith(f"{running_site.url}/admin/")


def test_no_mail_holds_what_the_patient_wrote(running_site: RunningSite, accepted: tuple[str, str]) -> None:
    reference, _ = accepted
    for mail in running_site.wait_for_mail(reference):
        text = "\n".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
        headers = "\n".join(f"{name}: {value}" for name, value in mail.items() if name not in TO_WHOM)
        for answer in (*ANSWERS.values(), "555-0147", "5035550147"):
            assert answer not in text
            assert answer not in headers


def test_the_link_in_the_mail_opens_the_request_for_the_office_only(
    running_site: RunningSite, accepted: tuple[str, str]
) -> None:
    reference, _ = accepted
    mail = next(mail for mail in running_site.wait_for_mail(reference) if "office" in mail["To"])
    link = link_in(mail)

    visitor = Browser()
    status, headers, _ = visitor.open(link)
    assert status == 302
    assert "/admin/login/" in headers["Location"]

    office = Browser()
    office.sign_in(running_site, "office")
    status, headers, html = office.open(link)
    assert status == 200
    for answer in ("Wilhelmina", "Featherstonehaugh", "555-0147", "Zebrafish lullaby at dusk", reference):
        assert answer in html
    assert "no-store" in headers["Cache-Control"]

    marketing = Browser()
    marketing.sign_in(running_site, "marketing")
    status, _, html = marketing.open(link)
    assert status in (302, 403, 404)
    assert "Wilhelmina" not in html


def test_mistakes_keep_what_was_typed(running_site: RunningSite) -> None:
    action, hidden, _ = form_on(f"{running_site.url}/request-appointment/")
    status, headers, html = Browser().open(action, ANSWERS | hidden | {"phone": "12"})
    assert status == 422
    assert "no-store" in headers["Cache-Control"]
    soup = soup_of(html)
    assert one(soup, "title").get_text(strip=True).startswith("Error:")
    assert attribute(one(soup, '[name="first_name"]'), "value") == "Wilhelmina"
    assert "Zebrafish lullaby at dusk" in one(soup, '[name="message"]').get_text()
    for link in one(soup, '[role="alert"]').select("a"):
        assert soup.select_one(attribute(link, "href")) is not None


def test_another_site_cannot_post(running_site: RunningSite) -> None:
    request = urllib.request.Request(
        f"{running_site.url}/request-appointment/",
        urllib.parse.urlencode(ANSWERS).encode(),
        {"Origin": "https://elsewhere.example"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    refused.value.close()
    assert refused.value.code == 403


def test_pages_set_no_cookie(running_site: RunningSite) -> None:
    for address in ("/", "/articles/", "/request-appointment/", article_address(running_site)):
        _, headers, _ = Browser().open(urljoin(running_site.url, address))
        assert "Set-Cookie" not in headers, address
