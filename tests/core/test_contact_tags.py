import pytest

from core.templatetags.contact_tags import crisis_links, tel


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("(503) 555-0142", "tel:+15035550142"),
        ("503.555.0142", "tel:+15035550142"),
        ("+1 503 555 0142", "tel:+15035550142"),
        ("1-800-555-0142", "tel:18005550142"),
        ("(503) 555-0142 ext. 3", "tel:+15035550142"),
        ("988", "tel:988"),
    ],
)
def test_tel(phone: str, address: str) -> None:
    assert tel(phone) == address


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Call 911.", 'Call <a href="tel:911">911</a>.'),
        ("911 or 988", '<a href="tel:911">911</a> or <a href="tel:988">988</a>'),
        ("(503) 555-0988 and 1911", "(503) 555-0988 and 1911"),
        ("<b>988</b>", '&lt;b&gt;<a href="tel:988">988</a>&lt;/b&gt;'),
    ],
)
def test_crisis_links(text: str, html: str) -> None:
    assert crisis_links(text) == html
